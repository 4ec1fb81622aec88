"""What the mouse means over the calendar: hover, ghost, asking why, and a click."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from frontdesk.ui.calendar.places import Ghost, Place, ghost_of, place_at
from frontdesk.ui.theme import tokens

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView

CLICK_REACH = 10
"""Pixels between press and release up to which it was a click; beyond, a drag."""


class Pointing(QObject):
    """Follows the pointer over one calendar."""

    def __init__(self, view: CalendarView) -> None:
        """Watch ``view``, which passes its mouse events on."""
        super().__init__(view)
        self._view = view
        self._at: QPointF | None = None
        self._pressed: tuple[QPointF, Place | None] | None = None
        self._place: Place | None = None
        self._asked: tuple[str, int] | None = None
        self._asked_point = QPoint()
        self._rest = QTimer(self, singleShot=True, interval=tokens.REST_BEFORE_REASON)
        self._rest.timeout.connect(self._ask_after_rest)

    def move(self, at: QPointF) -> None:
        """The pointer is at ``at`` (the viewport's coordinates)."""
        self._at = at
        place = self._place_at(at)
        if place != self._place:
            self._come_to(place)
        if place is not None and place.block is None and place.start is None:
            if self._view.scene is not None and self._view.scene.openings is not None:
                self._rest.start()
        else:
            self._rest.stop()

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position(), self._place_at(event.position())
            self._rest.stop()

    def release(self, event: QMouseEvent) -> None:
        """A button came up: a click takes the place at which it was pressed.

        Nothing is taken when something else came to lie there meanwhile.
        """
        begun, self._pressed = self._pressed, None
        if begun is None or event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, meant = begun
        moved = event.position() - pressed
        if moved.x() ** 2 + moved.y() ** 2 > CLICK_REACH**2:
            return
        place = self._place_at(pressed)
        if place is not None and _takes_the_same(place, meant):
            exactly = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._view.take(place, pressed.toPoint(), exactly=exactly)

    def forget_press(self) -> None:
        """The press that has not come up yet is no click any more."""
        self._pressed = None

    def leave(self) -> None:
        """The pointer left the calendar."""
        self._at = None
        self._place = None
        self._rest.stop()
        self._view.hide_reason()
        self._emphasise(None)

    def settle(self) -> None:
        """The picture under the pointer is another one now."""
        if self._at is not None:
            self._come_to(self._place_at(self._at))

    def remember_asked(self, place: Place, at: QPoint) -> None:
        """A reason was asked for; its bubble goes to ``at``."""
        self._asked = place.resource_id, place.instant
        self._asked_point = at

    def asked_at(self, resource_id: str, instant: int) -> QPoint | None:
        """Where the answer goes; None when it is no longer wanted."""
        return self._asked_point if self._asked == (resource_id, instant) else None

    def forget_asked(self) -> None:
        """The user is somewhere else by now."""
        self._asked = None

    def _come_to(self, place: Place | None) -> None:
        if not _same_spot(place, self._place):
            self._view.hide_reason()
        self._place = place
        self._emphasise(place)

    def _place_at(self, at: QPointF) -> Place | None:
        scene = self._view.scene
        if scene is None:
            return None
        offset = self._view.offset()
        return place_at(scene, at.x() + offset.x(), at.y() + offset.y())

    def _emphasise(self, place: Place | None) -> None:
        view = self._view
        hovered = place.block.visit.id if place is not None and place.block else None
        view.set_emphasis(replace(view.emphasis, hovered=hovered, ghost=self._ghost(place)))
        busy = place is not None and (place.block is not None or place.start is not None)
        shape = Qt.CursorShape.PointingHandCursor if busy else Qt.CursorShape.ArrowCursor
        view.viewport().setCursor(shape)

    def _ghost(self, place: Place | None) -> Ghost | None:
        scene = self._view.scene
        if scene is None or place is None or place.start is None:
            return None
        return ghost_of(scene, place.resource_id, place.start)

    def _ask_after_rest(self) -> None:
        place = self._place
        if place is None or self._at is None or self._view.reason:
            return
        self._view.ask_why(place, self._at.toPoint())


def _takes_the_same(one: Place, other: Place | None) -> bool:
    """Whether a click on either would take the same visit or start, or ask the same."""
    if other is None or not _same_spot(one, other) or one.start != other.start:
        return False
    here, there = one.block, other.block
    return (here.visit.id if here else None) == (there.visit.id if there else None)


def _same_spot(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.resource_id, one.instant) == (other.resource_id, other.instant)
