"""What a manager decides about a visit that a change strands, in its trail; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from frontdesk.desk.effects import StrandedVisit
from frontdesk.desk.exceptions import numbers_of
from frontdesk.desk.standing import find
from frontdesk.desk.undo_visits import Made, expect, remember_change, turned
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.store import appointments, journal, visits
from frontdesk.store.desk_rows import Command


class Decision(Enum):
    """What the manager decides about a visit that a change strands."""

    MOVE = "move"  # it stays on the list of what is to be moved
    KEEP = "keep"  # it stays as it is, and is not asked about again
    INFORM = "inform"  # as KEEP, with a line in its notes for whoever calls the customer


def latest(unit: Unit, appointment_id: int, why: str) -> Decision:
    """What was decided last about a visit stranded for the reason ``why``; MOVE for nothing."""
    decided = [
        Decision(entry.change["decision"])
        for number in sorted(numbers_of(unit, appointment_id))
        for entry in journal.trail(unit.connection, number)
        if entry.change.get("stranded") == why
    ]
    return decided[-1] if decided else Decision.MOVE


def settle(unit: Unit, stranded: StrandedVisit, decisions: Mapping[int, Decision]) -> Appointment:
    """Write down what was decided about one visit; refused (``stranded``) where nothing was.

    Answers the visit as it is then.
    """
    visit, why = stranded.visit, stranded.reason.why.value
    decision = decisions.get(visit.id)
    if decision is None:
        raise refuse(Code.WRONG_STATUS, because="stranded", id=visit.id)
    _record(unit, visit, why, decision)
    if decision is Decision.INFORM:
        line = _INFORM[why]
        notes = f"{line}\n{visit.notes}" if visit.notes else line
        appointments.set_notes(unit.connection, visit.id, notes)
    return find(unit, visit.id)


def settle_alone(unit: Unit, stranded: StrandedVisit, decision: Decision) -> Appointment:
    """Decide about one visit on a setup that stays, as a step that can be undone."""
    before, why = stranded.visit, stranded.reason.why.value
    known = latest(unit, before.id, why)
    after = settle(unit, stranded, {before.id: decision})
    command = _command(why, decision, known, before.notes)
    remember_change(unit, "decide", before, after, command)
    return after


def take_back(unit: Unit, appointment_id: int, why: str) -> None:
    """Put a visit back on the list, now that the change which stranded it was undone.

    The line that says whom to inform leaves its notes, where nobody has changed it. A visit that
    went elsewhere meanwhile stays as it is.
    """
    visit = visits.get(unit.connection, appointment_id)
    if visit is None or latest(unit, appointment_id, why) is Decision.MOVE:
        return
    _record(unit, visit, why, Decision.MOVE)
    first, _break, rest = visit.notes.partition("\n")
    if first == _INFORM[why]:
        appointments.set_notes(unit.connection, visit.id, rest)


def run_command(unit: Unit, command: Command) -> Made:
    """Undo or redo a decision: refused where the visit, or what was decided, is another by now."""
    unit.require(Right.CONFIGURE)
    visit, why = expect(unit, command), command["why"]
    known, wanted = latest(unit, visit.id, why), Decision(command["decision"])
    if known.value != command["expected"]:
        raise refuse(Code.WRONG_STATUS, because="changed-since")
    _record(unit, visit, why, wanted)
    if command["notes"] != visit.notes:
        appointments.set_notes(unit.connection, visit.id, command["notes"])
    back = _command(why, wanted, known, visit.notes)
    return turned(unit, command, visit, find(unit, visit.id), back)


def _command(why: str, expected: Decision, wanted: Decision, notes: str) -> Command:
    return {
        "verb": "decide",
        "why": why,
        "expected": expected.value,
        "decision": wanted.value,
        "notes": notes,
    }


def _record(unit: Unit, visit: Appointment, why: str, decision: Decision) -> None:
    change: dict[str, object] = {"stranded": why, "decision": decision.value}
    unit.record(visit.id, visit.status, visit.status, change)


_INFORM = {
    "not-offered": "Inform: not offered there any more.",
    "closed": "Inform: closed then.",
    "holiday": "Inform: closed then, a public holiday.",
    "outside-hours": "Inform: outside the opening hours.",
    "blocked": "Inform: the time is blocked.",
}
