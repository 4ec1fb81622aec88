"""Moving, resizing and copying visits: what they lead to, what they refuse, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontdesk.desk import booking, configuration, holds, moves, undo
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Grade, Move
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code, Why
from frontdesk.engine.values import Status
from frontdesk.store import appointments, journal

from .words import DANA, at, done, refused

TUESDAY = date(2026, 11, 24)
TEN = at("2026-11-24 10:00")
ELEVEN = at("2026-11-24 11:00")
TWO = at("2026-11-24 14:00")


def booked(desk: Desk, start: int = TEN, resources: tuple[str, ...] = ("chloe",)) -> Appointment:
    """A booked telephone call of a quarter of an hour with Dana Fox."""
    request = HoldRequest("phone", start, resources, customer=DANA, complete=Status.BOOKED)
    return done(booking.hold(desk, replace(request, notes="Knee"))).appointment


def shown(desk: Desk, number: int) -> Appointment:
    return booking.show(desk, number).appointment


def undone(desk: Desk) -> undo.Step:
    answer = undo.undo(desk)
    assert isinstance(answer, Done), answer
    return answer.value


def redone(desk: Desk) -> undo.Step:
    answer = undo.redo(desk)
    assert isinstance(answer, Done), answer
    return answer.value


def place(visit: Appointment) -> tuple[int, int, tuple[str, ...], Status]:
    return visit.start, visit.duration, visit.resource_ids, visit.status


def last_step(desk: Desk) -> str:
    step = undo.next_undo(desk)
    assert step is not None
    return step_sentence(step.kind, step.facts)


def test_a_move_takes_the_visit_along_whole(desk: Desk) -> None:
    old = booked(desk)
    new = done(moves.move(desk, Move(old.id, TWO, 30, ("ben",), old.version))).appointment
    assert place(new) == (TWO, 30, ("ben",), Status.BOOKED)
    assert (new.customer_id, new.notes) == (old.customer_id, "Knee")
    left = shown(desk, old.id)
    assert (left.status, left.rescheduled_id) == (Status.RESCHEDULED, new.id)
    with desk.look() as unit:
        assert [line.after for line in journal.trail(unit.connection, old.id)] == [
            Status.BOOKED,
            Status.RESCHEDULED,
        ]
        assert journal.trail(unit.connection, new.id)[0].change["movedFrom"] == old.id


def test_a_move_is_one_step_back_and_forth(desk: Desk) -> None:
    old = booked(desk)
    answer = moves.move(desk, Move(old.id, TWO, resource_ids=("ben",)))
    assert isinstance(answer, Done)
    assert last_step(desk) == "Move of Dana Fox to 14:00 on Tue 24 November"
    back = undo.undo(desk, answer.undo)
    assert isinstance(back, Done)
    number = back.value.appointment_id
    assert number is not None
    assert place(shown(desk, number)) == (TEN, 15, ("chloe",), Status.BOOKED)
    again = redone(desk).appointment_id
    assert again is not None
    assert place(shown(desk, again)) == (TWO, 15, ("ben",), Status.BOOKED)
    assert shown(desk, number).status is Status.RESCHEDULED
    undone(desk)
    # And the booking before it is still a step of its own.
    assert last_step(desk) == "Booking of Dana Fox at 10:00 on Tue 24 November"
    undone(desk)
    assert undo.next_undo(desk) is None
    assert isinstance(booking.hold(desk, HoldRequest("phone", TEN, ("chloe",))), Done)


def test_its_own_time_is_no_obstacle_to_a_longer_visit(desk: Desk) -> None:
    old = booked(desk)
    new = done(moves.move(desk, Move(old.id, TEN, 30))).appointment
    assert place(new) == (TEN, 30, ("chloe",), Status.BOOKED)
    assert last_step(desk) == "New length of Dana Fox at 10:00 on Tue 24 November"
    number = undone(desk).appointment_id
    assert number is not None
    assert shown(desk, number).duration == 15


def test_a_length_that_the_service_has_not_is_refused(desk: Desk) -> None:
    old = booked(desk)
    assert refused(moves.move(desk, Move(old.id, TEN, 20))).code is Code.BAD_DURATION
    assert moves.judge(desk, Move(old.id, TEN, 20)).grade is Grade.REFUSED


def test_a_move_to_where_it_stands_is_no_step(desk: Desk) -> None:
    old = booked(desk)
    answer = moves.move(desk, Move(old.id, TEN))
    assert isinstance(answer, Done)
    assert answer.undo is None
    assert answer.value.appointment == old
    assert last_step(desk).startswith("Booking")


def test_what_another_desk_wrote_is_not_overwritten(desk: Desk, second_desk: Desk) -> None:
    old = booked(desk)
    done(booking.arrive(second_desk, old.id))
    stale = Move(old.id, TWO, version=old.version)
    refusal = refused(moves.move(desk, stale))
    assert (refusal.code, refusal.facts["because"]) == (Code.WRONG_STATUS, "visit-changed")
    assert refusal_sentence(refusal) == (
        "Somebody changed this visit meanwhile. Look at it again first."
    )
    assert moves.judge(desk, stale).sentence == refusal_sentence(refusal)
    assert shown(desk, old.id).start == TEN


def test_a_taken_time_is_refused_with_the_nearest_free_ones(desk: Desk, second_desk: Desk) -> None:
    old = booked(desk)
    done(booking.hold(second_desk, HoldRequest("phone", TWO, ("chloe",))))
    answer = moves.move(desk, Move(old.id, TWO), because="She insists")
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.SLOT_TAKEN
    assert "held by Desk 2" in refusal_sentence(answer.refusal)
    assert len(answer.nearest) == 3
    assert shown(desk, old.id).status is Status.BOOKED


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.NO_SHOW, Status.RESCHEDULED])
def test_a_visit_that_is_over_is_not_moved_but_copied(desk: Desk, status: Status) -> None:
    old = booked(desk)
    if status is Status.CANCELLED:
        done(booking.cancel(desk, old.id))
    elif status is Status.NO_SHOW:
        done(booking.no_show(desk, old.id))
    else:
        done(moves.move(desk, Move(old.id, ELEVEN)))
    assert refused(moves.move(desk, Move(old.id, TWO))).facts["status"] == status.value
    new = done(moves.copy(desk, Move(old.id, TWO))).appointment
    assert place(new) == (TWO, 15, ("chloe",), Status.BOOKED)
    assert shown(desk, old.id).status is status


def test_a_copy_leaves_the_visit_and_is_cancelled_by_undo(desk: Desk) -> None:
    old = booked(desk)
    done(booking.arrive(desk, old.id))
    new = done(moves.copy(desk, Move(old.id, TWO))).appointment
    assert (new.customer_id, new.notes, new.arrived_at) == (old.customer_id, "Knee", None)
    assert last_step(desk) == "Copy of Dana Fox at 14:00 on Tue 24 November"
    undone(desk)
    assert shown(desk, new.id).status is Status.CANCELLED
    assert shown(desk, old.id).status is Status.BOOKED
    redone(desk)
    assert refused(booking.hold(desk, HoldRequest("phone", TWO, ("chloe",)))).code is (
        Code.SLOT_TAKEN
    )


def test_a_copy_onto_itself_is_refused(desk: Desk) -> None:
    old = booked(desk)
    assert moves.judge(desk, Move(old.id, TEN)).grade is Grade.FREE
    assert moves.judge(desk, Move(old.id, TEN), copying=True).grade is Grade.EXCEPTION
    assert refused(moves.copy(desk, Move(old.id, TEN))).code is Code.SLOT_TAKEN


def test_a_hold_moves_with_a_full_new_term(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", TEN, ("chloe",)))).appointment
    clock.advance(timedelta(minutes=9))
    new = done(moves.move(desk, Move(held.id, TWO))).appointment
    assert new.status is Status.INITIAL
    assert held.hold_expires_at is not None
    assert new.hold_expires_at == held.hold_expires_at + 9 * 60
    assert [visit.appointment for visit in holds.my_holds(desk)] == [new]
    booking.extend(desk, new.id)  # typing does so, and must not stand in the way of an undo
    number = undone(desk).appointment_id
    assert [visit.appointment.start for visit in holds.my_holds(desk)] == [TEN]
    # The hold itself is still a step: it is released where it is by now.
    assert last_step(desk) == "Hold at 10:00 on Tue 24 November"
    step = undo.next_undo(desk)
    assert step is not None
    assert step.appointment_id == number
    undone(desk)
    assert holds.my_holds(desk) == ()


def test_a_hold_that_expired_is_not_moved(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", TEN, ("chloe",)))).appointment
    clock.advance(timedelta(minutes=10))
    assert refused(moves.move(desk, Move(held.id, TWO))).facts["status"] == "expired"


def test_a_moved_hold_that_is_booked_is_one_step(desk: Desk) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", TEN, ("chloe",)))).appointment
    new = done(moves.move(desk, Move(held.id, TWO))).appointment
    done(booking.book(desk, new.id, DANA))
    undone(desk)
    assert shown(desk, new.id).status is Status.CANCELLED
    assert undo.next_undo(desk) is None


def test_a_reserved_visit_moves_by_the_way_out_that_it_has(desk: Desk) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", TEN, ("chloe",)))).appointment
    done(booking.reserve(desk, held.id))
    new = done(moves.move(desk, Move(held.id, TWO))).appointment
    assert new.status is Status.RESERVED
    left = shown(desk, held.id)
    assert (left.status, left.rescheduled_id) == (Status.CANCELLED, new.id)
    assert last_step(desk) == "Move to 14:00 on Tue 24 November"
    number = undone(desk).appointment_id
    assert number is not None
    assert place(shown(desk, number)) == (TEN, 15, ("chloe",), Status.RESERVED)


def test_facts_stay_with_the_day_and_a_confirmation_with_the_start(desk: Desk) -> None:
    old = booked(desk)
    done(booking.start(desk, old.id))
    with desk.unit() as unit:
        appointments.set_fact(unit.connection, old.id, "confirmed_at", 5)
    longer = done(moves.move(desk, Move(old.id, TEN, 30))).appointment
    assert (longer.confirmed_at, longer.arrived_at) == (5, unit.moment)
    later = done(moves.move(desk, Move(longer.id, TWO))).appointment
    assert (later.confirmed_at, later.started_at) == (None, unit.moment)
    other_day = done(moves.move(desk, Move(later.id, TWO + 24 * 60))).appointment
    assert (other_day.arrived_at, other_day.started_at) == (None, None)
    number = undone(desk).appointment_id
    assert number is not None
    assert shown(desk, number).started_at == unit.moment


def test_a_visit_under_way_can_be_made_longer(desk: Desk, clock: HandClock) -> None:
    old = booked(desk, at("2026-11-23 09:15"))
    clock.advance(timedelta(minutes=20))
    assert moves.judge(desk, Move(old.id, old.start, 30)).grade is Grade.FREE
    done(moves.move(desk, Move(old.id, old.start, 30)))
    undone(desk)
    earlier = moves.judge(desk, Move(old.id, old.start - 15))
    assert earlier.grade is Grade.REFUSED


def test_a_role_is_taken_over_and_the_others_stay(desk: Desk) -> None:
    request = HoldRequest("follow-up", TEN, ("ben", "room1"), customer=DANA)
    old = done(booking.hold(desk, replace(request, complete=Status.BOOKED))).appointment
    openings = moves.move_openings(desk, old.id, TUESDAY, TUESDAY)
    assert openings.team("ben", "chloe") == ("chloe", "room1")
    assert openings.team("room1", "room2") == ("ben", "room2")
    assert openings.team("ben", "room2") is None
    assert openings.team("ben", "room1") is None
    assert TEN in openings.starts("ben", "ben")
    assert openings.starts("ben", "gym") == ()
    new = done(moves.move(desk, Move(old.id, TEN, resource_ids=("chloe", "room1")))).appointment
    assert new.resource_ids == ("chloe", "room1")


def test_a_visit_of_a_service_that_now_needs_less_keeps_what_it_has(desk: Desk) -> None:
    request = HoldRequest("follow-up", TEN, ("ben", "room1"), customer=DANA)
    old = done(booking.hold(desk, replace(request, complete=Status.BOOKED))).appointment
    setup = json.loads(configuration.dump_setup(desk))
    (service,) = [entry for entry in setup["services"] if entry["id"] == "follow-up"]
    del service["requires"][1]
    configuration.load_setup(desk, json.dumps(setup))
    openings = moves.move_openings(desk, old.id, TUESDAY, TUESDAY)
    assert openings.team("ben", "chloe") == ("chloe", "room1")
    assert openings.team("room1", "room2") is None
    assert openings.starts("ben", "chloe") == ()
    verdict = moves.judge(desk, Move(old.id, ELEVEN))
    assert verdict.grade is Grade.REFUSED
    assert verdict.sentence == "Room 1 does not offer Follow-up at Riverside."


def test_openings_are_what_a_move_may_do(desk: Desk, second_desk: Desk) -> None:
    old = booked(desk)
    done(booking.hold(second_desk, HoldRequest("phone", TWO, ("ben",))))
    openings = moves.move_openings(desk, old.id, TUESDAY, TUESDAY)
    assert (openings.version, openings.duration, openings.lengths) == (old.version, 15, (15, 30))
    assert set(openings.starts_for("chloe")) == {"ana", "ben", "chloe"}
    for name in ("ana", "ben", "chloe"):
        starts = openings.starts("chloe", name)
        assert starts
        for start in range(at("2026-11-24 08:00"), at("2026-11-24 18:00"), 15):
            verdict = moves.judge(desk, Move(old.id, start, resource_ids=(name,)))
            free = verdict.reason is None
            assert (start in starts) is free, (name, start, verdict)
    minutes = moves.move_openings(desk, old.id, TUESDAY, TUESDAY, every_minute=True)
    assert TWO + 7 in minutes.starts("chloe", "chloe")
    assert minutes.starts("chloe", "ben")[-1] == at("2026-11-24 17:45")
    longer = moves.move_openings(desk, old.id, TUESDAY, TUESDAY, duration=30)
    assert longer.starts("chloe", "ben")[-1] == at("2026-11-24 17:30")


def test_leaving_the_usual_person_is_a_note(desk: Desk) -> None:
    for day in (24, 25, 30):
        booked(desk, at(f"2026-11-{day} 11:00"))
    old = booked(desk)
    verdict = moves.judge(desk, Move(old.id, TEN, resource_ids=("ben",)))
    assert (verdict.grade, verdict.reason) == (Grade.NOTE, None)
    assert verdict.sentence == "The customer usually comes to Chloé Martin."
    done(moves.move(desk, Move(old.id, TEN, resource_ids=("ben",))))


def test_a_note_is_done_and_told(desk: Desk) -> None:
    old = booked(desk)
    wanted = Move(old.id, TWO + 5)
    verdict = moves.judge(desk, wanted)
    assert verdict.grade is Grade.NOTE
    assert verdict.reason is not None
    assert verdict.reason.why is Why.OFF_GRID
    assert verdict.sentence == "Phone consultation does not start at 14:05."
    assert done(moves.move(desk, wanted)).appointment.start == TWO + 5
    undone(desk)
    again = redone(desk).appointment_id
    assert again is not None
    assert shown(desk, again).start == TWO + 5


def test_a_hold_beside_the_grid_is_booked_undone_and_booked_again(desk: Desk) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", TEN, ("chloe",)))).appointment
    new = done(moves.move(desk, Move(held.id, TWO + 5))).appointment
    done(booking.book(desk, new.id, DANA))
    undone(desk)
    again = redone(desk).appointment_id
    assert again is not None
    assert place(shown(desk, again)) == (TWO + 5, 15, ("chloe",), Status.BOOKED)
