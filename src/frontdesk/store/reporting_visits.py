"""The visits behind a figure of a report: the latest of those that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from frontdesk.store.footprints import LONGEST
from frontdesk.store.reporting import MONDAY, WEEK, Stretch, came_before, was_late
from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    customer,
    is_live,
    location,
    resource,
    service,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which visits: those for which everything that is set is true.

    ``minutes`` are spans of the local week (Monday 0:00 is 0) that the visit's time with its
    buffers must touch; then it is that time, and not the start, that lies in the stretch, and a
    resource of the visit, as they are today, that is at the stretch's location.
    ``lead`` is in seconds, from and below; ``known`` asks for a customer; ``new`` and ``since`` as
    in ``reporting.newcomers``.
    """

    statuses: Sequence[str]
    late: bool = False
    service_ids: Sequence[str] | None = None
    resource_id: str | None = None
    customer_id: int | None = None
    minutes: Sequence[tuple[int, int]] = ()
    lead: tuple[int, int | None] | None = None
    known: bool = False
    new: bool | None = None
    since: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One visit; ``resource_ids`` in role order."""

    id: int
    location_id: str
    start: int
    status: str
    service_id: str
    resource_ids: tuple[str, ...]
    customer_id: int | None
    customer_name: str


def latest(
    connection: Connection, stretches: Iterable[Stretch], asked: Asked, now: int, most: int
) -> list[Found]:
    """The ``most`` visits with the latest starts, latest first; expired holds are left out."""
    chosen: list[tuple[Any, ...]] = []
    ordered = sorted(stretches, key=lambda one: one.hi, reverse=True)
    for stretch in ordered:
        for where in _places(stretch, asked):
            query = _VISITS.where(where, *_conditions(stretch, asked, now)).limit(most)
            if len(chosen) == most:  # none that starts before these is among the latest
                oldest = chosen[-1][1]
                if stretch.hi <= oldest:
                    break
                query = query.where(appointment.c.start >= oldest)
            found = {*chosen, *(tuple(row) for row in connection.execute(query))}
            chosen = sorted(found, key=lambda row: (row[1], row[0]), reverse=True)[:most]
    taking: dict[int, list[str]] = {}
    for number, name in connection.execute(_TAKING, {"ids": [row[0] for row in chosen]}):
        taking.setdefault(number, []).append(name)
    return [
        Found(id_, at, start, status, offer, tuple(taking.get(id_, ())), who, name or "")
        for id_, start, at, status, offer, who, name in chosen
    ]


def names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of customers."""
    found = select(customer.c.id, customer.c.name).where(customer.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(found)}


def _places(stretch: Stretch, asked: Asked) -> list[ColumnElement[bool]]:
    """Where the visits were made: at the stretch's location, and for taken time anywhere else.

    Time is taken of a resource, which may have moved to another location since. Each is a range
    of the index of locations and starts.
    """
    here = select(location.c.pk).where(location.c.id == stretch.location_id).scalar_subquery()
    if not asked.minutes:
        return [appointment.c.location == here]
    others = select(location.c.pk).where(location.c.id != stretch.location_id)
    is_here = exists().where(
        appointment_resource.c.appointment_id == appointment.c.id,
        appointment_resource.c.resource == resource.c.pk,
        resource.c.location == here,
    )
    return [
        and_(appointment.c.location == here, is_here),
        and_(appointment.c.location.in_(others), is_here),
    ]


def _conditions(stretch: Stretch, asked: Asked, now: int) -> list[ColumnElement[bool]]:
    found = [
        appointment.c.status.in_(asked.statuses),
        is_live(appointment.c.hold_expires_at, now),
        *(_touching(stretch, asked.minutes) if asked.minutes else _starting(stretch)),
    ]
    if asked.late:
        found.append(was_late())
    if asked.service_ids is not None:
        offers = select(service.c.pk).where(service.c.id.in_(asked.service_ids))
        found.append((appointment.c.service + 0).in_(offers))
    if asked.resource_id is not None:
        found.append(_takes(asked.resource_id))
    if asked.customer_id is not None:
        found.append(appointment.c.customer_id == asked.customer_id)
    if asked.known:
        found.append(appointment.c.customer_id.is_not(None))
    if asked.lead is not None:
        low, high = asked.lead
        lead = func.max(appointment.c.start * 60 - appointment.c.created_at, 0)
        found.append(lead >= low)
        found += [] if high is None else [lead < high]
    if asked.new is not None:
        before = came_before(appointment.c.customer_id, asked.since)
        found += [appointment.c.customer_id.is_not(None), ~before if asked.new else before]
    return found


def _starting(stretch: Stretch) -> list[ColumnElement[bool]]:
    return [appointment.c.start >= stretch.lo, appointment.c.start < stretch.hi]


def _touching(stretch: Stretch, minutes: Sequence[tuple[int, int]]) -> list[ColumnElement[bool]]:
    """The part of the visit's time that lies in the stretch touches one of the spans."""
    begin = appointment.c.start - appointment.c.buffer_before
    end = appointment.c.start + appointment.c.duration + appointment.c.buffer_after
    inside = func.max(begin, stretch.lo)
    at = (inside + stretch.offset + MONDAY) % WEEK
    length = func.min(end, stretch.hi) - inside
    touches = [
        and_(at < high + turn, at + length > low + turn)
        for low, high in minutes
        for turn in (0, WEEK)
    ]
    return [
        appointment.c.start > stretch.lo - LONGEST,
        appointment.c.start < stretch.hi + LONGEST,
        begin < stretch.hi,
        end > stretch.lo,
        or_(*touches),
    ]


def _takes(resource_id: str) -> ColumnElement[bool]:
    named = select(resource.c.pk).where(resource.c.id == resource_id).scalar_subquery()
    return exists().where(
        appointment_resource.c.appointment_id == appointment.c.id,
        appointment_resource.c.resource == named,
    )


_VISITS = (
    select(
        appointment.c.id,
        appointment.c.start,
        location.c.id.label("location_id"),
        appointment.c.status,
        service.c.id.label("service_id"),
        appointment.c.customer_id,
        customer.c.name,
    )
    .join(location, location.c.pk == appointment.c.location)
    .join(service, service.c.pk == appointment.c.service)
    .outerjoin(customer, customer.c.id == appointment.c.customer_id)
    .order_by(appointment.c.start.desc(), appointment.c.id.desc())
)
_TAKING = (
    select(appointment_resource.c.appointment_id, resource.c.id)
    .join(resource, resource.c.pk == appointment_resource.c.resource)
    .where(
        appointment_resource.c.appointment_id.in_(bindparam("ids", type_=Integer, expanding=True))
    )
    .order_by(appointment_resource.c.appointment_id, appointment_resource.c.position)
)
