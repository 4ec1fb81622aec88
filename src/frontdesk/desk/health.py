"""What makes a business unbookable, found before a customer finds it.

Judged on an empty book over the next four weeks: what is merely full is no fault of the setup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from frontdesk.desk.decisions import Decision, latest
from frontdesk.desk.effects import StrandedVisit, stranded_now
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import Taken, bookable_starts
from frontdesk.engine.clock import instant_from
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Plan, Request, make_plan, roles_of
from frontdesk.engine.refusals import Fact
from frontdesk.engine.span import Span, intersect, merge
from frontdesk.engine.values import Business, Location, Service
from frontdesk.engine.zones import local_date

WEEKS = 4


class Trouble(StrEnum):
    """What can be wrong with a setup that has no fault a check would find."""

    NO_LOCATION = "no-location"
    NO_SERVICE = "no-service"
    NO_RESOURCE = "no-resource"  # nobody at the location can fill a role
    NEVER_OPEN = "never-open"  # no candidate's hours meet the service's and the location's
    ALWAYS_BLOCKED = "always-blocked"  # blocks cover all of the open time
    TOO_SHORT = "too-short"  # no free window is as long as the visit
    OUT_OF_REACH = "out-of-reach"  # the notice is longer than the horizon leaves
    OFF_GRID = "off-grid"  # no legal start leaves room for the visit
    NEVER_TOGETHER = "never-together"  # each role has times, all of them at once have none
    UNUSED = "unused"  # a resource that no service takes


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble; ``facts`` are those of its sentence, ids of what it concerns among them."""

    trouble: Trouble
    facts: Mapping[str, Fact] = field(default_factory=dict)


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
    used: set[str] = set()
    for service in services:
        for place in _places_of(business, service, places):
            roles = roles_of(business, service, place)
            used.update(name for role in roles for name in role)
            problem = _problem(hours, service, place, now)
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
    request = Request(service.id, first, first + timedelta(weeks=WEEKS), place.id)
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
        return Problem(Trouble.NEVER_OPEN, facts)
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
        reach = {"notice": service.notice, "days": service.horizon_days}
        return Problem(Trouble.OUT_OF_REACH, {**facts, **reach})
    return Problem(Trouble.OFF_GRID, facts)


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
    """Whether a manager decided to leave the visit as it is, for the reason it has now.

    The latest decision counts.
    """
    return latest(unit, stranded.visit.id, stranded.reason.why.value) is not Decision.MOVE
