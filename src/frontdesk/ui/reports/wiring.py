"""Puts the reports into the manager's area, and connects them with the window and the feed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.desk.finding import FoundVisit
from frontdesk.engine.changes import Changes
from frontdesk.ui.manager.wiring import ManagerWiring
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from frontdesk.ui.reports.page import ReportsPage

REPORTS = "reports"


class ReportsWiring(QObject):
    """From a section of the manager's area to a visit in the calendar."""

    visitWanted = Signal(object)
    """The ``FoundVisit`` to be shown in the calendar."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        notices: Notices,
        ticker: Ticker,
        manager: ManagerWiring,
    ) -> None:
        """Offer the page; it is made when it is first shown."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._notices = notices
        self._ticker = ticker
        self._page: ReportsPage | None = None
        manager.add_section(REPORTS, self.tr("Reports"), self._make)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what is written."""
        if self._page is not None:
            self._page.refresh(changes)

    def _make(self) -> QWidget:
        # Loaded when somebody first looks: nobody waits for it at the start.
        from frontdesk.ui.reports.page import ReportsPage

        self._page = page = ReportsPage(self._runner, self._today)
        page.told.connect(self._notices.tell)
        page.failed.connect(self._notices.report)
        page.visitWanted.connect(self._open)
        return page

    @Slot(object)
    def _open(self, found: FoundVisit) -> None:
        self._window.show_calendar()
        self.visitWanted.emit(found)

    def _today(self) -> date:
        return self._ticker.now.astimezone().date()
