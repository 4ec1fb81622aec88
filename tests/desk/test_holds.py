"""Holds: placed at once, counted to the second, never booked over anyone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.desk import availability, booking
from frontdesk.desk.answers import CustomerDetails, Refused
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, moment_of
from frontdesk.engine.plan import Request
from frontdesk.engine.refusals import Code, Why
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import DANA, at, done, refused

TUESDAY = date(2026, 11, 24)
TEN = HoldRequest("follow-up", at("2026-11-24 10:00"), ("ana", "room1"))


def starts_of(desk: Desk, *resource_ids: str) -> list[int]:
    """The starts at which a follow-up is offered on Tuesday with these resources."""
    request = Request("follow-up", TUESDAY, TUESDAY, resource_ids=resource_ids)
    _plan, found = availability.find(desk, request)
    return [entry.start for entry in found]


def test_a_hold_is_in_with_the_locations_timer_and_frozen_buffers(
    desk: Desk, clock: HandClock
) -> None:
    visit = done(booking.hold(desk, TEN)).appointment
    assert visit.status is Status.INITIAL
    assert visit.hold_expires_at == moment_of(clock.now()) + 600
    assert (visit.duration, visit.buffer_before, visit.buffer_after) == (30, 0, 5)
    assert visit.resource_ids == ("ana", "room1")


def test_a_hold_is_gone_at_the_very_second_its_timer_names(desk: Desk, clock: HandClock) -> None:
    clock.set(datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC))
    done(booking.hold(desk, TEN))
    clock.set(datetime(2026, 11, 23, 12, 9, 59, 999_999, tzinfo=UTC))
    assert at("2026-11-24 10:00") not in starts_of(desk, "ana", "room1")
    clock.set(datetime(2026, 11, 23, 12, 10, 0, tzinfo=UTC))
    assert at("2026-11-24 10:00") in starts_of(desk, "ana", "room1")


def test_two_desks_and_one_time_one_wins(desk: Desk, second_desk: Desk) -> None:
    done(booking.hold(desk, TEN))
    answer = booking.hold(second_desk, TEN)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.SLOT_TAKEN
    assert answer.refusal.reason is not None
    assert answer.refusal.reason.why is Why.HELD
    assert answer.refusal.reason.facts["desk"] == "Desk 1"
    assert [at("2026-11-24 09:45"), at("2026-11-24 10:00"), at("2026-11-24 10:15")] == [
        opening.start for opening in answer.nearest
    ]


def test_what_a_refusal_offers_can_be_held(desk: Desk, second_desk: Desk) -> None:
    done(booking.hold(desk, TEN))
    answer = booking.hold(second_desk, TEN)
    assert isinstance(answer, Refused)
    opening = answer.nearest[0]
    again = HoldRequest("follow-up", opening.start, opening.resource_ids)
    assert done(booking.hold(second_desk, again)).appointment.resource_ids == opening.resource_ids


def test_extending_gives_a_full_new_term_ten_times_and_more(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    for _ in range(12):
        clock.advance(timedelta(minutes=9))
        extended = done(booking.extend(desk, held.id)).appointment
        assert extended.hold_expires_at == moment_of(clock.now()) + 600
    clock.advance(timedelta(minutes=10))
    refusal = refused(booking.extend(desk, held.id))
    assert refusal.code is Code.WRONG_STATUS
    assert refusal.facts["status"] == "expired"


def test_a_released_time_is_free_at_once_and_its_trail_stays(desk: Desk, second_desk: Desk) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    booking.release(desk, held.id)
    done(booking.hold(second_desk, TEN))
    assert refused(booking.release(desk, held.id)).code is Code.UNKNOWN_ID
    with desk.look() as unit:
        trail = journal.trail(unit.connection, held.id)
    assert [(line.before, line.after) for line in trail] == [
        (None, Status.INITIAL),
        (Status.INITIAL, None),
    ]


def test_an_expired_hold_whose_time_is_free_is_booked(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    clock.advance(timedelta(hours=2))
    booked = done(booking.book(desk, held.id, DANA)).appointment
    assert booked.status is Status.BOOKED
    assert at("2026-11-24 10:00") not in starts_of(desk, "ana", "room1")


def test_an_expired_hold_never_books_over_anyone(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    clock.advance(timedelta(minutes=10))
    other = done(booking.hold(second_desk, TEN))
    done(booking.book(second_desk, other.appointment.id, CustomerDetails("Ruth", "", "5550148")))
    answer = booking.book(desk, held.id, DANA)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.HOLD_EXPIRED_AND_TAKEN
    assert answer.refusal.reason is not None
    assert answer.refusal.reason.facts["customer"] == "Ruth"
    assert len(answer.nearest) == 3
    assert booking.show(desk, held.id).appointment.status is Status.INITIAL


def test_enough_customer_data_and_complete_goes_straight_to_booked(desk: Desk) -> None:
    visit = done(
        booking.hold(
            desk,
            HoldRequest(
                "follow-up",
                at("2026-11-24 10:00"),
                ("ana", "room1"),
                customer=DANA,
                complete=Status.BOOKED,
            ),
        )
    )
    assert visit.appointment.status is Status.BOOKED
    assert visit.appointment.hold_expires_at is None
    assert visit.customer is not None
    assert visit.customer.name == "Dana Fox"


@pytest.mark.parametrize(
    ("details", "missing"),
    [
        (None, "customer"),
        (CustomerDetails("Dana Fox"), "contact"),
        (CustomerDetails("", "dana@example.org"), "name"),
    ],
)
def test_complete_without_enough_customer_data_holds_and_says_so(
    desk: Desk, details: CustomerDetails | None, missing: str
) -> None:
    request = HoldRequest(
        "follow-up",
        at("2026-11-24 10:00"),
        ("ana", "room1"),
        customer=details,
        complete=Status.BOOKED,
    )
    visit = done(booking.hold(desk, request))
    assert visit.appointment.status is Status.INITIAL
    assert visit.warnings == (missing,)


def test_a_bad_email_is_refused_before_anything_is_taken(desk: Desk) -> None:
    request = HoldRequest(
        "follow-up",
        at("2026-11-24 10:00"),
        ("ana", "room1"),
        customer=CustomerDetails("Dana Fox", "dana@"),
    )
    refusal = refused(booking.hold(desk, request))
    assert (refusal.code, refusal.facts["field"]) == (Code.BAD_CUSTOMER, "email")
    assert at("2026-11-24 10:00") in starts_of(desk, "ana", "room1")


def test_a_retry_with_the_same_key_does_not_hold_twice(desk: Desk) -> None:
    request = HoldRequest("follow-up", at("2026-11-24 10:00"), ("ana", "room1"), key="click-1")
    first = done(booking.hold(desk, request)).appointment
    assert done(booking.hold(desk, request)).appointment.id == first.id


def test_nobody_named_the_round_robin_fills_both_roles(desk: Desk) -> None:
    visit = done(booking.hold(desk, HoldRequest("follow-up", at("2026-11-24 10:00"))))
    therapist, room = visit.appointment.resource_ids
    assert therapist in {"ana", "ben", "chloe"}
    assert room in {"room1", "room2"}


def test_one_named_resource_takes_part_and_the_other_role_is_filled(desk: Desk) -> None:
    request = HoldRequest("follow-up", at("2026-11-24 10:00"), ("room2",))
    assert done(booking.hold(desk, request)).appointment.resource_ids[1] == "room2"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (HoldRequest("nails", at("2026-11-24 10:00")), Code.UNKNOWN_ID),
        (HoldRequest("follow-up", at("2026-11-24 10:00"), ("zoe",)), Code.UNKNOWN_ID),
        (HoldRequest("follow-up", at("2026-11-24 10:00"), ("gym",)), Code.NOT_OFFERED_HERE),
        (
            HoldRequest("follow-up", at("2026-11-24 10:00"), location_id="harbour"),
            Code.NOT_OFFERED_HERE,
        ),
        (HoldRequest("follow-up", at("2026-11-24 10:00"), duration=40), Code.BAD_DURATION),
        (HoldRequest("follow-up", at("2026-11-24 07:00"), ("ana",)), Code.NOT_AVAILABLE),
        (HoldRequest("follow-up", at("2026-11-24 10:05"), ("ana",)), Code.NOT_AVAILABLE),
    ],
)
def test_what_cannot_be_held_is_refused_with_its_code(
    desk: Desk, request_: HoldRequest, code: Code
) -> None:
    assert refused(booking.hold(desk, request_)).code is code
