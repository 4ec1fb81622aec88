"""What a gesture has in hand and where it would put it, as frozen values. No Qt here.

Instants and lengths are minutes; columns are named by a resource and an instant of their day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from enum import Enum
from typing import NamedTuple

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.geometry import QUARTER, wall_minute

NEW_VISIT = 0
"""The ``visit_id`` of a visit that is yet to be made."""


class Part(Enum):
    """Where a block is taken: its body moves it, an edge changes its length."""

    BODY = "body"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade with the sentence that goes with it; empty for a place without any remark.

    ``may_be_allowed``: refused, but by nothing else than a right that somebody else may have.
    """

    grade: Grade
    sentence: str = ""
    may_be_allowed: bool = False


class Spot(NamedTuple):
    """The column and the very minute under the pointer."""

    resource_id: str
    instant: int


@dataclass(frozen=True, slots=True)
class Lifted:
    """A visit in the hand, as it stood when it was taken up.

    ``resource_id`` names the block it is held by; the others that are shown, ``along``, stay
    what they are.
    ``version`` is that of the row, so that a drop never overwrites what another desk wrote.
    """

    visit_id: int
    resource_id: str
    start: int
    duration: int
    service_id: str = ""
    title: str = ""
    color: str = ""
    buffer_before: int = 0
    buffer_after: int = 0
    version: int | None = None
    along: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The instant at which the visit ends, without its buffer."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a lifted visit, or a copy of it, would go."""

    lifted: Lifted
    resource_id: str
    start: int
    duration: int
    copies: bool = False

    @property
    def end(self) -> int:
        """The instant at which the visit would end, without its buffer."""
        return self.start + self.duration

    @property
    def is_home(self) -> bool:
        """Whether it would change nothing: the visit lies there already."""
        home = self.lifted
        same = (home.resource_id, home.start, home.duration)
        return not self.copies and same == (self.resource_id, self.start, self.duration)


@dataclass(frozen=True, slots=True)
class Grid:
    """What a visit snaps to: steps of the wall clock, the legal starts once they are known.

    ``starts`` holds, for each resource that can take the part of the one that is dragged, its
    legal starts in order; None while the desk has not told. ``lengths`` are the service's.
    """

    zone: tzinfo
    interval: int = QUARTER
    lengths: tuple[int, ...] = ()
    starts: Mapping[str, tuple[int, ...]] | None = field(default=None, compare=False)

    def can_take(self, resource_id: str) -> bool:
        """Whether the visit could go into the column at any time, as far as is known."""
        return self.starts is None or resource_id in self.starts

    def snapped(self, lifted: Lifted, resource_id: str, instant: int) -> int:
        """The start that holding the visit at ``instant`` means.

        The nearest legal start or the visit's old one, if it lies within half a step, so that
        the visit stays under the pointer; otherwise the nearest step of the wall clock.
        """
        around = self._around(resource_id, instant)
        near = [start for start in (*around, lifted.start) if abs(start - instant) * 2 <= self.step]
        before = instant - wall_minute(instant, self.zone) % self.step
        steps = (before, before + self.step)
        return min(near or steps, key=lambda start: (abs(start - instant), start))

    def stepped(self, resource_id: str, start: int, forward: bool) -> int:
        """The next step of the wall clock, or a legal start before it."""
        before = start - wall_minute(start, self.zone) % self.step
        back = before if before < start else before - self.step
        own = (self.starts or {}).get(resource_id, ())
        if forward:
            index = bisect_right(own, start)
            step = before + self.step
            return min(step, own[index]) if index < len(own) else step
        index = bisect_left(own, start) - 1
        return max(back, own[index]) if index >= 0 else back

    def fitted(self, minutes: int, now: int) -> int:
        """The allowed length nearest to ``minutes``; ``now`` where there is no other."""
        return min(self.lengths or (now,), key=lambda length: (abs(length - minutes), length))

    def longer(self, minutes: int, *, forward: bool) -> int:
        """The next allowed length, or ``minutes`` where there is none."""
        if forward:
            return min((length for length in self.lengths if length > minutes), default=minutes)
        return max((length for length in self.lengths if length < minutes), default=minutes)

    @property
    def step(self) -> int:
        """Minutes between two steps of the wall clock, at least one."""
        return max(self.interval, 1)

    def _around(self, resource_id: str, instant: int) -> tuple[int, ...]:
        own = (self.starts or {}).get(resource_id, ())
        index = bisect_left(own, instant)
        return own[max(index - 1, 0) : index + 1]


def moved(
    lifted: Lifted, grid: Grid, spot: Spot, held_at: int, *, fine: bool, copies: bool
) -> Proposal:
    """Where the visit goes when it is held ``held_at`` minutes below its start over ``spot``."""
    start = spot.instant - held_at
    if not fine:
        start = grid.snapped(lifted, spot.resource_id, start)
    return Proposal(lifted, spot.resource_id, start, lifted.duration, copies)


def resized(lifted: Lifted, grid: Grid, part: Part, instant: int) -> Proposal:
    """The visit with one edge drawn to ``instant``, at the nearest length that is allowed."""
    minutes = lifted.end - instant if part is Part.TOP else instant - lifted.start
    length = grid.fitted(minutes, lifted.duration)
    start = lifted.end - length if part is Part.TOP else lifted.start
    return Proposal(lifted, lifted.resource_id, start, length)


def home_of(lifted: Lifted) -> Proposal:
    """The visit where it lies."""
    return Proposal(lifted, lifted.resource_id, lifted.start, lifted.duration)


def nudged(proposal: Proposal, grid: Grid, *, forward: bool, lengthens: bool) -> Proposal:
    """One step of the keyboard on in time, or in length."""
    if lengthens:
        length = grid.longer(proposal.duration, forward=forward)
        return replace(proposal, duration=length)
    return replace(proposal, start=grid.stepped(proposal.resource_id, proposal.start, forward))
