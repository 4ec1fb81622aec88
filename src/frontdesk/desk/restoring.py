"""Taking a visit from its place and putting it back: what moving shares with undoing a move.

A visit is never rewritten where it stands: it leaves by the table of statuses, and a new row
takes its place. So the steps of the undo log that knew the old row are told of the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.desk.customers import known_customer
from frontdesk.desk.exceptions import Allowance
from frontdesk.desk.holds import check_limit
from frontdesk.desk.placing import insert
from frontdesk.desk.standing import check_still_free, expiry, find
from frontdesk.desk.undo_log import FACTS, Snapshot
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment, Verb, is_expired, status_after
from frontdesk.engine.plan import find_location, find_resource, find_service
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.store import appointments, desk_rows
from frontdesk.store.appointments import Fact, NewAppointment


def leave_place(unit: Unit, visit: Appointment) -> None:
    """Free the time of a visit that is about to stand elsewhere.

    A booked visit ends RE; a reserved one has no way out but CN; a hold is released. Refused
    with ``wrong-status`` for every other, and for a hold that has expired.
    """
    if visit.status is Status.INITIAL:
        if is_expired(visit, unit.now):
            raise refuse(Code.WRONG_STATUS, status="expired", wanted=Status.RESCHEDULED.value)
        appointments.delete(unit.connection, visit.id)
    else:
        appointments.update_status(unit.connection, visit.id, _status_left(visit))


def link(unit: Unit, left: Appointment, new: Appointment) -> None:
    """Say in the trail, and on the row that was left, which visit took its place."""
    if left.status is Status.INITIAL:
        unit.record(left.id, left.status, None, {"released": True, "movedTo": new.id})
        return
    after = _status_left(left)
    appointments.update_status(unit.connection, left.id, after, rescheduled_id=new.id)
    unit.record(left.id, left.status, after, {"rescheduledId": new.id})


def facts_kept(unit: Unit, visit: Appointment, start: int) -> dict[Fact, int | None]:
    """The facts that stay with a visit that moves to ``start``.

    Whoever has arrived today is here whatever the time; a confirmation is of one start. What was
    paid is paid whenever the visit takes place.
    """
    zone = unit.business.locations[visit.location_id].timezone
    facts: dict[Fact, int | None] = {"paid_at": visit.paid_at}
    if start == visit.start:
        facts["confirmed_at"] = visit.confirmed_at
    if local_date(start, zone) == local_date(visit.start, zone):
        facts["arrived_at"] = visit.arrived_at
        facts["started_at"] = visit.started_at
        facts["completed_at"] = visit.completed_at
    return facts


def put_back(unit: Unit, was: Snapshot) -> Appointment:
    """Make a visit again as it was, if its time is still free (``slot-taken`` otherwise).

    What only limits new visits (reach, grid, hours) is not asked: it stood there before, and so
    may one that was moved away from somebody who is retired. Whom it stood over then may still be
    there; nobody who came since is booked over.
    """
    for name in was["resources"]:
        if name not in unit.business.resources:
            find_resource(unit.business, name)  # says that it is unknown
    service = find_service(unit.business, was["service"])
    location = find_location(unit.business, was["location"])
    customer = None if was["customer"] is None else known_customer(unit, was["customer"])
    draft = NewAppointment(
        status=Status(was["complete"] or Status.INITIAL),
        location_id=location.id,
        service_id=service.id,
        resource_ids=tuple(was["resources"]),
        start=was["start"],
        duration=was["duration"],
        buffer_before=was["before"],
        buffer_after=was["after"],
        created_at=unit.moment,
        customer_id=None if customer is None else customer.id,
        notes=was["notes"],
        desk=unit.desk_name,
    )
    allowed = _allowed_then(was)
    # Under the number that it had: who was put over that visit is no stranger to this one.
    check_still_free(unit, draft.as_made(was["of"]), Code.SLOT_TAKEN, allowed)
    return put(unit, draft, was["facts"], allowed, restoredFrom=was["of"])


def put(
    unit: Unit,
    draft: NewAppointment,
    facts: Mapping[Fact, int | None],
    allowed: Allowance | None,
    **change: object,
) -> Appointment:
    """Write a visit with its facts, as a hold with a full new term where it is one."""
    if draft.status is Status.INITIAL:
        check_limit(unit)
        draft = replace(draft, hold_expires_at=expiry(unit, draft.location_id))
    return with_facts(unit, insert(unit, draft, None, allowed, **change), facts)


def with_facts(unit: Unit, visit: Appointment, facts: Mapping[Fact, int | None]) -> Appointment:
    """A visit that was just made, with the facts that it brings along."""
    known = {fact: facts[fact] for fact in FACTS if facts.get(fact) is not None}
    for fact, at in known.items():
        appointments.set_fact(unit.connection, visit.id, fact, at)
    return find(unit, visit.id) if known else visit


def renew_steps(unit: Unit, old: tuple[int, int | None], new: tuple[int, int | None]) -> None:
    """Let this desk's steps that wait for a visit in one version wait for it as it is now.

    Each pair is (number, version). Without that, taking one step back would stand in the way of
    the step before it. A hold's steps ask for no version.
    """
    for entry in desk_rows.all_entries(unit.connection):
        if entry.desk != unit.desk_name:
            continue
        commands = [_renewed(command, old, new) for command in entry.commands]
        if commands != list(entry.commands):
            number = new[0] if entry.appointment_id == old[0] else entry.appointment_id
            desk_rows.turn(unit.connection, entry.id, entry.undone_at, number, commands)


def _renewed(
    command: Mapping[str, Any], old: tuple[int, int | None], new: tuple[int, int | None]
) -> Mapping[str, Any]:
    number, version = old
    if command.get("appointment") != number:
        return command
    waits_for = command.get("version")
    if waits_for is not None and version is not None and waits_for != version:
        return command
    changed = {**command, "appointment": new[0]}
    return changed if waits_for is None else {**changed, "version": new[1]}


def _status_left(visit: Appointment) -> Status:
    verb = Verb.CANCEL if visit.status is Status.RESERVED else Verb.RESCHEDULE
    return status_after(visit.status, verb)


def _allowed_then(was: Snapshot) -> Allowance | None:
    change = was["allowed"]
    if change is None:
        return None
    return Allowance(change["because"], frozenset(change["over"]), frozenset(change["rules"]))
