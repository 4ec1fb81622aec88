"""Notices that nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Compares each tick of the clock with the last touch of a window.

    It listens to the window's handle, where what the user does arrives once, and not to every
    event of every widget.
    """

    idle = Signal()
    """Nobody touched the window for as long as ``minutes``."""

    def __init__(self, now: datetime, parent: QObject | None = None) -> None:
        """Begin at the moment ``now``, watching for nothing."""
        super().__init__(parent)
        self._now = self._touched = now
        self.minutes = 0
        """After how many; 0 for never."""

    def follow(self, window: QWindow) -> None:
        """Take what the user does in ``window`` for a sign of life."""
        window.installEventFilter(self)

    @Slot(object)
    def tick(self, now: datetime) -> None:
        """The clock says ``now``."""
        if now < self._now:
            self._touched = now  # the clock was set back: count from here
        self._now = now
        if self.minutes and now - self._touched >= timedelta(minutes=self.minutes):
            self._touched = now
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a touch, and let it go on."""
        if event.type() in _TOUCHES:
            self._touched = self._now
        return False
