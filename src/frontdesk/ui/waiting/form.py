"""The card on which somebody is put on the waiting list, or their wish is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMainWindow, QVBoxLayout

from frontdesk.desk.answers import RefusalError
from frontdesk.desk.dates import parse_date
from frontdesk.desk.first_available import Part
from frontdesk.desk.waiting import Waiting
from frontdesk.ui import text
from frontdesk.ui.waiting.wording import part_name, weekday_name
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import ChoiceField, LineField, TextField
from frontdesk.ui.widgets.overlay import Overlay
from frontdesk.ui.widgets.plain import PlainLabel

_SIZE = (520, 430)


class WaitingForm(Overlay):
    """Keeps what was typed when it is closed, until another wish is opened or it is saved."""

    saved = Signal(int, object)
    """The number of the entry (0 for a new one), and the ``Waiting`` as it is wished now."""

    keeps_open = True

    def __init__(self, window: QMainWindow) -> None:
        """Make a closed card over ``window``."""
        super().__init__(window, "", *_SIZE)
        self._wish: Waiting | None = None
        self._entry_id = 0
        self._today = date.min
        self.title = PlainLabel("", "title")
        self.who = PlainLabel("", "secondary", elide=True)
        self.first = LineField(self.tr("From"))
        self.last = LineField(self.tr("To"), self.tr("+6w, next tue, 24.12. …"))
        self.person = ChoiceField(self.tr("With"))
        self.part = ChoiceField(self.tr("Time of day"))
        # As strings: a combo box gives back no others.
        hours = [("", part_name(None)), *((part.value, part_name(part)) for part in Part)]
        self.part.set_choices(hours)
        self.weekdays = [QCheckBox(weekday_name(day)) for day in range(7)]
        self.notes = TextField(self.tr("Note"), 2)
        self.save = Button("", "primary", key="Ctrl+Enter")
        self.cancel = Button(self.tr("Cancel", "leave the form"), key="Esc")
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.leave)
        for field in (self.first, self.last):
            field.line.returnPressed.connect(self._save)
        self._compose()

    def open(
        self,
        entry_id: int,
        wish: Waiting,
        who: str,
        people: Sequence[tuple[str, str]],
        today: date,
    ) -> None:
        """Show a wish; ``people`` are (id, name) of whom it may be with."""
        self._today = today
        if (entry_id, wish) != (self._entry_id, self._wish):
            self._entry_id, self._wish = entry_id, wish
            self._load(wish, people)
        new = not entry_id
        title = self.tr("Put on the waiting list") if new else self.tr("Change the wish")
        self.title.setText(title)
        self.setAccessibleName(title)
        self.card.setAccessibleName(title)
        self.save.setText(self.tr("Put on the list") if new else self.tr("Save"))
        self.who.setText(who)
        self.open_with(self.last.line)
        self.last.line.selectAll()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._save()
            event.accept()
        else:
            super().keyPressEvent(event)

    def show_problem(self, sentence: str) -> None:
        """Say why the book refused; the card is open again with everything on it."""
        self.last.set_problem(sentence)
        self.open_with(self.last.line)
        self._fit()

    def forget(self) -> None:
        """What was on it is saved."""
        self._wish = None

    def _fit(self) -> None:
        self.fit_height(self.card, self.content.totalSizeHint().height())

    def _load(self, wish: Waiting, people: Sequence[tuple[str, str]]) -> None:
        self.first.load(_typed(wish.first))
        self.last.load(_typed(wish.last))
        self.person.set_choices([("", self.tr("Anyone")), *people])
        self.person.load(wish.resource_ids[0] if wish.resource_ids else "")
        self.part.load("" if wish.part is None else wish.part.value)
        for day, box in enumerate(self.weekdays):
            box.setChecked(day in wish.weekdays)
        self.notes.load(wish.notes)
        for field in (self.first, self.last):
            field.set_problem("")

    @Slot()
    def _save(self) -> None:
        if not self.is_open:
            return  # Ctrl+Enter in a field is heard twice
        first, last = self._day(self.first), self._day(self.last)
        if first is not None and last is not None and last < first:
            self.last.set_problem(self.tr("The last day comes before the first one."))
            self.last.line.setFocus()
            first = None
        self._fit()
        if self._wish is None or first is None or last is None:
            return
        person, part = self.person.value(), self.part.value()
        wanted = replace(
            self._wish,
            first=first,
            last=last,
            resource_ids=(person,) if person else (),
            part=Part(part) if part else None,
            weekdays=frozenset(day for day, box in enumerate(self.weekdays) if box.isChecked()),
            notes=self.notes.value().strip(),
        )
        self.leave()
        self.saved.emit(self._entry_id, wanted)

    def _day(self, field: LineField) -> date | None:
        """The date in a field; where there is none, the field says so and has the cursor."""
        try:
            day = parse_date(field.value(), self._today, text.date_words())
        except RefusalError as error:
            fallback = self.tr("Type a date such as 24 Dec or +6w.")
            field.set_problem(text.said(cast(str, error.refusal.facts.get("problem") or fallback)))
            field.line.setFocus()
            return None
        field.set_problem("")
        return day

    def _compose(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.who)
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(self.first)
        days.addWidget(self.last)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self.person)
        choices.addWidget(self.part)
        week = QHBoxLayout()
        week.setSpacing(10)
        for box in self.weekdays:
            week.addWidget(box)
        week.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        self.content.addLayout(head)
        self.content.addLayout(days)
        self.content.addLayout(choices)
        caption = PlainLabel(self.tr("Only on (none is any day)"), "caption")
        self.content.addWidget(caption)
        self.content.addLayout(week)
        self.content.addWidget(self.notes)
        self.content.addSpacing(4)
        self.content.addLayout(foot)


def _typed(day: date) -> str:
    """A date as it can be typed again."""
    return day.isoformat()
