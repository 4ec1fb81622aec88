"""Weekly hours, painted and in numbers: a strip and a line of text for each day.

The value is the setup file's own: ``{"mon": [["09:00", "12:00"]]}``. A line that can't be read
stands there as the text that it is, which no check accepts, so that nothing typed is lost and
nothing wrong is saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QLocale, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.hours_axis import HoursAxis
from frontdesk.ui.widgets.hours_day import fitting
from frontdesk.ui.widgets.hours_row import DayHours
from frontdesk.ui.widgets.hours_text import DAY
from frontdesk.ui.widgets.plain import PlainLabel

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHOLE = (0, DAY + 6 * 60)


class HoursEditor(QWidget):
    """The hours of a week."""

    edited = Signal()
    """The user changed them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show a week that is closed throughout."""
        super().__init__(parent)
        locale = QLocale()
        self.axis = HoursAxis()
        self.zoom = Segments([("fit", self.tr("Fit")), ("whole", self.tr("Whole day"))])
        self.zoom.chosen.connect(self._zoom)
        self.days: dict[str, DayHours] = {}
        first = locale.firstDayOfWeek().value - 1
        self._order = [(first + n) % len(WEEKDAYS) for n in range(len(WEEKDAYS))]
        for number in self._order:
            name = locale.standaloneDayName(number + 1)
            day = self.days[WEEKDAYS[number]] = DayHours(name, self)
            day.edited.connect(self._tell)
            day.strip.menuWanted.connect(self._open_menu)
            day.strip.carried.connect(self._carry)
            day.strip.dropped.connect(self._drop)
            day.strip.stepped.connect(self._step)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._act)
        self._acting: DayHours | None = None
        for day in self.days.values():
            day.menu.clicked.connect(self._open_below)
        self._compose()
        self._fit()

    def load(self, week: Mapping[str, Any] | None) -> None:
        """Show a week as the setup file writes it, silently."""
        stored = week if isinstance(week, Mapping) else {}
        before = self.week()
        for key, day in self.days.items():
            day.load(stored.get(key))
        if self.week() != before:
            self._fit()

    def week(self) -> dict[str, Any]:
        """The week as the setup file writes it; closed days are left out."""
        found = {key: self.days[key].stored() for key in WEEKDAYS}
        return {key: stored for key, stored in found.items() if stored}

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong by path within the week, such as ``mon[1]``."""
        for key, day in self.days.items():
            own = [words for path, words in faults.items() if path.split("[")[0] == key]
            day.show_fault(own[0] if own else "")

    def set_name(self, name: str) -> None:
        """What a screen reader calls all of it."""
        self.setAccessibleName(name)

    @property
    def problem_field(self) -> QLineEdit | None:
        """The first line with something wrong in it."""
        return next((d.line for d in self.days.values() if d.line.property("problem")), None)

    @Slot()
    def _tell(self) -> None:
        self._widen()
        self.edited.emit()

    # Zoom

    @Slot(str)
    def _zoom(self, _which: str) -> None:
        self._fit()

    def _fit(self) -> None:
        whole = self.zoom.current == "whole"
        first, last = fitting([day.windows for day in self.days.values()])
        self._show_range(*((0, max(last, _WHOLE[1])) if whole else (first, last)))

    def _widen(self) -> None:
        """Show more where a window reaches out of sight; never less under the pointer.

        What a half typed line seems to say ("9-1" of "9-17") is not remembered.
        """
        first, last = fitting([day.windows for day in self.days.values()])
        wide = (min(first, self._range[0]), max(last, self._range[1]))
        if any(day.line.hasFocus() for day in self.days.values()):
            self._draw_range(*wide)
        else:
            self._show_range(*wide)

    def _show_range(self, first: int, last: int) -> None:
        self._range = (first, last)
        self._draw_range(first, last)

    def _draw_range(self, first: int, last: int) -> None:
        self.axis.show_range(first, last)
        for day in self.days.values():
            day.strip.show_range(first, last)

    # Copying

    def _day_at(self, at: QPoint) -> DayHours | None:
        """The day whose row is under a place of the screen."""
        if at.isNull():
            return None
        for day in self.days.values():
            inside = day.strip.mapFromGlobal(at)
            if 0 <= inside.y() < day.strip.height():
                return day
        return None

    @Slot(QPoint)
    def _carry(self, at: QPoint) -> None:
        target = self._day_at(at)
        for day in self.days.values():
            day.strip.set_target(day is target and day.strip is not self.sender())

    @Slot(QPoint)
    def _drop(self, at: QPoint) -> None:
        source, target = self._row_of(self.sender()), self._day_at(at)
        for day in self.days.values():
            day.strip.set_target(False)
        if source is not None and target is not None and target is not source:
            target.put(source.windows)

    @Slot(int)
    def _step(self, by: int) -> None:
        strips = [day.strip for day in self.days.values()]
        here = next((n for n, strip in enumerate(strips) if strip is self.sender()), None)
        if here is not None:
            strips[(here + by) % len(strips)].setFocus(Qt.FocusReason.OtherFocusReason)

    # The menu of a day

    def _row_of(self, widget: QObject) -> DayHours | None:
        return next((d for d in self.days.values() if widget in (d.strip, d.menu)), None)

    @Slot()
    def _open_below(self) -> None:
        day = self._row_of(self.sender())
        if day is not None:
            day.strip.menu_minute = None
            self._open(day, day.menu.mapToGlobal(QPoint(0, day.menu.height())))

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        day = self._row_of(self.sender())
        if day is not None:
            self._open(day, at)

    def _open(self, day: DayHours, at: QPoint) -> None:
        self._acting = day
        self._fill_menu(day)
        self._menu.popup(at)

    def _fill_menu(self, day: DayHours) -> None:
        self._menu.clear()
        chosen = day.strip.cursor_index is not None
        self._offer("add", self.tr("Add hours"), key=self.tr("Insert"))
        self._offer("split", self.tr("Split with a break"), enabled=chosen, key="S")
        self._offer("remove", self.tr("Delete these hours"), enabled=chosen, key=self.tr("Del"))
        self._offer("clear", self.tr("Close the whole day"), enabled=bool(day.windows))
        self._menu.addSeparator()
        every = [key for key, other in self.days.items() if other is not day]
        work = [key for key in WEEKDAYS[:5] if key in every]
        name = day.name
        self._offer_copy(self.tr("Copy {day} to Monday – Friday").format(day=name), work)
        self._offer_copy(self.tr("Copy {day} to every day").format(day=name), every)
        for key in every:
            words = self.tr("Copy {day} to {other}").format(day=name, other=self.days[key].name)
            self._offer_copy(words, [key])

    def _offer(self, verb: str, words: str, *, enabled: bool = True, key: str = "") -> None:
        action = QAction(f"{words}\t{key}" if key else words, self._menu)
        action.setData(verb)
        action.setEnabled(enabled)
        self._menu.addAction(action)

    def _offer_copy(self, words: str, keys: Iterable[str]) -> None:
        action = QAction(words, self._menu)
        action.setData(list(keys))
        self._menu.addAction(action)

    @Slot(QAction)
    def _act(self, action: QAction) -> None:
        day, wanted = self._acting, action.data()
        if day is None:
            return
        if isinstance(wanted, str):
            verbs = {
                "add": day.strip.add,
                "split": day.strip.split,
                "remove": day.strip.remove,
                "clear": day.strip.clear,
            }
            verbs[wanted]()
            day.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            for key in wanted:
                self.days[key].put(day.windows)

    def _compose(self) -> None:
        self.setAccessibleName(self.tr("Weekly hours"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.axis, 0, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.zoom, 0, 2, 1, 2, Qt.AlignmentFlag.AlignRight)
        for row, day in enumerate(self.days.values()):
            grid.addWidget(day.label, 2 * row + 1, 0)
            grid.addWidget(day.strip, 2 * row + 1, 1)
            grid.addWidget(day.line, 2 * row + 1, 2)
            grid.addWidget(day.menu, 2 * row + 1, 3)
            grid.addWidget(day.words, 2 * row + 2, 1, 1, 3)
        hint = self.tr(
            "Drag to draw hours, drag their edges to change them (15 minutes, with Alt 5), and "
            "with Ctrl drag a day onto another to copy it."
        )
        words = PlainLabel(hint, "caption")
        words.setWordWrap(True)
        grid.addWidget(words, 2 * len(self.days) + 1, 1, 1, 3)
        grid.setRowStretch(2 * len(self.days) + 2, 1)
