"""Making a visit: the plan of its start, the resources that take it, and the row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontdesk.desk.answers import CustomerDetails, Visit
from frontdesk.desk.customers import resolve_customer
from frontdesk.desk.exceptions import (
    Allowance,
    allow,
    allow_again,
    allowance_of,
    judge_place,
    not_available,
)
from frontdesk.desk.holds import check_limit
from frontdesk.desk.standing import expiry, find, retire_expired, visit_of
from frontdesk.desk.taken import class_mate, load_occupants, load_taken
from frontdesk.desk.unit import Unit
from frontdesk.engine.availability import Available, available_times
from frontdesk.engine.booking import Appointment, Customer
from frontdesk.engine.explain import explain
from frontdesk.engine.plan import Plan, Request, find_location, make_plan
from frontdesk.engine.refusals import RefusalError
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.store import appointments, journal
from frontdesk.store.appointments import NewAppointment
from frontdesk.store.footprints import FootprintOverlapError
from frontdesk.store.journal import FOLLOWS


@dataclass(frozen=True, slots=True)
class HoldRequest:
    """A start to hold. ``start`` is an instant; no resource named means the round robin picks.

    With a customer (an id, or details that are enough) and ``complete`` BK or RS the visit goes
    straight there. ``key`` makes a repeated request answer with the visit it made first.
    ``instead_of`` is a hold that will be let go for this one, and so does not count as one more.
    ``because`` is the reason for which those who have the right may bend a rule: over another
    visit or inside its buffer, outside hours, beyond the daily limit. It goes to the audit trail.
    ``over`` then names the only visits that may be booked over; None is whichever are there.
    ``again`` is a hold that ended: where just that is asked for once more, what was allowed for it
    holds on, of whoever asks, but over nobody who came since.
    """

    service_id: str
    start: int
    resource_ids: tuple[str, ...] = ()
    duration: int | None = None
    location_id: str | None = None
    customer: CustomerDetails | None = None
    customer_id: int | None = None
    complete: Status | None = None
    notes: str = ""
    key: str | None = None
    instead_of: int | None = None
    because: str | None = None
    over: frozenset[int] | None = None
    again: int | None = None


def plan_at(unit: Unit, request: HoldRequest) -> Plan:
    """The plan of the one local day that holds the start."""
    location = find_location(unit.business, request.location_id)
    day = local_date(request.start, location.timezone)
    return make_plan(
        unit.business,
        Request(request.service_id, day, day, location.id, request.resource_ids, request.duration),
    )


def choose(unit: Unit, plan: Plan, start: int) -> Available:
    """The entry to book at ``start``, or a refusal that says why there is none."""
    near = load_taken(unit, plan, only_start=start)
    found = available_times(plan, unit.hours, near, unit.now, unit.generator, only_start=start)
    if found:
        return found[0]
    taken, service = load_taken(unit, plan), plan.service
    around = Span(start - service.buffer_before, start + plan.duration + service.buffer_after)
    occupants = load_occupants(unit, plan.candidates, around)
    reason = explain(plan, start, unit.hours, taken, occupants, unit.now)
    raise not_available(reason, start, plan)


def place(unit: Unit, request: HoldRequest) -> Visit:
    """Take the time of a request: completed, or as a hold where that is wanted or data lack."""
    plan = plan_at(unit, request)
    is_for_somebody = bool(request.customer or request.customer_id or request.complete)
    who = resolve_customer(unit, request.customer, request.customer_id, plan.location.id)
    if who.missing:
        request = replace(request, complete=None)
    if request.complete is None:
        check_limit(unit, request.instead_of)
    chosen, allowed = choose_or_allow(unit, plan, request)
    draft = draft_of(unit, plan, request, chosen, who.customer)
    left = request.instead_of or request.again
    made = insert(unit, draft, request.key, allowed, **({} if left is None else {FOLLOWS: left}))
    return visit_of(unit, made, who.missing if is_for_somebody else ())


def choose_or_allow(
    unit: Unit, plan: Plan, request: HoldRequest
) -> tuple[Available, Allowance | None]:
    """The entry to book: an available one, or for a reason one that bends a rule.

    Without a reason that may be the one for which the hold bent it that is asked for again.
    """
    try:
        return choose(unit, plan, request.start), None
    except RefusalError:
        before = _allowed_before(unit, plan, request)
        if before is not None:
            judged = judge_place(unit, plan, request.start)
            return judged.chosen, allow_again(unit, judged, before)
        if not (request.because or "").strip():
            raise
    judged = judge_place(unit, plan, request.start)
    return judged.chosen, allow(unit, judged, request.because, request.over)


def _allowed_before(unit: Unit, plan: Plan, request: HoldRequest) -> Allowance | None:
    """What was allowed for the hold that is asked for again; None where it is not the same."""
    if request.again is None or request.because is not None:
        return None
    lines = journal.trail(unit.connection, request.again)
    if not lines or any(line.after not in (Status.INITIAL, None) for line in lines):
        return None
    names = request.resource_ids
    same = _place(plan.service.id, names, request.start, plan.duration).items()
    return allowance_of(unit, request.again) if same <= lines[0].change.items() else None


def _place(
    service_id: str, resource_ids: tuple[str, ...], start: int, duration: int
) -> dict[str, object]:
    """What the first audit row of a visit says of its place."""
    return {
        "serviceId": service_id,
        "resourceIds": list(resource_ids),
        "start": start,
        "duration": duration,
    }


def draft_of(
    unit: Unit,
    plan: Plan,
    request: HoldRequest,
    chosen: Available,
    customer: Customer | None,
) -> NewAppointment:
    """The appointment to write. Both buffers are frozen here."""
    complete = request.complete if customer is not None else None
    return NewAppointment(
        status=complete or Status.INITIAL,
        location_id=plan.location.id,
        service_id=plan.service.id,
        resource_ids=chosen.resource_ids,
        start=request.start,
        duration=plan.duration,
        buffer_before=plan.service.buffer_before,
        buffer_after=plan.service.buffer_after,
        created_at=unit.moment,
        hold_expires_at=None if complete else expiry(unit, plan.location.id),
        customer_id=customer.id if customer is not None else None,
        notes=request.notes,
        desk=unit.desk_name,
    )


def insert(
    unit: Unit,
    draft: NewAppointment,
    key: str | None,
    allowed: Allowance | None = None,
    **change: object,
) -> Appointment:
    """Write a visit to a place that is known to be free, or ``allowed`` although it is not.

    ``change`` is what its first audit row says besides.
    """
    if allowed is not None:
        draft = replace(draft, overbooked=bool(allowed.over))
        change |= allowed.change()
    mate = class_mate(unit, draft)
    new_id = _written(unit, draft, key, mate)
    unit.record(
        new_id,
        None,
        draft.status,
        {
            **_place(draft.service_id, draft.resource_ids, draft.start, draft.duration),
            "customerId": draft.customer_id,
            **change,
        },
    )
    # Who joins a class takes the buffers of that class: only then does the book know better.
    return draft.as_made(new_id) if mate is None else find(unit, new_id)


def _written(unit: Unit, draft: NewAppointment, key: str | None, mate: int | None) -> int:
    """The number of the visit, written at once, or after the expired holds in its way are gone."""
    try:
        return appointments.insert(unit.connection, draft, request_key=key, shares_session_of=mate)
    except FootprintOverlapError:  # the guard cannot read a clock; there seldom are any
        span = Span(
            draft.start - draft.buffer_before, draft.start + draft.duration + draft.buffer_after
        )
        retire_expired(unit, draft.resource_ids, span)
        return appointments.insert(unit.connection, draft, request_key=key, shares_session_of=mate)
