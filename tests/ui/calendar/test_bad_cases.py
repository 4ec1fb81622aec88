"""What others do to the day while one looks at it: nothing crashes, nothing wrong is taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk.desk.views import DaysView
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.view import CalendarView

from .test_days import BERLIN, days_of, visit, wall

LEFT = Qt.MouseButton.LeftButton
MONDAY = date(2026, 11, 23)


class Desk:
    """A calendar of two people and two days, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.view = CalendarView()
        qtbot.addWidget(self.view)
        self.controller = CalendarController(self.view, datetime(2026, 11, 22, 6, tzinfo=UTC))
        self.view.resize(800, 700)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.taken: list[int] = []
        self.view.visitChosen.connect(self.taken.append)

    def show(self, days: DaysView) -> None:
        self.controller.show_days(days)
        QApplication.processEvents()

    def hover(self, at: QPoint) -> None:
        """Point at a place; where the last test left the pointer there, it must be moved."""
        for step in (QPoint(3, 0), QPoint()):
            self.qtbot.mouseMove(self.view.viewport(), at + step)

    def point(self, resource_id: str, instant: int) -> QPoint:
        column = self.view.scene.column_of(resource_id, instant)  # type: ignore[union-attr]
        at = QPoint(column.x + column.width // 2, column.time.line(instant) + 8)
        return at - self.view.offset()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    made.show(two_people())
    return made


def nine(day: int = 0) -> int:
    return wall(BERLIN, MONDAY + timedelta(days=day), 9)


def two_people(*, start: int | None = None, resources: int = 2) -> DaysView:
    """Dana Fox at nine with the second person, or elsewhere."""
    at = nine() if start is None else start
    return days_of(BERLIN, MONDAY, 2, resources, [visit(7, at, at + 60, "r1")])


def test_someone_who_is_hovered_selected_and_under_the_cursor_may_go(desk: Desk) -> None:
    desk.hover(desk.point("r1", nine()))
    desk.controller.set_selected_visit(7)
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Tab)
    assert desk.view.visit_under_cursor == 7
    desk.show(two_people(resources=1))
    assert desk.view.visit_under_cursor is None
    assert desk.view.emphasis.hovered is None
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        desk.qtbot.keyClick(desk.view, key)
    assert desk.taken == []
    desk.view.grab()


def test_everyone_may_go_and_come_back(desk: Desk) -> None:
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    desk.show(two_people(resources=0))
    desk.view.grab()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Tab):
        desk.qtbot.keyClick(desk.view, key)
    desk.view.setFocus()
    desk.show(two_people())
    assert desk.view.scene is not None
    assert len(desk.view.scene.columns) == 4


def test_the_cursor_stays_with_its_person_when_another_one_goes(desk: Desk) -> None:
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):  # the first arrow shows the cursor, the others go to the last column
        desk.qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    assert desk.view.scene is not None
    place = desk.view.cursor_place
    assert place is not None
    assert place.resource_id == "r1"
    before = place.instant
    desk.controller.set_hidden_resources({"r0"})
    place = desk.view.cursor_place
    assert place is not None
    assert (place.resource_id, place.instant) == ("r1", before)


def test_a_visit_that_moves_under_a_pressed_button_is_not_taken(desk: Desk) -> None:
    at = desk.point("r1", nine())
    desk.qtbot.mousePress(desk.view.viewport(), LEFT, pos=at)
    desk.show(two_people(start=nine() + 120))
    desk.qtbot.mouseRelease(desk.view.viewport(), LEFT, pos=at)
    assert desk.taken == []
    desk.qtbot.mouseClick(desk.view.viewport(), LEFT, pos=desk.point("r1", nine() + 120))
    assert desk.taken == [7]


def test_another_visit_that_comes_to_lie_under_a_pressed_button_is_not_taken(desk: Desk) -> None:
    at = desk.point("r1", nine())
    desk.qtbot.mousePress(desk.view.viewport(), LEFT, pos=at)
    desk.show(days_of(BERLIN, MONDAY, 2, 2, [visit(8, nine(), nine() + 60, "r1")]))
    desk.qtbot.mouseRelease(desk.view.viewport(), LEFT, pos=at)
    assert desk.taken == []


def test_a_visit_that_moves_away_under_the_pointer_is_not_marked_any_more(desk: Desk) -> None:
    desk.hover(desk.point("r1", nine()))
    assert desk.view.emphasis.hovered == 7
    desk.show(two_people(start=nine(1)))
    assert desk.view.emphasis.hovered is None


def test_of_five_thousand_visits_those_in_sight_are_laid_out(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    visits = [
        visit(n, start, start + 15, f"r{resource}")
        for n, (resource, start) in enumerate(
            (resource, wall(BERLIN, MONDAY + timedelta(days=day), 8) + quarter * 15)
            for resource in range(20)
            for day in range(7)
            for quarter in range(36)
        )
    ]
    assert len(visits) > 5_000
    desk.show(days_of(BERLIN, MONDAY, 7, 20, visits))
    scene = desk.view.scene
    assert scene is not None
    filled = [column.number for column in scene.columns if column.is_filled]
    assert 0 < len(filled) < 10
    desk.view.horizontalScrollBar().setValue(scene.width)
    QApplication.processEvents()
    assert scene.columns[-1].is_filled
    assert sum(column.is_filled for column in scene.columns) < 20
