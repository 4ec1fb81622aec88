"""The panel's jobs: functions of the desk, run on the database thread."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from frontdesk.desk import booking, calendar, configuration, visits
from frontdesk.desk.answers import Done, Opening, RefusalError, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.customers import email_problem
from frontdesk.desk.unit import Desk
from frontdesk.engine.booking import takes_time
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Reason, Why
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.ui.booking.state import Draft, Outcome, request_of

_TAKEN = (Why.BOOKED, Why.HELD, Why.BUFFER)
"""Why a time is not available that somebody else has taken."""


@dataclass(frozen=True, slots=True)
class Held:
    """The answer to a hold or booking, everything that changed, and what became of a lost time.

    ``left`` is the hold that was let go for the new one, ``restored`` the one that was let go on
    the way and had to be made again. ``undo`` are the steps that take it all back, in order.
    """

    answer: Done[Visit] | Refused
    changes: tuple[Changes, ...] = ()
    outcome: Outcome | None = None
    left: Visit | None = None
    restored: Visit | None = None
    undo: tuple[int, ...] = ()


def hold_job(request: HoldRequest, old: Visit | None) -> Callable[[Desk], Held]:
    """Hold a time; the hold in hand is let go once the new one stands."""

    def job(desk: Desk) -> Held:
        if old is not None:
            new = replace(request, instead_of=old.appointment.id)
            return _swap(desk, new, old, booking.hold(desk, new))
        answer = booking.hold(desk, request)
        if isinstance(answer, Done):
            return Held(answer, (answer.changes,), undo=_steps(answer))
        return Held(answer, outcome=_outcome(desk, answer.refusal.reason, answer.nearest))

    return job


def book_job(visit: Visit, draft: Draft, asked: Collection[str] = ()) -> Callable[[Desk], Held]:
    """Book a hold for whoever the draft names; an expired one too if its time is free.

    ``asked`` are the fields that the record of a known customer lacked until now.
    """

    def job(desk: Desk) -> Held:
        number, notes = visit.appointment.id, draft.notes.strip()
        if draft.customer_id is not None:
            answer = booking.book(desk, number, draft.answers(asked), draft.customer_id, notes)
        else:
            answer = booking.book(desk, number, draft.details, notes=notes)
        if isinstance(answer, Done):
            return Held(answer, (answer.changes,), undo=_steps(answer))
        if answer.refusal.reason is None:
            return Held(answer)
        return Held(answer, outcome=_outcome(desk, answer.refusal.reason, answer.nearest))

    return job


def hold_on_job(visit: Visit) -> Callable[[Desk], Done[Visit] | Outcome]:
    """Hold the time of an expired hold once more; what became of it where that can't be."""

    def job(desk: Desk) -> Done[Visit] | Outcome:
        outcome = look_again_job(visit)(desk)
        if outcome.hold is not None or outcome.reason is not None:
            return outcome
        request = replace(request_of(visit), instead_of=visit.appointment.id)
        answer = booking.hold(desk, request)
        return answer if isinstance(answer, Done) else look_again_job(visit)(desk)

    return job


def standing_job(appointment_id: int) -> Callable[[Desk], tuple[Visit, bool] | None]:
    """A visit and whether it is live; None where it is gone."""

    def job(desk: Desk) -> tuple[Visit, bool] | None:
        try:
            found = booking.show(desk, appointment_id)
        except RefusalError:
            return None
        with desk.look() as unit:
            return found, takes_time(found.appointment, unit.now)

    return job


def look_again_job(visit: Visit) -> Callable[[Desk], Outcome]:
    """What became of the time of an expired hold, and what is near if it is gone."""

    def job(desk: Desk) -> Outcome:
        entry = visit.appointment
        known = standing_job(entry.id)(desk)
        if known is not None and known[0].appointment.status is Status.INITIAL and known[1]:
            return Outcome(hold=known[0])
        reason = booking.why_not_again(desk, request_of(visit))
        if reason is None:
            return Outcome()
        if reason.why in _TAKEN:
            booking.note_lost(desk, entry.id)
        near = calendar.nearest(
            desk, entry.location_id, entry.service_id, entry.start, entry.duration
        )
        return _outcome(desk, reason, near)

    return job


def visit_job(appointment_id: int, *, follows: bool = False) -> Callable[[Desk], tuple[Visit, ...]]:
    """A visit, and for a class every visit of the same session with it, the asked one first.

    ``follows`` asks for it where it stands now, should it have been moved since.
    """

    def job(desk: Desk) -> tuple[Visit, ...]:
        look = booking.latest if follows else booking.show
        asked = look(desk, appointment_id)
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
        return _moved(desk, answer, old)
    reason = answer.refusal.reason
    if reason is None or reason.facts.get("appointment") != old.appointment.id:
        return Held(answer)
    gone = booking.release(desk, old.appointment.id)
    released = (gone.changes,) if isinstance(gone, Done) else ()
    second = booking.hold(desk, request)
    if isinstance(second, Done):
        return Held(second, (*released, second.changes), None, old, None, _steps(second, gone))
    back = booking.hold(desk, request_of(old))
    if isinstance(back, Done):
        return Held(second, (*released, back.changes), restored=back.value)
    return Held(second, released, _outcome(desk, second.refusal.reason, second.nearest))


def _moved(desk: Desk, answer: Done[Visit], old: Visit) -> Held:
    gone = booking.release(desk, old.appointment.id)
    changes = (gone.changes,) if isinstance(gone, Done) else ()
    return Held(answer, (answer.changes, *changes), None, old, None, _steps(answer, gone))


def _steps(*answers: Done[Visit] | Done[int] | Refused) -> tuple[int, ...]:
    """The steps of the undo log that these answers left."""
    done = [answer.undo for answer in answers if isinstance(answer, Done)]
    return tuple(step for step in done if step is not None)


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
