"""Taking made-up rows out of a book again, guards and all: nobody ever relied on them.

The guards of ``store.guards`` keep what people wrote. Made-up visits were written by nobody: every
line that the trail has of them is marked ``demo``, and made-up customers have none.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from frontdesk.store.customer_rows import (
    customer_audit,
    customer_key,
    customer_link,
    customer_merge,
    draft,
    undo_entry,
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

_IN_THE_WAY = ("footprint_kept", "appointment_kept")
_IN_ORDER = (
    footprint,
    appointment_resource,
    appointment,
    customer_key,
    customer_link,
    customer_merge,
    customer,
    service,
    resource_group,
    resource,
    location,
    draft,
    undo_entry,
)
"""Each before what it refers to."""


@dataclass(frozen=True, slots=True)
class Written:
    """How much of a book people wrote or changed: visits (holds among them) and customers."""

    visits: int
    customers: int


def written(connection: Connection) -> Written:
    """What the trails tell of, as far as it is still there."""
    by_hand = select(audit.c.appointment_id).where(
        func.json_extract(audit.c.change, "$.demo").is_(None)
    )
    visits = select(func.count()).where(appointment.c.id.in_(by_hand))
    people = select(func.count()).where(customer.c.id.in_(select(customer_audit.c.customer_id)))
    return Written(connection.scalar(visits) or 0, connection.scalar(people) or 0)


def clear(connection: Connection) -> None:
    """Delete every visit, every customer and the whole configuration, in one transaction.

    The journal and the trails stay; so do policy and users, which are no part of a sample.
    """
    for name in _IN_THE_WAY:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table in _IN_ORDER:
        connection.execute(delete(table))
    for trigger in TRIGGERS:
        if any(f"CREATE TRIGGER {name} " in trigger for name in _IN_THE_WAY):
            connection.exec_driver_sql(trigger)
