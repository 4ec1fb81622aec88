"""Tab follows what is seen: rows made later, grids, stacks, and what cannot take the focus."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.tab_order import focus_next, tab_stops


class Window(QWidget):
    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next(self, forward)


def line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def names(window: QWidget) -> list[str]:
    return [stop.objectName() for stop in tab_stops(window)]


def test_a_row_that_is_put_between_others_later_is_reached_between_them(
    qtbot: QtBot, window: Window
) -> None:
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(line("first"))
    column.addWidget(line("last"))
    column.insertWidget(1, line("between"))
    window.show()
    window.findChild(QLineEdit, "first").setFocus()
    for expected in ("between", "last", "first"):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget().objectName() == expected
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget().objectName() == "last"


def test_a_grid_is_read_row_by_row(window: Window) -> None:
    grid = QGridLayout()
    for row, column, name in ((1, 1, "d"), (0, 1, "b"), (1, 0, "c"), (0, 0, "a")):
        grid.addWidget(line(name), row, column)
    window.layout().addLayout(grid)  # type: ignore[attr-defined]
    window.show()
    assert names(window) == ["a", "b", "c", "d"]


def test_what_cannot_be_used_now_is_passed_by(window: Window) -> None:
    column = window.layout()
    stack = QStackedWidget()
    for name in ("shown page", "other page"):
        stack.addWidget(line(name))
    hidden, disabled = line("hidden"), line("disabled")
    for widget in (line("before"), hidden, disabled, stack, QWidget()):
        column.addWidget(widget)  # type: ignore[union-attr]
    hidden.hide()
    disabled.setEnabled(False)
    window.show()
    assert names(window) == ["before", "shown page"]


def test_a_layout_in_a_layout_stands_where_it_was_put(window: Window) -> None:
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    row = QHBoxLayout()
    deeper = QVBoxLayout()
    column.addWidget(line("top"))
    column.addLayout(row)
    column.addWidget(line("bottom"))
    row.addLayout(deeper)
    row.addWidget(line("right"))
    for name in ("left above", "left below"):
        deeper.addWidget(line(name))
    window.show()
    assert names(window) == ["top", "left above", "left below", "right", "bottom"]


def test_the_focus_of_what_goes_away_is_taken_by_what_comes_after_it(
    qtbot: QtBot, window: Window
) -> None:
    column = window.layout()
    assert column is not None
    made = [line(name) for name in ("first", "going", "after", "last")]
    for each in made:
        column.addWidget(each)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made[1].setFocus()
    made[1].hide()
    assert window.focusWidget() is made[2]
    made[2].setEnabled(False)
    assert window.focusWidget() is made[3]


def test_looking_for_the_order_leaves_every_widget_alive(window: Window) -> None:
    area = QScrollArea()
    column = window.layout()
    assert column is not None
    column.addWidget(area)
    window.show()
    bar = area.verticalScrollBar()
    tab_stops(window)
    gc.collect()
    assert bar.value() == 0


def test_what_the_focus_comes_to_is_scrolled_into_view(qtbot: QtBot, window: Window) -> None:
    body = QWidget()
    rows = QVBoxLayout(body)
    for number in range(40):
        rows.addWidget(line(f"row {number}"))
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    first = QPushButton()
    column = window.layout()
    assert column is not None
    column.addWidget(first)
    column.addWidget(area)
    window.resize(300, 200)
    window.show()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    last = body.findChild(QLineEdit, "row 39")
    assert window.focusWidget() is last
    assert not last.visibleRegion().isEmpty()


def test_with_nothing_to_stop_at_the_key_is_left_alone(window: Window) -> None:
    window.show()
    assert focus_next(window, True) is False
