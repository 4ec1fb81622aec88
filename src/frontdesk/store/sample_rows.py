"""Taking made-up rows out of a book again, guards and all: nobody ever relied on them.

The guards of ``store.guards`` keep what people wrote. Made-up visits were written by nobody: every
line that the trail has of them is marked ``demo``, and made-up customers have none.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from frontdesk.store.customer_rows import customer_audit
from frontdesk.store.guards import TRIGGERS
from frontdesk.store.rows import appointment, audit, customer, metadata
from frontdesk.store.waiting_rows import waiting_entry

_IN_THE_WAY = ("footprint_kept", "appointment_kept")
_STAYS = frozenset(
    {
        "alembic_version",
        "audit",
        "company",
        "customer_audit",
        "failed_sign_in",
        "longest_footprint",
        "policy",
        "quiet_changes",
        "setting_change",
        "unrecorded_changes",
        "user_account",
    }
)
"""Tables that are no part of a sample: the trails, the settings, the users, the counters."""


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


def clear(connection: Connection) -> None:
    """Delete every visit, every customer and the whole configuration, in one transaction.

    The journal and the trails stay; so do policy and users, which are no part of a sample.
    """
    for name in _IN_THE_WAY:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table in reversed(metadata.sorted_tables):  # each before what it refers to
        if table.name not in _STAYS:
            connection.execute(delete(table))
    for trigger in TRIGGERS:
        if any(f"CREATE TRIGGER {name} " in trigger for name in _IN_THE_WAY):
            connection.exec_driver_sql(trigger)
