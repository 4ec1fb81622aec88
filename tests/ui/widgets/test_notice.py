"""The strip says one thing at a time, and every way out of it is told apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.notice import NoticeKind, NoticeStrip


@pytest.fixture
def strip(qtbot: QtBot) -> NoticeStrip:
    made = NoticeStrip()
    qtbot.addWidget(made)
    return made


def buttons(strip: NoticeStrip) -> dict[str, QAbstractButton]:
    """The visible buttons by what a user reads or hears."""
    found = [child for child in strip.findChildren(QAbstractButton) if not child.isHidden()]
    return {child.text() or child.accessibleName(): child for child in found}


def test_hidden_until_there_is_something_to_say(strip: NoticeStrip) -> None:
    assert strip.isHidden()


def test_says_plain_text_with_its_kind(strip: NoticeStrip) -> None:
    strip.show_notice("success", "Booked: <b>Ruth</b>")
    assert strip.isVisible()
    assert strip.text == "Booked: <b>Ruth</b>"
    assert strip.kind is NoticeKind.SUCCESS


def test_an_action_tells_its_id_and_closes(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_notice("success", "Booked.", [("undo", "Undo"), ("again", "Same time & day")])
    with qtbot.waitSignal(strip.actionChosen) as caught, qtbot.assertNotEmitted(strip.closed):
        qtbot.mouseClick(buttons(strip)["Undo"], Qt.MouseButton.LeftButton)
    assert caught.args == ["undo"]
    assert strip.isHidden()


@pytest.mark.parametrize("press", ["mouse", "Space", "Esc"])
def test_the_cursor_returns_to_where_it_came_from(qtbot: QtBot, press: str) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, second, strip = QLineEdit(), QLineEdit(), NoticeStrip()
    for widget in (first, second, strip):
        column.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    second.setFocus()
    strip.show_notice("success", "Booked.", [("undo", "Undo")])
    undo = buttons(strip)["Undo"]
    if press == "mouse":
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    else:
        undo.setFocus()
        qtbot.keyClick(undo, Qt.Key.Key_Space if press == "Space" else Qt.Key.Key_Escape)
    assert strip.isHidden()
    assert QApplication.focusWidget() is second


def test_the_next_notice_replaces_the_actions(strip: NoticeStrip) -> None:
    strip.show_notice("success", "Booked.", [("undo", "Undo")])
    strip.show_notice("error", "Connection lost.", [("retry", "Try again")])
    assert set(buttons(strip)) == {"Try again", "Close this notice"}
    assert strip.text == "Connection lost."


def test_closing_is_no_action(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_notice("info", "Synchronised.", [("undo", "Undo")])
    with qtbot.waitSignal(strip.closed), qtbot.assertNotEmitted(strip.actionChosen):
        qtbot.mouseClick(buttons(strip)["Close this notice"], Qt.MouseButton.LeftButton)
    assert strip.isHidden()


def test_escape_closes(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_notice("info", "Synchronised.")
    with qtbot.waitSignal(strip.closed):
        qtbot.keyClick(strip, Qt.Key.Key_Escape)


def test_an_unknown_kind_is_a_loud_mistake(strip: NoticeStrip) -> None:
    with pytest.raises(ValueError, match="alarm"):
        strip.show_notice("alarm", "x")
