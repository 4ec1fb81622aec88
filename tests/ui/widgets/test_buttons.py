"""Buttons and check rows: plain names, told keys, and only the user's choices are told."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.buttons import Button, IconButton, Segments, segment_place
from frontdesk.ui.widgets.checks import CheckRow


def test_a_button_makes_room_for_its_key(qtbot: QtBot) -> None:
    plain, keyed = Button("Book", "primary"), Button("Book", "primary", "Ctrl+Enter")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 40
    assert keyed.accessibleDescription() == "Ctrl+Enter"
    assert not keyed.grab().isNull()


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("chevron-left", "Previous day")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Previous day"
    button.set_icon("chevron-right", "Next day")
    assert button.accessibleName() == "Next day"


def test_an_arrow_points_on_in_a_window_from_right_to_left(qtbot: QtBot) -> None:
    def picture(icon: str, direction: Qt.LayoutDirection) -> object:
        button = IconButton(icon, "Go")
        qtbot.addWidget(button)
        button.setLayoutDirection(direction)
        return button.icon().pixmap(16).toImage()

    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert picture("chevron-left", right) == picture("chevron-right", left)
    assert picture("chevron-left", right) != picture("chevron-left", left)
    assert picture("plus", right) == picture("plus", left)


def test_segments_tell_the_users_choice_only(qtbot: QtBot) -> None:
    segments = Segments([("day", "Day"), ("week", "Week")])
    qtbot.addWidget(segments)
    assert segments.current == "day"
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose("week")
    assert segments.current == "week"
    day = next(b for b in segments.findChildren(QPushButton) if b.text() == "Day")
    with qtbot.waitSignal(segments.chosen) as caught:
        qtbot.mouseClick(day, Qt.MouseButton.LeftButton)
    assert caught.args == ["day"]


def test_a_check_row_is_one_target(qtbot: QtBot) -> None:
    row = CheckRow("Fox & Sons", "#1D5DB8", "18")
    qtbot.addWidget(row)
    row.resize(216, 25)
    row.show()
    with qtbot.waitSignal(row.clicked):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(210, 12))
    assert row.isChecked()
    assert row.text() == "Fox && Sons"
    assert row.accessibleDescription() == "18"


def test_setting_a_check_row_is_no_click(qtbot: QtBot) -> None:
    row = CheckRow("Room 1")
    qtbot.addWidget(row)
    with qtbot.assertNotEmitted(row.clicked):
        row.setChecked(True)


def test_a_narrow_check_row_tells_its_whole_name(qtbot: QtBot) -> None:
    row = CheckRow("<i>Alexandria</i> Featherstonehaugh", "teal")
    qtbot.addWidget(row)
    row.show()
    row.resize(90, 25)
    assert "&lt;i&gt;Alexandria" in row.toolTip()


def test_joined_buttons_have_their_corners_outside_whichever_way_is_read(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    assert [segment_place(n, 3, row) for n in range(3)] == ["first", "middle", "last"]
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [segment_place(n, 3, row) for n in range(3)] == ["last", "middle", "first"]
    assert segment_place(0, 1, row) == "only"
