"""Whether a visit that is already in the book still stands on the configuration.

A visit stands where the configuration would still give its resources its time: its service is
offered there by them, each of them is open for all of the visit, and no block lies over it.
Buffers may reach outside open time. What only limits new visits (grid, notice, horizon, daily
limit, the lengths that may be asked for) takes nothing away from one that was made, and other
visits are no matter of the configuration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import block_facts, not_open
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Plan, Request, make_plan, roles_of
from frontdesk.engine.refusals import Fact, Reason, RefusalError, Why
from frontdesk.engine.span import Span, overlaps
from frontdesk.engine.values import Business, Resource
from frontdesk.engine.zones import DAY, local_date

_MONTH = 31 * DAY
_ANY = date(2000, 1, 1)  # who may give a service is the same on every day
_Kind = tuple[str, str, tuple[str, ...]]
"""Service, location and resources of a visit."""


class Footing:
    """Judges visits against one configuration; remembers what many of them have in common.

    The configuration may be one that does not know the visits' ids any more: nothing is offered
    by what is gone.
    """

    def __init__(self, hours: OpenHours) -> None:
        """Judge by the open time, blocks and services of ``hours``."""
        self._hours = hours
        self._plans: dict[_Kind, Plan | Reason] = {}
        self._blocks: dict[tuple[str, int], list[tuple[Span, str]]] = {}

    def why_stranded(self, visit: Appointment) -> Reason | None:
        """The first reason why ``visit`` does not stand; None where it does.

        One of ``not-offered``, ``closed``, ``holiday``, ``outside-hours`` and ``blocked``, by
        the visit's resources in their order. ``not-offered`` says in the fact ``because`` what is
        missing: ``service``, ``location`` or ``resource`` where that is gone, ``elsewhere`` where
        the service or, with a ``resource_id``, a resource is at another location now, ``role``
        where a resource has none in the service, and ``together`` where all of them have but
        not at once.
        """
        offered = self._offered(visit)
        if isinstance(offered, Reason):
            return offered
        day = local_date(visit.start, offered.location.timezone)
        request = replace(offered.request, first=day, last=day)
        plan = replace(offered, request=request, duration=visit.duration)
        for name in visit.resource_ids:
            resource = self._hours.business.resources[name]
            reason = not_open(plan, resource, visit.start, self._hours)
            reason = reason or self._blocked(visit, resource)
            if reason is not None:
                return reason
        return None

    def _offered(self, visit: Appointment) -> Plan | Reason:
        """The plan of the service by the visit's resources, whatever the day."""
        kind = (visit.service_id, visit.location_id, visit.resource_ids)
        known = self._plans.get(kind)
        if known is None:
            known = self._plans[kind] = self._plan(visit)
        return known

    def _plan(self, visit: Appointment) -> Plan | Reason:
        request = Request(visit.service_id, _ANY, _ANY, visit.location_id, visit.resource_ids)
        try:
            plan = make_plan(self._hours.business, request)
        except RefusalError:
            return Reason(Why.NOT_OFFERED, _missing(self._hours.business, visit))
        if not _can_share(plan, visit.resource_ids):
            return Reason(Why.NOT_OFFERED, {"because": "together"})
        return plan

    def _blocked(self, visit: Appointment, resource: Resource) -> Reason | None:
        span = Span(visit.start, visit.end)
        for block, name in self._blocks_near(resource, span):
            if overlaps(span, block):
                return Reason(Why.BLOCKED, block_facts(resource, block, name))
        return None

    def _blocks_near(self, resource: Resource, span: Span) -> list[tuple[Span, str]]:
        if span.end - span.start > _MONTH:
            return self._hours.named_blocks(resource, span)
        month = span.start // _MONTH
        known = self._blocks.get((resource.id, month))
        if known is None:
            window = Span(month * _MONTH, (month + 2) * _MONTH)
            known = self._hours.named_blocks(resource, window)
            self._blocks[resource.id, month] = known
        return known


def _missing(business: Business, visit: Appointment) -> Mapping[str, Fact]:
    """What keeps a service from being offered there by these resources; the first that applies."""
    service = business.services.get(visit.service_id)
    if service is None or service.retired:
        return {"because": "service"}
    place = business.locations.get(visit.location_id)
    if place is None or place.retired:
        return {"because": "location"}
    if service.scope == "location" and service.location_id != place.id:
        return {"because": "elsewhere"}
    roles = roles_of(business, service, place)
    for name in visit.resource_ids:
        resource = business.resources.get(name)
        if resource is None or resource.retired:
            return {"because": "resource", "resource_id": name}
        if resource.location_id != place.id:
            return {"because": "elsewhere", "resource_id": name}
        if not any(name in role for role in roles):
            return {"because": "role", "resource_id": name}
    return {"because": "together"}


def _can_share(plan: Plan, names: Sequence[str]) -> bool:
    """Whether each of ``names`` can fill a role of its own; the plan has enough roles for them."""
    role_of: dict[int, str] = {}

    def place(name: str, tried: set[int]) -> bool:
        for index, role in enumerate(plan.roles):
            if name not in role or index in tried:
                continue
            tried.add(index)
            if index not in role_of or place(role_of[index], tried):
                role_of[index] = name
                return True
        return False

    return all(place(name, set()) for name in names)
