"""A made-up practice of any size, and days full of visits, as figures need them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from frontdesk.engine.plan import Request
from frontdesk.engine.span import Span
from frontdesk.engine.values import (
    Business,
    DurationRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
    RoundRobin,
    Service,
)
from frontdesk.engine.zones import instant_of_minute

ZONE = "America/New_York"
OPENS, CLOSES = 8 * 60, 18 * 60
VISIT, GRID = 30, 15
PER_DAY = 12
"""Appointments a resource has on each day of the month that is asked for."""

FIRST = date(2026, 12, 1)
MONTH = 31
NOW = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)
"""The evening before the month that is asked for."""
MORNING = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
"""Ten o'clock on its first day, at the practice."""

ROLES = "roles"
"""The id of the service that needs a therapist, a room and a device."""

Kind = Literal["staff", "room", "equipment"]
_SHARES: tuple[tuple[Kind, str, float], ...] = (
    ("staff", "therapists", 0.4),
    ("room", "rooms", 0.4),
    ("equipment", "devices", 0.2),
)


def practice(resources: int, locations: int = 1) -> Business:
    """A business whose every location has so many resources and opens daily from 8 to 18.

    It has one service for each method of the round robin, named after it, for which any resource
    will do, and ``ROLES``. All take 30 minutes on a grid of 15.
    """
    places = [_location(n) for n in range(locations)]
    found = [_resource(place.id, n, resources) for place in places for n in range(resources)]
    groups = [
        ResourceGroup(group, group.title(), tuple(r.id for r in found if r.kind == kind))
        for kind, group, _share in _SHARES
    ]
    roles = tuple(Role(group, group_id=group) for _kind, group, _share in _SHARES)
    services = [
        *(_service(method.value, method, None) for method in RoundRobin),
        _service(ROLES, RoundRobin.ORDERED, roles),
    ]
    return Business.of("Benchmark Practice", places, found, groups, services)


def _location(number: int) -> Location:
    hours = dict.fromkeys(range(7), ((OPENS, CLOSES),))
    return Location(f"place{number}", f"Place {number}", ZONE, primary=number == 0, hours=hours)


def _resource(place: str, number: int, of: int) -> Resource:
    kinds = [kind for kind, _group, share in _SHARES for _ in range(round(of * share))]
    kind: Kind = kinds[number] if number < len(kinds) else "staff"
    return Resource(f"{place}-r{number}", f"Resource {number}", place, kind=kind)


def _service(name: str, method: RoundRobin, roles: tuple[Role, ...] | None) -> Service:
    duration = DurationRule(VISIT, VISIT, VISIT, GRID)
    return Service(
        name, name.title(), duration, start_interval=GRID, round_robin=method, requires=roles
    )


def question(service: str, days: int = MONTH, location: str = "place0") -> Request:
    """The available times of so many days from ``FIRST`` on."""
    return Request(service, FIRST, FIRST + timedelta(days=days - 1), location)


def openings(days: int, first: date = FIRST) -> list[int]:
    """The instants at which the practice opens on so many days from ``first`` on."""
    return [instant_of_minute(first + timedelta(days=n), OPENS, ZONE) for n in range(days)]


def strewn(generator: random.Random, visits: int) -> list[int]:
    """Minutes after the opening of a day at which so many visits start, none over another."""
    longer = VISIT // GRID - 1
    room = (CLOSES - OPENS) // GRID - visits * longer
    places = sorted(generator.sample(range(room), visits))
    return [GRID * (at + n * longer) for n, at in enumerate(places)]


def taken_days(
    resources: Iterable[str], days: int, generator: random.Random
) -> dict[str, list[Span]]:
    """The footprints of so many days from ``FIRST`` on, ``PER_DAY`` of them a resource-day."""
    opened = openings(days)
    return {
        name: [
            Span(opening + minute, opening + minute + VISIT)
            for opening in opened
            for minute in strewn(generator, PER_DAY)
        ]
        for name in resources
    }


def naive_starts(spans: Sequence[Span], days: int) -> list[int]:
    """The starts of one resource, each slot against the visits of its day alone."""
    opened = openings(days)
    by_day: list[list[Span]] = [[] for _ in opened]
    day = 0
    for span in spans:
        while day + 1 < days and span.start >= opened[day + 1]:
            day += 1
        by_day[day].append(span)
    starts = []
    for opening, visits in zip(opened, by_day, strict=True):
        for slot in range(opening, opening + CLOSES - OPENS - VISIT + 1, GRID):
            if not any(span.start < slot + VISIT and slot < span.end for span in visits):
                starts.append(slot)
    return starts


def plain_starts(spans: Sequence[Span], days: int) -> list[int]:
    """The same as they are often found: each slot against every visit of the window."""
    return [
        slot
        for opening in openings(days)
        for slot in range(opening, opening + CLOSES - OPENS - VISIT + 1, GRID)
        if not any(span.start < slot + VISIT and slot < span.end for span in spans)
    ]
