"""The application object: what the system says to the program as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Hears which file was double-clicked where the command line does not say it: on macOS."""

    fileOpened = Signal(str)
    """The path of a file that the user wants opened."""

    def event(self, event: QEvent) -> bool:
        """Pass the wish to open a file on; it comes after the start, also for the first file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.fileOpened.emit(event.file())
            return True
        return super().event(event)
