"""The visits of some days as a list shows them: flat rows, no more than asked for.

Two statements for the whole window: one for the visits with their customers, one for who takes
part. ``lo`` and ``hi`` are instants (minutes), ``now`` is a moment (seconds).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, select

from frontdesk.engine.values import Status
from frontdesk.store.footprints import LONGEST
from frontdesk.store.prepared import Prepared
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
class ListedVisit:
    """One visit of the list. ``start`` is an instant, ``duration`` minutes; ``resource_ids`` in
    role order. ``customer_id`` is None while nobody is known."""

    id: int
    status: Status
    service_id: str
    start: int
    duration: int
    hold_expires_at: int | None
    desk: str
    notes: str
    arrived: bool
    started: bool
    completed: bool
    paid: bool
    overbooked: bool
    customer_id: int | None
    customer_name: str
    phone: str
    resource_ids: tuple[str, ...]


def listed(
    connection: Connection, location_id: str, lo: int, hi: int, now: int, most: int
) -> list[ListedVisit]:
    """The first ``most`` visits of a location that touch ``[lo, hi)`` without their buffers.

    All statuses, in order of start; expired holds are left out.
    """
    asked = {"location": location_id, "lo": lo, "hi": hi, "now": now, "most": most}
    taking: dict[int, list[str]] = defaultdict(list)
    for visit_id, resource_id in _RESOURCES.rows(connection, asked):
        taking[visit_id].append(resource_id)
    return [_visit(row, tuple(taking[row[0]])) for row in _VISITS.rows(connection, asked)]


def _visit(row: tuple[Any, ...], resource_ids: tuple[str, ...]) -> ListedVisit:
    id_, status, offer, start, length, expires, desk, notes, *facts = row
    came, began, ended, paid, overbooked, customer_id, name, phone = facts
    return ListedVisit(
        id_,
        Status(status),
        offer,
        start,
        length,
        expires,
        desk,
        notes,
        came is not None,
        began is not None,
        ended is not None,
        paid is not None,
        bool(overbooked),
        customer_id,
        name or "",
        phone or "",
        resource_ids,
    )


_lo = bindparam("lo", type_=Integer)
_hi = bindparam("hi", type_=Integer)
_CHOSEN = (
    select(appointment.c.id)
    .where(
        appointment.c.location
        == select(location.c.pk).where(location.c.id == bindparam("location")).scalar_subquery(),
        # The bound for the index (location, start); the exact condition stands below it.
        appointment.c.start > _lo - LONGEST,
        appointment.c.start < _hi,
        appointment.c.start + appointment.c.duration > _lo,
        is_live(appointment.c.hold_expires_at, bindparam("now", type_=Integer)),
    )
    .order_by(appointment.c.start, appointment.c.id)
    .limit(bindparam("most", type_=Integer))
)
_VISITS = Prepared(
    select(
        appointment.c.id,
        appointment.c.status,
        service.c.id.label("service_id"),
        appointment.c.start,
        appointment.c.duration,
        appointment.c.hold_expires_at,
        appointment.c.desk,
        appointment.c.notes,
        appointment.c.arrived_at,
        appointment.c.started_at,
        appointment.c.completed_at,
        appointment.c.paid_at,
        appointment.c.overbooked,
        appointment.c.customer_id,
        customer.c.name,
        customer.c.phone,
    )
    .join(service, service.c.pk == appointment.c.service)
    .outerjoin(customer, customer.c.id == appointment.c.customer_id)
    .where(appointment.c.id.in_(_CHOSEN))
    .order_by(appointment.c.start, appointment.c.id)
)
_RESOURCES = Prepared(
    select(appointment_resource.c.appointment_id, resource.c.id)
    .join(resource, resource.c.pk == appointment_resource.c.resource)
    .where(appointment_resource.c.appointment_id.in_(_CHOSEN))
    .order_by(appointment_resource.c.appointment_id, appointment_resource.c.position)
)
