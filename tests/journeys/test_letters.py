"""Arrived, started, done and no-show are one key in the calendar, and one key takes them back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from frontdesk.desk import booking
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.values import Status
from frontdesk.ui.period import View

KEYS = [
    (Qt.Key.Key_A, "arrived_at", "Ruth Klein is here"),
    (Qt.Key.Key_S, "started_at", "Ruth Klein is being served"),
    (Qt.Key.Key_D, "completed_at", "Done: Ruth Klein"),
]


@pytest.fixture
def visit(front) -> int:
    """Ruth Klein with Ana at ten, booked by another desk and seen here."""
    customer = CustomerDetails("Ruth Klein", "ruth@example.org")
    request = HoldRequest(
        "cut", front.at(10), ("ana",), None, "main", customer, complete=Status.BOOKED
    )
    done = booking.hold(front.other, request)
    assert isinstance(done, Done)
    front.session.feed.look()
    front.wait(lambda: done.value.appointment.id in front.blocks())
    return done.value.appointment.id


def entry(front, visit: int):
    return booking.show(front.other, visit).appointment


def stand_on_the_visit(front) -> None:
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_Tab)


@pytest.mark.parametrize(("key", "fact", "words"), KEYS)
def test_one_key_notes_it_and_one_key_takes_it_back(front, visit, key, fact, words):
    stand_on_the_visit(front)
    front.press(key)
    front.wait(lambda: getattr(entry(front, visit), fact) is not None)
    front.settle()
    assert front.window.notice.text.startswith(words)
    front.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: getattr(entry(front, visit), fact) is None)
    front.settle()
    assert entry(front, visit).arrived_at is None


def test_x_is_a_no_show_that_can_be_undone(front, visit):
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_X)
    front.wait(lambda: entry(front, visit).status is Status.NO_SHOW)
    front.settle()
    assert "did not come" in front.window.notice.text
    front.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: "Undone" in front.window.notice.text)
    front.wait(lambda: Status.BOOKED in [b.visit.status for b in front.calendar.scene.blocks])


def test_a_click_and_one_key_are_enough(front, visit):
    front.click_time("ana", 10, 10)
    front.wait(lambda: front.panel.visit.isVisible())
    front.calendar.setFocus()
    front.press(Qt.Key.Key_A)
    front.wait(lambda: entry(front, visit).arrived_at is not None)


def test_letters_type_where_one_types(front, visit):
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_F2)
    front.write("asdx")
    front.settle()
    assert front.window.top_bar.search.text() == "asdx"
    assert entry(front, visit).arrived_at is None
    assert entry(front, visit).status is Status.BOOKED


def test_without_a_visit_a_letter_says_what_is_missing(front):
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_A)
    assert front.window.notice.text == "Choose a visit first."


def test_letters_can_be_switched_off_for_good(front, visit, preferences):
    front.window.menu.single_letters.trigger()
    assert not front.window.menu.single_letters.isChecked()
    assert not preferences.single_letters
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_A)
    front.press(Qt.Key.Key_X)
    front.settle()
    assert entry(front, visit).arrived_at is None
    assert entry(front, visit).status is Status.BOOKED
    front.window.menu.arrived.trigger()  # the menu still does it
    front.wait(lambda: entry(front, visit).arrived_at is not None)
    front.window.menu.single_letters.trigger()
    assert preferences.single_letters
    assert front.window.menu.done.shortcut().toString() == "D"


def test_the_same_key_again_is_no_second_step(front, visit):
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_A)
    front.press(Qt.Key.Key_A)  # before the first was answered
    front.settle()
    front.press(Qt.Key.Key_A)
    front.settle()
    assert front.window.notice.text == "Nothing was noted: the visit is “Arrived”."
    front.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: entry(front, visit).arrived_at is None)


def test_who_is_here_did_not_stay_away(front, visit):
    booking.arrive(front.other, visit)
    front.session.feed.look()
    front.wait(lambda: any(block.visit.arrived for block in front.calendar.scene.blocks))
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_X)
    front.settle()
    assert front.window.notice.text == "Nothing was noted: the visit is “Arrived”."
    assert entry(front, visit).status is Status.BOOKED


def test_a_letter_notes_it_in_the_list_too(front, visit):
    (to_list,) = [a for a in front.window.menu.views.actions() if a.data() == View.LIST]
    to_list.trigger()
    table = front.session.wiring.agenda.page.table
    front.wait(lambda: table.isVisible() and table.model().rowCount() > 0)
    front.settle()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_A)
    front.wait(lambda: entry(front, visit).arrived_at is not None)
    front.settle()
    assert front.window.notice.text.startswith("Ruth Klein is here")
    front.press(Qt.Key.Key_X)
    assert front.window.notice.text == "Nothing was noted: the visit is “Arrived”."


def test_ctrl_n_begins_a_booking_from_anywhere_and_loses_none(front):
    ctrl = Qt.KeyboardModifier.ControlModifier
    front.press(Qt.Key.Key_K, ctrl)
    front.settle()
    assert not front.window.shows_book
    front.press(Qt.Key.Key_N, ctrl)
    assert front.window.shows_book
    assert front.focus() is front.panel.idle.service.line
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth Klein")
    front.calendar.setFocus()
    front.press(Qt.Key.Key_N, ctrl)
    assert front.is_held()
    assert front.form.isAncestorOf(front.focus())
    assert front.session.booking.draft.name == "Ruth Klein"
