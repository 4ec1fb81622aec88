"""What a day should know of the people who come: alerts, and whose first visit it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from frontdesk.store.rows import appointment, customer

_MOST = 10_000
"""Customers asked for in one statement: SQLite takes no more than 32,766 values."""


@dataclass(frozen=True, slots=True)
class Visitors:
    """``alerted`` are the customers with an alert; ``first_visits`` the visits that are a
    customer's first, by id.
    """

    alerted: frozenset[int]
    first_visits: frozenset[int]


def visitors(connection: Connection, customer_ids: Iterable[int]) -> Visitors:
    """What is known of these customers; one statement, a step in an index for each of them.

    The first visit is the earliest one that is reserved or booked, whether it is over or ahead.
    """
    alerted: set[int] = set()
    firsts: set[int] = set()
    ids = sorted(set(customer_ids))
    for at in range(0, len(ids), _MOST):
        for row in connection.execute(_STATEMENT, {"ids": ids[at : at + _MOST]}):
            if row.alerts:
                alerted.add(row.id)
            if row.first_visit is not None:
                firsts.add(row.first_visit)
    return Visitors(frozenset(alerted), frozenset(firsts))


_visit = appointment.alias("visit")
_STATEMENT = select(
    customer.c.id,
    customer.c.alerts,
    select(_visit.c.id)
    .where(_visit.c.customer_id == customer.c.id, _visit.c.status.in_(("BK", "RS")))
    .order_by(_visit.c.start, _visit.c.id)
    .limit(1)
    .correlate(customer)
    .scalar_subquery()
    .label("first_visit"),
).where(customer.c.id.in_(bindparam("ids", expanding=True)))
