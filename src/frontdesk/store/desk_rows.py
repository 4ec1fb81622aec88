"""What each desk keeps for itself in the book: the form in hand, and what it can undo today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row, bindparam, select

from frontdesk.store.customer_rows import draft, undo_entry
from frontdesk.store.prepared import Prepared

Command = Mapping[str, Any]
"""One inverse command, as data: its verb under ``verb``, and what the verb takes."""


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A half-filled form. ``saved_at`` is a moment; the hold it belongs to may be gone."""

    desk: str
    form: Mapping[str, Any]
    appointment_id: int | None
    saved_at: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One step that a desk took today, and the commands that lead back (or, undone, forward)."""

    id: int
    desk: str
    day: str
    at: int
    kind: str
    appointment_id: int | None
    facts: Mapping[str, Any]
    commands: tuple[Command, ...]
    undone_at: int | None


def save_draft(connection: Connection, new: StoredDraft) -> None:
    """Keep a desk's form in the place of the one before."""
    values = {
        "desk": new.desk,
        "form": dict(new.form),
        "appointment_id": new.appointment_id,
        "saved_at": new.saved_at,
    }
    connection.execute(_DROP_DRAFT, {"desk": new.desk})
    connection.execute(sa.insert(draft), values)


def drafts(connection: Connection) -> list[StoredDraft]:
    """The forms of all desks."""
    found = connection.execute(select(draft).order_by(draft.c.desk))
    return [StoredDraft(*row) for row in found]


def draft_of(connection: Connection, desk: str) -> StoredDraft | None:
    """The form of one desk; None where nothing is half filled."""
    row = connection.execute(_DRAFT, {"desk": desk}).one_or_none()
    return None if row is None else StoredDraft(*row)


def drop_draft(connection: Connection, desk: str) -> None:
    """Forget the form of a desk: it was booked, or thrown away on purpose."""
    connection.execute(_DROP_DRAFT, {"desk": desk})


def remember(
    connection: Connection,
    desk: str,
    day: str,
    at: int,
    kind: str,
    appointment_id: int | None,
    facts: Mapping[str, Any],
    commands: Sequence[Command],
) -> int:
    """Write down a step; its id. What the desk had undone can't be done again from now on.

    A step on a visit takes the place of an earlier one of this desk on the same visit, which is
    not shown any more; steps of other days are forgotten.
    """
    _CLEAR.run(connection, {"own": desk, "today": day})
    columns = {
        "desk": desk,
        "day": day,
        "at": at,
        "kind": kind,
        "appointment_id": appointment_id,
        "facts": dict(facts),
        "commands": [dict(command) for command in commands],
    }
    return _REMEMBER.insert(connection, columns)


def entry(connection: Connection, entry_id: int) -> Entry | None:
    """One step; None where there is none, or a later one took its place."""
    row = connection.execute(_ENTRY, {"of": entry_id}).one_or_none()
    return None if row is None else _entry_of(row)


def latest(connection: Connection, desk: str, day: str, *, undone: bool) -> Entry | None:
    """The step of a desk to undo next, or (``undone``) to do again next."""
    row = connection.execute(_UNDONE if undone else _DONE, {"desk": desk, "day": day})
    first = row.first()
    return None if first is None else _entry_of(first)


def turn(
    connection: Connection,
    entry_id: int,
    undone_at: int | None,
    appointment_id: int | None,
    commands: Sequence[Command],
) -> None:
    """Say that a step was undone (at a moment) or done again, and what leads back from there."""
    connection.execute(_DROP_REPLACED, {"of": [entry_id]})  # before it leaves their visit
    values = {
        "undone_at": undone_at,
        "appointment_id": appointment_id,
        "commands": [dict(command) for command in commands],
    }
    connection.execute(sa.update(undo_entry).where(undo_entry.c.id == entry_id).values(values))


def all_entries(connection: Connection) -> list[Entry]:
    """Every step of every desk."""
    return [_entry_of(row) for row in connection.execute(select(undo_entry))]


def forget(connection: Connection, ids: Sequence[int]) -> None:
    """Take steps out of the log, and those whose place they took."""
    connection.execute(_DROP_REPLACED, {"of": list(ids)})
    connection.execute(sa.delete(undo_entry).where(undo_entry.c.id.in_(ids)))


def _entry_of(row: Row[Any]) -> Entry:
    return Entry(
        row.id,
        row.desk,
        row.day,
        row.at,
        row.kind,
        row.appointment_id,
        row.facts,
        tuple(row.commands),
        row.undone_at,
    )


_DRAFT = select(draft).where(draft.c.desk == bindparam("desk"))
_DROP_DRAFT = sa.delete(draft).where(draft.c.desk == bindparam("desk"))
_FIRST_OF_TODAY = (
    select(undo_entry.c.id)
    .where(undo_entry.c.day >= bindparam("today"))
    .order_by(undo_entry.c.id)
    .limit(1)
    .scalar_subquery()
)
# Two short ranges, of the numbers and of the index of what was undone: to write down a step costs
# the same in the evening as in the morning.
_CLEAR = Prepared(
    sa.delete(undo_entry).where(
        sa.or_(
            undo_entry.c.id < sa.func.coalesce(_FIRST_OF_TODAY, 2**63 - 1),
            sa.and_(undo_entry.c.desk == bindparam("own"), undo_entry.c.undone_at.is_not(None)),
        )
    )
)
_REMEMBER = Prepared(sa.insert(undo_entry))
_later = undo_entry.alias("later")
_IS_REPLACED = sa.exists().where(
    _later.c.id > undo_entry.c.id,
    _later.c.desk == undo_entry.c.desk,
    _later.c.appointment_id == undo_entry.c.appointment_id,
)
_DROP_REPLACED = sa.delete(undo_entry).where(
    _IS_REPLACED.where(_later.c.id.in_(bindparam("of", expanding=True)))
)
_ENTRY = select(undo_entry).where(undo_entry.c.id == bindparam("of"), ~_IS_REPLACED)
_OWN = sa.and_(
    undo_entry.c.desk == bindparam("desk"), undo_entry.c.day == bindparam("day"), ~_IS_REPLACED
)
_DONE = (
    select(undo_entry)
    .where(_OWN, undo_entry.c.undone_at.is_(None))
    .order_by(undo_entry.c.id.desc())
    .limit(1)
)
_UNDONE = (
    select(undo_entry)
    .where(_OWN, undo_entry.c.undone_at.is_not(None))
    .order_by(undo_entry.c.undone_at.desc(), undo_entry.c.id)
    .limit(1)
)
