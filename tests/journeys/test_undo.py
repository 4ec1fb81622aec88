"""Undo of what the panel does: by the strip, by Ctrl+Z, and refused where the world moved on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from frontdesk.desk import booking
from frontdesk.desk.answers import Done, RefusalError
from frontdesk.ui.booking.state import Stage

CTRL = Qt.KeyboardModifier.ControlModifier


def press_strip(front, verb: str) -> None:
    buttons = front.window.notice.findChildren(QPushButton)
    front.click(next(b for b in buttons if b.text() == verb and b.isVisible()))


def book(front, name: str = "Ruth Klein") -> int:
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write(name)
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@example.org")
    front.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: front.status(number) == "BK")
    front.settle()
    return number


def test_a_hold_is_told_and_taken_back_by_the_strip_with_every_letter_kept(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    assert front.window.notice.text == "Held: Mon 23 Nov, 10:00 – 10:30, with Ana <b>Reyes</b>."
    front.write("Ruth")
    press_strip(front, "Undo")
    front.wait(lambda: front.session.booking.state.stage is Stage.IDLE)
    front.settle()
    with pytest.raises(RefusalError):
        booking.show(front.other, number)
    assert front.window.notice.text == "Undone: Hold at 10:00 on Mon 23 November."
    assert front.form.name.value() == "Ruth"
    press_strip(front, "Redo")
    front.wait(front.is_held)
    assert front.session.booking.state.hold.appointment.start == front.at(10)
    assert front.form.name.value() == "Ruth"


def test_a_booking_is_undone_by_ctrl_z_and_made_again_by_ctrl_y(front):
    number = book(front)
    menu = front.window.menu
    front.wait(lambda: "Booking of" in menu.undo.text())
    assert menu.undo.text() == "Undo: Booking of Ruth Klein at 10:00 on Mon 23 November"
    front.press(Qt.Key.Key_Z, CTRL)
    front.wait(lambda: front.status(number) == "CN")
    front.settle()
    assert menu.redo.text() == "Redo: Booking of Ruth Klein at 10:00 on Mon 23 November"
    front.press(Qt.Key.Key_Y, CTRL)
    front.wait(lambda: front.window.notice.text.startswith("Done again: Booking of Ruth Klein"))
    front.settle()
    again = front.session.booking.visit.visit
    assert again.appointment.status.value == "BK"
    assert again.customer.name == "Ruth Klein"


def test_release_is_taken_back_and_the_hold_is_in_hand_again(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth")
    front.click(front.form.release)
    front.wait(lambda: front.window.notice.text.startswith("Released:"))
    front.settle()
    press_strip(front, "Undo")
    front.wait(front.is_held)
    assert front.session.booking.state.hold.appointment.start == front.at(10)
    assert front.form.name.value() == "Ruth"


def test_a_hold_that_moved_goes_back_with_one_press(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    second = front.hold("bo", 11)
    front.wait(lambda: front.session.booking.state.hold.appointment.id != second or front.is_held())
    front.settle()
    assert front.window.notice.text.startswith("The hold moved to Mon 23 Nov, 11:00")
    press_strip(front, "Undo")
    front.wait(
        lambda: (
            front.is_held() and front.session.booking.state.hold.appointment.start == front.at(10)
        )
    )
    assert isinstance(front.other_holds("bo", 11), Done)


def test_undo_is_refused_with_a_reason_where_the_world_has_moved_on(front):
    number = book(front)
    front.wait(lambda: "Booking of" in front.window.menu.undo.text())
    booking.arrive(front.other, number)
    front.press(Qt.Key.Key_Z, CTRL)
    front.wait(lambda: "since" in front.window.notice.text)
    assert front.window.notice.text == "The visit was changed since, so this can't be undone."
    assert front.status(number) == "BK"


def test_redo_is_refused_where_the_time_is_gone(front):
    number = book(front)
    front.press(Qt.Key.Key_Z, CTRL)
    front.wait(lambda: front.status(number) == "CN")
    front.settle()
    assert isinstance(front.other_holds("ana", 10), Done)
    front.press(Qt.Key.Key_Y, CTRL)
    front.wait(lambda: "not available" in front.window.notice.text)


def test_ctrl_z_in_a_field_is_about_its_letters(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write("Ruth")
    for _ in range(6):
        front.press(Qt.Key.Key_Z, CTRL)
    front.settle()
    assert front.form.name.value() == ""
    assert front.status(number) == "IN"


@pytest.mark.parametrize("name", ["<b>x</b>", "O'Brien; DROP", "&Co & Sons", "=1+1", "x" * 300])
def test_names_show_as_themselves_in_the_menu_and_the_strip(front, name):
    book(front, name)
    undo = front.window.menu.undo
    front.wait(lambda: "Booking of" in undo.text())
    shown = undo.text().replace("&&", "&")
    assert shown.startswith(f"Undo: Booking of {name[:60]}")
    assert len(shown) < 100
    assert name in front.window.notice.text


def test_with_nothing_to_undo_the_menu_says_only_undo(front):
    front.settle()
    menu = front.window.menu
    assert (menu.undo.text(), menu.undo.isEnabled()) == ("Undo", False)
    assert (menu.redo.text(), menu.redo.isEnabled()) == ("Redo", False)


def test_a_cancelled_visit_is_told(front):
    number = book(front)
    front.click_time("ana", 10)
    front.wait(front.panel.visit.isVisible)
    front.settle()
    front.click(front.panel.visit.cancel)
    front.click(front.panel.visit.confirm)
    front.wait(lambda: front.status(number) == "CN")
    front.settle()
    assert front.window.notice.text == (
        "Cancelled: Ruth Klein, Mon 23 Nov, 10:00 – 10:30, with Ana <b>Reyes</b>."
    )
