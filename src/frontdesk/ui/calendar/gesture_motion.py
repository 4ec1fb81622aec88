"""What moves by itself in a gesture: the way back of a visit, and the scrolling at an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QTimer, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle

from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.gesture_edges import BEYOND, edge_speed
from frontdesk.ui.theme import tokens

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView

_STEP = 16
"""Milliseconds between two steps of the scrolling."""


class Glide(QObject):
    """Brings a rectangle back to where it came from, if the desktop wants motion at all."""

    moved = Signal(object)
    """The ``Rect`` of this step; None when it has arrived."""

    def __init__(self, view: CalendarView) -> None:
        """Glide over ``view``."""
        super().__init__(view)
        self._view = view
        self._rect = Rect(0, 0, 0, 0)
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(tokens.MOTION_LONG)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._step)
        self._motion.finished.connect(self._arrive)

    @property
    def is_running(self) -> bool:
        """Whether something is on its way."""
        return self._motion.state() is QVariantAnimation.State.Running

    def start(self, away: Rect, home: Rect) -> None:
        """Go from ``away`` to ``home``; at once where motion is switched off."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if not self._view.style().styleHint(hint, None, self._view):
            return
        self._rect = away
        self._motion.setStartValue(QPointF(away.x, away.y))
        self._motion.setEndValue(QPointF(home.x, home.y))
        self._motion.start()

    def stop(self) -> None:
        """Be there at once."""
        if self.is_running:
            self._motion.stop()
            self._arrive()

    def _step(self, at: QPointF) -> None:
        self._rect = Rect(at.x(), at.y(), self._rect.width, self._rect.height)
        self.moved.emit(self._rect)

    def _arrive(self) -> None:
        self.moved.emit(None)


class EdgeScroller(QObject):
    """Scrolls the calendar while the pointer rests at its edge."""

    def __init__(self, view: CalendarView) -> None:
        """Scroll ``view``."""
        super().__init__(view)
        self._view = view
        self._at = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP)
        self._timer.timeout.connect(self._step)

    @property
    def is_running(self) -> bool:
        """Whether it scrolls."""
        return self._timer.isActive()

    def follow(self, at: QPointF) -> None:
        """The pointer drags something at ``at`` (the viewport's coordinates)."""
        self._at = at
        if self._speeds() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _speeds(self) -> tuple[int, int]:
        """Pixels to the right and down; none where the pointer is over another pane."""
        room = self._view.viewport().rect()
        if not room.adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND).contains(self._at.toPoint()):
            return 0, 0
        return (
            edge_speed(self._at.x(), room.width()),
            edge_speed(self._at.y(), room.height()),
        )

    def _step(self) -> None:
        across, down = self._speeds()
        for bar, speed in (
            (self._view.horizontalScrollBar(), across),
            (self._view.verticalScrollBar(), down),
        ):
            if speed:
                bar.setValue(bar.value() + speed)
