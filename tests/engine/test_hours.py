"""Open time: which layers meet, what replaces what, and what a closure takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from frontdesk.engine.hours import OpenHours, window_span
from frontdesk.engine.values import Block, Closure, HolidayRule, Resource, Service, Window

from .book import holiday_lookup
from .shop import ALWAYS, DAY, NINE_TO_FIVE, at, service, shop, walls

NEW_YORK = "America/New_York"


def open_on(
    resource: Resource,
    offered: Service | None = None,
    day: date = DAY,
    **place: object,
) -> list[str]:
    """The opening and closing times, in the location's zone, of the windows that touch a day."""
    business = shop(offered or service(), [resource], **place)
    hours = OpenHours(business)
    zone = business.locations["here"].timezone
    low, high = at(f"{day}T00:00", zone), at(f"{day + timedelta(days=1)}T00:00", zone)
    spans = hours.open_spans(resource, business.services["cut"], day, day)
    return ["-".join(walls(s, zone)) for s in spans if s.start < high and low < s.end]


def ann(**more: object) -> Resource:
    return Resource("ann", "Ann", "here", **more)


@pytest.mark.parametrize(
    ("day", "window", "minutes"),
    [
        (date(2026, 11, 23), (540, 1020), 480),
        (date(2026, 11, 23), (0, 1440), 1440),
        (date(2026, 11, 23), (0, 0), 1440),
        (date(2026, 11, 23), (1320, 120), 240),  # 22:00 to 2:00
        (date(2026, 10, 31), (1320, 120), 300),  # over the night with an hour more
        (date(2026, 3, 7), (1320, 180), 240),  # over the night with an hour less
        (date(2026, 11, 1), (60, 120), 120),  # one to two happens twice
        (date(2026, 3, 8), (120, 180), 0),  # two to three doesn't happen
        (date(2026, 3, 8), (150, 180), -30),  # half past two is read as half past three
    ],
)
def test_a_window_in_new_york(day: date, window: Window, minutes: int) -> None:
    span = window_span(day, window, NEW_YORK)
    assert span.end - span.start == minutes


def test_a_window_that_a_clock_change_turns_round_is_empty() -> None:
    sunday = date(2026, 3, 8)
    bent = ann(overrides={sunday: ((150, 180),)})
    assert open_on(bent, day=sunday, timezone=NEW_YORK, hours=ALWAYS) == []


def test_without_own_hours_a_resource_has_the_locations() -> None:
    assert open_on(ann()) == ["09:00-17:00"]


def test_own_hours_are_cut_by_the_locations() -> None:
    assert open_on(ann(hours={0: ((480, 720), (960, 1140))})) == ["09:00-12:00", "16:00-17:00"]


def test_a_resource_with_empty_hours_is_open_by_overrides_only() -> None:
    only = ann(hours={}, overrides={DAY: ((600, 660),)})
    assert open_on(only) == ["10:00-11:00"]
    assert open_on(only, day=DAY + timedelta(days=1)) == []


def test_an_override_replaces_the_weekday() -> None:
    assert open_on(ann(hours=NINE_TO_FIVE, overrides={DAY: ((600, 660),)})) == ["10:00-11:00"]
    assert open_on(ann(overrides={DAY: ((600, 660),)})) == ["10:00-11:00"]
    assert open_on(ann(overrides={DAY: ()})) == []


def test_a_service_may_have_hours_of_its_own() -> None:
    morning = service(hours={0: ((480, 720),)})
    assert open_on(ann(), morning) == ["09:00-12:00"]
    assert open_on(ann(), morning, day=DAY + timedelta(days=1)) == []


def test_ignoring_the_locations_hours() -> None:
    early = ann(hours={0: ((300, 600),)}, ignore_location_hours=True)
    assert open_on(early) == ["05:00-10:00"]
    assert open_on(replace(early, hours=None)) == ["09:00-17:00"]


@pytest.mark.parametrize("ignores", [False, True])
def test_a_closure_closes_whoever_ignores_the_hours_too(ignores: bool) -> None:
    person = ann(hours={}, ignore_location_hours=ignores, overrides={DAY: ((600, 660),)})
    assert open_on(person) == ["10:00-11:00"]
    assert open_on(person, closures=(Closure(DAY, DAY, "Flood"),)) == []


def test_a_closure_leaves_the_night_that_began_before_it() -> None:
    nights = dict.fromkeys(range(7), ((1320, 360),))
    assert open_on(ann(), hours=nights, closures=(Closure(DAY, DAY, ""),)) == ["22:00-06:00"]


def test_a_closing_public_holiday_and_one_that_stays_open() -> None:
    feasts = {DAY: "Feast", DAY + timedelta(days=1): "Fair"}
    rule = HolidayRule("X", open=("Fair",))
    business = shop(service(), [ann()], holidays=rule)
    hours = OpenHours(business, holiday_lookup(feasts))
    spans = hours.open_spans(business.resources["ann"], None, DAY, DAY + timedelta(days=1))
    assert at("09:00") not in {span.start for span in spans}
    assert at("2026-11-24T09:00") in {span.start for span in spans}
    assert hours.holiday(business.locations["here"], DAY) == "Feast"
    assert hours.holiday(business.locations["here"], DAY + timedelta(days=1)) is None


def test_own_hours_are_in_the_resources_own_zone() -> None:
    remote = ann(hours=NINE_TO_FIVE, timezone="Asia/Kolkata")  # five and a half hours ahead
    assert open_on(remote, hours=ALWAYS) == ["03:30-11:30"]


def test_windows_that_touch_are_one_across_midnight_too() -> None:
    late = dict.fromkeys(range(7), ((0, 120), (1200, 1320), (1320, 1440)))
    assert open_on(ann(), hours=late) == ["20:00-02:00", "20:00-02:00"]


def test_a_night_worker_in_a_house_that_never_closes_keeps_the_early_hours() -> None:
    night = ann(hours={6: ((1320, 360),)})  # Sunday 22:00 to Monday 6:00
    assert open_on(night, hours=ALWAYS) == ["22:00-06:00"]


def test_another_zones_yesterday_and_tomorrow_are_looked_at() -> None:
    far = ann(hours={6: ((1380, 60),)}, timezone="Pacific/Kiritimati")  # fourteen hours ahead
    # Their Sunday 23:00 is Saturday 23:00 in Hawaii.
    assert open_on(far, day=date(2026, 11, 21), hours=ALWAYS, timezone="Pacific/Honolulu") == [
        "23:00-01:00"
    ]


def test_a_night_begun_two_dates_before_is_looked_at() -> None:
    far = ann(hours={5: ((1320, 120),)}, timezone="Pacific/Honolulu")
    # Their Saturday 22:00 is Sunday 22:00 on Kiritimati, and the night ends on Monday.
    assert open_on(far, day=DAY, hours=ALWAYS, timezone="Pacific/Kiritimati") == ["22:00-02:00"]


def test_blocks_of_a_resource_and_of_its_location_are_merged() -> None:
    noon, one, two = (datetime.combine(DAY, time(hour)) for hour in (12, 13, 14))
    lunch = Block(noon, one, "Lunch")
    meeting = Block(one, two, "Meeting", "FREQ=DAILY")
    business = shop(service(), [ann(blocks=(lunch,))], blocks=(meeting,))
    hours = OpenHours(business)
    window = window_span(DAY, (0, 1440), "UTC")
    assert hours.blocks(business.resources["ann"], window) == [(at("12:00"), at("14:00"))]
    named = hours.named_blocks(business.resources["ann"], window)
    assert [reason for _span, reason in named] == ["Lunch", "Meeting"]
