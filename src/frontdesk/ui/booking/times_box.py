"""The first times in the panel: from when, with whom, at which hours, and the list to take from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from frontdesk.desk.first_available import Part
from frontdesk.ui import text
from frontdesk.ui.booking.first_times import ListedTime, TimesFilter, TimesFinder
from frontdesk.ui.booking.slots import SlotRow
from frontdesk.ui.text import translate as tr
from frontdesk.ui.widgets.menu_button import MenuButton
from frontdesk.ui.widgets.plain import PlainLabel, without_mnemonic

_AHEAD = (("Today", 0), ("Tomorrow", 1), ("In a week", 7), ("In 2 weeks", 14), ("In 6 weeks", 42))


class TimesBox(QWidget):
    """Says which time was taken and what was narrowed; shows what the finder found."""

    taken = Signal(object)
    """The ``Opening`` to hold."""
    booked = Signal(object)
    """The ``Opening`` to book at once: Shift+Enter or Shift and a click."""
    narrowed = Signal(object)
    """The ``TimesFilter`` that is wanted."""
    fromChosen = Signal(object)
    """The ``date`` from which on to look."""
    otherDateWanted = Signal()

    def __init__(self, caption: str = "", parent: QWidget | None = None) -> None:
        """Make an empty list under ``caption``."""
        super().__init__(parent)
        self._filter = TimesFilter()
        self._shown: tuple[ListedTime, ...] = ()
        self._parts: list[QWidget] = []
        self._rows: list[SlotRow] = []
        self._hints = False
        self._today = date.min
        self.first_button = _MenuButton()
        self.people_button = _MenuButton()
        self.hours_button = _MenuButton()
        for button in (self.first_button, self.people_button, self.hours_button):
            button.menu().triggered.connect(self._choose)
        self._nothing = PlainLabel("", "secondary")
        self._nothing.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.first_button)
        head.addStretch(1)
        head.addWidget(self.people_button)
        head.addWidget(self.hours_button)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        if caption:
            whole.addWidget(PlainLabel(caption, "caption", elide=True))
        whole.addLayout(head)
        whole.addWidget(self._nothing)
        whole.addLayout(self._column)

    @property
    def rows(self) -> tuple[SlotRow, ...]:
        """The times, from first to last."""
        return tuple(self._rows)

    @property
    def captions(self) -> tuple[str, ...]:
        """The headings of the groups."""
        return tuple(part.text() for part in self._parts if isinstance(part, PlainLabel))

    @property
    def first_opening(self) -> object | None:
        """The first time of the list; None while there is none."""
        return self._shown[0].opening if self._shown else None

    def show_finder(self, finder: TimesFinder) -> None:
        """Show what ``finder`` found, and how it was asked."""
        self.setVisible(finder.has_service)
        self._filter, self._today = finder.filter, finder.today
        names = {entry.id: entry.name for entry in finder.people}
        self._offer_dates(max(finder.first, finder.today), finder.today)
        self._offer_people(names)
        self._offer_hours()
        self._show_rows(finder.rows)
        self._nothing.setVisible(not finder.rows)
        self._nothing.setText(
            self.tr("Looking for times …")
            if finder.is_reading
            else self.tr("No time is free like this within a year. Ask for less.")
        )

    def set_hinting(self, hinting: bool) -> None:
        """Mark the first time as the one that Enter takes."""
        self._hints = hinting
        if self._rows:
            self._rows[0].set_hint(self.tr("Enter") if hinting else "")

    def focus_first(self) -> bool:
        """Put the cursor on the first time; False where there is none."""
        if not self._rows or not self.isVisible():
            return False
        self._rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _show_rows(self, rows: tuple[ListedTime, ...]) -> None:
        if rows == self._shown:
            return
        focused = next((at for at, row in enumerate(self._rows) if row.hasFocus()), None)
        self._shown = rows
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._rows = [], []
        for entry in rows:
            if entry.caption:
                caption = PlainLabel(entry.caption, "caption")
                caption.setContentsMargins(8, 8 if self._rows else 2, 0, 2)
                self._put(caption)
            spoken = (entry.time, entry.caption or self._caption_of(entry), entry.rest, entry.pill)
            row = SlotRow(entry.time, entry.rest, ", ".join(part for part in spoken if part))
            row.set_pill(entry.pill)
            row.clicked.connect(self._take)
            row.enteredWithShift.connect(self._book)
            self._put(row)
            self._rows.append(row)
        self.set_hinting(self._hints)
        if focused is not None and self._rows:  # the list is another one: stay in it
            self._rows[min(focused, len(self._rows) - 1)].setFocus()

    def _caption_of(self, entry: ListedTime) -> str:
        """The heading that stands above a row inside a group."""
        before = self._shown[: self._shown.index(entry)]
        return next((other.caption for other in reversed(before) if other.caption), "")

    def _put(self, part: QWidget) -> None:
        self._column.addWidget(part)
        self._parts.append(part)

    def _take(self) -> None:
        self._tell(self.taken)

    def _book(self) -> None:
        self._tell(self.booked)

    def _tell(self, signal: Any) -> None:
        row = self.sender()
        if isinstance(row, SlotRow) and row in self._rows:
            signal.emit(self._shown[self._rows.index(row)].opening)

    # The three menus

    def _offer_dates(self, first: date, today: date) -> None:
        near = {0: self.tr("today"), 1: self.tr("tomorrow")}.get((first - today).days)
        near = near or text.near_day_text(first, today)
        entries: list[tuple[str, tuple[str, Any]]] = []
        entries += [(tr(words), ("first", days)) for words, days in _AHEAD]
        entries.append((self.tr("Another date …"), ("date", None)))
        self.first_button.offer(self.tr("From {day}").format(day=near), entries, None)
        self.first_button.setAccessibleName(self.tr("Times from {day}").format(day=near))

    def _offer_people(self, names: dict[str, str]) -> None:
        entries: list[tuple[str, tuple[str, Any]]] = [(self.tr("Anyone"), ("person", ""))]
        entries += [(name, ("person", number)) for number, name in names.items()]
        person = self._filter.person
        self.people_button.offer(names.get(person, self.tr("Anyone")), entries, ("person", person))

    def _offer_hours(self) -> None:
        parts: dict[Part | None, str] = {
            None: self.tr("Any time"),
            Part.MORNING: self.tr("Morning"),
            Part.AFTERNOON: self.tr("Afternoon"),
            Part.EVENING: self.tr("Evening"),
        }
        locale = QLocale()
        days: dict[int | None, str] = {None: self.tr("Any day")}
        days |= {n: locale.standaloneDayName(n + 1) for n in range(7)}
        weekday, part = self._filter.weekday, self._filter.part
        if weekday is None:
            shown = parts[part]
        else:
            short = locale.standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)
            within = {
                Part.MORNING: self.tr("{day}, morning"),
                Part.AFTERNOON: self.tr("{day}, afternoon"),
                Part.EVENING: self.tr("{day}, evening"),
            }
            shown = short if part is None else within[part].format(day=short)
        entries: list[tuple[str, tuple[str, Any]]] = []
        entries += [(name, ("part", key)) for key, name in parts.items()]
        entries += [(name, ("weekday", key)) for key, name in days.items()]
        self.hours_button.offer(shown, entries, ("part", part), ("weekday", weekday), rule_at=4)

    def _choose(self, action: QAction) -> None:
        what, value = action.data()
        if what == "first":
            self.fromChosen.emit(self._today + timedelta(days=value))
        elif what == "date":
            self.otherDateWanted.emit()
        else:
            self.narrowed.emit(replace(self._filter, **{what: value}))


class _MenuButton(MenuButton):
    """A word with a menu under it, such as "Anyone"."""

    def __init__(self) -> None:
        super().__init__(role="accent")
        self.setMenu(QMenu(self))
        self._offered: tuple[Any, ...] = ()

    def offer(
        self,
        shown: str,
        entries: Sequence[tuple[str, tuple[str, Any]]],
        *chosen: tuple[str, Any] | None,
        rule_at: int | None = None,
    ) -> None:
        """Show ``shown``, and ``entries`` (text, data) under it; an open menu stays."""
        offered = (shown, tuple(entries), chosen)
        if offered == self._offered:
            return
        self._offered = offered
        self.show_name(shown, shown)
        menu = self.menu()
        menu.clear()
        for at, (name, data) in enumerate(entries):
            if at == rule_at:
                menu.addSeparator()
            action = menu.addAction(without_mnemonic(name))
            action.setData(data)
            action.setCheckable(chosen != (None,))
            action.setChecked(data in chosen)
