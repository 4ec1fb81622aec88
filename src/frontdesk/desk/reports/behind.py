"""From a figure to the visits that it counts."""

from __future__ import annotations

from frontdesk.desk.reports.making import hold_moments, hold_resources
from frontdesk.desk.reports.periods import check, pieces, stretches
from frontdesk.desk.reports.values import Behind, Outcome, Slice, VisitBehind
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.payment import price_of
from frontdesk.engine.rights import Right
from frontdesk.store import reporting_holds, reporting_visits
from frontdesk.store.reporting import BOOKED, KEPT
from frontdesk.store.reporting_holds import PlacedHold
from frontdesk.store.reporting_visits import Asked, Found

STEPS = (200, 2_000, 20_000)
"""Visits that are listed at first, and as more are asked for; narrower figures tell the rest."""
_STATUSES = {
    Outcome.BOOKED: BOOKED,
    Outcome.KEPT: KEPT,
    Outcome.PAID: ("BK",),
    Outcome.CANCELLED: ("CN",),
    Outcome.LATE: ("CN",),
    Outcome.MISSED: ("NS",),
    Outcome.TAKING: ("IN", *KEPT),
}


def visits_behind(desk: Desk, slice_: Slice, limit: int = STEPS[0]) -> Behind:
    """The latest ``limit`` visits (or holds) that a figure counts, latest first.

    Raises:
        RefusalError: as ``report`` does; ``no-permission`` for what income is worked out from
            without the right to see prices.
    """
    with desk.look() as unit:
        check(unit.business, slice_.period)
        if slice_.outcome is Outcome.PAID:
            unit.require(Right.SEE_PRICES)
        if slice_.hold is not None:
            found = _holds(unit, slice_, limit + 1)
        else:
            found = _visits(unit, slice_, limit + 1)
        return Behind(tuple(found[:limit]), len(found) > limit)


def _visits(unit: Unit, slice_: Slice, most: int) -> list[VisitBehind]:
    business, period = unit.business, slice_.period
    where = stretches(business, period)
    since = where if slice_.since is None else stretches(business, slice_.since)
    minutes: list[tuple[int, int]] = []
    if slice_.cell is not None:
        day, hour = slice_.cell
        begins = [(d * 24 + hour) * 60 for d in (range(7) if day is None else (day,))]
        minutes = [(begin, begin + 60) for begin in begins]
        where = pieces(business, period)
    elif slice_.outcome is Outcome.TAKING:
        minutes = [(0, 7 * 1440)]
    if minutes and (taker := business.resources.get(slice_.resource_id or "")) is not None:
        where = [one for one in where if one.location_id == taker.location_id]
    asked = Asked(
        _STATUSES[slice_.outcome],
        slice_.outcome is Outcome.LATE,
        _services(unit, slice_),
        slice_.resource_id,
        slice_.customer_id,
        minutes,
        slice_.lead,
        slice_.known,
        slice_.new,
        min((one.lo for one in since), default=0),
    )
    rows = reporting_visits.latest(unit.connection, where, asked, unit.moment, most)
    return [_visit(unit, row) for row in rows]


def _services(unit: Unit, slice_: Slice) -> tuple[str, ...] | None:
    """The services that a figure is about; None for every one."""
    if slice_.service_id is not None:
        return (slice_.service_id,)
    if slice_.currency is None:
        return None
    return tuple(
        entry.id
        for entry in unit.business.services.values()
        if price_of(entry) is not None and (entry.currency or "") == slice_.currency
    )


def _visit(unit: Unit, row: Found) -> VisitBehind:
    business = unit.business
    return VisitBehind(
        row.id,
        row.start,
        business.locations[row.location_id].timezone,
        row.status,
        business.services[row.service_id].name,
        tuple(business.resources[name].name for name in row.resource_ids),
        row.customer_name,
        row.customer_id,
        service_id=row.service_id,
        resource_ids=row.resource_ids,
    )


def _holds(unit: Unit, slice_: Slice, most: int) -> list[VisitBehind]:
    assert slice_.hold is not None
    lo, hi = hold_moments(unit, slice_.period)
    rows = reporting_holds.latest(
        unit.connection,
        lo,
        hi,
        unit.moment,
        slice_.hold.value,
        most,
        hold_resources(unit, slice_.period),
    )
    known = {row.customer_id for row in rows if row.customer_id is not None}
    names = reporting_visits.names(unit.connection, known)
    return [_hold(unit, row, names.get(row.customer_id or 0, "")) for row in rows]


def _hold(unit: Unit, row: PlacedHold, name: str) -> VisitBehind:
    business = unit.business
    resources = [business.resources[id_] for id_ in row.resource_ids if id_ in business.resources]
    service = business.services.get(row.service_id)
    location = resources[0].location_id if resources else None
    place = business.locations[location] if location is not None else business.primary
    return VisitBehind(
        row.id,
        row.start,
        place.timezone if place is not None else "UTC",
        row.outcome,
        service.name if service is not None else row.service_id,
        tuple(entry.name for entry in resources),
        name,
        row.customer_id,
        row.outcome in ("hold-booked", "live"),
        row.service_id,
        row.resource_ids,
    )
