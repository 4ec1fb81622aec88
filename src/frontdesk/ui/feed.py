"""Tells the pages what changed, whether this window wrote it or another process did."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.ui.runner import Runner

POLL = 500
"""Milliseconds between two looks; with the reload after it well under the second allowed."""
_LONGEST_PAUSE = 16_000


def _data_version(desk: Desk) -> int:
    return desk.data_version()


class ChangeFeed(QObject):
    """Local changes are published at once; other processes' are noticed by looking."""

    changed = Signal(object)
    """The ``Changes`` that make pages stale."""
    lost = Signal(object)
    """The book cannot be read any more: the error, once for each loss."""
    found = Signal()
    """The book can be read again."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Look through ``runner``, from ``start`` on."""
        super().__init__(parent)
        self._runner = runner
        self._version: int | None = None
        self._pause = POLL
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def is_lost(self) -> bool:
        """Whether the last look failed."""
        return self._pause > POLL

    def start(self) -> None:
        """Look now and then every half second."""
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def publish(self, changes: Changes) -> None:
        """Tell everyone what this window has just written."""
        self.changed.emit(changes)

    @Slot()
    def look(self) -> None:
        """Ask whether another process wrote; the next look follows its answer."""
        self._timer.stop()
        self._runner.run(_data_version, self._compare, self._lose, key="feed")

    def _compare(self, version: int) -> None:
        if self.is_lost:
            self._pause = POLL
            self.found.emit()
        before, self._version = self._version, version
        if before is not None and version != before:
            self.changed.emit(Changes(everything=True))
        self._timer.start(self._pause)

    def _lose(self, error: BaseException) -> None:
        first = not self.is_lost
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
        self._timer.start(self._pause)
        if first:
            self.lost.emit(error)
