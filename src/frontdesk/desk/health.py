"""What makes a business unbookable, found before a customer finds it.

Judged on an empty book over the next four weeks, and as much further as a service must be booked
ahead: what is merely full is no fault of the setup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from frontdesk.desk.decisions import Decision, latest
from frontdesk.desk.effects import StrandedVisit, stranded_now
from frontdesk.desk.exceptions import allowance_of
from frontdesk.desk.health_places import has_a_day, holiday_problems
from frontdesk.desk.health_troubles import Problem, Trouble
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import Taken, bookable_starts
from frontdesk.engine.clock import instant_from
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import LONGEST_RANGE, Plan, Request, make_plan, roles_of
from frontdesk.engine.refusals import Fact
from frontdesk.engine.span import Span, intersect, merge
from frontdesk.engine.values import Business, Location, Service
from frontdesk.engine.zones import DAY, local_date

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Health:
    """What a manager should look at: unbookable things, and visits that are to be moved."""

    problems: tuple[Problem, ...]
    stranded: tuple[StrandedVisit, ...]


def health(desk: Desk) -> Health:
    """The state of the setup in force.

    ``stranded`` leaves out visits that were kept on purpose, as long as the reason is the same.
    """
    with desk.look() as unit:
        stranded = tuple(entry for entry in stranded_now(unit) if not _is_kept(unit, entry))
        return Health(tuple(problems(unit.hours, unit.now)), stranded)


def problems(hours: OpenHours, now: datetime) -> Iterator[Problem]:
    """Everything that keeps something from being booked, in the manager's order."""
    business = hours.business
    places = [entry for entry in business.locations.values() if not entry.retired]
    services = [entry for entry in business.services.values() if not entry.retired]
    if not places:
        yield Problem(Trouble.NO_LOCATION)
        return
    if not services:
        yield Problem(Trouble.NO_SERVICE)
    for place in places:
        yield from holiday_problems(place, local_date(instant_from(now), place.timezone))
    used: set[str] = set()
    shut: set[str] = set()
    for service in services:
        for place in _places_of(business, service, places):
            roles = roles_of(business, service, place)
            used.update(name for role in roles for name in role)
            problem = _problem(hours, service, place, now)
            if problem is not None and problem.trouble is Trouble.NO_DAY:
                if place.id in shut:
                    continue  # once is enough
                shut.add(place.id)
            if problem is not None:
                yield problem
    for resource in business.resources.values():
        if services and not resource.retired and resource.id not in used:
            yield Problem(Trouble.UNUSED, {"resource": resource.name, "resource_id": resource.id})


def _places_of(business: Business, service: Service, places: list[Location]) -> list[Location]:
    """Where the service is meant to be given; the first place where it is given nowhere."""
    if service.scope == "location":
        return [place for place in places if place.id == service.location_id]
    meant = [place for place in places if any(roles_of(business, service, place))]
    return meant or places[:1]


def _problem(hours: OpenHours, service: Service, place: Location, now: datetime) -> Problem | None:
    first = local_date(instant_from(now), place.timezone)
    length = min(WEEKS * 7 + -(-service.notice // DAY), LONGEST_RANGE)
    request = Request(service.id, first, first + timedelta(days=length), place.id)
    plan = make_plan(hours.business, request)
    facts: dict[str, Fact] = {
        "service": service.name,
        "service_id": service.id,
        "location": place.name,
        "role": "",
    }
    names = [role.name for role in service.requires] if service.requires else [""]
    for name, role in zip(names, plan.roles, strict=True):
        if not role:
            return Problem(Trouble.NO_RESOURCE, {**facts, "role": name})
    if _has_starts(plan, hours, now):
        return None
    if not has_a_day(hours, place, first, request.last):
        return Problem(Trouble.NO_DAY, {"location": place.name, "location_id": place.id})
    if not _are_fillable(plan.roles):
        people = [hours.business.resources[name].name for name in plan.candidates]
        return Problem(Trouble.TOO_FEW, {**facts, "resources": ", ".join(people)})
    for name, role in zip(names, plan.roles, strict=True):
        alone = replace(plan, roles=(role,))
        if not _has_starts(alone, hours, now):
            return _diagnosis(alone, hours, now, {**facts, "role": name})
    return Problem(Trouble.NEVER_TOGETHER, facts)


def _diagnosis(plan: Plan, hours: OpenHours, now: datetime, facts: dict[str, Fact]) -> Problem:
    """Why a single role never has a start on an empty book."""
    service = plan.service
    open_spans = {name: _open_spans(plan, hours, name) for name in plan.candidates}
    if not any(open_spans.values()):
        if _is_there(plan, hours):
            return Problem(Trouble.NEVER_OPEN, facts)
        known = [hours.business.resources[name] for name in plan.candidates]
        people: dict[str, Fact] = {
            "resource_id": known[0].id,
            "resources": ", ".join(r.name for r in known),
        }
        return Problem(Trouble.NEVER_THERE, {**facts, **people})
    free = [
        span
        for name, spans in open_spans.items()
        for span in _without(spans, hours.blocks(hours.business.resources[name], plan.window))
    ]
    if not free:
        return Problem(Trouble.ALWAYS_BLOCKED, facts)
    longest = max(span.end - span.start for span in free)
    if longest < plan.duration:
        return Problem(Trouble.TOO_SHORT, {**facts, "longest": longest, "duration": plan.duration})
    at_once = replace(plan, service=replace(service, notice=0, horizon_days=None))
    if _has_starts(at_once, hours, now):
        reach: dict[str, Fact] = {"notice": service.notice, "days": service.horizon_days}
        return Problem(Trouble.OUT_OF_REACH, {**facts, **reach})
    return Problem(Trouble.OFF_GRID, facts)


def _is_there(plan: Plan, hours: OpenHours) -> bool:
    """Whether anyone is there at all while the location is open, the service's hours aside."""
    at_any_time = replace(plan, service=replace(plan.service, hours=None))
    return any(_open_spans(at_any_time, hours, name) for name in plan.candidates)


def _are_fillable(roles: Sequence[Sequence[str]]) -> bool:
    """Whether each role can have somebody of its own; the one with the fewest chooses first."""
    if not roles:
        return True
    first, *others = sorted(roles, key=len)
    return any(_are_fillable([[n for n in role if n != name] for role in others]) for name in first)


def _has_starts(plan: Plan, hours: OpenHours, now: datetime) -> bool:
    return any(bookable_starts(plan, hours, Taken(), now).values())


def _open_spans(plan: Plan, hours: OpenHours, name: str) -> list[Span]:
    resource = hours.business.resources[name]
    return intersect(hours.open_spans(resource, plan.service, *plan.open_days), [plan.window])


def _without(spans: list[Span], blocks: list[Span]) -> list[Span]:
    """The minutes of ``spans`` that no block takes."""
    left = []
    for start, end in spans:
        at = start
        for block in blocks:
            if block.end <= at or block.start >= end:
                continue
            if block.start > at:
                left.append(Span(at, block.start))
            at = max(at, block.end)
        if at < end:
            left.append(Span(at, end))
    return merge(left)


def _is_kept(unit: Unit, stranded: StrandedVisit) -> bool:
    """Whether somebody decided that the visit stands as it does, for the reason it has now.

    By putting it there for a reason in the first place, or later; the latest decision counts.
    """
    number, why = stranded.visit.id, stranded.reason.why.value
    allowed = allowance_of(unit, number)
    if allowed is not None and why in allowed.rules:
        return True
    return latest(unit, number, why) is not Decision.MOVE
