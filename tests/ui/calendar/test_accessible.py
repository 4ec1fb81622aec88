"""The widgets that a screen reader finds over the calendar: in step, pressable, never too many."""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.calendar import accessible
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.view import CalendarView


class Reader:
    """A calendar that a screen reader is connected to, and what the reader hears."""

    def __init__(self, qtbot: QtBot, make: Any, heard: list[str]) -> None:
        self.qtbot, self.make, self.heard = qtbot, make, heard
        self.view = CalendarView()
        qtbot.addWidget(self.view)
        self.controller = CalendarController(self.view, make.moment(7))
        self.controller.set_own_desk("Desk 1")
        self.view.resize(56 + 480 + 20, 700)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.starts: list[tuple[str, int]] = []
        self.visits: list[int] = []
        self.asked: list[tuple[str, int]] = []
        self.view.startChosen.connect(self._start)
        self.view.visitChosen.connect(self.visits.append)
        self.view.whyAsked.connect(self._why)

    def _start(self, resource_id: str, start: int) -> None:
        self.starts.append((resource_id, start))

    def _why(self, resource_id: str, instant: int, _at: QPoint) -> None:
        self.asked.append((resource_id, instant))

    def show(self, *columns: Any, starts: Any = None) -> None:
        self.controller.show_days(self.make.view(*columns))
        self.controller.show_openings(None if starts is None else self.make.openings(starts))
        self.listen()

    def listen(self) -> None:
        """Let everything settle that is due at once."""
        for _ in range(3):
            QApplication.processEvents()

    def buttons(self) -> list[QAbstractButton]:
        """As a reader comes to them: group by group."""
        viewport = self.view.viewport()
        groups = [child for child in viewport.children() if isinstance(child, QWidget)]
        return [
            button
            for group in groups
            if not group.isHidden()
            for button in group.children()
            if isinstance(button, QAbstractButton) and not button.isHidden()
        ]

    def names(self) -> list[str]:
        return [_interface(button).text(QAccessible.Text.Name) for button in self.buttons()]

    def button(self, part: str) -> QAbstractButton:
        found = [entry for entry in self.buttons() if part in entry.accessibleName()]
        assert len(found) == 1, (part, self.names())
        return found[0]

    def press(self, part: str) -> None:
        """The first action, as a reader asks for it."""
        actions = _interface(self.button(part)).actionInterface()
        actions.doAction(actions.actionNames()[0])
        self.qtbot.wait(150)  # Qt shows the button down before it clicks

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.view, key)
        self.listen()


def _interface(widget: QWidget) -> Any:
    return QAccessible.queryAccessibleInterface(widget)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that the focus came to."""
    names: list[str] = []

    class Told(QAccessibleEvent):
        def __init__(self, told: QObject, event: QAccessible.Event) -> None:
            super().__init__(told, event)
            assert event is QAccessible.Event.Focus
            assert isinstance(told, QWidget)
            names.append(told.accessibleName())

    monkeypatch.setattr(accessible, "QAccessibleEvent", Told)
    return names


@pytest.fixture
def reader(qtbot: QtBot, make: Any, heard: list[str]) -> Any:
    QAccessible.setActive(True)
    yield Reader(qtbot, make, heard)
    QAccessible.setActive(False)


@pytest.fixture
def day(reader: Reader, make: Any) -> Reader:
    """Ana with a visit at nine and two available times, and Bo with nothing."""
    visit = make.visit(make.at(9), id=7)
    starts = {"ana": (make.at(10), make.at(11))}
    reader.show(make.column(visits=[visit]), make.column("bo", "Bo"), starts=starts)
    reader.view.scroll_to(make.at(8))
    reader.qtbot.wait(100)
    return reader


def test_without_a_reader_there_is_nothing(qtbot: QtBot, make: Any, heard: list[str]) -> None:
    reader = Reader(qtbot, make, heard)
    reader.show(make.column(visits=[make.visit(make.at(9))]))
    assert reader.view.viewport().children() == []
    assert not reader.view.spoken.count


def test_a_reader_finds_what_is_seen_in_reading_order(day: Reader) -> None:
    assert day.names() == [
        "Ana Reyes, 8:00 to 18:00, 0 % booked",
        "Ana Reyes, 9:00 to 9:30, Follow-up, Dana Fox, Room 1, booked",
        "Ana Reyes, 10:00 to 10:30, available",
        "Ana Reyes, 11:00 to 11:30, available",
        "Bo, 8:00 to 18:00, 0 % booked",
    ]


def test_a_reader_that_comes_and_goes(day: Reader, make: Any) -> None:
    QAccessible.setActive(False)
    day.controller.tick(make.moment(7, 1))
    day.listen()
    assert day.buttons() == []
    QAccessible.setActive(True)
    day.controller.tick(make.moment(7, 2))
    day.listen()
    assert len(day.buttons()) == 5


def test_spots_lie_where_they_are_painted(day: Reader, make: Any) -> None:
    view = day.view
    block = view.scene.columns[0].blocks[0]
    button = day.button("Dana Fox")
    at = button.mapTo(view.viewport(), QPoint(0, 0)) + view.offset()
    assert (at.x(), at.y()) == (int(block.rect.x), int(block.rect.y))
    assert (button.width(), button.height()) == (int(block.rect.width), int(block.rect.height))
    head = day.button("Bo, 8:00")
    left = view.viewport().x() + view.scene.columns[1].x
    assert head.mapTo(view, QPoint(0, 0)) == QPoint(left, 0)
    assert head.height() == view.viewport().y()


def test_a_press_does_what_a_click_does(day: Reader, make: Any) -> None:
    day.press("Dana Fox")
    assert day.visits == [7]
    day.press("10:00 to 10:30")
    assert day.starts == [("ana", make.at(10))]


def test_the_selected_visit_says_so_until_another_is_selected(day: Reader) -> None:
    day.controller.set_selected_visit(7)
    day.listen()
    described = {b.accessibleName(): b.accessibleDescription() for b in day.buttons()}
    assert [name for name, words in described.items() if words == "selected"] == [
        "Ana Reyes, 9:00 to 9:30, Follow-up, Dana Fox, Room 1, booked"
    ]
    day.controller.set_selected_visit(None)
    day.listen()
    assert "selected" not in {button.accessibleDescription() for button in day.buttons()}


def test_the_mouse_goes_through(day: Reader, make: Any) -> None:
    view = day.view
    block = view.scene.columns[0].blocks[0]
    at = QPoint(int(block.rect.x) + 20, int(block.rect.y) + 8) - view.offset()
    assert view.viewport().childAt(at) is None
    day.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert day.visits == [7]


def test_the_focus_follows_the_cell_cursor(day: Reader) -> None:
    day.view.setFocus(Qt.FocusReason.TabFocusReason)
    day.listen()
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * 4, Qt.Key.Key_Right):
        day.key(key)
    assert [name.split(", ", 1)[1] for name in day.heard] == [
        "8:00, not available",
        "8:15, not available",
        "8:30, not available",
        "8:45, not available",
        "9:00 to 9:30, Follow-up, Dana Fox, Room 1, booked",
        "9:00, not available",
    ]
    assert day.heard[-1].startswith("Bo")
    focused = [b.accessibleName() for b in day.buttons() if _interface(b).state().focused]
    assert focused == ["Bo, 9:00, not available"]
    assert len(day.buttons()) == 6  # the cells that the cursor left are gone


def test_nothing_is_said_again_while_the_cursor_rests(day: Reader, make: Any) -> None:
    day.view.setFocus(Qt.FocusReason.TabFocusReason)
    day.key(Qt.Key.Key_Home)
    day.heard.clear()
    for second in range(5):
        day.controller.tick(make.moment(7, 0, second))
        day.listen()
    day.controller.show_days(make.view(make.column(), make.column("bo", "Bo")))
    day.listen()
    assert day.heard == []


def test_a_reader_may_put_the_focus_on_a_spot(day: Reader, make: Any) -> None:
    actions = _interface(day.button("11:00 to 11:30")).actionInterface()
    actions.doAction("SetFocus")
    day.listen()
    assert QApplication.focusWidget() is day.view
    assert day.view.cursor_place.start == make.at(11)
    assert day.heard[-1] == "Ana Reyes, 11:00 to 11:30, available"
    day.key(Qt.Key.Key_Return)
    assert day.starts == [("ana", make.at(11))]


def test_what_stays_keeps_its_object_and_what_is_gone_is_gone(day: Reader, make: Any) -> None:
    before = {button.accessibleName(): button for button in day.buttons()}
    moved = make.visit(make.at(9, 30), id=7)
    day.show(make.column(visits=[moved]), make.column("bo", "Bo"), starts={"ana": (make.at(11),)})
    after = {button.accessibleName(): button for button in day.buttons()}
    visit = "Ana Reyes, {}, Follow-up, Dana Fox, Room 1, booked"
    assert after[visit.format("9:30 to 10:00")] is before[visit.format("9:00 to 9:30")]
    assert after["Ana Reyes, 11:00 to 11:30, available"] in before.values()
    assert not any("10:00 to 10:30" in name for name in after)


def test_scrolling_brings_others_into_reach(day: Reader, make: Any) -> None:
    day.view.scroll_to(make.at(10, 30))
    day.qtbot.waitUntil(lambda: not any("Dana Fox" in name for name in day.names()))
    assert any("11:00 to 11:30" in name for name in day.names())
    button = day.button("11:00 to 11:30")
    y = button.mapTo(day.view.viewport(), QPoint(0, 0)).y()
    assert y == day.view.scene.line(make.at(11)) - day.view.offset().y()


def test_nothing_can_be_pressed_while_the_book_is_out_of_reach(day: Reader) -> None:
    day.view.set_current(False)
    day.listen()
    assert all(_interface(button).state().disabled for button in day.buttons())
    day.view.set_current(True)
    day.listen()
    assert not any(_interface(button).state().disabled for button in day.buttons())


@pytest.mark.slow
def test_a_thousand_days_leave_no_widget_behind(reader: Reader, make: Any) -> None:
    reader.view.setFocus(Qt.FocusReason.TabFocusReason)
    columns = 4
    counts = []
    for number in range(1000):
        shown = type(make)(make.date + timedelta(days=number % 5 - number % 2))
        visits = [shown.visit(shown.at(9 + n), id=number * 20 + n) for n in range(8)]
        starts = {"r0": tuple(range(shown.at(8), shown.at(18), 15))}
        reader.controller.show_openings(None)
        reader.controller.show_days(
            shown.view(*(shown.column(f"r{n}", f"R{n}", visits=visits) for n in range(columns)))
        )
        reader.controller.show_openings(shown.openings(starts))
        reader.listen()
        counts.append(len(reader.view.viewport().findChildren(QWidget)))
    gc.collect()
    reader.listen()
    assert max(counts[10:]) <= max(counts[:10])
    mine = [entry for entry in gc.get_objects() if isinstance(entry, QAbstractButton)]
    assert len(mine) <= 2 * max(counts)
