"""Reading the visits that a calendar shows: plain rows, with all that it says of each.

A day of a large practice has hundreds. Values of the engine for all of them, looked at once and
thrown away, would cost several times what SQLite needs to find them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, Integer, and_, bindparam, func, select, type_coerce

from frontdesk.engine.values import Status
from frontdesk.store.footprints import LONGEST
from frontdesk.store.prepared import Prepared
from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    customer,
    location,
    resource,
    service,
)


class DayRow(NamedTuple):
    """One visit in the order of the statement; times as on ``engine.booking.Appointment``.

    ``name``, ``phone`` and ``alerts`` are the customer's, None where there is none.
    ``first_visit`` says whether it is the customer's earliest one that is reserved or booked.
    """

    id: int
    status: str
    service_id: str
    start: int
    duration: int
    buffer_before: int
    buffer_after: int
    hold_expires_at: int | None
    notes: str
    desk: str
    arrived_at: int | None
    started_at: int | None
    completed_at: int | None
    paid_at: int | None
    overbooked: bool
    version: int
    name: str | None
    phone: str | None
    alerts: str | None
    first_visit: bool


def touching(
    connection: Connection, location_id: str, lo: int, hi: int, statuses: Collection[Status]
) -> tuple[list[DayRow], dict[int, tuple[str, ...]]]:
    """Visits of a location whose footprint touches ``[lo, hi)``, in order of start.

    With them the ids of the resources of each, in role order, by the visit's id. Expired holds
    are included.
    """
    values = {
        "location": location_id,
        "lo": lo,
        "hi": hi,
        "statuses": [status.value for status in statuses],
    }
    resources: dict[int, tuple[str, ...]] = {}
    for number, name in _RESOURCES.rows(connection, values):
        known = resources.get(number)
        resources[number] = (name,) if known is None else (*known, name)
    return [*map(DayRow._make, _VISITS.rows(connection, values))], resources


_lo = bindparam("lo", type_=Integer)
_hi = bindparam("hi", type_=Integer)
_TOUCHING = and_(
    appointment.c.location
    == select(location.c.pk).where(location.c.id == bindparam("location")).scalar_subquery(),
    appointment.c.start > _lo - LONGEST,
    appointment.c.start < _hi + LONGEST,
    appointment.c.start - appointment.c.buffer_before < _hi,
    appointment.c.start + appointment.c.duration + appointment.c.buffer_after > _lo,
    appointment.c.status.in_(bindparam("statuses", expanding=True)),
)
_visit = appointment.alias("visit")
_FIRST = (
    select(_visit.c.id)
    .where(_visit.c.customer_id == appointment.c.customer_id, _visit.c.status.in_(("BK", "RS")))
    .order_by(_visit.c.start, _visit.c.id)
    .limit(1)
    .correlate(appointment)
    .scalar_subquery()
)
_VISITS = Prepared(
    select(
        appointment.c.id,
        appointment.c.status,
        service.c.id,
        appointment.c.start,
        appointment.c.duration,
        appointment.c.buffer_before,
        appointment.c.buffer_after,
        appointment.c.hold_expires_at,
        appointment.c.notes,
        appointment.c.desk,
        appointment.c.arrived_at,
        appointment.c.started_at,
        appointment.c.completed_at,
        appointment.c.paid_at,
        type_coerce(appointment.c.overbooked, Integer),
        appointment.c.version,
        customer.c.name,
        customer.c.phone,
        customer.c.alerts,
        type_coerce(func.ifnull(appointment.c.id == _FIRST, 0), Integer),
    )
    .join(service, service.c.pk == appointment.c.service)
    .outerjoin(customer, customer.c.id == appointment.c.customer_id)
    .where(_TOUCHING)
    .order_by(appointment.c.start, appointment.c.id)
)
_RESOURCES = Prepared(
    select(appointment_resource.c.appointment_id, resource.c.id)
    .select_from(appointment)
    .join(appointment_resource, appointment_resource.c.appointment_id == appointment.c.id)
    .join(resource, resource.c.pk == appointment_resource.c.resource)
    .where(_TOUCHING)
    .order_by(appointment_resource.c.appointment_id, appointment_resource.c.position)
)
