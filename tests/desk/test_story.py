"""What the calendar and the card of a visit know of the person who comes."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.desk import booking, calendar
from frontdesk.desk.answers import RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.records import add
from frontdesk.desk.story import story
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import VisitView
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.values import Status

from .words import at, done

DANA = CustomerFields("Dana Fox", phone="+1 212 555 0123", alerts="Latex allergy")


def booked(desk: Desk, start: str, customer_id: int | None, **more: object) -> int:
    """A follow-up with Ana, booked at once; its id."""
    request = HoldRequest(
        "follow-up",
        at(start),
        ("ana",),
        customer_id=customer_id,
        complete=None if customer_id is None else Status.BOOKED,
    )
    return done(booking.hold(desk, request)).appointment.id


def shown(desk: Desk, day: date, number: int) -> VisitView:
    """The visit as the day shows it."""
    columns = calendar.day_view(desk, None, day).columns
    return next(visit for column in columns for visit in column.visits if visit.id == number)


@pytest.fixture
def dana(desk: Desk) -> int:
    """The number of a customer with an alert."""
    answer = add(desk, DANA)
    return answer.value.row.id  # type: ignore[union-attr]


def test_a_day_marks_alerts_and_first_visits(desk: Desk, dana: int) -> None:
    later = booked(desk, "2026-11-30 10:00", dana)
    first = booked(desk, "2026-11-24 10:00", dana)
    held = booked(desk, "2026-11-24 14:00", None)
    early = shown(desk, date(2026, 11, 24), first)
    late = shown(desk, date(2026, 11, 30), later)
    nobody = shown(desk, date(2026, 11, 24), held)
    assert (early.alert, early.first_visit) == (True, True)
    assert (late.alert, late.first_visit) == (True, False)
    assert (nobody.alert, nobody.first_visit) == (False, False)


def test_a_story_tells_of_the_visit_before(desk: Desk, dana: int) -> None:
    first, second = booked(desk, "2026-11-24 10:00", dana), booked(desk, "2026-11-30 10:00", dana)
    told = story(desk, second)
    assert told.names[0] == "Ana Reyes"
    assert told.customer is not None
    assert (told.customer.phone, told.customer.alerts) == ("(212) 555-0123", "Latex allergy")
    assert told.last is not None
    assert told.last.id == first
    assert not told.is_first
    assert story(desk, first).last is None
    assert story(desk, first).is_first


def test_a_hold_for_nobody_has_a_story_too(desk: Desk) -> None:
    told = story(desk, booked(desk, "2026-11-24 10:00", None))
    assert told.customer is None
    assert told.last is None
    assert told.visit.appointment.status is Status.INITIAL


def test_a_visit_that_is_gone_has_none(desk: Desk) -> None:
    held = booked(desk, "2026-11-24 10:00", None)
    booking.release(desk, held)
    with pytest.raises(RefusalError):
        story(desk, held)


def test_the_reason_of_an_exception_is_part_of_the_story(desk: Desk, dana: int) -> None:
    first = booked(desk, "2026-11-24 10:00", dana)
    urgent = HoldRequest(
        "follow-up",
        at("2026-11-24 10:00"),
        ("ana",),
        customer_id=dana,
        complete=Status.BOOKED,
        because="In pain",
    )
    over = done(booking.hold(desk, urgent)).appointment
    assert over.overbooked
    assert story(desk, over.id).because == "In pain"
    assert story(desk, first).because == ""
