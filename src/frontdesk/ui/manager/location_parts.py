"""Parts of the form of a location: what it is, its week, and the days on which it is closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import Check, DateField, NumberField, Today
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place, beside_fields, words
from frontdesk.ui.manager.reveal import go_to
from frontdesk.ui.manager.zone_field import ZoneField
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.form import LineField
from frontdesk.ui.widgets.hours_editor import HoursEditor
from frontdesk.ui.widgets.hours_line import stored_text
from frontdesk.ui.widgets.plain import PlainLabel

_AT = re.compile(r"\[(\d+)\]\.?(.*)")
USUAL_TIMER = 10


class PlacePart(Part):
    """Name, zone, how long a hold lasts, and whether it is the primary location."""

    primaryWanted = Signal()
    """The user makes this location the primary one."""

    def __init__(self) -> None:
        """Make the fields."""
        super().__init__()
        self.name = LineField(self.tr("Name"), self.tr("such as Main Street"))
        self.id = PlainLabel("", "muted")
        self.zone = ZoneField(self.tr("Time zone"), "America/New_York")
        self.timer = NumberField(self.tr("A hold lasts (minutes)"), step=5)
        self.primary = Check(self.tr("Primary location"))
        for field in (self.name, self.zone, self.timer):
            field.edited.connect(self.edited)
        self.primary.clicked.connect(self._make_primary)
        self.setFocusProxy(self.name)
        said = self.tr(
            "The primary location is meant wherever none is named. Services of the whole company "
            "are defined there."
        )
        self.put(
            self.name, self.id, Columns(self.zone, self.timer, count=2), self.primary, words(said)
        )

    def load(self, entry: Entry, document: Entry) -> None:
        """Show them; the sole location and the primary one can't give that up."""
        self.name.load(str(entry.get("name", "")))
        self.id.setText(self.tr("Id in the setup file: {id}").format(id=entry.get("id", "")))
        self.zone.load(str(entry.get("timezone") or ""))
        self.timer.load(entry.get("bookingTimerMinutes", USUAL_TIMER))
        is_primary = bool(entry.get("primary")) or len(document.get("locations", [])) == 1
        self.primary.setChecked(is_primary)
        self.primary.setEnabled(not is_primary)

    def values(self) -> dict[str, Any]:
        """All but the primary mark, which concerns the other locations too."""
        return {
            "name": self.name.value(),
            "timezone": self.zone.value(),
            "bookingTimerMinutes": self.timer.value(),
        }

    def places(self) -> Mapping[str, Place]:
        """The id was made of the name."""
        return {
            "name": self.name,
            "id": self.name,
            "timezone": self.zone,
            "bookingTimerMinutes": self.timer,
        }

    @Slot()
    def _make_primary(self) -> None:
        if self.primary.isChecked():
            self.primaryWanted.emit()


class WeekPart(Part):
    """The opening hours of a week."""

    def __init__(self) -> None:
        """Make the editor."""
        super().__init__(self.tr("Opening hours"))
        self.editor = HoursEditor()
        self.editor.set_name(self.tr("Opening hours"))
        self.editor.edited.connect(self.edited)
        self.put(self.editor)
        self._loaded: Any = None

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the week."""
        self._loaded = entry.get("hours")
        self.editor.load(self._loaded)

    def values(self) -> dict[str, Any]:
        """The week; as it was written where nothing about it was edited."""
        week, loaded = self.editor.week(), self._loaded
        if isinstance(loaded, Mapping) and all(
            stored_text(week.get(day)) == stored_text(loaded.get(day)) for day in {*week, *loaded}
        ):
            return {"hours": loaded}
        return {"hours": week}

    def places(self) -> Mapping[str, Place]:
        """Each day says its own."""
        return {"hours": self}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it beside the days."""
        self.editor.show_faults(problems)


class ClosureRow(QWidget):
    """Days on which a location is closed, and why."""

    edited = Signal()
    removed = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(parent)
        self.first = DateField(self.tr("First day"), today)
        self.last = DateField(self.tr("Last day"), today)
        self.name = LineField(self.tr("Why"), self.tr("such as Christmas"))
        self.remove = IconButton("close", self.tr("Remove this closure"))
        for field in (self.first, self.last, self.name):
            field.edited.connect(self.edited)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.first, 0, top)
        row.addWidget(self.last, 0, top)
        row.addWidget(self.name, 1, top)
        row.addLayout(beside_fields(self.remove))

    def load(self, closure: Entry) -> None:
        """Show a closure."""
        self.first.load(str(closure.get("from", "")))
        self.last.load(str(closure.get("to", "")))
        self.name.load(str(closure.get("name") or ""))

    def value(self) -> Entry:
        """The closure as the file holds it."""
        return {
            "from": self.first.value(),
            "to": self.last.value(),
            "name": self.name.value(),
        }


class ClosuresPart(Part):
    """The closures, in a list."""

    def __init__(self, today: Today) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(self.tr("Closures"))
        self._today = today
        self._rows: list[ClosureRow] = []
        self._holder = QVBoxLayout()
        self._holder.setSpacing(8)
        self.add = Button(self.tr("Add a closure"))
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        said = self.tr("Days on which nobody works here, the first and the last included.")
        self.put(words(said), self._holder, foot)

    @property
    def rows(self) -> list[ClosureRow]:
        """The closures on show."""
        return list(self._rows)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the closures."""
        self._show(list(entry.get("closures") or []))

    def values(self) -> dict[str, Any]:
        """The closures in the order of the list."""
        return {"closures": [row.value() for row in self._rows]}

    def places(self) -> Mapping[str, Place]:
        """Each row says its own."""
        return {"closures": self}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it at the day that is wrong."""
        said: dict[tuple[int, str], str] = {}
        for path, sentence in problems.items():
            match = _AT.fullmatch(path)
            at, below = (int(match[1]), match[2]) if match else (0, "")
            said.setdefault((at, below if below in ("to", "name") else "from"), sentence)
        for at, row in enumerate(self._rows):
            for key, field in (("from", row.first), ("to", row.last), ("name", row.name)):
                field.set_problem(said.get((at, key), ""))

    def _show(self, closures: list[Entry]) -> None:
        while len(self._rows) > len(closures):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(closures):
            self._grow()
        for row, closure in zip(self._rows, closures, strict=True):
            row.load(closure)

    @Slot()
    def _add(self) -> None:
        row = self._grow()
        day = self._today().isoformat()
        with QSignalBlocker(row):
            row.load({"from": day, "to": day})
        go_to(row.first)
        row.first.line.selectAll()
        self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        gone = self.sender()
        if isinstance(gone, ClosureRow):
            self._show([row.value() for row in self._rows if row is not gone])
            go_to(self.add)
            self.edited.emit()

    def _grow(self) -> ClosureRow:
        row = ClosureRow(self._today)
        row.edited.connect(self.edited)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._holder.addWidget(row)
        row.show()
        return row
