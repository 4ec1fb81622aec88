"""Gestures on the hours of a day: windows stay sorted, apart and within their day."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.widgets import hours_day
from frontdesk.ui.widgets.hours_day import Part, Scale, Spot, Windows
from tests.ui.widgets.test_hours_text import days

SPLIT_DAY: Windows = ((540, 720), (780, 1020))


def open_minutes(windows: Windows) -> set[int]:
    return {minute for start, end in windows for minute in range(start, end)}


def assert_sound(windows: Windows) -> None:
    assert list(windows) == sorted(windows)
    assert all(0 <= start < 1440 and start < end <= start + 1440 for start, end in windows)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(windows))


minutes = st.integers(0, 2880)


@given(days(), minutes, minutes)
def test_drawing_opens_the_stretch_and_closes_nothing(day: Windows, anchor: int, at: int) -> None:
    after = hours_day.drawn(day, anchor, at)
    assert_sound(after)
    low, high = sorted((anchor, at))
    assert open_minutes(day) <= open_minutes(after) | set(range(low + 1440, 4400))
    whole = open_minutes(day) | set(range(low, high))
    fits = bool(whole) and max(whole) - min(whole) < 1440  # a window has a day's length at most
    if low < 1440 and high - low >= 5 and fits:
        assert set(range(low, high)) <= open_minutes(after)


@given(days(), st.data(), st.integers(-3000, 3000))
def test_moving_and_stretching_stay_between_the_neighbours(
    day: Windows, data: st.DataObject, by: int
) -> None:
    if not day:
        return
    index = data.draw(st.integers(0, len(day) - 1))
    if day[index][1] - day[index][0] < 5 or day[index][0] > 1435:
        return
    before = day[index]
    after = hours_day.moved(day, index, by)
    assert_sound(after)
    assert after[index][1] - after[index][0] == before[1] - before[0]
    assert hours_day.without(after, index) == hours_day.without(day, index)
    part = data.draw(st.sampled_from([Part.START, Part.END]))
    after = hours_day.with_edge(day, Spot(index, part), before[0] + by)
    assert_sound(after)
    kept = 1 if part is Part.START else 0
    assert after[index][kept] == before[kept]


@given(days(), st.data())
def test_a_split_only_takes_time_away(day: Windows, data: st.DataObject) -> None:
    if not day:
        return
    index = data.draw(st.integers(0, len(day) - 1))
    after = hours_day.split(day, index, data.draw(st.none() | minutes))
    assert_sound(after)
    assert open_minutes(after) <= open_minutes(day)
    assert (len(after) == len(day) + 1) or after == day


def test_a_split_leaves_an_hour_free_where_it_was_asked_for() -> None:
    assert hours_day.split(((540, 1020),), 0, 750) == ((540, 720), (780, 1020))
    assert hours_day.split(((540, 555),), 0) == ((540, 545), (550, 555))
    assert hours_day.split(((540, 550),), 0) == ((540, 550),)


def test_drawing_over_a_break_closes_it() -> None:
    assert hours_day.drawn(SPLIT_DAY, 720, 780) == ((540, 1020),)
    assert hours_day.drawn(SPLIT_DAY, 1320, 1560) == (*SPLIT_DAY, (1320, 1560))
    assert hours_day.drawn(SPLIT_DAY, 1080, 1082) == SPLIT_DAY  # a mere click


@given(days())
def test_every_window_fits_into_what_is_shown(day: Windows) -> None:
    first, last = hours_day.fitting([(), day])
    assert first % 60 == last % 60 == 0
    assert last - first >= 720
    assert all(first <= start and end <= last for start, end in day)


@given(st.integers(0, 20), st.integers(12, 28), st.floats(80, 2000), st.integers(0, 2880))
def test_a_minute_is_found_again_where_it_is_drawn(
    first: int, hours: int, width: float, minute: int
) -> None:
    scale = Scale(first * 60, (first + hours) * 60, width)
    shown = min(max(minute, scale.first), scale.last)
    assert scale.minute(scale.x(shown)) == shown
    assert scale.minute(scale.x(shown), 15) % 15 == 0


@pytest.mark.parametrize(
    ("x", "spot"),
    [
        (539, Spot(0, Part.START)),
        (630, Spot(0, Part.BODY)),
        (722, Spot(0, Part.END)),
        (750, None),
        (1018, Spot(1, Part.END)),
        (1300, None),
    ],
)
def test_finds_what_is_under_the_pointer(x: float, spot: Spot | None) -> None:
    scale = Scale(0, 1440, 1440.0)
    assert hours_day.spot_at(SPLIT_DAY, scale, x, 6) == spot


def test_a_key_adds_hours_where_the_day_is_free() -> None:
    assert hours_day.free_window(()) == (540, 1020)
    assert hours_day.free_window(SPLIT_DAY) == (720, 780)
    assert hours_day.free_window(((540, 1020),)) == (1020, 1080)
    assert hours_day.free_window(((0, 1440),)) is None
