"""One window on one desk with everything it needs, begun and ended in the right order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from frontdesk.desk.safekeeping import book_of
from frontdesk.desk.tidying import tidy
from frontdesk.desk.unit import Desk
from frontdesk.ui.backups import BookBackups
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.feed import ChangeFeed
from frontdesk.ui.housekeeping import Housekeeping
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme.apply import Theme
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.window import MainWindow
from frontdesk.ui.wiring import Wiring

_TIDY_AFTER = 10_000
"""Milliseconds from the start: its first moments belong to whoever opened the window."""


class Session(QObject):
    """Builds the window over ``desk``; the caller opens the desk and closes it afterwards."""

    def __init__(self, desk: Desk, theme: Theme, preferences: Preferences, folder: Path) -> None:
        """Make everything, and show nothing yet. ``folder`` is where the book lies."""
        super().__init__()
        self.runner = Runner(desk, self)
        self.ticker = Ticker(desk.clock, self)
        self.feed = ChangeFeed(self.runner, self)
        self.booking = BookingController(self.runner, desk.name, self.ticker.now)
        self.booking.setParent(self)
        self.window = MainWindow(self.booking, preferences, desk.name, self.today())
        self.wiring = Wiring(
            self.window,
            self.runner,
            self.ticker,
            self.feed,
            self.booking,
            preferences,
            desk.name,
        )
        house = Housekeeping(self.window, self.runner, theme, preferences, folder)
        house.wrote.connect(self.feed.publish)
        house.told.connect(self.wiring.notices.tell)
        house.did.connect(self.wiring.notices.tell_done)
        house.failed.connect(self.wiring.notices.report)
        self.backups = BookBackups(self.window, self.runner, book_of(desk), self.today)
        self.backups.told.connect(self.wiring.notices.tell)
        self.backups.failed.connect(self.wiring.notices.report)
        self.window.menu.back_up.triggered.connect(self.backups.ask_back_up)
        self.window.menu.restore.triggered.connect(self.backups.ask_restore)
        self._tidying = QTimer(self)
        self._tidying.setSingleShot(True)
        self._tidying.setInterval(_TIDY_AFTER)
        self._tidying.timeout.connect(self._tidy)
        self._is_closed = False
        self._is_disposed = False
        self.window.closing.connect(self.close)

    def today(self) -> date:
        """The date on this computer's calendar."""
        return self.ticker.now.astimezone().date()

    def start(self, *, ticking: bool) -> None:
        """Show the window and read the book; ``ticking`` unless the clock is moved by hand."""
        self.window.show()
        self.wiring.start()
        self._tidying.start()
        if ticking:
            self.ticker.start()

    @Slot()
    def close(self) -> None:
        """End what runs, before the window goes."""
        if not self._is_closed:
            self._is_closed = True
            self._tidying.stop()
            self.ticker.stop()
            self.feed.stop()
            self.wiring.keeping.drafts.flush()
            self.runner.close()
            self.backups.close()

    def dispose(self) -> None:
        """Close the window and destroy it, here and now; once.

        Left to Python's garbage collector, widgets would go in any order and at any moment,
        even on the database thread.
        """
        if self._is_disposed:
            return
        self._is_disposed = True
        self.window.close()
        self.close()
        for part in (self.window, self):
            part.deleteLater()
            QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete)

    @Slot()
    def _tidy(self) -> None:
        self.runner.run(tidy, _need_not_know, _need_not_know)


def _need_not_know(_answer: object) -> None:
    """Nobody misses what was cleared away, and what was not is found by the next start."""
