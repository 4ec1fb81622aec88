"""A card over the window gives the focus back to where it was, if that is still there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.overlay import Overlay


class Card(Overlay):
    """A card with a line in it, over a window with two."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window_below = QMainWindow()
        qtbot.addWidget(self.window_below)
        page = QWidget()
        self.first, self.second, self.line = QLineEdit(), QLineEdit(), QLineEdit()
        column = QVBoxLayout(page)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.window_below.setCentralWidget(page)
        super().__init__(self.window_below, "A card", 300, 200)
        self.content.addWidget(self.line)
        self.window_below.resize(640, 480)
        self.window_below.show()
        self.window_below.activateWindow()
        qtbot.waitUntil(self.window_below.isActiveWindow)
        self.second.setFocus()
        self.open_with(self.line)


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    return Card(qtbot)


def test_esc_gives_the_focus_back(qtbot: QtBot, card: Card) -> None:
    assert card.line.hasFocus()
    qtbot.keyClick(card.line, Qt.Key.Key_Escape)
    assert not card.is_open
    assert card.second.hasFocus()


def test_it_closes_although_what_had_the_focus_is_gone(qtbot: QtBot, card: Card) -> None:
    card.second.deleteLater()
    QCoreApplication.sendPostedEvents(card.second, QEvent.Type.DeferredDelete)
    qtbot.keyClick(card.line, Qt.Key.Key_Escape)
    assert not card.is_open
    assert card.first.hasFocus()


def test_it_closes_although_what_had_the_focus_is_hidden(qtbot: QtBot, card: Card) -> None:
    card.second.hide()
    qtbot.keyClick(card.line, Qt.Key.Key_Escape)
    assert card.first.hasFocus()
