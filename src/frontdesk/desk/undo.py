"""Undo and redo within the day: the commands of the log, run through the same rules as any verb.

A step that the rules refuse is taken off the log, so that the one before it can be reached; one
that a lost time, a full hand of holds or a missing right refuses stays, since that may pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.desk import (
    decisions,
    demo,
    policies,
    record_steps,
    setup_edit,
    undo_visits,
    users,
    waiting,
)
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.customer_import import unimport_in
from frontdesk.desk.merging import merge_in, unmerge_in
from frontdesk.desk.privacy import CONTACTS
from frontdesk.desk.records import apply, editable
from frontdesk.desk.undo_log import today, visit_facts
from frontdesk.desk.undo_visits import Made, visit_of_step
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.engine.rights import Right
from frontdesk.store import customers, desk_rows, visits
from frontdesk.store.desk_rows import Command, Entry

_MAY_PASS = (Code.SLOT_TAKEN, Code.NOT_AVAILABLE, Code.NO_PERMISSION)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or done again; ``sentences.step_sentence`` names it.

    ``kind`` is hold, book, release, move, hand-over, resize, copy, arrive, start, complete, cancel,
    no-show (the last five also taken back: unarrive, unstart, uncomplete, undo-no-show), decide,
    edit, merge, unmerge, import, setup, policy, user, user-add, secret, fill, clear, wait,
    wait-edit or wait-remove. ``appointment_id`` is the visit it left behind. ``facts`` holds start
    (an instant), timezone, service, customer_name, count, name, names: as many as the kind has.
    """

    id: int
    kind: str
    at: int
    facts: Mapping[str, Any]
    appointment_id: int | None = None


def next_undo(desk: Desk) -> Step | None:
    """What Ctrl+Z would undo: this desk's latest step of today."""
    return _next(desk, undone=False)


def next_redo(desk: Desk) -> Step | None:
    """What Ctrl+Y would do again: the step undone last, until the desk takes another."""
    return _next(desk, undone=True)


def undo(desk: Desk, step_id: int | None = None) -> Done[Step] | Refused:
    """Undo the latest step of this desk today, or the named one.

    Refused with what the rules say, with ``wrong-status`` where the visit or record was changed
    since, and with ``unknown-id`` where there is nothing (left) to undo. A step of several visits
    is undone as a whole, or refused as a whole with the visit that stands in the way.
    """
    return _turn(desk, step_id, undone=False)


def redo(desk: Desk, step_id: int | None = None) -> Done[Step] | Refused:
    """Do again what was undone last, or the named step. An undone import can't be done again."""
    return _turn(desk, step_id, undone=True)


def _next(desk: Desk, *, undone: bool) -> Step | None:
    with desk.look() as unit:
        day = today(unit).isoformat()
        found = desk_rows.latest(unit.connection, unit.desk_name, day, undone=undone)
        return None if found is None else _step_of(unit, found)


def _turn(desk: Desk, step_id: int | None, *, undone: bool) -> Done[Step] | Refused:
    tried: list[int] = []

    def verb(unit: Unit) -> tuple[Step, Changes]:
        found = _entry(unit, step_id, undone)
        tried.append(found.id)
        visit_id = found.appointment_id
        commands: list[Command] = []
        changes = Changes()
        for command in found.commands:
            made = _run(unit, command, is_one_of_many=len(found.commands) > 1)
            changes = _both(changes, made.changes)
            visit_id = made.appointment_id or visit_id
            commands = [*made.back, *commands]  # what was done last is taken back first
        if commands:
            at = None if undone else unit.moment
            # A step that stands beside others on its visit still does.
            own = None if found.appointment_id is None else visit_id
            desk_rows.turn(unit.connection, found.id, at, own, commands)
        else:
            desk_rows.forget(unit.connection, [found.id])
        return _step_of(unit, found, visit_id), changes

    answer = desk.attempt(verb)
    if isinstance(answer, Refused) and tried and answer.refusal.code not in _MAY_PASS:
        with desk.unit() as unit:
            desk_rows.forget(unit.connection, tried)
    return answer


def _run(unit: Unit, command: Command, *, is_one_of_many: bool) -> Made:
    """Run a command; where it is one of many, a refusal names the visit that it is about."""
    try:
        return _RUN[str(command["verb"])](unit, command)
    except RefusalError as error:
        refusal = error.refusal
        if not is_one_of_many or refusal.code is Code.NO_PERMISSION:
            raise
        visit = visits.get(unit.connection, command.get("appointment", 0))
        if visit is None:
            raise
        about = visit_facts(unit, visit)
        name = "" if visit.customer_id is None else _name_of(unit, visit.customer_id)
        told = {"visit_of": name, "visit_at": visit.start, "visit_zone": about["timezone"]}
        raise RefusalError(replace(refusal, facts={**refusal.facts, **told})) from error


def _name_of(unit: Unit, customer_id: int) -> str:
    record = customers.record(unit.connection, customer_id)
    return "" if record is None else record.fields.name


def _both(one: Changes, other: Changes) -> Changes:
    return Changes(
        one.appointment_ids | other.appointment_ids,
        one.location_ids | other.location_ids,
        one.customers or other.customers,
        one.configuration or other.configuration,
        one.everything or other.everything,
    )


def _entry(unit: Unit, step_id: int | None, undone: bool) -> Entry:
    day, desk = today(unit).isoformat(), unit.desk_name
    if step_id is None:
        found = desk_rows.latest(unit.connection, desk, day, undone=undone)
    else:
        found = desk_rows.entry(unit.connection, step_id)
    if found is None or (found.desk, found.day) != (desk, day):
        raise refuse(Code.UNKNOWN_ID, because="no-redo" if undone else "no-undo")
    if (found.undone_at is not None) != undone:
        raise refuse(Code.UNKNOWN_ID, because="no-redo" if undone else "no-undo")
    return found


def _step_of(unit: Unit, found: Entry, appointment_id: int | None = None) -> Step:
    facts = dict(found.facts)
    number = facts.pop("customer", None)
    record = None if number is None else customers.record(unit.connection, number)
    taken_out = record_steps.name_in(found.commands)
    facts["customer_name"] = taken_out if record is None else record.fields.name
    number = appointment_id or found.appointment_id or visit_of_step(found.commands)
    return Step(found.id, found.kind, found.at, facts, number)


def _edit(unit: Unit, command: Command) -> Made:
    if any(name in CONTACTS for name in command["fields"]):
        unit.require(Right.SEE_CONTACTS)
    stored = editable(unit, command["customer"])
    for name, expected in command["expected"].items():
        if getattr(stored.fields, name) != _value(name, expected):
            raise refuse(Code.WRONG_STATUS, because="customer-changed")
    wanted = {name: getattr(stored.fields, name) for name in CustomerFields.__slots__}
    wanted |= {name: _value(name, value) for name, value in command["fields"].items()}
    back = apply(unit, stored, CustomerFields(**wanted))
    return Made(Changes(customers=True), (back,) if back is not None else ())


def _unmerge(unit: Unit, command: Command) -> Made:
    found = unmerge_in(unit, command["merge"])
    back = {"verb": "merge", "kept": found.kept_id, "merged": found.merged_id}
    return Made(Changes(customers=True, everything=True), (back,))


def _merge(unit: Unit, command: Command) -> Made:
    merge_id = merge_in(unit, command["kept"], command["merged"])
    back = {"verb": "unmerge", "merge": merge_id}
    return Made(Changes(customers=True, everything=True), (back,))


def _unimport(unit: Unit, command: Command) -> Made:
    unit.require(Right.CONFIGURE)
    unimport_in(unit, command["import"])
    return Made(Changes(customers=True))


def _on_record(unit: Unit, command: Command) -> Made:
    back = record_steps.RUN[str(command["verb"])](unit, command)
    return Made(Changes(customers=True), (back,))


def _value(name: str, stored: Any) -> Any:
    """A field's value as it came back from JSON."""
    return tuple(stored) if name == "tags" else stored


_RUN: Mapping[str, Callable[[Unit, Command], Made]] = {
    **undo_visits.RUN,
    "edit": _edit,
    "unmerge": _unmerge,
    "merge": _merge,
    "unimport": _unimport,
    **dict.fromkeys(record_steps.RUN, _on_record),
    "setup": setup_edit.run_command,
    "decide": decisions.run_command,
    "policy": policies.run_command,
    **users.RUN,
    **demo.RUN,
    "waiting": waiting.run_command,
}
