"""Available times: every start at which a booking will succeed, and who would take it.

For each resource by itself the sweep finds where a visit fits and the legal starts there; then,
start by start, the chooser fills the roles from those that are free. Cost grows with the
footprints in the window and the starts that come out, never with the book's history.
"""

from __future__ import annotations

import random
from bisect import bisect_left
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
from frontdesk.engine.sweep import (
    Stretch,
    clipped,
    lone_spans,
    start_stretches,
    starts_in,
    starts_on_grid,
)
from frontdesk.engine.values import Resource, RoundRobin
from frontdesk.engine.zones import days_span, instant_of_minute, local_date


class Session(NamedTuple):
    """A live class: the seats taken in it, the footprint that its visits share, and who takes it.

    ``team`` holds all of its resources: whoever joins comes to the same instructor in the same
    room, and not to one of them somewhere else.
    """

    taken: int
    footprint: Span
    team: frozenset[str]


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
    sweep = _sweep(plan, hours, taken, now, only_start)
    chooser = _chooser(plan, taken, generator)
    filled = chooser.fill(sweep.starts(), sweep.teams(chooser))
    capacity = plan.service.capacity
    if capacity == 1 or not taken.sessions:
        return [Available(start, names, capacity) for start, names in filled]
    seats = {
        (name, start): capacity - session.taken
        for (name, start, duration), session in taken.sessions.items()
        if duration == plan.duration
    }
    return [  # of several resources, the one with the fullest class decides
        Available(start, names, min([seats.get((name, start), capacity) for name in names]))
        for start, names in filled
    ]


def bookable_starts(
    plan: Plan, hours: OpenHours, taken: Taken, now: datetime
) -> dict[str, tuple[int, ...]]:
    """For each candidate the starts at which it can be part of a visit: every role is fillable."""
    sweep = _sweep(plan, hours, taken, now)
    starts = sweep.starts()
    if len(plan.roles) == 1:
        return {name: tuple(own) for name, own in starts.items()}
    chooser = _chooser(plan, taken, None)
    includable = {
        start: chooser.includable(free) for start, free in chooser.free_masks(starts).items()
    }
    for start, teams in sweep.teams(chooser).items():
        for team in teams:
            if chooser.choices(0, (team,)):
                includable[start] = includable.get(start, 0) | team
    return {
        name: tuple(start for start in sorted(includable) if includable[start] & bit)
        for name, bit in chooser.bit.items()
    }


def starts_by_resource(
    plan: Plan,
    hours: OpenHours,
    taken: Taken,
    now: datetime,
    only_start: int | None = None,
) -> dict[str, list[int]]:
    """For each candidate by itself the legal starts, sorted; roles are not yet matched."""
    return _sweep(plan, hours, taken, now, only_start).starts()


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


def _wall_grid(plan: Plan, reachable: Sequence[Span]) -> Sequence[int] | None:
    """The sorted starts of the location's clock; None for a grid that follows each opening."""
    service, zone = plan.service, plan.location.timezone
    if service.start_times is None and service.start_grid == "opening":
        return None
    first = local_date(reachable[0].start, zone)
    last = local_date(reachable[-1].end - 1, zone)
    grid = clock_grid(zone, first, last, service.start_interval, service.start_times)
    cuts = [(bisect_left(grid, span.start), bisect_left(grid, span.end)) for span in reachable]
    if len(cuts) == 1:
        low, high = cuts[0]
        return grid[low:high]
    return [start for low, high in cuts for start in grid[low:high]]


def _sweep(
    plan: Plan, hours: OpenHours, taken: Taken, now: datetime, only_start: int | None = None
) -> _Sweep:
    reachable = _reachable(plan, taken, now)
    if only_start is not None:
        at = Span(only_start, only_start + 1)
        reachable = [at] if any(s.start <= only_start < s.end for s in reachable) else []
    return _Sweep(plan, hours, taken, reachable)


class _Sweep:
    """What the sweeps of all candidates share: the plan, the book and the location's grid."""

    def __init__(
        self, plan: Plan, hours: OpenHours, taken: Taken, reachable: Sequence[Span]
    ) -> None:
        self._plan = plan
        self._hours = hours
        self._taken = taken
        self._reachable = reachable
        self._grid = _wall_grid(plan, reachable) if reachable else ()
        self._joinable = _joinable_sessions(plan, taken)

    def starts(self) -> dict[str, list[int]]:
        """For each candidate by itself the legal starts, sorted."""
        if not self._reachable:
            return {name: [] for name in self._plan.candidates}
        resources = self._hours.business.resources
        return {name: self.starts_of(resources[name]) for name in self._plan.candidates}

    def teams(self, chooser: Chooser) -> dict[int, tuple[int, ...]]:
        """By start, the masks of the teams whose class can be joined by all roles at once."""
        if len(self._plan.roles) == 1 or not self._joinable or not self._reachable:
            return {}
        members: dict[tuple[int, frozenset[str]], int] = {}
        for name, sessions in self._joinable.items():
            resource = self._hours.business.resources[name]
            for start in self._joins_on_grid(resource, sessions):
                key = start, self._taken.sessions[name, start, self._plan.duration].team
                members[key] = members.get(key, 0) | chooser.bit[name]
        found: dict[int, tuple[int, ...]] = {}
        for (start, _team), mask in members.items():
            # Where a member is in the way of something, the rest is too few to fill the roles.
            found[start] = (*found.get(start, ()), mask)
        return found

    def starts_of(self, resource: Resource) -> list[int]:
        """The legal starts of one resource by itself, sorted."""
        plan, service = self._plan, self._plan.service
        before, after = service.buffer_before, service.buffer_after
        open_spans = self._hours.open_spans(resource, service, *plan.open_days)
        blocks = self._hours.blocks(resource, plan.reach)
        taken = self._taken.spans.get(resource.id, ())
        busy = sorted([*taken, *blocks]) if blocks else taken
        stretches = start_stretches(open_spans, busy, plan.duration, before, after)
        sessions = self._joinable.get(resource.id)
        if sessions and len(plan.roles) == 1:
            stretches = sorted([*stretches, *self._joins(sessions, open_spans, busy)])
        return self._legal(resource, stretches, taken)

    def _legal(
        self, resource: Resource, stretches: Sequence[Stretch], taken: Sequence[Span]
    ) -> list[int]:
        """The legal starts within the stretches in which a visit may start."""
        service = self._plan.service
        if self._grid is not None and not service.fill_gaps:
            return starts_on_grid(self._grid, stretches)
        stretches = clipped(stretches, self._reachable)
        if self._grid is not None:
            starts = starts_on_grid(self._grid, stretches)
        else:
            starts = self._counted_from_openings(resource, stretches)
        if service.fill_gaps:
            ends = [end + service.buffer_before for _start, end in taken]
            gap_ends = starts_in(ends, stretches)
            starts = sorted({*starts, *gap_ends})
        return starts

    def _joins(
        self, sessions: Mapping[Span, int], open_spans: Sequence[Span], busy: Sequence[Span]
    ) -> list[Stretch]:
        """The starts of classes that nothing else touches: a seat more takes no more time.

        What a class takes is taken once, with the buffers that it was made with.
        """
        undisturbed = [sessions[span] for span in lone_spans(busy) if span in sessions]
        in_hours = start_stretches(open_spans, (), self._plan.duration, 0, 0)
        return [(start, start) for start in starts_in(undisturbed, in_hours)]

    def _joins_on_grid(self, resource: Resource, sessions: Mapping[Span, int]) -> list[int]:
        open_spans = self._hours.open_spans(resource, self._plan.service, *self._plan.open_days)
        blocks = self._hours.blocks(resource, self._plan.reach)
        taken = self._taken.spans.get(resource.id, ())
        busy = sorted([*taken, *blocks]) if blocks else taken
        return self._legal(resource, sorted(self._joins(sessions, open_spans, busy)), taken)

    def _counted_from_openings(self, resource: Resource, stretches: Sequence[Stretch]) -> list[int]:
        plan = self._plan
        first, last = plan.open_days
        far_back = first - timedelta(days=LONGEST_WINDOW_DAYS + 1)
        open_spans = self._hours.open_spans(resource, plan.service, far_back, last)
        anchors = opening_anchors(open_spans, plan.location.timezone, first, last)
        return opening_starts(anchors, stretches, plan.service.start_interval)


def _joinable_sessions(plan: Plan, taken: Taken) -> dict[str, dict[Span, int]]:
    """By resource, the footprints and starts of the classes with seats for this plan."""
    found: dict[str, dict[Span, int]] = {}
    if plan.service.capacity > 1:
        candidates = frozenset(plan.candidates)
        for (name, start, duration), session in taken.sessions.items():
            fits = len(session.team) == len(plan.roles) and session.team <= candidates
            if fits and duration == plan.duration and session.taken < plan.service.capacity:
                found.setdefault(name, {})[session.footprint] = start
    return found


def _chooser(plan: Plan, taken: Taken, generator: random.Random | None) -> Chooser:
    service = plan.service
    named = tuple(dict.fromkeys(plan.request.resource_ids))
    everyone_named = len(named) >= len(plan.roles)
    method = RoundRobin.ORDERED if everyone_named else service.round_robin
    return Chooser(
        plan.roles,
        named,
        method,
        taken.visits,
        taken.last_made,
        generator or random.Random(),
    )
