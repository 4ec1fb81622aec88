"""The weekly hours under a user's hands: drawn, stretched, carried, typed, and by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.hours_editor import HoursEditor
from frontdesk.ui.widgets.hours_line import HoursField
from frontdesk.ui.widgets.hours_strip import DayStrip

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
WORK = [["09:00", "12:00"], ["13:00", "17:00"]]


class Hands:
    """Drags and keys, and what was told of them."""

    def __init__(self, editor: HoursEditor) -> None:
        self.editor = editor
        self.edits = 0
        editor.edited.connect(self._count)

    def _count(self) -> None:
        self.edits += 1

    def strip(self, key: str) -> DayStrip:
        return self.editor.days[key].strip

    def line(self, key: str) -> QLineEdit:
        return self.editor.days[key].line

    @property
    def menu(self) -> QMenu:
        found = self.editor.findChild(QMenu)
        assert isinstance(found, QMenu)
        return found

    def at(self, key: str, clock: str) -> QPoint:
        hours, minutes = clock.split(":")
        strip = self.strip(key)
        x = strip.scale.x(int(hours) * 60 + int(minutes))
        return QPoint(round(x), strip.height() // 2)

    def drag(
        self,
        key: str,
        start: str,
        end: str,
        modifiers: Qt.KeyboardModifier = NOTHING,
        *,
        cancel: bool = False,
    ) -> None:
        strip = self.strip(key)
        QTest.mousePress(strip, LEFT, modifiers, self.at(key, start))
        for part in (1, 2, 3):
            here, there = self.at(key, start), self.at(key, end)
            place = here + (there - here) * part / 3
            _move(strip, place, modifiers)
        if cancel:
            QTest.keyClick(strip, Qt.Key.Key_Escape)
        QTest.mouseRelease(strip, LEFT, modifiers, self.at(key, end))

    def act(self, key: str, words: str) -> None:
        """Open the menu of a day and choose."""
        self.action(key, words).trigger()
        self.menu.close()

    def action(self, key: str, words: str) -> QAction:
        """A line of the menu of a day, opened by its button."""
        QTest.mouseClick(self.editor.days[key].menu, LEFT)
        assert self.menu.isVisible()
        return next(a for a in self.menu.actions() if a.text().split("\t")[0] == words)


def _move(strip: DayStrip, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(strip.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        LEFT,
        modifiers,
    )
    QApplication.sendEvent(strip, event)


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    QLocale.setDefault(QLocale("en_GB"))
    editor = HoursEditor()
    qtbot.addWidget(editor)
    editor.resize(1100, 360)
    editor.load({"mon": WORK})
    editor.show()
    return Hands(editor)


def test_loading_is_silent_and_shows_both_ways(hands: Hands) -> None:
    assert hands.edits == 0
    assert hands.editor.week() == {"mon": WORK}
    assert hands.line("mon").text() == "09:00–12:00, 13:00–17:00"
    assert hands.line("tue").text() == ""


def test_drawing_opens_a_day_on_quarters_and_with_alt_on_five_minutes(hands: Hands) -> None:
    hands.drag("tue", "10:04", "14:56")
    assert hands.editor.week()["tue"] == [["10:00", "15:00"]]
    assert hands.line("tue").text() == "10:00–15:00"
    hands.drag("wed", "10:04", "14:54", ALT)
    assert hands.editor.week()["wed"] == [["10:05", "14:55"]]
    assert hands.edits == 2


def test_edges_windows_and_breaks_are_dragged(hands: Hands) -> None:
    hands.drag("mon", "17:00", "18:00")
    assert hands.editor.week()["mon"] == [["09:00", "12:00"], ["13:00", "18:00"]]
    hands.drag("mon", "10:30", "10:00")
    assert hands.editor.week()["mon"] == [["08:30", "11:30"], ["13:00", "18:00"]]
    hands.drag("mon", "11:45", "13:00")
    assert hands.editor.week()["mon"] == [["08:30", "11:30"], ["11:45", "18:00"]]


def test_escape_ends_a_drag_without_effect(hands: Hands) -> None:
    hands.drag("mon", "17:00", "19:00", cancel=True)
    assert hands.editor.week() == {"mon": WORK}
    assert hands.edits == 0


def test_a_click_changes_nothing(hands: Hands) -> None:
    QTest.mouseClick(hands.strip("mon"), LEFT, NOTHING, hands.at("mon", "10:00"))
    QTest.mouseClick(hands.strip("tue"), LEFT, NOTHING, hands.at("tue", "10:00"))
    assert hands.edits == 0


def test_with_ctrl_a_day_is_carried_onto_another(hands: Hands) -> None:
    source, target = hands.strip("mon"), hands.strip("thu")
    start = hands.at("mon", "10:00")
    QTest.mousePress(source, LEFT, CTRL, start)
    there = source.mapFromGlobal(target.mapToGlobal(hands.at("thu", "10:00")))
    _move(source, start + QPoint(0, 10), CTRL)
    _move(source, there, CTRL)
    QTest.mouseRelease(source, LEFT, CTRL, there)
    assert hands.editor.week() == {"mon": WORK, "thu": WORK}


def test_hours_past_midnight_are_drawn_typed_and_said(hands: Hands) -> None:
    QTest.mouseClick(hands.editor.zoom.button("whole"), LEFT)
    hands.drag("fri", "22:00", "26:00")
    assert hands.editor.week()["fri"] == [["22:00", "02:00"]]
    assert "next day" in hands.editor.days["fri"].words.text()
    assert not hands.line("fri").property("problem")
    hands.line("sat").setText("20-1")
    assert hands.editor.week()["sat"] == [["20:00", "01:00"]]
    assert "01:00 on the next day" in hands.editor.days["sat"].words.text()


def test_what_can_not_be_read_is_said_at_once_and_kept(hands: Hands) -> None:
    hands.line("mon").setText("9-12, 11-13")
    assert "overlaps 09:00–12:00" in hands.editor.days["mon"].words.text()
    assert hands.editor.week() == {"mon": "9-12, 11-13"}
    assert hands.editor.problem_field is hands.line("mon")
    again = HoursEditor()
    again.load(hands.editor.week())
    assert again.days["mon"].line.text() == "9-12, 11-13"
    hands.line("mon").setText("9-12")
    assert hands.editor.week() == {"mon": [["09:00", "12:00"]]}
    assert hands.editor.problem_field is None


def test_typing_moves_no_cursor_when_the_draft_comes_back(hands: Hands) -> None:
    line = hands.line("tue")
    line.setFocus()
    for typed in ("9", "9-", "9-1", "9-12"):
        line.setText(typed)
        line.setCursorPosition(1)
        hands.editor.load(hands.editor.week())
        assert (line.text(), line.cursorPosition()) == (typed, 1)


def test_a_week_with_a_fault_from_elsewhere_is_shown_as_it_stands(hands: Hands) -> None:
    overlapping = {"mon": [["09:00", "12:00"], ["11:00", "14:00"]], "tue": [["9", "x"]]}
    hands.editor.load(overlapping)
    assert hands.line("mon").text() == "09:00–12:00, 11:00–14:00"
    assert hands.editor.days["tue"].words.text()
    hands.editor.load({"wed": WORK})
    hands.editor.show_faults({"wed[1]": "Must be otherwise."})
    assert hands.editor.days["wed"].words.text() == "Must be otherwise."
    assert hands.editor.days["mon"].words.text() == ""


def test_everything_goes_by_keys(hands: Hands) -> None:
    strip = hands.strip("mon")
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    assert hands.editor.week()["mon"][0] == ["09:00", "12:15"]
    assert strip.accessibleDescription().endswith("ends at 12:15")
    QTest.keyClick(strip, Qt.Key.Key_Left, SHIFT | ALT)
    assert hands.editor.week()["mon"][0] == ["09:00", "12:10"]
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    assert hands.editor.week()["mon"] == [["13:00", "17:00"]]
    QTest.keyClick(strip, Qt.Key.Key_S)
    assert hands.editor.week()["mon"] == [["13:00", "14:30"], ["15:30", "17:00"]]
    QTest.keyClick(strip, Qt.Key.Key_Insert)
    assert hands.editor.week()["mon"][0] == ["09:00", "13:00"]
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert hands.strip("tue").hasFocus()
    assert hands.strip("tue").accessibleName() == "Hours of Tuesday"
    assert hands.strip("tue").accessibleDescription() == "Closed"


def test_the_menu_copies_a_day_to_others_and_closes_it(hands: Hands) -> None:
    hands.act("mon", "Copy Monday to Monday – Friday")
    assert set(hands.editor.week()) == {"mon", "tue", "wed", "thu", "fri"}
    hands.act("mon", "Copy Monday to Sunday")
    assert hands.editor.week()["sun"] == WORK
    hands.act("mon", "Close the whole day")
    assert "mon" not in hands.editor.week()
    assert not hands.action("mon", "Close the whole day").isEnabled()


def test_the_hours_of_a_single_date_are_a_line(qtbot: QtBot) -> None:
    field = HoursField("Hours")
    qtbot.addWidget(field)
    field.load_windows([["10:00", "14:00"]])
    assert field.value() == "10:00–14:00"
    field.line.setText("10-")
    assert field.problem
    assert field.stored() == "10-"
    field.line.setText("10-15")
    assert field.problem == ""
    assert field.stored() == [["10:00", "15:00"]]


def test_a_half_typed_line_leaves_the_scale_as_it_was(hands: Hands, qtbot: QtBot) -> None:
    line = hands.editor.days["tue"].line
    hands.editor.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    before = hands.strip("tue").scale
    for letter in "9-1":
        QTest.keyClick(line, letter)
    assert hands.strip("tue").scale.last > 1440, "9 to 1 runs past midnight"
    QTest.keyClick(line, "7")
    assert hands.strip("tue").scale == before
