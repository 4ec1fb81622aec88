"""How a block repeats: chosen in plain words, or typed as an RFC 5545 rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import DateField, NumberField, Today
from frontdesk.ui.manager.parts import words
from frontdesk.ui.manager.repetition import (
    LAST,
    Repetition,
    is_last,
    next_times,
    parse,
    rank_of,
    rule_text,
)
from frontdesk.ui.manager.repetition_words import (
    joined,
    rank_words,
    repetition_sentence,
)
from frontdesk.ui.text import dated_day_text, day_text
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.form import ChoiceField, Field, LineField
from frontdesk.ui.widgets.toggles import ReadersClick

_OWN = "OWN"
_SOME_DAYS = 90
_SOME_TIMES = 10


class DayToggle(ReadersClick, QPushButton):
    """A weekday that is on or off."""

    def __init__(self, weekday: int, parent: QWidget | None = None) -> None:
        """``weekday`` from 0 for Monday."""
        locale = QLocale()
        super().__init__(
            locale.standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat), parent
        )
        self.weekday = weekday
        self.setCheckable(True)
        self.setProperty("segment", "only")
        self.setAccessibleName(locale.standaloneDayName(weekday + 1))
        self.setMinimumWidth(round(52 * text_scale()))
        self.listen_to_readers()


class RepetitionField(QWidget):
    """The rule of one block; None for once."""

    edited = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is where the next times are counted from."""
        super().__init__(parent)
        self._today = today
        self._block: dict[str, Any] = {}
        self._start: date | None = None
        self.often = ChoiceField(self.tr("Repeats"))
        self.often.set_choices(
            [
                (None, self.tr("Not, it happens once")),
                ("DAILY", self.tr("By days")),
                ("WEEKLY", self.tr("By weeks")),
                ("MONTHLY", self.tr("By months")),
                ("YEARLY", self.tr("By years")),
                (_OWN, self.tr("By a rule of its own")),
            ]
        )
        self.interval = NumberField(self.tr("Every"))
        self.days = [DayToggle(day) for day in range(7)]
        self.on = ChoiceField(self.tr("On", "these days of the week"))
        self.end = ChoiceField(self.tr("Ends"))
        self.end.set_choices(
            [
                ("never", self.tr("Never")),
                ("until", self.tr("On a day")),
                ("count", self.tr("After some times")),
            ]
        )
        self.until = DateField(self.tr("Last day"), today)
        self.count = NumberField(self.tr("Times", "how often"))
        self.rule = LineField(self.tr("As a rule (RFC 5545)"), "FREQ=WEEKLY;BYDAY=TU,TH")
        self.said = words("", "strong")
        self.next = words("")
        fields: tuple[Field, ...] = (self.often, self.on, self.end)
        for field in (*fields, self.interval, self.until, self.count):
            field.edited.connect(self._choose)
        for toggle in self.days:
            toggle.clicked.connect(self._choose)
        self.rule.edited.connect(self._type)
        self._days_row = self._row_of_days()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Columns(self.often, self.interval, self.on, count=3))
        column.addWidget(self._days_row)
        column.addWidget(Columns(self.end, self.until, self.count, count=3))
        column.addWidget(self.rule)
        column.addWidget(self.said)
        column.addWidget(self.next)

    def load(self, block: dict[str, Any]) -> None:
        """Show how ``block`` repeats, and when it happens next."""
        self._block = block
        self._start = _date(block)
        rule = block.get("rrule")
        found = None if rule is None else self._read(str(rule))
        self._offer_ranks()
        if rule != self.value():
            self.rule.load("" if rule is None else str(rule))
            self._show(rule, found)
        self._reveal(rule, found)

    def value(self) -> str | None:
        """The rule; None for once."""
        return None if self.often.value() is None else self.rule.value()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with the rule; it has no next times then."""
        self.rule.set_problem(sentence)
        self.next.setVisible(not sentence and self.often.value() is not None)

    # What the user does

    @Slot()
    def _choose(self) -> None:
        often = self.often.value()
        self._begin(self.sender())
        if often not in (None, _OWN):
            self.rule.load(rule_text(self._chosen(), self._start))
        self.edited.emit()

    @Slot()
    def _type(self) -> None:
        rule = self.rule.value()
        self._show(rule, self._read(rule))
        self.edited.emit()

    def _begin(self, changed: object) -> None:
        """Fill in what a choice just made needs, so that it is right before anything is typed."""
        start = self._start or self._today()
        if changed is self.often and not any(toggle.isChecked() for toggle in self.days):
            self.days[start.weekday()].setChecked(True)
        if changed is self.often and self.interval.value() is None:
            self.interval.load(1)
        if changed is self.end and not self.until.value():
            self.until.load((start + timedelta(days=_SOME_DAYS)).isoformat())
        if changed is self.end and self.count.value() is None:
            self.count.load(_SOME_TIMES)

    def _read(self, rule: str) -> Repetition | None:
        """What can be chosen of a rule: the weekday of a month is that of the first day."""
        found = parse(rule)
        if found is None or found.rank is None or self._start is None:
            return found
        return found if found.weekdays == (self._start.weekday(),) else None

    def _chosen(self) -> Repetition:
        frequency = str(self.often.value())
        picked = tuple(toggle.weekday for toggle in self.days if toggle.isChecked())
        interval = self.interval.value()
        made = Repetition(frequency, 1 if interval is None else interval)
        if frequency == "WEEKLY":
            made = replace(made, weekdays=picked)
        elif frequency == "MONTHLY" and self.on.value() is not None:
            day = self._start.weekday() if self._start else 0
            made = replace(made, weekdays=(day,), rank=self.on.value())
        if self.end.value() == "until":
            return replace(made, until=self.until.value().replace("-", ""))
        if self.end.value() == "count":
            count = self.count.value()
            return replace(made, count=1 if count is None else count)
        return made

    # Showing

    def _show(self, rule: str | None, found: Repetition | None) -> None:
        """Put a rule into the choices, unless they say the same already."""
        if rule is None:
            self.often.load(None)
            return
        if found is None:
            self.often.load(_OWN)
            return
        is_chosen = self.often.value() not in (None, _OWN)
        if is_chosen and rule_text(self._chosen(), self._start).upper() == rule.upper():
            return
        self.often.load(found.frequency)
        self.interval.load(found.interval)
        for toggle in self.days:
            toggle.setChecked(toggle.weekday in found.weekdays and found.rank is None)
        self._offer_ranks(found)
        self.on.load(found.rank)
        self.end.load("until" if found.until else "never" if found.count is None else "count")
        if found.until:
            self.until.load(f"{found.until[:4]}-{found.until[4:6]}-{found.until[6:]}")
        if found.count is not None:
            self.count.load(found.count)

    def _offer_ranks(self, found: Repetition | None = None) -> None:
        """Offer the day of the month, and the weekday as it is counted in the month."""
        start = self._start
        if start is None:
            return
        ranks = [rank_of(start)] if rank_of(start) < 5 else []
        if is_last(start):
            ranks.append(LAST)
        chosen = self.on.value() if found is None else found.rank
        if chosen is not None and chosen not in ranks:
            ranks.append(chosen)
        name = QLocale().standaloneDayName(start.weekday() + 1)
        choices: list[tuple[Any, str]] = [(None, self.tr("on day {day}").format(day=start.day))]
        choices += [(rank, rank_words(rank).format(day=name)) for rank in ranks]
        if choices != self.on.choices():
            self.on.set_choices(choices)

    def _reveal(self, rule: str | None, found: Repetition | None) -> None:
        """Show the fields that matter, what they come to, and the next times."""
        often = self.often.value()
        built = often not in (None, _OWN)
        end = self.end.value() if built else ""
        for widget, seen in (
            (self.interval, built),
            (self._days_row, often == "WEEKLY"),
            (self.on, often == "MONTHLY"),
            (self.end, built),
            (self.until, end == "until"),
            (self.count, end == "count"),
            (self.rule, often is not None),
            (self.said, often is not None and found is not None),
        ):
            widget.setVisible(seen)
        self.interval.set_caption(
            {
                "DAILY": self.tr("Every … days"),
                "WEEKLY": self.tr("Every … weeks"),
                "MONTHLY": self.tr("Every … months"),
                "YEARLY": self.tr("Every … years"),
            }.get(str(often), self.tr("Every"))
        )
        self.said.setText(repetition_sentence(found, self._start) if found else "")
        self._show_next(rule)

    def _show_next(self, rule: str | None) -> None:
        midnight = datetime.combine(self._today(), datetime.min.time())
        times = next_times(self._block, midnight) if rule is not None else []
        self.next.setVisible(rule is not None and not self.rule.problem)
        year, days = self._today().year, [at.date() for at in times]
        listed = joined([day_text(d) if d.year == year else dated_day_text(d) for d in days])
        self.next.setText(
            self.tr("Next: {days}.").format(days=listed)
            if times
            else self.tr("It does not happen any more.")
        )

    def _row_of_days(self) -> Columns:
        first = QLocale().firstDayOfWeek().value - 1
        days = [self.days[(first + number) % 7] for number in range(7)]
        return Columns(*days, count=7, gap=4)


def _date(block: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(block.get("start"))[:10])
    except ValueError:
        return None
