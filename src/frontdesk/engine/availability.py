"""Available times: every start at which a booking will succeed, and who would take it.

The sweep works on sorted integers: for each resource the spans of minutes in which a visit may
start, cut from the gaps between what is taken, then the legal starts within them. Cost grows
with the footprints in the window and the starts that come out, never with the book's history.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from frontdesk.engine.clock import instant_from, instant_of
from frontdesk.engine.grid import (
    LONGEST_WINDOW_DAYS,
    clock_grid,
    opening_anchors,
    opening_starts,
)
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Plan
from frontdesk.engine.rounds import Chooser
from frontdesk.engine.span import Span
from frontdesk.engine.values import Resource, RoundRobin
from frontdesk.engine.zones import days_span, instant_of_minute, local_date

FOREVER = 1 << 60
"""An instant later than any other."""


class Session(NamedTuple):
    """A live class: the seats taken in it and the footprint that its visits share."""

    taken: int
    footprint: Span


SessionKey = tuple[str, int, int]
"""(resource id, start, duration) of a class of the service asked for."""


class Available(NamedTuple):
    """One available time. ``start`` is an instant; ``resource_ids`` stand in role order."""

    start: int
    resource_ids: tuple[str, ...]
    seats: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What the book says about the time that a plan reaches: live appointments only.

    ``spans`` holds the footprints of each resource, sorted by start. ``sessions`` holds the
    classes of the plan's service. ``service_starts`` are the starts of the service's live
    appointments at the location, for its daily limit. ``visits`` counts each resource's live
    appointments that start in the window; ``last_made`` holds the moment at which its last live
    appointment was made.
    """

    spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    sessions: Mapping[SessionKey, Session] = field(default_factory=dict)
    service_starts: Sequence[int] = ()
    visits: Mapping[str, int] = field(default_factory=dict)
    last_made: Mapping[str, int] = field(default_factory=dict)


def available_times(
    plan: Plan,
    hours: OpenHours,
    taken: Taken,
    now: datetime,
    generator: random.Random | None = None,
    only_start: int | None = None,
) -> list[Available]:
    """The available times, sorted by start and then by the service's resource order.

    ``only_start`` asks about that one instant. ``generator`` seeds the method ``random``.
    """
    starts = starts_by_resource(plan, hours, taken, now, only_start)
    chooser = _chooser(plan, taken, generator)
    free: dict[int, int] = {}
    for name, own in starts.items():
        bit = chooser.bit[name]
        for start in own:
            free[start] = free.get(start, 0) | bit
    choices = chooser.choices
    seats = _SeatCount(plan, taken)
    return [
        Available(start, names, seats.left(names, start))
        for start in sorted(free)
        for names in choices(free[start])
    ]


def bookable_starts(
    plan: Plan, hours: OpenHours, taken: Taken, now: datetime
) -> dict[str, tuple[int, ...]]:
    """For each candidate the starts at which it can be part of a visit: every role is fillable."""
    starts = starts_by_resource(plan, hours, taken, now)
    if len(plan.roles) == 1:
        return {name: tuple(own) for name, own in starts.items()}
    chooser = _chooser(plan, taken, None)
    free: dict[int, int] = {}
    for name, own in starts.items():
        for start in own:
            free[start] = free.get(start, 0) | chooser.bit[name]
    return {
        name: tuple(start for start in own if chooser.can_include(free[start], name))
        for name, own in starts.items()
    }


def starts_by_resource(
    plan: Plan,
    hours: OpenHours,
    taken: Taken,
    now: datetime,
    only_start: int | None = None,
) -> dict[str, list[int]]:
    """For each candidate by itself the legal starts, sorted; roles are not yet matched."""
    reachable = _reachable(plan, taken, now)
    if only_start is not None:
        at = Span(only_start, only_start + 1)
        reachable = [at] if any(s.start <= only_start < s.end for s in reachable) else []
    if not reachable:
        return {name: [] for name in plan.candidates}
    grid = _wall_grid(plan, reachable)
    resources = hours.business.resources
    return {
        name: _starts_of(plan, hours, taken, resources[name], grid, reachable)
        for name in plan.candidates
    }


def earliest_start(plan: Plan, now: datetime) -> int:
    """The first instant that the service's notice allows: ``s >= now + notice``."""
    return instant_from(now) + plan.service.notice


def _reachable(plan: Plan, taken: Taken, now: datetime) -> list[Span]:
    """The spans in which a start may lie, by range, notice, horizon and daily limit."""
    service, zone = plan.service, plan.location.timezone
    start, end = plan.window
    start = max(start, earliest_start(plan, now))
    if service.horizon_days is not None:
        today = local_date(instant_of(now), zone)
        end = min(end, instant_of_minute(today + timedelta(days=service.horizon_days), 1440, zone))
    spans = [Span(start, end)] if start < end else []
    if service.daily_limit is not None:
        counts = Counter(local_date(s, zone) for s in taken.service_starts)
        for day, count in sorted(counts.items()):
            if count >= service.daily_limit:
                spans = _without(spans, days_span(day, day, zone))
    return spans


def _without(spans: Iterable[Span], hole: Span) -> list[Span]:
    parts: list[Span] = []
    for span in spans:
        before = Span(span.start, min(span.end, hole.start))
        after = Span(max(span.start, hole.end), span.end)
        parts.extend(part for part in (before, after) if part.start < part.end)
    return parts


def _wall_grid(plan: Plan, reachable: Sequence[Span]) -> list[int] | None:
    """The sorted starts of the location's clock; None for a grid that follows each opening."""
    service, zone = plan.service, plan.location.timezone
    if service.start_times is None and service.start_grid == "opening":
        return None
    first = local_date(reachable[0].start, zone)
    last = local_date(reachable[-1].end - 1, zone)
    grid = clock_grid(zone, first, last, service.start_interval, service.start_times)
    cuts = [(bisect_left(grid, span.start), bisect_left(grid, span.end)) for span in reachable]
    return [start for low, high in cuts for start in grid[low:high]]


def _starts_of(
    plan: Plan,
    hours: OpenHours,
    taken: Taken,
    resource: Resource,
    grid: list[int] | None,
    reachable: Sequence[Span],
) -> list[int]:
    service, duration = plan.service, plan.duration
    before, after = service.buffer_before, service.buffer_after
    open_spans = hours.open_spans(resource, service, plan.request.first, plan.request.last)
    blocks = hours.blocks(resource, plan.reach)
    spans = taken.spans.get(resource.id, ())
    busy = sorted([*spans, *blocks]) if blocks else spans
    free = _start_spans(open_spans, busy, duration, before, after)
    if grid is None:
        starts = _on_openings(plan, hours, resource, free, reachable)
    else:
        starts = _on_grid(grid, free)
    extra: list[int] = []
    if service.fill_gaps:
        extra += _gap_starts(spans, free, reachable, before)
    if service.capacity > 1 and taken.sessions:
        extra += _joinable(plan, hours, taken, resource, busy, grid, reachable)
    return sorted({*starts, *extra}) if extra else starts


def _start_spans(
    open_spans: Sequence[Span], busy: Sequence[Span], duration: int, before: int, after: int
) -> list[tuple[int, int]]:
    """The first and last minute, both included, of each stretch in which a visit may start.

    ``busy`` is sorted by start and may overlap. Buffers may reach outside open time.
    """
    tail = duration + after
    found: list[tuple[int, int]] = []
    gap_start = -FOREVER
    index, count = 0, len(open_spans)
    for taken_start, taken_end in [*busy, (FOREVER, FOREVER)]:
        gap_end = taken_start - tail
        if gap_start + before <= gap_end:
            low = gap_start + before
            while index < count and open_spans[index][1] - duration < low:
                index += 1
            at = index
            while at < count and open_spans[at][0] <= gap_end:
                first = max(low, open_spans[at][0])
                last = min(gap_end, open_spans[at][1] - duration)
                if first <= last:
                    found.append((first, last))
                at += 1
        if taken_end > gap_start:
            gap_start = taken_end
    return found


def _on_grid(grid: Sequence[int], free: Iterable[tuple[int, int]]) -> list[int]:
    starts: list[int] = []
    low = 0
    for first, last in free:
        low = bisect_left(grid, first, low)
        high = bisect_right(grid, last, low)
        starts += grid[low:high]
    return starts


def _on_openings(
    plan: Plan,
    hours: OpenHours,
    resource: Resource,
    free: Sequence[tuple[int, int]],
    reachable: Sequence[Span],
) -> list[int]:
    first, last = plan.request.first, plan.request.last
    far_back = first - timedelta(days=LONGEST_WINDOW_DAYS + 1)
    open_spans = hours.open_spans(resource, plan.service, far_back, last)
    counted_from = opening_anchors(open_spans, plan.location.timezone, first, last)
    return opening_starts(counted_from, free, reachable, plan.service.start_interval)


def _gap_starts(
    spans: Sequence[Span],
    free: Sequence[tuple[int, int]],
    reachable: Sequence[Span],
    before: int,
) -> list[int]:
    """The ends of the resource's own footprints, plus the buffer, where a visit may start."""
    ends = sorted({span[1] + before for span in spans})
    reached = (s for s in ends if any(span.start <= s < span.end for span in reachable))
    return [s for s in reached if _holds(free, s)]


def _holds(free: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a start lies in one of the sorted stretches."""
    at = bisect_right(free, (start, FOREVER)) - 1
    return at >= 0 and start <= free[at][1]


def _joinable(
    plan: Plan,
    hours: OpenHours,
    taken: Taken,
    resource: Resource,
    busy: Sequence[Span],
    grid: list[int] | None,
    reachable: Sequence[Span],
) -> list[int]:
    """The starts of live classes of this service with seats left, on grid and in open time."""
    first, last = plan.request.first, plan.request.last
    open_spans = hours.open_spans(resource, plan.service, first, last)
    joinable: list[tuple[int, int]] = []
    for (name, start, duration), session in taken.sessions.items():
        if name != resource.id or duration != plan.duration:
            continue
        if session.taken < plan.service.capacity:
            # What the class takes is taken once, with the buffers it was made with.
            before = start - session.footprint.start
            after = session.footprint.end - start - duration
            others = [span for span in busy if span != session.footprint]
            free = _start_spans(open_spans, others, duration, before, after)
            if _holds(free, start) and any(s.start <= start < s.end for s in reachable):
                joinable.append((start, start))
    if grid is not None:
        return _on_grid(grid, sorted(joinable))
    return _on_openings(plan, hours, resource, joinable, reachable)


class _SeatCount:
    """The seats left at a start: those of the fullest class among the chosen resources."""

    def __init__(self, plan: Plan, taken: Taken) -> None:
        self._capacity = plan.service.capacity
        self._duration = plan.duration
        self._sessions = taken.sessions if self._capacity > 1 else {}

    def left(self, names: Sequence[str], start: int) -> int:
        if not self._sessions:
            return self._capacity
        keys = ((name, start, self._duration) for name in names)
        fullest = max(self._sessions[key].taken if key in self._sessions else 0 for key in keys)
        return self._capacity - fullest


def _chooser(plan: Plan, taken: Taken, generator: random.Random | None) -> Chooser:
    service = plan.service
    everyone_named = len(plan.request.resource_ids) >= len(plan.roles)
    method = RoundRobin.ORDERED if everyone_named else service.round_robin
    return Chooser(
        plan.roles,
        tuple(dict.fromkeys(plan.request.resource_ids)),
        method,
        taken.visits,
        taken.last_made,
        generator or random.Random(),
    )
