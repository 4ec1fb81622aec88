"""The sweep over one resource's time: where a visit may start between what is taken.

Everything here is sorted integers. A *stretch* is the first and the last minute, both included,
in which a visit may start; stretches are sorted and share no minute. Cost grows with the taken
spans and the starts that come out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from frontdesk.engine.span import Span

FOREVER = 1 << 60
"""An instant later than any other."""

Stretch = tuple[int, int]


def start_stretches(
    open_spans: Iterable[Span], busy: Iterable[Span], duration: int, before: int, after: int
) -> list[Stretch]:
    """Where a visit with its buffers fits: open while it lasts, and nothing taken touched.

    ``open_spans`` are merged; ``busy`` is sorted by start and may overlap. Buffers may reach
    outside open time.
    """
    windows = [(start, end - duration) for start, end in open_spans if end - start >= duration]
    windows.append((FOREVER, FOREVER))
    ahead = iter(windows)
    first, last = next(ahead)
    tail = duration + after
    whole = before + tail
    free_from = -FOREVER  # the end of what is taken so far
    found: list[Stretch] = []
    for taken_start, taken_end in [*busy, (FOREVER, FOREVER)]:
        if taken_start - free_from >= whole:
            low, high = free_from + before, taken_start - tail
            while last < low:
                first, last = next(ahead)
            while first <= high:
                found.append((first if first > low else low, last if last < high else high))
                if last > high:
                    break
                first, last = next(ahead)
        if taken_end > free_from:
            free_from = taken_end
    return found


def starts_on_grid(grid: Sequence[int], stretches: Iterable[Stretch]) -> list[int]:
    """The starts of a sorted grid that lie in the stretches; a regular grid is a ``range``."""
    starts: list[int] = []
    if isinstance(grid, range):
        begin, end, step = grid.start, grid.stop, grid.step
        latest = end - 1
        for first, last in stretches:
            low = first + (begin - first) % step if first > begin else begin
            high = last if last < latest else latest
            if high - low >= step:
                starts += range(low, high + 1, step)
            elif low <= high:  # most stretches have one start, and a range of one costs more
                starts.append(low)
        return starts
    low = 0
    for first, last in stretches:
        low = bisect_left(grid, first, low)
        high = bisect_right(grid, last, low)
        starts += grid[low:high]
    return starts


def starts_in(starts: Collection[int], stretches: Iterable[Stretch]) -> list[int]:
    """Those of some starts that lie in the stretches, sorted."""
    return starts_on_grid(sorted(set(starts)), stretches) if starts else []


def clipped(stretches: Sequence[Stretch], reachable: Iterable[Span]) -> list[Stretch]:
    """The parts of the stretches that lie in the sorted spans ``reachable``."""
    parts: list[Stretch] = []
    for low, end in reachable:
        at = bisect_left(stretches, (low, low))
        if at and stretches[at - 1][1] >= low:
            at -= 1
        while at < len(stretches) and stretches[at][0] < end:
            first, last = stretches[at]
            parts.append((max(first, low), min(last, end - 1)))
            at += 1
    return parts


def lone_spans(busy: Iterable[Span]) -> set[Span]:
    """The spans that touch no other of the sorted ``busy``; of two equal ones neither does."""
    lone: set[Span] = set()
    taken_until = -FOREVER
    for span, following in pairwise([*busy, Span(FOREVER, FOREVER)]):
        if taken_until <= span.start and span.end <= following.start:
            lone.add(span)
        taken_until = max(taken_until, span.end)
    return lone
