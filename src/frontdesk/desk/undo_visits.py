"""Undoing what was done with a visit: moves, facts and changes of status, through the rules.

Each command names the visit, and the version in which it expects it; ``of`` and ``was`` say which
visit in which version the steps before it know, so that they can be undone after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.desk.restoring import leave_place, link, put_back, renew_steps
from frontdesk.desk.standing import changes_of, check_still_free, find, leave, let_go, move_to
from frontdesk.desk.undo_log import hold_command, remember, snapshot, visit_facts, way_back
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment, Verb, status_after
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.values import Status
from frontdesk.store import appointments, desk_rows
from frontdesk.store.appointments import Fact
from frontdesk.store.desk_rows import Command


@dataclass(frozen=True, slots=True)
class Made:
    """What a command did: the commands that lead back, and the visit that carries on."""

    changes: Changes
    back: tuple[Command, ...] = ()
    appointment_id: int | None = None


def remember_change(
    unit: Unit, kind: str, before: Appointment, after: Appointment, command: Mapping[str, Any]
) -> None:
    """Write down a step that led from one state or row of a visit to another.

    ``command`` leads back. The step stands beside earlier ones on the same visit, which can be
    undone after it.
    """
    whole = led_back(unit, before, after, command)
    remember(unit, kind, [whole], visit_facts(unit, after))


def led_back(
    unit: Unit, before: Appointment, after: Appointment, command: Mapping[str, Any]
) -> Command:
    """``command``, which leads back from ``after``, as a step of the log holds it."""
    if after.status is Status.INITIAL:
        renew_steps(unit, (before.id, None), (after.id, None))
    return _command(command, after, before.id, before.version)


def expect(unit: Unit, command: Command) -> Appointment:
    """The visit of a command, in the version in which it was left (a hold in any)."""
    found = find(unit, command["appointment"])
    if command["version"] not in (None, found.version):
        raise refuse(Code.WRONG_STATUS, because="changed-since")
    return found


def set_facts(unit: Unit, found: Appointment, facts: Mapping[Fact, int | None]) -> Appointment:
    """Write facts of a visit (moments, or None) with their audit row; the visit as it is then."""
    for fact, at in facts.items():
        appointments.set_fact(unit.connection, found.id, fact, at)
    change: dict[str, object] = {_KEYS[fact]: at for fact, at in facts.items()}
    unit.record(found.id, found.status, found.status, change)
    return find(unit, found.id)


def _release(unit: Unit, command: Command) -> Made:
    gone = let_go(unit, command["appointment"])
    return Made(changes_of(gone), (hold_command(unit, gone),))


def _cancel(unit: Unit, command: Command) -> Made:
    """What was booked is free again, and no earlier step leads anywhere from here."""
    before = expect(unit, command)
    _forget_other_steps(unit, command)
    _visit, changes = leave(unit, before.id, Verb.CANCEL)
    return Made(changes, (hold_command(unit, before),))


def _hold(unit: Unit, command: Command) -> Made:
    made = put_back(unit, command)
    back = way_back(unit, made)
    renew_steps(unit, (command["of"], command["was"]), (made.id, back.get("version")))
    return Made(changes_of(made), (back,), made.id)


def _forget_other_steps(unit: Unit, command: Command) -> None:
    gone = [
        entry.id
        for entry in desk_rows.all_entries(unit.connection)
        if (entry.desk, entry.undone_at) == (unit.desk_name, None)
        and command not in entry.commands
        and visit_of_step(entry.commands) == command["appointment"]
    ]
    if gone:
        desk_rows.forget(unit.connection, gone)


def _fact(unit: Unit, command: Command) -> Made:
    before = expect(unit, command)
    old = {fact: getattr(before, fact) for fact in command["set"]}
    after = set_facts(unit, before, command["set"])
    return turned(unit, command, before, after, {"verb": "fact", "set": old})


def _leave(unit: Unit, command: Command) -> Made:
    """Another status by the table: cancelled again, a no-show, or back from one."""
    before = expect(unit, command)
    verb = Verb(command["by"])
    status = status_after(before.status, verb)
    was = snapshot(unit, before)
    if verb is Verb.UNDO_NO_SHOW:
        check_still_free(unit, before, Code.SLOT_TAKEN)
    visit, _changes = move_to(unit, before, status)
    return turned(unit, command, before, visit.appointment, back_from(verb, was))


def back_from(verb: Verb, was: Mapping[str, Any]) -> Mapping[str, Any]:
    """What leads back from a change of status; ``was`` is the visit before it."""
    if verb is Verb.CANCEL:
        return {"verb": "return", "to": was}
    other = Verb.UNDO_NO_SHOW if verb is Verb.NO_SHOW else Verb.NO_SHOW
    return {"verb": "leave", "by": other.value}


def _return(unit: Unit, command: Command) -> Made:
    """CN leaves by nothing: the same visit is made anew."""
    before = expect(unit, command)
    after = put_back(unit, command["to"])
    appointments.update_status(unit.connection, before.id, before.status, rescheduled_id=after.id)
    back = {"verb": "leave", "by": Verb.CANCEL.value}
    return turned(unit, command, before, after, back)


def _back(unit: Unit, command: Command) -> Made:
    """A visit that was moved stands where it had been, as a new row."""
    before = expect(unit, command)
    if command["version"] is None and before.status is not Status.INITIAL:
        raise refuse(Code.WRONG_STATUS, because="changed-since")  # the hold was booked
    there = snapshot(unit, before)
    leave_place(unit, before)
    after = put_back(unit, command["to"])
    link(unit, before, after)
    return turned(unit, command, before, after, {"verb": "back", "to": there})


def turned(
    unit: Unit,
    command: Command,
    before: Appointment,
    after: Appointment,
    back: Mapping[str, Any],
) -> Made:
    """The steps before this one know the visit as it is now; and what leads back from here."""
    is_hold = after.status is Status.INITIAL
    version = None if is_hold else after.version
    renew_steps(unit, (command["of"], command["was"]), (after.id, version))
    whole = _command(back, after, before.id, before.version)
    return Made(changes_of(before, after), (whole,), after.id)


def _command(
    command: Mapping[str, Any], visit: Appointment, of: int, was: int | None
) -> Mapping[str, Any]:
    """A command that expects a visit as it is now.

    A hold in any version, since it is extended; its other steps are told at once where it is.
    """
    if visit.status is Status.INITIAL:
        of, version, was = visit.id, None, None
    else:
        version = visit.version
    return {**command, "appointment": visit.id, "version": version, "of": of, "was": was}


_KEYS: Mapping[Fact, str] = {
    "confirmed_at": "confirmedAt",
    "arrived_at": "arrivedAt",
    "started_at": "startedAt",
    "completed_at": "completedAt",
    "paid_at": "paidAt",
}
RUN: Mapping[str, Callable[[Unit, Command], Made]] = {
    "release": _release,
    "cancel": _cancel,
    "hold": _hold,
    "fact": _fact,
    "leave": _leave,
    "return": _return,
    "back": _back,
}
"""The commands of this module, by their verb."""


def visit_of_step(commands: Sequence[Command]) -> int | None:
    """The visit that a step's commands are about, where they are about one."""
    return next((command["appointment"] for command in commands if "appointment" in command), None)
