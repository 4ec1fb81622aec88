"""The windows of one day under the pointer: where they lie on a strip, and what a gesture makes
of them. Nothing here is Qt.

Windows are as in ``hours_text``: pairs of minutes, sorted, not overlapping, at most a day long.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from frontdesk.ui.widgets.hours_text import DAY, Window, Windows

SNAP = 15
FINE_SNAP = 5
SHORTEST = 5
"""Minutes of the shortest window that a gesture leaves."""
_BREAK = 60
_LAST = 2 * DAY
_LEAST_SHOWN = 12 * 60
_MARGIN = 60


class Part(Enum):
    """What of a window is under the pointer."""

    START = "start"
    END = "end"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a window: its index and the part."""

    index: int
    part: Part


@dataclass(frozen=True, slots=True)
class Scale:
    """Which minutes a strip of ``width`` pixels shows; ``first`` and ``last`` are whole hours."""

    first: int
    last: int
    width: float

    def x(self, minute: float) -> float:
        """Where a minute lies, from the left edge."""
        return (minute - self.first) / (self.last - self.first) * self.width

    def minute(self, x: float, snap: int = 1) -> int:
        """The minute at ``x``, to the nearest multiple of ``snap``, within what is shown."""
        raw = self.first + x / max(self.width, 1.0) * (self.last - self.first)
        return min(max(round(raw / snap) * snap, self.first), self.last)

    def hour_step(self, least_pixels: float) -> int:
        """Minutes between two marks of the axis that leave each ``least_pixels`` of room."""
        per_hour = self.width / ((self.last - self.first) / 60)
        for hours in (1, 2, 3, 4, 6, 12):
            if hours * per_hour >= least_pixels:
                return hours * 60
        return DAY


def fitting(week: Sequence[Windows]) -> tuple[int, int]:
    """The first and last minute to show so that every window of ``week`` is seen with a margin."""
    starts = [start for day in week for start, _end in day]
    ends = [end for day in week for _start, end in day]
    first = max(0, (min(starts, default=8 * 60) - _MARGIN) // 60 * 60)
    last = min(_LAST, -(-(max(ends, default=18 * 60) + _MARGIN) // 60) * 60)
    lacking = _LEAST_SHOWN - (last - first)
    if lacking > 0:
        first = max(0, first - -(-lacking // 120) * 60)
        last = max(last, first + _LEAST_SHOWN)
    return first, last


def spot_at(windows: Windows, scale: Scale, x: float, grip: float) -> Spot | None:
    """What lies at ``x``; an edge takes hold ``grip`` pixels to either side of it."""
    found: list[tuple[float, Spot]] = []
    for index, (start, end) in enumerate(windows):
        left, right = scale.x(start), scale.x(end)
        inner = min(grip, (right - left) / 3)  # a narrow window keeps a body to be dragged by
        if left - grip <= x <= left + inner:
            found.append((abs(x - left), Spot(index, Part.START)))
        if right - inner <= x <= right + grip:
            found.append((abs(x - right), Spot(index, Part.END)))
        if left < x < right:
            found.append((grip + 1, Spot(index, Part.BODY)))
    return min(found, key=lambda entry: entry[0], default=(0.0, None))[1]


def drawn(windows: Windows, anchor: int, at: int) -> Windows:
    """With a window drawn from ``anchor`` to ``at``; what it touches becomes part of it."""
    start, end = max(0, min(anchor, at)), max(anchor, at)
    if start >= DAY:
        return windows  # it would belong to the next day
    end = min(end, start + DAY)
    if end - start < SHORTEST:
        return windows
    met = [window for window in windows if window[0] <= end and start <= window[1]]
    start = min([start, *(known[0] for known in met)])
    end = max([end, *(known[1] for known in met)])
    rest = [window for window in windows if window not in met]
    return tuple(sorted([*rest, (start, min(end, start + DAY))]))


def with_edge(windows: Windows, spot: Spot, minute: int) -> Windows:
    """With an edge of a window moved to ``minute``, as far as its neighbours leave room."""
    start, end = windows[spot.index]
    low, high = _room(windows, spot.index)
    if spot.part is Part.START:
        start = min(max(minute, low, end - DAY), end - SHORTEST, DAY - SHORTEST)
    else:
        end = max(min(minute, high, start + DAY), start + SHORTEST)
    return _replaced(windows, spot.index, (start, end))


def edge_beside(windows: Windows, edge: Spot | None, by: int) -> Spot:
    """The edge ``by`` places after ``edge``, or the outermost one; the first where it is none."""
    edges = [Spot(n, part) for n in range(len(windows)) for part in (Part.START, Part.END)]
    now = edges.index(edge) if edge in edges else 0
    return edges[min(max(now + by, 0), len(edges) - 1)]


def nudged(windows: Windows, edge: Spot, by: int) -> Windows:
    """With an edge moved to the next multiple of ``by`` minutes; a negative one moves it back."""
    start, end = windows[edge.index]
    minute = (start if edge.part is Part.START else end) + by
    minute = minute // abs(by) * abs(by) if by > 0 else -(-minute // abs(by)) * abs(by)
    return with_edge(windows, edge, minute)


def moved(windows: Windows, index: int, by: int) -> Windows:
    """With a whole window moved by minutes, as far as its neighbours leave room."""
    start, end = windows[index]
    low, high = _room(windows, index)
    by = max(min(by, high - end, DAY - SHORTEST - start), low - start)
    return _replaced(windows, index, (start + by, end + by))


def split(windows: Windows, index: int, at: int | None = None) -> Windows:
    """With a break in a window, an hour around ``at`` (its middle) or a third of a short one.

    A window too short for a break stays as it is.
    """
    start, end = windows[index]
    length = min(_BREAK, (end - start) // 3 // FINE_SNAP * FINE_SNAP)
    if length < SHORTEST:
        return windows
    middle = (start + end) // 2 if at is None else at
    first = (middle - length // 2) // FINE_SNAP * FINE_SNAP
    first = min(max(first, start + SHORTEST), end - length - SHORTEST)
    halves = [(start, first), (first + length, end)]
    if halves[1][0] >= DAY:
        return windows  # what begins after midnight belongs to the next day
    return tuple(sorted([*windows[:index], *halves, *windows[index + 1 :]]))


def without(windows: Windows, index: int) -> Windows:
    """Without one window."""
    return (*windows[:index], *windows[index + 1 :])


def free_window(windows: Windows) -> Window | None:
    """A window to add by a key: the first free stretch between 9 and 17, else any; None: full."""
    taken = [(-DAY, 0), *windows, (DAY, 2 * DAY)]
    gaps = [(one[1], other[0]) for one, other in itertools.pairwise(taken)]
    long_enough = [gap for gap in gaps if gap[1] - gap[0] >= SNAP]
    in_day = [(max(gap[0], 9 * 60), min(gap[1], 17 * 60)) for gap in long_enough]
    found = next((gap for gap in in_day if gap[1] - gap[0] >= SNAP), None)
    if found is None and long_enough:
        gap = long_enough[-1]
        found = (gap[0], min(gap[1], gap[0] + _BREAK))
    return found


def _room(windows: Windows, index: int) -> tuple[int, int]:
    """The minutes between a window's neighbours."""
    low = windows[index - 1][1] if index else 0
    high = windows[index + 1][0] if index + 1 < len(windows) else _LAST
    return low, high


def _replaced(windows: Windows, index: int, window: Window) -> Windows:
    return (*windows[:index], window, *windows[index + 1 :])
