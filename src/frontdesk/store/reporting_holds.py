"""What became of holds, told by the audit trail, which outlives the rows of released ones.

Moments are seconds. A hold belongs to the moment at which it was placed. The trail has no index
by time, as it would make every hold dearer: it is read as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    true,
)

from frontdesk.store.rows import appointment, audit

LOST = "lost"
"""Marks the row of the trail that says that an expired hold's time was taken by somebody else."""
_LONGEST_HOLD = 31 * 86400
"""Seconds; no hold ends later than this after it was placed, however often it is extended."""


@dataclass(frozen=True, slots=True)
class HoldCounts:
    """How many holds were placed in a period, and what became of them; ``lost`` are ``expired``."""

    placed: int
    booked: int
    released: int
    expired: int
    lost: int
    live: int


@dataclass(frozen=True, slots=True)
class PlacedHold:
    """One hold as it was placed; the visit's row may be gone. ``start`` is an instant."""

    id: int
    start: int
    service_id: str
    resource_ids: tuple[str, ...]
    customer_id: int | None
    outcome: str


def counts(
    connection: Connection, lo: int, hi: int, now: int, resource_ids: Sequence[str] | None = None
) -> HoldCounts:
    """Holds placed in ``[lo, hi)``; with resources named, those whose first is one of them."""
    was_placed = _places(lo, hi, resource_ids)
    left = _left(lo, hi, resource_ids)
    is_booked = audit.c.to_status.in_(("BK", "RS"))
    marked = and_(
        _marks(audit),
        _placed_as(audit.c.appointment_id, lo, hi, resource_ids),
        _never_left(),
    )
    ways = (was_placed, and_(left, is_booked), and_(left, audit.c.to_status.is_(None)), marked)
    sums = [func.coalesce(func.sum(case((way, 1), else_=0)), 0) for way in ways]
    # One reading of the trail for all of them.
    told = select(*sums).where(audit.c.at >= lo, audit.c.at < hi + _LONGEST_HOLD)
    placed, booked, released, lost = (int(n) for n in connection.execute(told).one())
    running = select(func.count()).where(
        appointment.c.hold_expires_at > now,
        _placed_as(appointment.c.id, lo, hi, resource_ids),
    )
    live = connection.execute(running).scalar_one()
    return HoldCounts(placed, booked, released, placed - booked - released - live, lost, live)


def latest(
    connection: Connection,
    lo: int,
    hi: int,
    now: int,
    outcome: str,
    most: int,
    resource_ids: Sequence[str] | None = None,
) -> list[PlacedHold]:
    """The newest ``most`` holds placed in ``[lo, hi)`` of which ``outcome`` became.

    Outcomes: ``placed`` (any), ``hold-booked``, ``released``, ``expired``, ``lost``, ``live``.
    """
    after = audit.alias("after")
    told = select(func.max(after.c.to_status)).where(_same(after), _leaves(after))
    ways = {
        "placed": true(),
        "hold-booked": exists().where(
            _same(after), _leaves(after), after.c.to_status.in_(("BK", "RS"))
        ),
        "released": exists().where(_same(after), _leaves(after), after.c.to_status.is_(None)),
        "expired": and_(_never_left(), not_(_lives(now))),
        "lost": and_(_never_left(), _is_lost()),
        "live": _lives(now),
    }
    query = select(audit.c.appointment_id).where(_places(lo, hi, resource_ids), ways[outcome])
    gone = exists().where(_same(after), _leaves(after))
    query = query.add_columns(audit.c.change, told.scalar_subquery(), gone, _is_lost(), _lives(now))
    found = connection.execute(query.order_by(audit.c.id.desc()).limit(most))
    return [_hold(*row) for row in found]


def was_lost(connection: Connection, appointment_id: int) -> bool:
    """Whether the trail says already that the time of this hold is lost."""
    asked = select(audit.c.id).where(audit.c.appointment_id == appointment_id, _marks(audit))
    return connection.execute(asked.limit(1)).first() is not None


def _hold(
    id_: int, change: Any, told: str | None, gone: bool, lost: bool, live: bool
) -> PlacedHold:
    if gone:
        outcome = "hold-booked" if told in ("BK", "RS") else "released"
    else:
        outcome = "live" if live else "lost" if lost else "expired"
    return PlacedHold(
        id_,
        change["start"],
        change["serviceId"],
        tuple(change["resourceIds"]),
        change.get("customerId"),
        outcome,
    )


def _places(lo: int, hi: int, resource_ids: Sequence[str] | None) -> ColumnElement[bool]:
    """Whether a row of the trail places a hold in ``[lo, hi)``."""
    found = [
        audit.c.from_status.is_(None),
        audit.c.to_status == "IN",
        audit.c.at >= lo,
        audit.c.at < hi,
    ]
    return and_(*found, *([] if resource_ids is None else [_of(audit, resource_ids)]))


def _left(lo: int, hi: int, resource_ids: Sequence[str] | None) -> ColumnElement[bool]:
    """Whether by a row of the trail a hold placed in ``[lo, hi)`` was left.

    Only near the period's edges must the row that placed the hold be looked up.
    """
    is_placed = _placed_as(audit.c.appointment_id, lo, hi, resource_ids)
    if resource_ids is None:
        is_placed = or_(and_(audit.c.at >= lo + _LONGEST_HOLD, audit.c.at < hi), is_placed)
    return and_(_leaves(audit), is_placed)


def _placed_as(
    number: ColumnElement[int], lo: int, hi: int, resource_ids: Sequence[str] | None
) -> ColumnElement[bool]:
    """Whether the visit of this number began as a hold placed in ``[lo, hi)``."""
    before = audit.alias("before")
    placed = [
        before.c.appointment_id == number,
        before.c.from_status.is_(None),
        before.c.to_status == "IN",
        before.c.at >= lo,
        before.c.at < hi,
    ]
    if resource_ids is not None:
        placed.append(_of(before, resource_ids))
    return exists().where(*placed)


def _marks(row: Any) -> ColumnElement[bool]:
    """Whether a row of the trail says that a hold's time is lost."""
    return and_(
        row.c.from_status == "IN",
        row.c.to_status == "IN",
        func.json_extract(row.c.change, f"$.{LOST}") == 1,
    )


def _leaves(row: Any) -> ColumnElement[bool]:
    return and_(row.c.from_status == "IN", or_(row.c.to_status.is_(None), row.c.to_status != "IN"))


def _same(row: Any) -> ColumnElement[bool]:
    return row.c.appointment_id == audit.c.appointment_id  # type: ignore[no-any-return]


def _never_left() -> ColumnElement[bool]:
    after = audit.alias("left")
    return ~exists().where(_same(after), _leaves(after))


def _is_lost() -> ColumnElement[bool]:
    mark = audit.alias("mark")
    return exists().where(_same(mark), _marks(mark))


def _lives(now: int) -> ColumnElement[bool]:
    return exists().where(
        appointment.c.id == audit.c.appointment_id,
        appointment.c.status == "IN",
        appointment.c.hold_expires_at > now,
    )


def _of(row: Any, resource_ids: Sequence[str]) -> ColumnElement[bool]:
    first = func.json_extract(row.c.change, "$.resourceIds[0]")
    return first.in_(resource_ids)
