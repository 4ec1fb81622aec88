"""F1 and ``?``: help about where one is, over the window, and gone again without a trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def helped(front):
    front.calendar.setFocus()
    front.wait(front.calendar.hasFocus)
    return front.session.wiring.help


def test_f1_opens_the_page_about_where_one_is_and_esc_goes_back(front, helped):
    front.press(Qt.Key.Key_F1)
    assert helped.page.is_open
    assert helped.page.topic == "calendar"
    assert "The calendar" in helped.page.reader.toPlainText()
    front.press(Qt.Key.Key_Escape)
    assert not helped.page.is_open
    assert front.calendar.hasFocus()
    front.press(Qt.Key.Key_F2)
    front.press(Qt.Key.Key_F1)
    assert helped.page.topic == "finding"
    front.press(Qt.Key.Key_F1)  # the key that opens it closes it
    assert not helped.page.is_open
    front.window.menu.customers.trigger()
    front.settle()
    front.press(Qt.Key.Key_F1)
    assert helped.page.topic == "customers"


def test_a_search_narrows_the_topics_and_the_arrows_choose(front, helped):
    front.press(Qt.Key.Key_F1)
    front.write("month")
    titles = [helped.page.list.item(row).text() for row in range(helped.page.list.count())]
    assert titles[0] == "The month"
    assert helped.page.topic == "month"
    front.press(Qt.Key.Key_Down)
    assert helped.page.topic != "month"
    front.write("zz")
    assert helped.page.nothing.isVisible()
    assert helped.page.reader.toPlainText() == ""


def test_the_sheet_opens_by_its_key_and_names_the_keys(front, helped):
    front.press(Qt.Key.Key_Question)
    sheet = helped.sheet
    assert sheet.is_open
    texts = {label.text() for label in sheet.findChildren(QLabel) if label.isVisible()}
    assert {"F2", "Ctrl+Enter", "A", "Arrived", "Page Up"} <= texts
    front.press(Qt.Key.Key_Question)
    assert not sheet.is_open
    assert front.calendar.hasFocus()


def test_from_the_help_to_the_sheet_and_back_to_the_calendar(front, helped):
    front.press(Qt.Key.Key_F1)
    front.click(helped.page.keys)
    assert helped.sheet.is_open
    assert not helped.page.is_open
    front.press(Qt.Key.Key_Escape)
    assert front.calendar.hasFocus()


def test_nothing_is_booked_or_turned_under_the_help(front, helped):
    front.choose_service("cut")
    front.hold("ana", 15)
    front.write("Ann")
    front.press(Qt.Key.Key_F1)
    assert helped.page.topic == "booking"
    shown = front.session.wiring.day.date
    front.press(Qt.Key.Key_Return, CTRL)
    front.press(Qt.Key.Key_Right, CTRL)
    front.settle()
    assert front.is_held()
    assert front.session.wiring.day.date == shown
    assert helped.page.is_open
    for _ in range(12):  # Tab stays in the card
        front.press(Qt.Key.Key_Tab)
        assert helped.page.is_open
    front.press(Qt.Key.Key_Escape)
    front.write("a")
    assert front.form.name.value() == "Anna"


def test_a_click_beside_the_card_closes_it(front, helped):
    front.press(Qt.Key.Key_Question)
    front.click(helped.sheet, QPoint(4, 4))
    assert not helped.sheet.is_open


def test_an_empty_book_has_help_too(empty_front):
    empty_front.wait(empty_front.window.welcome.isVisible)
    empty_front.settle()
    empty_front.press(Qt.Key.Key_F1)
    page = empty_front.session.wiring.help.page
    assert page.is_open
    assert page.topic == "first-day"
