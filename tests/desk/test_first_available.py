"""The first available times: bookable, in order, by wish, and those that fill a gap marked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontdesk.desk import availability, booking
from frontdesk.desk.answers import RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.first_available import DayTimes, Part, Wish, first_available
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.plan import Request
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status

from .words import DANA, at, done

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def starts(days: tuple[DayTimes, ...]) -> list[int]:
    """Every start in order."""
    return [entry.opening.start for day in days for entry in day.times]


def book(desk: Desk, start: str, *resources: str, service: str = "follow-up") -> None:
    """Take a time for Dana."""
    request = HoldRequest(service, at(start), resources, customer=DANA, complete=Status.BOOKED)
    done(booking.hold(desk, request))


def test_the_first_ten_are_those_of_the_availability(desk: Desk) -> None:
    found = first_available(desk, Wish("follow-up", MONDAY))
    _plan, every = availability.find(desk, Request("follow-up", MONDAY, TUESDAY))
    expected = list(dict.fromkeys(entry.start for entry in every))[:10]
    assert starts(found.anyone) == expected
    assert found.usual == ()
    assert found.timezone == "America/New_York"


def test_each_of_them_can_be_held(desk: Desk) -> None:
    for entry in first_available(desk, Wish("first-visit", MONDAY, count=3)).anyone[0].times:
        opening = entry.opening
        request = HoldRequest("first-visit", opening.start, opening.resource_ids)
        held = done(booking.hold(desk, request))
        booking.release(desk, held.appointment.id)


def test_they_are_grouped_by_local_day(desk: Desk) -> None:
    found = first_available(desk, Wish("first-visit", date(2026, 11, 27), count=40))
    days = [day.date for day in found.anyone]
    assert days == sorted(set(days))
    # Friday's, Saturday's and Monday's; on Sunday nobody works.
    assert days[:3] == [date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)]
    friday = found.anyone[0].times
    assert friday[0].opening.start == at("2026-11-27 08:00")
    assert friday[-1].opening.start < at("2026-11-28 00:00")


def test_the_usual_person_comes_apart_and_first(desk: Desk) -> None:
    wish = Wish("follow-up", MONDAY, usual_resource_id="ben", count=4)
    found = first_available(desk, wish)
    # Ben works on Tuesdays from ten on.
    assert starts(found.usual)[:2] == [at("2026-11-24 10:00"), at("2026-11-24 10:15")]
    assert len(starts(found.usual)) == 4
    assert all("ben" in e.opening.resource_ids for day in found.usual for e in day.times)
    assert starts(found.anyone)[0] == at("2026-11-23 09:00")


@pytest.mark.parametrize("usual", ["dev", "gym", "nobody"])
def test_a_usual_person_who_does_not_offer_it_is_left_out(desk: Desk, usual: str) -> None:
    found = first_available(desk, Wish("follow-up", MONDAY, usual_resource_id=usual))
    assert found.usual == ()
    assert len(starts(found.anyone)) == 10


def test_one_person_a_weekday_and_a_part_of_the_day(desk: Desk) -> None:
    wish = Wish(
        "follow-up",
        MONDAY,
        resource_ids=("ana",),
        part=Part.AFTERNOON,
        weekdays=frozenset({3}),
        count=30,
    )
    found = first_available(desk, wish)
    assert {day.date.weekday() for day in found.anyone} == {3}
    # The first Thursday is Thanksgiving.
    assert starts(found.anyone)[0] == at("2026-12-03 13:00")
    assert all("ana" in e.opening.resource_ids for day in found.anyone for e in day.times)
    evening = Wish("follow-up", MONDAY, part=Part.EVENING)
    assert starts(first_available(desk, evening).anyone)[0] == at("2026-11-23 17:00")


def test_it_looks_far_ahead_when_it_must_and_no_further_than_the_horizon(
    desk: Desk, clock: HandClock
) -> None:
    # Ana works on 5 December by an override, and on no other Saturday within the horizon.
    wish = Wish("first-visit", MONDAY, resource_ids=("ana",), weekdays=frozenset({5}), count=100)
    found = first_available(desk, wish)
    assert [day.date for day in found.anyone] == [date(2026, 12, 5)]
    late = Wish("follow-up", MONDAY + timedelta(days=175), count=100_000)
    assert first_available(desk, late).anyone[-1].date == MONDAY + timedelta(days=180)
    beyond = Wish("follow-up", MONDAY + timedelta(days=181))
    assert first_available(desk, beyond).anyone == ()


def test_only_a_time_that_leaves_nothing_useful_beside_a_visit_fills_a_gap(desk: Desk) -> None:
    # Follow-ups take 35 minutes with what is behind them: 9:00 to 9:35, then 40 minutes free.
    book(desk, "2026-11-24 09:00", "ana", "room1")
    book(desk, "2026-11-24 10:15", "ana", "room1")
    wish = Wish("follow-up", TUESDAY, resource_ids=("ana",), count=12)
    marked = {
        entry.opening.start: entry.fills_gap
        for day in first_available(desk, wish).anyone
        for entry in day.times
    }
    assert marked[at("2026-11-24 09:35")]
    assert not marked[at("2026-11-24 08:00")]
    # 8:15 to 8:50 ends before the visit of nine by ten minutes and leaves a quarter before it.
    assert not marked[at("2026-11-24 08:15")]
    # Right behind a visit, but with a free afternoon after it.
    assert not marked[at("2026-11-24 13:00")]


def test_a_day_without_visits_has_no_gaps(desk: Desk) -> None:
    found = first_available(desk, Wish("phone", TUESDAY, resource_ids=("ben",), count=40))
    assert not [e for day in found.anyone for e in day.times if e.fills_gap]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("nothing", MONDAY), Code.UNKNOWN_ID),
        (Wish("follow-up", MONDAY, "harbour"), Code.NOT_OFFERED_HERE),
        (Wish("follow-up", MONDAY, duration=31), Code.BAD_DURATION),
    ],
)
def test_a_wish_that_can_not_be_met_anywhere_is_refused(desk: Desk, wish: Wish, code: Code) -> None:
    with pytest.raises(RefusalError) as caught:
        first_available(desk, wish)
    assert caught.value.refusal.code is code
