"""Holds that bend a rule: by whom, and what becomes of the exception while the hold lives on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from frontdesk.desk import blocks, booking, calendar, erasing, moves, records, safekeeping, undo
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.blocks import NewBlock
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Grade, Move
from frontdesk.desk.story import story
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import Code, Why
from frontdesk.engine.rights import RIGHTS_OF, Right, Role
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import DANA, at, done, refused

TEN = at("2026-11-24 10:00")
EVENING = at("2026-11-24 19:00")
RUTH = CustomerDetails("Ruth Klein", "", "2125550148")
CALL = HoldRequest("phone", TEN, ("chloe",), customer=DANA, complete=Status.BOOKED)
OVER = HoldRequest("phone", TEN, ("chloe",), because="In pain")
LATE = HoldRequest("phone", EVENING, ("chloe",), because="Only then")
TIMER = timedelta(minutes=11)
"""A little more than the booking timer of the sample clinic."""


def made(desk: Desk, request: HoldRequest) -> Appointment:
    return done(booking.hold(desk, request)).appointment


def again(hold: Appointment) -> HoldRequest:
    """What the window asks for to hold the time of a hold once more."""
    return HoldRequest(hold.service_id, hold.start, hold.resource_ids, hold.duration, again=hold.id)


def first_line(desk: Desk, number: int) -> dict[str, object]:
    with desk.look() as unit:
        return dict(journal.trail(unit.connection, number)[0].change)


def sit_down(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    """Let somebody of a role sit at every desk from now on."""
    whole = Desk._unit

    def limited(self: Desk, connection: Connection) -> Unit:
        return replace(whole(self, connection), rights=RIGHTS_OF[role])

    monkeypatch.setattr(Desk, "_unit", limited)


PLACES = {
    "past": ("2026-11-23 08:00", "chloe", Why.PAST, None),
    "held": ("2026-11-24 09:00", "chloe", Why.HELD, None),
    "holiday": ("2026-11-26 11:00", "ana", Why.HOLIDAY, Right.OUTSIDE_HOURS),
    "closed": ("2026-12-24 11:00", "ana", Why.CLOSED, Right.OUTSIDE_HOURS),
    "outside hours": ("2026-11-24 19:00", "ana", Why.OUTSIDE_HOURS, Right.OUTSIDE_HOURS),
    "blocked": ("2026-11-24 11:15", "ana", Why.BLOCKED, Right.OUTSIDE_HOURS),
    "booked": ("2026-11-24 10:00", "chloe", Why.BOOKED, Right.OVERBOOK),
    "buffer": ("2026-11-24 15:30", "ben", Why.BUFFER, Right.OVERBOOK),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("place", PLACES)
def test_each_grade_with_each_role(
    desk: Desk,
    second_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    role: Role,
) -> None:
    made(desk, CALL)
    follow_up = HoldRequest("follow-up", at("2026-11-24 15:00"), ("ben",), customer=DANA)
    made(desk, replace(follow_up, complete=Status.BOOKED))
    made(second_desk, replace(CALL, start=TEN - 60, customer=None, complete=None))
    start, resource, why, right = PLACES[place]
    request = HoldRequest("phone", at(start), (resource,))
    sit_down(monkeypatch, role)
    verdict = moves.judge_hold(desk, request)
    assert verdict.reason is not None
    assert verdict.reason.why is why
    has_right = right in RIGHTS_OF[role]
    bare = refused(booking.hold(desk, request))
    answer = booking.hold(desk, replace(request, because="The doctor says so"))
    if right is None:
        assert (verdict.grade, verdict.missing) == (Grade.REFUSED, frozenset())
        assert refused(answer).code is bare.code
    elif has_right:
        assert (verdict.grade, verdict.needs) == (Grade.EXCEPTION, {right})
        hold = done(answer).appointment
        assert hold.status is Status.INITIAL
        assert hold.overbooked is (right is Right.OVERBOOK)
        assert first_line(desk, hold.id)["because"] == "The doctor says so"
        assert story(desk, hold.id).because == "The doctor says so"
    else:
        assert (verdict.grade, verdict.missing) == (Grade.REFUSED, {right})
        refusal = refused(answer)
        assert (refusal.code, refusal.facts["right"]) == (Code.NO_PERMISSION, right.value)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.MANAGER])
def test_a_note_takes_a_reason_and_no_right(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    sit_down(monkeypatch, role)
    request = HoldRequest("phone", TEN + 5, ("chloe",))
    assert moves.judge_hold(desk, request).grade is Grade.NOTE
    assert refused(booking.hold(desk, request)).code is Code.NOT_AVAILABLE
    assert not made(desk, replace(request, because="Comes by train")).overbooked


@pytest.mark.parametrize("request_", [OVER, LATE])
def test_the_exception_stays_when_the_hold_is_extended_and_booked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, request_: HoldRequest
) -> None:
    made(desk, CALL)
    hold = made(desk, request_)
    sit_down(monkeypatch, Role.FRONT_DESK)  # who may not bend a rule, and need not
    done(booking.extend(desk, hold.id))
    booked = done(booking.book(desk, hold.id, RUTH)).appointment
    assert booked.overbooked is hold.overbooked is (request_ is OVER)
    assert story(desk, hold.id).because == request_.because


def test_a_released_one_comes_back_by_undo_with_its_reason(desk: Desk) -> None:
    dana = made(desk, CALL)
    hold = made(desk, OVER)
    assert isinstance(booking.release(desk, hold.id), Done)
    answer = undo.undo(desk)
    assert isinstance(answer, Done), answer
    number = answer.value.appointment_id
    assert number is not None
    back = booking.show(desk, number).appointment
    assert (back.status, back.overbooked) == (Status.INITIAL, True)
    change = first_line(desk, number)
    assert (change["because"], change["over"]) == ("In pain", [dana.id])


class TestAgain:
    """The time of a hold that ended is held once more."""

    @pytest.mark.parametrize("request_", [OVER, LATE])
    def test_with_the_exception_it_had_whoever_asks(
        self,
        desk: Desk,
        clock: HandClock,
        monkeypatch: pytest.MonkeyPatch,
        request_: HoldRequest,
    ) -> None:
        made(desk, CALL)
        hold = made(desk, request_)
        clock.advance(TIMER)
        sit_down(monkeypatch, Role.FRONT_DESK)
        assert booking.why_not_again(desk, again(hold)) is None
        new = made(desk, again(hold))
        assert new.overbooked is hold.overbooked
        before, after = first_line(desk, hold.id), first_line(desk, new.id)
        for said in ("because", "rules", "over"):
            assert after[said] == before[said]
        assert after["insteadOf"] == hold.id
        clock.advance(TIMER)
        assert booking.why_not_again(desk, again(new)) is None, "and again"
        assert done(booking.book(desk, made(desk, again(new)).id, RUTH)).appointment.overbooked is (
            hold.overbooked
        )

    def test_not_over_who_came_since(self, desk: Desk, second_desk: Desk, clock: HandClock) -> None:
        made(desk, CALL)
        hold = made(desk, OVER)
        clock.advance(TIMER)
        other = made(second_desk, replace(OVER, customer=RUTH, complete=Status.BOOKED))
        reason = booking.why_not_again(desk, again(hold))
        assert reason is not None
        assert (reason.why, reason.facts["appointment"]) == (Why.BOOKED, other.id)
        refusal = refused(booking.hold(desk, again(hold)))
        assert refusal.code is Code.SLOT_TAKEN
        assert refusal.reason == reason
        assert refused(booking.book(desk, hold.id, DANA)).code is Code.HOLD_EXPIRED_AND_TAKEN

    def test_not_over_a_hold_of_another_desk(
        self, desk: Desk, second_desk: Desk, clock: HandClock
    ) -> None:
        made(desk, CALL)
        hold = made(desk, OVER)
        clock.advance(TIMER)
        other = made(second_desk, OVER)
        reason = booking.why_not_again(desk, again(hold))
        assert reason is not None
        assert (reason.why, reason.facts["appointment"]) == (Why.HELD, other.id)
        assert refused(booking.hold(desk, again(hold))).code is Code.SLOT_TAKEN
        assert refused(booking.book(desk, hold.id, RUTH)).code is Code.HOLD_EXPIRED_AND_TAKEN

    def test_not_into_a_block_that_was_made_since(self, desk: Desk, clock: HandClock) -> None:
        hold = made(desk, LATE)
        clock.advance(TIMER)
        leave = NewBlock(EVENING, EVENING + 60, "Leave", "chloe")
        assert isinstance(blocks.add(desk, leave), Done)
        reason = booking.why_not_again(desk, again(hold))
        assert reason is not None
        assert reason.why is Why.BLOCKED

    def test_not_once_it_has_begun(self, desk: Desk, clock: HandClock) -> None:
        now = at("2026-11-23 09:00")
        hold = made(desk, HoldRequest("phone", now + 5, ("chloe",), because="At once"))
        clock.advance(TIMER)
        reason = booking.why_not_again(desk, again(hold))
        assert reason is not None
        assert reason.why is Why.PAST

    def test_nothing_is_kept_for_another_place(self, desk: Desk, clock: HandClock) -> None:
        made(desk, CALL)
        hold = made(desk, replace(OVER, duration=15))
        clock.advance(TIMER)
        for other in (
            replace(again(hold), start=TEN - 5),
            replace(again(hold), duration=30),
            replace(LATE, because=None, again=hold.id),
        ):
            assert refused(booking.hold(desk, other)).code in (Code.SLOT_TAKEN, Code.NOT_AVAILABLE)

    def test_nothing_is_kept_of_what_was_booked(self, desk: Desk) -> None:
        """A cancelled visit is no hold: whoever books there again needs the right anew."""
        made(desk, CALL)
        hold = made(desk, OVER)
        done(booking.book(desk, hold.id, RUTH))
        done(booking.cancel(desk, hold.id))
        assert refused(booking.hold(desk, again(hold))).code is Code.SLOT_TAKEN

    def test_a_plain_hold_is_asked_about_as_any_time(self, desk: Desk, clock: HandClock) -> None:
        hold = made(desk, replace(CALL, customer=None, complete=None))
        clock.advance(TIMER)
        assert booking.why_not_again(desk, again(hold)) is None
        made(desk, CALL)
        reason = booking.why_not_again(desk, again(hold))
        assert reason == calendar.why_not(desk, None, "phone", "chloe", TEN)

    def test_over_nobody_any_more_it_is_a_plain_one(self, desk: Desk, clock: HandClock) -> None:
        dana = made(desk, CALL)
        hold = made(desk, OVER)
        clock.advance(TIMER)
        done(booking.cancel(desk, dana.id))
        new = made(desk, again(hold))
        assert not new.overbooked
        assert "because" not in first_line(desk, new.id)


def test_only_those_who_were_seen_are_booked_over(desk: Desk, second_desk: Desk) -> None:
    dana = made(desk, CALL)
    request = HoldRequest("phone", TEN, ("chloe",), 30)
    verdict = moves.judge_hold(desk, request)
    assert verdict.over == {dana.id}
    other = made(second_desk, replace(CALL, start=TEN + 15, customer=RUTH))
    refusal = refused(booking.hold(desk, replace(request, because="In pain", over=verdict.over)))
    assert refusal.code is Code.SLOT_TAKEN
    assert refusal.reason is not None
    assert refusal.reason.facts["appointment"] == other.id, "who came since is named"


def test_the_hold_that_is_let_go_is_not_in_the_way(desk: Desk) -> None:
    hold = made(desk, replace(LATE, duration=30))
    later = HoldRequest("phone", EVENING + 15, ("chloe",))
    assert moves.judge_hold(desk, later).grade is Grade.REFUSED
    verdict = moves.judge_hold(desk, replace(later, instead_of=hold.id))
    assert (verdict.grade, verdict.needs) == (Grade.EXCEPTION, {Right.OUTSIDE_HOURS})
    # Unlike a visit that is moved it keeps nothing: a hold in its place is asked about anew.
    same = replace(later, start=EVENING, instead_of=hold.id)
    assert moves.judge_hold(desk, same).grade is Grade.EXCEPTION
    assert moves.judge(desk, Move(hold.id, EVENING, 15)).grade is Grade.FREE


def test_an_erased_person_leaves_no_reason_on_the_holds_before_the_visit(
    desk: Desk, clock: HandClock
) -> None:
    """The name is often told after the hold was made, and made again at other times."""
    made(desk, replace(CALL, start=at("2026-11-23 10:00")))
    start = at("2026-11-23 10:00")
    first = made(desk, HoldRequest("phone", start, ("chloe",), because="Quux is in pain"))
    moved = HoldRequest(
        "phone", at("2026-11-23 19:00"), ("chloe",), because="Quux works", instead_of=first.id
    )
    second = made(desk, moved)
    assert isinstance(booking.release(desk, first.id), Done)
    clock.advance(TIMER)
    third = made(desk, again(second))
    assert isinstance(booking.release(desk, third.id), Done)
    answer = undo.undo(desk)
    assert isinstance(answer, Done)
    fourth = answer.value.appointment_id
    assert fourth is not None
    quux = done(booking.book(desk, fourth, CustomerDetails("Xen Quux", "", "2125550177"))).customer
    assert quux is not None
    added = records.add(desk, CustomerFields("Ruth Klein", "", "2125550148"))
    assert isinstance(added, Done)
    ruths = replace(
        moved, because="Ruth works", instead_of=None, customer_id=added.value.row.id, start=EVENING
    )
    kept = made(desk, ruths)
    done(booking.cancel(desk, fourth))
    assert isinstance(erasing.erase(desk, quux.id), Done)
    told = [first_line(desk, n)["because"] for n in (first.id, second.id, third.id, fourth)]
    assert told == [""] * 4
    assert first_line(desk, first.id)["rules"] == ["booked"]
    assert first_line(desk, kept.id)["because"] == "Ruth works"
    with desk.look() as unit:
        steps = unit.connection.exec_driver_sql("SELECT commands FROM undo_entry").all()
    assert not any("Quux" in str(step) for step in steps)


def test_a_hold_that_took_the_place_of_somebody_elses_leaves_theirs_alone(
    desk: Desk, clock: HandClock
) -> None:
    late = at("2026-11-23 19:00")
    ruth = made(desk, replace(LATE, start=late, customer=RUTH, complete=Status.BOOKED))
    dana = made(desk, replace(CALL, start=late + 60, because="Asked", instead_of=ruth.id))
    done(booking.cancel(desk, dana.id))
    assert dana.customer_id is not None
    assert isinstance(erasing.erase(desk, dana.customer_id), Done)
    assert first_line(desk, dana.id)["because"] == ""
    assert first_line(desk, ruth.id)["because"] == "Only then"


def test_the_book_is_sound_with_bent_holds_in_it(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    made(desk, CALL)
    hold = made(desk, OVER)
    made(second_desk, LATE)
    clock.advance(TIMER)
    made(desk, again(hold))
    assert safekeeping.damage(desk.database.path) == []
