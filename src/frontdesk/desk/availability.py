"""The availability question, as the command line and other programs ask it."""

from __future__ import annotations

from frontdesk.desk.taken import load_occupants, load_taken
from frontdesk.desk.unit import Desk
from frontdesk.engine.availability import Available, available_times
from frontdesk.engine.explain import explain
from frontdesk.engine.plan import Plan, Request, find_resource, make_plan
from frontdesk.engine.refusals import Code, Reason, RefusalError, Why
from frontdesk.engine.span import Span


def find(desk: Desk, request: Request) -> tuple[Plan, list[Available]]:
    """The available times of a request, with the plan that names its zone and duration.

    Raises:
        RefusalError: ``unknown-id``, ``not-offered-here``, ``bad-duration``, ``bad-range``.
    """
    with desk.look() as unit:
        plan = make_plan(unit.business, request)
        taken = load_taken(unit, plan)
        return plan, available_times(plan, unit.hours, taken, unit.now, unit.generator)


def why_not(desk: Desk, request: Request, start: int) -> Reason | None:
    """Why the request cannot be met at the instant ``start``; None where it can.

    The request's range must be the local day of the start. A resource that does not offer the
    service there is a reason (``not-offered``), not an error.

    Raises:
        RefusalError: for ids that nobody has, and a duration that the service does not allow.
    """
    with desk.look() as unit:
        try:
            plan = make_plan(unit.business, request)
        except RefusalError as error:
            reason = reason_in(error)
            if reason is None:
                raise
            return reason
        for name in request.resource_ids:
            find_resource(unit.business, name)
        taken = load_taken(unit, plan)
        service = plan.service
        around = Span(start - service.buffer_before, start + plan.duration + service.buffer_after)
        occupants = load_occupants(unit, plan.candidates, around)
        return explain(plan, start, unit.hours, taken, occupants, unit.now)


def reason_in(error: RefusalError) -> Reason | None:
    """The reason against a start that a refusal holds, where the service is not offered, too."""
    refusal = error.refusal
    if refusal.code is Code.NOT_OFFERED_HERE:
        return Reason(Why.NOT_OFFERED, refusal.facts)
    return refusal.reason
