"""The visits of somebody who left, given to whoever is free: one step, whole or not at all."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from frontdesk.desk import booking, erasing, health, setup_edit, undo
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.decisions import Decision
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.setup_edit import SetupDraft, without
from frontdesk.desk.stranded import hand_over
from frontdesk.desk.undo import Step
from frontdesk.desk.unit import Desk
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.store import desk_rows

from .words import at, done

DANA = CustomerDetails("Dana Fox", "dana@example.org", "+1 212 555 0143")
RUTH = CustomerDetails("Ruth Klein", "ruth@example.org")
ARI = CustomerDetails("Ari Old", "ari@example.org")
WITH_CHLOE = HoldRequest(
    "phone", at("2026-11-24 09:30"), ("chloe",), customer=RUTH, complete=Status.BOOKED
)


def book(desk: Desk, when: str, who: CustomerDetails, service: str = "phone") -> int:
    """Book a visit with Ana on Tuesday; its number."""
    request = HoldRequest(
        service,
        at(f"2026-11-24 {when}"),
        ("ana",) if service == "phone" else ("ana", "room1"),
        customer=who,
        complete=Status.BOOKED,
        notes="Knee",
    )
    return done(booking.hold(desk, request)).appointment.id


@pytest.fixture
def numbers(desk: Desk, second_desk: Desk) -> list[int]:
    """Three visits of Ana, who is gone since; another desk made them and retired her."""
    found = [
        book(second_desk, "09:00", DANA),
        book(second_desk, "09:30", RUTH),
        book(second_desk, "14:00", ARI, "follow-up"),
    ]
    draft = setup_edit.open_draft(second_desk)
    wanted = SetupDraft(draft.base, without(draft.document, "resources", "ana"))
    saved = setup_edit.save(second_desk, wanted, dict.fromkeys(found, Decision.MOVE))
    assert isinstance(saved, Done), saved
    return found


def given(desk: Desk, numbers: list[int]) -> list[Visit]:
    """The visits as they stand with somebody else."""
    answer = hand_over(desk, numbers)
    assert isinstance(answer, Done), answer
    return list(answer.value)


def turned(answer: Done[Step] | Refused) -> Step:
    """The step of an undo or redo that took effect."""
    assert isinstance(answer, Done), answer
    return answer.value


def refusal_of(answer: Done[Step] | Refused) -> str:
    """What is said about an undo or redo that changed nothing."""
    assert isinstance(answer, Refused), answer
    return refusal_sentence(answer.refusal)


def lost(desk: Desk) -> list[tuple[int, tuple[str, ...]]]:
    """When the visits without their time are, and with whom."""
    return sorted(
        (entry.visit.start, entry.visit.resource_ids) for entry in health.health(desk).stranded
    )


def live(desk: Desk) -> list[tuple[int, tuple[str, ...], str]]:
    """Every booked visit: when, with whom, and its notes."""
    with desk.look() as unit:
        ids = unit.connection.exec_driver_sql("SELECT id FROM appointment WHERE status = 'BK'")
        numbers = [row[0] for row in ids]
    shown = [booking.show(desk, number).appointment for number in numbers]
    return sorted((visit.start, visit.resource_ids, visit.notes) for visit in shown)


def test_all_of_them_are_one_step_back_and_forth(desk: Desk, numbers: list[int]) -> None:
    before, where = live(desk), lost(desk)
    visits = given(desk, numbers)
    assert [visit.appointment.resource_ids[0] for visit in visits] == ["chloe", "chloe", "ben"]
    assert visits[2].appointment.resource_ids[1] == "room1", "the room stays"
    assert lost(desk) == []
    after = live(desk)
    found = undo.next_undo(desk)
    assert found is not None
    assert step_sentence(found.kind, found.facts) == "3 visits given to somebody else"
    for _ in range(2):
        turned(undo.undo(desk))
        assert (live(desk), lost(desk)) == (before, where)
        assert undo.next_undo(desk) is None
        turned(undo.redo(desk))
        assert (live(desk), lost(desk)) == (after, [])
        assert undo.next_redo(desk) is None


def test_undo_is_refused_as_a_whole_for_one_that_was_changed_since(
    desk: Desk, second_desk: Desk, numbers: list[int]
) -> None:
    visits = given(desk, numbers)
    assert isinstance(booking.cancel(second_desk, visits[1].appointment.id), Done)
    before = live(desk)
    assert refusal_of(undo.undo(desk)) == (
        "Nothing was changed, since the visit of Ruth Klein at 9:30 on Tue 24 November stands "
        "in the way. The visit was changed since, so this can't be undone."
    )
    assert live(desk) == before
    assert undo.next_undo(desk) is None, "what never passes is not offered again"


def test_redo_is_refused_as_a_whole_as_long_as_one_time_is_taken(
    desk: Desk, second_desk: Desk, numbers: list[int]
) -> None:
    given(desk, numbers)
    turned(undo.undo(desk))
    other = done(booking.hold(second_desk, WITH_CHLOE)).appointment.id
    before = live(desk)
    answer = undo.redo(desk)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.SLOT_TAKEN
    assert refusal_sentence(answer.refusal) == (
        "Nothing was changed, since the visit of Ruth Klein at 9:30 on Tue 24 November stands "
        "in the way. 9:30 is not available: Chloé Martin is with Ruth Klein until 9:45."
    )
    assert live(desk) == before
    assert isinstance(booking.cancel(second_desk, other), Done)
    turned(undo.redo(desk))
    assert lost(desk) == []


def test_a_later_step_on_one_of_them_is_undone_first(desk: Desk, numbers: list[int]) -> None:
    before = live(desk)
    visits = given(desk, numbers)
    assert isinstance(booking.arrive(desk, visits[0].appointment.id), Done)
    turned(undo.undo(desk))
    turned(undo.undo(desk))
    assert live(desk) == before


def test_what_nobody_can_take_and_what_is_gone_stays_where_it_is(
    desk: Desk, second_desk: Desk, numbers: list[int]
) -> None:
    done(booking.hold(second_desk, WITH_CHLOE))
    assert isinstance(booking.cancel(second_desk, numbers[2]), Done)
    visits = given(desk, [*numbers, 999])
    assert [visit.appointment.start for visit in visits] == [at("2026-11-24 09:00")]
    assert lost(desk) == [(at("2026-11-24 09:30"), ("ana",))]
    found = undo.next_undo(desk)
    assert found is not None
    assert step_sentence(found.kind, found.facts) == "Move of Dana Fox to 9:00 on Tue 24 November"
    turned(undo.undo(desk))
    assert len(lost(desk)) == 2


def test_where_nobody_is_free_nothing_is_done_and_nothing_can_be_undone(
    desk: Desk, second_desk: Desk, numbers: list[int]
) -> None:
    done(booking.hold(second_desk, WITH_CHLOE))
    answer = hand_over(desk, [numbers[1]])
    assert isinstance(answer, Done)
    assert (answer.value, answer.undo) == ((), None)
    assert undo.next_undo(desk) is None


def test_erasing_one_of_them_takes_the_step_out_of_the_log(desk: Desk, numbers: list[int]) -> None:
    visits = given(desk, numbers)
    assert isinstance(booking.cancel(desk, visits[0].appointment.id), Done)
    dana = visits[0].customer
    assert dana is not None
    assert dana.id is not None
    assert isinstance(erasing.erase(desk, dana.id), Done)
    with desk.look() as unit:
        kept = [asdict(entry) for entry in desk_rows.all_entries(unit.connection)]
    assert f'"customer": {dana.id}' not in json.dumps(kept)
