"""Occupied time: one footprint row for each live appointment and resource.

The attendees of a class carry the same ``session`` number and share one row on each resource,
which one of them owns. When the owner leaves, the row passes to another attendee; its timer is
None as soon as one attendee has none, else the latest. That explicit number, and not merely "the
same service at the same time", says who shares: so a late booking can never slip under the row of
a stranger, and the guard of the database refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from frontdesk.store.guards import OVERLAP
from frontdesk.store.prepared import Prepared
from frontdesk.store.rows import (
    TAKING,
    appointment,
    appointment_resource,
    footprint,
    is_live,
    longest_footprint,
    resource,
)


class FootprintOverlapError(Exception):
    """The database itself refused a time that is already taken; nothing was written.

    The rules look first and so never meet this, unless they are wrong.
    """


LONGEST = select(longest_footprint.c.minutes).scalar_subquery()
"""Minutes that no visit in the book, of any status, exceeds with its buffers: bounds a range
read from below, as one that started earlier cannot reach into the range."""


_NEVER = -(2**62)  # before any instant
TAKEN_UNTIL = func.coalesce(
    select(footprint.c.end)
    .where(
        footprint.c.resource == resource.c.pk,
        footprint.c.start < bindparam("end", type_=Integer),
        not_(footprint.c.overbooked),
    )
    .order_by(footprint.c.start.desc())
    .limit(1)
    .correlate(resource)
    .scalar_subquery(),
    _NEVER,
)
"""The end of the last footprint on a resource that starts before ``:end``: the guard's question."""


def touches(lo: ColumnElement[int], hi: ColumnElement[int]) -> ColumnElement[bool]:
    """Footprints that share a minute with ``[lo, hi)``, found by the clustered key."""
    return and_(footprint.c.start < hi, footprint.c.start >= lo - LONGEST, footprint.c.end > lo)


def occupy(connection: Connection, appointment_id: int) -> None:
    """Make the rows of a live appointment agree with it: insert, refresh, or join its session.

    Raises ``FootprintOverlapError`` where somebody else has the time.
    """
    me = connection.execute(_ME, {"of": appointment_id}).one()
    mine = {row.resource: row for row in connection.execute(_MY_ROWS, {"of": appointment_id})}
    resources = connection.execute(_MY_RESOURCES, {"of": appointment_id}).scalars()
    missing = [key for key in resources if key not in mine]
    for row in mine.values():
        _refresh(connection, row, row.appointment_id)
    if missing:
        take(connection, appointment_id, me._asdict(), missing)


def take(
    connection: Connection,
    appointment_id: int,
    columns: Mapping[str, Any],
    resource_keys: Iterable[int],
) -> None:
    """Insert rows of an appointment, given its columns; raises ``FootprintOverlapError``."""
    start = columns["start"] - columns["buffer_before"]
    end = columns["start"] + columns["duration"] + columns["buffer_after"]
    row = {
        "start": start,
        "end": end,
        "appointment_id": appointment_id,
        "hold_expires_at": columns["hold_expires_at"],
        "made_at": columns["created_at"],
        "overbooked": columns["overbooked"],
    }
    try:
        for key in resource_keys:
            _TAKE.run(connection, {"resource": key, **row})
    except IntegrityError as error:
        if OVERLAP in str(error.orig):
            raise FootprintOverlapError from error
        raise


def remember_length(connection: Connection, minutes: int) -> None:
    """Let range reads reach back far enough for a visit of this length, buffers included."""
    _GROW.run(connection, {"length": minutes})


def vacate(connection: Connection, appointment_id: int) -> None:
    """Give up the time of an appointment that leaves; a class goes on with its other attendees."""
    for row in connection.execute(_MY_ROWS, {"of": appointment_id}).all():
        if row.appointment_id != appointment_id:
            _refresh(connection, row, row.appointment_id, without=appointment_id)
            continue
        heir = connection.execute(
            _HEIR, {"owner": appointment_id, "without": appointment_id}
        ).scalar()
        if heir is None:
            connection.execute(_DROP, _key_of(row))
        else:
            connection.execute(_HAND_OVER, _key_of(row) | {"heir": heir})
            _refresh(connection, row, heir, without=appointment_id)
    connection.execute(_LEAVE_SESSION, {"of": appointment_id})


def retire_expired(
    connection: Connection, resource_ids: Sequence[str], lo: int, hi: int, now: int
) -> None:
    """Remove the footprints of holds that expired by ``now`` and stand in ``[lo, hi)``.

    A class stays as long as one attendee is live. The holds themselves stay, as expired.
    """
    _RETIRE.run(connection, {"ids": list(resource_ids), "lo": lo, "hi": hi, "now": now})


def has_company(connection: Connection, appointment_id: int, now: int) -> bool:
    """Whether live attendees other than this one are in its class."""
    others = connection.execute(_COMPANY, {"owner": appointment_id, "now": now})
    return bool(others.scalar_one())


def _refresh(connection: Connection, row: Row[Any], owner: int, without: int = 0) -> None:
    """Give a row the timer and the time of making that its attendees add up to."""
    sums = connection.execute(_SUMS, {"owner": owner, "without": without}).one()
    timer = sums.latest if sums.timers == sums.everyone else None
    connection.execute(_RETIME, _key_of(row) | {"of": owner, "timer": timer, "made": sums.made})


def _key_of(row: Row[Any]) -> dict[str, int]:
    return {"on": row.resource, "at": row.start, "of": row.appointment_id}


_owner = appointment.alias("owner")
_member = appointment.alias("member")

# Those for whom a row of :owner stands; :without is on its way out.
_MEMBERS = _owner.join(
    _member,
    and_(
        _owner.c.id == bindparam("owner"),
        or_(_member.c.id == _owner.c.id, _member.c.session == _owner.c.session),
        _member.c.id != bindparam("without"),
        _member.c.status.in_(TAKING),
    ),
)
_HEIR = select(func.min(_member.c.id)).select_from(_MEMBERS)
_SUMS = select(
    func.max(_member.c.hold_expires_at).label("latest"),
    func.max(_member.c.created_at).label("made"),
    func.count(_member.c.hold_expires_at).label("timers"),
    func.count().label("everyone"),
).select_from(_MEMBERS)
_COMPANY = select(
    exists().where(
        _owner.c.id == bindparam("owner"),
        _member.c.session == _owner.c.session,
        _member.c.id != _owner.c.id,
        _member.c.status.in_(TAKING),
        is_live(_member.c.hold_expires_at, bindparam("now", type_=Integer)),
    )
)
_ME = select(appointment).where(appointment.c.id == bindparam("of"))
_MY_RESOURCES = (
    select(appointment_resource.c.resource)
    .where(appointment_resource.c.appointment_id == bindparam("of"))
    .order_by(appointment_resource.c.position)
)
# The rows through which an appointment takes its time: its own and those of its session.
_MY_ROWS = select(footprint).where(
    footprint.c.appointment_id.in_(
        select(_member.c.id)
        .select_from(
            _owner.join(
                _member,
                or_(_member.c.id == _owner.c.id, _member.c.session == _owner.c.session),
            )
        )
        .where(_owner.c.id == bindparam("of"))
    )
)
_RETIRE = Prepared(
    delete(footprint).where(
        footprint.c.resource.in_(
            select(resource.c.pk).where(resource.c.id.in_(bindparam("ids", expanding=True)))
        ),
        touches(bindparam("lo", type_=Integer), bindparam("hi", type_=Integer)),
        not_(is_live(footprint.c.hold_expires_at, bindparam("now", type_=Integer))),
    )
)
_AT = and_(
    footprint.c.resource == bindparam("on"),
    footprint.c.start == bindparam("at"),
    footprint.c.appointment_id == bindparam("of"),
)
_TAKE = Prepared(insert(footprint))
_DROP = delete(footprint).where(_AT)
_HAND_OVER = update(footprint).where(_AT).values(appointment_id=bindparam("heir"))
_RETIME = (
    update(footprint)
    .where(_AT)
    .values(hold_expires_at=bindparam("timer"), made_at=bindparam("made"))
)
_GROW = Prepared(
    update(longest_footprint)
    .where(longest_footprint.c.minutes < bindparam("length"))
    .values(minutes=bindparam("length"))
)
_LEAVE_SESSION = update(appointment).where(appointment.c.id == bindparam("of")).values(session=None)
