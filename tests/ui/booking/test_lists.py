"""Times and services are taken by mouse and by keys, and rows stay while nothing changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from frontdesk.desk.answers import Opening
from frontdesk.engine.values import DurationRule, Service
from frontdesk.ui.booking.head import HeadTexts, HoldHead, Tone
from frontdesk.ui.booking.idle import lengths_of
from frontdesk.ui.booking.slots import SlotList
from frontdesk.ui.service_list import ServiceList

TIMES = [
    (Opening(600, 30, ("ana",)), "10:00", "Today · Ana"),
    (Opening(615, 30, ("bo",)), "10:15", "Today · Bo"),
]
CUT = Service("cut", "Cut & dry", DurationRule(30, 30, 90, 30), price="45.00", currency="USD")
TALK = Service("talk", "Talk", DurationRule(15, 15, 15, 15))


@pytest.fixture
def page(qtbot):
    widget = QWidget()
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    return widget


def show(qtbot, page: QWidget, content: QWidget) -> None:
    page.layout().addWidget(content)
    page.resize(320, 240)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_a_time_is_taken_by_click_and_by_enter(qtbot, page):
    slots = SlotList()
    slots.show_times(TIMES)
    show(qtbot, page, slots)
    taken: list[Opening] = []
    slots.taken.connect(taken.append)
    QTest.mouseClick(slots.rows[1], Qt.MouseButton.LeftButton)
    slots.rows[0].setFocus()
    QTest.keyClick(slots.rows[0], Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert taken == [TIMES[1][0], TIMES[1][0]]


def test_the_same_times_keep_their_rows_and_the_focus(qtbot, page):
    slots = SlotList()
    slots.show_times(TIMES)
    show(qtbot, page, slots)
    slots.rows[1].setFocus()
    rows = slots.rows
    slots.show_times(list(TIMES))
    assert slots.rows == rows
    assert rows[1].hasFocus()
    slots.show_times(TIMES[:1])
    assert [row.accessibleName() for row in slots.rows] == ["10:00, Today · Ana"]


def test_a_service_is_chosen_by_click_arrows_and_none_clears_it(qtbot, page):
    services = ServiceList()
    services.show_services([CUT, TALK], "")
    show(qtbot, page, services)
    chosen: list[str] = []
    services.chosen.connect(chosen.append)
    QTest.mouseClick(services.row("talk"), Qt.MouseButton.LeftButton)
    services.row("talk").setFocus()
    QTest.keyClick(services.row("talk"), Qt.Key.Key_Up)
    QTest.mouseClick(services.row(""), Qt.MouseButton.LeftButton)
    assert chosen == ["talk", "cut", ""]
    assert services.row("cut").accessibleDescription() == "30 min · $45"


def test_showing_what_is_chosen_is_no_choice_of_the_user(qtbot, page):
    services = ServiceList()
    chosen: list[str] = []
    services.chosen.connect(chosen.append)
    services.show_services([CUT, TALK], "cut")
    assert services.row("cut").isChecked()
    services.show_services([TALK], "cut")
    assert services.row("").isChecked()
    assert chosen == []


def test_lengths_are_those_the_service_allows():
    assert lengths_of(CUT) == [30, 60, 90]
    assert lengths_of(TALK) == [15]
    assert lengths_of(None) == []
    week = Service("w", "W", DurationRule(600, 5, 10080, 5))
    assert len(lengths_of(week)) == 41
    assert 600 in lengths_of(week)


def test_the_button_of_the_head_keeps_its_focus_while_time_runs(qtbot, page):
    head = HoldHead()
    head.show_texts(HeadTexts("Held 4:32", "until 10:47", action="Keep", key="F8"))
    show(qtbot, page, head)
    button = head.button()
    button.setFocus()
    head.show_texts(
        HeadTexts("Ends in 0:58", "until 10:47", "", Tone.WARNING, "clock", 0.1, "Keep", "F8")
    )
    assert head.button() is button
    assert button.hasFocus()
    head.show_texts(HeadTexts("Taken", tone=Tone.URGENT))
    assert head.button() is None


def test_a_row_with_the_focus_still_shows_its_time_beside_a_remark(qtbot, page):
    slots = SlotList()
    slots.show_times(TIMES)
    slots.rows[0].set_pill("fills a gap")
    show(qtbot, page, slots)
    row = slots.rows[0]
    row.setFocus()
    left = row.grab().toImage().copy(4, 4, 60, row.height() - 8)
    colors = {left.pixel(x, y) for x in range(left.width()) for y in range(left.height())}
    assert len(colors) > 4  # letters and their edges, not one flat ground
