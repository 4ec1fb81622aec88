"""The first available times: with anyone, or a person, on some weekday, in some part of the day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from frontdesk.desk.answers import Opening
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import Taken, available_times
from frontdesk.engine.plan import LONGEST_RANGE, Plan, Request, make_plan
from frontdesk.engine.zones import local_date, wall_minute


class Part(StrEnum):
    """A part of the day, by the wall clock at which a visit starts."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


MINUTES = {Part.MORNING: (0, 720), Part.AFTERNOON: (720, 1020), Part.EVENING: (1020, 1440)}
"""Wall minutes of each part: until 12:00, until 17:00, and from then on."""

_REACH_OF_USUAL = 30
"""Days in which the usual person is looked for; whoever is away longer is not waited for."""

_STAGES = (7, 30, 90, LONGEST_RANGE + 1)
"""How far is looked, in days: seldom beyond the first stage, so the answer is quick."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted, from the local day ``first`` on.

    ``resource_ids`` must all take part. ``weekdays`` (Monday is 0) and ``part`` narrow the days
    and hours; empty and None leave them open. ``usual_resource_id`` is the customer's usual
    person, whose times are given apart. ``duration`` None means the service's own.
    """

    service_id: str
    first: date
    location_id: str | None = None
    resource_ids: tuple[str, ...] = ()
    part: Part | None = None
    weekdays: frozenset[int] = frozenset()
    duration: int | None = None
    usual_resource_id: str | None = None
    count: int = 10


@dataclass(frozen=True, slots=True)
class FirstTime:
    """One available time. ``fills_gap``: it leaves no useful time unused beside another visit."""

    opening: Opening
    fills_gap: bool


@dataclass(frozen=True, slots=True)
class DayTimes:
    """The times found on one local day, by start."""

    date: date
    times: tuple[FirstTime, ...]


@dataclass(frozen=True, slots=True)
class FirstTimes:
    """The first times with the usual person, and with anyone; ``count`` of each at most."""

    timezone: str
    usual: tuple[DayTimes, ...]
    anyone: tuple[DayTimes, ...]


def first_available(desk: Desk, wish: Wish) -> FirstTimes:
    """The first available times of a wish, grouped by day.

    Looks as far as the service's horizon, a year at most. A usual person who does not offer the
    service is left out.

    Raises:
        RefusalError: ``unknown-id``, ``not-offered-here``, ``bad-duration``.
    """
    with desk.look() as unit:
        anyone: list[FirstTime] = []
        usual: list[FirstTime] = []
        zone = ""
        for first, last in _stages(wish):
            plan = make_plan(unit.business, _request(wish, first, last))
            zone = plan.location.timezone
            taken = load_taken(unit, plan)
            if len(anyone) < wish.count:
                anyone += _times(unit, wish, plan, taken, wish.count - len(anyone))
            if _asks_usual(wish, plan) and (first - wish.first).days < _REACH_OF_USUAL:
                own = make_plan(unit.business, _with_usual(wish, plan.request))
                usual += _times(unit, wish, own, taken, wish.count - len(usual))
            if len(anyone) >= wish.count:
                break
        return FirstTimes(zone, _by_day(usual, zone), _by_day(anyone, zone))


def _stages(wish: Wish) -> Iterator[tuple[date, date]]:
    first = wish.first
    for days in _STAGES:
        last = wish.first + timedelta(days=days - 1)
        yield first, last
        first = last + timedelta(days=1)


def _request(wish: Wish, first: date, last: date) -> Request:
    return Request(wish.service_id, first, last, wish.location_id, wish.resource_ids, wish.duration)


def _asks_usual(wish: Wish, plan: Plan) -> bool:
    usual = wish.usual_resource_id
    return usual is not None and usual in plan.candidates and not wish.resource_ids


def _with_usual(wish: Wish, request: Request) -> Request:
    assert wish.usual_resource_id is not None
    return replace(request, resource_ids=(wish.usual_resource_id,))


def _times(unit: Unit, wish: Wish, plan: Plan, taken: Taken, most: int) -> list[FirstTime]:
    """One entry for each start that fits the wish, the first so many."""
    zone, found = plan.location.timezone, dict[int, FirstTime]()
    for entry in available_times(plan, unit.hours, taken, unit.now, unit.generator):
        if len(found) == most and entry.start not in found:
            break
        if entry.start not in found and _fits(wish, entry.start, zone):
            opening = Opening(entry.start, plan.duration, entry.resource_ids, entry.seats)
            found[entry.start] = FirstTime(opening, _fills_gap(unit, plan, taken, opening))
    return list(found.values())


def _fits(wish: Wish, start: int, zone: str) -> bool:
    if wish.weekdays and local_date(start, zone).weekday() not in wish.weekdays:
        return False
    if wish.part is None:
        return True
    low, high = MINUTES[wish.part]
    return low <= wall_minute(start, zone) < high


def _fills_gap(unit: Unit, plan: Plan, taken: Taken, opening: Opening) -> bool:
    """Whether less than one start interval stays free around the visit, next to another one."""
    service = plan.service
    if service.capacity > 1:
        return False
    low, high = opening.start - service.buffer_before, opening.end + service.buffer_after
    resource = unit.business.resources[opening.resource_ids[0]]
    visits = taken.spans.get(resource.id, ())
    before = [span[1] for span in visits[: bisect_right(visits, (low, low))]][-1:]
    after = [span[0] for span in visits[bisect_left(visits, (high, high)) :]][:1]
    day = local_date(opening.start, plan.location.timezone)
    windows = [
        span
        for span in unit.hours.open_spans(resource, service, day, day)
        if span.start <= opening.start and opening.end <= span.end
    ]
    if not windows or not (before or after):
        return False
    opens, closes = windows[0]
    left = max(0, low - max([opens, *before]))
    right = max(0, min([closes, *after]) - high)
    touches = low in before or high in after
    return touches and left + right < service.start_interval


def _by_day(found: Iterable[FirstTime], zone: str) -> tuple[DayTimes, ...]:
    days = groupby(found, key=lambda entry: local_date(entry.opening.start, zone))
    return tuple(DayTimes(day, tuple(times)) for day, times in days)
