"""The calendar as staff use it: clicks, hover, keys, zoom, and only what changed is painted."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.actions import Actions
from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.places import spoken_place
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.color_choice import Coloring
from frontdesk.ui.preferences import Preferences

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A calendar on the screen, and what it told."""

    def __init__(self, qtbot: QtBot, make: Any, now: datetime) -> None:
        self.qtbot, self.make = qtbot, make
        self.view = CalendarView()
        qtbot.addWidget(self.view)
        self.controller = CalendarController(self.view, now)
        self.controller.set_own_desk("Desk 1")
        self.view.resize(56 + 480 + 20, 700)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.starts: list[tuple[str, int]] = []
        self.visits: list[int] = []
        self.asked: list[tuple[str, int]] = []
        self.view.startChosen.connect(self._start)
        self.view.visitChosen.connect(self.visits.append)
        self.chosen: list[tuple[str, int]] = []
        self.view.whyAsked.connect(self._why)
        self.view.timeChosen.connect(self._choose)

    def _start(self, resource_id: str, start: int) -> None:
        self.starts.append((resource_id, start))

    def _choose(self, resource_id: str, instant: int) -> None:
        self.chosen.append((resource_id, instant))

    def _why(self, resource_id: str, instant: int, _at: QPoint) -> None:
        self.asked.append((resource_id, instant))

    @property
    def scene(self) -> Any:
        assert self.view.scene is not None
        return self.view.scene

    @property
    def spoken(self) -> str:
        """What a reader hears of the cell cursor's place."""
        place = self.view.cursor_place
        assert place is not None
        return spoken_place(self.scene, place)

    def point(self, resource_id: str, hour: int, minute: int = 0, down: int = 4) -> QPoint:
        """A little below the line of a time, in the viewport."""
        x = self.scene.column_of(resource_id, self.make.at(hour, minute)).x + 60
        y = self.scene.frame.time.line(self.make.at(hour, minute)) + down
        return QPoint(x, y) - self.view.offset()

    def click(self, *place: Any) -> None:
        self.qtbot.mouseClick(self.view.viewport(), LEFT, pos=self.point(*place))

    def hover(self, *place: Any) -> None:
        self.qtbot.mouseMove(self.view.viewport(), self.point(*place))

    def wheel(self, turn: int, modifier: Qt.KeyboardModifier) -> None:
        """Turn the wheel 300 pixels below the heads."""
        viewport, at = self.view.viewport(), QPoint(100, 300)
        wheel = QWheelEvent(
            at,
            viewport.mapToGlobal(at),
            QPoint(0, 0),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, wheel)

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view, key, modifier)


@pytest.fixture
def day(make: Any) -> Any:
    """Ana with Dana Fox at 9 in Room 1, Ben free; both open from 8 to 18."""
    return make.view(
        make.column(visits=[make.visit(make.at(9), 60, id=7, after=15)]),
        make.column("ben", "Ben Okafor"),
        make.column(
            "room1",
            "Room 1",
            "room",
            visits=[make.visit(make.at(9), 60, id=7, resource="room1", others=("Ana Reyes",))],
        ),
    )


@pytest.fixture
def desk(qtbot: QtBot, make: Any, day: Any) -> Desk:
    made = Desk(qtbot, make, make.moment(8, 30))
    made.controller.show_days(day)
    made.controller.show_openings(
        make.openings({"ana": (make.at(11), make.at(11, 15)), "ben": (make.at(9, 20),)})
    )
    return made


def test_a_click_on_a_visit_chooses_it_in_any_column(desk: Desk) -> None:
    desk.click("ana", 9, 30)
    desk.click("room1", 9, 30)
    assert desk.visits == [7, 7]
    assert desk.starts == []


def test_a_click_takes_the_legal_start_before_it(desk: Desk) -> None:
    desk.click("ana", 11, 10)
    desk.click("ben", 9, 20)
    assert desk.starts == [("ana", desk.make.at(11)), ("ben", desk.make.at(9, 20))]
    assert desk.asked == []


def test_a_click_elsewhere_chooses_that_quarter(desk: Desk) -> None:
    desk.click("ben", 15, 37)
    assert desk.chosen == [("ben", desk.make.at(15, 30))]
    assert desk.starts == desk.asked == []


def test_with_shift_the_very_time_is_meant_whatever_lies_there(desk: Desk) -> None:
    for place in (("ana", 9, 30), ("ana", 11, 20)):
        at, shift = desk.point(*place), Qt.KeyboardModifier.ShiftModifier
        desk.qtbot.mouseClick(desk.view.viewport(), LEFT, shift, pos=at)
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Home)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Tab)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    at = desk.make.at
    assert desk.chosen == [("ana", at(9, 30)), ("ana", at(11, 15)), ("ana", at(9))]
    assert desk.starts == []
    assert desk.visits == []


def test_a_press_that_moved_is_no_click(desk: Desk) -> None:
    viewport = desk.view.viewport()
    at = desk.point("ana", 11, 5)
    desk.qtbot.mousePress(viewport, LEFT, pos=at)
    desk.qtbot.mouseRelease(viewport, LEFT, pos=at + QPoint(0, 11))
    assert desk.starts == []
    desk.qtbot.mousePress(viewport, LEFT, pos=at)
    desk.qtbot.mouseRelease(viewport, LEFT, pos=at + QPoint(6, 8))
    assert desk.starts == [("ana", desk.make.at(11))]


def test_the_right_button_takes_nothing(desk: Desk) -> None:
    point = desk.point("ana", 11, 5)
    desk.qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.RightButton, pos=point)
    assert desk.starts == []


def test_the_ghost_stands_at_the_start_that_a_click_would_take(desk: Desk) -> None:
    desk.hover("ana", 11, 20)
    ghost = desk.view.emphasis.ghost
    assert ghost is not None
    assert (ghost.resource_id, ghost.start) == ("ana", desk.make.at(11, 15))
    desk.hover("ana", 13)
    assert desk.view.emphasis.ghost is None


def test_pointing_at_a_visit_marks_all_its_columns(desk: Desk) -> None:
    before = desk.view.grab().toImage()
    desk.hover("ana", 9, 30)
    assert desk.view.emphasis.hovered == 7
    after = desk.view.grab().toImage()
    corner = desk.point("room1", 9, 0, 1) + QPoint(20, 0) + desk.view.viewport().pos()
    assert before.pixelColor(corner) != after.pixelColor(corner)


def test_resting_where_nothing_can_be_had_asks_why(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.view.whyAsked) as caught:
        desk.hover("ben", 15, 40)
    assert caught.args[:2] == ["ben", desk.make.at(15, 30)]
    desk.view.show_reason("ben", desk.make.at(15, 30), "Ben is away <until> 16:00")
    assert desk.view.reason == "Ben is away <until> 16:00"
    desk.hover("ben", 16, 40)
    assert desk.view.reason == ""


def test_an_answer_that_comes_too_late_is_not_shown(desk: Desk) -> None:
    desk.click("ben", 15, 37)
    desk.hover("ben", 12, 0)
    desk.view.show_reason("ben", desk.make.at(15, 30), "too late")
    assert desk.view.reason == ""


def test_a_reason_stays_while_the_day_is_reloaded(desk: Desk, day: Any) -> None:
    desk.hover("ben", 15, 37)
    desk.click("ben", 15, 37)
    desk.view.show_reason("ben", desk.make.at(15, 30), "Ben is away until 16:00")
    desk.controller.show_days(day)
    assert desk.view.reason == "Ben is away until 16:00"
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().value() + 40)
    assert desk.view.reason == ""


def test_a_reason_asked_by_keys_is_shown_wherever_the_pointer_rests(desk: Desk) -> None:
    desk.hover("ana", 13, 0)
    desk.view.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Return)
    assert desk.chosen == [("ana", desk.make.at(8))]
    desk.view.show_reason("ana", desk.make.at(8), "That time is in the past")
    assert desk.view.reason == "That time is in the past"
    desk.key(Qt.Key.Key_Escape)
    assert desk.view.reason == ""


def test_shift_and_wheel_scroll_sideways(desk: Desk) -> None:
    make = desk.make
    desk.controller.show_days(make.view(*(make.column(f"r{i}", f"R {i}") for i in range(9))))
    desk.wheel(-120, Qt.KeyboardModifier.ShiftModifier)
    assert desk.view.horizontalScrollBar().value() == 120
    assert desk.view.quarter == 20


def test_keys_do_all_that_the_mouse_can(desk: Desk) -> None:
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Home)
    assert "8:00" in desk.spoken
    for _ in range(4):
        desk.key(Qt.Key.Key_Down)
    assert desk.spoken == ("Ana Reyes, 9:00 to 10:00, Follow-up, Dana Fox, Room 1, booked")
    desk.key(Qt.Key.Key_Return)
    assert desk.visits == [7]
    for _ in range(5):  # the first steps over the visit
        desk.key(Qt.Key.Key_Down)
    assert "11:00 to 11:30, available" in desk.spoken
    desk.key(Qt.Key.Key_Return)
    assert desk.starts == [("ana", desk.make.at(11))]
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Return)
    assert desk.chosen == [("ben", desk.make.at(11))]


def test_tab_goes_from_visit_to_visit_and_then_on(desk: Desk) -> None:
    desk.view.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Tab)
    assert desk.spoken.startswith("Ana Reyes, 9:00")
    desk.key(Qt.Key.Key_Tab)
    assert desk.spoken.startswith("Room 1, 9:00")
    desk.key(Qt.Key.Key_Tab)
    assert desk.view.folding.hasFocus()  # the only other thing here that takes the focus


def test_keys_go_on_from_where_one_clicked(desk: Desk) -> None:
    desk.click("ana", 9, 30)
    assert desk.view.visit_under_cursor == 7
    assert desk.view.emphasis.cursor is None  # the mouse shows where it is
    desk.view.setFocus(Qt.FocusReason.MouseFocusReason)
    desk.key(Qt.Key.Key_Down)
    assert desk.view.emphasis.cursor is not None
    assert "10:00" in desk.spoken


def test_of_two_visits_at_once_the_cursor_is_on_the_one_that_was_meant(
    desk: Desk, make: Any
) -> None:
    both = [make.visit(make.at(9), 60, id=7), make.visit(make.at(9), 60, id=8)]
    desk.controller.show_days(make.view(make.column(visits=both), make.column("ben", "Ben")))
    desk.view.scroll_to(make.at(8))
    for block in desk.scene.blocks:
        at = QPoint(int(block.rect.x) + 4, int(block.rect.y) + 4) - desk.view.offset()
        desk.qtbot.mouseClick(desk.view.viewport(), LEFT, pos=at)
        assert desk.view.visit_under_cursor == block.visit.id
    desk.view.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(Qt.Key.Key_Home)
    seen = []
    for _ in range(2):
        desk.key(Qt.Key.Key_Tab)
        seen.append(desk.view.visit_under_cursor)
    assert seen == [7, 8]


def test_keys_that_mean_nothing_here_go_on_to_the_window(desk: Desk) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(desk.view, event)
    assert not event.isAccepted()


@pytest.mark.parametrize("turn", [120, -120])
def test_ctrl_and_wheel_zoom_at_the_pointer(desk: Desk, turn: int) -> None:
    view = desk.view
    desk.view.verticalScrollBar().setValue(700)
    under = desk.scene.frame.time.instant_at(700 + 300)
    desk.wheel(turn, Qt.KeyboardModifier.ControlModifier)
    assert view.quarter == (28 if turn > 0 else 16)
    now_under = desk.scene.frame.time.instant_at(view.verticalScrollBar().value() + 300)
    assert abs(now_under - under) <= 1


def test_ctrl_0_fits_the_open_hours(desk: Desk) -> None:
    desk.view.setFocus()
    desk.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    top = desk.view.verticalScrollBar().value()
    time = desk.scene.frame.time
    assert top == time.line(desk.make.at(8))
    assert time.line(desk.make.at(18)) <= top + desk.view.viewport().height()
    assert time.line(desk.make.at(20)) > top + desk.view.viewport().height()


def test_many_columns_scroll_sideways_and_stay_readable(desk: Desk) -> None:
    make = desk.make
    desk.controller.show_days(make.view(*(make.column(f"r{i}", f"R {i}") for i in range(9))))
    assert all(column.width >= 120 for column in desk.scene.columns)
    assert desk.view.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_what_was_scrolled_looks_as_if_painted_anew(
    qtbot: QtBot, make: Any, direction: Qt.LayoutDirection
) -> None:
    desk = Desk(qtbot, make, make.moment(8, 30))
    view = desk.view
    view.setLayoutDirection(direction)
    visits = [make.visit(make.at(9), 60, id=7)]
    columns = [make.column(f"r{i}", f"Resource {i}", visits=visits) for i in range(9)]
    desk.controller.show_days(make.view(*columns))

    def on_screen() -> QImage:
        QApplication.processEvents()
        return view.screen().grabWindow(view.winId()).toImage()

    view.horizontalScrollBar().setValue(200)
    seen = [on_screen()]
    for right, down in ((40, 0), (37, 13), (0, -60), (300, 0), (-120, 9)):
        for bar, steps in ((view.horizontalScrollBar(), right), (view.verticalScrollBar(), down)):
            bar.setValue(bar.value() + steps)
        moved = on_screen()
        for part in (view, view.viewport(), *view.findChildren(QWidget)):
            part.update()
        assert moved == on_screen()
        seen.append(moved)
    assert all(before != after for before, after in pairwise(seen))


def test_another_day_opens_where_it_begins_and_a_reload_stays(desk: Desk, day: Any) -> None:
    bar = desk.view.verticalScrollBar()
    assert bar.value() == desk.scene.frame.time.line(desk.make.at(8))
    bar.setValue(900)
    desk.controller.show_days(day)
    assert bar.value() == 900


def test_hidden_resources_leave_the_room_to_the_others(desk: Desk) -> None:
    desk.controller.set_hidden_resources({"ben"})
    assert [column.resource_id for column in desk.scene.columns] == ["ana", "room1"]
    desk.controller.set_hidden_resources(set())
    assert len(desk.scene.columns) == 3


def test_columns_that_do_not_offer_the_service_stay_unless_folded(desk: Desk) -> None:
    assert len(desk.scene.columns) == 3
    desk.controller.set_folding(True)
    assert [column.resource_id for column in desk.scene.columns] == ["ana", "ben"]
    desk.controller.show_openings(None)
    assert len(desk.scene.columns) == 3


def test_no_columns_say_what_to_do(desk: Desk) -> None:
    desk.controller.set_hidden_resources({"ana", "ben", "room1"})
    blank = desk.view.grab().toImage()
    desk.view.set_empty_text("Nobody is shown: tick someone at the left.")
    assert desk.view.grab().toImage() != blank


class Painted(QObject):
    """Counts the pixels that the calendar was asked to paint."""

    def __init__(self, view: CalendarView) -> None:
        super().__init__()
        self.areas: list[int] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(sum(part.width() * part.height() for part in event.region()))
        return False


def test_a_second_repaints_the_countdowns_alone(desk: Desk) -> None:
    make, now = desk.make, desk.make.moment(8, 30)
    hold = make.hold(make.at(11), now + timedelta(minutes=5), id=9, resource="ben")
    desk.controller.show_days(make.view(make.column(), make.column("ben", "Ben", visits=[hold])))
    QApplication.processEvents()
    painted = Painted(desk.view)
    desk.controller.tick(now + timedelta(seconds=1))
    QApplication.processEvents()
    block = desk.scene.blocks[0].bounds
    assert painted.areas == [(block.width + 6) * (block.height + 6)]
    painted.areas.clear()
    desk.controller.show_days(make.view(make.column()))
    QApplication.processEvents()
    painted.areas.clear()
    desk.controller.tick(now + timedelta(seconds=2))
    QApplication.processEvents()
    assert painted.areas == []


def test_an_expired_hold_is_gone_from_the_screen(desk: Desk) -> None:
    make, now = desk.make, desk.make.moment(8, 30)
    hold = make.hold(make.at(11), now + timedelta(seconds=5), id=9)
    desk.controller.show_days(make.view(make.column(visits=[hold])))
    desk.click("ana", 11, 5)
    assert desk.visits == [9]
    desk.controller.tick(now + timedelta(seconds=5))
    desk.controller.show_openings(None)
    desk.click("ana", 11, 5)
    assert desk.visits == [9]


def test_before_any_day_the_calendar_is_calm(qtbot: QtBot, make: Any) -> None:
    desk = Desk(qtbot, make, make.moment(9))
    desk.controller.tick(make.moment(10))
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Down)
    desk.view.fit_open_hours()
    qtbot.mouseClick(desk.view.viewport(), LEFT, pos=QPoint(50, 50))
    assert desk.view.scene is None
    assert (desk.starts, desk.visits, desk.asked) == ([], [], [])


def test_what_the_colour_tells_is_chosen_in_the_menu_and_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    preferences = Preferences(settings)
    window = QMainWindow()
    desk.qtbot.addWidget(window)
    menu = Actions(window)
    Coloring(menu.colors, desk.controller, preferences)
    before = [block.color for block in desk.scene.blocks]
    by_status = next(action for action in menu.colors.actions() if action.text() == "Status")
    by_status.trigger()
    assert [block.color for block in desk.scene.blocks] == ["indigo"] * len(before)
    assert preferences.color_by is ColorBy.STATUS
    again = Actions(window)
    Coloring(again.colors, desk.controller, preferences)
    chosen = again.colors.checkedAction()
    assert chosen is not None
    assert chosen.text() == "Status"
