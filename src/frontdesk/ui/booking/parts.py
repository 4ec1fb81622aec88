"""What every connection between the calendar, the panel and the search needs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Parts:
    """The window, what is shown in it, the booking in hand, and who asks the book and speaks."""

    window: MainWindow
    day: ShownDay
    booking: BookingController
    runner: Runner
    notices: Notices


class Connected(QObject):
    """A part of the window's wiring; lives as long as the window."""

    def __init__(self, parts: Parts) -> None:
        """Keep what will be connected."""
        super().__init__(parts.window)
        self._window = parts.window
        self._day = parts.day
        self._booking = parts.booking
        self._runner = parts.runner
        self._notices = parts.notices
