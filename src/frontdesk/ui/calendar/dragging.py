"""Runs the gestures in the view: events change the state, effects become signals.

``gesture_mouse`` and ``gesture_keys`` make the events. What may be put where is
the desk's to say: ``moving`` answers the signals here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from frontdesk.engine.exceptions import Grade
from frontdesk.engine.span import Span
from frontdesk.ui.calendar import gesture_events, gestures
from frontdesk.ui.calendar.gesture_grips import on_other_days, stands
from frontdesk.ui.calendar.gesture_keys import GestureKeys
from frontdesk.ui.calendar.gesture_mouse import GestureMouse
from frontdesk.ui.calendar.gesture_picture import GesturePicture, text_of
from frontdesk.ui.calendar.gesture_show import GestureShow, by_keys
from frontdesk.ui.calendar.gesture_states import (
    IDLE,
    Carrying,
    Idle,
    Landed,
    Pressed,
    Selecting,
    State,
)
from frontdesk.ui.calendar.gesture_tag import GestureTag
from frontdesk.ui.calendar.gesture_values import Grid, Judgement, Lifted, Proposal, home_of
from frontdesk.ui.calendar.places import place_of
from frontdesk.ui.widgets.announce import announce

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView


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
        self._state: State = IDLE
        self._follows = False
        self._said: tuple[Proposal, Judgement] | None = None
        self._shown_days: tuple[Span, ...] = ()
        self.shown = GestureShow(view)
        self._keys = GestureKeys(view, self)
        self.grid_of: Callable[[Lifted], Grid] = self._plain_grid
        self.mouse = GestureMouse(view, self)

    @property
    def state(self) -> State:
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

    def wish(self, proposal: Proposal) -> None:
        """A new visit waits at a place that bends a rule, until ``finish`` or Esc."""
        self._follows = False
        self.send(gesture_events.Wish(proposal))

    def finish(self, *, done: bool) -> None:
        """The desk wrote the drop, or refused it."""
        self.send(gesture_events.Answered(done))

    def set_aside(self, visits: tuple[Lifted, ...]) -> None:
        """Pale the visits that lie on the tray: they are where they were, and on the move."""
        self.shown.aside = visits
        self.shown.show(self._state, self.mouse.at)

    def cancel(self) -> None:
        """Put everything back."""
        self.send(gesture_events.Cancel())

    # What comes from elsewhere

    def lift(self, lifted: Lifted, *, copies: bool = False) -> None:
        """Take a visit up that is dragged off the tray."""
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.send(gesture_events.Lift(lifted, self.grid_of(lifted), copies))

    def put_down(self) -> None:
        """The pointer let go of it."""
        self.send(gesture_events.Release())

    def settle(self) -> None:
        """Another scene is shown."""
        scene, before = self._view.scene, self._state
        self.send(gesture_events.Reloaded(stands(scene, before)))
        self._follow_drop(before)
        days = tuple(group.day for group in scene.groups) if scene is not None else ()
        left, self._shown_days = self._shown_days, days
        if left != days and isinstance(self._state, Carrying):
            self.takenUp.emit(self._state.lifted)
            self._go_along(self._state, left)
        self.scrolled()

    def _go_along(self, state: Carrying, left: Sequence[Span]) -> None:
        """Take what the keyboard has in hand to the days that are shown instead of ``left``."""
        scene, proposal = self._view.scene, state.proposal
        if scene is not None and proposal is not None and state.by_keys:
            target = on_other_days(scene, proposal, left)
            if target is not None:
                self.nudge(target, state.grid)

    def scrolled(self) -> None:
        """The picture moved under the pointer."""
        self.mouse.scrolled()
        self.shown.show(self._state, self.mouse.at)

    def resized(self) -> None:
        """The strip that asks for a reason took some room: its place must stay in sight."""
        if isinstance(self._state, Landed) and self._state.asks:
            self.follow()

    def _follow_drop(self, before: State) -> None:
        """Let the cell cursor go along with a visit that the keyboard moved."""
        scene = self._view.scene
        if not isinstance(before, Landed) or not self._follows or not self._view.hasFocus():
            return
        if scene is not None and isinstance(self._state, Idle):
            proposal = before.proposal
            column = scene.column_of(proposal.resource_id, proposal.start)
            if column is not None:
                self._view.focus_place(place_of(scene, column.number, proposal.start))

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it means nothing to a gesture."""
        key, state = event.key(), self._state
        if key == Qt.Key.Key_Escape and not isinstance(state, Idle):
            self.cancel()
            return True
        if isinstance(state, Carrying | Selecting) and not by_keys(state):
            self.mouse.change_modifiers(event)
            return True
        return self._keys.press(event)

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
            self.shown.show(self._state, self.mouse.at)
        for effect in turn.effects:
            self._do(effect)
        if isinstance(before, Carrying | Selecting) and not self.is_active:
            self._end()

    def _begin(self) -> None:
        self._said = None
        self.shown.begin()
        self._view.begin_gesture()

    def _end(self) -> None:
        self.mouse.rest()
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

    def _speak(self, proposal: Proposal, judgement: Judgement) -> None:
        # Each write of any desk has the place judged again: only what is news is said.
        scene, news = self._view.scene, (proposal, judgement)
        if scene is not None and news != self._said:
            self._said = news
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
