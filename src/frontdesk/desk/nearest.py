"""The free times nearest to one that was lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk.desk.answers import Done, Opening, Refused, Visit
from frontdesk.desk.placing import HoldRequest, plan_at
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import available_times
from frontdesk.engine.plan import Plan, make_plan
from frontdesk.engine.refusals import Code

DAYS_AROUND = 7
"""How many days after the lost time are looked through."""


def nearest_openings(unit: Unit, plan: Plan, start: int, count: int = 3) -> tuple[Opening, ...]:
    """The available times closest to ``start``, of its day and the week after, soonest first.

    One entry for each start: for a service that picks nobody, the first free resource.
    """
    day = plan.request.first
    request = replace(plan.request, first=day, last=day + timedelta(days=DAYS_AROUND))
    wider = make_plan(unit.business, request)
    taken = load_taken(unit, wider)
    by_start: dict[int, Opening] = {}
    for entry in available_times(wider, unit.hours, taken, unit.now, unit.generator):
        opening = Opening(entry.start, wider.duration, entry.resource_ids, entry.seats)
        by_start.setdefault(entry.start, opening)
    closest = sorted(by_start.values(), key=lambda opening: abs(opening.start - start))[:count]
    return tuple(sorted(closest, key=lambda opening: opening.start))


def with_nearest(
    desk: Desk, answer: Done[Visit] | Refused, request: HoldRequest
) -> Done[Visit] | Refused:
    """A refusal of a lost time, with the free times nearest to it; any other answer as it is."""
    lost = (Code.SLOT_TAKEN, Code.HOLD_EXPIRED_AND_TAKEN)
    if isinstance(answer, Done) or answer.refusal.code not in lost:
        return answer
    with desk.look() as unit:
        plan = plan_at(unit, replace(request, resource_ids=()))
        return replace(answer, nearest=nearest_openings(unit, plan, request.start))
