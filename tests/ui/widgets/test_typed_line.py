"""What a user puts into a line is told, by whatever means; what we show in it is not."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.typed_line import TypedLine


def test_typing_and_putting_in_are_told_and_loading_is_not(qtbot: QtBot) -> None:
    line = TypedLine()
    qtbot.addWidget(line)
    told: list[str] = []
    line.typed.connect(told.append)
    line.setText("Fox")
    line.clear()
    assert told == []
    qtbot.keyClicks(line, "Fo")
    assert told == ["F", "Fo"]
    interface = QAccessible.queryAccessibleInterface(line)
    interface.editableTextInterface().replaceText(0, 2, "Klein")
    assert line.text() == "Klein"
    assert told[-1] == "Klein"
    line.setText("Fox")
    qtbot.keyClicks(line, "y")
    assert told[-1] == "Foxy"
