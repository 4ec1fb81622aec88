"""Minutes to pixels and back, on days of every length."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.clock import instant_of
from frontdesk.engine.span import Span
from frontdesk.ui.calendar.geometry import (
    ZOOM_STEPS,
    ColumnScale,
    Rect,
    TimeScale,
    marks,
    quarter_before,
    start_at,
    zoomed,
)

NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clocks change by half an hour


def local_day(day: date, zone: ZoneInfo) -> Span:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    following = day + timedelta(days=1)
    after = datetime(following.year, following.month, following.day, tzinfo=zone)
    return Span(instant_of(midnight), instant_of(after))


SCALES = st.builds(
    lambda length, quarter: TimeScale(Span(29_000_000, 29_000_000 + length), quarter),
    st.sampled_from([23 * 60, 24 * 60, 25 * 60]),
    st.sampled_from([8, *ZOOM_STEPS, 25, 33]),
)


@given(SCALES, st.integers(0, 23 * 60 - 1))
def test_the_place_of_a_minute_is_that_minute(scale: TimeScale, minute: int) -> None:
    instant = scale.day.start + minute
    assert scale.instant_at(scale.y_of(instant)) == instant


@given(SCALES, st.integers(0, 23 * 60 - 1), st.integers(0, 23 * 60 - 1))
def test_later_is_never_higher(scale: TimeScale, one: int, other: int) -> None:
    early, late = sorted((one, other))
    start = scale.day.start
    assert scale.line(start + early) <= scale.line(start + late)


@given(SCALES, st.floats(-500, 10_000), st.floats(0, 500))
def test_lower_is_never_earlier(scale: TimeScale, y: float, more: float) -> None:
    assert scale.instant_at(y) <= scale.instant_at(y + more)
    assert scale.day.start <= scale.instant_at(y) < scale.day.end


def test_a_quarter_of_an_hour_is_as_high_as_the_zoom_says() -> None:
    scale = TimeScale(Span(0, 1440), 20)
    assert scale.height == 24 * 4 * 20
    assert scale.y_of(60) == 80


@given(st.integers(1, 60), st.integers(0, 4000), st.floats(0, 9000), st.booleans())
def test_columns_are_wide_enough_and_without_gaps(
    count: int, room: int, x: float, mirrored: bool
) -> None:
    columns = ColumnScale(count, room, 120, mirrored)
    extents = [columns.extent(i) for i in range(count)]
    assert min(width for _left, width in extents) >= 120
    assert sum(width for _left, width in extents) == columns.width == max(room, 120 * count)
    assert columns.extent(0, count) == (0, columns.width)
    in_order = extents[::-1] if mirrored else extents
    assert all(a[0] + a[1] == b[0] for a, b in itertools.pairwise(in_order))
    index = columns.index_at(x)
    if index is None:
        assert x >= columns.width
    else:
        assert extents[index][0] <= x < sum(extents[index])


def test_no_columns_have_no_place() -> None:
    assert ColumnScale(0, 500, 120).index_at(10) is None
    assert ColumnScale(2, 500, 120).index_at(-1) is None


def wall_hours(day: date, zone: ZoneInfo) -> list[int]:
    return [mark.wall_minute // 60 for mark in marks(local_day(day, zone), zone) if mark.is_hour]


def test_a_usual_day_has_its_24_hours() -> None:
    assert wall_hours(date(2026, 11, 24), NEW_YORK) == list(range(24))
    assert wall_hours(date(2026, 11, 24), KOLKATA) == list(range(24))


def test_one_o_clock_comes_twice_when_clocks_go_back() -> None:
    day = date(2026, 11, 1)
    assert wall_hours(day, NEW_YORK) == [0, 1, 1, *range(2, 24)]
    ones = [m.instant for m in marks(local_day(day, NEW_YORK), NEW_YORK) if m.wall_minute == 60]
    assert ones[1] - ones[0] == 60


def test_two_o_clock_is_missing_when_clocks_go_forward() -> None:
    assert wall_hours(date(2026, 3, 8), NEW_YORK) == [0, 1, *range(3, 24)]


def test_half_an_hour_of_change_keeps_the_marks_on_the_wall_clock() -> None:
    back = local_day(date(2026, 4, 5), LORD_HOWE)
    assert back.end - back.start == 24 * 60 + 30
    assert wall_hours(date(2026, 4, 5), LORD_HOWE) == list(range(24))
    assert len(marks(back, LORD_HOWE)) == 98


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from([NEW_YORK, LORD_HOWE]))
def test_marks_show_what_the_wall_clock_shows(day: date, zone: ZoneInfo) -> None:
    span = local_day(day, zone)
    made = marks(span, zone)
    for mark in made:
        local = datetime.fromtimestamp(mark.instant * 60, zone)
        assert local.hour * 60 + local.minute == mark.wall_minute
        assert mark.wall_minute % 15 == 0
    steps = {b.instant - a.instant for a, b in itertools.pairwise(made)}
    assert steps == {15}


@pytest.mark.parametrize(("minute", "expected"), [(0, 0), (14, 0), (15, 15), (59, 45)])
def test_the_quarter_before(minute: int, expected: int) -> None:
    midnight = local_day(date(2026, 11, 24), NEW_YORK).start
    assert quarter_before(midnight + minute, NEW_YORK) == midnight + expected


@given(
    st.lists(st.integers(0, 1440), unique=True, max_size=40).map(sorted),
    st.integers(5, 120),
    st.integers(0, 1600),
)
def test_pointing_means_the_last_start_that_is_not_over(
    starts: list[int], duration: int, instant: int
) -> None:
    fitting = [start for start in starts if start <= instant < start + duration]
    assert start_at(starts, duration, instant) == (fitting[-1] if fitting else None)


def test_zoom_goes_through_the_steps_and_stops_at_the_ends() -> None:
    assert [zoomed(20, steps) for steps in (-5, -2, -1, 0, 1, 2, 5)] == [12, 12, 16, 20, 28, 40, 40]
    assert zoomed(25, 1) == 40
    assert zoomed(13, -1) == 12


def test_rectangles_are_half_open() -> None:
    rect = Rect(10, 10, 20, 5)
    assert rect.contains(10, 10)
    assert not rect.contains(30, 10)
    assert not rect.contains(10, 15)
    assert rect.united(Rect(0, 12, 5, 10)) == Rect(0, 10, 30, 12)
