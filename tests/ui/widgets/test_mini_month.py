"""The small month: the right days, reached by mouse and keys, and silent when told."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, Qt
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.day_grid import DayGrid, later_month, month_grid
from frontdesk.ui.widgets.mini_month import MiniMonth

BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
TUESDAY = date(2026, 11, 24)
DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DATES, st.integers(0, 6))
def test_grid_is_six_whole_weeks_around_the_month(day: date, first_weekday: int) -> None:
    grid = month_grid(day.year, day.month, first_weekday)
    assert len(grid) == 42
    assert grid[0].weekday() == first_weekday
    assert grid[0] <= day.replace(day=1)
    assert day in grid
    assert all(b - a == timedelta(days=1) for a, b in itertools.pairwise(grid))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_later_stays_in_the_month(day: date, months: int, expected: date) -> None:
    assert later_month(day, months) == expected


@pytest.fixture
def month(qtbot: QtBot) -> MiniMonth:
    made = MiniMonth(TUESDAY, locale=BRITISH)
    qtbot.addWidget(made)
    made.resize(216, 240)
    made.show()
    return made


def grid_of(month: MiniMonth) -> DayGrid:
    return month.findChild(DayGrid)


def test_weeks_begin_as_the_locale_says(qtbot: QtBot) -> None:
    for locale, first in ((BRITISH, date(2026, 10, 26)), (AMERICAN, date(2026, 11, 1))):
        made = MiniMonth(TUESDAY, locale=locale)
        qtbot.addWidget(made)
        assert made.shown_range()[0] == first


def test_a_click_chooses_the_day_under_the_pointer(month: MiniMonth, qtbot: QtBot) -> None:
    grid = grid_of(month)
    column, row = 2, 1  # Wednesday of the second row: 4 November
    x = int((column + 0.5) * grid.width() / 7)
    y = int(20 + (row + 0.5) * (grid.height() - 20) / 6)
    with qtbot.waitSignal(month.dateChosen) as caught:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert caught.args == [date(2026, 11, 4)]
    assert month.selected == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 23)),
        (Qt.Key.Key_Right, date(2026, 11, 25)),
        (Qt.Key.Key_Up, date(2026, 11, 17)),
        (Qt.Key.Key_Down, date(2026, 12, 1)),
        (Qt.Key.Key_PageUp, date(2026, 10, 24)),
        (Qt.Key.Key_PageDown, date(2026, 12, 24)),
        (Qt.Key.Key_Home, date(2026, 11, 1)),
        (Qt.Key.Key_End, date(2026, 11, 30)),
    ],
)
def test_keys_reach_every_day(month: MiniMonth, qtbot: QtBot, key: Qt.Key, expected: date) -> None:
    with qtbot.waitSignal(month.dateChosen) as caught:
        qtbot.keyClick(grid_of(month), key)
    assert caught.args == [expected]


def test_leaving_the_month_tells_what_is_shown(month: MiniMonth, qtbot: QtBot) -> None:
    with qtbot.waitSignal(month.monthShown) as caught:
        qtbot.keyClick(grid_of(month), Qt.Key.Key_PageDown)
    assert caught.args == [date(2026, 11, 30), date(2027, 1, 10)]


def test_being_told_a_day_is_not_choosing_it(month: MiniMonth, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(month.dateChosen):
        month.set_selected(date(2027, 2, 1))
    assert month.selected == date(2027, 2, 1)
    assert month.shown_range()[0] <= date(2027, 2, 1) <= month.shown_range()[1]


def test_a_reader_hears_the_day_and_its_openings(month: MiniMonth) -> None:
    month.set_openings({TUESDAY: 4})
    spoken = grid_of(month).accessibleDescription()
    assert "24 November 2026" in spoken
    assert "4" in spoken.replace("24", "").replace("2026", "")


def test_dots_are_drawn_for_openings_alone(month: MiniMonth) -> None:
    before = grid_of(month).grab().toImage()
    month.set_openings({date(2026, 11, 27): 2})
    assert grid_of(month).grab().toImage() != before
    month.set_openings({date(2026, 11, 27): 0})
    assert grid_of(month).grab().toImage() == before
