"""Asks the book for what is typed in the search box; only the answer to the last words counts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import finding
from frontdesk.desk.finding import Found
from frontdesk.desk.unit import Desk
from frontdesk.ui.runner import Runner

MOST = 7
"""Customers in the list; who is not among them is found by typing more."""
_KEY = "find"


class Finder(QObject):
    """Searches while one types. Typing never waits: late answers are dropped."""

    found = Signal(object)
    """The ``Found`` for the words asked last; None where nothing is asked."""
    failed = Signal(object)
    """The error that a search met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Search with ``runner``."""
        super().__init__(parent)
        self._runner = runner
        self._words = ""

    @Slot(str)
    def ask(self, words: str) -> None:
        """Search for ``words``."""
        self._words = words
        if not words.strip():
            self._runner.forget(_KEY)
            self.found.emit(None)
            return

        def job(desk: Desk) -> Found:
            return finding.find(desk, words, MOST)

        self._runner.run(job, self._tell, self.failed.emit, key=_KEY)

    def _tell(self, answer: Found) -> None:
        if answer.asked == self._words:
            self.found.emit(answer)
