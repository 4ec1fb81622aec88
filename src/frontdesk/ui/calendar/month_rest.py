"""The days of the mini-month that a dragged visit rests on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot

from frontdesk.ui.widgets.mini_month import MiniMonth

REST = 600
"""Milliseconds that a dragged visit rests on a day of the mini-month before it is shown."""

_STIRS = 8
"""Logical pixels that the pointer moves after a turn before it rests on another day."""


class MonthRest(QObject):
    """Follows the pointer of a drag over one mini-month."""

    rested = Signal(object)
    """The ``date`` that the pointer rested on."""

    def __init__(self, month: MiniMonth, parent: QObject) -> None:
        """Watch ``month``."""
        super().__init__(parent)
        self._month = month
        self._day: date | None = None
        self._pointer: QPoint | None = None
        self._turned_at: QPoint | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._turn)

    @Slot(object)
    def point(self, at: QPoint | None) -> None:
        """The pointer is at ``at`` (global); None once nothing is dragged any more."""
        self._pointer = at
        if at is None:
            self._turned_at = None
        day = self._month.point_at(at)
        if at is not None and self._turned_at is not None:
            if (at - self._turned_at).manhattanLength() < _STIRS:
                return  # another day came under the pointer, which has not moved
            self._turned_at = None
        if day != self._day:
            self._day = day
            self._timer.stop()
            if day is not None:
                self._timer.start()

    @Slot()
    def _turn(self) -> None:
        if self._day is not None:
            self._turned_at = self._pointer
            self.rested.emit(self._day)
