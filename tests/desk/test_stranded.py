"""A visit without its time: who else is free then, the nearest times, or it stays."""

from __future__ import annotations

import pytest

from frontdesk.desk import booking, health, setup_edit, undo
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.decisions import Decision
from frontdesk.desk.moves import Move, move
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.setup_edit import SetupDraft, without
from frontdesk.desk.stranded import decide, other_places
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Status

from .words import at

DANA = CustomerDetails("Dana Fox", "dana@example.org", "+1 212 555 0143")
NINE = at("2026-11-24T09:00")


def book(desk: Desk, service: str, start: int, *names: str) -> Visit:
    request = booking.HoldRequest(service, start, names, customer=DANA, complete=Status.BOOKED)
    made = booking.hold(desk, request)
    assert isinstance(made, Done), made
    return made.value


def retire(desk: Desk, resource: str, *numbers: int) -> None:
    draft = setup_edit.open_draft(desk)
    wanted = SetupDraft(draft.base, without(draft.document, "resources", resource))
    answer = setup_edit.save(desk, wanted, dict.fromkeys(numbers, Decision.MOVE))
    assert isinstance(answer, Done), answer


@pytest.fixture
def number(desk: Desk) -> int:
    """The visit of Dana with Ana at nine; Ana is gone since."""
    made = book(desk, "phone", NINE, "ana").appointment.id
    retire(desk, "ana", made)
    return made


def stranded(desk: Desk) -> list[int]:
    return [entry.visit.id for entry in health.health(desk).stranded]


def test_offers_who_is_free_at_the_same_time_and_moves_there_with_an_undo(
    desk: Desk, number: int
) -> None:
    assert stranded(desk) == [number]
    found = other_places(desk, number)
    (same,) = found.same_time  # Ben begins at ten, Dev works elsewhere
    assert (same.start, same.resource_ids, same.new_names) == (NINE, ("chloe",), ("Chloé Martin",))
    moved = move(desk, Move(number, same.start, None, same.resource_ids, found.version))
    assert isinstance(moved, Done)
    assert moved.value.appointment.resource_ids == ("chloe",)
    assert stranded(desk) == []
    assert moved.undo is not None
    back = undo.undo(desk, moved.undo)
    assert isinstance(back, Done), "it may stand where it stood, retired or not"
    assert back.value.appointment_id is not None
    assert stranded(desk) == [back.value.appointment_id]


def test_the_nearest_times_come_first_and_none_twice(desk: Desk, number: int) -> None:
    book(desk, "phone", NINE, "chloe")
    found = other_places(desk, number, count=4)
    assert found.same_time == ()
    starts = [place.start for place in found.other_times]
    assert starts == [NINE - 15, NINE + 15, NINE - 30, NINE + 30]


def test_of_a_team_as_many_stay_as_can(desk: Desk) -> None:
    made = book(desk, "follow-up", at("2026-11-24T14:00"), "ana", "room1")
    retire(desk, "ana", made.appointment.id)
    same = other_places(desk, made.appointment.id, count=2).same_time
    assert [place.resource_ids[1] for place in same] == ["room1", "room1"]
    assert {place.new_names for place in same} == {("Ben Okafor",), ("Chloé Martin",)}


def test_what_is_not_given_any_more_can_go_nowhere(desk: Desk) -> None:
    made = book(desk, "phone", NINE, "ana").appointment.id
    draft = setup_edit.open_draft(desk)
    wanted = SetupDraft(draft.base, without(draft.document, "services", "phone"))
    assert isinstance(setup_edit.save(desk, wanted, {made: Decision.MOVE}), Done)
    found = other_places(desk, made)
    assert (found.same_time, found.other_times) == ((), ())


@pytest.mark.parametrize("decision", [Decision.KEEP, Decision.INFORM])
def test_can_be_kept_later_too_and_put_back_on_the_list(
    desk: Desk, number: int, decision: Decision
) -> None:
    assert isinstance(decide(desk, number, decision), Done)
    assert stranded(desk) == []
    notes = booking.show(desk, number).appointment.notes
    assert notes.startswith("Inform:") == (decision is Decision.INFORM)
    assert isinstance(decide(desk, number, Decision.MOVE), Done)
    assert stranded(desk) == [number]


def test_a_visit_that_stands_needs_no_decision(desk: Desk) -> None:
    made = book(desk, "phone", NINE, "ana").appointment.id
    answer = decide(desk, made, Decision.KEEP)
    assert isinstance(answer, Refused)
    assert "nothing to decide" in refusal_sentence(answer.refusal)
