"""The panel's jobs: functions of the desk, run on the database thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.desk import availability, booking, calendar, configuration, visits
from frontdesk.desk.answers import Done, Opening, RefusalError, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.customers import email_problem
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.plan import Request
from frontdesk.engine.refusals import Reason
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.ui.booking.state import Draft, Outcome, request_of


@dataclass(frozen=True, slots=True)
class Held:
    """The answer to a hold or booking, everything that changed, and what became of a lost time.

    ``left`` is the hold that was let go for the new one, ``restored`` the one that was let go on
    the way and had to be made again.
    """

    answer: Done[Visit] | Refused
    changes: tuple[Changes, ...] = ()
    outcome: Outcome | None = None
    left: Visit | None = None
    restored: Visit | None = None


def hold_job(request: HoldRequest, old: Visit | None) -> Callable[[Desk], Held]:
    """Hold a time; the hold in hand is let go once the new one stands."""

    def job(desk: Desk) -> Held:
        answer = booking.hold(desk, request)
        if old is not None:
            return _swap(desk, request, old, answer)
        if isinstance(answer, Done):
            return Held(answer, (answer.changes,))
        return Held(answer, outcome=_outcome(desk, answer.refusal.reason, answer.nearest))

    return job


def book_job(visit: Visit, draft: Draft) -> Callable[[Desk], Held]:
    """Book a hold for whoever the draft names; an expired one too if its time is free."""

    def job(desk: Desk) -> Held:
        number, notes = visit.appointment.id, draft.notes.strip()
        if draft.customer_id is not None:
            answer = booking.book(desk, number, customer_id=draft.customer_id, notes=notes)
        else:
            answer = booking.book(desk, number, customer=draft.details, notes=notes)
        if isinstance(answer, Done):
            return Held(answer, (answer.changes,))
        if answer.refusal.reason is None:
            return Held(answer)
        return Held(answer, outcome=_outcome(desk, answer.refusal.reason, answer.nearest))

    return job


def look_again_job(visit: Visit) -> Callable[[Desk], Outcome]:
    """What became of the time of an expired hold, and what is near if it is gone."""

    def job(desk: Desk) -> Outcome:
        entry = visit.appointment
        day = local_date(entry.start, visit.timezone)
        request = Request(
            entry.service_id, day, day, entry.location_id, entry.resource_ids, entry.duration
        )
        reason = availability.why_not(desk, request, entry.start)
        if reason is None:
            return Outcome()
        near = calendar.nearest(
            desk, entry.location_id, entry.service_id, entry.start, entry.duration
        )
        return _outcome(desk, reason, near)

    return job


def visit_job(appointment_id: int) -> Callable[[Desk], tuple[Visit, ...]]:
    """A visit, and for a class every visit of the same session with it, the asked one first."""

    def job(desk: Desk) -> tuple[Visit, ...]:
        asked = booking.show(desk, appointment_id)
        entry = asked.appointment
        service = configuration.business(desk).services[entry.service_id]
        if service.capacity == 1:
            return (asked,)
        day = local_date(entry.start, asked.timezone)
        resources = entry.resource_ids[:1]
        found = visits.list_visits(desk, day, day, entry.location_id, resources)[1]
        same = (entry.service_id, entry.start, entry.duration)
        return asked, *(other for other in found if _session(other) == same)

    return job


def email_job(email: str) -> Callable[[Desk], str | None]:
    """What is wrong with an address. Needs no book, but its library takes a while to load."""

    def job(desk: Desk) -> str | None:
        return email_problem(email)

    return job


def _session(visit: Visit) -> tuple[str, int, int] | None:
    entry = visit.appointment
    if entry.status not in (Status.INITIAL, Status.RESERVED, Status.BOOKED):
        return None
    return entry.service_id, entry.start, entry.duration


def _swap(desk: Desk, request: HoldRequest, old: Visit, answer: Done[Visit] | Refused) -> Held:
    """Let the old hold go for the new one, or try again without it where it is in the way."""
    if isinstance(answer, Done):
        return Held(answer, (answer.changes, *_released(desk, old)), left=old)
    reason = answer.refusal.reason
    if reason is None or reason.facts.get("appointment") != old.appointment.id:
        return Held(answer)
    released = _released(desk, old)
    second = booking.hold(desk, request)
    if isinstance(second, Done):
        return Held(second, (*released, second.changes), left=old)
    back = booking.hold(desk, request_of(old))
    if isinstance(back, Done):
        return Held(second, (*released, back.changes), restored=back.value)
    return Held(second, released, _outcome(desk, second.refusal.reason, second.nearest))


def _released(desk: Desk, old: Visit) -> tuple[Changes, ...]:
    answer = booking.release(desk, old.appointment.id)
    return (answer.changes,) if isinstance(answer, Done) else ()


def _outcome(desk: Desk, reason: Reason | None, nearest: tuple[Opening, ...]) -> Outcome:
    who, when = "", None
    other = reason.facts.get("appointment") if reason is not None else None
    if isinstance(other, int):
        try:
            taker = booking.show(desk, other).appointment
            who, when = taker.desk, taker.created_at
        except RefusalError:
            pass  # released a moment ago: the sentence of the reason still says what was
    return Outcome(reason, who, when, nearest)
