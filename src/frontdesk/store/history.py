"""What the visits of customers add up to: last and next visit, no-shows, what they usually take.

A fixed number of statements for all customers asked for; each takes a few steps in the index of a
customer's visits, however long the history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Integer, ScalarSelect, and_, bindparam, func, select
from sqlalchemy.sql.expression import BindParameter

from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    customer,
    is_live,
    resource,
    service,
)

_RECENT = 12  # visits that tell what is usual


@dataclass(frozen=True, slots=True)
class Overview:
    """A customer's visits in short. The ids of visits are None where there is none.

    ``usual_resource`` is a person (kind staff); both are None where nothing is usual yet.
    """

    last_id: int | None = None
    next_id: int | None = None
    no_shows: int = 0
    usual_service: str | None = None
    usual_resource: str | None = None


def overviews(connection: Connection, ids: Sequence[int], now: int) -> dict[int, Overview]:
    """The overview of each customer at the moment ``now``; every id asked for is a key."""
    values = {"ids": list(ids), "minute": now // 60, "now": now}
    found = dict.fromkeys(ids, Overview())
    for row in connection.execute(_SUMS, values):
        found[row.id] = Overview(row.last_id, row.next_id, row.no_shows)
    services: dict[int, Counter[str]] = {}
    resources: dict[int, Counter[str]] = {}
    seen: set[int] = set()
    for row in connection.execute(_RECENT_PARTS, values):
        if row.visit not in seen:
            seen.add(row.visit)
            services.setdefault(row.id, Counter())[row.service] += 1
        if row.kind == "staff":
            resources.setdefault(row.id, Counter())[row.resource] += 1
    for number, overview in found.items():
        found[number] = replace(
            overview,
            usual_service=_usual(services.get(number)),
            usual_resource=_usual(resources.get(number)),
        )
    return found


def visit_counts(connection: Connection, ids: Sequence[int], now: int) -> dict[int, int]:
    """How many visits of any status each customer has had or will have; expired holds are none."""
    found = connection.execute(_COUNTS, {"ids": list(ids), "now": now})
    return {row.customer_id: row.visits for row in found}


def live_ahead(connection: Connection, ids: Sequence[int], now: int) -> int:
    """How many live visits of these customers have not ended at the moment ``now``."""
    values = {"ids": list(ids), "minute": now // 60, "now": now}
    return int(connection.execute(_AHEAD, values).scalar_one())


def _usual(counts: Counter[str] | None) -> str | None:
    # Counted from the latest visit back, so that among equals the most recent one wins.
    return counts.most_common(1)[0][0] if counts else None


_minute = bindparam("minute", type_=Integer)
_now = bindparam("now", type_=Integer)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_KEPT = ("BK", "RS")
_visit = appointment.alias("visit")
_OWN = _visit.c.customer_id == customer.c.id


def _one(later: bool) -> ScalarSelect[int]:
    """The visit nearest to now on one side of it."""
    side = _visit.c.start >= _minute if later else _visit.c.start < _minute
    order = _visit.c.start.asc() if later else _visit.c.start.desc()
    return (
        select(_visit.c.id)
        .where(_OWN, side, _visit.c.status.in_(_KEPT))
        .order_by(order)
        .limit(1)
        .correlate(customer)
        .scalar_subquery()
    )


_SUMS = select(
    customer.c.id,
    _one(later=False).label("last_id"),
    _one(later=True).label("next_id"),
    select(func.count())
    .select_from(_visit)
    .where(_OWN, _visit.c.status == "NS")
    .correlate(customer)
    .scalar_subquery()
    .label("no_shows"),
).where(customer.c.id.in_(_IDS))
_latest = (
    select(_visit.c.id)
    .where(_OWN, _visit.c.status.in_(_KEPT))
    .order_by(_visit.c.start.desc())
    .limit(_RECENT)
    .correlate(customer)
)
_RECENT_PARTS = (
    select(
        customer.c.id,
        appointment.c.id.label("visit"),
        service.c.id.label("service"),
        resource.c.id.label("resource"),
        resource.c.kind,
    )
    .select_from(customer)
    .join(appointment, appointment.c.id.in_(_latest))
    .join(service, service.c.pk == appointment.c.service)
    .join(appointment_resource, appointment_resource.c.appointment_id == appointment.c.id)
    .join(resource, resource.c.pk == appointment_resource.c.resource)
    .where(customer.c.id.in_(_IDS))
    .order_by(customer.c.id, appointment.c.start.desc(), appointment_resource.c.position)
)
_COUNTS = (
    select(appointment.c.customer_id, func.count().label("visits"))
    .where(appointment.c.customer_id.in_(_IDS), is_live(appointment.c.hold_expires_at, _now))
    .group_by(appointment.c.customer_id)
)
_AHEAD = select(func.count()).where(
    appointment.c.customer_id.in_(_IDS),
    appointment.c.status.in_(("IN", *_KEPT)),
    is_live(appointment.c.hold_expires_at, _now),
    and_(appointment.c.start + appointment.c.duration > _minute),
)
