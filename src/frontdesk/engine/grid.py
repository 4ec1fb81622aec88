"""Legal starts: on the clock of the location, or counted from the opening of each window."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from frontdesk.engine.span import Span
from frontdesk.engine.sweep import FOREVER
from frontdesk.engine.zones import DAY, dates, day_span, days_span, instant_of_minute, wall_minute

LONGEST_WINDOW_DAYS = 7
"""How far back a start is counted from the opening of its window."""


@lru_cache(maxsize=128)
def clock_grid(
    zone: str, first: date, last: date, interval: int, start_times: tuple[int, ...] | None
) -> Sequence[int]:
    """The starts of the local days ``first..last``, sorted; a ``range`` where they are regular.

    Without ``start_times``: every minute whose wall-clock minute of the day is a multiple of
    ``interval``; an hour that occurs twice has its starts twice. With them: those wall minutes
    of each day, an ambiguous one once and a skipped one where the clock then stands.
    """
    days = dates(first, last)
    if start_times is not None:
        listed = {instant_of_minute(day, at, zone) for day in days for at in start_times}
        return tuple(sorted(listed))
    if DAY % interval == 0 and all(_is_regular(day, zone) for day in days):
        span = days_span(first, last, zone)
        return range(span.start, span.end, interval)
    return tuple(start for day in days for start in _clock_starts(day, interval, zone))


def _is_regular(day: date, zone: str) -> bool:
    """Whether a day is without a clock change: it begins at 0:00 and has its 24 hours."""
    start, end = day_span(day, zone)
    return end - start == DAY and wall_minute(start, zone) == 0


def _clock_starts(day: date, interval: int, zone: str) -> Sequence[int]:
    start, end = day_span(day, zone)
    if _is_regular(day, zone):
        return range(start, end, interval)
    return [s for s in range(start, end) if wall_minute(s, zone) % interval == 0]


def opening_anchors(open_spans: Sequence[Span], zone: str, first: date, last: date) -> list[int]:
    """The instants from which the starts of the local days ``first..last`` are counted, sorted.

    That is where each window opens. A window that has stood open for more than a week, as one of
    a house that never closes, has no opening worth counting from: its starts are counted from
    each local midnight instead. ``open_spans`` must reach a week and a day further back.
    """
    longest = LONGEST_WINDOW_DAYS * DAY
    midnights = [instant_of_minute(day, 0, zone) for day in dates(first, last)]
    anchors = {span.start for span in open_spans}
    for span in open_spans:
        anchors.update(m for m in midnights if span.start + longest < m < span.end)
    return sorted(anchors)


def opening_starts(
    anchors: Sequence[int], stretches: Iterable[tuple[int, int]], interval: int
) -> list[int]:
    """The starts a whole number of intervals, in elapsed minutes, after the last anchor.

    ``stretches`` holds the first and last possible start of each, both included; each begins at
    or after some anchor.
    """
    starts: list[int] = []
    ahead = [*anchors, FOREVER]
    for low, last in stretches:
        index = bisect_right(ahead, low)
        while low <= last:
            low += -(low - ahead[index - 1]) % interval
            until = min(last + 1, ahead[index])
            starts.extend(range(low, until, interval))
            low = until
            index += 1
    return starts
