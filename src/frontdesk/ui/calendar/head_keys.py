"""The keyboard on the heads of the days: Home leads there, Enter opens the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from frontdesk.ui.widgets.announce import announce

if TYPE_CHECKING:
    from frontdesk.ui.calendar.scene import DayGroup, Scene
    from frontdesk.ui.calendar.view import CalendarView


class HeadCursor:
    """The day whose head the keyboard is on, or none; only where several days are shown."""

    def __init__(self, view: CalendarView) -> None:
        """Move over the heads of ``view``."""
        self._view = view
        self._day: date | None = None

    @property
    def day(self) -> date | None:
        """The day whose head it is."""
        return self._day

    def enter(self, group: DayGroup) -> None:
        """Go to the head of a day."""
        self._day = group.date
        self._view.hide_reason()
        self._view.show_head_cursor(group)
        words = QCoreApplication.translate("Calendar", "{day}, Enter opens this day")
        announce(self._view, words.format(day=group.title))

    def leave(self) -> None:
        """Go back to the cells."""
        if self._day is not None:
            self._day = None
            self._view.show_head_cursor(None)

    def key(self, key: int) -> bool:
        """Act on a key while a head has the cursor; False leaves it to the cells."""
        scene = self._view.scene
        place = self._place(scene)
        if scene is None or place is None:
            self.leave()
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
            self._view.dayChosen.emit(scene.groups[place].date)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            mirrored = scene.frame.columns.mirrored
            step = 1 if (key == Qt.Key.Key_Right) is not mirrored else -1
            self.enter(scene.groups[min(max(place + step, 0), len(scene.groups) - 1)])
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.leave()
        elif key not in (Qt.Key.Key_Home, Qt.Key.Key_Up):
            self.leave()
            return False
        return True

    def _place(self, scene: Scene | None) -> int | None:
        """The number of the day among those shown; None where it is not one of them."""
        if scene is None or not scene.is_grouped or self._day is None:
            return None
        dates = [group.date for group in scene.groups]
        return dates.index(self._day) if self._day in dates else None
