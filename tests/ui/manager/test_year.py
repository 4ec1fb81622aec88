"""The year of closures and leave: the right days, told by name, and more of them by selection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt
from PySide6.QtTest import QTest

from frontdesk.desk import setup_edit
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.engine.values import (
    Block,
    Business,
    Closure,
    HolidayRule,
    Location,
    Resource,
)
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.year_geometry import YearGrid
from frontdesk.ui.manager.year_marks import Kind, year_of_location, year_of_resource
from frontdesk.ui.manager.year_page import YearPage
from tests.ui.manager.conftest import today

ZONE = "America/New_York"
SHIFT = Qt.KeyboardModifier.ShiftModifier
WORK = dict.fromkeys(range(5), ((540, 1020),))


def holidays(rule: HolidayRule, first: date, last: date) -> dict[date, str]:
    assert rule.country == "US"
    return {date(first.year, 7, 4): "Independence Day"}


def place(**fields: Any) -> Location:
    return Location(id="main", name="Main", timezone=ZONE, primary=True, hours=WORK, **fields)


def business(location: Location, *resources: Resource) -> Business:
    return Business(
        "Shears",
        {location.id: location},
        {resource.id: resource for resource in resources},
        {},
        {},
    )


def kinds(marks: Any, day: date) -> list[Kind]:
    return [mark.kind for mark in marks.get(day, ())]


def test_a_place_is_closed_on_its_closures_and_holidays() -> None:
    closures = (Closure(date(2025, 12, 24), date(2026, 1, 2), "Christmas"),)
    year = year_of_location(place(closures=closures, holidays=HolidayRule("US")), 2026, holidays)
    assert {day: marks[0].name for day, marks in year.marks.items()} == {
        date(2026, 1, 1): "Christmas",
        date(2026, 1, 2): "Christmas",
        date(2026, 7, 4): "Independence Day",
    }
    assert year.closed_weekdays == {5, 6}


def test_leave_blocks_and_single_dates_of_a_person() -> None:
    location = place(closures=(Closure(date(2026, 8, 3), date(2026, 8, 3), "Works"),))
    ana = Resource(
        "ana",
        "Ana",
        "main",
        overrides={date(2026, 5, 1): (), date(2026, 5, 2): ((600, 840), (1320, 120))},
        blocks=(
            Block(datetime(2026, 8, 1), datetime(2026, 8, 4), "Sea"),
            Block(datetime(2026, 9, 7, 12), datetime(2026, 9, 7, 13), "Dentist"),
            Block(
                datetime(2026, 10, 5, 9), datetime(2026, 10, 5, 10), "Team", "FREQ=DAILY;COUNT=2"
            ),
            Block(datetime(2026, 12, 31, 22), datetime(2027, 1, 1, 6), "Party"),
        ),
    )
    year = year_of_resource(business(location, ana), ana, 2026, holidays)
    assert kinds(year.marks, date(2026, 8, 1)) == [Kind.LEAVE]
    assert kinds(year.marks, date(2026, 8, 3)) == [Kind.CLOSURE, Kind.LEAVE]
    assert kinds(year.marks, date(2026, 8, 4)) == []
    assert year.marks[date(2026, 9, 7)][0].hours == "12:00–13:00"
    assert kinds(year.marks, date(2026, 10, 6)) == [Kind.BLOCK]
    assert kinds(year.marks, date(2026, 10, 7)) == []
    assert year.marks[date(2026, 12, 31)][0].hours == "22:00–24:00"
    assert max(year.marks) == date(2026, 12, 31)
    assert kinds(year.marks, date(2026, 5, 1)) == [Kind.DAY_OFF]
    assert year.marks[date(2026, 5, 2)][0].hours == "10:00–14:00, 22:00–02:00"


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_a_day_of_leave_is_whole_on_the_days_of_the_clock_changes(day: date) -> None:
    start = datetime(day.year, day.month, day.day)
    ana = Resource("ana", "Ana", "main", blocks=(Block(start, start + timedelta(days=1)),))
    year = year_of_resource(business(place(), ana), ana, 2026, holidays)
    assert {day: kinds(year.marks, day) for day in year.marks} == {day: [Kind.LEAVE]}


widths = st.floats(150, 2400)


@given(
    st.integers(1950, 2100),
    st.integers(0, 6),
    widths,
    widths,
    st.floats(1, 2),
    st.booleans(),
    st.data(),
)
def test_every_day_has_a_place_of_its_own_and_is_found_there(
    year: int,
    first_weekday: int,
    width: float,
    height: float,
    scale: float,
    mirrored: bool,
    data: st.DataObject,
) -> None:
    grid = YearGrid(year, first_weekday, width, height, scale, mirrored)
    day = date(year, 1, 1) + timedelta(days=data.draw(st.integers(0, 364)))
    cell = grid.cell(day)
    assert grid.day_at(cell.x + cell.width / 2, cell.y + cell.height / 2) == day
    month = grid.month(day.month)
    assert month.x - 0.01 <= cell.x
    assert cell.right <= month.right + 0.01
    assert cell.bottom <= month.bottom + 0.01
    assert month.right <= width + 0.01
    assert month.bottom <= grid.needed_height + 0.01
    below = day + timedelta(days=7)
    if below.month == day.month:
        assert grid.cell(below).x == pytest.approx(cell.x)
        assert grid.cell(below).y == pytest.approx(cell.bottom)


class NoRunner:
    """Nothing here asks the book."""

    def run(self, *_job: object, **_key: object) -> None:
        raise AssertionError("no job is expected")


@pytest.fixture
def controller(qapp: object, document: dict[str, Any]) -> SetupController:
    made = SetupController(NoRunner())  # type: ignore[arg-type]
    made.state.load(SetupDraft.of(document))
    return made


@pytest.fixture
def page(controller: SetupController) -> Iterator[YearPage]:
    QLocale.setDefault(QLocale("en_GB"))
    made = YearPage(controller, today)
    made.resize(1100, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at(page: YearPage, day: date) -> QPoint:
    cell = page.view.grid.cell(day)
    return QPoint(round(cell.x + cell.width / 2), round(cell.y + cell.height / 2))


def entry(controller: SetupController, section: str, key: str) -> dict[str, Any]:
    found = controller.state.entry(section, key)
    assert found is not None
    return found


def test_a_place_is_closed_by_choosing_days(page: YearPage, controller: SetupController) -> None:
    assert page.subject == ("locations", "riverside")
    before = entry(controller, "locations", "riverside")["closures"]
    view, left = page.view, Qt.MouseButton.LeftButton
    QTest.mouseClick(view, left, Qt.KeyboardModifier.NoModifier, at(page, date(2026, 8, 3)))
    QTest.mouseClick(view, left, SHIFT, at(page, date(2026, 8, 7)))
    assert view.selection == (date(2026, 8, 3), date(2026, 8, 7))
    assert not page.remove.isEnabled()
    page.name.line.setText("Works")
    QTest.keyClick(page.name.line, Qt.Key.Key_Return)
    added = {"from": "2026-08-03", "to": "2026-08-07", "name": "Works"}
    assert entry(controller, "locations", "riverside")["closures"] == [*before, added]
    assert view.day_sentence(date(2026, 8, 5)) == "Wednesday 5 August 2026: Works (closure)"
    assert page.name.value() == ""
    assert setup_edit.check(controller.state.document).faults == ()
    page.remove.click()
    assert entry(controller, "locations", "riverside")["closures"] == before


def test_leave_is_added_by_keys_and_taken_out(page: YearPage, controller: SetupController) -> None:
    page.show_subject("resources", "ana")
    assert page.subject == ("resources", "ana")
    before = entry(controller, "resources", "ana")["blocks"]
    page.view.choose(date(2026, 12, 30))
    for _ in range(2):
        QTest.keyClick(page.view, Qt.Key.Key_Right, SHIFT)
    assert page.view.accessibleDescription().endswith("3 days chosen")
    assert page.number.text() == "2027"
    page.add.click()
    added = entry(controller, "resources", "ana")["blocks"][-1]
    assert added == {
        "start": "2026-12-30T00:00",
        "end": "2027-01-02T00:00",
        "reason": "Leave",
        "rrule": None,
    }
    assert page.view.day_sentence(date(2027, 1, 1)).count("Leave") == 1
    assert setup_edit.check(controller.state.document).faults == ()
    page.remove.click()
    assert entry(controller, "resources", "ana")["blocks"] == before


def test_keys_walk_through_the_years(page: YearPage) -> None:
    page.view.choose(date(2026, 12, 31))
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert page.number.text() == "2027"
    assert page.view.selection == (date(2027, 1, 1), date(2027, 1, 1))
    QTest.keyClick(page.view, Qt.Key.Key_PageUp)
    assert page.number.text() == "2026"
    assert page.view.accessibleDescription().startswith("Tuesday 1 December 2026")
    page.earlier.click()
    assert page.number.text() == "2025"


def test_a_fault_elsewhere_keeps_the_last_good_picture(
    page: YearPage, controller: SetupController
) -> None:
    sentence = page.view.day_sentence(date(2026, 12, 25))
    assert "closure" in sentence
    location = entry(controller, "locations", "riverside") | {"timezone": "Nowhere/Land"}
    controller.state.replace("locations", "riverside", location)
    assert page.view.day_sentence(date(2026, 12, 25)) == sentence


def test_a_low_window_shows_the_whole_year_with_six_months_side_by_side() -> None:
    low = YearGrid(2026, 0, 1080, 400)
    assert low.columns == 6
    assert low.needed_height <= 400
    assert YearGrid(2026, 0, 1080, 600).columns == 4
    assert YearGrid(2026, 0, 700, 400).columns == 4, "months that narrow could not be read"
