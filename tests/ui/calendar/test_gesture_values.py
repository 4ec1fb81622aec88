"""What a dragged visit snaps to."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.calendar.gesture_values import Grid, Lifted, Proposal, home_of, nudged

ZONE = ZoneInfo("America/New_York")
NINE = 29924040
DANA = Lifted(7, "ana", NINE + 5, 30)
LEGAL = {"ana": (NINE + 50, NINE + 90), "bo": (NINE,)}


def test_off_the_grid_the_old_time_stays_near():
    grid = Grid(ZONE, 15)
    assert grid.snapped(DANA, "bo", NINE + 7) == NINE + 5
    assert grid.snapped(DANA, "bo", NINE + 14) == NINE + 15


def test_a_legal_start_off_the_grid_is_taken_within_half_a_step():
    grid = Grid(ZONE, 15, starts=LEGAL)
    assert grid.snapped(DANA, "ana", NINE + 47) == NINE + 50
    assert grid.snapped(DANA, "ana", NINE + 58) == NINE + 60
    assert grid.snapped(DANA, "bo", NINE + 47) == NINE + 45


def test_steps_are_those_of_the_wall_clock_where_its_offset_is_odd():
    kathmandu = Grid(ZoneInfo("Asia/Kathmandu"), 30)  # 5:45 ahead of UTC
    nine_there = 29924040 - (29924040 + 5 * 60 + 45) % 30
    assert kathmandu.snapped(DANA, "bo", nine_there + 44) == nine_there + 30


@given(st.integers(NINE - 2000, NINE + 2000), st.sampled_from([5, 10, 15, 20, 30, 60]))
def test_snapping_stays_within_half_a_step(instant, interval):
    grid = Grid(ZONE, interval, starts=LEGAL)
    assert abs(grid.snapped(DANA, "ana", instant) - instant) * 2 <= interval


@given(st.integers(NINE - 2000, NINE + 2000), st.booleans())
def test_a_step_always_gets_on(start, forward):
    after = Grid(ZONE, 15, starts=LEGAL).stepped("ana", start, forward)
    assert (after > start) is forward
    assert 0 < abs(after - start) <= 15


def test_a_step_stops_at_a_legal_start():
    grid = Grid(ZONE, 15, starts=LEGAL)
    assert grid.stepped("ana", NINE + 45, forward=True) == NINE + 50
    assert grid.stepped("ana", NINE + 60, forward=False) == NINE + 50


@pytest.mark.parametrize(("forward", "length"), [(True, 45), (False, 15)])
def test_lengths_go_through_those_allowed(forward, length):
    grid = Grid(ZONE, 15, (15, 45, 60))
    step = nudged(home_of(DANA), grid, forward=forward, lengthens=True)
    assert step == Proposal(DANA, "ana", DANA.start, length)


def test_a_service_of_one_length_keeps_it():
    grid = Grid(ZONE, 15, (30,))
    assert nudged(home_of(DANA), grid, forward=True, lengthens=True) == home_of(DANA)
    assert grid.fitted(200, 30) == 30
    assert Grid(ZONE, 15).fitted(200, 30) == 30
