"""Connects the manager's area with the window, the desk and the rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontdesk.engine.changes import Changes
from frontdesk.ui.manager.area import ManagerArea
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.window import MainWindow


class ManagerWiring(QObject):
    """From Ctrl+M to a saved setup, and back to the calendar with Esc."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""

    def __init__(self, window: MainWindow, runner: Runner, notices: Notices) -> None:
        """Connect the area; it is made when it is first asked for."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self.controller = SetupController(runner, self)
        self._area: ManagerArea | None = None
        self.controller.saved.connect(notices.tell_done)
        self.controller.told.connect(notices.tell)
        self.controller.failed.connect(notices.report)
        self.controller.wrote.connect(self.wrote)
        window.menu.manage.triggered.connect(self.show)

    @property
    def area(self) -> ManagerArea:
        """The page; made on first use."""
        if self._area is None:
            self._area = area = ManagerArea()
            area.left.connect(self._window.show_calendar)
            self._add_sections(area)
            self._window.add_page(area)
        return self._area

    @Slot()
    def show(self) -> None:
        """Show the area with the setup in force."""
        self.controller.open()
        self._window.show_page(self.area)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what others change."""
        self.controller.refresh(changes)

    def _add_sections(self, area: ManagerArea) -> None:
        """Each section's page is made when it is first shown."""
