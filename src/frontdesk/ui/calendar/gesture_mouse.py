"""The mouse over the calendar as events of a gesture, with Ctrl and Alt that are held meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from frontdesk.ui.calendar import gesture_events
from frontdesk.ui.calendar.gesture_grips import grip_at, spot_for
from frontdesk.ui.calendar.gesture_motion import EdgeScroller
from frontdesk.ui.calendar.gesture_show import by_keys
from frontdesk.ui.calendar.gesture_states import Carrying, Idle, Pressed, Selecting
from frontdesk.ui.calendar.gesture_values import Part

if TYPE_CHECKING:
    from frontdesk.ui.calendar.dragging import Dragging
    from frontdesk.ui.calendar.view import CalendarView

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class GestureMouse:
    """Tells ``dragging`` what the mouse does; ``at`` is where it was last, in the viewport."""

    def __init__(self, view: CalendarView, dragging: Dragging) -> None:
        """Follow the mouse over ``view``."""
        self._view = view
        self._dragging = dragging
        self._swallows_menu = False
        self._scroll = EdgeScroller(view)
        self.at: QPointF | None = None

    def press(self, event: QMouseEvent) -> bool:
        """A button went down; True when that ended a gesture and means nothing else."""
        if event.button() != Qt.MouseButton.LeftButton:
            self._swallows_menu = self._dragging.is_active
            self._dragging.cancel()
            return self._swallows_menu
        scene, at = self._view.scene, self._on_scene(event.position())
        grip = grip_at(scene, at.x(), at.y(), self._dragging.grid_of) if scene is not None else None
        self._dragging.send(gesture_events.Press(event.position().x(), event.position().y(), grip))
        return False

    def swallows_menu(self) -> bool:
        """Whether the press that asks for a menu put back what was in the hand; asked once."""
        swallows, self._swallows_menu = self._swallows_menu, False
        return swallows

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moved; True when it drags something."""
        if not isinstance(self._dragging.state, Pressed) and not self._drags:
            return False
        if not event.buttons() & Qt.MouseButton.LeftButton:  # its release went astray
            self._dragging.cancel()
            return False
        self._move_to(event.position(), event.modifiers())
        return self._dragging.is_active

    def release(self, event: QMouseEvent) -> bool:
        """The button came up; True when that ended a drag."""
        if event.button() != Qt.MouseButton.LeftButton or by_keys(self._dragging.state):
            return False
        dragged = self._dragging.is_active
        self._dragging.send(gesture_events.Release())
        return dragged

    def hover(self, at: QPointF) -> None:
        """Let the pointer show that an edge can be drawn."""
        scene, on = self._view.scene, self._on_scene(at)
        if scene is None or not isinstance(self._dragging.state, Idle):
            return
        grip = grip_at(scene, on.x(), on.y(), self._dragging.grid_of)
        viewport, sizes = self._view.viewport(), Qt.CursorShape.SizeVerCursor
        if grip is not None and grip.lifted is not None and grip.part is not Part.BODY:
            viewport.setCursor(sizes)
        elif viewport.cursor().shape() is sizes:
            viewport.setCursor(Qt.CursorShape.PointingHandCursor)

    def wants(self, event: QEvent) -> bool:
        """Whether a key that a menu would take belongs to what is dragged.

        Alt alone would go to the menu bar. Ctrl with the sideways arrows still changes the day.
        """
        if not isinstance(event, QKeyEvent) or not self._drags:
            return False
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return not (sideways and event.modifiers() & _CTRL)

    def change_modifiers(self, event: QKeyEvent) -> None:
        """Ctrl and Alt act at once, even while the pointer rests."""
        held = event.modifiers()
        pressed = event.type() == QKeyEvent.Type.KeyPress
        for key, modifier in ((Qt.Key.Key_Control, _CTRL), (Qt.Key.Key_Alt, _ALT)):
            if event.key() == key:
                held = held | modifier if pressed else held & ~modifier
        self._dragging.send(gesture_events.Keys(fine=bool(held & _ALT), copies=bool(held & _CTRL)))

    def carry(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer that dragged a visit off the tray is at ``at`` (global)."""
        self._move_to(QPointF(self._view.viewport().mapFromGlobal(at)), modifiers)

    def scrolled(self) -> None:
        """The picture moved under the pointer."""
        if self._dragging.is_active and self.at is not None:
            self._move_to(self.at, None)

    def rest(self) -> None:
        """Nothing is dragged any more."""
        self._scroll.stop()

    # Inside

    @property
    def _drags(self) -> bool:
        """Whether something is in the hand of the mouse, not of the keyboard."""
        return self._dragging.is_active and not by_keys(self._dragging.state)

    def _move_to(self, at: QPointF, modifiers: Qt.KeyboardModifier | None) -> None:
        self.at = at
        scene, state = self._view.scene, self._dragging.state
        if by_keys(state):
            return
        viewport = self._view.viewport()  # behind another view nothing can be meant there
        inside = viewport.isVisible() and viewport.rect().contains(at.toPoint())
        on = self._on_scene(at)
        stays = isinstance(state, Selecting) or (
            isinstance(state, Carrying) and state.part is not Part.BODY
        )
        spot = None
        if scene is not None and (inside or stays or isinstance(state, Pressed)):
            spot = spot_for(scene, state, on.x(), on.y())
        held = modifiers
        fine = bool(held & _ALT) if held is not None else getattr(state, "fine", False)
        copies = bool(held & _CTRL) if held is not None else getattr(state, "copies", False)
        self._dragging.send(gesture_events.Move(at.x(), at.y(), spot, fine, copies))
        if isinstance(self._dragging.state, Carrying):
            if spot is None:
                self._dragging.shown.show(self._dragging.state, at)  # the card follows the pointer
            self._dragging.pointed.emit(viewport.mapToGlobal(at.toPoint()))
        if self._dragging.is_active and viewport.isVisible():
            self._scroll.follow(at)

    def _on_scene(self, at: QPointF) -> QPointF:
        return at + QPointF(self._view.offset())
