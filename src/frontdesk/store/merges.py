"""Two records of one person, made one and two again; and the links between different people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, or_, select

from frontdesk.engine.customers import LinkKind
from frontdesk.store.customer_rows import customer_link, customer_merge
from frontdesk.store.rows import appointment


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: the visits that moved, and the kept record's fields before and after it."""

    id: int
    kept_id: int
    merged_id: int
    moved: tuple[int, ...]
    filled: Mapping[str, tuple[Any, Any]]


def add(
    connection: Connection,
    kept_id: int,
    merged_id: int,
    moved: Sequence[int],
    filled: Mapping[str, tuple[Any, Any]],
    at: int,
) -> int:
    """Write down a merge, so that it can be undone; its id."""
    columns = {
        "at": at,
        "kept_id": kept_id,
        "merged_id": merged_id,
        "moved": list(moved),
        "filled": {name: list(pair) for name, pair in filled.items()},
    }
    return int(connection.execute(_ADD, columns).scalar_one())


def get(connection: Connection, merge_id: int) -> Merge | None:
    """A merge that stands; None where there is none or it was undone."""
    return _first(connection, customer_merge.c.id == merge_id)


def of_merged(connection: Connection, merged_id: int) -> Merge | None:
    """The merge by which a customer became part of another."""
    return _first(connection, customer_merge.c.merged_id == merged_id)


def set_undone(connection: Connection, merge_id: int, at: int) -> None:
    """Say that a merge stands no more."""
    statement = sa.update(customer_merge).where(customer_merge.c.id == merge_id)
    connection.execute(statement.values(undone_at=at))


def forget(connection: Connection, ids: Sequence[int]) -> None:
    """Empty the merges of these customers of what the fields held."""
    concerned = or_(customer_merge.c.kept_id.in_(ids), customer_merge.c.merged_id.in_(ids))
    connection.execute(sa.update(customer_merge).where(concerned).values(filled={}))


def appointments_of(connection: Connection, customer_id: int) -> list[int]:
    """The ids of all visits of a customer, of any status."""
    return list(connection.execute(_VISITS, {"of": customer_id}).scalars())


def move_appointments(
    connection: Connection, ids: Iterable[int], source: int, target: int
) -> list[int]:
    """Give visits of one customer to another; which of them were still the first one's."""
    found = connection.execute(_STILL, {"ids": [*ids], "source": source}).scalars().all()
    connection.execute(_MOVE, {"these": list(found), "target": target})
    return list(found)


def successors(connection: Connection, ids: Iterable[int]) -> set[int]:
    """The visits that these became by being rescheduled, any number of times."""
    found: set[int] = set()
    level = [*ids]
    while level:
        after = connection.execute(_AFTER, {"ids": level}).scalars()
        level = [entry for entry in after if entry not in found]
        found.update(level)
    return found


def link(connection: Connection, customer_id: int, other_id: int, kind: LinkKind) -> bool:
    """Link two customers; False where they were."""
    values = {"customer_id": customer_id, "other_id": other_id, "kind": kind}
    known = connection.execute(_LINK, values).one_or_none() is not None
    if not known:
        connection.execute(sa.insert(customer_link), values)
    return not known


def unlink(connection: Connection, customer_id: int, other_id: int, kind: LinkKind) -> bool:
    """Take a link away; False where there was none."""
    values = {"customer_id": customer_id, "other_id": other_id, "kind": kind}
    return connection.execute(_UNLINK, values).rowcount > 0


def unlink_all(connection: Connection, ids: Sequence[int]) -> None:
    """Take every link of these customers away."""
    connection.execute(
        sa.delete(customer_link).where(
            or_(customer_link.c.customer_id.in_(ids), customer_link.c.other_id.in_(ids))
        )
    )


def links_of(connection: Connection, ids: Sequence[int]) -> list[tuple[int, int, LinkKind]]:
    """(customer, other, kind) of every link that begins or ends at one of these customers."""
    found = connection.execute(_LINKS, {"ids": list(ids)})
    return [(row.customer_id, row.other_id, row.kind) for row in found]


def _first(connection: Connection, condition: sa.ColumnElement[bool]) -> Merge | None:
    row = connection.execute(
        select(customer_merge)
        .where(condition, customer_merge.c.undone_at.is_(None))
        .order_by(customer_merge.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    filled = {name: (before, after) for name, (before, after) in row.filled.items()}
    return Merge(row.id, row.kept_id, row.merged_id, tuple(row.moved), filled)


_ADD = sa.insert(customer_merge).returning(customer_merge.c.id)
_VISITS = (
    select(appointment.c.id)
    .where(appointment.c.customer_id == bindparam("of"))
    .order_by(appointment.c.id)
)
_STILL = select(appointment.c.id).where(
    appointment.c.id.in_(bindparam("ids", expanding=True)),
    appointment.c.customer_id == bindparam("source"),
)
_MOVE = (
    sa.update(appointment)
    .where(appointment.c.id.in_(bindparam("these", expanding=True)))
    .values(customer_id=bindparam("target"), version=appointment.c.version + 1)
)
_AFTER = select(appointment.c.rescheduled_id).where(
    appointment.c.id.in_(bindparam("ids", expanding=True)),
    appointment.c.rescheduled_id.is_not(None),
)
_LINK = select(customer_link.c.kind).where(
    customer_link.c.customer_id == bindparam("customer_id"),
    customer_link.c.other_id == bindparam("other_id"),
    customer_link.c.kind == bindparam("kind"),
)
_UNLINK = sa.delete(customer_link).where(
    customer_link.c.customer_id == bindparam("customer_id"),
    customer_link.c.other_id == bindparam("other_id"),
    customer_link.c.kind == bindparam("kind"),
)
_LINKS = (
    select(customer_link)
    .where(
        or_(
            customer_link.c.customer_id.in_(bindparam("ids", expanding=True)),
            customer_link.c.other_id.in_(bindparam("ids", expanding=True)),
        )
    )
    .order_by(customer_link.c.kind, customer_link.c.customer_id, customer_link.c.other_id)
)
