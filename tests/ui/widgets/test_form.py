"""Fields keep what was typed, and only the user's own edits count as edits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from frontdesk.ui.widgets.form import ChoiceField, LineField, TextField


def test_loading_a_line_is_no_edit_but_typing_is(qtbot: QtBot) -> None:
    field = LineField("Customer")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.load("Ruth")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.line, " K")
    assert field.value() == "Ruth K"


def test_what_a_reader_or_dictation_puts_into_a_line_is_an_edit(qtbot: QtBot) -> None:
    field = LineField("Customer")
    qtbot.addWidget(field)
    interface = QAccessible.queryAccessibleInterface(field.line)
    with qtbot.waitSignal(field.edited):
        interface.editableTextInterface().insertText(0, "Ruth")
    assert field.value() == "Ruth"


def test_loading_a_note_is_no_edit_but_typing_is(qtbot: QtBot) -> None:
    field = TextField("Note")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.load("Knee,\nweek 6")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.editor, "x")
    assert field.value() == "xKnee,\nweek 6"


def test_loading_the_same_note_leaves_the_cursor(qtbot: QtBot) -> None:
    field = TextField("Note")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.editor, "Knee")
    field.load("Knee")
    qtbot.keyClicks(field.editor, "s")
    assert field.value() == "Knees"


def test_choosing_is_an_edit_but_filling_is_not(qtbot: QtBot) -> None:
    field = ChoiceField("Service")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_choices([("scan", "Scan"), ("cut", "Haircut & wash")])
        field.load("cut")
    assert field.value() == "cut"
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.combo, Qt.Key.Key_Up)
    assert field.value() == "scan"


def test_new_choices_keep_the_chosen_one(qtbot: QtBot) -> None:
    field = ChoiceField("Service")
    qtbot.addWidget(field)
    field.set_choices([("scan", "Scan"), ("cut", "Haircut")])
    field.load("cut")
    field.set_choices([("new", "New"), ("scan", "Scan"), ("cut", "Haircut")])
    assert field.value() == "cut"
    field.set_choices([("new", "New")])
    assert field.value() == "new"


def test_a_problem_is_shown_told_and_taken_away(qtbot: QtBot) -> None:
    field = LineField("E-mail")
    qtbot.addWidget(field)
    field.show()
    field.set_problem("Add what follows the @.")
    assert field.problem == "Add what follows the @."
    assert field.line.accessibleDescription() == "Add what follows the @."
    field.set_problem("")
    assert field.problem == ""
    assert field.line.accessibleDescription() == ""


def test_the_caption_names_the_control(qtbot: QtBot) -> None:
    field = LineField("Phone")
    qtbot.addWidget(field)
    assert field.line.accessibleName() == "Phone"
    field.set_caption("Mobile")
    assert field.line.accessibleName() == "Mobile"


def test_a_line_break_that_is_pasted_becomes_a_space(qtbot: QtBot) -> None:
    field = LineField("Name")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.edited):
        field.line.insert("Ana\r\nReyes\t(PT)\n")
    assert field.value() == "Ana Reyes (PT)"
