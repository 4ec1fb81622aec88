"""Append-only trails: of appointments, of customers' records, of the configuration."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from frontdesk.engine.values import Status
from frontdesk.store.customer_rows import customer_audit, customer_content
from frontdesk.store.guards import TRIGGERS
from frontdesk.store.prepared import Prepared
from frontdesk.store.rows import appointment, audit, setting_change

FOLLOWS = "insteadOf"
"""The key under which the first line of a hold names the one that it took the place of."""
_FOLLOWED = (FOLLOWS, "movedFrom", "restoredFrom")
_UNCHANGED = "audit_update"
_PERSONAL = frozenset({"name", "customer_name", "email", "phone", "notes"})


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One transition of one appointment; ``at`` is a moment in seconds.

    ``before`` is None for a visit that was just made, ``after`` for a hold that was released.
    """

    at: int
    who: str
    desk: str
    appointment_id: int
    before: Status | None
    after: Status | None
    change: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CustomerEntry:
    """One change of a customer's record; ``change`` names fields and numbers, never contents.

    What stood in the fields, ``before`` and ``after``, is kept beside the trail, as long as the
    person is not erased; both are empty where that was not noted, or is gone.
    """

    at: int
    who: str
    desk: str
    customer_id: int
    verb: str
    change: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of the configuration: the entries that changed, as they were and as they are."""

    at: int
    who: str
    desk: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def append(connection: Connection, entry: AuditEntry) -> None:
    """Add one line to the trail. Customers appear by number only.

    Raises ``ValueError`` when ``change`` holds a name, an address, a number or a note.
    """
    if personal := _PERSONAL & entry.change.keys():
        raise ValueError(f"the audit trail holds customer numbers only, not {sorted(personal)}")
    _APPEND.run(
        connection,
        {
            "at": entry.at,
            "who": entry.who,
            "desk": entry.desk,
            "appointment_id": entry.appointment_id,
            "from_status": entry.before,
            "to_status": entry.after,
            "change": dict(entry.change),
        },
    )


def trail(connection: Connection, appointment_id: int) -> list[AuditEntry]:
    """Everything that happened to one appointment, oldest first."""
    rows = connection.execute(
        select(audit).where(audit.c.appointment_id == appointment_id).order_by(audit.c.id)
    )
    return [
        AuditEntry(
            row.at,
            row.who,
            row.desk,
            row.appointment_id,
            row.from_status and Status(row.from_status),
            row.to_status and Status(row.to_status),
            row.change,
        )
        for row in rows
    ]


def append_customer(connection: Connection, *entries: CustomerEntry) -> None:
    """Add lines to the trail of customers.

    Raises ``ValueError`` when a ``change`` holds a name, an address, a number or a note.
    """
    for entry in entries:
        if personal := _PERSONAL & entry.change.keys():
            raise ValueError(f"the trail names fields, not their contents: {sorted(personal)}")
    told = [entry for entry in entries if entry.before or entry.after]
    others = [_trail_row(entry) for entry in entries if not (entry.before or entry.after)]
    if others:
        connection.execute(insert(customer_audit), others)
    for entry in told:
        contents = {
            "audit_id": _TRAIL.insert(connection, _trail_row(entry)),
            "customer_id": entry.customer_id,
            "before": dict(entry.before),
            "after": dict(entry.after),
        }
        connection.execute(insert(customer_content).values(contents))


def forget_contents(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Forget what stood in these customers' records; that they were changed stays known."""
    theirs = customer_content.c.customer_id.in_(list(customer_ids))
    connection.execute(delete(customer_content).where(theirs))


def _trail_row(entry: CustomerEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "who": entry.who,
        "desk": entry.desk,
        "customer_id": entry.customer_id,
        "verb": entry.verb,
        "change": dict(entry.change),
    }


def customer_trail(
    connection: Connection, customer_id: int, limit: int | None = None
) -> list[CustomerEntry]:
    """The latest ``limit`` changes of one customer's record, all for None; oldest first."""
    rows = connection.execute(
        select(customer_audit, customer_content.c.before, customer_content.c.after)
        .outerjoin(customer_content, customer_content.c.audit_id == customer_audit.c.id)
        .where(customer_audit.c.customer_id == customer_id)
        .order_by(customer_audit.c.id.desc())
        .limit(limit)
    ).all()
    return [
        CustomerEntry(
            row.at,
            row.who,
            row.desk,
            row.customer_id,
            row.verb,
            row.change,
            row.before or {},
            row.after or {},
        )
        for row in reversed(rows)
    ]


def append_setting_change(connection: Connection, change: SettingChange) -> None:
    """Add one line to the journal of the configuration."""
    connection.execute(
        insert(setting_change).values(
            at=change.at,
            who=change.who,
            desk=change.desk,
            before=dict(change.before),
            after=dict(change.after),
        )
    )


def append_refusal(
    connection: Connection, at: int, who: str, desk: str, told: Mapping[str, Any]
) -> None:
    """Say in the journal that somebody tried what they may not; ``told`` says what."""
    line = SettingChange(at, who, desk, {"refused": {}}, {"refused": told})
    append_setting_change(connection, line)


def append_leave(connection: Connection, at: int, who: str, desk: str, right: str) -> None:
    """Say that an act took a right which only somebody else's leave gave; ``who`` names both."""
    line = SettingChange(at, who, desk, {"allowed": {}}, {"allowed": {"right": right}})
    append_setting_change(connection, line)


def blank_reasons(connection: Connection, visits: Collection[int]) -> None:
    """Take the reasons for exceptions out of what the trail tells of these visits.

    The one change that the trail takes: a reason is free text about a person who is erased. That
    a rule was bent, which, when and by whom stays.
    """
    told = audit.c.change["because"].as_string()
    rows = connection.execute(
        select(audit.c.id, audit.c.change).where(
            told.is_not(None), audit.c.appointment_id.in_(visits)
        )
    ).all()
    if not rows:
        return
    connection.exec_driver_sql(f"DROP TRIGGER {_UNCHANGED}")
    for row in rows:
        blank = {**row.change, "because": ""}
        connection.execute(update(audit).where(audit.c.id == row.id).values(change=blank))
    (guard,) = (trigger for trigger in TRIGGERS if f"CREATE TRIGGER {_UNCHANGED} " in trigger)
    connection.exec_driver_sql(guard)


def visits_of(connection: Connection, customer_ids: Sequence[int]) -> frozenset[int]:
    """The numbers of all that was ever held or booked for customers, and of what those followed.

    A hold is often made before anybody says for whom, and another takes its place: it is reached
    over the visit that was booked in the end. One that was somebody else's is not.
    """
    named = audit.c.change["customerId"].as_integer()
    theirs = select(appointment.c.id).where(appointment.c.customer_id.in_(customer_ids))
    known = (
        select(audit.c.appointment_id.label("number"))
        .where(or_(named.in_(customer_ids), audit.c.appointment_id.in_(theirs)))
        .cte("visits_of", recursive=True)
    )
    of_somebody = select(audit.c.appointment_id).where(named.is_not(None))
    followed = func.coalesce(*(audit.c.change[key].as_integer() for key in _FOLLOWED))
    before = (
        select(followed)
        .join(known, known.c.number == audit.c.appointment_id)
        .where(followed.not_in(of_somebody))
    )
    return frozenset(connection.execute(select(known.union(before).c.number)).scalars())


def setting_changes(connection: Connection, limit: int = 100) -> list[SettingChange]:
    """The latest changes of the configuration, newest first."""
    rows = connection.execute(
        select(setting_change).order_by(setting_change.c.id.desc()).limit(limit)
    )
    return [SettingChange(row.at, row.who, row.desk, row.before, row.after) for row in rows]


_APPEND = Prepared(insert(audit))
_TRAIL = Prepared(insert(customer_audit))
