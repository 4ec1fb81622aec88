"""Reading visits: one, several, or all that touch a window. Two statements, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
)

from frontdesk.engine.booking import Appointment, Customer
from frontdesk.engine.values import Status
from frontdesk.store.footprints import LONGEST
from frontdesk.store.rows import (
    TAKING,
    appointment,
    appointment_resource,
    customer,
    is_live,
    location,
    resource,
    service,
)
from frontdesk.store.translate import appointment_of


def get(connection: Connection, appointment_id: int) -> Appointment | None:
    """One visit, also an expired hold; None when there is none (a released hold is gone)."""
    return get_many(connection, [appointment_id]).get(appointment_id)


def get_many(connection: Connection, ids: Iterable[int]) -> dict[int, Appointment]:
    """The visits with these ids, by id; ids that do not exist are missing."""
    return {visit.id: visit for visit, _ in _BY_ID.read(connection, {"ids": [*ids]})}


def by_request_key(connection: Connection, request_key: str) -> Appointment | None:
    """The visit that an earlier attempt of the same request made."""
    found = _BY_REQUEST.read(connection, {"request": request_key})
    return found[0][0] if found else None


def in_window(
    connection: Connection,
    location_id: str,
    lo: int,
    hi: int,
    statuses: Collection[Status] | None = None,
) -> list[tuple[Appointment, Customer | None]]:
    """Visits of a location whose footprint touches ``[lo, hi)``, in order of start.

    All statuses, expired holds included, unless ``statuses`` names some.
    """
    wanted = [status.value for status in (Status if statuses is None else statuses)]
    return _IN_WINDOW.read(
        connection, {"location": location_id, "lo": lo, "hi": hi, "statuses": wanted}
    )


def of_customer(connection: Connection, customer_id: int, limit: int = 100) -> list[Appointment]:
    """A customer's visits, the latest start first."""
    found = _OF_CUSTOMER.read(connection, {"customer": customer_id, "most": limit})
    return [visit for visit, _ in reversed(found)]


def holds_of_desk(
    connection: Connection, desk: str, now: int
) -> list[tuple[Appointment, Customer | None]]:
    """The live holds that a desk made, the one that expires first in front."""
    found = _HOLDS_OF_DESK.read(connection, {"desk": desk, "now": now})
    return sorted(found, key=lambda pair: (pair[0].hold_expires_at or 0, pair[0].id))


def ahead_of_retired(connection: Connection, now: int) -> list[Appointment]:
    """Live visits that start after the moment ``now`` with anything retired, in order of start."""
    found = _AHEAD_OF_RETIRED.read(connection, {"minute": now // 60, "now": now})
    return [visit for visit, _ in found]


def ahead(
    connection: Connection,
    now: int,
    location_ids: Collection[str],
    service_ids: Collection[str],
    resource_ids: Collection[str],
) -> list[tuple[Appointment, Customer | None]]:
    """Live visits that start after the moment ``now``, in order of start.

    Those of the locations, those of the services, and those with any of the resources named.
    """
    return _AHEAD.read(
        connection,
        {
            "minute": now // 60,
            "now": now,
            "locations": [*location_ids],
            "services": [*service_ids],
            "resources": [*resource_ids],
        },
    )


class _Query:
    """The visits that fit one condition: a statement for them and one for their resources."""

    def __init__(self, condition: ColumnElement[bool]) -> None:
        self._visits = (
            select(
                appointment,
                location.c.id.label("location_id"),
                service.c.id.label("service_id"),
                customer.c.name.label("customer_name"),
                customer.c.email.label("customer_email"),
                customer.c.phone.label("customer_phone"),
            )
            .join(location, location.c.pk == appointment.c.location)
            .join(service, service.c.pk == appointment.c.service)
            .outerjoin(customer, customer.c.id == appointment.c.customer_id)
            .where(condition)
            .order_by(appointment.c.start, appointment.c.id)
        )
        self._resources = (
            select(appointment_resource.c.appointment_id, resource.c.id)
            .select_from(appointment)
            .join(appointment_resource, appointment_resource.c.appointment_id == appointment.c.id)
            .join(resource, resource.c.pk == appointment_resource.c.resource)
            .where(condition)
            .order_by(appointment_resource.c.appointment_id, appointment_resource.c.position)
        )

    def read(
        self, connection: Connection, values: Mapping[str, Any]
    ) -> list[tuple[Appointment, Customer | None]]:
        resources: dict[int, list[str]] = defaultdict(list)
        for appointment_id, resource_id in connection.execute(self._resources, values):
            resources[appointment_id].append(resource_id)
        return [
            (
                appointment_of(row, tuple(resources[row.id])),
                None
                if row.customer_id is None
                else Customer(
                    row.customer_id, row.customer_name, row.customer_email, row.customer_phone
                ),
            )
            for row in connection.execute(self._visits, values)
        ]


def _keys_of(table: FromClause, named: str) -> Select[tuple[int]]:
    return select(table.c.pk).where(table.c.id.in_(bindparam(named, expanding=True)))


_lo = bindparam("lo", type_=Integer)
_hi = bindparam("hi", type_=Integer)
_BY_ID = _Query(appointment.c.id.in_(bindparam("ids", expanding=True)))
_BY_REQUEST = _Query(appointment.c.request_key == bindparam("request"))
_IN_WINDOW = _Query(
    and_(
        appointment.c.location
        == select(location.c.pk).where(location.c.id == bindparam("location")).scalar_subquery(),
        # Bounds for the index (location, start); the exact condition stands below them.
        appointment.c.start > _lo - LONGEST,
        appointment.c.start < _hi + LONGEST,
        appointment.c.start - appointment.c.buffer_before < _hi,
        appointment.c.start + appointment.c.duration + appointment.c.buffer_after > _lo,
        appointment.c.status.in_(bindparam("statuses", expanding=True)),
    )
)
_newest = appointment.alias("newest")
_OF_CUSTOMER = _Query(
    appointment.c.id.in_(
        select(_newest.c.id)
        .where(_newest.c.customer_id == bindparam("customer"))
        .order_by(_newest.c.start.desc())
        .limit(bindparam("most"))
    )
)
_HOLDS_OF_DESK = _Query(
    and_(
        appointment.c.hold_expires_at > bindparam("now", type_=Integer),
        appointment.c.desk == bindparam("desk"),
    )
)
_place = location.alias("place")
_offer = service.alias("offer")
_part = appointment_resource.alias("part")
_thing = resource.alias("thing")
_STARTS_LATER = and_(
    appointment.c.location.in_(select(_place.c.pk)),
    appointment.c.start > bindparam("minute", type_=Integer),
    appointment.c.status.in_(TAKING),
    is_live(appointment.c.hold_expires_at, bindparam("now", type_=Integer)),
)
_AHEAD_OF_RETIRED = _Query(
    and_(
        _STARTS_LATER,
        or_(
            appointment.c.location.in_(select(_place.c.pk).where(_place.c.retired)),
            appointment.c.service.in_(select(_offer.c.pk).where(_offer.c.retired)),
            exists().where(
                _part.c.appointment_id == appointment.c.id,
                _part.c.resource.in_(select(_thing.c.pk).where(_thing.c.retired)),
            ),
        ),
    )
)
_AHEAD = _Query(
    and_(
        _STARTS_LATER,
        or_(
            appointment.c.location.in_(_keys_of(_place, "locations")),
            appointment.c.service.in_(_keys_of(_offer, "services")),
            exists().where(
                _part.c.appointment_id == appointment.c.id,
                _part.c.resource.in_(_keys_of(_thing, "resources")),
            ),
        ),
    )
)
