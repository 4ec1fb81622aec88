"""The card beside a dragged visit never covers the visit itself, as long as there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.gesture_tag import GestureTag
from frontdesk.ui.calendar.gesture_values import Judgement
from frontdesk.ui.theme.apply import Theme

ROOM = QRect(60, 90, 420, 400)
LONG = Judgement(Grade.NOTE, "Cut & dry does not start at 16:08. It needs a reason.")


@pytest.mark.parametrize(
    ("around", "side"),
    [
        (QRect(62, 200, 100, 40), "right"),
        (QRect(378, 200, 100, 40), "left"),
        (QRect(242, 200, 236, 40), "below"),  # a wide column on a small screen, or large text
        (QRect(62, 200, 416, 40), "below"),
        (QRect(62, 440, 416, 40), "above"),
        (QRect(62, 70, 416, 40), "below"),  # cut off by the heads
    ],
)
def test_it_stands_where_there_is_room(
    qapp: QApplication, qtbot: QtBot, around: QRect, side: str
) -> None:
    Theme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    tag = GestureTag(window)
    tag.say("16:08 – 16:38 · Bo", LONG, around, ROOM)
    card = tag.geometry()
    assert ROOM.contains(card)
    assert not card.intersects(around)
    places = {
        "right": card.left() > around.right(),
        "left": card.right() < around.left(),
        "below": card.top() > around.bottom(),
        "above": card.bottom() < around.top(),
    }
    assert [name for name, is_there in places.items() if is_there] == [side]
