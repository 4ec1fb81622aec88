"""Whether the time of a visit that already exists is free for it, with its own frozen buffers."""

from __future__ import annotations

from frontdesk.desk.taken import load_occupants
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import Occupant, block_facts, occupant_facts
from frontdesk.engine.refusals import Reason, Why
from frontdesk.engine.span import overlaps
from frontdesk.engine.values import Status


def conflict_of(unit: Unit, visit: Appointment) -> Reason | None:
    """Who or what else has the visit's footprint now; None while it is free.

    A class is free while it has seats: its other visits share one footprint.
    """
    occupants = load_occupants(unit, visit.resource_ids, visit.footprint)
    service = unit.business.services[visit.service_id]
    for name in visit.resource_ids:
        resource = unit.business.resources[name]
        others = [o for o in occupants[name] if o.appointment_id != visit.id]
        class_mates = [o for o in others if _same_class(o, visit, service.capacity)]
        if len(class_mates) >= service.capacity > 1:
            return Reason(Why.BOOKED, occupant_facts(resource, class_mates[0], is_full=True))
        for other in others:
            if other not in class_mates:
                why = Why.HELD if other.status is Status.INITIAL else Why.BOOKED
                return Reason(why, occupant_facts(resource, other, is_full=False))
        for block, reason in unit.hours.named_blocks(resource, visit.footprint):
            if overlaps(block, visit.footprint):
                return Reason(Why.BLOCKED, block_facts(resource, block, reason))
    return None


def _same_class(other: Occupant, visit: Appointment, capacity: int) -> bool:
    return (
        capacity > 1
        and other.service_id == visit.service_id
        and other.visit == (visit.start, visit.end)
    )
