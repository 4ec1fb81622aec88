"""A month at a glance: how full each day is, why it is closed, and who comes first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.plan import check_range, find_location
from frontdesk.engine.span import Span, merge
from frontdesk.engine.values import Location, Resource, Status
from frontdesk.engine.zones import dates, day_span
from frontdesk.store import month as stored_month
from frontdesk.store.month import FirstVisit


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One of the first visits of a day. ``start`` is an instant.

    A class is one line without a customer: ``seats_taken`` of ``capacity`` are taken.
    """

    id: int
    start: int
    status: Status
    service_name: str
    color: str
    customer_name: str = ""
    arrived: bool = False
    completed: bool = False
    seats_taken: int = 1
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One local day. ``span`` runs from midnight to midnight.

    ``visits`` take place or took place; a class counts once. ``load`` is the share (0 to 1) of
    the open time that footprints take. ``closed_reason`` names the closure or holiday that
    closes the day, and is empty for a day that is merely not open.
    """

    date: date
    span: Span
    visits: int = 0
    holds: int = 0
    no_shows: int = 0
    load: float = 0.0
    is_open: bool = False
    closed_reason: str = ""
    lines: tuple[MonthLine, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthView:
    """Days of a location, one after the other; true at the moment ``read_at`` (seconds).

    ``hold_ends_at`` is the next moment at which a hold runs out by itself; None without holds.
    """

    location_id: str
    timezone: str
    days: tuple[MonthDay, ...]
    read_at: int
    hold_ends_at: int | None = None


def month_view(
    desk: Desk,
    location_id: str | None,
    first: date,
    last: date,
    resource_ids: Sequence[str] | None = None,
    lines: int = 12,
) -> MonthView:
    """The local days ``first..last`` with at most so many ``lines`` each.

    With resources named, only what they take part in counts. A few statements, whatever
    the number of days and visits.

    Raises:
        RefusalError: ``unknown-id`` for the location, ``bad-range``.
    """
    check_range(first, last)
    with desk.look() as unit:
        location = find_location(unit.business, location_id)
        shown = _shown(unit, location, resource_ids)
        named = None if resource_ids is None else [resource.id for resource in shown]
        days = [
            MonthDay(
                day, day_span(day, location.timezone), closed_reason=_reason(unit, location, day)
            )
            for day in dates(first, last)
        ]
        days = _counted(unit, location, days, named)
        days = _loaded(unit, shown, days)
        days = _named(unit, location, days, named, lines)
        ends = stored_month.next_end(unit.connection, unit.moment)
        return MonthView(location.id, location.timezone, tuple(days), unit.moment, ends)


def _shown(unit: Unit, location: Location, resource_ids: Sequence[str] | None) -> list[Resource]:
    wanted = None if resource_ids is None else set(resource_ids)
    here = unit.business.resources_at(location.id)
    return [resource for resource in here if wanted is None or resource.id in wanted]


def _reason(unit: Unit, location: Location, day: date) -> str:
    return unit.hours.closure(location, day) or unit.hours.holiday(location, day) or ""


def _counted(
    unit: Unit, location: Location, days: list[MonthDay], named: list[str] | None
) -> list[MonthDay]:
    starts = [day.span.start for day in days]
    totals: list[dict[Status, int]] = [{} for _ in days]
    rows = stored_month.counts(
        unit.connection, location.id, starts[0], days[-1].span.end, unit.moment, named
    )
    for start, status, count in rows:
        total = totals[bisect_right(starts, start) - 1]
        total[status] = total.get(status, 0) + count
    return [
        replace(
            day,
            visits=total.get(Status.BOOKED, 0) + total.get(Status.RESERVED, 0),
            holds=total.get(Status.INITIAL, 0),
            no_shows=total.get(Status.NO_SHOW, 0),
        )
        for day, total in zip(days, totals, strict=True)
    ]


def _loaded(unit: Unit, shown: Sequence[Resource], days: list[MonthDay]) -> list[MonthDay]:
    starts, end = [day.span.start for day in days], days[-1].span.end
    free, taken = [0] * len(days), [0] * len(days)
    for resource in shown:
        spans = unit.hours.open_spans(resource, None, days[0].date, days[-1].date)
        for start, minutes in _by_day(spans, starts, end):
            free[start] += minutes
    ids = [resource.id for resource in shown]
    for start, minutes in stored_month.taken(unit.connection, ids, starts[0], end, unit.moment):
        taken[bisect_right(starts, start) - 1] += minutes
    return [
        replace(day, is_open=bool(room), load=min(used / room, 1.0) if room else 0.0)
        for day, room, used in zip(days, free, taken, strict=True)
    ]


def _by_day(spans: Sequence[Span], starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """The minutes of ``spans`` on each day, as (place of the day, minutes)."""
    found = []
    for span in merge(spans):
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(starts):
            day_end = starts[at + 1] if at + 1 < len(starts) else end
            minutes = min(span.end, day_end) - max(span.start, starts[at])
            if minutes > 0:
                found.append((at, minutes))
            if span.end <= day_end:
                break
            at += 1
    return found


def _named(
    unit: Unit, location: Location, days: list[MonthDay], named: list[str] | None, most: int
) -> list[MonthDay]:
    spans = [day.span for day in days]
    found: list[list[MonthLine]] = [[] for _ in days]
    for visit in stored_month.first_visits(
        unit.connection, location.id, spans, most, unit.moment, named
    ):
        found[visit.day].append(_line(unit, visit))
    return [replace(day, lines=tuple(own)) for day, own in zip(days, found, strict=True)]


def _line(unit: Unit, visit: FirstVisit) -> MonthLine:
    service = unit.business.services[visit.service_id]
    is_class = service.capacity > 1
    return MonthLine(
        visit.id,
        visit.start,
        visit.status,
        service.name,
        service.color,
        "" if is_class else visit.customer_name,
        visit.arrived,
        visit.completed,
        visit.seats_taken,
        service.capacity,
    )
