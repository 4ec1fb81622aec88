"""The sheet of keys says what the menus say, and what the page of keys says of the calendar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from frontdesk.ui.actions import Actions
from frontdesk.ui.help.keys import KeyGroup, KeyLine, calendar_lines, key_groups
from frontdesk.ui.help.sheet import in_columns

PAGE = (Path(__file__).parents[3] / "docs" / "keys.md").read_text(encoding="utf-8")


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def told(window: QMainWindow) -> dict[str, str]:
    """The verb of each key on the sheet."""
    return {
        key: line.verb for group in key_groups(window) for line in group.lines for key in line.keys
    }


def test_every_key_of_every_menu_is_on_the_sheet(window):
    Actions(window).note_payments(True)
    keys = told(window)
    native = QKeySequence.SequenceFormat.NativeText
    menus = [bar.menu() for bar in window.menuBar().actions()]
    below = [entry.menu() for menu in menus for entry in menu.actions() if entry.menu()]
    for menu in menus + below:
        for action in menu.actions():
            for key in action.shortcuts():
                written = key.toString(native).replace("Return", "Enter")
                if written and not re.fullmatch(r"Alt\+\d", written):
                    assert written in keys, written
    assert keys["Alt+1 … Alt+9"] == "Number of days"
    assert keys["F2"] == "Find customers and bookings"
    assert keys["Ctrl+G"] == "Go to date"
    assert keys["?"] == "Sheet of keys"


def test_a_key_that_the_menus_learn_is_told_without_being_written_down(window):
    Actions(window)
    action = QAction("Feed && water the plants", window)
    action.setShortcut("Ctrl+Alt+W")
    window.menuBar().addMenu("&Plants").addAction(action)
    assert told(window)["Ctrl+Alt+W"] == "Feed & water the plants"


def test_letters_that_are_switched_off_are_not_told(window):
    menu = Actions(window)
    menu.use_letters(False)
    assert "A" not in told(window)
    menu.use_letters(True)
    assert told(window)["A"] == "Arrived"
    letters = key_groups(window)[-1]
    assert letters.title == "Single letters"
    assert all(len(line.keys[0]) == 1 for line in letters.lines)


def test_where_payments_are_not_noted_their_key_is_not_told(window):
    menu = Actions(window)
    assert "P" not in told(window)
    menu.note_payments(True)
    assert told(window)["P"] == "Paid"


def test_no_customer_is_named_by_the_key_of_undo(window):
    Actions(window).name_steps("Booking of Dana Fox at 14:15", "")
    assert told(window)["Ctrl+Z"] == "Undo"


def test_the_keys_of_the_calendar_are_those_of_the_page():
    body = PAGE.partition("## In the calendar\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (.+?) \| .+ \|$", body, flags=re.MULTILINE)
    page = {key for cell in cells if cell != "key" for key in cell.split(", ")}
    sheet = {key for line in calendar_lines() for key in line.keys}
    assert page - sheet == set()
    assert sheet - page == {"Tab", "Shift+Tab"}  # the page tells them once for all panes


def test_columns_are_about_equally_long_and_keep_the_order():
    lengths = (2, 9, 4, 7, 3, 12, 1)
    groups = [KeyGroup(str(n), (KeyLine(("X",), ""),) * n) for n in lengths]
    columns = in_columns(groups, 3)
    assert sorted(group.title for column in columns for group in column) == sorted(
        str(n) for n in lengths
    )
    heights = [sum(len(group.lines) + 2 for group in column) for column in columns]
    assert max(heights) - min(heights) <= 5
    order = [str(n) for n in lengths]
    for column in columns:
        places = [order.index(group.title) for group in column]
        assert places == sorted(places)
