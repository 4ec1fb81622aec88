"""Wall-clock to instants by RFC 5545's rule, where clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.zones import (
    dates,
    day_span,
    days_span,
    instant_of_minute,
    instant_of_wall,
    local_date,
    wall_minute,
)


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("America/New_York", "2026-07-01T09:00", "2026-07-01T13:00"),
        # The second hour from one to two is never meant.
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        # Half past two does not happen; with the offset before the change it is half past three.
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
        ("America/Santiago", "2026-09-06T00:00", "2026-09-06T04:00"),
        ("America/St_Johns", "2026-01-05T09:00", "2026-01-05T12:30"),
        ("Asia/Kolkata", "2026-01-05T09:00", "2026-01-05T03:30"),
    ],
)
def test_wall_clock_becomes_an_instant(zone: str, wall: str, utc: str) -> None:
    instant = instant_of_wall(datetime.fromisoformat(wall), zone)
    assert datetime_of_instant(instant) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "minutes"),
    [
        ("America/New_York", date(2026, 3, 8), 23 * 60),
        ("America/New_York", date(2026, 11, 1), 25 * 60),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23 * 60 + 30),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24 * 60 + 30),
        ("America/Santiago", date(2026, 9, 6), 23 * 60),
        ("America/Santiago", date(2026, 4, 4), 25 * 60),
        ("UTC", date(2026, 3, 8), 24 * 60),
    ],
)
def test_a_day_around_a_clock_change_is_longer_or_shorter(
    zone: str, day: date, minutes: int
) -> None:
    span = day_span(day, zone)
    assert span.end - span.start == minutes
    assert local_date(span.start, zone) == day
    assert local_date(span.end - 1, zone) == day
    assert local_date(span.end, zone) == date.fromordinal(day.toordinal() + 1)


def test_days_follow_each_other_without_a_gap() -> None:
    week = dates(date(2026, 3, 5), date(2026, 3, 11))
    assert len(week) == 7
    spans = [day_span(day, "America/New_York") for day in week]
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert days_span(week[0], week[-1], "America/New_York") == (spans[0].start, spans[-1].end)


def test_minute_1440_is_the_next_midnight() -> None:
    day, following = date(2026, 11, 1), date(2026, 11, 2)
    zone = "America/New_York"
    assert instant_of_minute(day, 1440, zone) == instant_of_minute(following, 0, zone)
    assert instant_of_minute(day, 1500, zone) == instant_of_minute(following, 60, zone)


def test_the_wall_minute_repeats_when_the_clock_is_set_back() -> None:
    first = instant_of_minute(date(2026, 11, 1), 90, "America/New_York")
    assert wall_minute(first, "America/New_York") == 90
    assert wall_minute(first + 60, "America/New_York") == 90
    assert wall_minute(first + 120, "America/New_York") == 150
