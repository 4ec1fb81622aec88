"""Undo of what managers save: policies, decisions about visits, the setup with them, users."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.desk import booking, configuration, health, policies, setup_edit, undo, users
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.decisions import Decision
from frontdesk.desk.moves import Move, move
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.desk.stranded import decide
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.policy import Policy
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .conftest import RIVERSIDE
from .words import at

DANA = CustomerDetails("Dana Fox", "dana@example.org", "+1 212 555 0143")
NINE = at("2026-11-24T09:00")
INFORM = "Inform: closed then."


@pytest.fixture(autouse=True)
def cheap_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "OPERATIONS", 1)
    monkeypatch.setattr(users, "MEMORY", 8192)


def told(desk: Desk) -> str:
    """What Ctrl+Z would undo."""
    step = undo.next_undo(desk)
    assert step is not None
    return step_sentence(step.kind, step.facts)


def turned(answer: object) -> None:
    assert isinstance(answer, Done), answer


def said(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return refusal_sentence(answer.refusal)


def last_change(desk: Desk) -> journal.SettingChange:
    with desk.look() as unit:
        return journal.setting_changes(unit.connection, limit=1)[0]


# Policies


def test_a_policy_is_undone_and_done_again_with_a_line_for_each(desk: Desk) -> None:
    wanted = Policy("patient", ("phone", "notes"), False, 3, "DE", payments_noted=True)
    answer = policies.change(desk, wanted)
    assert isinstance(answer, Done)
    assert told(desk) == "Change of the settings for customers and holds"
    turned(undo.undo(desk, answer.undo))
    assert policies.read(desk) == Policy()
    line = last_change(desk)
    assert line.before["policy"]["customer_word"] == "patient"
    assert line.after["policy"]["customer_word"] == "customer"
    turned(undo.redo(desk))
    assert policies.read(desk) == wanted


def test_a_policy_that_changes_nothing_is_no_step(desk: Desk) -> None:
    before = undo.next_undo(desk)
    assert isinstance(policies.change(desk, Policy()), Done)
    assert undo.next_undo(desk) == before


def test_undo_of_a_policy_leaves_what_others_decided(desk: Desk, second_desk: Desk) -> None:
    turned(policies.change(desk, Policy("patient")))
    turned(policies.change(second_desk, Policy("patient", holds_per_desk=2)))
    turned(undo.undo(desk))
    assert policies.read(desk) == Policy(holds_per_desk=2)


def test_undo_of_a_policy_is_refused_where_the_same_is_another_by_now(
    desk: Desk, second_desk: Desk
) -> None:
    turned(policies.change(desk, Policy("patient")))
    turned(policies.change(second_desk, Policy("guest")))
    assert said(undo.undo(desk)) == (
        "Somebody changed these settings since, so this can't be undone."
    )
    assert policies.read(desk) == Policy("guest")


# Decisions about visits that a change stranded


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """Dana with Ana at 9:00 on Tuesday, with a note."""
    request = booking.HoldRequest(
        "phone", NINE, ("ana",), customer=DANA, complete=Status.BOOKED, notes="Bring X-rays"
    )
    made = booking.hold(desk, request)
    assert isinstance(made, Done), made
    return made.value


def off_on_tuesdays(desk: Desk, decisions: dict[int, Decision]) -> Done[SetupDraft]:
    draft = setup_edit.open_draft(desk)
    for resource in draft.document["resources"]:
        if resource["id"] == "ana":
            del resource["hours"]["tue"]
    answer = setup_edit.save(desk, draft, decisions)
    assert isinstance(answer, Done), answer
    return answer


def stranded(desk: Desk) -> list[int]:
    return [entry.visit.id for entry in health.health(desk).stranded]


def notes(desk: Desk, number: int) -> str:
    return booking.show(desk, number).appointment.notes


@pytest.fixture
def number(desk: Desk, visit: Visit) -> int:
    """That visit, on the list of what is to be moved: Ana does not work on Tuesdays any more."""
    off_on_tuesdays(desk, {visit.appointment.id: Decision.MOVE})
    return visit.appointment.id


@pytest.mark.parametrize("decision", [Decision.KEEP, Decision.INFORM])
def test_a_decision_on_the_health_page_is_undone_and_done_again(
    desk: Desk, number: int, decision: Decision
) -> None:
    answer = decide(desk, number, decision)
    assert isinstance(answer, Done)
    assert told(desk) == "Decision about the visit of Dana Fox at 9:00 on Tue 24 November"
    decided = notes(desk, number)
    turned(undo.undo(desk, answer.undo))
    assert stranded(desk) == [number]
    assert notes(desk, number) == "Bring X-rays"
    turned(undo.redo(desk))
    assert stranded(desk) == []
    assert notes(desk, number) == decided
    with desk.look() as unit:
        trail = [entry.change.get("decision") for entry in journal.trail(unit.connection, number)]
    assert trail[-4:] == ["move", decision.value, "move", decision.value]


def test_a_decision_that_somebody_else_changed_or_built_on_stays(
    desk: Desk, second_desk: Desk, number: int
) -> None:
    turned(decide(desk, number, Decision.KEEP))
    turned(decide(second_desk, number, Decision.INFORM))
    assert said(undo.undo(desk)) == "The visit was changed since, so this can't be undone."
    assert notes(desk, number) == f"{INFORM}\nBring X-rays"
    turned(decide(desk, number, Decision.KEEP))
    turned(booking.arrive(second_desk, number))
    assert said(undo.undo(desk)) == "The visit was changed since, so this can't be undone."


def test_steps_before_and_after_a_decision_are_undone_in_their_order(
    desk: Desk, number: int
) -> None:
    turned(decide(desk, number, Decision.INFORM))
    version = booking.show(desk, number).appointment.version
    moved = move(desk, Move(number, NINE, None, ("chloe",), version))
    assert isinstance(moved, Done), moved
    turned(undo.undo(desk))
    back = stranded(desk)
    assert back == [], "it stands where it stood, and it was decided that it may"
    turned(undo.undo(desk))
    (again,) = stranded(desk)
    assert notes(desk, again) == "Bring X-rays"


def test_undo_of_a_change_of_the_setup_takes_its_decisions_back(desk: Desk, visit: Visit) -> None:
    kept = visit.appointment.id
    request = booking.HoldRequest(
        "phone", NINE + 60, ("ana",), customer=DANA, complete=Status.BOOKED
    )
    second = booking.hold(desk, request)
    assert isinstance(second, Done)
    told_of = second.value.appointment.id
    off_on_tuesdays(desk, {kept: Decision.KEEP, told_of: Decision.INFORM})
    assert notes(desk, told_of) == INFORM
    turned(undo.undo(desk))
    assert (notes(desk, kept), notes(desk, told_of)) == ("Bring X-rays", "")
    turned(undo.redo(desk))
    assert (notes(desk, kept), notes(desk, told_of)) == ("Bring X-rays", INFORM)
    assert stranded(desk) == [], "decided as it was decided then"
    turned(undo.undo(desk))
    off_on_tuesdays(desk, {kept: Decision.MOVE, told_of: Decision.MOVE})
    assert stranded(desk) == [kept, told_of], "nothing of the first time is left"


def test_a_note_that_somebody_rewrote_stays_when_the_setup_is_undone(
    desk: Desk, visit: Visit
) -> None:
    number = visit.appointment.id
    off_on_tuesdays(desk, {number: Decision.INFORM})
    with desk.unit() as unit:
        from frontdesk.store import appointments

        appointments.set_notes(unit.connection, number, "Called, comes anyway")
    turned(undo.undo(desk))
    assert notes(desk, number) == "Called, comes anyway"


# A whole setup file


def test_a_setup_file_is_undone_and_done_again(desk: Desk) -> None:
    before = configuration.dump_setup(desk)
    wanted = json.loads(before)
    wanted["company"]["name"] = "Lakeside"
    wanted["services"] = [entry for entry in wanted["services"] if entry["id"] != "phone"]
    step = configuration.load_setup(desk, json.dumps(wanted)).undo
    assert step is not None
    turned(undo.undo(desk, step))
    assert configuration.dump_setup(desk) == before
    turned(undo.redo(desk))
    assert json.loads(configuration.dump_setup(desk)) == wanted


def test_the_first_setup_of_a_book_is_undone(tmp_path: Path, clock: HandClock) -> None:
    desk = Desk.open(tmp_path / "new.db", clock)
    configuration.load_setup(desk, RIVERSIDE.read_bytes())
    turned(undo.undo(desk))
    left = configuration.business(desk)
    assert left.name == ""
    assert all(entry.retired for entry in left.locations.values())
    turned(undo.redo(desk))
    assert configuration.business(desk).name == "Riverside Physiotherapy"
    request = booking.HoldRequest("phone", NINE, ("ana",), customer=DANA, complete=Status.BOOKED)
    turned(booking.hold(desk, request))
    step = undo.next_undo(desk)
    assert step is not None
    assert said(undo.undo(desk, step.id - 1)) == (
        "Visits are booked by now, so the first set-up can't be undone."
    )
    desk.close()


# Users


@pytest.fixture
def mia(desk: Desk) -> User:
    """The administrator, who is signed in."""
    answer = users.add(desk, User(0, "Mia", Role.ADMINISTRATOR), "2468")
    assert isinstance(answer, Done)
    return answer.value


def added(desk: Desk, name: str, secret: str, role: Role = Role.FRONT_DESK) -> User:
    answer = users.add(desk, User(0, name, role), secret)
    assert isinstance(answer, Done), answer
    return answer.value


def test_an_added_user_is_retired_again_and_taken_back(desk: Desk, mia: User) -> None:
    tom = added(desk, "Tom", "1357")
    assert told(desk) == "Adding of the user Tom"
    turned(undo.undo(desk))
    assert isinstance(users.sign_in(desk, "1357"), Refused)
    assert [user.id for user in users.everyone(desk) if not user.retired] == [mia.id]
    turned(undo.redo(desk))
    turned(users.sign_in(desk, "1357"))
    assert users.signed_in(desk) == tom


def test_the_first_user_is_undone_and_nobody_has_to_sign_in(desk: Desk, mia: User) -> None:
    turned(undo.undo(desk))
    assert not users.is_locked(desk)
    assert users.may(desk, Right.USERS)


def test_a_new_pin_is_undone_and_done_again(desk: Desk, mia: User) -> None:
    tom = added(desk, "Tom", "1357")
    turned(users.set_secret(desk, tom.id, "8642"))
    assert told(desk) == "New PIN or password of Tom"
    turned(undo.undo(desk))
    assert isinstance(users.sign_in(desk, "8642"), Refused)
    turned(users.sign_in(desk, "1357"))
    turned(users.sign_in(desk, "2468"))
    turned(undo.redo(desk))
    turned(users.sign_in(desk, "8642"))


def test_an_old_pin_that_may_be_somebody_elses_by_now_does_not_come_back(
    desk: Desk, mia: User
) -> None:
    tom = added(desk, "Tom", "1357")
    step = users.set_secret(desk, tom.id, "8642")
    assert isinstance(step, Done)
    added(desk, "Uma", "1357")
    assert said(undo.undo(desk, step.undo)) == (
        "Somebody's PIN or password was changed since. Give Tom a new one instead."
    )


def test_somebody_undoes_their_own_pin_and_nobody_elses(desk: Desk, mia: User) -> None:
    tom = added(desk, "Tom", "1357")
    turned(users.sign_in(desk, "1357"))
    turned(users.set_secret(desk, tom.id, "8642"))
    turned(undo.undo(desk))
    turned(users.sign_in(desk, "2468"))
    turned(users.set_secret(desk, tom.id, "9753"))
    turned(users.sign_in(desk, "9753"))
    turned(undo.undo(desk))  # it is Tom's own
    turned(users.sign_in(desk, "2468"))
    turned(users.set_secret(desk, mia.id, "24682468"))
    turned(users.sign_in(desk, "1357"))
    assert "manage users" in said(undo.undo(desk))


def test_a_pin_of_somebody_retired_is_given_to_nobody(desk: Desk, mia: User) -> None:
    tom = added(desk, "Tom", "1357")
    turned(users.edit(desk, User(tom.id, "Tom", Role.FRONT_DESK, retired=True)))
    assert "Choose another one" in said(users.add(desk, User(0, "Uma", Role.FRONT_DESK), "1357"))
    turned(undo.undo(desk))
    turned(users.sign_in(desk, "1357"))
    assert users.signed_in(desk) == tom


def test_the_journal_knows_no_hash_of_any_of_it(desk: Desk, mia: User) -> None:
    tom = added(desk, "Tom", "1357")
    turned(users.set_secret(desk, tom.id, "8642"))
    turned(undo.undo(desk))
    turned(undo.redo(desk))
    with desk.look() as unit:
        lines = journal.setting_changes(unit.connection)
    key = str(tom.id)
    changed = [line.after["user"][key] for line in lines if key in line.after.get("user", {})]
    assert [line for line in changed if "secret" in line] == [{"secret": "changed"}] * 4
    assert "argon2" not in str(lines)


# Undo of somebody else's act


def test_a_step_that_takes_a_right_waits_for_somebody_who_has_it(desk: Desk, mia: User) -> None:
    added(desk, "Tom", "1357")
    turned(policies.change(desk, Policy("patient")))
    turned(users.sign_in(desk, "1357"))
    assert said(undo.undo(desk)) == "It takes the right to change the setup."
    assert policies.read(desk) == Policy("patient")
    allowed = users.allow(desk, "2468", Right.CONFIGURE)
    assert isinstance(allowed, Done)
    turned(undo.undo(allowed.value))
    assert policies.read(desk) == Policy()
    assert last_change(desk).who == "Tom (Mia)"


# What the forms and the year save: all of it is the setup


def swap_services(document: setup_edit.Document) -> None:
    services = document["services"]
    services[0], services[1] = services[1], services[0]


def close_a_day(document: setup_edit.Document) -> None:
    closure = {"from": "2026-12-24", "to": "2026-12-26", "name": "Christmas"}
    document["locations"][0].setdefault("closures", []).append(closure)


def give_leave(document: setup_edit.Document) -> None:
    leave = {
        "start": "2026-12-28T00:00",
        "end": "2026-12-31T00:00",
        "reason": "Leave",
        "rrule": None,
    }
    document["resources"][0].setdefault("blocks", []).append(leave)


def give_a_day_off(document: setup_edit.Document) -> None:
    day_off = {"date": "2026-12-30", "hours": []}
    document["resources"][0].setdefault("overrides", []).append(day_off)


@pytest.mark.parametrize(
    ("change", "table"),
    [
        (swap_services, "service"),
        (close_a_day, "location"),
        (give_leave, "resource"),
        (give_a_day_off, "resource"),
    ],
)
def test_order_closures_and_leave_are_journaled_and_undone(
    desk: Desk, change: Callable[[setup_edit.Document], None], table: str
) -> None:
    before = configuration.dump_setup(desk)
    draft = setup_edit.open_draft(desk)
    change(draft.document)
    saved = setup_edit.save(desk, draft)
    assert isinstance(saved, Done), saved
    after, line = configuration.dump_setup(desk), last_change(desk)
    assert after != before
    assert line.before.keys() == line.after.keys() == {table}
    assert line.before != line.after
    turned(undo.undo(desk, saved.undo))
    assert configuration.dump_setup(desk) == before
    back = last_change(desk)
    assert (back.before, back.after) == (line.after, line.before)
    turned(undo.redo(desk))
    assert configuration.dump_setup(desk) == after
