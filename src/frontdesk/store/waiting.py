"""Those who wait for a time: read together, written one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from frontdesk.store.waiting_rows import waiting_entry

Columns = Mapping[str, Any]
"""Columns of an entry by name, ready for JSON."""


def add(connection: Connection, columns: Columns) -> int:
    """Write a new entry; its number."""
    key = connection.execute(insert(waiting_entry).values(dict(columns))).inserted_primary_key
    assert key is not None
    return int(key[0])


def get(connection: Connection, entry_id: int) -> dict[str, Any] | None:
    """An entry by number, waiting or not; None where there is none."""
    rows = connection.execute(select(waiting_entry).where(waiting_entry.c.id == entry_id))
    row = rows.mappings().first()
    return None if row is None else dict(row)


def change(connection: Connection, entry_id: int, columns: Columns) -> None:
    """Change columns of an entry."""
    statement = update(waiting_entry).where(waiting_entry.c.id == entry_id)
    connection.execute(statement.values(dict(columns)))


def waiting(connection: Connection, location_id: str, today: str, most: int) -> Sequence[Row[Any]]:
    """Those who wait at a location and whose dates are not over, longest first; ``most`` of them.

    ``today`` is an ISO date.
    """
    statement = (
        select(waiting_entry)
        .where(
            waiting_entry.c.closed_at.is_(None),
            waiting_entry.c.location_id == location_id,
            waiting_entry.c.last >= today,
        )
        .order_by(waiting_entry.c.made_at, waiting_entry.c.id)
        .limit(most)
    )
    return connection.execute(statement).all()


def concerned(
    connection: Connection,
    customer_ids: Collection[int],
    appointment_ids: Collection[int],
    since: int,
) -> Sequence[Row[Any]]:
    """Open entries of these customers, and those that these visits closed after ``since``."""
    own = and_(
        waiting_entry.c.closed_at.is_(None), waiting_entry.c.customer_id.in_(list(customer_ids))
    )
    met = and_(
        waiting_entry.c.appointment_id.in_(list(appointment_ids)),
        waiting_entry.c.closed_at >= since,
    )
    statement = select(waiting_entry).where(or_(own, met)).order_by(waiting_entry.c.id)
    return connection.execute(statement).all()


def forget(connection: Connection, customer_ids: Collection[int]) -> None:
    """Take the entries of these customers out for good."""
    statement = delete(waiting_entry).where(waiting_entry.c.customer_id.in_(list(customer_ids)))
    connection.execute(statement)
