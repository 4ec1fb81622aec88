"""What can happen to a gesture, as frozen values. No Qt here; the machine is in ``gestures``."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.ui.calendar.gesture_values import Grid, Judgement, Lifted, Part, Proposal, Spot


@dataclass(frozen=True, slots=True)
class Grip:
    """What lies under a press: a part of a visit, or empty time.

    ``stuck`` is a visit that stays where it is, whatever is done.
    """

    spot: Spot
    lifted: Lifted | None = None
    part: Part = Part.BODY
    grid: Grid | None = None
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """The left button went down at x, y; ``grip`` is None outside the columns."""

    x: float
    y: float
    grip: Grip | None


@dataclass(frozen=True, slots=True)
class Move:
    """The pointer is at x, y; ``spot`` is None outside the columns.

    ``fine`` snaps to the minute (Alt), ``copies`` makes a copy (Ctrl).
    """

    x: float
    y: float
    spot: Spot | None
    fine: bool = False
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """Ctrl or Alt changed while the pointer rests."""

    fine: bool
    copies: bool


@dataclass(frozen=True, slots=True)
class Release:
    """The button came up, or Enter was pressed."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Esc, a press of another button, or the focus or the mouse was taken away."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A visit is taken up otherwise than by a press: off the tray."""

    lifted: Lifted
    grid: Grid
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Nudge:
    """A key put the visit to ``proposal``; it stays pending until Enter or Esc."""

    proposal: Proposal
    grid: Grid


@dataclass(frozen=True, slots=True)
class Stretch:
    """Shift and an arrow drew a stretch of empty time in a column."""

    resource_id: str
    anchor: int
    focus: int


@dataclass(frozen=True, slots=True)
class GridKnown:
    """The desk told the legal starts of the visit in hand."""

    visit_id: int
    grid: Grid


@dataclass(frozen=True, slots=True)
class Judged:
    """The desk judged a place."""

    proposal: Proposal
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Reloaded:
    """Another scene is shown; ``stands`` unless what is in hand is no longer as it was."""

    stands: bool


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """The drop is an exception: it waits for a reason."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A place that bends a rule was chosen for a ``NEW_VISIT``: it waits there for a reason."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Answered:
    """The desk did what the drop asked for, or refused it."""

    done: bool


Event = (
    Press
    | Move
    | Keys
    | Release
    | Cancel
    | Lift
    | Nudge
    | Stretch
    | GridKnown
    | Judged
    | Reloaded
    | ReasonWanted
    | Wish
    | Answered
)
