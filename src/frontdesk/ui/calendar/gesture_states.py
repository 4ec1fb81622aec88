"""The states of a gesture, as frozen values. No Qt here; the machine is in ``gestures``."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.engine.span import Span
from frontdesk.ui.calendar.geometry import QUARTER
from frontdesk.ui.calendar.gesture_events import Grip
from frontdesk.ui.calendar.gesture_values import Grid, Judgement, Lifted, Part, Proposal, Spot


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is going on."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """The button is down and has hardly moved: a click, or the begin of a drag."""

    x: float
    y: float
    grip: Grip


@dataclass(frozen=True, slots=True)
class Carrying:
    """A visit is in the hand. ``proposal`` is None while it is over no column.

    ``held_at`` is how far below its start, in minutes, it is held; ``by_keys`` means that the
    keyboard has it and Enter drops it.
    """

    lifted: Lifted
    part: Part
    held_at: int
    grid: Grid
    spot: Spot | None = None
    proposal: Proposal | None = None
    judgement: Judgement | None = None
    fine: bool = False
    copies: bool = False
    by_keys: bool = False


@dataclass(frozen=True, slots=True)
class Selecting:
    """A stretch of empty time is being drawn, from the cell ``anchor`` to the cell ``focus``.

    Both are instants at which a quarter of an hour begins; both cells are part of the stretch.
    """

    resource_id: str
    anchor: int
    focus: int
    by_keys: bool = False

    @property
    def span(self) -> Span:
        """What is drawn."""
        first, last = sorted((self.anchor, self.focus))
        return Span(first, last + QUARTER)


@dataclass(frozen=True, slots=True)
class Landed:
    """The visit was dropped and the desk has not answered yet, or waits for a reason (``asks``).

    So does one that is yet to be made (``NEW_VISIT``), at a place that bends a rule.
    ``done`` means that it was written: the next scene shows it.
    """

    proposal: Proposal
    asks: bool = False
    done: bool = False


State = Idle | Pressed | Carrying | Selecting | Landed
IDLE = Idle()
