"""Ctrl+P. What prints is loaded when somebody first does: nobody waits for it at the start."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frontdesk.engine.changes import Changes
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.viewing import Viewing
from frontdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from frontdesk.ui.printing.controller import PrintController


class PrintWiring(QObject):
    """Connects the menu."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        viewing: Viewing,
        runner: Runner,
        ticker: Ticker,
        notices: Notices,
        preferences: Preferences,
        desk_name: str,
    ) -> None:
        """Keep what printing will need."""
        super().__init__(window)
        self._needs = (window, day, viewing, runner, ticker, notices, preferences, desk_name)
        window.menu.day_sheet.triggered.connect(self.show)

    @cached_property
    def controller(self) -> PrintController:
        """What prints."""
        from frontdesk.ui.printing.controller import PrintController

        return PrintController(*self._needs)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read the pages again where they are in sight, and forget them where they are not."""
        if "controller" in self.__dict__:
            self.controller.refresh(changes)

    @Slot()
    def show(self) -> None:
        """Show the pages of the days in sight; there already, print them."""
        self.controller.show()
