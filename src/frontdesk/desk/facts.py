"""The verbs that note facts about a visit, which are no statuses: here, begun, done, paid.

Each is one transaction, one row of the trail and one step that can be undone, and answers Done
or Refused. What is noted already keeps its moment, and what is not cannot be taken back: both are
done without a step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.standing import changes_of, find, visit_of
from frontdesk.desk.undo_visits import remember_change, set_facts
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.changes import Changes
from frontdesk.engine.payment import takes_payment
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.values import Status
from frontdesk.store.appointments import Fact


def arrive(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Note that the customer of a booked or reserved visit is here."""
    return _note(desk, appointment_id, "arrive", "arrived", ("arrived_at",))


def start(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Note that a booked or reserved visit has begun; whoever is in it has arrived."""
    return _note(desk, appointment_id, "start", "started", ("arrived_at", "started_at"))


def complete(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Note that a booked or reserved visit is done; whoever was in it has arrived.

    When it began is not made up: a visit may be done that nobody noted as started.
    """
    return _note(desk, appointment_id, "complete", "completed", ("arrived_at", "completed_at"))


def unarrive(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Take back that the customer is here, and with it that the visit has begun or is done."""
    facts: tuple[Fact, ...] = ("arrived_at", "started_at", "completed_at")
    return _take_back(desk, appointment_id, "unarrive", "arrived", facts)


def unstart(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Take back that a visit has begun, and with it that it is done; the customer is here."""
    facts: tuple[Fact, ...] = ("started_at", "completed_at")
    return _take_back(desk, appointment_id, "unstart", "started", facts)


def uncomplete(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Take back that a visit is done."""
    return _take_back(desk, appointment_id, "uncomplete", "completed", ("completed_at",))


def pay(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Note that a booked visit has been paid for, before it or after, now.

    Refused with ``wrong-status`` for every other status, for a service that costs nothing, and
    where the policy does not want payments noted. How much was paid, and how, is no business of
    the book's. A move takes the payment along, to whatever day; a copy, and a booking of the same
    again, are visits that nobody has paid for. Who cancels or does not come leaves it on their
    row, where the card shows it; undoing that brings the visit back as paid as it was.
    """
    return _note(desk, appointment_id, "pay", "paid", ("paid_at",), _payable)


def unpay(desk: Desk, appointment_id: int) -> Done[Visit] | Refused:
    """Take back that a booked visit has been paid for, whatever its service costs by now."""
    return _take_back(desk, appointment_id, "unpay", "paid", ("paid_at",), _with_payment)


_Find = Callable[[Unit, int, str], Appointment]
"""Finds the visit to be ``wanted``, or refuses."""


def _present(unit: Unit, appointment_id: int, wanted: str) -> Appointment:
    found = find(unit, appointment_id)
    if found.status not in (Status.BOOKED, Status.RESERVED):
        raise refuse(Code.WRONG_STATUS, status=found.status.value, wanted=wanted)
    return found


def _with_payment(unit: Unit, appointment_id: int, wanted: str) -> Appointment:
    found = find(unit, appointment_id)
    if not unit.policy.payments_noted:
        raise refuse(Code.WRONG_STATUS, because="payments-not-noted")
    if found.status is not Status.BOOKED:
        raise refuse(Code.WRONG_STATUS, status=found.status.value, wanted=wanted)
    return found


def _payable(unit: Unit, appointment_id: int, wanted: str) -> Appointment:
    found = _with_payment(unit, appointment_id, wanted)
    service = unit.business.services[found.service_id]
    if found.paid_at is None and not takes_payment(found.status, service):
        raise refuse(Code.WRONG_STATUS, because="costs-nothing", service=service.name)
    return found


def _note(
    desk: Desk,
    appointment_id: int,
    kind: str,
    wanted: str,
    facts: tuple[Fact, ...],
    found_by: _Find = _present,
) -> Done[Visit] | Refused:
    """Note facts, the last of which is asked for; what is known already keeps its moment."""

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        found = found_by(unit, appointment_id, wanted)
        if getattr(found, facts[-1]) is not None:
            return visit_of(unit, found), changes_of(found)
        new = {fact: unit.moment for fact in facts if getattr(found, fact) is None}
        return _with_facts(unit, kind, found, new)

    return desk.attempt(verb)


def _take_back(
    desk: Desk,
    appointment_id: int,
    kind: str,
    wanted: str,
    facts: tuple[Fact, ...],
    found_by: _Find = _present,
) -> Done[Visit] | Refused:
    """Take back facts, the first of which is asked for, and those that rest on it."""

    def verb(unit: Unit) -> tuple[Visit, Changes]:
        found = found_by(unit, appointment_id, wanted)
        gone = {fact: None for fact in facts if getattr(found, fact) is not None}
        if facts[0] not in gone:
            return visit_of(unit, found), changes_of(found)
        return _with_facts(unit, kind, found, gone)

    return desk.attempt(verb)


def _with_facts(
    unit: Unit, kind: str, before: Appointment, facts: Mapping[Fact, int | None]
) -> tuple[Visit, Changes]:
    after = set_facts(unit, before, facts)
    back = {"verb": "fact", "set": {fact: getattr(before, fact) for fact in facts}}
    remember_change(unit, kind, before, after, back)
    return visit_of(unit, after), changes_of(after)
