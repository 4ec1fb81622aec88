"""The view's side of the gestures: mouse and keys become events, effects become signals.

What may be put where is the desk's to say: ``moving`` answers the signals here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar import gesture_events, gestures
from frontdesk.ui.calendar.gesture_grips import grip_at, spot_for, stands
from frontdesk.ui.calendar.gesture_keys import GestureKeys
from frontdesk.ui.calendar.gesture_motion import EdgeScroller
from frontdesk.ui.calendar.gesture_picture import GesturePicture, text_of
from frontdesk.ui.calendar.gesture_show import GestureShow, by_keys
from frontdesk.ui.calendar.gesture_tag import GestureTag
from frontdesk.ui.calendar.gesture_values import Grid, Judgement, Lifted, Part, Proposal, home_of
from frontdesk.ui.calendar.gestures import IDLE, Carrying, Idle, Landed, Pressed, Selecting
from frontdesk.ui.calendar.places import place_of
from frontdesk.ui.widgets.announce import announce

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Dragging(QObject):
    """Runs the gestures over one calendar."""

    takenUp = Signal(object)
    """A ``Lifted`` visit whose legal starts are wanted: answer with ``show_grid``."""
    judgeWanted = Signal(object)
    """A ``Proposal``: answer with ``show_judgement``."""
    dropped = Signal(object)
    """A ``Proposal`` to be written: answer with ``ask_reason`` or ``finish``."""
    withdrawn = Signal()
    """The reason that was asked for is no longer wanted."""
    selected = Signal(str, int, int)
    """A stretch of empty time: resource id, start and end (instants)."""
    told = Signal(object)
    """A ``gestures.Tell``: why a gesture ended."""
    pointed = Signal(object)
    """Where the pointer is (global ``QPoint``) while a visit is carried; None once it is not."""

    def __init__(self, view: CalendarView) -> None:
        """Watch ``view``, which passes its mouse events and keys on."""
        super().__init__(view)
        self._view = view
        self._state: gestures.State = IDLE
        self._at: QPointF | None = None
        self._swallows_menu = False
        self._follows = False
        self._shown_days: tuple[object, ...] = ()
        self.shown = GestureShow(view)
        self._keys = GestureKeys(view, self)
        self.grid_of: Callable[[Lifted], Grid] = self._plain_grid
        self._scroll = EdgeScroller(view)

    @property
    def state(self) -> gestures.State:
        """What is going on."""
        return self._state

    @property
    def picture(self) -> GesturePicture:
        """What is painted of it."""
        return self.shown.picture

    @property
    def tag(self) -> GestureTag:
        """The card beside the visit in the hand."""
        return self.shown.tag

    @property
    def is_active(self) -> bool:
        """Whether a visit or a stretch is in the hand; nothing else floats meanwhile."""
        return isinstance(self._state, Carrying | Selecting)

    # What the desk answers

    def show_grid(self, visit_id: int, grid: Grid) -> None:
        """Answer ``takenUp``."""
        self.send(gesture_events.GridKnown(visit_id, grid))

    def show_judgement(self, proposal: Proposal, judgement: Judgement) -> None:
        """Answer ``judgeWanted``; ignored when the visit is elsewhere by now."""
        before = self._state
        self.send(gesture_events.Judged(proposal, judgement))
        if isinstance(before, Carrying) and before.proposal == proposal:
            self._speak(proposal, judgement)

    def ask_reason(self) -> None:
        """The drop is an exception: the visit waits at its new place."""
        self.send(gesture_events.ReasonWanted())

    def finish(self, *, done: bool) -> None:
        """The desk wrote the drop, or refused it."""
        self.send(gesture_events.Answered(done))

    def set_aside(self, visits: tuple[Lifted, ...]) -> None:
        """Pale the visits that lie on the tray: they are where they were, and on the move."""
        self.shown.aside = visits
        self.shown.show(self._state, self._at)

    def cancel(self) -> None:
        """Put everything back."""
        self.send(gesture_events.Cancel())

    # What comes from elsewhere

    def lift(self, lifted: Lifted, *, copies: bool = False) -> None:
        """Take a visit up that is dragged off the tray."""
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.send(gesture_events.Lift(lifted, self.grid_of(lifted), copies))

    def carry(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer that dragged it off the tray is at ``at`` (global)."""
        self._move_to(QPointF(self._view.viewport().mapFromGlobal(at)), modifiers)

    def put_down(self) -> None:
        """The pointer let go of it."""
        self.send(gesture_events.Release())

    def settle(self) -> None:
        """Another scene is shown."""
        scene, before = self._view.scene, self._state
        self.send(gesture_events.Reloaded(stands(scene, before)))
        self._follow_drop(before)
        days = tuple(group.date for group in scene.groups) if scene is not None else ()
        changed, self._shown_days = days != self._shown_days, days
        if changed and isinstance(self._state, Carrying):
            self.takenUp.emit(self._state.lifted)
        self.scrolled()

    def scrolled(self) -> None:
        """The picture moved under the pointer."""
        if self.is_active and self._at is not None:
            self._move_to(self._at, None)
        self.shown.show(self._state, self._at)

    def _follow_drop(self, before: gestures.State) -> None:
        """Let the cell cursor go along with a visit that the keyboard moved."""
        scene = self._view.scene
        if not isinstance(before, Landed) or not self._follows or not self._view.hasFocus():
            return
        if scene is not None and isinstance(self._state, Idle):
            proposal = before.proposal
            column = scene.column_of(proposal.resource_id, proposal.start)
            if column is not None:
                self._view.focus_place(place_of(scene, column.number, proposal.start))

    # Mouse and keys

    def press(self, event: QMouseEvent) -> bool:
        """A button went down; True when that ended a gesture and means nothing else."""
        if event.button() != Qt.MouseButton.LeftButton:
            self._swallows_menu = self.is_active
            self.cancel()
            return self._swallows_menu
        scene, at = self._view.scene, self._on_scene(event.position())
        grip = grip_at(scene, at.x(), at.y(), self.grid_of) if scene is not None else None
        self.send(gesture_events.Press(event.position().x(), event.position().y(), grip))
        return False

    def swallows_menu(self) -> bool:
        """Whether the press that asks for a menu put back what was in the hand; asked once."""
        swallows, self._swallows_menu = self._swallows_menu, False
        return swallows

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moved; True when it drags something."""
        state = self._state
        by_mouse = isinstance(state, Pressed) or (self.is_active and not by_keys(state))
        if not by_mouse:
            return False
        if not event.buttons() & Qt.MouseButton.LeftButton:  # its release went astray
            self.cancel()
            return False
        self._move_to(event.position(), event.modifiers())
        return self.is_active

    def release(self, event: QMouseEvent) -> bool:
        """The button came up; True when that ended a drag."""
        if event.button() != Qt.MouseButton.LeftButton or by_keys(self._state):
            return False
        dragged = self.is_active
        self.send(gesture_events.Release())
        return dragged

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it means nothing to a gesture."""
        key, state = event.key(), self._state
        if key == Qt.Key.Key_Escape and not isinstance(state, Idle):
            self.cancel()
            return True
        if isinstance(state, Carrying | Selecting) and not by_keys(state):
            self.change_modifiers(event)
            return True
        return self._keys.press(event)

    def wants(self, event: QEvent) -> bool:
        """Whether a key that a menu would take belongs to what is dragged.

        Alt alone would go to the menu bar. Ctrl with the sideways arrows still changes the day.
        """
        if not isinstance(event, QKeyEvent) or not self.is_active or by_keys(self._state):
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
        self.send(gesture_events.Keys(fine=bool(held & _ALT), copies=bool(held & _CTRL)))

    def lose_focus(self) -> None:
        """The focus went elsewhere: what is in hand goes back."""
        if isinstance(self._state, Pressed | Carrying | Selecting):
            self.cancel()

    # Inside

    def send(self, event: gesture_events.Event) -> None:
        """Let ``event`` happen."""
        before = self._state
        turn = gestures.advance(before, event)
        if any(isinstance(effect, gestures.Drop) for effect in turn.effects):
            self._follows = by_keys(before)
        self._state = turn.state
        if not isinstance(before, Carrying | Selecting) and self.is_active:
            self._begin()
        if turn.state != before or turn.effects:
            self.shown.show(self._state, self._at)
        for effect in turn.effects:
            self._do(effect)
        if isinstance(before, Carrying | Selecting) and not self.is_active:
            self._end()

    def _begin(self) -> None:
        self.shown.begin()
        self._view.begin_gesture()

    def _end(self) -> None:
        self._scroll.stop()
        self.shown.end()
        self.pointed.emit(None)

    def _do(self, effect: gestures.Effect) -> None:
        if isinstance(effect, gestures.TakeUp):
            self.takenUp.emit(effect.lifted)
        elif isinstance(effect, gestures.Judge):
            self.judgeWanted.emit(effect.proposal)
        elif isinstance(effect, gestures.Drop):
            self.dropped.emit(effect.proposal)
        elif isinstance(effect, gestures.GoBack):
            self.shown.go_back(effect.proposal)
        elif isinstance(effect, gestures.Select):
            self.selected.emit(effect.resource_id, effect.start, effect.end)
        elif isinstance(effect, gestures.Tell):
            self.told.emit(effect)
        else:
            self.withdrawn.emit()

    def _move_to(self, at: QPointF, modifiers: Qt.KeyboardModifier | None) -> None:
        self._at = at
        scene, state = self._view.scene, self._state
        if by_keys(state):
            return
        inside = self._view.viewport().rect().contains(at.toPoint())
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
        self.send(gesture_events.Move(at.x(), at.y(), spot, fine, copies))
        if isinstance(self._state, Carrying):
            if spot is None:
                self.shown.show(self._state, at)  # the card follows the pointer
            self.pointed.emit(self._view.viewport().mapToGlobal(at.toPoint()))
        if self.is_active:
            self._scroll.follow(at)

    def _on_scene(self, at: QPointF) -> QPointF:
        return at + QPointF(self._view.offset())

    def hover(self, at: QPointF) -> None:
        """Let the pointer show that an edge can be drawn."""
        scene, on = self._view.scene, self._on_scene(at)
        if scene is None or not isinstance(self._state, Idle):
            return
        grip = grip_at(scene, on.x(), on.y(), self.grid_of)
        viewport, sizes = self._view.viewport(), Qt.CursorShape.SizeVerCursor
        if grip is not None and grip.lifted is not None and grip.part is not Part.BODY:
            viewport.setCursor(sizes)
        elif viewport.cursor().shape() is sizes:
            viewport.setCursor(Qt.CursorShape.PointingHandCursor)

    def _speak(self, proposal: Proposal, judgement: Judgement) -> None:
        scene = self._view.scene
        if scene is not None:
            words = f"{text_of(scene, proposal)}. {judgement.sentence}".strip()
            announce(self._view, words, assertive=judgement.grade is Grade.REFUSED)

    def _plain_grid(self, lifted: Lifted) -> Grid:
        scene = self._view.scene
        assert scene is not None
        return Grid(scene.frame.zone)

    def nudge(self, proposal: Proposal, grid: Grid) -> None:
        """A key put the visit to ``proposal``."""
        before = self._state
        self.send(gesture_events.Nudge(proposal, grid))
        if self._state != before:
            self.follow()
            if proposal.is_home:
                self._speak(proposal, Judgement(Grade.FREE))

    def follow(self) -> None:
        """Scroll to what the keys put somewhere else."""
        target = self.picture.core or self.picture.stretch
        if target is not None:
            self._view.show_rect(target)
            self.shown.show(self._state, None)

    def home(self, lifted: Lifted) -> Proposal:
        """The visit where it is now: in the hand, or where it lies."""
        state = self._state
        if isinstance(state, Carrying) and state.lifted == lifted and state.proposal is not None:
            return state.proposal
        return home_of(lifted)
