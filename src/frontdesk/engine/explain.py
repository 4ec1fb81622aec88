"""Why a start is not available: the first reason that applies, with the facts of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdesk.engine.availability import Taken, available_times, earliest_start, starts_by_resource
from frontdesk.engine.clock import instant_from, instant_of
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Plan
from frontdesk.engine.refusals import Fact, Reason, Why
from frontdesk.engine.span import Span, overlaps
from frontdesk.engine.values import Resource, Status
from frontdesk.engine.zones import local_date

ORDER = tuple(Why)
"""The order in which reasons are looked for."""


@dataclass(frozen=True, slots=True)
class Occupant:
    """A live appointment in the way: its visit, its footprint, and whom to name."""

    appointment_id: int
    visit: Span
    footprint: Span
    status: Status
    service_id: str
    customer_name: str = ""
    desk: str = ""
    hold_expires_at: int | None = None


Occupants = Mapping[str, Sequence[Occupant]]
"""The live appointments of each resource around the start that is asked about."""


def explain(
    plan: Plan, start: int, hours: OpenHours, taken: Taken, occupants: Occupants, now: datetime
) -> Reason | None:
    """Why no booking can be made at ``start`` as the plan asks; None when one can.

    Where every named resource is free but a role has nobody left, the reason is that of the
    candidate who comes closest to being free.
    """
    if available_times(plan, hours, taken, now, only_start=start):
        return None
    named = plan.request.resource_ids
    own = starts_by_resource(plan, hours, taken, now, only_start=start)
    missing = [name for name in named if not own.get(name)]
    for name in missing:
        return reason_for(plan, name, start, hours, taken, occupants, now)
    reasons = [
        reason_for(plan, name, start, hours, taken, occupants, now)
        for role in _unfilled(plan, own)
        for name in role
        if not own[name] and name not in named
    ]
    if reasons:
        return max(reasons, key=lambda reason: ORDER.index(reason.why))
    return out_of_reach(plan, start, now) or Reason(Why.NOT_OFFERED, {"service": plan.service.name})


def reason_for(
    plan: Plan,
    resource_id: str,
    start: int,
    hours: OpenHours,
    taken: Taken,
    occupants: Occupants,
    now: datetime,
) -> Reason:
    """The first reason for one resource of the plan that is not available at ``start``."""
    resource = hours.business.resources[resource_id]
    return (
        out_of_reach(plan, start, now)
        or not_open(plan, resource, start, hours)
        or next(conflicts(plan, resource, start, hours, taken, occupants), None)
        or over_limit(plan, start, taken)
        or Reason(Why.OFF_GRID, {"service": plan.service.name, "resource": resource.name})
    )


def out_of_reach(plan: Plan, start: int, now: datetime) -> Reason | None:
    """What rules a start out for everyone: past, notice and horizon."""
    service, zone = plan.service, plan.location.timezone
    if start < instant_from(now):
        return Reason(Why.PAST)
    if start < earliest_start(plan, now):
        return Reason(Why.NOTICE, {"service": service.name, "notice": service.notice})
    if service.horizon_days is not None:
        ahead = local_date(start, zone) - local_date(instant_of(now), zone)
        if ahead.days > service.horizon_days:
            facts: dict[str, Fact] = {"service": service.name, "days": service.horizon_days}
            return Reason(Why.HORIZON, facts)
    return None


def not_open(plan: Plan, resource: Resource, start: int, hours: OpenHours) -> Reason | None:
    """Why a resource is not open for a visit of the plan at ``start``; None where it is."""
    location, service = plan.location, plan.service
    day = local_date(start, location.timezone)
    visit = Span(start, start + plan.duration)
    spans = hours.open_spans(resource, service, *plan.open_days)
    if any(span.start <= visit.start and visit.end <= span.end for span in spans):
        return None
    facts: dict[str, Fact] = {
        "resource": resource.name,
        "location": location.name,
        "service": service.name,
        "date": day.isoformat(),
    }
    closure = hours.closure(location, day)
    if closure is not None:
        return Reason(Why.CLOSED, {**facts, "name": closure})
    holiday = hours.holiday(location, day)
    if holiday is not None:
        return Reason(Why.HOLIDAY, {**facts, "name": holiday})
    if not hours.has_hours(resource, service, day, location.timezone):
        return Reason(Why.CLOSED, {**facts, "name": ""})
    until = next((span.end for span in spans if span.start <= start < span.end), None)
    return Reason(Why.OUTSIDE_HOURS, {**facts, "until": until, "duration": plan.duration})


def conflicts(
    plan: Plan,
    resource: Resource,
    start: int,
    hours: OpenHours,
    taken: Taken,
    occupants: Occupants,
) -> Iterator[Reason]:
    """Everything that has the time of a visit of the plan at ``start``, the gravest first.

    Each block or other visit once: for its own time, or else for the buffers alone.
    """
    service = plan.service
    visit = Span(start, start + plan.duration)
    session = taken.sessions.get((resource.id, start, plan.duration))
    has_seats = session is not None and session.taken < service.capacity
    if session is not None and has_seats and session.team == {resource.id}:
        footprint, joined = session.footprint, (service.id, visit)
    else:
        footprint = Span(start - service.buffer_before, visit.end + service.buffer_after)
        joined = None
    is_full = session is not None and not has_seats
    blocks = hours.named_blocks(resource, plan.reach)
    others = [o for o in occupants.get(resource.id, ()) if (o.service_id, o.visit) != joined]
    for block, name in blocks:
        if overlaps(visit, block):
            yield Reason(Why.BLOCKED, block_facts(resource, block, name))
    for why, holds in ((Why.BOOKED, False), (Why.HELD, True)):
        for other in others:
            if (other.status is Status.INITIAL) is holds and overlaps(visit, other.visit):
                yield Reason(why, occupant_facts(resource, other, is_full))
    for other in others:
        if overlaps(footprint, other.footprint) and not overlaps(visit, other.visit):
            yield Reason(Why.BUFFER, occupant_facts(resource, other, False))
    for block, name in blocks:
        if overlaps(footprint, block) and not overlaps(visit, block):
            yield Reason(Why.BUFFER, block_facts(resource, block, name))


def over_limit(plan: Plan, start: int, taken: Taken) -> Reason | None:
    """The daily limit of the service, where the local day of ``start`` has reached it."""
    limit, zone = plan.service.daily_limit, plan.location.timezone
    day = local_date(start, zone)
    if limit is None or sum(local_date(s, zone) == day for s in taken.service_starts) < limit:
        return None
    return Reason(Why.DAILY_LIMIT, {"service": plan.service.name, "limit": limit})


def _unfilled(plan: Plan, own: Mapping[str, Sequence[int]]) -> list[tuple[str, ...]]:
    """The roles without a free candidate; all of them where only the combination fails."""
    empty = [role for role in plan.roles if not any(own[name] for name in role)]
    return empty or list(plan.roles)


def occupant_facts(resource: Resource, other: Occupant, is_full: bool) -> dict[str, Fact]:
    return {
        "resource": resource.name,
        "kind": resource.kind,
        "customer": other.customer_name,
        "status": other.status.value,
        "desk": other.desk,
        "until": other.visit.end,
        "footprint_start": other.footprint.start,
        "footprint_end": other.footprint.end,
        "expires": other.hold_expires_at,
        "appointment": other.appointment_id,
        "full": is_full,
    }


def block_facts(resource: Resource, block: Span, name: str) -> dict[str, Fact]:
    return {
        "resource": resource.name,
        "name": name,
        "footprint_start": block.start,
        "footprint_end": block.end,
        "until": block.end,
    }
