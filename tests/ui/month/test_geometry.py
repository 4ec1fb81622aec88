"""Where the days of a month lie: whole weeks, no gaps, no day twice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.month.geometry import CellRoom, MonthGrid, month_days

DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))
GRIDS = st.builds(
    MonthGrid,
    st.builds(month_days, DATES, st.integers(0, 6)),
    st.integers(200, 4000),
    st.integers(150, 2500),
    st.integers(0, 60),
    st.integers(0, 60),
    st.booleans(),
)


@given(DATES, st.integers(0, 6))
def test_a_month_is_shown_in_as_few_whole_weeks_as_hold_it(day: date, first_weekday: int) -> None:
    days = month_days(day, first_weekday)
    assert all(b - a == timedelta(days=1) for a, b in pairwise(days))
    assert days[0].weekday() == first_weekday
    assert len(days) % 7 == 0
    of_month = [entry for entry in days if (entry.year, entry.month) == (day.year, day.month)]
    assert of_month[0].day == 1
    assert (of_month[-1] + timedelta(days=1)).day == 1
    assert of_month[0] in days[:7]
    assert of_month[-1] in days[-7:]


def test_a_february_of_four_weeks_needs_four_rows() -> None:
    assert len(month_days(date(2027, 2, 10), 0)) == 28
    assert len(month_days(date(2026, 11, 10), 0)) == 42


@given(GRIDS)
def test_the_days_fill_their_room_and_each_is_found_where_it_lies(grid: MonthGrid) -> None:
    boxes = [grid.box(index) for index in range(len(grid.days))]
    area = sum(box.width * box.height for box in boxes)
    assert area == (grid.width - grid.margin) * (grid.height - grid.head)
    for index, box in enumerate(boxes):
        assert grid.index_at(box.x, box.y) == index
        assert grid.index_at(box.x + box.width - 1, box.y + box.height - 1) == index
        assert grid.index_of(grid.days[index]) == index


@given(GRIDS)
def test_beside_the_days_there_is_none(grid: MonthGrid) -> None:
    assert grid.index_at(-1, grid.head + 1) is None
    assert grid.index_at(grid.width, grid.head + 1) is None
    assert grid.index_at(grid.width / 2, grid.height) is None
    assert grid.index_of(grid.days[0] - timedelta(days=1)) is None
    assert grid.index_of(grid.days[-1] + timedelta(days=1)) is None


def test_from_right_to_left_the_week_begins_at_the_right() -> None:
    days = month_days(date(2026, 11, 24), 0)
    plain = MonthGrid(days, 700, 420)
    mirrored = MonthGrid(days, 700, 420, mirrored=True)
    assert plain.box(0).x == 0
    assert mirrored.box(0).x == 600
    assert mirrored.box(6).x == 0


@given(st.integers(0, 400), st.integers(0, 60), st.booleans(), st.booleans())
def test_lines_stay_in_the_cell_and_clear_of_the_foot(
    height: int, visits: int, has_foot: bool, has_reason: bool
) -> None:
    room = CellRoom()
    lines = room.lines(height, visits, has_foot, has_reason)
    assert 0 <= lines.count <= visits
    bottom = lines.top + lines.count * lines.pitch
    if lines.count:
        needs_foot = has_foot or lines.count < visits
        assert bottom <= height - (room.foot if needs_foot else 0)


@pytest.mark.parametrize(
    ("y", "line"), [(33, None), (34, 0), (52, 0), (53, 1), (90, 2), (91, None)]
)
def test_a_line_is_found_at_its_height(y: int, line: int | None) -> None:
    assert CellRoom().lines(120, 3, False, False).index_at(y) == line
