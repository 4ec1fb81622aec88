"""The verbs that make and change visits. Each is one transaction, and answers Done or Refused."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.availability import reason_in
from frontdesk.desk.customers import Who, resolve_customer
from frontdesk.desk.facts import arrive, complete, pay, start, unarrive, uncomplete, unpay, unstart
from frontdesk.desk.nearest import with_nearest
from frontdesk.desk.placing import (
    HoldRequest,
    choose,
    choose_or_allow,
    draft_of,
    insert,
    place,
    plan_at,
)
from frontdesk.desk.restoring import facts_kept, with_facts
from frontdesk.desk.standing import (
    changes_of,
    check_still_free,
    customer_of,
    expiry,
    find,
    let_go,
    move_to,
    visit_of,
)
from frontdesk.desk.undo_log import remember_visit, snapshot
from frontdesk.desk.undo_visits import back_from, remember_change
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment, Verb, is_expired, status_after
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, Reason, RefusalError, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Status
from frontdesk.store import appointments, visits
from frontdesk.store.reporting_holds import LOST, was_lost

__all__ = [
    "HoldRequest",
    "arrive",
    "book",
    "cancel",
    "complete",
    "extend",
    "hold",
    "latest",
    "no_show",
    "note_lost",
    "pay",
    "release",
    "reschedule",
    "reserve",
    "show",
    "start",
    "unarrive",
    "uncomplete",
    "undo_no_show",
    "unpay",
    "unstart",
    "why_not_again",
]


def hold(desk: Desk, request: HoldRequest) -> Done[Visit] | Refused:
    """Take a time at once, as a hold that its booking timer ends, or booked right away.

    Refuses with ``unknown-id``, ``not-offered-here``, ``bad-duration``, ``bad-customer``,
    ``slot-taken`` where a visit or hold is in the way, ``not-available`` with the reason. What a
    booking of it still lacks, the answer's ``warnings`` say. A request with ``because`` may bend
    rules as ``moves.move`` does, and ``moves.judge_hold`` says beforehand what would come of it:
    ``no-permission`` where the right to that is missing.
    """

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        if request.key is not None:
            made = visits.by_request_key(unit.connection, request.key)
            if made is not None:
                return visit_of(unit, made), Changes()
        visit = place(unit, request)
        made = visit.appointment
        remember_visit(unit, "hold" if made.status is Status.INITIAL else "book", made)
        changes = changes_of(made)
        if request.customer is not None:
            changes = replace(changes, customers=True)
        return visit, changes

    return with_nearest(desk, desk.attempt(verb), request)


def why_not_again(desk: Desk, request: HoldRequest) -> Reason | None:
    """Why the time of a hold that ended (``again``) can't be held once more; None where it can.

    What was allowed for that hold does not stand in the way.

    Raises:
        RefusalError: as ``availability.why_not``.
    """
    with desk.look() as unit:
        try:
            choose_or_allow(unit, plan_at(unit, request), request)
        except RefusalError as error:
            reason = reason_in(error)
            if reason is None:
                raise
            return reason
    return None


def book(
    desk: Desk,
    appointment_id: int,
    customer: CustomerDetails | None = None,
    customer_id: int | None = None,
    notes: str | None = None,
) -> Done[Visit] | Refused:
    """Turn a hold or a reserved visit into a booked one.

    Refused with ``customer-needed`` and every field that its location asks for and that is empty,
    of a new customer and of a known one alike; ``customer`` beside ``customer_id`` fills those.
    A hold that has expired is checked again in the same transaction: where its time is still
    free it is booked, otherwise refused with ``hold-expired-and-taken``, never over anyone.
    """
    return _complete(desk, appointment_id, Verb.BOOK, customer, customer_id, notes)


def reserve(
    desk: Desk,
    appointment_id: int,
    customer: CustomerDetails | None = None,
    customer_id: int | None = None,
    notes: str | None = None,
) -> Done[Visit] | Refused:
    """Keep a hold's time without a timer; an expired hold as ``book`` does. Needs no customer."""
    return _complete(desk, appointment_id, Verb.RESERVE, customer, customer_id, notes)


def release(desk: Desk, appointment_id: int) -> Done[int] | Refused:
    """Free a hold at once; its row goes, its audit trail stays. Answers the id."""

    def verb(unit: Unit) -> tuple[int, Changes]:
        found = let_go(unit, appointment_id)
        remember_visit(unit, "release", found)
        return found.id, changes_of(found)

    return desk.attempt(verb)


def note_lost(desk: Desk, appointment_id: int) -> None:
    """Write into the trail, once, that an expired hold was wanted and its time was taken.

    In a unit of its own, since the refusal that says so leaves the book untouched.
    """
    with desk.unit() as unit:
        found = visits.get(unit.connection, appointment_id)
        if found is None or not is_expired(found, unit.now) or Right.BOOK not in unit.rights:
            return
        if not was_lost(unit.connection, appointment_id):
            unit.record(appointment_id, Status.INITIAL, Status.INITIAL, {LOST: True})


def extend(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Give a live hold a full new term of its location's booking timer."""

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        found = find(unit, appointment_id)
        if found.status is not Status.INITIAL or is_expired(found, unit.now):
            status = "expired" if found.status is Status.INITIAL else found.status.value
            raise refuse(Code.WRONG_STATUS, status=status, wanted="extended")
        expires = expiry(unit, found.location_id)
        appointments.extend(unit.connection, found.id, expires)
        unit.record(found.id, Status.INITIAL, Status.INITIAL, {"holdExpiresAt": expires})
        return visit_of(unit, find(unit, found.id)), changes_of(found)

    return desk.attempt(verb)


def cancel(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Cancel a booked or reserved visit; its time is free at once.

    Undone, the same visit is made anew if its time is still free, since CN leaves by nothing.
    """
    return _leave(desk, appointment_id, Verb.CANCEL)


def no_show(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Mark a booked visit whose customer did not come."""
    return _leave(desk, appointment_id, Verb.NO_SHOW)


def undo_no_show(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Book a no-show again, if its time is still free."""
    return _leave(desk, appointment_id, Verb.UNDO_NO_SHOW)


def reschedule(
    desk: Desk, appointment_id: int, start: int, resource_ids: tuple[str, ...] = ()
) -> Done[Visit] | Refused:
    """Move a booked visit within its location: the old row ends RE, linked to a new BK row.

    Its own old time is no obstacle. Without named resources it keeps its own. That it has arrived,
    started or is done stays with it on the same local day, that it is paid on any. For more than
    that see ``moves``.
    """

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        old = find(unit, appointment_id)
        status_after(old.status, Verb.RESCHEDULE)
        # Out of the way first: if the new time is refused, the whole unit is undone.
        appointments.update_status(unit.connection, old.id, Status.RESCHEDULED)
        request = HoldRequest(
            old.service_id,
            start,
            resource_ids or old.resource_ids,
            old.duration,
            old.location_id,
            customer_id=old.customer_id,
            complete=Status.BOOKED,
            notes=old.notes,
        )
        plan = plan_at(unit, request)
        chosen = choose(unit, plan, start)
        new = insert(unit, draft_of(unit, plan, request, chosen, customer_of(unit, old)), None)
        new = with_facts(unit, new, facts_kept(unit, old, start))
        appointments.update_status(
            unit.connection, old.id, Status.RESCHEDULED, rescheduled_id=new.id
        )
        unit.record(old.id, Status.BOOKED, Status.RESCHEDULED, {"rescheduledId": new.id})
        return visit_of(unit, new), changes_of(old, new)

    return desk.attempt(verb)


def show(desk: Desk, appointment_id: int) -> Visit:
    """One visit as it stands; RefusalError ``unknown-id`` where there is none."""
    with desk.look() as unit:
        return visit_of(unit, find(unit, appointment_id))


def latest(desk: Desk, appointment_id: int) -> Visit:
    """One visit where it stands now: the row that took its place when it was moved or restored."""
    with desk.look() as unit:
        found = find(unit, appointment_id)
        while found.rescheduled_id is not None:
            found = find(unit, found.rescheduled_id)
        return visit_of(unit, found)


def _complete(
    desk: Desk,
    appointment_id: int,
    wanted: Verb,
    details: CustomerDetails | None,
    customer_id: int | None,
    notes: str | None,
) -> Done[Visit] | Refused:
    def verb(unit: Unit) -> tuple[Visit, Changes]:
        found = find(unit, appointment_id)
        status = status_after(found.status, wanted)
        who = _who(unit, found, details, customer_id)
        if who.missing and status is Status.BOOKED:
            raise refuse(Code.CUSTOMER_NEEDED, missing=who.missing)
        if is_expired(found, unit.now):
            check_still_free(unit, found)
        if who.customer is not None and who.customer.id != found.customer_id:
            appointments.set_customer(unit.connection, found.id, who.customer.id)
        if notes is not None and notes != found.notes:
            appointments.set_notes(unit.connection, found.id, notes)
        visit, changes = move_to(unit, find(unit, found.id), status)
        remember_visit(unit, "book", visit.appointment)
        return visit, replace(changes, customers=details is not None)

    return _with_nearest_of(desk, desk.attempt(verb), appointment_id)


def _who(
    unit: Unit, found: Appointment, details: CustomerDetails | None, customer_id: int | None
) -> Who:
    """Whom a visit is completed for; details without a name are about whoever it is for already."""
    if customer_id is None and not (details and details.name.strip()):
        customer_id = found.customer_id
    who = resolve_customer(unit, details, customer_id, found.location_id)
    if who.customer is None and found.customer_id is not None:
        return resolve_customer(unit, None, found.customer_id, found.location_id)
    return who


def _leave(desk: Desk, appointment_id: int, wanted: Verb) -> Done[Visit] | Refused:
    """Move a visit on by a verb that needs nothing but the table of statuses, and its time."""

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        before = find(unit, appointment_id)
        status = status_after(before.status, wanted)
        if wanted is Verb.UNDO_NO_SHOW:
            check_still_free(unit, before, Code.SLOT_TAKEN)
        back = back_from(wanted, snapshot(unit, before))
        visit, changes = move_to(unit, before, status)
        remember_change(unit, wanted.value, before, visit.appointment, back)
        return visit, changes

    return desk.attempt(verb)


def _with_nearest_of(
    desk: Desk, answer: Done[Visit] | Refused, appointment_id: int
) -> Done[Visit] | Refused:
    if isinstance(answer, Done) or answer.refusal.code is not Code.HOLD_EXPIRED_AND_TAKEN:
        return answer
    note_lost(desk, appointment_id)
    lost = show(desk, appointment_id).appointment
    request = HoldRequest(
        lost.service_id, lost.start, lost.resource_ids, lost.duration, lost.location_id
    )
    return with_nearest(desk, answer, request)
