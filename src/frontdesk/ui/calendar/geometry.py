"""Where minutes and columns lie in logical pixels. Nothing here is Qt.

The vertical axis is elapsed time since local midnight, so a day of 23 or 25 hours is drawn as
long as it is; only the marks beside it follow the wall clock.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from math import floor
from typing import NamedTuple

from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.span import Span

QUARTER = 15
"""Minutes between two marks of the axis."""
ZOOM_STEPS = (12, 16, 20, 28, 40)
"""Logical pixels a quarter of an hour."""
ZOOM_USUAL = 20


class Rect(NamedTuple):
    """A rectangle in logical pixels from the top left of the day's body, without heads."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The first x that is no longer inside."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The first y that is no longer inside."""
        return self.y + self.height

    def contains(self, x: float, y: float) -> bool:
        """Whether the point is inside; half-open, so that neighbours never share one."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def grown(self, by: float) -> Rect:
        """The rectangle with its edges moved outwards by ``by``."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Instants (minutes) to y and back, over ``day`` at ``quarter`` pixels per 15 minutes."""

    day: Span
    quarter: float

    @property
    def height(self) -> int:
        """The height of the whole day."""
        return round(self.y_of(self.day.end))

    def y_of(self, instant: int) -> float:
        """The y at which ``instant`` begins; outside the day it lies above or below."""
        return (instant - self.day.start) * self.quarter / QUARTER

    def line(self, instant: int) -> int:
        """The whole pixel on which ``instant`` begins."""
        return round((instant - self.day.start) * self.quarter / QUARTER)

    def instant_at(self, y: float) -> int:
        """The minute drawn at ``y``, kept within the day."""
        # A pixel row belongs to the minute that begins at it, in spite of rounding above.
        minute = int(y * QUARTER / self.quarter + 1e-6)
        return min(max(self.day.start + minute, self.day.start), self.day.end - 1)

    def minutes(self, pixels: float) -> float:
        """How long ``pixels`` are."""
        return pixels * QUARTER / self.quarter


@dataclass(frozen=True, slots=True)
class ColumnScale:
    """``count`` columns side by side: sharing ``room``, but never narrower than ``minimum``.

    The first is at the left, or with ``mirrored`` at the right, as right-to-left scripts read.
    """

    count: int
    room: int
    minimum: int
    mirrored: bool = False

    @property
    def width(self) -> int:
        """The width of all columns; larger than ``room`` when they must be scrolled."""
        return max(self.room, self.count * self.minimum)

    def extent(self, first: int, count: int = 1) -> tuple[int, int]:
        """The x of the left edge, and the width, of ``count`` columns from ``first`` on."""
        before, after = self._edge(first), self._edge(first + count)
        return (self.width - after if self.mirrored else before), after - before

    def index_at(self, x: float) -> int | None:
        """The column drawn at ``x``, or None beside them all."""
        if not self.count or not 0 <= x < self.width:
            return None
        if self.mirrored:
            x = self.width - 1 - floor(x)
        guess = min(int(x * self.count / self.width), self.count - 1)
        return guess + 1 if x >= self._edge(guess + 1) else guess

    def _edge(self, index: int) -> int:
        """How far a column begins from where the first one does."""
        return index * self.width // self.count if self.count else 0


class Mark(NamedTuple):
    """A line of the axis: its instant, and the wall minute of the day that it shows."""

    instant: int
    wall_minute: int

    @property
    def is_hour(self) -> bool:
        """Whether the wall clock shows a full hour there."""
        return self.wall_minute % 60 == 0


@lru_cache(maxsize=4096)  # a day's visits begin and end at the same few times, at each layout
def wall_minute(instant: int, zone: tzinfo) -> int:
    """The minute of the local day that a wall clock in ``zone`` shows at ``instant``."""
    local = datetime_of_instant(instant, zone)
    return local.hour * 60 + local.minute


def marks(day: Span, zone: tzinfo) -> tuple[Mark, ...]:
    """Every quarter of an hour of ``day`` by the wall clock of ``zone``.

    When clocks are put back an hour appears twice; when they are put forward one is missing.
    """
    made = []
    instant = day.start
    while instant < day.end:
        wall = wall_minute(instant, zone)
        off = wall % QUARTER
        if off == 0:
            made.append(Mark(instant, wall))
        instant += QUARTER - off
    return tuple(made)


def quarter_before(instant: int, zone: tzinfo) -> int:
    """The last full quarter of an hour by the wall clock, at or before ``instant``."""
    return instant - wall_minute(instant, zone) % QUARTER


def same_time(instant: int, zone: tzinfo, day: Span) -> int:
    """The instant of ``day`` at which the wall clock shows what it shows at ``instant``.

    A time that the day's clock change skips is the one after it; kept within the day.
    """
    wanted = wall_minute(instant, zone)
    found = day.start + wanted
    found += wanted - wall_minute(min(found, day.end - 1), zone)
    return min(max(found, day.start), day.end - 1)


def start_at(starts: Sequence[int], duration: int, instant: int) -> int | None:
    """The legal start that pointing at ``instant`` means: the last one at or before it.

    None when the visit that begins there would already be over. ``starts`` is sorted.
    """
    index = bisect_right(starts, instant) - 1
    if index < 0 or instant >= starts[index] + duration:
        return None
    return starts[index]


def zoomed(quarter: float, steps: int) -> float:
    """The zoom step ``steps`` further in (or out, when negative) than ``quarter``."""
    nearest = min(range(len(ZOOM_STEPS)), key=lambda index: abs(ZOOM_STEPS[index] - quarter))
    return ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)]
