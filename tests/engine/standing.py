"""Whether a visit stands on a configuration, judged minute by minute and role by role."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.engine.booking import Appointment
from frontdesk.engine.plan import Request
from frontdesk.engine.values import Business, Role, Service

from .oracle import Oracle, local


@dataclass(frozen=True)
class Standing:
    """The three things that a visit needs of the configuration."""

    is_offered: bool
    is_open: bool = False
    is_free_of_blocks: bool = False

    @property
    def is_sound(self) -> bool:
        return self.is_offered and self.is_open and self.is_free_of_blocks


def standing(
    business: Business, visit: Appointment, now: datetime, holidays: Mapping[date, str]
) -> Standing:
    """How a visit stands, whoever else is in the book."""
    place = business.locations.get(visit.location_id)
    offered = business.services.get(visit.service_id)
    people = [business.resources.get(name) for name in visit.resource_ids]
    if place is None or place.retired or offered is None or offered.retired:
        return Standing(False)
    known = [
        person
        for person in people
        if person is not None and not person.retired and person.location_id == place.id
    ]
    here = [entry.id for entry in business.resources_at(place.id)]
    elsewhere = offered.scope == "location" and offered.location_id != place.id
    if elsewhere or len(known) < len(people):
        return Standing(False)
    if not _is_offered(offered, business, here, visit.resource_ids):
        return Standing(False)
    days = [local(minute, place.timezone).date() for minute in (visit.start, visit.end)]
    request = Request(offered.id, *days, place.id)
    oracle = Oracle(business, (), request, now, holidays)
    minutes = set(range(visit.start, visit.end))
    return Standing(
        True,
        all(minutes <= oracle.open_minutes(person) for person in known),
        all(not minutes & oracle.blocked_minutes(person) for person in known),
    )


def _is_offered(
    offered: Service, business: Business, here: list[str], names: tuple[str, ...]
) -> bool:
    if offered.requires is None:
        return all(offered.resource_ids is None or name in offered.resource_ids for name in names)
    roles = [_members(business, here, role) for role in offered.requires]
    return any(
        all(name in role for name, role in zip(names, some, strict=True))
        for some in itertools.permutations(roles, len(names))
    )


def _members(business: Business, here: list[str], role: Role) -> list[str]:
    if role.resource_ids is not None:
        return [name for name in role.resource_ids if name in here]
    group = business.groups.get(role.group_id or "")
    return [] if group is None else [name for name in group.resource_ids if name in here]
