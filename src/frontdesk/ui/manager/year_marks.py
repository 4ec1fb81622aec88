"""What is different on which days of a year: closures, holidays, leave, blocks, single dates.

For a location, and for each of its people and rooms, to whom its closures happen too. Nothing
here is Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from frontdesk.engine.recurrence import occurrences
from frontdesk.engine.span import Span
from frontdesk.engine.values import Block, Business, HolidayRule, Location, Resource, WeekHours
from frontdesk.engine.zones import day_span, days_span, local_date, wall_minute
from frontdesk.ui.widgets.hours_text import DAY, hours_text

Holidays = Callable[[HolidayRule, date, date], Mapping[date, str]]


class Kind(Enum):
    """Why a day is different; the first of several that a day has gives it its ground."""

    CLOSURE = "closure"
    HOLIDAY = "holiday"
    LEAVE = "leave"  # a block that holds the whole day
    DAY_OFF = "day-off"  # a single date without hours
    OTHER_HOURS = "other-hours"  # a single date with hours of its own
    BLOCK = "block"  # a block that holds a part of the day


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One thing about a day. ``name`` is the user's own word, ``hours`` "12:00–13:00"."""

    order: int
    kind: Kind
    name: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a location or a resource: what is marked, and which days are closed anyway."""

    year: int
    marks: Mapping[date, tuple[Mark, ...]]
    closed_weekdays: frozenset[int]
    """Weekdays (Monday is 0) without any hours."""


def year_of_location(location: Location, year: int, holidays: Holidays) -> Year:
    """The year of a place."""
    found = _place_marks(location, year, holidays)
    _add_blocks(found, location.blocks, location.timezone, year)
    return Year(year, _sorted(found), _closed_weekdays(location.hours))


def year_of_resource(business: Business, resource: Resource, year: int, holidays: Holidays) -> Year:
    """The year of a person, a room or a piece of equipment, with what closes its location."""
    location = business.locations[resource.location_id]
    found = _place_marks(location, year, holidays)
    _add_blocks(found, location.blocks, location.timezone, year)
    _add_blocks(found, resource.blocks, business.zone_of(resource), year)
    for day, windows in resource.overrides.items():
        if day.year == year:
            unrolled = [(start, end if end > start else end + DAY) for start, end in windows]
            kind = Kind.OTHER_HOURS if windows else Kind.DAY_OFF
            _add(found, day, kind, "", hours_text(unrolled))
    hours = location.hours if resource.hours is None else resource.hours
    return Year(year, _sorted(found), _closed_weekdays(hours))


def with_closure(location: dict[str, Any], first: date, last: date, name: str) -> dict[str, Any]:
    """A location of the setup file, closed on some days more, both included."""
    made = deepcopy(location)
    closure = {"from": first.isoformat(), "to": last.isoformat(), "name": name}
    made["closures"] = [*(made.get("closures") or []), closure]
    return made


def with_leave(resource: dict[str, Any], first: date, last: date, name: str) -> dict[str, Any]:
    """A resource of the setup file, away on some days more, both included."""
    made = deepcopy(resource)
    block = {
        "start": f"{first.isoformat()}T00:00",
        "end": f"{(last + timedelta(days=1)).isoformat()}T00:00",
        "reason": name,
        "rrule": None,
    }
    made["blocks"] = [*(made.get("blocks") or []), block]
    return made


def without_closures(location: dict[str, Any], first: date, last: date) -> dict[str, Any]:
    """A location of the setup file without the closures that touch some days."""
    made = deepcopy(location)
    made["closures"] = [
        closure
        for closure in made.get("closures") or []
        if not _meets(closure.get("from"), closure.get("to"), first, last)
    ]
    return made


def without_leave(resource: dict[str, Any], first: date, last: date) -> dict[str, Any]:
    """A resource of the setup file without its leave, of whole days and once, on some days."""
    made = deepcopy(resource)
    made["blocks"] = [
        block
        for block in made.get("blocks") or []
        if not _is_leave(block) or not _meets(*_days_of(block), first, last)
    ]
    return made


def _meets(start: object, end: object, first: date, last: date) -> bool:
    """Whether two ISO dates, both included, reach into ``first..last``."""
    return str(start) <= last.isoformat() and first.isoformat() <= str(end)


def _is_leave(block: dict[str, Any]) -> bool:
    ends = (str(block.get("start")), str(block.get("end")))
    return block.get("rrule") is None and all(end.endswith("T00:00") for end in ends)


def _days_of(block: dict[str, Any]) -> tuple[str, str]:
    """The first and the last whole day of a leave."""
    last = date.fromisoformat(str(block["end"])[:10]) - timedelta(days=1)
    return str(block["start"])[:10], last.isoformat()


_Found = dict[date, set[Mark]]
_ORDER = {kind: number for number, kind in enumerate(Kind)}


def _add(found: _Found, day: date, kind: Kind, name: str = "", hours: str = "") -> None:
    found.setdefault(day, set()).add(Mark(_ORDER[kind], kind, name, hours))


def _sorted(found: _Found) -> Mapping[date, tuple[Mark, ...]]:
    key = _sort_key
    return {day: tuple(sorted(marks, key=key)) for day, marks in found.items()}


def _sort_key(mark: Mark) -> tuple[int, str, str]:
    return mark.order, mark.hours, mark.name


def _closed_weekdays(hours: WeekHours) -> frozenset[int]:
    return frozenset(day for day in range(7) if not hours.get(day))


def _place_marks(location: Location, year: int, holidays: Holidays) -> _Found:
    found: _Found = {}
    first, last = date(year, 1, 1), date(year, 12, 31)
    for closure in location.closures:
        day = max(closure.first, first)
        while day <= min(closure.last, last):
            _add(found, day, Kind.CLOSURE, closure.name)
            day += timedelta(days=1)
    if location.holidays is not None:
        for day, name in holidays(location.holidays, first, last).items():
            _add(found, day, Kind.HOLIDAY, name)
    return found


def _add_blocks(found: _Found, blocks: Iterable[Block], zone: str, year: int) -> None:
    whole = days_span(date(year, 1, 1), date(year, 12, 31), zone)
    for block in blocks:
        for span in occurrences(block, zone, whole):
            _add_span(found, block.reason, Span(*span), zone, year)


def _add_span(found: _Found, reason: str, span: Span, zone: str, year: int) -> None:
    """One occurrence, on each local day that it takes time of."""
    day, last = local_date(span.start, zone), local_date(span.end - 1, zone)
    while day <= last:
        here = day_span(day, zone)
        if day.year == year:
            if span.start <= here.start and here.end <= span.end:
                _add(found, day, Kind.LEAVE, reason)
            else:
                start = wall_minute(max(span.start, here.start), zone)
                end = DAY if span.end >= here.end else wall_minute(span.end, zone)
                _add(found, day, Kind.BLOCK, reason, hours_text([(start, end)]))
        day += timedelta(days=1)
