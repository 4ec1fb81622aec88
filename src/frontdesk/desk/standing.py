"""Visits as they stand: finding one, showing it, and the step from one status to the next."""

from __future__ import annotations

from frontdesk.desk.answers import Visit
from frontdesk.desk.conflicts import conflict_of
from frontdesk.desk.exceptions import Allowance
from frontdesk.desk.payments import payment_of
from frontdesk.desk.privacy import hides_contacts, seen_customer
from frontdesk.desk.taken import class_mate
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment, Customer, Verb, status_after
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.store import appointments, customers, footprints, visits


def move_to(unit: Unit, found: Appointment, status: Status) -> tuple[Visit, Changes]:
    """Change the status and write the audit row; whether it is allowed is known by now."""
    mate = None
    if status in (Status.BOOKED, Status.RESERVED):
        retire_expired(unit, found.resource_ids, found.footprint)
        mate = class_mate(unit, found)
    appointments.update_status(unit.connection, found.id, status, shares_session_of=mate)
    unit.record(found.id, found.status, status, {"customerId": found.customer_id})
    return visit_of(unit, find(unit, found.id)), changes_of(found)


def leave(unit: Unit, appointment_id: int, wanted: Verb) -> tuple[Visit, Changes]:
    """Move a visit on by a verb that needs nothing but the table of statuses."""
    found = find(unit, appointment_id)
    return move_to(unit, found, status_after(found.status, wanted))


def let_go(unit: Unit, appointment_id: int) -> Appointment:
    """Release a hold: its row goes, its audit trail stays. The hold as it was."""
    found = find(unit, appointment_id)
    if found.status is not Status.INITIAL:
        raise refuse(Code.WRONG_STATUS, status=found.status.value, wanted="released")
    appointments.delete(unit.connection, found.id)
    unit.record(found.id, found.status, None, {"released": True})
    return found


def retire_expired(unit: Unit, resource_ids: tuple[str, ...], span: Span) -> None:
    """Take expired holds out of the way, whose rows the guard of the database still sees."""
    footprints.retire_expired(unit.connection, resource_ids, span.start, span.end, unit.moment)


def check_still_free(
    unit: Unit,
    found: Appointment,
    code: Code = Code.HOLD_EXPIRED_AND_TAKEN,
    allowed: Allowance | None = None,
) -> None:
    """Refuse with ``code``, naming who has it, when someone else took the visit's time."""
    reason = conflict_of(unit, found, allowed)
    if reason is not None:
        timezone = unit.business.locations[found.location_id].timezone
        raise refuse(code, reason, start=found.start, timezone=timezone)


def find(unit: Unit, appointment_id: int) -> Appointment:
    found = visits.get(unit.connection, appointment_id)
    if found is None:
        raise refuse(Code.UNKNOWN_ID, kind="appointment", id=str(appointment_id))
    return found


def customer_of(unit: Unit, found: Appointment) -> Customer | None:
    if found.customer_id is None:
        return None
    return customers.get(unit.connection, found.customer_id)


def visit_of(unit: Unit, found: Appointment, warnings: tuple[str, ...] = ()) -> Visit:
    timezone = unit.business.locations[found.location_id].timezone
    customer = seen_customer(unit, customer_of(unit, found))
    hidden, payment = hides_contacts(unit), payment_of(unit, found)
    return Visit(found, customer, timezone, warnings, hidden, payment)


def expiry(unit: Unit, location_id: str) -> int:
    return unit.moment + unit.business.locations[location_id].booking_timer_minutes * 60


def changes_of(*touched: Appointment) -> Changes:
    return Changes(
        appointment_ids=frozenset(entry.id for entry in touched),
        location_ids=frozenset(entry.location_id for entry in touched),
    )
