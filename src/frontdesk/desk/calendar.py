"""What the calendar shows: days, the available times in them, and why a time is not available."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from frontdesk.desk import availability
from frontdesk.desk.answers import Opening
from frontdesk.desk.nearest import nearest_openings
from frontdesk.desk.payments import priced_services
from frontdesk.desk.privacy import hides_contacts
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk, Unit
from frontdesk.desk.views import (
    BlockView,
    ColumnView,
    DaysView,
    DayView,
    OpeningsView,
    VisitView,
)
from frontdesk.engine.availability import bookable_starts
from frontdesk.engine.plan import Request, find_location, make_plan
from frontdesk.engine.refusals import Reason
from frontdesk.engine.span import Span, intersect, merge
from frontdesk.engine.values import Location, Resource, Service, Status
from frontdesk.engine.zones import day_span, local_date
from frontdesk.store import day_rows
from frontdesk.store.day_rows import DayRow

_SHOWN = (
    Status.INITIAL,
    Status.RESERVED,
    Status.BOOKED,
    Status.NO_SHOW,
    Status.CANCELLED,
)
_APART = (Status.NO_SHOW, Status.CANCELLED)
"""Who is not there has no seat in the class any more."""
_STATUSES = {status.value: status for status in Status}


def day_view(desk: Desk, location_id: str | None, day: date) -> DayView:
    """One local day of a location, a column for each resource."""
    return days_view(desk, location_id, day, 1).days[0]


def days_view(
    desk: Desk,
    location_id: str | None,
    first: date,
    count: int,
    resource_ids: Collection[str] | None = None,
) -> DaysView:
    """``count`` local days from ``first`` on; one query, however many days and resources.

    A column for each resource of the location, or for those of ``resource_ids`` alone, in the
    manager's order; after them one for each that is retired and has visits on these days, which
    stay until somebody moves them. A visit over midnight is in the columns of both days.
    """
    with desk.look() as unit:
        location = find_location(unit.business, location_id)
        dates = [first + timedelta(days=n) for n in range(count)]
        spans = [day_span(day, location.timezone) for day in dates]
        visits = _visit_views(
            unit,
            *day_rows.touching(unit.connection, location.id, spans[0].start, spans[-1].end, _SHOWN),
        )
        resources = [
            resource
            for resource in (
                *unit.business.resources_at(location.id),
                *_retired_with(unit, location, visits),
            )
            if resource_ids is None or resource.id in resource_ids
        ]
        return DaysView(
            tuple(
                DayView(
                    location.id,
                    location.timezone,
                    day,
                    span,
                    tuple(
                        _column(unit, location, resource, day, visits.get(resource.id, []))
                        for resource in resources
                    ),
                    unit.moment,
                )
                for day, span in zip(dates, spans, strict=True)
            )
        )


def openings_view(
    desk: Desk,
    location_id: str | None,
    service_id: str,
    first: date,
    last: date,
    duration: int | None = None,
) -> OpeningsView:
    """The available times of a service on local days, for each resource that offers it.

    Raises:
        RefusalError: as ``availability.find`` does.
    """
    with desk.look() as unit:
        plan = make_plan(
            unit.business, Request(service_id, first, last, location_id, duration=duration)
        )
        taken = load_taken(unit, plan)
        starts = bookable_starts(plan, unit.hours, taken, unit.now)
        seats = {
            (name, start): plan.service.capacity - session.taken
            for (name, start, length), session in taken.sessions.items()
            if length == plan.duration
        }
        service = plan.service
        return OpeningsView(
            service.id,
            plan.duration,
            service.buffer_before,
            service.buffer_after,
            first,
            last,
            starts,
            seats,
            service.name,
        )


def opening_days(
    desk: Desk,
    location_id: str | None,
    service_id: str,
    first: date,
    last: date,
    duration: int | None = None,
) -> Mapping[date, int]:
    """How many different starts each local day offers; days without any are missing."""
    with desk.look() as unit:
        plan = make_plan(
            unit.business, Request(service_id, first, last, location_id, duration=duration)
        )
        starts = bookable_starts(plan, unit.hours, load_taken(unit, plan), unit.now)
        every = {start for own in starts.values() for start in own}
        return Counter(local_date(start, plan.location.timezone) for start in every)


def nearest(
    desk: Desk,
    location_id: str | None,
    service_id: str,
    start: int,
    duration: int | None = None,
    resource_ids: tuple[str, ...] = (),
    count: int = 3,
) -> tuple[Opening, ...]:
    """The available times closest to the instant ``start``, soonest first."""
    with desk.look() as unit:
        location = find_location(unit.business, location_id)
        day = local_date(start, location.timezone)
        plan = make_plan(
            unit.business, Request(service_id, day, day, location.id, resource_ids, duration)
        )
        return nearest_openings(unit, plan, start, count)


def why_not(
    desk: Desk,
    location_id: str | None,
    service_id: str,
    resource_id: str,
    start: int,
    duration: int | None = None,
) -> Reason | None:
    """Why a resource cannot take a visit at the instant ``start``; None where it can."""
    with desk.look() as unit:
        location = find_location(unit.business, location_id)
    day = local_date(start, location.timezone)
    request = Request(service_id, day, day, location.id, (resource_id,), duration)
    return availability.why_not(desk, request, start)


def _retired_with(
    unit: Unit, location: Location, visits: Mapping[str, list[VisitView]]
) -> list[Resource]:
    """Who is retired and has visits all the same."""
    return [
        resource
        for resource in unit.business.resources.values()
        if resource.retired
        and resource.location_id == location.id
        and any(visit.status is not Status.CANCELLED for visit in visits[resource.id])
    ]


def _column(
    unit: Unit, location: Location, resource: Resource, day: date, every: list[VisitView]
) -> ColumnView:
    """The column of one day; ``every`` visit of the resource, some of them on other days."""
    span = day_span(day, location.timezone)
    there = [
        visit
        for visit in every
        if visit.footprint.start < span.end and visit.footprint.end > span.start
    ]
    visits = [visit for visit in there if visit.status is not Status.CANCELLED]
    own = [] if resource.retired else unit.hours.open_spans(resource, None, day, day)
    open_spans = intersect(own, [span])
    reason = ""
    if not open_spans and not resource.retired:
        reason = unit.hours.closure(location, day) or unit.hours.holiday(location, day) or ""
    return ColumnView(
        resource.id,
        resource.name,
        resource.kind,
        resource.color,
        day,
        span,
        tuple(open_spans),
        tuple(BlockView(*block) for block in unit.hours.named_blocks(resource, span)),
        tuple(visits),
        reason,
        _load(open_spans, visits),
        resource.retired,
        tuple(visit for visit in there if visit.status is Status.CANCELLED),
    )


def _load(open_spans: list[Span], visits: Iterable[VisitView]) -> float:
    """The share of open time under footprints."""
    length = sum(span.end - span.start for span in open_spans)
    if not length:
        return 0.0
    taking = (Status.INITIAL, Status.RESERVED, Status.BOOKED)
    taken = intersect(open_spans, merge(v.footprint for v in visits if v.status in taking))
    return sum(span.end - span.start for span in taken) / length


def _visit_views(
    unit: Unit, rows: Iterable[DayRow], resources: Mapping[int, tuple[str, ...]]
) -> dict[str, list[VisitView]]:
    """The visits by resource, expired holds left out, one view for each class."""
    by_resource: dict[str, list[VisitView]] = {name: [] for name in unit.business.resources}
    classes: dict[tuple[str, str, int, int], int] = {}
    services, hidden, now = unit.business.services, hides_contacts(unit), unit.moment
    priced = priced_services(unit)
    for row in rows:
        expires = row.hold_expires_at
        if expires is not None and expires <= now:
            continue
        service, together = services[row.service_id], resources[row.id]
        for name in together:
            column = by_resource[name]
            if service.capacity > 1 and row.status not in _APART:
                key = (name, service.id, row.start, row.duration)
                if key in classes:
                    at = classes[key]
                    column[at] = _joined(column[at], row, service.id in priced)
                    continue
                classes[key] = len(column)
            others = () if len(together) == 1 else _names(unit, together, name)
            column.append(_visit_view(row, service, name, others, hidden, service.id in priced))
    return by_resource


def _names(unit: Unit, together: Iterable[str], own: str) -> tuple[str, ...]:
    """What the other resources of a visit are called."""
    return tuple(unit.business.resources[other].name for other in together if other != own)


def _visit_view(
    row: DayRow,
    service: Service,
    resource_id: str,
    others: tuple[str, ...],
    hidden: bool,
    priced: bool,
) -> VisitView:
    """One visit; ``hidden`` are the ways to reach the customer from whoever sits here."""
    end = row.start + row.duration
    is_class = service.capacity > 1
    return VisitView(
        id=row.id,
        resource_id=resource_id,
        start=row.start,
        end=end,
        footprint=Span(row.start - row.buffer_before, end + row.buffer_after),
        status=_STATUSES[row.status],
        service_id=service.id,
        service_name=service.name,
        color=service.color,
        customer_name="" if is_class else row.name or "",
        phone="" if is_class or hidden else row.phone or "",
        notes="" if is_class else row.notes,
        others=others,
        hold_expires_at=row.hold_expires_at,
        desk=row.desk,
        arrived=row.arrived_at is not None,
        completed=row.completed_at is not None,
        overbooked=bool(row.overbooked),
        started=row.started_at is not None,
        version=row.version,
        capacity=service.capacity,
        alert=not is_class and bool(row.alerts),
        first_visit=not is_class and bool(row.first_visit),
        owes=priced and _owes(row),
        paid=priced and not is_class and row.paid_at is not None,
    )


def _owes(row: DayRow) -> bool:
    return row.paid_at is None and row.status == Status.BOOKED


def _joined(view: VisitView, row: DayRow, priced: bool) -> VisitView:
    """A class with one more visit in it; it is a hold only while all of its visits are."""
    timers = (view.hold_expires_at, row.hold_expires_at)
    expires = None if None in timers else max(t for t in timers if t is not None)
    status = view.status if row.status == Status.INITIAL else _STATUSES[row.status]
    owes = view.owes or (priced and _owes(row))
    seats = view.seats_taken + 1
    return replace(view, seats_taken=seats, hold_expires_at=expires, status=status, owes=owes)
