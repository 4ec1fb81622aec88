"""A month of visits in figures: counted by the database, with the first few of each day by name.

Every function is one statement for its whole window. ``lo`` and ``hi`` are instants (minutes),
``now`` is a moment (seconds). What is counted is small however many visits there are: a row for
each start and status, and a few rows for each day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)

from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.store.prepared import Prepared
from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    customer,
    footprint,
    is_live,
    location,
    resource,
    service,
)

SHOWN = (Status.INITIAL, Status.RESERVED, Status.BOOKED, Status.NO_SHOW)
"""Visits that a calendar draws; a hold only while it is live."""


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """One of the first visits of a day. ``seats_taken`` counts the visits of the same class."""

    day: int
    """The place of its day in the days that were asked for."""
    id: int
    start: int
    status: Status
    service_id: str
    customer_name: str
    arrived: bool
    completed: bool
    seats_taken: int


def counts(
    connection: Connection,
    location_id: str,
    lo: int,
    hi: int,
    now: int,
    resource_ids: Sequence[str] | None = None,
) -> list[tuple[int, Status, int]]:
    """How many visits start when: (start, status, count), by start; a class counts once.

    With resources named, only visits that take one of them.
    """
    asked: dict[str, Any] = {"location": location_id, "lo": lo, "hi": hi, "now": now}
    if resource_ids is None:
        found = _COUNTS.rows(connection, asked)
    else:
        found = _COUNTS_OF.rows(connection, {**asked, "ids": [*resource_ids]})
    return [(start, Status(status), count) for start, status, count in found]


def next_end(connection: Connection, now: int) -> int | None:
    """The moment at which the next hold of the book runs out; None where there is none."""
    ((ends,),) = _NEXT_END.rows(connection, {"now": now})
    return None if ends is None else int(ends)


def taken(
    connection: Connection, resource_ids: Sequence[str], lo: int, hi: int, now: int
) -> list[tuple[int, int]]:
    """The minutes that live footprints take of the resources, summed by their start."""
    asked = {"ids": [*resource_ids], "lo": lo, "hi": hi, "now": now}
    return [(start, minutes) for start, minutes in _TAKEN.rows(connection, asked)]


def first_visits(
    connection: Connection,
    location_id: str,
    days: Sequence[Span],
    most: int,
    now: int,
    resource_ids: Sequence[str] | None = None,
) -> list[FirstVisit]:
    """The first ``most`` visits that start on each day, by day and start; a class is one of them.

    With resources named, only visits that take one of them.
    """
    asked: dict[str, Any] = {
        "location": location_id,
        "days": json.dumps(days),
        "most": most,
        "now": now,
    }
    if resource_ids is None:
        found = _FIRST.rows(connection, asked)
    else:
        found = _FIRST_OF.rows(connection, {**asked, "ids": [*resource_ids]})
    return [
        FirstVisit(
            day, id_, start, Status(status), offer, name or "", bool(came), bool(done), seats
        )
        for day, id_, start, status, offer, name, came, done, seats in found
    ]


_lo = bindparam("lo", type_=Integer)
_hi = bindparam("hi", type_=Integer)
_now = bindparam("now", type_=Integer)
_LOCATION_KEY = select(location.c.pk).where(location.c.id == bindparam("location"))
_CODES = [status.value for status in SHOWN]


def _is_shown(visit: Any) -> ColumnElement[bool]:
    return and_(
        visit.c.location == _LOCATION_KEY.scalar_subquery(),
        visit.c.status.in_(_CODES),
        is_live(visit.c.hold_expires_at, _now),
    )


def _takes_one_of(visit: Any) -> ColumnElement[bool]:
    """Whether a visit takes one of the resources that are named ``ids``."""
    named = select(resource.c.pk).where(resource.c.id.in_(bindparam("ids", expanding=True)))
    return exists().where(
        appointment_resource.c.appointment_id == visit.c.id,
        appointment_resource.c.resource.in_(named),
    )


def _counted(*conditions: ColumnElement[bool]) -> Prepared:
    visit = appointment
    return Prepared(
        select(
            visit.c.start,
            visit.c.status,
            func.count(func.coalesce(visit.c.session, visit.c.id).distinct()),
        )
        .where(_is_shown(visit), visit.c.start >= _lo, visit.c.start < _hi, *conditions)
        .group_by(visit.c.start, visit.c.status)
        .order_by(visit.c.start, visit.c.status)
    )


def _first(*conditions: ColumnElement[bool]) -> Select[Any]:
    day = func.json_each(bindparam("days")).table_valued("key", "value", name="day")
    early = _EARLY
    mate = appointment.alias("mate")
    leads_class = or_(
        early.c.session.is_(None),
        early.c.id
        == select(func.min(mate.c.id))
        .where(mate.c.session == early.c.session, _is_shown(mate))
        .scalar_subquery(),
    )
    edges = [cast(func.json_extract(day.c.value, f"$[{n}]"), Integer) for n in (0, 1)]
    # The index (location, start) gives them in order, so that each day ends with its limit.
    chosen = (
        select(early.c.id)
        .where(_is_shown(early), early.c.start >= edges[0], early.c.start < edges[1])
        .where(leads_class, *conditions)
        .order_by(early.c.start, early.c.id)
        .limit(bindparam("most", type_=Integer))
        .correlate(day)
    )
    visit, seat = appointment, appointment.alias("seat")
    seats = (
        select(func.count())
        .where(seat.c.session == visit.c.session, _is_shown(seat))
        .correlate(visit)
        .scalar_subquery()
    )
    return (
        select(
            cast(day.c.key, Integer),
            visit.c.id,
            visit.c.start,
            visit.c.status,
            service.c.id.label("service_id"),
            customer.c.name,
            visit.c.arrived_at.is_not(None),
            visit.c.completed_at.is_not(None),
            case((visit.c.session.is_(None), 1), else_=seats),
        )
        .select_from(day)
        .join(visit, visit.c.id.in_(chosen))
        .join(service, service.c.pk == visit.c.service)
        .outerjoin(customer, customer.c.id == visit.c.customer_id)
        .order_by(visit.c.start, visit.c.id)
    )


_EARLY = appointment.alias("early")
_COUNTS = _counted()
_COUNTS_OF = _counted(_takes_one_of(appointment))
_FIRST = Prepared(_first())
_FIRST_OF = Prepared(_first(_takes_one_of(_EARLY)))
_NEXT_END = Prepared(
    select(func.min(appointment.c.hold_expires_at)).where(appointment.c.hold_expires_at > _now)
)
_TAKEN = Prepared(
    select(footprint.c.start, func.sum(footprint.c.end - footprint.c.start))
    .where(
        footprint.c.resource.in_(
            select(resource.c.pk).where(resource.c.id.in_(bindparam("ids", expanding=True)))
        ),
        footprint.c.start >= _lo,
        footprint.c.start < _hi,
        is_live(footprint.c.hold_expires_at, _now),
    )
    .group_by(footprint.c.start)
)
