"""Which days are shown: the list reaches as far as it is told, and steps by as much."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.day import ShownDay
from frontdesk.ui.period import Period, Reach, View, own_days
from frontdesk.ui.runner import Runner

TUESDAY = date(2026, 11, 24)
OWN = Period(date(2026, 11, 23), 10)


@pytest.fixture
def day(qtbot: QtBot, tmp_path, clock: HandClock):
    desk = Desk.open(tmp_path / "book.db", clock)
    runner = Runner(desk)
    shown = ShownDay(runner, TUESDAY)
    shown.set_view(View.LIST)
    yield shown
    runner.close()
    desk.close()


@pytest.mark.parametrize(
    ("reach", "first", "count", "next_first"),
    [
        (Reach.DAY, TUESDAY, 1, date(2026, 11, 25)),
        (Reach.MONTH, date(2026, 11, 1), 30, date(2026, 12, 1)),
        (Reach.OWN, date(2026, 11, 23), 10, date(2026, 12, 3)),
    ],
)
def test_the_list_steps_by_all_that_it_shows(
    day: ShownDay, reach: Reach, first: date, count: int, next_first: date
) -> None:
    day.set_reach(reach, OWN)
    assert day.period == Period(first, count)
    day.step(1)
    assert day.period.first == next_first
    day.step(-1)
    assert day.period == Period(first, count)


def test_a_week_of_the_list_is_seven_days_around_the_chosen_one(day: ShownDay) -> None:
    day.set_reach(Reach.WEEK, OWN)
    assert day.period.count == 7
    assert TUESDAY in day.period
    day.step(1)
    assert day.date == date(2026, 12, 1)


def test_a_typed_range_is_kept_while_the_date_is_in_it_and_goes_along_when_not(
    day: ShownDay,
) -> None:
    day.set_reach(Reach.OWN, OWN)
    day.set_date(date(2026, 11, 30))
    assert day.period == OWN
    day.set_date(date(2027, 1, 5))
    assert day.period == Period(date(2027, 1, 5), 10)


def test_two_typed_days_are_put_in_order_and_bounded() -> None:
    assert own_days(date(2026, 11, 30), TUESDAY) == Period(TUESDAY, 7)
    assert own_days(TUESDAY, date(2036, 1, 1)).count == 366
