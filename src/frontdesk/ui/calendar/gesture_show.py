"""Shows a gesture: its picture over the blocks, the card beside it, the pointer, the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.gesture_grips import block_of
from frontdesk.ui.calendar.gesture_motion import Glide
from frontdesk.ui.calendar.gesture_painter import paint_gesture
from frontdesk.ui.calendar.gesture_picture import (
    NO_PICTURE,
    GesturePicture,
    GhostPart,
    dimmed_in,
    faded_in,
    picture_of,
    text_of,
)
from frontdesk.ui.calendar.gesture_states import Carrying, Idle, Landed, Pressed, Selecting, State
from frontdesk.ui.calendar.gesture_tag import GestureTag
from frontdesk.ui.calendar.gesture_values import Grid, Lifted, Part, Proposal
from frontdesk.ui.calendar.scene import Scene
from frontdesk.ui.theme.apply import current_scheme

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView


def by_keys(state: State) -> bool:
    """Whether the keyboard has what is in the hand."""
    return isinstance(state, Carrying | Selecting) and state.by_keys


class GestureShow(QObject):
    """Keeps the picture of one calendar's gesture; only what changes in it is painted again."""

    def __init__(self, view: CalendarView) -> None:
        """Show over ``view``."""
        super().__init__(view)
        self._view = view
        self._state: State = Idle()
        self._gliding: GesturePicture = NO_PICTURE
        self._dimmed_for: tuple[Scene, Grid] | None = None
        self._dimmed_rects: tuple[Rect, ...] = ()
        self.aside: tuple[Lifted, ...] = ()
        self.picture: GesturePicture = NO_PICTURE
        self.tag = GestureTag(view)
        self._glide = Glide(view)
        self._glide.moved.connect(self._glide_on)

    def begin(self) -> None:
        """Something was taken up."""
        self._glide.stop()
        if self.tag.parent() is not self._view.window():
            self.tag.setParent(self._view.window())  # it goes along to the other panes

    def end(self) -> None:
        """Nothing is in the hand any more."""
        self.tag.hide()
        self._dimmed_for = None
        self._view.viewport().unsetCursor()

    def show(self, state: State, at: QPointF | None) -> None:
        """Show ``state``, with the pointer at ``at`` (the viewport's coordinates)."""
        self._state = state
        if not (isinstance(state, Idle | Pressed) and self._glide.is_running):
            picture = picture_of(self._view.scene, state, self._dimmed(state))
            self._replace(self._with_aside(picture))
        if isinstance(state, Carrying):
            self._show_tag(state, at)
            if not state.by_keys:
                self._view.viewport().setCursor(_shape(state))
        else:
            self.tag.hide()

    def go_back(self, proposal: Proposal) -> None:
        """Let the ghost glide home, where the visit moved and both places are seen."""
        scene = self._view.scene
        home = block_of(scene, proposal.lifted) if scene is not None else None
        away = picture_of(scene, Landed(proposal))
        if home is not None and away.core is not None and not proposal.copies:
            self._gliding = away
            self._glide.start(away.core, home.rect)

    def paint(self, painter: QPainter, area: Rect) -> None:
        """Paint above the blocks; the painter's origin is the scene's."""
        if self.picture is not NO_PICTURE:
            ratio = self._view.devicePixelRatioF()
            paint_gesture(painter, current_scheme(), self.picture, area, ratio)

    def _dimmed(self, state: State) -> tuple[Rect, ...]:
        """Worked out once for a scene and a grid: there may be hundreds of columns."""
        scene = self._view.scene
        if scene is None or not isinstance(state, Carrying):
            return ()
        known = self._dimmed_for
        if known is None or known[0] is not scene or known[1] is not state.grid:
            self._dimmed_for = scene, state.grid
            self._dimmed_rects = dimmed_in(scene, state)
        return self._dimmed_rects

    def _with_aside(self, picture: GesturePicture) -> GesturePicture:
        scene = self._view.scene
        if not self.aside or scene is None:
            return picture
        pale = (rect for lifted in self.aside for rect in faded_in(scene, lifted))
        return replace(picture, faded=tuple(dict.fromkeys((*picture.faded, *pale))))

    def _replace(self, after: GesturePicture) -> None:
        before, self.picture = self.picture, after
        if before.dimmed != after.dimmed:
            self._view.viewport().update()
        elif before != after:
            for rect in after.changed_from(before):
                self._view.update_rect(rect)

    def _show_tag(self, state: Carrying, at: QPointF | None) -> None:
        view, scene, core = self._view, self._view.scene, self.picture.core
        window, viewport = view.window(), view.viewport()
        corner = viewport.mapTo(window, QPoint(0, 0))
        if scene is not None and state.proposal is not None and core is not None:
            around = QRect(round(core.x), round(core.y), round(core.width), round(core.height))
            around = around.translated(corner - view.offset())
            hint = self.tr("↵ drops it · Esc puts it back") if state.by_keys else ""
            words = text_of(scene, state.proposal)
            room = QRect(corner, viewport.size())
            self.tag.say(words, state.judgement, around, room, hint)
        elif at is not None:  # outside the columns the card alone says what is in the hand
            pointer = corner + at.toPoint()
            hint = self.tr("Rest on a day to go there")
            around = QRect(pointer - QPoint(0, 8), QSize(8, 8))
            self.tag.say(state.lifted.title, None, around, window.rect(), hint)
        else:
            self.tag.hide()

    def _glide_on(self, rect: Rect | None) -> None:
        if not isinstance(self._state, Idle | Pressed):
            return
        ghosts = () if rect is None else (GhostPart(rect, None, None, is_held=True),)
        picture = NO_PICTURE if rect is None else replace(self._gliding, ghosts=ghosts)
        self._replace(self._with_aside(picture))


def _shape(state: Carrying) -> Qt.CursorShape:
    """The pointer while something is carried by the mouse."""
    refused = state.judgement is not None and state.judgement.grade is Grade.REFUSED
    if refused or state.proposal is None:
        return Qt.CursorShape.ForbiddenCursor
    if state.part is not Part.BODY:
        return Qt.CursorShape.SizeVerCursor
    return Qt.CursorShape.DragCopyCursor if state.copies else Qt.CursorShape.ClosedHandCursor
