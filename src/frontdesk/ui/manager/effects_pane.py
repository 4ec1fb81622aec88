"""What saving would do, before it is done: whom it strands, and next week's available times."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import DayTimes, Effects, ServiceTimes, StrandedVisit
from frontdesk.desk.setup_sentences import remark_sentence, stranded_sentence
from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.customers.table import Rows, Table
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button, segment_place
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip

_WIDTH = 900


class EffectsPane(QWidget):
    """Lists each stranded visit with what can become of it; Save waits until all are decided."""

    decided = Signal(object)
    """What becomes of each stranded visit: ``Decision`` by number. Save now."""
    cancelled = Signal()
    """Back to the form, without saving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty pane."""
        super().__init__(parent)
        self._effects = Effects((), ())
        self.rows: dict[int, VisitRow] = {}
        self.title = PlainLabel("", "title")
        self.title.setWordWrap(True)
        self.words = PlainLabel("", "secondary")
        self.words.setWordWrap(True)
        self.remarks = PlainLabel("", "strong")
        self.remarks.setWordWrap(True)
        self._visits = QVBoxLayout()
        self._visits.setSpacing(0)
        self._all = QWidget()
        self.times = TimesTable()
        self._times_title = PlainLabel("", "heading")
        self._counted = PlainLabel(
            self.tr("A time counts once for each person, room or device that is free for it."),
            "caption",
        )
        self.save = Button(self.tr("Save"), "primary", key="Ctrl+S")
        self.save.setShortcut("Ctrl+S")
        self.back = Button(self.tr("Back, without saving"), key="Esc")
        self.open_count = PlainLabel("", "problem")
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(self.cancelled)
        self._compose()
        self.setFocusProxy(self.back)

    def show_effects(self, effects: Effects) -> None:
        """Ask about these; what was decided about the same visits before stays decided."""
        before = self.decisions()
        self._effects = effects
        self._clear()
        for stranded in effects.stranded:
            row = VisitRow(stranded, before.get(stranded.visit.id))
            row.decided.connect(self._refresh)
            self.rows[stranded.visit.id] = row
            self._visits.addWidget(row)
            self._visits.addWidget(line())
        count = len(effects.stranded)
        self._all.setVisible(count > 1)
        self.title.setText(
            text.counted(
                count,
                self.tr("{count} booked visit would lose its time"),
                self.tr("{count} booked visits would lose their time"),
            )
            if count
            else self.tr("Nobody loses a booked time")
        )
        self.words.setText(
            self.tr(
                "Nothing is saved yet. Decide about each: move it to another time afterwards, "
                "keep it as it is, or keep it with a note that somebody must tell the customer."
            )
            if count
            else self.tr("Nothing is saved yet. This is what would change.")
        )
        said = [remark_sentence(remark, text.translate) for remark in effects.remarks]
        self.remarks.setText("\n".join(said))
        self.remarks.setVisible(bool(said))
        differing = [row for row in effects.times if row.differs]
        self._times_title.setText(
            self.tr("Available times next week")
            if differing
            else self.tr("Next week's available times stay as they are")
        )
        self.times.setVisible(bool(differing))
        self._counted.setVisible(bool(differing))
        self.times.show_times(differing)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the form, not out of the manager's area."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def decisions(self) -> dict[int, Decision]:
        """What is decided so far, by the number of the visit."""
        return {
            number: row.decision for number, row in self.rows.items() if row.decision is not None
        }

    @Slot()
    def _refresh(self) -> None:
        left = len(self.rows) - len(self.decisions())
        self.save.setEnabled(not left)
        self.open_count.setText(
            text.counted(
                left,
                self.tr("{count} visit is not decided yet"),
                self.tr("{count} visits are not decided yet"),
            )
            if left
            else ""
        )

    @Slot()
    def _save(self) -> None:
        self.decided.emit(self.decisions())

    @Slot(QPushButton)
    def _decide_all(self, button: QPushButton) -> None:
        for row in self.rows.values():
            row.decide(Decision(button.property("decision")))
        self._refresh()

    def _clear(self) -> None:
        self.rows = {}
        while (item := self._visits.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _compose(self) -> None:
        every = QHBoxLayout(self._all)
        every.setContentsMargins(0, 0, 0, 0)
        every.addStretch(1)
        every.addWidget(PlainLabel(self.tr("All of them:"), "secondary"))
        group = QButtonGroup(self)
        group.setExclusive(False)
        for decision, verb in _verbs(self).items():
            button = Button(verb)
            button.setProperty("decision", decision.value)
            button.setAccessibleName(self.tr("{verb} all").format(verb=verb))
            group.addButton(button)
            every.addWidget(button)
        group.buttonClicked.connect(self._decide_all)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        for part in (self.title, self.words, self.remarks, self._all):
            column.addWidget(part)
        column.addLayout(self._visits)
        column.addWidget(self._times_title)
        column.addWidget(self.times)
        column.addWidget(self._counted)
        column.addStretch(1)
        body.setMaximumWidth(round(_WIDTH * text_scale()))
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 10, 24, 10)
        bar.setSpacing(8)
        bar.addWidget(self.open_count, 1)
        bar.addWidget(self.back)
        bar.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolling(body), 1)
        whole.addWidget(line())
        whole.addLayout(bar)


class VisitRow(QFrame):
    """One stranded visit: who, when, why, and the three things that can become of it."""

    decided = Signal()
    """The user decided."""

    def __init__(self, stranded: StrandedVisit, decision: Decision | None) -> None:
        """Show ``stranded``, as decided already or not."""
        super().__init__()
        visit = stranded.visit
        name = stranded.customer.name if stranded.customer is not None else stranded.service_name
        when = text.when_text(visit.start, visit.end, stranded.timezone)
        with_whom = " · ".join((stranded.service_name, *stranded.resource_names))
        self.reason = stranded_sentence(stranded, text.translate)
        self._group = QButtonGroup(self)
        told = QVBoxLayout()
        told.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(name, "strong", elide=True))
        head.addWidget(PlainLabel(when, "secondary"))
        head.addStretch(1)
        told.addLayout(head)
        told.addWidget(PlainLabel(f"{with_whom}. {self.reason}", "secondary", elide=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(0)
        row.addLayout(told, 1)
        row.addSpacing(6)
        verbs = _verbs(self)
        for at, (choice, verb) in enumerate(verbs.items()):
            button = Button(verb)
            button.setCheckable(True)
            button.setProperty("segment", segment_place(at, len(verbs), self))
            button.setProperty("decision", choice.value)
            button.setAccessibleName(f"{verb}: {name}, {when}")
            set_plain_tool_tip(button, _meaning(self, choice))
            self._group.addButton(button)
            row.addWidget(button)
        if decision is not None:
            self.decide(decision)
        self._group.buttonClicked.connect(self.decided)

    @property
    def decision(self) -> Decision | None:
        """What is decided; None as long as nothing is."""
        button = self._group.checkedButton()
        return None if button is None else Decision(button.property("decision"))

    def decide(self, decision: Decision) -> None:
        """Decide as if the user had."""
        for button in self._group.buttons():
            if button.property("decision") == decision.value:
                button.setChecked(True)


class TimesTable(Table):
    """Next week's available times of services, a column a day: before and after."""

    def __init__(self) -> None:
        """Make an empty table."""
        self._times = Rows([self.tr("Service")])
        super().__init__(self._times, self.tr("Available times next week, before and after"))
        self.setProperty("look", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_times(self, times: Sequence[ServiceTimes]) -> None:
        """Show these services; an arrow stands where a day changes."""
        if not times:
            return
        days = [text.day_text(day.date) for day in times[0].days]
        self._times.set_heads([self.tr("Service"), *days])
        several = len({row.location_id for row in times}) > 1
        self._times.show_rows([_cells(row, several) for row in times])
        self.set_widths(dict.fromkeys(range(1, len(days) + 1), 98))
        height = self.verticalHeader().defaultSectionSize() * len(times)
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + 4)


def _cells(row: ServiceTimes, several: bool) -> tuple[str, ...]:
    name = f"{row.service_name} · {row.location_name}" if several else row.service_name
    return (name, *(_cell(day) for day in row.days))


def _cell(day: DayTimes) -> str:
    if day.before == day.after:
        return str(day.after) if day.after else "–"
    return f"{day.before} → {day.after}"


def _verbs(widget: QWidget) -> dict[Decision, str]:
    return {
        Decision.MOVE: widget.tr("Move"),
        Decision.KEEP: widget.tr("Keep"),
        Decision.INFORM: widget.tr("Inform"),
    }


def _meaning(widget: QWidget, decision: Decision) -> str:
    return {
        Decision.MOVE: widget.tr("It stays on the list of visits to be moved."),
        Decision.KEEP: widget.tr("It stays as it is, and is not asked about again."),
        Decision.INFORM: widget.tr("It stays, with a note that the customer must be told."),
    }[decision]
