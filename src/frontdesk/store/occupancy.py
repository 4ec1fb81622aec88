"""What is taken, and how much: the reads on which availability, limits and round robin rest.

Every function answers for its whole window with one statement for each table, however many
resources and days. ``lo`` and ``hi`` are instants (minutes), ``now`` is a moment (seconds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.sql.expression import BindParameter

from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.store.footprints import LONGEST, has_company, touches
from frontdesk.store.prepared import Prepared
from frontdesk.store.rows import (
    TAKING,
    appointment,
    appointment_resource,
    customer,
    footprint,
    is_live,
    location,
    resource,
    service,
)


@dataclass(frozen=True, slots=True)
class SeatsTaken:
    """One class session: how many live bookings it has, what it takes, and one of them to join."""

    count: int
    footprint: Span
    appointment_id: int


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who has a resource at a time. ``start`` and ``end`` are the visit's, without buffers."""

    appointment_id: int
    start: int
    end: int
    footprint: Span
    status: Status
    service_id: str
    customer_name: str
    desk: str
    hold_expires_at: int | None


def live_spans(
    connection: Connection,
    resource_ids: Sequence[str],
    lo: int,
    hi: int,
    now: int,
    *,
    ignoring: int | None = None,
) -> dict[str, list[Span]]:
    """The live footprints that touch ``[lo, hi)`` of each resource, sorted by start.

    Every id asked for is a key. ``ignoring`` leaves out one appointment's own time (it is about
    to move), unless others in its class keep that time taken.
    """
    if ignoring is not None and has_company(connection, ignoring, now):
        ignoring = None
    spans: dict[str, list[Span]] = {id_: [] for id_ in resource_ids}
    asked = {"ids": [*spans], "lo": lo, "hi": hi, "now": now, "ignoring": ignoring or _NOBODY}
    for name, starts, ends in _LIVE_SPANS.rows(connection, asked):
        # Sorted here, since nothing promises the order in which SQLite gathers a list.
        spans[name] = sorted(map(Span._make, zip(starts, ends, strict=True)))
    return spans


def sessions(
    connection: Connection,
    service_id: str,
    resource_ids: Sequence[str],
    lo: int,
    hi: int,
    now: int,
) -> dict[tuple[str, int, int], SeatsTaken]:
    """The live sessions of a class that start in ``[lo, hi)``: by resource, start and duration."""
    keys = _resource_keys(connection, resource_ids)
    found = _SESSIONS.rows(
        connection, {"service": service_id, "keys": [*keys], "lo": lo, "hi": hi, "now": now}
    )
    return {
        (keys[key], start, duration): SeatsTaken(
            seats, Span(start - before, start + duration + after), any_id
        )
        for key, start, duration, seats, before, after, any_id in found
    }


def starts_of_service(
    connection: Connection, service_id: str, location_id: str, lo: int, hi: int, now: int
) -> list[int]:
    """The starts in ``[lo, hi)`` of live appointments of a service at a location, sorted.

    One entry for each appointment, so that a local day's entries count towards its limit.
    """
    found = _STARTS.rows(
        connection,
        {"service": service_id, "location": location_id, "lo": lo, "hi": hi, "now": now},
    )
    return [start for (start,) in found]


def visits_per_resource(
    connection: Connection, resource_ids: Sequence[str], lo: int, hi: int, now: int
) -> dict[str, int]:
    """How many live appointments start in ``[lo, hi)`` on each resource asked for."""
    counts = dict.fromkeys(resource_ids, 0)
    asked = {"ids": [*counts], "lo": lo, "hi": hi, "now": now}
    counts.update(_FOOTPRINTS.rows(connection, asked))
    if _ANY_SESSION.rows(connection, {}):
        for name, more in _SHARING.rows(connection, asked):
            counts[name] += more
    return counts


def last_made(connection: Connection, resource_ids: Sequence[str], now: int) -> dict[str, int]:
    """The moment at which each resource's newest live appointment was made.

    A resource that never had one is missing. In a class the newest booking counts, also when it
    was a hold that has expired while others keep the session.
    """
    names = list(resource_ids)
    found = dict(_LAST_KEPT.rows(connection, {"ids": names}))
    for name, made in _LAST_HELD.rows(connection, {"ids": names, "now": now}):
        found[name] = max(made, found.get(name) or made)
    return {name: made for name, made in found.items() if made is not None}


def occupants(
    connection: Connection, resource_ids: Sequence[str], lo: int, hi: int, now: int
) -> dict[str, list[Occupant]]:
    """The live appointments whose footprint touches ``[lo, hi)``, by resource and then by start.

    Every id asked for is a key.
    """
    found: dict[str, list[Occupant]] = {id_: [] for id_ in resource_ids}
    for row in connection.execute(
        _OCCUPANTS, {"ids": list(resource_ids), "lo": lo, "hi": hi, "now": now}
    ):
        found[row.resource_id].append(
            Occupant(
                row.id,
                row.start,
                row.start + row.duration,
                Span(row.start - row.buffer_before, row.start + row.duration + row.buffer_after),
                Status(row.status),
                row.service_id,
                row.customer_name or "",
                row.desk,
                row.hold_expires_at,
            )
        )
    return found


def _resource_keys(connection: Connection, resource_ids: Sequence[str]) -> dict[int, str]:
    return dict(_KEYS.rows(connection, {"ids": list(resource_ids)}))


_NOBODY = 0  # no appointment has this number
_lo = bindparam("lo", type_=Integer)
_hi = bindparam("hi", type_=Integer)
_now = bindparam("now", type_=Integer)
_NAMED: BindParameter[str] = bindparam("ids", expanding=True)
_asked_for = resource.alias("asked_for")
_KEYS = Prepared(
    select(resource.c.pk, resource.c.id).where(resource.c.id.in_(bindparam("ids", expanding=True)))
)
_ASKED_FOR: BindParameter[int] = bindparam("keys", expanding=True)
_TAKES_TIME = and_(appointment.c.status.in_(TAKING), is_live(appointment.c.hold_expires_at, _now))
_STARTS_INSIDE = and_(appointment.c.start >= _lo, appointment.c.start < _hi)
_SERVICE_KEY = select(service.c.pk).where(service.c.id == bindparam("service")).scalar_subquery()


def _gathered(column: ColumnElement[int]) -> ColumnElement[list[int]]:
    """All values of a group as one list."""
    return type_coerce(func.json_group_array(column), JSON)


# One row for each resource: a month of fifty busy ones would be 18,600 rows, and to hand those
# over to Python takes twice the time, and three times the objects.
_LIVE_SPANS = Prepared(
    select(resource.c.id, _gathered(footprint.c.start), _gathered(footprint.c.end))
    .join(footprint, footprint.c.resource == resource.c.pk)
    .where(
        resource.c.id.in_(_NAMED),
        touches(_lo, _hi),
        is_live(footprint.c.hold_expires_at, _now),
        footprint.c.appointment_id != bindparam("ignoring"),
    )
    .group_by(resource.c.id)
)
_SESSIONS = Prepared(
    select(
        appointment_resource.c.resource,
        appointment.c.start,
        appointment.c.duration,
        func.count(),
        func.max(appointment.c.buffer_before),
        func.max(appointment.c.buffer_after),
        func.min(appointment.c.id),
    )
    .join(appointment_resource, appointment_resource.c.appointment_id == appointment.c.id)
    .where(
        appointment.c.service == _SERVICE_KEY,
        _STARTS_INSIDE,
        _TAKES_TIME,
        appointment_resource.c.resource.in_(_ASKED_FOR),
    )
    .group_by(appointment_resource.c.resource, appointment.c.start, appointment.c.duration)
)
_STARTS = Prepared(
    select(appointment.c.start)
    .where(
        appointment.c.service == _SERVICE_KEY,
        appointment.c.location
        == select(location.c.pk).where(location.c.id == bindparam("location")).scalar_subquery(),
        _STARTS_INSIDE,
        _TAKES_TIME,
    )
    .order_by(appointment.c.start)
)
# A visit starts at most its buffer after its footprint, and that is shorter than the longest
# footprint: only those that near the end of the window, or begin before it, are looked up.
_SURELY_INSIDE = and_(footprint.c.start >= _lo, footprint.c.start < _hi - LONGEST)
_FOOTPRINTS = Prepared(
    select(resource.c.id, func.count())
    .join(footprint, footprint.c.resource == resource.c.pk)
    .where(
        resource.c.id.in_(_NAMED),
        footprint.c.start >= _lo - LONGEST,
        footprint.c.start < _hi,
        is_live(footprint.c.hold_expires_at, _now),
        or_(
            _SURELY_INSIDE,
            exists().where(appointment.c.id == footprint.c.appointment_id, _STARTS_INSIDE),
        ),
    )
    .group_by(resource.c.id)
)
_ANY_SESSION = Prepared(select(appointment.c.id).where(appointment.c.session.is_not(None)).limit(1))
# Attendees of classes count each, but share a footprint that was counted once: for every one of
# them that is live one more, and one less for the one that owns it.
_SHARING = Prepared(
    select(
        resource.c.id,
        func.sum(case((_TAKES_TIME, 1), else_=0)) - func.count(footprint.c.appointment_id),
    )
    .select_from(appointment)
    .join(appointment_resource, appointment_resource.c.appointment_id == appointment.c.id)
    .join(resource, resource.c.pk == appointment_resource.c.resource)
    .outerjoin(
        footprint,
        and_(
            footprint.c.appointment_id == appointment.c.id,
            footprint.c.resource == appointment_resource.c.resource,
            is_live(footprint.c.hold_expires_at, _now),
        ),
    )
    .where(
        appointment.c.location.in_(
            select(_asked_for.c.location).where(_asked_for.c.id.in_(_NAMED))
        ),
        _STARTS_INSIDE,
        # As a sum, so that SQLite reads the window's visits and not the sessions of all time.
        appointment.c.session + 0 > 0,
        resource.c.id.in_(_NAMED),
    )
    .group_by(resource.c.id)
)
# One step in the index (resource, made_at) for each resource, and then the few live holds.
_LAST_KEPT = Prepared(
    select(
        resource.c.id,
        select(footprint.c.made_at)
        .where(footprint.c.resource == resource.c.pk, footprint.c.hold_expires_at.is_(None))
        .order_by(footprint.c.made_at.desc())
        .limit(1)
        .correlate(resource)
        .scalar_subquery(),
    ).where(resource.c.id.in_(_NAMED))
)
_LAST_HELD = Prepared(
    select(resource.c.id, func.max(footprint.c.made_at))
    .select_from(appointment)
    .join(appointment_resource, appointment_resource.c.appointment_id == appointment.c.id)
    .join(resource, resource.c.pk == appointment_resource.c.resource)
    .join(
        footprint,
        and_(
            footprint.c.resource == resource.c.pk,
            footprint.c.start == appointment.c.start - appointment.c.buffer_before,
        ),
    )
    .where(
        appointment.c.hold_expires_at > _now,
        footprint.c.hold_expires_at > _now,
        resource.c.id.in_(_NAMED),
    )
    .group_by(resource.c.id)
)
_OCCUPANTS = (
    select(
        appointment.c.id,
        appointment.c.start,
        appointment.c.duration,
        appointment.c.buffer_before,
        appointment.c.buffer_after,
        appointment.c.status,
        appointment.c.desk,
        appointment.c.hold_expires_at,
        resource.c.id.label("resource_id"),
        service.c.id.label("service_id"),
        customer.c.name.label("customer_name"),
    )
    .select_from(resource)
    .join(appointment, appointment.c.location == resource.c.location)
    .join(
        appointment_resource,
        and_(
            appointment_resource.c.appointment_id == appointment.c.id,
            appointment_resource.c.resource == resource.c.pk,
        ),
    )
    .join(service, service.c.pk == appointment.c.service)
    .outerjoin(customer, customer.c.id == appointment.c.customer_id)
    .where(
        resource.c.id.in_(bindparam("ids", expanding=True)),
        appointment.c.start > _lo - LONGEST,
        appointment.c.start < _hi + LONGEST,
        appointment.c.start - appointment.c.buffer_before < _hi,
        appointment.c.start + appointment.c.duration + appointment.c.buffer_after > _lo,
        _TAKES_TIME,
    )
    .order_by(appointment.c.start, appointment.c.id)
)
