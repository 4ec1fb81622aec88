"""What is asked for, checked against the configuration: the ground of every availability answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rounds import Roles
from frontdesk.engine.span import Span
from frontdesk.engine.values import Business, Location, Resource, Role, Service
from frontdesk.engine.zones import DAY, days_span

Kept = TypeVar("Kept", Location, Resource, Service)
"""What stays in the configuration for its history once it is retired."""
LONGEST_RANGE = 366
"""``endDate`` may be at most this many days after ``startDate``."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question for available times. No location means the primary one; no duration, the default.

    ``resource_ids`` names resources that must all take part; the roles they leave open are
    filled by the service's round robin.
    """

    service_id: str
    first: date
    last: date
    location_id: str | None = None
    resource_ids: tuple[str, ...] = ()
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked request: which resources could fill which role, for how long, in which days."""

    request: Request
    location: Location
    service: Service
    roles: Roles
    duration: int
    window: Span
    """The local days of the request, as instants in which a start may lie."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Every resource that could take part, each once, in role order."""
        return tuple(dict.fromkeys(name for role in self.roles for name in role))

    @property
    def open_days(self) -> tuple[date, date]:
        """The local days whose opening hours can matter: a long visit ends days after its start."""
        days = timedelta(days=self.duration // DAY)
        return self.request.first, self.request.last + days

    @property
    def reach(self) -> Span:
        """The instants whose footprints can matter to a start in the window.

        One minute further back than the buffers, so that a footprint which ends just where a
        start would begin is seen by ``fillGaps``.
        """
        return Span(
            self.window.start - self.service.buffer_before - 1,
            self.window.end + self.duration + self.service.buffer_after,
        )


def make_plan(business: Business, request: Request) -> Plan:
    """Check a request; RefusalError with ``unknown-id``, ``not-offered-here``, ``bad-...``."""
    service = find_service(business, request.service_id)
    location = find_location(business, request.location_id)
    if service.scope == "location" and service.location_id != location.id:
        raise refuse(Code.NOT_OFFERED_HERE, service=service.name, location=location.name)
    duration = check_duration(service, request.duration)
    check_range(request.first, request.last)
    roles = roles_of(business, service, location)
    if request.resource_ids:
        roles = _narrow(business, service, location, roles, request.resource_ids)
    window = days_span(request.first, request.last, location.timezone)
    return Plan(request, location, service, roles, duration, window)


def find_service(business: Business, service_id: str) -> Service:
    """The service of an id; ``unknown-id`` also for one that is offered no more."""
    service = business.services.get(service_id)
    if service is None:
        raise refuse(Code.UNKNOWN_ID, kind="service", id=service_id)
    return _unretired(service)


def find_location(business: Business, location_id: str | None) -> Location:
    """The location of an id, or the primary one; ``unknown-id`` where there is none."""
    location = business.primary if location_id is None else business.locations.get(location_id)
    if location is None:
        kind = "primary-location" if location_id is None else "location"
        raise refuse(Code.UNKNOWN_ID, kind=kind, id=location_id or "")
    return _unretired(location)


def find_resource(business: Business, resource_id: str) -> Resource:
    """The resource of an id; ``unknown-id`` also for one that is retired."""
    resource = business.resources.get(resource_id)
    if resource is None:
        raise refuse(Code.UNKNOWN_ID, kind="resource", id=resource_id)
    return _unretired(resource)


def _unretired(found: Kept) -> Kept:
    """What was found, unless it is retired: who asks is told what it is called."""
    if found.retired:
        raise refuse(Code.UNKNOWN_ID, kind="retired", id=found.id, name=found.name)
    return found


def check_duration(service: Service, asked: int | None) -> int:
    """The duration in minutes: the default, or the one asked for if the service's rule has it."""
    if asked is None:
        return service.duration.default
    if not service.duration.allows(asked):
        rule = service.duration
        raise refuse(
            Code.BAD_DURATION,
            service=service.name,
            duration=asked,
            minimum=rule.minimum,
            maximum=rule.maximum,
            step=rule.step,
        )
    return asked


def check_range(first: date, last: date) -> None:
    """Refuse a range that ends before it starts or is longer than a year and a day."""
    if last < first or (last - first).days > LONGEST_RANGE:
        raise refuse(
            Code.BAD_RANGE, first=first.isoformat(), last=last.isoformat(), longest=LONGEST_RANGE
        )


def roles_of(business: Business, service: Service, location: Location) -> Roles:
    """The candidates at a location for each role; a service without roles has a single one."""
    here = [resource.id for resource in business.resources_at(location.id)]
    if service.requires is not None:
        return tuple(_only(_members(business, role), here) for role in service.requires)
    if service.resource_ids is None:
        return (tuple(here),)
    return (_only(service.resource_ids, here),)


def _members(business: Business, role: Role) -> Sequence[str]:
    if role.resource_ids is not None:
        return role.resource_ids
    group = business.groups.get(role.group_id or "")
    return group.resource_ids if group is not None and not group.retired else ()


def _only(wanted: Sequence[str], here: Sequence[str]) -> tuple[str, ...]:
    present = set(here)
    return tuple(dict.fromkeys(name for name in wanted if name in present))


def _narrow(
    business: Business,
    service: Service,
    location: Location,
    roles: Roles,
    named: Sequence[str],
) -> Roles:
    """The roles for a request that names resources.

    A service without roles gets one role for each named resource: all of them at once. A service
    with roles keeps them; once as many are named as there are roles, nobody else comes in.
    """
    for name in named:
        resource = find_resource(business, name)
        if not any(name in role for role in roles):
            raise refuse(
                Code.NOT_OFFERED_HERE,
                service=service.name,
                location=location.name,
                resource=resource.name,
            )
    unique = tuple(dict.fromkeys(named))
    if service.requires is None:
        return tuple((name,) for name in unique)
    if len(unique) > len(roles):
        raise refuse(
            Code.NOT_OFFERED_HERE,
            service=service.name,
            location=location.name,
            resource=", ".join(business.resources[name].name for name in unique),
        )
    if len(unique) == len(roles):
        return tuple(tuple(name for name in role if name in unique) for role in roles)
    return roles
