"""Named cases of available times: each rule by itself, and what once went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.engine.availability import available_times, starts_by_resource
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Request, make_plan
from frontdesk.engine.values import (
    Block,
    Business,
    Resource,
    Role,
    RoundRobin,
    Service,
    Status,
)

from .book import ask, taken_for
from .oracle import Entry
from .shop import ALWAYS, DAY, at, on, service, shop, visit, walls

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def times(found: list[Entry], zone: str = "UTC") -> list[str]:
    return walls((start for start, _names, _seats in found), zone)


def class_of(places: int, **more: object) -> Service:
    return service(capacity=places, **more)


def attendee(start: int, **more: object) -> object:
    return visit(start, service_id="cut", **more)


def test_a_day_without_visits() -> None:
    shown = times(ask(shop(service()), on()))
    assert shown == ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"]


def test_a_visit_may_start_at_the_minute_at_which_another_ends() -> None:
    visits = [visit(at("10:00")), visit(at("12:00"))]
    assert times(ask(shop(service()), on(), visits)) == [
        "09:00",
        "11:00",
        "13:00",
        "14:00",
        "15:00",
        "16:00",
    ]


def test_buffers_on_both_sides_touch_nothing() -> None:
    offered = service(minutes=30, start_interval=15, buffer_before=15, buffer_after=30)
    visits = [visit(at("11:00"), buffer_before=10, buffer_after=5)]
    shown = times(ask(shop(offered), on(), visits))
    # Before: 9:45 + 30 + 30 is 10:45, still before 10:50. After: 12:05 + 15 is 12:20.
    assert "09:45" in shown
    assert "10:00" not in shown
    assert "12:15" not in shown
    assert "12:30" in shown


def test_buffers_may_reach_outside_open_time() -> None:
    offered = service(buffer_before=90, buffer_after=120)
    shown = times(ask(shop(offered), on()))
    assert (shown[0], shown[-1]) == ("09:00", "16:00")


def test_a_visit_stays_inside_one_window() -> None:
    lunch = {0: ((540, 720), (780, 1020))}
    assert times(ask(shop(service(minutes=120), hours=lunch), on())) == [
        "09:00",
        "10:00",
        "13:00",
        "14:00",
        "15:00",
    ]


def test_windows_that_touch_are_one_across_midnight() -> None:
    nights = {0: ((1320, 1440),), 1: ((0, 120),)}
    found = ask(shop(service(minutes=180), hours=nights), on())
    assert times(found) == ["22:00", "23:00"]


def test_a_visit_of_several_days_in_a_house_that_never_closes() -> None:
    rental = service(minutes=4 * 1440, start_interval=1440)
    found = ask(shop(rental, hours=ALWAYS), on())
    assert [start for start, *_ in found] == [at("00:00")]


def test_notice_is_counted_from_the_very_instant() -> None:
    nine = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    business = shop(service(notice=60))
    assert times(ask(business, on(), now=nine))[0] == "10:00"
    assert times(ask(business, on(), now=nine + timedelta(microseconds=1)))[0] == "11:00"
    assert times(ask(shop(service()), on(), now=nine))[0] == "09:00"
    assert times(ask(shop(service()), on(), now=nine + timedelta(seconds=1)))[0] == "10:00"


def test_the_horizon_includes_its_last_day() -> None:
    business = shop(service(horizon_days=2), timezone="America/New_York")
    week = on(DAY, until=DAY + timedelta(days=7))
    # 23:30 on Saturday in New York, though Sunday has begun elsewhere.
    now = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    found = ask(business, week, now=now)
    assert {start // 1440 for start, *_ in found} == {at("2026-11-23T12:00") // 1440}
    last_minute = shop(service(horizon_days=2, start_times=(1439,)), hours=ALWAYS)
    assert len(ask(last_minute, week, now=datetime(2026, 11, 22, 4, 30, tzinfo=UTC))) == 2
    same_day = shop(service(horizon_days=0))
    assert times(ask(same_day, on(), now=datetime(2026, 11, 23, 12, 0, tzinfo=UTC)))[0] == "12:00"


def test_the_daily_limit_counts_live_visits_that_start_on_the_local_date() -> None:
    business = shop(service(daily_limit=2), ["ann", "bob"])
    booked = [attendee(at("09:00")), attendee(at("12:00"), status=Status.CANCELLED)]
    assert "15:00" in times(ask(business, on(), booked))
    assert ask(business, on(), [*booked, attendee(at("13:00"))]) == []
    tomorrow = on(DAY + timedelta(days=1))
    assert len(ask(business, tomorrow, [*booked, attendee(at("13:00"))])) == 16


def test_holds_take_their_time_until_they_expire() -> None:
    now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    hold = visit(at("12:00"), status=Status.INITIAL, hold_expires_at=int(now.timestamp()) + 600)
    for seconds, is_free in ((599, False), (600, True)):
        shown = times(ask(shop(service()), on(), [hold], now + timedelta(seconds=seconds)))
        assert ("12:00" in shown) is is_free


def test_gaps_are_filled_after_a_footprint_on_the_grid_or_not() -> None:
    offered = service(fill_gaps=True, buffer_before=5)
    visits = [visit(at("10:10"), minutes=20, buffer_after=7)]
    assert times(ask(shop(offered), on(), visits)) == [
        "09:00",
        "10:42",
        "11:00",
        "12:00",
        "13:00",
        "14:00",
        "15:00",
        "16:00",
    ]
    listed = replace(offered, start_times=(900,))
    assert times(ask(shop(listed), on(), visits)) == ["10:42", "15:00"]


def test_a_footprint_of_the_day_before_is_seen_by_filled_gaps() -> None:
    offered = service(fill_gaps=True, buffer_before=30, start_interval=1440, start_times=(720,))
    for minutes, shown in ((9, ["12:00"]), (10, ["00:00", "12:00"]), (15, ["00:05", "12:00"])):
        late = visit(at("2026-11-22T23:20"), minutes=minutes)
        assert times(ask(shop(offered, hours=ALWAYS), on(), [late])) == shown


def test_the_opening_grid_counts_from_each_window() -> None:
    lunch = {0: ((550, 700), (790, 1000))}
    offered = service(start_grid="opening", start_interval=45)
    assert times(ask(shop(offered, hours=lunch), on())) == [
        "09:10",
        "09:55",
        "10:40",
        "13:10",
        "13:55",
        "14:40",
        "15:25",
    ]


def test_named_resources_are_all_free_at_once_and_stand_as_named() -> None:
    business = shop(service(), ["ann", "bob", "cid"])
    visits = [visit(at("10:00"), "ann"), visit(at("12:00"), "bob")]
    found = ask(business, on(DAY, "bob", "ann"), visits)
    assert times(found) == ["09:00", "11:00", "13:00", "14:00", "15:00", "16:00"]
    assert {names for _start, names, _seats in found} == {("bob", "ann")}


def test_each_free_resource_has_its_entry_in_the_services_order() -> None:
    business = shop(service(resource_ids=("bob", "ann")), ["ann", "bob", "cid"])
    found = ask(business, on(), [visit(at("09:00"), "bob")])
    assert [names for _start, names, _seats in found[:3]] == [("ann",), ("bob",), ("ann",)]


def balanced(business_method: RoundRobin) -> Business:
    return shop(service(round_robin=business_method), ["ann", "bob"])


def test_balanced_counts_every_live_visit_that_starts_in_the_range() -> None:
    business = balanced(RoundRobin.BALANCED)
    before = visit(at("2026-11-22T12:00"), "bob")
    assert ask(business, on(), [before])[0][1] == ("ann",)
    assert ask(business, on(), [before, visit(at("16:00"), "ann")])[0][1] == ("bob",)
    gone = visit(at("16:00"), "ann", status=Status.CANCELLED)
    assert ask(business, on(), [before, gone])[0][1] == ("ann",)


def test_rotation_goes_by_when_a_visit_was_made_not_by_when_it_is() -> None:
    business = balanced(RoundRobin.ROTATION)
    early = visit(at("2026-12-24T12:00"), "ann", created_at=100)
    late = visit(at("2026-11-22T12:00"), "bob", created_at=200)
    assert ask(business, on(), [early, late])[0][1] == ("ann",)
    assert ask(business, on(), [replace(early, created_at=300), late])[0][1] == ("bob",)
    assert ask(business, on(), [early])[0][1] == ("bob",)


ROOMS = service(requires=(Role("who", ("ann", "bob")), Role("where", ("one", "two"))))


def test_a_time_is_available_when_every_role_can_be_filled() -> None:
    business = shop(ROOMS, ["ann", "bob", "one", "two"])
    full = [visit(at("10:00"), "one"), visit(at("10:00"), "two"), visit(at("12:00"), "ann")]
    found = ask(business, on(), full)
    assert "10:00" not in times(found)
    assert [names for start, names, _ in found if start == at("12:00")] == [
        ("bob", "one"),
        ("bob", "two"),
    ]


def test_naming_one_resource_of_two_roles_constrains_the_team() -> None:
    business = shop(ROOMS, ["ann", "bob", "one", "two"])
    teams = {names for _start, names, _seats in ask(business, on(DAY, "two"))}
    assert teams == {("ann", "two"), ("bob", "two")}


def test_naming_everyone_leaves_a_single_team() -> None:
    both = service(requires=(Role("lead", ("ann", "bob")), Role("help", ("ann", "bob"))))
    business = shop(both, ["ann", "bob"])
    assert {names for _start, names, _seats in ask(business, on(DAY, "bob", "ann"))} == {
        ("ann", "bob")
    }


def test_a_resource_named_twice_is_named_once() -> None:
    both = service(requires=(Role("lead", ("ann", "bob")), Role("help", ("ann", "bob", "cid"))))
    business = shop(both, ["ann", "bob", "cid"])
    assert ask(business, on(DAY, "ann", "ann")) == ask(business, on(DAY, "ann"))


def test_a_class_with_seats_left_is_offered_again_and_a_full_one_is_not() -> None:
    business = shop(class_of(3))
    start = at("10:00")
    for guests, seats in ((0, [3]), (1, [2]), (2, [1]), (3, [])):
        found = ask(business, on(), [attendee(start) for _ in range(guests)])
        assert [left for begin, _names, left in found if begin == start] == seats


def test_a_class_of_another_length_is_in_the_way() -> None:
    business = shop(class_of(3))
    assert "10:00" not in times(ask(business, on(), [attendee(at("10:00"), minutes=45)]))


@pytest.mark.parametrize("intruder", ["block", "visit"])
def test_a_class_is_not_joined_where_something_takes_exactly_its_time(intruder: str) -> None:
    start = at("10:00")
    there = visit(start, overbooked=True)
    ten = datetime(2026, 11, 23, 10, 0)
    block = Block(ten, ten + timedelta(hours=1), "Repair")
    ann = Resource("ann", "Ann", "here", blocks=(block,) if intruder == "block" else ())
    visits = [attendee(start), *([there] if intruder == "visit" else [])]
    assert start not in {begin for begin, *_ in ask(shop(class_of(3), [ann]), on(), visits)}


def test_a_class_at_the_end_of_a_gap_may_be_joined_there() -> None:
    start = at("10:20")
    visits = [visit(at("09:40"), minutes=40), attendee(start)]
    assert (start, ("ann",), 2) in ask(shop(class_of(3, fill_gaps=True)), on(), visits)
    assert start not in {begin for begin, *_ in ask(shop(class_of(3)), on(), visits)}


def test_who_joins_a_class_takes_no_more_time_than_it_has() -> None:
    # Its buffers have grown since; the class keeps those that it was made with.
    business = shop(class_of(3, buffer_after=30))
    visits = [attendee(at("10:00")), visit(at("11:00"))]
    assert (at("10:00"), ("ann",), 2) in ask(business, on(), visits)


LED_CLASS = service(
    capacity=4,
    requires=(Role("lead", ("ann", "bob")), Role("place", ("hall", "gym"))),
    round_robin=RoundRobin.NONE,
)
EVERYONE = ["ann", "bob", "hall", "gym"]


def test_a_class_is_joined_with_all_of_its_resources_or_not_at_all() -> None:
    start = at("10:00")
    guests = [visit(start, "ann", "hall", service_id="cut")] * 3
    offered = ask(shop(LED_CLASS, EVERYONE), on(), guests)
    # One seat in Ann's class in the hall, or a new class by Bob in the gym; never Bob in the hall.
    assert [entry[1:] for entry in offered if entry[0] == start] == [
        (("ann", "hall"), 1),
        (("bob", "gym"), 4),
    ]
    named = ask(shop(LED_CLASS, EVERYONE), on(DAY, "hall"), guests)
    assert [entry[1:] for entry in named if entry[0] == start] == [(("ann", "hall"), 1)]


def test_two_classes_at_once_are_joined_each_by_itself() -> None:
    start = at("10:00")
    guests = [
        visit(start, "ann", "gym", service_id="cut"),
        visit(start, "bob", "hall", service_id="cut"),
        visit(start, "bob", "hall", service_id="cut"),
    ]
    offered = ask(shop(LED_CLASS, EVERYONE), on(), guests)
    assert [entry[1:] for entry in offered if entry[0] == start] == [
        (("ann", "gym"), 3),
        (("bob", "hall"), 2),
    ]


def test_a_full_class_takes_the_time_of_everyone_in_it() -> None:
    start = at("10:00")
    guests = [visit(start, "ann", "hall", service_id="cut")] * 4
    offered = ask(shop(LED_CLASS, EVERYONE), on(), guests)
    assert [names for begin, names, _seats in offered if begin == start] == [("bob", "gym")]


@pytest.mark.parametrize("method", [RoundRobin.ORDERED, RoundRobin.RANDOM])
def test_a_class_that_alone_is_left_is_picked_by_every_method(method: RoundRobin) -> None:
    start = at("10:00")
    guests = [visit(start, "ann", "hall", service_id="cut"), visit(start, "bob")]
    business = shop(replace(LED_CLASS, round_robin=method), EVERYONE)
    assert [entry for entry in ask(business, on(), guests) if entry[0] == start] == [
        (start, ("ann", "hall"), 3)
    ]


def test_someone_who_gives_a_class_with_another_is_not_free_alone() -> None:
    business = shop(class_of(5), ["ann", "bob"])
    start = at("10:00")
    guests = [visit(start, "ann", "bob", service_id="cut")] * 2
    alone = ask(business, on(DAY, "ann"), guests)
    assert start not in {begin for begin, *_ in alone}
    together = ask(business, on(DAY, "ann", "bob"), guests)
    assert (start, ("ann", "bob"), 3) in together


def test_asking_about_one_start_gives_that_ones_entries() -> None:
    business = shop(service(fill_gaps=True), ["ann", "bob"])
    plan = make_plan(business, on())
    hours, visits = OpenHours(business), [visit(at("10:30"), "bob")]
    taken = taken_for(plan, visits, LONG_AGO)
    every = available_times(plan, hours, taken, LONG_AGO)
    for start in (at("10:00"), at("11:30"), at("11:31"), at("2026-11-24T10:00")):
        one = available_times(plan, hours, taken, LONG_AGO, only_start=start)
        assert one == [entry for entry in every if entry.start == start]


def test_without_candidates_there_is_nothing_to_offer() -> None:
    business = shop(service(resource_ids=()))
    plan = make_plan(business, on())
    assert available_times(plan, OpenHours(business), taken_for(plan, [], LONG_AGO), LONG_AGO) == []


def test_the_past_offers_nothing_but_names_everyone() -> None:
    business = shop(service(), ["ann", "bob"])
    plan = make_plan(business, on())
    much_later = datetime(2027, 1, 1, tzinfo=UTC)
    taken = taken_for(plan, [], much_later)
    assert starts_by_resource(plan, OpenHours(business), taken, much_later) == {
        "ann": [],
        "bob": [],
    }


def test_an_hour_that_happens_twice_can_be_booked_twice() -> None:
    night = date(2026, 11, 1)
    zone = "America/New_York"
    business = shop(service(start_interval=30), hours={6: ((60, 180),)}, timezone=zone)
    shown = times(ask(business, Request("cut", night, night)), zone)
    assert shown == ["01:00", "01:30", "01:00", "01:30", "02:00"]
