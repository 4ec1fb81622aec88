"""Exceptions from the rules: for a reason, by those who may, written down, never by accident."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from frontdesk.desk import availability, blocks, booking, calendar, configuration, moves, undo
from frontdesk.desk.answers import CustomerDetails, Done, Refused
from frontdesk.desk.blocks import NewBlock
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.exceptions import LONGEST_REASON
from frontdesk.desk.moves import Grade, Move
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import HandClock
from frontdesk.engine.plan import Request
from frontdesk.engine.refusals import Code, Why
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import DANA, at, done, refused

TUESDAY = date(2026, 11, 24)
TEN = at("2026-11-24 10:00")
EVENING = at("2026-11-24 19:00")
RUTH = CustomerDetails("Ruth Klein", "", "2125550148")
CALL = HoldRequest("phone", TEN, ("chloe",), customer=DANA, complete=Status.BOOKED)
URGENT = replace(CALL, customer=RUTH, because="In pain")


def made(desk: Desk, request: HoldRequest) -> Appointment:
    return done(booking.hold(desk, request)).appointment


def trail(desk: Desk, number: int) -> list[journal.AuditEntry]:
    with desk.look() as unit:
        return journal.trail(unit.connection, number)


@contextmanager
def rights(monkeypatch: pytest.MonkeyPatch, *held: Right) -> Iterator[None]:
    """A desk at which somebody sits who has only some rights."""
    whole = Desk._unit

    def limited(self: Desk, connection: Connection) -> Unit:
        return replace(whole(self, connection), rights=frozenset({Right.BOOK, *held}))

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "_unit", limited)
        yield


def test_a_visit_is_put_over_another_for_a_reason_that_the_trail_keeps(desk: Desk) -> None:
    dana = made(desk, CALL)
    assert refused(booking.hold(desk, replace(URGENT, because=None))).code is Code.SLOT_TAKEN
    assert refused(booking.hold(desk, replace(URGENT, because="  "))).code is Code.SLOT_TAKEN
    desk.who = "Sam"
    ruth = made(desk, URGENT)
    assert (ruth.status, ruth.overbooked, dana.overbooked) == (Status.BOOKED, True, False)
    first = trail(desk, ruth.id)[0]
    assert first.who == "Sam"
    assert first.change["because"] == "In pain"
    assert first.change["rules"] == ["booked"]
    assert first.change["over"] == [dana.id]
    assert booking.show(desk, ruth.id).appointment.overbooked


def test_without_a_reason_a_hold_goes_by_the_rules_to_the_letter(desk: Desk) -> None:
    beside_the_grid = replace(CALL, start=TEN + 5)
    refusal = refused(booking.hold(desk, beside_the_grid))
    assert refusal.reason is not None
    assert refusal.reason.why is Why.OFF_GRID
    visit = made(desk, replace(beside_the_grid, because="Comes by train"))
    assert not visit.overbooked
    change = trail(desk, visit.id)[0].change
    assert (change["because"], change["rules"]) == ("Comes by train", ["off-grid"])


def test_a_long_reason_is_kept_in_part(desk: Desk) -> None:
    made(desk, CALL)
    ruth = made(desk, replace(URGENT, because="x" * 1000))
    assert trail(desk, ruth.id)[0].change["because"] == "x" * LONGEST_REASON


def test_without_the_right_nobody_overbooks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made(desk, CALL)
    other = made(desk, replace(CALL, start=TEN + 60))
    with rights(monkeypatch, Right.OUTSIDE_HOURS):
        refusal = refused(booking.hold(desk, URGENT))
        assert (refusal.code, refusal.facts["right"]) == (Code.NO_PERMISSION, "overbook")
        assert refusal_sentence(refusal) == "It takes the right to overbook."
        verdict = moves.judge(desk, Move(other.id, TEN))
        assert (verdict.grade, verdict.missing) == (Grade.REFUSED, {Right.OVERBOOK})
        assert verdict.sentence == (
            "Chloé Martin is with Dana Fox until 10:15. It takes the right to overbook."
        )
        answer = refused(moves.move(desk, Move(other.id, TEN), because="In pain"))
        assert answer.code is Code.NO_PERMISSION
        late = Move(other.id, EVENING)
        assert moves.judge(desk, late).grade is Grade.EXCEPTION
        done(moves.move(desk, late, because="Only then"))


def test_outside_hours_is_an_exception_that_overbooks_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = replace(URGENT, start=EVENING)
    assert refused(booking.hold(desk, replace(late, because=None))).code is Code.NOT_AVAILABLE
    with rights(monkeypatch, Right.OVERBOOK):
        refusal = refused(booking.hold(desk, late))
        assert (refusal.code, refusal.facts["right"]) == (Code.NO_PERMISSION, "outside-hours")
    visit = made(desk, late)
    assert not visit.overbooked
    assert trail(desk, visit.id)[0].change["rules"] == ["outside-hours"]


@pytest.mark.parametrize(
    ("start", "resource", "why", "grade"),
    [
        ("2026-11-23 08:00", "chloe", Why.PAST, Grade.REFUSED),
        ("2026-11-26 11:00", "ana", Why.HOLIDAY, Grade.EXCEPTION),  # Thanksgiving
        ("2026-12-24 11:00", "ana", Why.CLOSED, Grade.EXCEPTION),
        ("2026-11-24 19:00", "ana", Why.OUTSIDE_HOURS, Grade.EXCEPTION),
        ("2026-11-24 11:15", "ana", Why.BLOCKED, Grade.EXCEPTION),
        ("2026-11-24 10:00", "chloe", Why.BOOKED, Grade.EXCEPTION),
        ("2026-11-24 10:05", "ben", Why.OFF_GRID, Grade.NOTE),
    ],
)
def test_what_is_said_before_the_drop(
    desk: Desk, start: str, resource: str, why: Why, grade: Grade
) -> None:
    made(desk, CALL)
    other = made(desk, replace(CALL, start=TEN + 120))
    wanted = Move(other.id, at(start), resource_ids=(resource,))
    verdict = moves.judge(desk, wanted)
    assert verdict.reason is not None
    assert (verdict.grade, verdict.reason.why) == (grade, why)
    assert verdict.sentence
    bare = moves.move(desk, wanted)
    assert isinstance(bare, Done) is (grade <= Grade.NOTE)
    if grade > Grade.NOTE:
        told = moves.move(desk, wanted, because="She asked for it")
        assert isinstance(told, Done) is (grade is Grade.EXCEPTION)


def test_nobody_is_put_over_a_hold(desk: Desk, second_desk: Desk) -> None:
    made(second_desk, HoldRequest("phone", TEN, ("chloe",)))
    other = made(desk, replace(CALL, start=TEN + 120))
    assert refused(booking.hold(desk, URGENT)).code is Code.SLOT_TAKEN
    assert refused(moves.move(desk, Move(other.id, TEN), because="In pain")).code is (
        Code.SLOT_TAKEN
    )
    verdict = moves.judge(desk, Move(other.id, TEN))
    assert verdict.grade is Grade.REFUSED
    assert "held by Desk 2" in verdict.sentence


def test_nobody_is_put_over_a_visit_and_a_hold_at_once(desk: Desk, second_desk: Desk) -> None:
    """The first reason is the visit; the graver one decides."""
    made(desk, CALL)
    made(second_desk, HoldRequest("phone", TEN + 15, ("chloe",)))
    verdict = moves.judge_hold(desk, replace(URGENT, duration=30))
    assert verdict.grade is Grade.REFUSED
    assert refused(booking.hold(desk, replace(URGENT, duration=30))).code is Code.SLOT_TAKEN


def test_a_full_class_stays_full(desk: Desk) -> None:
    noon = at("2026-11-24 12:00")
    seat = HoldRequest("pilates", noon, ("gym",), customer=DANA, complete=Status.BOOKED)
    for _ in range(8):
        made(desk, seat)
    assert refused(booking.hold(desk, replace(seat, because="One more"))).code is Code.SLOT_TAKEN
    assert moves.judge_hold(desk, seat).grade is Grade.REFUSED


def test_a_daily_limit_is_exceeded_for_a_reason(desk: Desk) -> None:
    scans = [at(f"2026-11-24 {hour}:00") for hour in ("08", "09", "10", "13", "14", "15")]
    request = HoldRequest("scan", TEN, ("chloe", "ultrasound"), customer=DANA)
    booked = [made(desk, replace(request, start=s, complete=Status.BOOKED)) for s in scans]
    # The day is full, but not for one that only moves in it.
    openings = moves.move_openings(desk, booked[0].id, TUESDAY, TUESDAY)
    assert at("2026-11-24 11:20") in openings.starts("chloe", "chloe")
    seventh = replace(request, start=at("2026-11-24 16:00"), complete=Status.BOOKED)
    assert refused(booking.hold(desk, seventh)).code is Code.NOT_AVAILABLE
    extra = made(desk, replace(seventh, because="Referred today"))
    assert not extra.overbooked
    assert trail(desk, extra.id)[0].change["rules"] == ["daily-limit"]
    # One of a day that is too full moves within it: that makes it no fuller.
    assert moves.judge(desk, Move(booked[0].id, at("2026-11-24 11:20"))).grade is Grade.FREE
    done(moves.move(desk, Move(booked[0].id, at("2026-11-24 11:20"))))


def test_a_role_left_open_is_filled_by_whoever_breaks_least(desk: Desk) -> None:
    request = HoldRequest("follow-up", TEN, ("chloe", "room1"), customer=DANA)
    made(desk, replace(request, complete=Status.BOOKED))
    urgent = replace(request, resource_ids=("chloe",), because="In pain", complete=Status.BOOKED)
    assert made(desk, urgent).resource_ids == ("chloe", "room2")


def test_what_was_overbooked_takes_its_time_from_everyone_else(desk: Desk, book: Path) -> None:
    dana = made(desk, CALL)
    ruth = made(desk, replace(URGENT, duration=30))
    done(booking.cancel(desk, dana.id))
    request = Request("phone", TUESDAY, TUESDAY, resource_ids=("chloe",))
    starts = [entry.start for entry in availability.find(desk, request)[1]]
    assert not {TEN, TEN + 15} & set(starts)
    assert TEN + 30 in starts
    refusal = refused(booking.hold(desk, CALL))
    assert refusal.reason is not None
    assert refusal.reason.facts["appointment"] == ruth.id
    assert calendar.why_not(desk, None, "phone", "chloe", TEN + 15) is not None
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as raw:
        marked = raw.execute("SELECT DISTINCT overbooked FROM footprint").fetchall()
    assert marked == [(1,)]


def test_an_overbooked_hold_is_booked_although_it_had_expired(desk: Desk, clock: HandClock) -> None:
    made(desk, CALL)
    held = made(desk, replace(URGENT, complete=None))
    assert held.status is Status.INITIAL
    clock.advance(timedelta(minutes=11))
    assert done(booking.book(desk, held.id)).appointment.overbooked


def test_an_expired_overbooked_hold_does_not_come_over_those_who_came_later(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    made(desk, CALL)
    held = made(desk, replace(URGENT, complete=None, duration=30))
    clock.advance(timedelta(minutes=11))
    made(second_desk, replace(CALL, start=TEN + 15))
    assert refused(booking.book(desk, held.id)).code is Code.HOLD_EXPIRED_AND_TAKEN


def test_both_come_back_from_a_no_show(desk: Desk) -> None:
    dana, ruth = made(desk, CALL), made(desk, URGENT)
    for visit in (ruth, dana):
        done(booking.no_show(desk, visit.id))
        assert done(booking.undo_no_show(desk, visit.id)).appointment.status is Status.BOOKED


def test_a_no_show_comes_back_into_a_block_only_where_it_was_allowed_into_it(desk: Desk) -> None:
    eleven = at("2026-11-24 11:15")  # within Ana's supervision
    allowed = made(desk, replace(URGENT, start=eleven, resource_ids=("ana",)))
    done(booking.no_show(desk, allowed.id))
    assert done(booking.undo_no_show(desk, allowed.id)).appointment.status is Status.BOOKED
    plain = made(desk, CALL)
    done(booking.no_show(desk, plain.id))
    assert isinstance(blocks.add(desk, NewBlock(TEN, TEN + 60, "Leave", "chloe")), Done)
    refusal = refused(booking.undo_no_show(desk, plain.id))
    assert refusal.reason is not None
    assert refusal.reason.why is Why.BLOCKED


def test_moving_away_from_an_exception_and_back(desk: Desk) -> None:
    dana, ruth = made(desk, CALL), made(desk, URGENT)
    free = done(moves.move(desk, Move(ruth.id, TEN + 60))).appointment
    assert not free.overbooked
    answer = undo.undo(desk)
    assert isinstance(answer, Done)
    number = answer.value.appointment_id
    assert number is not None
    back = booking.show(desk, number).appointment
    assert (back.start, back.overbooked) == (TEN, True)
    change = trail(desk, number)[0].change
    assert (change["because"], change["over"]) == ("In pain", [dana.id])


def test_moving_back_does_not_come_over_those_who_came_later(desk: Desk, second_desk: Desk) -> None:
    made(desk, CALL)
    ruth = made(desk, replace(URGENT, duration=30))
    done(moves.move(desk, Move(ruth.id, TEN + 60)))
    made(second_desk, replace(CALL, start=TEN + 15))
    answer = undo.undo(desk)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.SLOT_TAKEN


def test_a_part_of_an_exception_is_not_asked_for_again(desk: Desk) -> None:
    made(desk, CALL)
    ruth = made(desk, replace(URGENT, duration=30))
    assert moves.judge(desk, Move(ruth.id, TEN, 15)).grade is Grade.FREE
    shorter = done(moves.move(desk, Move(ruth.id, TEN, 15))).appointment
    assert shorter.overbooked
    assert trail(desk, shorter.id)[0].change["because"] == "In pain"
    # But more of it is asked for.
    assert moves.judge(desk, Move(shorter.id, TEN, 30)).grade is Grade.EXCEPTION
    assert refused(moves.move(desk, Move(shorter.id, TEN, 30))).code is Code.SLOT_TAKEN


def test_a_visit_does_not_grow_into_its_old_buffer_outside_hours(desk: Desk) -> None:
    setup = json.loads(configuration.dump_setup(desk))
    (phone,) = [entry for entry in setup["services"] if entry["id"] == "phone"]
    phone["bufferAfter"] = 15
    configuration.load_setup(desk, json.dumps(setup))
    last = made(desk, replace(CALL, start=at("2026-11-24 17:45")))
    phone["bufferAfter"] = 0
    configuration.load_setup(desk, json.dumps(setup))
    assert moves.judge(desk, Move(last.id, last.start, 30)).grade is Grade.EXCEPTION


def test_the_book_is_sound_with_exceptions_in_it(desk: Desk, book: Path) -> None:
    from frontdesk.desk import safekeeping

    made(desk, CALL)
    made(desk, URGENT)
    made(desk, replace(URGENT, start=EVENING))
    assert safekeeping.damage(book) == []
