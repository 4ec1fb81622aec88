"""Parts about hours: those of the week that are one's own, and those of single dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.manager.fields import DateField, Today
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place, beside_fields, words
from frontdesk.ui.manager.reveal import go_to
from frontdesk.ui.widgets.buttons import Button, IconButton, Segments
from frontdesk.ui.widgets.hours_editor import HoursEditor
from frontdesk.ui.widgets.hours_line import HoursField, stored_text

_AT = re.compile(r"\[(\d+)\]\.?(.*)")
NONE, WEEK, DATES = "none", "week", "dates"


class HoursPart(Part):
    """Own hours or none; a resource may also be open on single dates alone."""

    def __init__(
        self, title: str, ways: Sequence[tuple[str, str, str]], extra: Sequence[QWidget] = ()
    ) -> None:
        """``ways`` are (``NONE``, ``WEEK`` or ``DATES``, name, sentence); ``extra`` goes below."""
        super().__init__(title)
        self._entry: Entry = {}
        self._document: Entry = {}
        self._sentences = {way: sentence for way, _name, sentence in ways}
        self.way = Segments([(way, name) for way, name, _sentence in ways])
        self.way.setAccessibleName(title)
        self.said = words("")
        self.editor = HoursEditor()
        self.editor.set_name(title)
        self.way.chosen.connect(self._choose)
        self.editor.edited.connect(self.edited)
        self.put(self.way, self.said, self.editor, *extra)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the hours."""
        is_other = entry.get("id") != self._entry.get("id")
        self._entry, self._document = entry, document
        hours = entry.get("hours")
        emptied = hours == {} and not is_other and self.way.current == WEEK
        if hours is None:
            self.way.choose(NONE)
        elif hours or emptied or DATES not in self._sentences:
            self.way.choose(WEEK)
        else:
            self.way.choose(DATES)
        if hours or is_other or emptied:
            self.editor.load(hours)
        self._show()

    def values(self) -> dict[str, Any]:
        """None for no own hours, an empty mapping for none but by date."""
        way = self.way.current
        if way != WEEK:
            return {"hours": {} if way == DATES else None}
        week, loaded = self.editor.week(), self._entry.get("hours")
        return {"hours": loaded if _is_same(week, loaded) else week}

    def places(self) -> Mapping[str, Place]:
        """The editor says what is wrong with each day."""
        return {"hours": self}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it beside the days."""
        self.editor.show_faults(problems)

    @Slot(str)
    def _choose(self, way: str) -> None:
        if way == WEEK and not self.editor.week():
            self.editor.load(self._hours_of_the_place())
        self._show()
        self.edited.emit()

    def _hours_of_the_place(self) -> Any:
        """The location's hours, to begin one's own with."""
        places = self._document.get("locations", [])
        wanted = self._entry.get("location")
        fits = [place for place in places if place.get("id") == wanted] or [
            place for place in places if place.get("primary")
        ]
        return (fits or places or [{}])[0].get("hours")

    def _show(self) -> None:
        self.said.setText(self._sentences[self.way.current])
        self.editor.setVisible(self.way.current == WEEK)


def _is_same(week: Mapping[str, Any], stored: Any) -> bool:
    """Whether two weeks are open at the same times, however they are written."""
    if not isinstance(stored, Mapping):
        return False
    days = {*week, *stored}
    return all(stored_text(week.get(day)) == stored_text(stored.get(day)) for day in days)


class DateRow(QWidget):
    """The hours of one date."""

    edited = Signal()
    removed = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(parent)
        self.date = DateField(self.tr("Date"), today)
        self.hours = HoursField(self.tr("Hours"))
        self.remove = IconButton("close", self.tr("Remove this date"))
        self.date.edited.connect(self.edited)
        self.hours.edited.connect(self.edited)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.date, 0, top)
        row.addWidget(self.hours, 1, top)
        row.addLayout(beside_fields(self.remove))

    def load(self, override: Entry) -> None:
        """Show an override."""
        self.date.load(str(override.get("date", "")))
        self.hours.load_windows(override.get("hours") or [])

    def value(self) -> Entry:
        """The override as the file holds it."""
        return {"date": self.date.value(), "hours": self.hours.stored()}


class DatesPart(Part):
    """Dates on which other hours hold than in the week."""

    def __init__(self, today: Today) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(self.tr("Other hours on single dates"))
        self._today = today
        self._rows: list[DateRow] = []
        self._loaded: list[Entry] = []
        self._holder = QVBoxLayout()
        self._holder.setSpacing(8)
        self.add = Button(self.tr("Add a date"))
        self.add.clicked.connect(self._add)
        self.setFocusProxy(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        said = self.tr("They replace the hours of the week; without hours, the date is a day off.")
        self.put(words(said), self._holder, foot)

    @property
    def rows(self) -> list[DateRow]:
        """The dates on show."""
        return list(self._rows)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the overrides."""
        self._show(list(entry.get("overrides") or []))

    def values(self) -> dict[str, Any]:
        """The overrides; those that nobody edited as they were written."""
        found = []
        for at, row in enumerate(self._rows):
            value = row.value()
            before = self._loaded[at] if at < len(self._loaded) else {}
            same = value["date"] == before.get("date") and stored_text(
                value["hours"]
            ) == stored_text(before.get("hours"))
            found.append(before if same else value)
        return {"overrides": found}

    def places(self) -> Mapping[str, Place]:
        """Each row says its own."""
        return {"overrides": self}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it at the date, or at its hours."""
        said: dict[tuple[int, str], str] = {}
        for path, sentence in problems.items():
            match = _AT.fullmatch(path)
            at, below = (int(match[1]), match[2]) if match else (0, "")
            said.setdefault((at, "hours" if below.startswith("hours") else "date"), sentence)
        for at, row in enumerate(self._rows):
            row.date.set_problem(said.get((at, "date"), ""))
            row.hours.load_windows(row.hours.stored())  # says itself what it can't read
            if not row.hours.problem:
                row.hours.set_problem(said.get((at, "hours"), ""))

    def _show(self, overrides: list[Entry]) -> None:
        self._loaded = overrides
        while len(self._rows) > len(overrides):
            self._drop(self._rows[-1])
        while len(self._rows) < len(overrides):
            self._grow()
        for row, override in zip(self._rows, overrides, strict=True):
            row.load(override)

    @Slot()
    def _add(self) -> None:
        row = self._grow()
        with QSignalBlocker(row):
            row.load({"date": self._today().isoformat(), "hours": []})
        go_to(row.date)
        row.date.line.selectAll()
        self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        gone = self.sender()
        if isinstance(gone, DateRow):
            self._show([row.value() for row in self._rows if row is not gone])
            go_to(self.add)
            self.edited.emit()

    def _grow(self) -> DateRow:
        row = DateRow(self._today)
        row.edited.connect(self.edited)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._holder.addWidget(row)
        row.show()
        return row

    def _drop(self, row: DateRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
