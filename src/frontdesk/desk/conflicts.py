"""Whether the time of a visit that already exists is free for it, with its own frozen buffers."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.desk.exceptions import Allowance, allowance_of, numbers_of
from frontdesk.desk.taken import load_occupants
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import Occupants, block_facts, occupant_facts
from frontdesk.engine.refusals import Reason, Why
from frontdesk.engine.span import overlaps
from frontdesk.engine.values import Status
from frontdesk.store import visits

_NOTHING_ALLOWED = Allowance("")


def conflict_of(unit: Unit, visit: Appointment, allowed: Allowance | None = None) -> Reason | None:
    """Who or what else has the visit's footprint now; None while it is free.

    A class is free while it has seats: its other visits share one footprint. Whom the visit was
    once put over for a reason (``allowed``, or as its trail says), and who was put over it, do
    not stand in its way.
    """
    for reason in _conflicts(unit, visit):
        allowed = allowed or allowance_of(unit, visit.id) or _NOTHING_ALLOWED
        if not _may_share(unit, visit, reason, allowed):
            return reason
    return None


def _conflicts(unit: Unit, visit: Appointment) -> Iterator[Reason]:
    occupants = load_occupants(unit, visit.resource_ids, visit.footprint)
    capacity = unit.business.services[visit.service_id].capacity
    mates = _class_mates(unit, visit, occupants) if capacity > 1 else frozenset()
    for name in visit.resource_ids:
        resource = unit.business.resources[name]
        for other in occupants[name]:
            is_mate = other.appointment_id in mates
            if other.appointment_id == visit.id or (is_mate and len(mates) < capacity):
                continue
            why = Why.HELD if other.status is Status.INITIAL else Why.BOOKED
            yield Reason(Why.BOOKED if is_mate else why, occupant_facts(resource, other, is_mate))
        for block, reason in unit.hours.named_blocks(resource, visit.footprint):
            if overlaps(block, visit.footprint):
                yield Reason(Why.BLOCKED, block_facts(resource, block, reason))


def _may_share(unit: Unit, visit: Appointment, reason: Reason, allowed: Allowance) -> bool:
    other = reason.facts.get("appointment")
    if not isinstance(other, int):
        return Why.BLOCKED.value in allowed.rules
    if numbers_of(unit, other) & (allowed.over or frozenset()):
        return True
    theirs = allowance_of(unit, other)
    return theirs is not None and bool(numbers_of(unit, visit.id) & (theirs.over or frozenset()))


def _class_mates(unit: Unit, visit: Appointment, occupants: Occupants) -> frozenset[int]:
    """The live visits of the same class: same service and time, with the same resources."""
    same_time = {
        other.appointment_id
        for others in occupants.values()
        for other in others
        if other.service_id == visit.service_id and other.visit == (visit.start, visit.end)
    }
    found = visits.get_many(unit.connection, same_time - {visit.id})
    team = set(visit.resource_ids)
    return frozenset(id_ for id_, mate in found.items() if set(mate.resource_ids) == team)
