"""A screen reader's toggle is a click, said once; setting a state is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.checks import CheckRow


def toggle_from_outside(button: QAbstractButton) -> None:
    """What a reader does with the first action of a checkable button."""
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(actions.actionNames()[0])


@pytest.fixture
def row(qtbot: QtBot) -> CheckRow:
    made = CheckRow("Bo")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("use", [toggle_from_outside, CheckRow.click])
def test_every_use_of_a_check_row_is_one_click(
    row: CheckRow, use: Callable[[CheckRow], None]
) -> None:
    clicks: list[bool] = []
    row.clicked[bool].connect(clicks.append)
    use(row)
    assert (row.isChecked(), clicks) == (True, [True])
    use(row)
    assert (row.isChecked(), clicks) == (False, [True, False])


def test_to_show_a_state_is_no_click(row: CheckRow) -> None:
    clicks: list[bool] = []
    row.clicked.connect(clicks.append)
    row.setChecked(True)
    row.setChecked(False)
    assert clicks == []


def test_a_reader_chooses_among_segments(qtbot: QtBot) -> None:
    segments = Segments([("day", "Day"), ("week", "Week"), ("list", "List")])
    qtbot.addWidget(segments)
    segments.show()
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    day, week, last = segments.findChildren(QAbstractButton)
    toggle_from_outside(week)
    assert (segments.current, chosen) == ("week", ["week"])
    toggle_from_outside(week)  # it is chosen already
    assert segments.current == "week"
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    assert segments.current == "list"
    segments.choose("day")
    assert day.isChecked()
    assert chosen == ["week", "list"]
