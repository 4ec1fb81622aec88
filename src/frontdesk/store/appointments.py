"""Writing visits. Reading them is ``frontdesk.store.visits``.

A change of status always takes the visit's time along: a live appointment has its footprint rows
and any other has none. Instants are minutes, moments (``..._at``) seconds. Whether a change is
allowed is the rules' business; here only a wrong id is refused, with ``LookupError``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypedDict, Unpack

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, select

from frontdesk.engine.booking import Appointment
from frontdesk.engine.values import Status
from frontdesk.store import footprints
from frontdesk.store.prepared import Prepared, all_or_nothing
from frontdesk.store.rows import TAKING, appointment, appointment_resource
from frontdesk.store.rows import location as location_table
from frontdesk.store.rows import resource as resource_table
from frontdesk.store.rows import service as service_table


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """A visit about to be written; the fields mean what they mean on ``Appointment``."""

    status: Status
    location_id: str
    service_id: str
    resource_ids: tuple[str, ...]
    start: int
    duration: int
    buffer_before: int
    buffer_after: int
    created_at: int
    hold_expires_at: int | None = None
    customer_id: int | None = None
    notes: str = ""
    desk: str = ""
    overbooked: bool = False

    def as_made(self, appointment_id: int) -> Appointment:
        """The visit that stands in the book, once written under a number; not one that joins."""
        return Appointment(
            appointment_id,
            self.status,
            self.location_id,
            self.service_id,
            self.resource_ids,
            self.start,
            self.duration,
            self.buffer_before,
            self.buffer_after,
            self.created_at,
            self.hold_expires_at,
            self.customer_id,
            self.notes,
            self.desk,
            overbooked=self.overbooked,
        )


class Fields(TypedDict, total=False):
    """What may change together with a status."""

    customer_id: int | None
    notes: str
    rescheduled_id: int | None


Fact = Literal["confirmed_at", "arrived_at", "started_at", "completed_at", "paid_at"]


def insert(
    connection: Connection,
    new: NewAppointment,
    *,
    request_key: str | None = None,
    shares_session_of: int | None = None,
) -> int:
    """Write a visit with its resources and its time; returns its new id.

    ``shares_session_of`` names a live attendee of the class session to join: the visit then
    takes that session's buffers, and no time of its own. Expired holds in the way must have been
    retired (``footprints.retire_expired``). Raises ``footprints.FootprintOverlapError`` where
    the time is taken and ``ValueError`` where the visit does not fit the session; then nothing
    was written.
    """
    keys = _keys(connection, new)
    columns: dict[str, Any] = {
        "status": new.status.value,
        "location": keys.location,
        "service": keys.service,
        "start": new.start,
        "duration": new.duration,
        "buffer_before": new.buffer_before,
        "buffer_after": new.buffer_after,
        "created_at": new.created_at,
        "hold_expires_at": new.hold_expires_at,
        "customer_id": new.customer_id,
        "notes": new.notes,
        "desk": new.desk,
        "overbooked": new.overbooked,
        "session": None,
        "request_key": request_key,
        "version": 1,
    }
    if shares_session_of is not None:
        with all_or_nothing(connection):
            columns |= _join(connection, shares_session_of, columns, keys.resources)
            appointment_id = _write(connection, columns, keys)
            footprints.occupy(connection, appointment_id)
        return appointment_id
    takes_time = new.status in TAKING
    if takes_time and not new.overbooked and keys.taken_until > new.start - new.buffer_before:
        # Asked before anything is written: to be able to go back costs a copy of every page.
        raise footprints.FootprintOverlapError
    appointment_id = _write(connection, columns, keys)
    if takes_time:
        footprints.take(connection, appointment_id, columns, keys.resources)
    return appointment_id


def update_status(
    connection: Connection,
    appointment_id: int,
    status: Status,
    *,
    shares_session_of: int | None = None,
    **fields: Unpack[Fields],
) -> None:
    """Give a visit another status, and give up, keep or take its time again accordingly.

    Its booking timer ends (only a hold has one). A visit that takes its time again (an expired
    hold, an undone no-show) needs the same care as ``insert``: expired holds retired, and
    ``shares_session_of`` where it returns into a class. Raises
    ``footprints.FootprintOverlapError`` where the time is taken.
    """
    if status is Status.INITIAL:
        raise ValueError("no visit becomes a hold again")
    columns: dict[str, Any] = {"status": status.value, "hold_expires_at": None, **fields}
    with all_or_nothing(connection):
        if shares_session_of is not None:
            columns |= _rejoin(connection, appointment_id, shares_session_of)
        _update(connection, appointment_id, columns)
        if status in TAKING:
            footprints.occupy(connection, appointment_id)
        else:
            footprints.vacate(connection, appointment_id)


def reschedule(
    connection: Connection,
    appointment_id: int,
    new: NewAppointment,
    *,
    request_key: str | None = None,
    shares_session_of: int | None = None,
) -> int:
    """Leave a visit as RE with a link to the new one, whose id is returned.

    The old time is given up first, so that the two may overlap. Raises as ``insert`` does, and
    then has changed nothing.
    """
    with all_or_nothing(connection):
        update_status(connection, appointment_id, Status.RESCHEDULED)
        new_id = insert(
            connection, new, request_key=request_key, shares_session_of=shares_session_of
        )
        _update(connection, appointment_id, {"rescheduled_id": new_id})
    return new_id


def extend(connection: Connection, appointment_id: int, hold_expires_at: int) -> None:
    """Give a hold a new deadline (a moment), on itself and on its time."""
    with all_or_nothing(connection):
        _update(connection, appointment_id, {"hold_expires_at": hold_expires_at})
        footprints.occupy(connection, appointment_id)


def set_customer(connection: Connection, appointment_id: int, customer_id: int | None) -> None:
    """Say whom a visit is for."""
    _update(connection, appointment_id, {"customer_id": customer_id})


def set_notes(connection: Connection, appointment_id: int, notes: str) -> None:
    """Replace the notes of a visit."""
    _update(connection, appointment_id, {"notes": notes})


def set_fact(connection: Connection, appointment_id: int, fact: Fact, at: int | None) -> None:
    """Record that a visit was confirmed, arrived, started, completed or paid ``at`` a moment; or
    not."""
    _update(connection, appointment_id, {fact: at})


def delete(connection: Connection, appointment_id: int) -> None:
    """Release a hold: it and its time are gone. The database refuses it for any other status."""
    footprints.vacate(connection, appointment_id)
    connection.execute(_DELETE_RESOURCES, {"of": appointment_id})
    if connection.execute(_DELETE, {"of": appointment_id}).rowcount != 1:
        raise LookupError(f"no appointment {appointment_id}")


def sweep(connection: Connection, before: int, limit: int = 500) -> int:
    """Delete holds that expired before a moment, ``limit`` at most; how many they were."""
    stale = connection.execute(_STALE, {"before": before, "most": limit}).scalars().all()
    for appointment_id in stale:
        delete(connection, appointment_id)
    return len(stale)


def version_of(connection: Connection, appointment_id: int) -> int:
    """How often a visit was written; an undo compares it with the one it remembers."""
    version = connection.execute(_VERSION, {"of": appointment_id}).scalar()
    if version is None:
        raise LookupError(f"no appointment {appointment_id}")
    return int(version)


def _update(connection: Connection, appointment_id: int, columns: dict[str, Any]) -> None:
    statement = (
        sa.update(appointment)
        .where(appointment.c.id == appointment_id)
        .values(version=appointment.c.version + 1, **columns)
    )
    if connection.execute(statement).rowcount != 1:
        raise LookupError(f"no appointment {appointment_id}")


class _Keys(NamedTuple):
    """What the ids of a new visit stand for in the book, and what is known of its place."""

    location: int
    service: int
    longest: int
    taken_until: int
    resources: list[int]


def _keys(connection: Connection, new: NewAppointment) -> _Keys:
    ids = [*new.resource_ids]
    end = new.start + new.duration + new.buffer_after
    asked = {"location": new.location_id, "service": new.service_id, "end": end, "ids": ids}
    found = {row[0]: row[1:] for row in _KEYS.rows(connection, asked)}
    if missing := [id_ for id_ in ids if id_ not in found]:
        raise LookupError(f"no resource {', '.join(missing)}")
    rows = [found[id_] for id_ in ids]
    _key, location, service, longest, _until = rows[0]
    if location is None or service is None:
        raise LookupError(f"no location {new.location_id} or no service {new.service_id}")
    return _Keys(
        location, service, longest, max([row[4] for row in rows]), [row[0] for row in rows]
    )


def _write(connection: Connection, columns: Mapping[str, Any], keys: _Keys) -> int:
    """Write a visit with its resources, but not yet its time."""
    appointment_id = _INSERT.insert(connection, columns)
    for position, key in enumerate(keys.resources):
        row = {"appointment_id": appointment_id, "position": position, "resource": key}
        _INSERT_RESOURCE.run(connection, row)
    length = columns["buffer_before"] + columns["duration"] + columns["buffer_after"]
    if length > keys.longest:
        footprints.remember_length(connection, length)
    return appointment_id


def _join(
    connection: Connection, member_id: int, columns: dict[str, Any], resources: Sequence[int]
) -> dict[str, Any]:
    """The columns that make a visit part of the session of ``member_id``."""
    member = connection.execute(_ONE, {"of": member_id}).one_or_none()
    if member is None:
        raise LookupError(f"no appointment {member_id}")
    theirs = connection.execute(_RESOURCES_OF, {"of": member_id}).scalars().all()
    same = ("location", "service", "start", "duration")
    fits = all(columns[name] == getattr(member, name) for name in same)
    if not fits or set(theirs) != set(resources) or member.status not in TAKING:
        raise ValueError(f"no session of appointment {member_id} that this visit could join")
    session = member.session or member.id
    if member.session is None:
        connection.execute(_FOUND_SESSION, {"of": member_id, "number": session})
    return {
        "session": session,
        "buffer_before": member.buffer_before,
        "buffer_after": member.buffer_after,
    }


def _rejoin(connection: Connection, appointment_id: int, member_id: int) -> dict[str, Any]:
    me = connection.execute(_ONE, {"of": appointment_id}).one_or_none()
    if me is None:
        raise LookupError(f"no appointment {appointment_id}")
    mine = connection.execute(_RESOURCES_OF, {"of": appointment_id}).scalars().all()
    return _join(connection, member_id, dict(me._mapping), mine)


_INSERT = Prepared(sa.insert(appointment))
_INSERT_RESOURCE = Prepared(sa.insert(appointment_resource))
_KEYS = Prepared(
    select(
        resource_table.c.id,
        resource_table.c.pk,
        select(location_table.c.pk)
        .where(location_table.c.id == bindparam("location"))
        .scalar_subquery(),
        select(service_table.c.pk)
        .where(service_table.c.id == bindparam("service"))
        .scalar_subquery(),
        footprints.LONGEST,
        footprints.TAKEN_UNTIL,
    ).where(resource_table.c.id.in_(bindparam("ids", expanding=True)))
)
_ONE = select(appointment).where(appointment.c.id == bindparam("of"))
_VERSION = select(appointment.c.version).where(appointment.c.id == bindparam("of"))
_RESOURCES_OF = select(appointment_resource.c.resource).where(
    appointment_resource.c.appointment_id == bindparam("of")
)
_FOUND_SESSION = (
    sa.update(appointment)
    .where(appointment.c.id == bindparam("of"))
    .values(session=bindparam("number"))
)
_DELETE_RESOURCES = sa.delete(appointment_resource).where(
    appointment_resource.c.appointment_id == bindparam("of")
)
_DELETE = sa.delete(appointment).where(appointment.c.id == bindparam("of"))
_STALE = (
    select(appointment.c.id)
    .where(appointment.c.status == "IN", appointment.c.hold_expires_at < bindparam("before"))
    .order_by(appointment.c.hold_expires_at)
    .limit(bindparam("most"))
)
