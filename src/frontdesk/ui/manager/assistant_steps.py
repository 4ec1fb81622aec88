"""The pages of the five-step set-up; each shows a part of the state and writes it back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui import text
from frontdesk.ui.manager.assistant_state import AssistantState
from frontdesk.ui.manager.trades import TRADES, trade_names
from frontdesk.ui.manager.zone_field import ZoneField
from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.form import LineField
from frontdesk.ui.widgets.hours_editor import WEEKDAYS, HoursEditor
from frontdesk.ui.widgets.hours_line import stored_text
from frontdesk.ui.widgets.plain import PlainLabel


class Step(QWidget):
    """One step: a question, its fields, and what is wrong with all of it."""

    edited = Signal()
    """The user changed something."""
    left = Signal()
    """The user is done with a field, and goes on to another one."""

    def __init__(self, title: str, words: str) -> None:
        """Stack ``title`` and ``words`` above what ``put`` adds."""
        super().__init__()
        self.title = title
        self.fault = PlainLabel("", "problem")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addWidget(PlainLabel(title, "title"))
        said = PlainLabel(words, "secondary")
        said.setWordWrap(True)
        self.column.addWidget(said)
        self.column.addWidget(self.fault)

    def load(self, state: AssistantState) -> None:
        """Show the step's part of ``state``; what is shown already keeps its cursor."""
        raise NotImplementedError

    def write(self, state: AssistantState) -> None:
        """Put what is shown into ``state``."""
        raise NotImplementedError

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is in the way, at its field; "" is the step as a whole."""
        words = problems.get("", "")
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def typed(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Those of the problems that are in something typed, not in what is still to be typed."""
        return {}

    def go_on(self) -> bool:
        """Enter was pressed in a field; whether there was something to go on to in the step."""
        return False

    def tidy(self) -> None:
        """Take away what was offered and not used, before the step is judged."""

    def focus_first(self, problems: Mapping[str, str]) -> None:
        """Put the cursor where the first problem is, or where the step begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class BusinessStep(Step):
    """What it is called, where it lies, and what kind of business it is."""

    tradeChosen = Signal(str)
    """The id of the trade that the user chose."""

    def __init__(self) -> None:
        """Make empty fields."""
        super().__init__(
            self.tr("Your business"),
            self.tr("Everything here can be changed later, under Manage."),
        )
        self.name = LineField(self.tr("Name of the business"))
        self.place = LineField(
            self.tr("Name of the place"), self.tr("the same, unless there are several")
        )
        self.timezone = ZoneField(self.tr("Time zone"), self.tr("such as New York"))
        self.currency = LineField(self.tr("Currency"))
        self.currency.line.setFixedWidth(120)
        self.trade = Segments(trade_names(text.translate))
        self.trade.setAccessibleName(self.tr("What kind of business it is"))
        self.trade.chosen.connect(self.tradeChosen)
        for field in self._fields().values():
            field.edited.connect(self.edited)
            field.line.editingFinished.connect(self.left)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        for field in (self.timezone, self.currency):
            pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.name)
        self.column.addWidget(self.place)
        self.column.addLayout(pair)
        kind = PlainLabel(self.tr("What kind of business is it? Its usual services come along."))
        self.column.addWidget(kind)
        row = QHBoxLayout()
        row.addWidget(self.trade)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)

    def load(self, state: AssistantState) -> None:
        """Show the business."""
        for key, field in self._fields().items():
            field.load(getattr(state, key))
        self.trade.choose(state.trade or TRADES[0].id)

    def write(self, state: AssistantState) -> None:
        """Take the fields over; the trade is told when it is chosen."""
        for key, field in self._fields().items():
            setattr(state, key, field.value())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it below the fields."""
        super().show_problems(problems)
        for key, field in self._fields().items():
            if field.problem != problems.get(key, ""):
                field.set_problem(problems.get(key, ""))

    def typed(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Those of fields with something in them."""
        fields = self._fields()
        return {
            key: words
            for key, words in problems.items()
            if key in fields and fields[key].value().strip()
        }

    def focus_first(self, problems: Mapping[str, str]) -> None:
        """Into the first field that has one."""
        wrong = [field for key, field in self._fields().items() if key in problems]
        (wrong or [self.name])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> dict[str, LineField]:
        return {
            "name": self.name,
            "place": self.place,
            "timezone": self.timezone,
            "currency": self.currency,
        }


class HoursStep(Step):
    """When the place is open."""

    def __init__(self) -> None:
        """Make a closed week."""
        super().__init__(
            self.tr("Opening hours"),
            self.tr("When can people come? Who works less gets hours of their own later."),
        )
        self.editor = HoursEditor()
        self.editor.edited.connect(self.edited)
        self.column.addWidget(self.editor)
        self.column.addStretch(1)

    def load(self, state: AssistantState) -> None:
        """Show the week."""
        if state.hours != self.editor.week():
            self.editor.load(state.hours)

    def write(self, state: AssistantState) -> None:
        """Take the week over."""
        state.hours = self.editor.week()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it beside the days."""
        super().show_problems(problems)
        self.editor.show_faults({key: words for key, words in problems.items() if key})

    def focus_first(self, problems: Mapping[str, str]) -> None:
        """Into the first day that has one, or the first day."""
        first = next(iter(self.editor.days.values())).line
        wrong = self.editor.problem_field
        (first if wrong is None else wrong).setFocus(Qt.FocusReason.OtherFocusReason)


class DoneStep(Step):
    """What the book will begin with, in sentences."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__(
            self.tr("Ready"),
            self.tr("This is your business. Open the book, and take the first appointment."),
        )
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(24)
        self._rows.setVerticalSpacing(10)
        self._rows.setColumnStretch(1, 1)
        self.said: list[PlainLabel] = []
        for head in (
            self.tr("Business"),
            self.tr("Open"),
            self.tr("People and rooms"),
            self.tr("Services"),
        ):
            said = PlainLabel("", "strong")
            said.setWordWrap(True)
            top = Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(PlainLabel(head, "secondary"), len(self.said), 0, top)
            self._rows.addWidget(said, len(self.said), 1, top)
            self.said.append(said)
        self.column.addLayout(self._rows)
        later = PlainLabel(
            self.tr(
                "Hours of each person, public holidays and further places are under Manage, "
                "whenever you like."
            ),
            "secondary",
        )
        later.setWordWrap(True)
        self.column.addWidget(later)
        self.column.addStretch(1)

    def load(self, state: AssistantState) -> None:
        """Sum up."""
        names = [row["name"].strip() for row in state.people]
        services = [row["name"].strip() for row in state.services]
        lines = (
            f"{state.name.strip()} · {state.timezone.strip()}",
            _days_text(state),
            ", ".join(names),
            ", ".join(services),
        )
        for said, words in zip(self.said, lines, strict=True):
            said.setText(words)

    def write(self, state: AssistantState) -> None:
        """Nothing is typed here."""


def _days_text(state: AssistantState) -> str:
    """The open days as "Mon 09:00–17:00", those with the same hours together."""
    locale, parts = QLocale(), []
    runs = groupby(enumerate(WEEKDAYS), key=lambda day: stored_text(state.hours.get(day[1])))
    for hours, run in runs:
        numbers = [number + 1 for number, _key in run]
        short = [
            locale.standaloneDayName(number, QLocale.FormatType.ShortFormat)
            for number in (numbers[0], numbers[-1])
        ]
        if hours:
            parts.append(f"{'–'.join(dict.fromkeys(short))} {hours}")
    return " · ".join(parts)
