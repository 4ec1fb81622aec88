"""Which days each view shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.period import Period, days_from, month_of, months_on, week_of

DATES = st.dates(date(1980, 1, 1), date(2090, 12, 31))
TUESDAY = date(2026, 11, 24)


def test_a_day_alone_or_up_to_nine_of_them() -> None:
    assert days_from(TUESDAY, 1) == Period(TUESDAY, 1)
    assert days_from(TUESDAY, 3).last == date(2026, 11, 26)
    assert (days_from(TUESDAY, 0).count, days_from(TUESDAY, 12).count) == (1, 9)


@given(DATES, st.integers(0, 6))
def test_a_week_has_seven_days_from_its_first_weekday_and_holds_the_day(
    day: date, starts_on: int
) -> None:
    week = week_of(day, starts_on)
    assert week.first.weekday() == starts_on
    assert week.count == 7
    assert day in week
    assert week.last + timedelta(days=1) not in week


@pytest.mark.parametrize(
    ("starts_on", "open_weekdays", "first", "last"),
    [
        (0, {0, 1, 2, 3, 4}, date(2026, 11, 23), date(2026, 11, 27)),
        (6, {0, 1, 2, 3, 4}, date(2026, 11, 23), date(2026, 11, 27)),
        (0, {1, 3, 5}, date(2026, 11, 24), date(2026, 11, 28)),
        (6, {6, 3}, date(2026, 11, 22), date(2026, 11, 26)),
        (0, set(), date(2026, 11, 23), date(2026, 11, 29)),
        (5, {4}, date(2026, 11, 24), date(2026, 11, 27)),
        (0, {3, 4}, date(2026, 11, 24), date(2026, 11, 27)),
    ],
)
def test_a_work_week_goes_from_the_first_open_weekday_to_the_last(
    starts_on: int, open_weekdays: set[int], first: date, last: date
) -> None:
    week = week_of(TUESDAY, starts_on, open_weekdays)
    assert (week.first, week.last) == (first, last)


@given(DATES, st.integers(-200, 200))
def test_a_month_on_is_the_same_day_or_the_last_one(day: date, months: int) -> None:
    later = months_on(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, month_of(later).count)


def test_a_month_ends_where_the_next_begins() -> None:
    assert month_of(date(2028, 2, 29)) == Period(date(2028, 2, 1), 29)
    assert month_of(TUESDAY).last == date(2026, 11, 30)
