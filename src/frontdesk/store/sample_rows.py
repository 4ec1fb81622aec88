"""Taking made-up rows out of a book, guards and all, and putting the same rows in again.

The guards of ``store.guards`` keep what people wrote. Made-up visits were written by nobody: every
line that the trail has of them is marked ``demo``, and made-up customers have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from frontdesk.store.customer_rows import (
    customer_audit,
    customer_import,
    customer_key,
    customer_link,
    customer_merge,
    draft,
)
from frontdesk.store.guards import TRIGGERS
from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    audit,
    customer,
    footprint,
    location,
    resource,
    resource_group,
    service,
)
from frontdesk.store.waiting_rows import waiting_entry

_IN_THE_WAY = ("footprint_kept", "appointment_kept")
_FILLED = (
    location,
    resource,
    resource_group,
    service,
    customer,
    customer_key,
    customer_link,
    customer_merge,
    customer_import,
    appointment,
    appointment_resource,
    footprint,
    waiting_entry,
)
"""The tables of a sample, each behind what it refers to.

The trails, the settings, the users and the counters are no part of it.
"""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table, as JSON."""


@dataclass(frozen=True, slots=True)
class Written:
    """How much of a book people wrote or changed: visits (holds among them), customers, waiting."""

    visits: int
    customers: int
    waiting: int


def written(connection: Connection) -> Written:
    """What the trails tell of, as far as it is still there."""
    by_hand = select(audit.c.appointment_id).where(
        func.json_extract(audit.c.change, "$.demo").is_(None)
    )
    visits = select(func.count()).where(appointment.c.id.in_(by_hand))
    people = select(func.count()).where(customer.c.id.in_(select(customer_audit.c.customer_id)))
    waiting = select(func.count()).select_from(waiting_entry)
    counts = (connection.scalar(count) or 0 for count in (visits, people, waiting))
    return Written(*counts)


def take_out(connection: Connection) -> Rows:
    """Delete every visit, every customer and the whole configuration; what was there.

    The journal and the trails stay; so do policy and users, which are no part of a sample.
    """
    rows = {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in _FILLED
    }
    for name in _IN_THE_WAY:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table in (draft, *reversed(_FILLED)):
        connection.execute(delete(table))
    for trigger in TRIGGERS:
        if any(f"CREATE TRIGGER {name} " in trigger for name in _IN_THE_WAY):
            connection.exec_driver_sql(trigger)
    return rows


def put_back(connection: Connection, rows: Rows) -> None:
    """Put in again what ``take_out`` took from a book that is still empty."""
    for table in _FILLED:
        entries = rows[table.name]
        if entries:
            connection.execute(insert(table), [*entries])


def is_empty(connection: Connection) -> bool:
    """Whether nothing of the tables of a sample is there."""
    return not any(
        connection.execute(select(table).limit(1)).first() is not None for table in _FILLED
    )
