"""From a click on a free time to a booking, and through every end that a hold can take."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from frontdesk.desk import booking
from frontdesk.desk.answers import CustomerDetails, Done, RefusalError, Refused
from frontdesk.engine.refusals import Code

TYPED = ("Ruth Klein", "ruth@example.org", "(212) 555-0148", "Knee, week 6  ")


def type_form(front) -> None:
    """Fill the form by keys alone, from the cursor that the hold has put there."""
    for index, words in enumerate(TYPED):
        if index:
            front.press(Qt.Key.Key_Tab)
        front.write(words)


def typed(front) -> tuple[str, ...]:
    form = front.form
    return form.name.value(), form.email.value(), form.phone.value(), form.notes.value()


def test_a_click_holds_at_once_and_puts_the_cursor_into_the_name(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    assert front.status(number) == "IN"
    assert front.focus() is front.form.name.line
    assert front.head.texts.title == "Held 10:00"
    assert front.head.texts.detail == "until 9:10"
    assert front.head.texts.what == "Mon 23 Nov, 10:00 – 10:30 · Ana"
    assert any("HOLD · 10:00" in line for line in front.blocks()[number])


@pytest.mark.slow
def test_the_countdown_says_what_is_left_at_each_boundary(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    seen = []
    for step in (328, 211, 1, 1, 39, 1, 18, 1):
        front.pass_time(step)
        seen.append((front.head.texts.title, front.head.texts.tone.value))
    assert seen == [
        ("Held 4:32", "calm"),
        ("Held 1:01", "calm"),
        ("Ends in 1:00", "warning"),
        ("Ends in 0:59", "warning"),
        ("Ends in 0:20", "urgent"),
        ("Ends in 0:19", "urgent"),
        ("Ends in 0:01", "urgent"),
        ("Hold ended 9:10", "warning"),
    ]
    assert number not in front.blocks()


def test_book_by_keys_turns_the_hold_into_a_booking(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    type_form(front)
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not front.form.book.isEnabled()
    assert front.form.book.text() == "Booking …"
    front.wait(lambda: front.status(number) == "BK")
    front.settle()
    visit = booking.show(front.other, number)
    assert (visit.customer.name, visit.customer.email) == ("Ruth Klein", "ruth@example.org")
    assert visit.appointment.notes == "Knee, week 6"
    assert "Ruth Klein" in front.window.notice.text
    assert any("Ruth Klein" in line for line in front.blocks()[number])
    assert typed(front) == ("", "", "", "")


@pytest.mark.slow
def test_release_frees_the_time_for_everyone(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.click(front.form.release)
    front.wait(lambda: front.at(10) in front.offered()["ana"])
    with pytest.raises(RefusalError):
        booking.show(front.other, number)
    assert isinstance(front.other_holds("ana", 10), Done)


@pytest.mark.slow
def test_f8_keeps_the_hold(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.pass_time(570)
    assert front.head.texts.title == "Ends in 0:30"
    front.press(Qt.Key.Key_F8)
    front.wait(lambda: front.head.texts.title == "Held 10:00")


@pytest.mark.slow
def test_expiry_keeps_every_letter_and_offers_the_time_again(front):
    front.choose_service("cut")
    first = front.hold("ana", 10)
    type_form(front)
    front.end_for_good()
    front.settle()
    assert front.head.texts.title == "Hold ended 9:20. The time is still free"
    assert typed(front) == TYPED
    assert first not in front.blocks()
    assert front.at(10) in front.offered()["ana"]
    front.click(front.head.button())
    front.wait(front.is_held)
    assert typed(front) == TYPED
    assert front.head.texts.title == "Held 10:00"


@pytest.mark.slow
def test_a_second_desk_takes_the_expired_time_and_one_click_takes_another(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    type_form(front)
    front.end_for_good()
    front.pass_time(120)
    assert isinstance(front.other_holds("ana", 10), Done)
    front.wait(lambda: front.head.texts.title == "Taken by Desk 2 at 9:22")
    assert typed(front) == TYPED
    rows = front.form.slots.rows
    assert [row.accessibleName() for row in rows] == [
        "9:45, Today · Bo",
        "10:00, Today · Bo",
        "10:15, Today · Bo",
    ]
    front.click(rows[1])
    front.wait(front.is_held)
    front.settle()
    assert front.head.texts.what == "Mon 23 Nov, 10:00 – 10:30 · Bo"
    assert typed(front) == TYPED


@pytest.mark.slow
def test_the_other_desks_hold_is_seen_by_itself_and_cannot_be_taken(front):
    front.choose_service("cut")
    front.settle()
    other = front.other_holds("ana", 10)
    number = other.value.appointment.id
    front.wait(lambda: number in front.blocks())
    assert any("Held by Desk 2" in line for line in front.blocks()[number])
    front.wait(lambda: front.at(10) not in front.offered()["ana"])
    front.click_time("ana", 10)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    assert front.status(number) == "IN"
    assert front.session.booking.state.hold is None


@pytest.mark.slow
def test_a_time_that_went_this_very_moment_is_refused_by_the_database(front):
    front.choose_service("cut")
    front.session.feed.stop()
    other = front.other_holds("ana", 10)
    front.click_time("ana", 10)
    front.wait(lambda: front.head.texts.title == "Taken by Desk 2 at 9:00")
    assert front.status(other.value.appointment.id) == "IN"


def test_our_hold_cannot_be_taken_by_the_other_desk(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    answer = front.other_holds("ana", 10)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.SLOT_TAKEN


@pytest.mark.slow
def test_a_half_typed_e_mail_never_blocks_and_is_said_in_a_sentence(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@")
    assert front.form.email.problem == ""
    front.press(Qt.Key.Key_Tab)
    assert front.focus() is front.form.phone.line
    front.wait(lambda: front.form.email.problem != "")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.focus() is front.form.email.line)
    assert front.form.email.value() == "ruth@"
    assert front.status(number) == "IN"
    front.press(Qt.Key.Key_End)
    front.write("example.org")
    assert front.form.email.problem == ""
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")


@pytest.mark.slow
def test_esc_goes_to_the_calendar_and_discards_nothing(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    type_form(front)
    for _ in range(3):
        front.press(Qt.Key.Key_Escape)
    assert front.focus() is front.calendar
    assert typed(front) == TYPED
    assert front.is_held()


@pytest.mark.slow
def test_a_first_time_from_the_list_is_held_with_one_click(front):
    front.choose_service("cut")
    front.wait(lambda: len(front.panel.idle.times.rows) == 10)
    front.click(front.panel.idle.times.rows[0])
    front.wait(front.is_held)
    assert front.session.booking.state.hold.appointment.start == front.at(9)


@pytest.mark.slow
def test_a_time_from_the_list_is_brought_into_view(front):
    front.choose_service("cut")
    front.wait(lambda: len(front.panel.idle.times.rows) == 10)
    bar = front.calendar.verticalScrollBar()
    bar.setValue(bar.maximum())
    front.click(front.panel.idle.times.rows[0])
    front.wait(front.is_held)
    line = front.calendar.scene.frame.time.line(front.at(9))
    assert bar.value() < line < bar.value() + front.calendar.viewport().height()


@pytest.mark.slow
def test_a_visit_is_shown_marked_arrived_and_cancelled_in_the_panel(front):
    made = front.other_holds("bo", 9, 30).value.appointment.id
    booking.book(front.other, made, CustomerDetails("Ivy Chen", "", "555-0100"))
    front.wait(lambda: any("Ivy Chen" in line for line in front.blocks().get(made, [])))
    front.click_time("bo", 9, 30)
    front.wait(lambda: front.panel.visit.isVisible())
    front.settle()
    front.click(front.panel.visit.arrive)
    front.wait(lambda: booking.show(front.other, made).appointment.arrived_at is not None)
    front.settle()
    front.click(front.panel.visit.cancel)
    assert front.status(made) == "BK"
    front.click(front.panel.visit.confirm)
    front.wait(lambda: front.status(made) == "CN")
    front.wait(lambda: made not in front.blocks())


@pytest.mark.slow
def test_after_release_the_focus_is_in_the_calendar_and_on_no_other_button(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.form.release.setFocus()
    front.press(Qt.Key.Key_Space)
    front.wait(lambda: front.session.booking.state.hold is None)
    front.settle()
    assert front.focus() is front.calendar


@pytest.mark.slow
def test_while_a_booking_is_under_way_the_focus_is_not_on_release(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    type_form(front)
    front.form.book.setFocus()
    front.press(Qt.Key.Key_Space)
    assert not front.form.book.isEnabled()
    assert front.focus() is front.form.notes.editor
