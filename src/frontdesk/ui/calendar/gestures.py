"""The gestures of the calendar as a state machine: a state and an event make the next state.

No Qt and no desk here. ``dragging`` does what the effects say; ``moving`` asks the desk. A press
that never becomes a drag is a click, which is ``pointing``'s. Nothing is written before a drop,
and Esc leads back from everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.gesture_events import (
    Answered,
    Cancel,
    Event,
    GridKnown,
    Judged,
    Keys,
    Lift,
    Move,
    Nudge,
    Press,
    ReasonWanted,
    Release,
    Reloaded,
    Stretch,
    Wish,
)
from frontdesk.ui.calendar.gesture_states import (
    IDLE,
    Carrying,
    Idle,
    Landed,
    Pressed,
    Selecting,
    State,
)
from frontdesk.ui.calendar.gesture_values import (
    Judgement,
    Lifted,
    Part,
    Proposal,
    moved,
    resized,
)

DRAG_REACH = 10
"""Logical pixels that the pointer moves before a press becomes a drag."""

# Effects


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A visit was taken up: its legal starts are wanted."""

    lifted: Lifted


@dataclass(frozen=True, slots=True)
class Judge:
    """What does the desk say about this place?"""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Drop:
    """Write it."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class GoBack:
    """The visit glides back from here to where it lies."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Select:
    """A stretch of empty time was chosen: half-open, in one column."""

    resource_id: str
    start: int
    end: int


class News(Enum):
    """What the user must hear of."""

    REFUSED = "refused"
    CHANGED = "changed"
    STUCK = "stuck"
    """It is of those that stay where they are."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Say why the gesture ended, or never began; ``judgement`` is that of the refused place."""

    news: News
    lifted: Lifted
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The reason for the dropped visit is no longer wanted."""


Effect = TakeUp | Judge | Drop | GoBack | Select | Tell | Withdraw


@dataclass(frozen=True, slots=True)
class Turn:
    """The state after an event, and what is to be done."""

    state: State
    effects: tuple[Effect, ...] = field(default=())


def advance(state: State, event: Event) -> Turn:
    """What ``event`` makes of ``state``; an event that means nothing there changes nothing."""
    if isinstance(event, Cancel):
        return _cancelled(state)
    if isinstance(event, Reloaded):
        return _reloaded(state, event)
    if isinstance(event, Press):
        return _pressed(state, event)
    if isinstance(event, Lift | Nudge | Stretch | Wish):
        return _begun(state, event)
    if isinstance(state, Pressed):
        return _from_pressed(state, event)
    if isinstance(state, Carrying):
        return _carrying(state, event)
    if isinstance(state, Selecting):
        return _selecting(state, event)
    if isinstance(state, Landed):
        return _landed(state, event)
    return Turn(state)


def _cancelled(state: State) -> Turn:
    if isinstance(state, Carrying) and state.proposal is not None:
        return Turn(IDLE, (GoBack(state.proposal),))
    if isinstance(state, Landed) and state.asks:
        return Turn(IDLE, (Withdraw(), GoBack(state.proposal)))
    return Turn(IDLE)


def _reloaded(state: State, event: Reloaded) -> Turn:
    if isinstance(state, Landed) and state.done:
        return Turn(IDLE)
    if event.stands or isinstance(state, Idle):
        return Turn(state)
    if isinstance(state, Carrying):
        return Turn(IDLE, (Tell(News.CHANGED, state.lifted),))
    if isinstance(state, Landed):
        if not state.asks:
            return Turn(state)  # the verb under way decides
        return Turn(IDLE, (Withdraw(), Tell(News.CHANGED, state.proposal.lifted)))
    return Turn(IDLE)


def _pressed(state: State, event: Press) -> Turn:
    if isinstance(state, Landed) and not (state.asks or state.done):
        return Turn(state)  # one verb at a time
    ended = _cancelled(state)
    if event.grip is None:
        return ended
    return Turn(Pressed(event.x, event.y, event.grip), ended.effects)


def _begun(state: State, event: Lift | Nudge | Stretch | Wish) -> Turn:
    if isinstance(state, Landed) and not (state.asks or state.done):
        return Turn(state)
    if isinstance(event, Wish):
        return Turn(Landed(event.proposal, asks=True), _cancelled(state).effects)
    if isinstance(event, Stretch):
        if isinstance(state, Carrying):
            return Turn(state)
        ended = _cancelled(state)
        drawn = Selecting(event.resource_id, event.anchor, event.focus, by_keys=True)
        return Turn(drawn, ended.effects)
    if isinstance(event, Nudge):
        return _nudged(state, event)
    ended = _cancelled(state)
    carried = Carrying(event.lifted, Part.BODY, 0, event.grid, copies=event.copies)
    return Turn(carried, (*ended.effects, TakeUp(event.lifted)))


def _nudged(state: State, event: Nudge) -> Turn:
    proposal = event.proposal
    if isinstance(state, Carrying) and state.by_keys and state.lifted == proposal.lifted:
        return Turn(replace(state, proposal=proposal, judgement=None), (Judge(proposal),))
    if isinstance(state, Carrying) and not state.by_keys:
        return Turn(state)  # the mouse has it
    ended = _cancelled(state)
    carried = Carrying(proposal.lifted, Part.BODY, 0, event.grid, proposal=proposal, by_keys=True)
    return Turn(carried, (*ended.effects, TakeUp(proposal.lifted), Judge(proposal)))


def _from_pressed(state: Pressed, event: Event) -> Turn:
    if isinstance(event, Release):
        return Turn(IDLE)
    if not isinstance(event, Move):
        return Turn(state)
    far = (event.x - state.x) ** 2 + (event.y - state.y) ** 2
    if far < DRAG_REACH**2:
        return Turn(state)
    grip = state.grip
    if grip.lifted is not None and grip.stuck:
        return Turn(IDLE, (Tell(News.STUCK, grip.lifted),))
    if grip.lifted is None or grip.grid is None:
        begun: State = Selecting(grip.spot.resource_id, grip.spot.instant, grip.spot.instant)
        return advance(begun, event)
    held_at = grip.spot.instant - grip.lifted.start
    carried = Carrying(grip.lifted, grip.part, held_at, grip.grid)
    turn = _carrying(carried, event)
    return Turn(turn.state, (TakeUp(grip.lifted), *turn.effects))


def _carrying(state: Carrying, event: Event) -> Turn:
    if isinstance(event, Release):
        return _dropped(state)
    if isinstance(event, Move) and not state.by_keys:
        return _placed(
            replace(state, spot=event.spot, fine=event.fine, copies=_copies(state, event.copies))
        )
    if isinstance(event, Keys) and not state.by_keys:
        return _placed(replace(state, fine=event.fine, copies=_copies(state, event.copies)))
    if isinstance(event, GridKnown) and event.visit_id == state.lifted.visit_id:
        told = replace(state, grid=event.grid)
        return Turn(told) if state.by_keys else _placed(told)
    if isinstance(event, Judged) and event.proposal == state.proposal:
        return Turn(replace(state, judgement=event.judgement))
    return Turn(state)


def _copies(state: Carrying, wanted: bool) -> bool:
    return wanted and state.part is Part.BODY


def _placed(state: Carrying) -> Turn:
    """Put the visit where the pointer is, and ask about a place that is new."""
    proposal = None
    if state.spot is not None:
        if state.part is Part.BODY:
            proposal = moved(
                state.lifted,
                state.grid,
                state.spot,
                state.held_at,
                fine=state.fine,
                copies=state.copies,
            )
        else:
            proposal = resized(state.lifted, state.grid, state.part, state.spot.instant)
    if proposal == state.proposal:
        return Turn(state)
    placed = replace(state, proposal=proposal, judgement=None)
    if proposal is None or proposal.is_home:
        return Turn(placed)
    return Turn(placed, (Judge(proposal),))


def _dropped(state: Carrying) -> Turn:
    proposal, judgement = state.proposal, state.judgement
    if proposal is None:
        return Turn(IDLE)
    if proposal.is_home:
        return Turn(IDLE, (GoBack(proposal),))
    refused = judgement is not None and judgement.grade is Grade.REFUSED
    if judgement is not None and refused and not judgement.may_be_allowed:
        told = Tell(News.REFUSED, state.lifted, judgement)
        return Turn(IDLE, (GoBack(proposal), told))
    return Turn(Landed(proposal), (Drop(proposal),))


def _selecting(state: Selecting, event: Event) -> Turn:
    if isinstance(event, Move) and not state.by_keys:
        if event.spot is None or event.spot.resource_id != state.resource_id:
            return Turn(state)
        return Turn(replace(state, focus=event.spot.instant))
    if isinstance(event, Release):
        return Turn(IDLE, (Select(state.resource_id, *state.span),))
    return Turn(state)


def _landed(state: Landed, event: Event) -> Turn:
    if isinstance(event, ReasonWanted) and not state.done:
        return Turn(replace(state, asks=True))
    if isinstance(event, Answered):
        if event.done:
            return Turn(replace(state, asks=False, done=True))
        return Turn(IDLE, (GoBack(state.proposal),))
    return Turn(state)
