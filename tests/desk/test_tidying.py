"""Old holds are cleared away, and nothing that anyone could still come back to."""

from __future__ import annotations

from datetime import timedelta

from frontdesk.desk import booking, tidying
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.values import Status
from frontdesk.store import journal, visits

from .words import DANA, at, done


def hold(desk: Desk, hour: int) -> int:
    """A hold of Chloé's on Tuesday; its number. Its timer runs for ten minutes."""
    request = HoldRequest("phone", at(f"2026-11-24 {hour}:00"), ("chloe",))
    return done(booking.hold(desk, request)).appointment.id


def in_the_book(desk: Desk, *ids: int) -> set[int]:
    with desk.look() as unit:
        return set(visits.get_many(unit.connection, ids))


def test_holds_that_expired_a_day_ago_go_and_their_trail_stays(
    desk: Desk, clock: HandClock
) -> None:
    old = hold(desk, 10)
    booked = hold(desk, 11)
    assert isinstance(booking.book(desk, booked, DANA), Done)
    clock.advance(timedelta(minutes=10))
    younger = hold(desk, 13)
    clock.advance(timedelta(days=1))
    live = hold(desk, 14)
    assert tidying.tidy(desk) == 0
    clock.advance(timedelta(seconds=1))
    assert tidying.tidy(desk) == 1
    assert in_the_book(desk, old, booked, younger, live) == {booked, younger, live}
    with desk.look() as unit:
        (line,) = journal.trail(unit.connection, old)
    assert (line.before, line.after) == (None, Status.INITIAL)


def test_other_desks_do_not_hear_of_it(desk: Desk, second_desk: Desk, clock: HandClock) -> None:
    hold(desk, 10)
    clock.advance(timedelta(days=2))
    before = second_desk.data_version()
    assert tidying.tidy(desk) == 1
    assert second_desk.data_version() == before
