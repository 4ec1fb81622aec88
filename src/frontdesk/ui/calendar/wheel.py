"""The wheel and the touchpad over the calendar: scrolling, and zooming at the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent

from frontdesk.ui.calendar.gesture_zoom import ZoomTravel

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView


class Wheel:
    """Ctrl zooms at the pointer, as two fingers that spread do; Shift scrolls sideways."""

    def __init__(self, view: CalendarView) -> None:
        """Zoom and scroll ``view``, which passes its events on."""
        self._view = view
        self._travel = ZoomTravel()

    def turn(self, event: QWheelEvent) -> bool:
        """Act on a turn of the wheel; False where it scrolls as everywhere."""
        angle, pixels = event.angleDelta().y(), event.pixelDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(self._travel.wheel(angle, pixels), event.position().y())
            if event.phase() == Qt.ScrollPhase.ScrollEnd:
                self._travel.rest()
            return True
        steps = pixels or angle
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and steps:
            sideways = self._view.horizontalScrollBar()
            sideways.setValue(sideways.value() - steps)
            return True
        return False

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Act on two fingers; False where they mean something else."""
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(self._travel.pinch(event.value()), event.position().y())
            return True
        if kind in (
            Qt.NativeGestureType.BeginNativeGesture,
            Qt.NativeGestureType.EndNativeGesture,
        ):
            self._travel.rest()
        return False

    def _zoom(self, steps: int, y: float) -> None:
        if steps:
            self._view.zoom_by(steps, round(y))
