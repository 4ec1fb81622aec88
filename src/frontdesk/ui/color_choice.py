"""What the colour of a visit tells: chosen in the menu, remembered by the workstation."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.preferences import Preferences


class Coloring(QObject):
    """Keeps the menu, the calendar and the preferences of one mind."""

    def __init__(
        self, actions: QActionGroup, calendar: CalendarController, preferences: Preferences
    ) -> None:
        """Begin with what was chosen last; ``actions`` carry a ``ColorBy`` value each."""
        super().__init__(calendar)
        self._calendar = calendar
        self._preferences = preferences
        chosen = preferences.color_by
        for action in actions.actions():
            action.setChecked(action.data() == chosen.value)
        calendar.set_color_by(chosen)
        actions.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        by = ColorBy(action.data())
        self._preferences.color_by = by
        self._calendar.set_color_by(by)
