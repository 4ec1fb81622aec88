"""Every gesture by keys: moving and lengthening a visit, and drawing a stretch of empty time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from frontdesk.ui.calendar import gesture_events
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.geometry import QUARTER
from frontdesk.ui.calendar.gesture_grips import beside, can_lift, lifted_of
from frontdesk.ui.calendar.gesture_states import Carrying, Selecting
from frontdesk.ui.calendar.gesture_values import nudged
from frontdesk.ui.calendar.gestures import News, Tell

if TYPE_CHECKING:
    from frontdesk.ui.calendar.dragging import Dragging
    from frontdesk.ui.calendar.view import CalendarView

_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GestureKeys:
    """Alt and the arrows move a visit, with Shift its length; Shift alone draws a stretch.

    A visit that was moved is pending, seen as a ghost, until Enter drops it or Esc puts it back.
    While it is, the bare arrows move it on.
    """

    def __init__(self, view: CalendarView, dragging: Dragging) -> None:
        """Read the keys of ``view`` for ``dragging``."""
        self._view = view
        self._dragging = dragging

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it means nothing here."""
        key, held, state = event.key(), event.modifiers(), self._dragging.state
        pending = isinstance(state, Carrying | Selecting) and state.by_keys
        if pending and key in _ENTER and not held & _CTRL:
            self._dragging.put_down()
            return True
        if held & _CTRL or key not in _UP_AND_DOWN + _SIDEWAYS:
            return False
        if held & _ALT or (pending and isinstance(state, Carrying)):
            return self._move(key, lengthens=bool(held & _SHIFT))
        if held & _SHIFT:
            return self._stretch(key)
        if pending:
            self._dragging.cancel()  # a bare arrow moves the cell again
        return False

    def _move(self, key: int, *, lengthens: bool) -> bool:
        scene, block = self._view.scene, self._block()
        state = self._dragging.state
        if scene is None or (block is None and not isinstance(state, Carrying)):
            return False
        if isinstance(state, Carrying):
            lifted, grid = state.lifted, state.grid
        else:
            assert block is not None
            lifted = lifted_of(scene, block)
            if not can_lift(block.visit, scene.frame.own_desk):
                self._dragging.told.emit(Tell(News.STUCK, lifted))
                return True
            grid = self._dragging.grid_of(lifted)
        proposal = self._dragging.home(lifted)
        if key in _UP_AND_DOWN:
            forward = key == Qt.Key.Key_Down
            step = nudged(proposal, grid, forward=forward, lengthens=lengthens)
            if scene.column_of(step.resource_id, step.start) is not None:  # never out of sight
                self._dragging.nudge(step, grid)
        elif not lengthens:
            forward = (key == Qt.Key.Key_Right) is not self._view.isRightToLeft()
            target = beside(scene, proposal, forward)
            if target is not None:
                self._dragging.nudge(target, grid)
        return True

    def _block(self) -> VisitBlock | None:
        """The visit that the keys mean: under the cursor, or else the selected one."""
        scene, place = self._view.scene, self._view.cursor_place
        if place is not None:
            return place.block
        selected = self._view.emphasis.selected
        if scene is None or selected is None:
            return None
        return next((block for block in scene.blocks if block.visit.id == selected), None)

    def _stretch(self, key: int) -> bool:
        if key not in _UP_AND_DOWN:
            return False
        scene, place = self._view.scene, self._view.cursor_place
        state = self._dragging.state
        if isinstance(state, Selecting):
            resource, anchor, focus = state.resource_id, state.anchor, state.focus
        elif place is not None and place.block is None:
            resource, anchor, focus = place.resource_id, place.instant, place.instant
        else:
            return False
        column = scene.column_of(resource, anchor) if scene is not None else None
        if column is None:
            return False
        focus += QUARTER if key == Qt.Key.Key_Down else -QUARTER
        focus = min(max(focus, column.day.start), column.day.end - QUARTER)
        self._dragging.send(gesture_events.Stretch(resource, anchor, focus))
        self._dragging.follow()
        return True
