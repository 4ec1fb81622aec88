"""A month at a glance: what it counts, what it names, and where its days begin and end."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from frontdesk.desk import booking, month
from frontdesk.desk.answers import CustomerDetails, RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.month import MonthDay, MonthView
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.values import Status

from .words import DANA, at, done

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
TUESDAY = date(2026, 11, 24)


def book(desk: Desk, service: str, when: str, *resources: str, name: str = "Dana Fox") -> int:
    """Book somebody; the number of the visit."""
    who = CustomerDetails(name, f"{name.split()[0].lower()}@example.org")
    request = HoldRequest(service, at(when), resources, customer=who, complete=Status.BOOKED)
    return done(booking.hold(desk, request)).appointment.id


def day_of(view: MonthView, day: date) -> MonthDay:
    """One day of the month."""
    return next(entry for entry in view.days if entry.date == day)


def tuesday(desk: Desk, resource_ids: tuple[str, ...] | None = None) -> MonthDay:
    """Tuesday the 24th as the month has it."""
    return day_of(month.month_view(desk, None, *NOVEMBER, resource_ids), TUESDAY)


def test_the_days_follow_each_other_without_a_gap_also_over_a_clock_change(desk: Desk) -> None:
    days = month.month_view(desk, None, *NOVEMBER).days
    assert [entry.date for entry in days] == [date(2026, 11, n) for n in range(1, 31)]
    assert all(a.span.end == b.span.start for a, b in pairwise(days))
    assert days[0].span.end - days[0].span.start == 25 * 60  # the clocks go back that night


def test_a_visit_of_two_resources_counts_once_and_is_named(desk: Desk) -> None:
    number = book(desk, "follow-up", "2026-11-24 10:00", "ana", "room1")
    found = tuesday(desk)
    assert (found.visits, found.holds, found.no_shows) == (1, 0, 0)
    (line,) = found.lines
    assert (line.id, line.start) == (number, at("2026-11-24 10:00"))
    assert (line.customer_name, line.service_name) == ("Dana Fox", "Follow-up")


def test_a_class_counts_once_and_tells_its_seats(desk: Desk) -> None:
    for _ in range(3):
        book(desk, "pilates", "2026-11-24 17:00")
    found = tuesday(desk)
    assert found.visits == 1
    (line,) = found.lines
    assert (line.seats_taken, line.capacity, line.customer_name) == (3, 8, "")


def test_the_rest_of_a_class_counts_when_its_first_visit_is_cancelled(desk: Desk) -> None:
    first, *_others = [book(desk, "pilates", "2026-11-24 17:00") for _ in range(3)]
    done(booking.cancel(desk, first))
    found = tuesday(desk)
    assert found.visits == 1
    assert [line.seats_taken for line in found.lines] == [2]


def test_a_hold_counts_as_a_hold_until_the_second_it_ends(desk: Desk, clock: HandClock) -> None:
    done(booking.hold(desk, HoldRequest("follow-up", at("2026-11-24 10:00"), ("ana",))))
    assert (tuesday(desk).visits, tuesday(desk).holds) == (0, 1)
    clock.advance(timedelta(minutes=10))
    found = tuesday(desk)
    assert (found.holds, found.lines, found.load) == (0, (), 0.0)


def test_who_cancelled_is_gone_and_who_did_not_come_is_told_apart(desk: Desk) -> None:
    gone = book(desk, "follow-up", "2026-11-24 10:00", "ana")
    missed = book(desk, "follow-up", "2026-11-24 14:00", "ana", name="Ruth Klein")
    done(booking.cancel(desk, gone))
    done(booking.no_show(desk, missed))
    found = tuesday(desk)
    assert (found.visits, found.no_shows) == (0, 1)
    assert [(line.id, line.status) for line in found.lines] == [(missed, Status.NO_SHOW)]


def test_only_the_first_are_named_and_all_are_counted(desk: Desk) -> None:
    for hour in (8, 9, 10, 13, 14):
        book(desk, "phone", f"2026-11-24 {hour:02}:00", "ana")
    view = month.month_view(desk, None, *NOVEMBER, lines=2)
    found = day_of(view, TUESDAY)
    assert found.visits == 5
    assert [line.start for line in found.lines] == [
        at("2026-11-24 08:00"),
        at("2026-11-24 09:00"),
    ]


def test_only_what_the_named_resources_take_part_in_counts(desk: Desk) -> None:
    book(desk, "follow-up", "2026-11-24 10:00", "ana", "room1")
    book(desk, "phone", "2026-11-24 10:00", "ben", name="Ruth Klein")
    assert tuesday(desk, ("ana",)).visits == 1
    assert [line.customer_name for line in tuesday(desk, ("ben",)).lines] == ["Ruth Klein"]
    assert tuesday(desk, ("room1", "ben")).visits == 2
    assert tuesday(desk, ()).visits == 0


def test_load_is_the_share_of_open_time_that_footprints_take(desk: Desk) -> None:
    book(desk, "follow-up", "2026-11-24 10:00", "ana", "room1")  # 30 minutes and 5 after
    ana_works = 8 * 60
    assert tuesday(desk, ("ana",)).load == pytest.approx(35 / ana_works)
    room_is_open = 10 * 60
    both = 70 / (ana_works + room_is_open)
    assert tuesday(desk, ("ana", "room1")).load == pytest.approx(both)


def test_closures_and_holidays_are_named_and_a_day_off_is_merely_not_open(desk: Desk) -> None:
    view = month.month_view(desk, None, date(2026, 11, 22), date(2026, 12, 31))
    assert day_of(view, date(2026, 11, 26)).closed_reason == "Thanksgiving Day"
    assert day_of(view, date(2026, 12, 24)).closed_reason == "Christmas"
    sunday = day_of(view, date(2026, 11, 22))
    assert (sunday.is_open, sunday.closed_reason) == (False, "")
    assert tuesday(desk).is_open


def test_a_visit_belongs_to_the_local_day_it_starts_on(desk: Desk) -> None:
    """8 in the evening in New York is the next day by UTC."""
    book(desk, "phone", "2026-11-25 19:45", "ben")
    view = month.month_view(desk, None, *NOVEMBER)
    assert [entry.date for entry in view.days if entry.visits] == [date(2026, 11, 25)]


def test_another_location_has_a_month_of_its_own(desk: Desk) -> None:
    book(desk, "phone", "2026-11-24 10:00", "ana")
    view = month.month_view(desk, "harbour", *NOVEMBER)
    assert (view.timezone, sum(entry.visits for entry in view.days)) == ("America/Los_Angeles", 0)


def test_an_unknown_location_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusalError):
        month.month_view(desk, "nowhere", *NOVEMBER)


def test_what_another_desk_books_is_in_the_next_look(desk: Desk, second_desk: Desk) -> None:
    assert tuesday(desk).visits == 0
    request = HoldRequest(
        "phone", at("2026-11-24 10:00"), ("ana",), customer=DANA, complete=Status.BOOKED
    )
    done(booking.hold(second_desk, request))
    assert tuesday(desk).visits == 1
