"""Every change of status that the table allows, and every one that it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk.desk import booking
from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, moment_of
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import DANA, at, done, refused

TEN = at("2026-11-24 10:00")
ELEVEN = at("2026-11-25 12:00")

Verb = Callable[[Desk, int], Done[Visit] | Refused]


def book(desk: Desk, number: int) -> Done[Visit] | Refused:
    return booking.book(desk, number, DANA)


def move(desk: Desk, number: int) -> Done[Visit] | Refused:
    return booking.reschedule(desk, number, ELEVEN, ("ben", "room1"))


def release(desk: Desk, number: int) -> Done[Visit] | Refused:
    return booking.release(desk, number)  # type: ignore[return-value]


def visit_with(desk: Desk, status: Status) -> int:
    """The number of a visit in a status, reached as staff would reach it."""
    number = done(
        booking.hold(desk, HoldRequest("follow-up", TEN, ("ben", "room1")))
    ).appointment.id
    if status is Status.RESERVED:
        done(booking.reserve(desk, number))
    elif status is not Status.INITIAL:
        done(book(desk, number))
    if status is Status.CANCELLED:
        done(booking.cancel(desk, number))
    elif status is Status.NO_SHOW:
        done(booking.no_show(desk, number))
    elif status is Status.RESCHEDULED:
        done(move(desk, number))
    return number


ALLOWED: dict[tuple[Status, Verb], Status] = {
    (Status.INITIAL, book): Status.BOOKED,
    (Status.INITIAL, booking.reserve): Status.RESERVED,
    (Status.RESERVED, book): Status.BOOKED,
    (Status.RESERVED, booking.cancel): Status.CANCELLED,
    (Status.BOOKED, booking.cancel): Status.CANCELLED,
    (Status.BOOKED, move): Status.RESCHEDULED,
    (Status.BOOKED, booking.no_show): Status.NO_SHOW,
    (Status.NO_SHOW, booking.undo_no_show): Status.BOOKED,
}
CHANGES: list[Verb] = [
    book,
    booking.reserve,
    booking.cancel,
    move,
    booking.no_show,
    booking.undo_no_show,
]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("verb", CHANGES, ids=lambda verb: verb.__name__)
def test_the_table_of_statuses(desk: Desk, status: Status, verb: Verb) -> None:
    number = visit_with(desk, status)
    answer = verb(desk, number)
    after = ALLOWED.get((status, verb))
    if after is None:
        assert refused(answer).code is Code.WRONG_STATUS
        assert refused(answer).facts["status"] == status.value
        assert booking.show(desk, number).appointment.status is status
    else:
        done(answer)
        assert booking.show(desk, number).appointment.status is after
        with desk.look() as unit:
            last = journal.trail(unit.connection, number)[-1]
        assert (last.before, last.after) == (status, after)


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.INITIAL])
def test_only_a_hold_is_released_or_extended(desk: Desk, status: Status) -> None:
    number = visit_with(desk, status)
    assert refused(release(desk, number)).code is Code.WRONG_STATUS
    assert refused(booking.extend(desk, number)).code is Code.WRONG_STATUS


def test_moving_ignores_the_visits_own_time_and_links_the_old_row(desk: Desk) -> None:
    number = visit_with(desk, Status.BOOKED)
    # Overlaps its own old half hour and keeps its resources.
    new = done(booking.reschedule(desk, number, at("2026-11-24 10:15")))
    old = booking.show(desk, number).appointment
    assert new.appointment.status is Status.BOOKED
    assert new.appointment.resource_ids == ("ben", "room1")
    assert new.customer is not None
    assert new.customer.name == "Dana Fox"
    assert (old.status, old.rescheduled_id) == (Status.RESCHEDULED, new.appointment.id)


def test_who_has_arrived_is_here_whatever_the_time(desk: Desk) -> None:
    number = visit_with(desk, Status.BOOKED)
    arrived = done(booking.arrive(desk, number)).appointment.arrived_at
    later = done(booking.reschedule(desk, number, at("2026-11-24 11:30"))).appointment
    assert later.arrived_at == arrived is not None
    assert done(move(desk, later.id)).appointment.arrived_at is None


def test_a_refused_move_leaves_everything_as_it_was(desk: Desk) -> None:
    number = visit_with(desk, Status.BOOKED)
    assert refused(booking.reschedule(desk, number, at("2026-11-24 03:00"))).code is (
        Code.NOT_AVAILABLE
    )
    assert booking.show(desk, number).appointment.status is Status.BOOKED
    assert refused(booking.hold(desk, HoldRequest("follow-up", TEN, ("ben",)))).code is (
        Code.SLOT_TAKEN
    )


def test_a_no_show_is_not_undone_over_somebody_else(desk: Desk, second_desk: Desk) -> None:
    number = visit_with(desk, Status.NO_SHOW)
    done(booking.hold(second_desk, HoldRequest("follow-up", TEN, ("ben", "room2"))))
    assert refused(booking.undo_no_show(desk, number)).code is Code.SLOT_TAKEN


def test_arriving_is_a_fact_and_not_a_status(desk: Desk, clock: HandClock) -> None:
    number = visit_with(desk, Status.BOOKED)
    clock.advance(timedelta(minutes=3))
    arrived = done(booking.arrive(desk, number)).appointment
    assert arrived.status is Status.BOOKED
    assert arrived.arrived_at == moment_of(clock.now())
    clock.advance(timedelta(minutes=3))
    again = done(booking.arrive(desk, number)).appointment
    assert again.arrived_at == arrived.arrived_at


def test_booking_needs_a_customer_that_can_be_reached(desk: Desk) -> None:
    number = visit_with(desk, Status.RESERVED)
    assert refused(booking.book(desk, number)).code is Code.CUSTOMER_NEEDED


def test_the_same_person_is_not_entered_twice(desk: Desk) -> None:
    first = done(book(desk, visit_with(desk, Status.INITIAL)))
    other = done(booking.hold(desk, HoldRequest("follow-up", ELEVEN, ("ben", "room1"))))
    second = done(book(desk, other.appointment.id))
    assert first.customer == second.customer
