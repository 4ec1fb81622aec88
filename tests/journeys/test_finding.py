"""The telephone path: F2, who it is, which service, a time, booked; and how many keys that takes.

Keys are counted as a person presses them: every letter and digit is one, and so is each key with
the modifiers held down to it counted apart (Ctrl+Enter is two).
"""

from __future__ import annotations

import threading
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frontdesk.desk import booking, records
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.values import Status

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Typist:
    """Presses real keys where the focus is, counts them, and reads before going on."""

    def __init__(self, front) -> None:
        self.front = front
        self.keys = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.keys += 1 if modifiers == NONE else 2
        self.front.press(key, modifiers)
        self.front.settle()

    def write(self, words: str) -> None:
        self.keys += len(words)
        self.front.write(words)
        self.front.settle()

    def read_and_enter(self) -> None:
        """Enter, once the button says that it books."""
        self.front.wait(lambda: self.front.form.book.key == "Enter")
        self.press(Qt.Key.Key_Return)

    def find(self, words: str) -> None:
        """F2, the words, and Enter on what is found first."""
        self.press(Qt.Key.Key_F2)
        self.write(words)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def hands(front):
    front.settle()
    return Typist(front)


def raise_it(error: BaseException) -> None:
    raise error


def add(front, name: str, phone: str = "", **more: str):
    done = records.add(front.other, CustomerFields(name=name, phone=phone, **more))
    return done.value.row


def visited(front, customer_id: int, service: str = "cut", who: str = "bo", at: int = 0) -> int:
    """A booking of that customer, so that there is something usual about them."""
    start = at or front.at(16, 30)
    request = HoldRequest(
        service, start, (who,), None, "main", customer_id=customer_id, complete=Status.BOOKED
    )
    return booking.hold(front.other, request).value.appointment.id


def of_customer(front, customer_id: int) -> list[tuple[str, str, int]]:
    """Service, status and start of everything that is booked for a customer."""
    return sorted(
        (glance.service_id, glance.status.value, glance.start)
        for glance in records.history(front.other, customer_id)
    )


def titles(front) -> list[str]:
    return [row.entry.title for row in front.session.wiring.find.popup.rows]


# How many keys


def test_a_known_customer_with_the_usual_service_takes_at_most_8_keys(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.press(Qt.Key.Key_Return, SHIFT)
    front.wait(lambda: len(of_customer(front, ruth.id)) == 2)
    assert of_customer(front, ruth.id)[0] == ("cut", "BK", front.at(9))
    assert hands.keys <= 8


def test_the_same_with_a_hold_that_is_seen_takes_8_strokes(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    assert front.focus() is front.form.notes.editor
    hands.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: ("cut", "BK", front.at(9)) in of_customer(front, ruth.id))
    assert hands.keys - 1 <= 8  # Ctrl and Enter as the one stroke that they are


def test_f2_four_digits_enter_three_letters_enter_enter_enter_books(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.write("tal")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    assert front.focus() is front.form.notes.editor
    hands.read_and_enter()
    front.wait(lambda: ("talk", "BK", front.at(9)) in of_customer(front, ruth.id))
    assert hands.keys == 1 + 4 + 1 + 3 + 3
    assert front.window.notice.text.startswith("Booked: Ruth Klein, Mon 23 Nov, 9:00 – 9:15")


def test_the_usual_service_with_enter_alone_takes_8_keys(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    hands.read_and_enter()
    front.wait(lambda: ("cut", "BK", front.at(9)) in of_customer(front, ruth.id))
    assert hands.keys == 8


def test_a_known_customer_with_any_service_takes_3_clicks_and_6_keys(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    clicks = 0
    front.click(front.session.wiring.find.box)
    clicks += 1
    hands.write("0148")
    hands.press(Qt.Key.Key_Return)
    front.click(front.window.navigator.services.row("talk"))
    clicks += 1
    front.wait(lambda: bool(front.offered().get("bo")))
    front.settle()
    front.click_time("bo", 11)
    clicks += 1
    front.wait(front.is_held)
    hands.read_and_enter()
    front.wait(lambda: ("talk", "BK", front.at(11)) in of_customer(front, ruth.id))
    assert (clicks, hands.keys) == (3, 6)


def test_a_double_press_or_a_key_that_stays_down_holds_and_books_nothing(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    before = of_customer(front, ruth.id)
    hands.find("0148")
    front.press(Qt.Key.Key_Return)
    front.press(Qt.Key.Key_Return)  # in the same breath, before the hold is there
    front.wait(front.is_held)
    front.form.enter.begin()  # however long the machine took until here
    front.press(Qt.Key.Key_Return)  # and just after it came
    front.settle()
    assert front.is_held()
    front.wait(lambda: front.form.enter_books)
    for _ in range(5):
        still_down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", True)
        QApplication.sendEvent(front.focus(), still_down)
    front.settle()
    assert front.is_held()
    assert front.form.notes.value() == ""
    assert of_customer(front, ruth.id) == [*before, ("cut", "IN", front.at(9))]


def test_enter_goes_through_the_fields_of_a_new_customer_and_books_at_their_end(front, hands):
    hands.find("Ruth Klein")
    hands.write("cut")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    hands.press(Qt.Key.Key_Return)  # past the e-mail
    assert front.focus() is front.form.phone.line
    hands.press(Qt.Key.Key_Return)
    assert front.focus() is front.form.notes.editor
    front.wait(lambda: front.form.enter.is_ready)
    assert front.form.book.key == "Ctrl+Enter"
    hands.press(Qt.Key.Key_Return)  # nothing to reach her by: that is said, and nothing booked
    assert front.focus() is front.form.email.line
    assert front.is_held()
    hands.press(Qt.Key.Key_Return)
    hands.write("2125550148")
    hands.press(Qt.Key.Key_Return)
    number = front.session.booking.state.hold.appointment.id
    hands.read_and_enter()
    front.wait(lambda: front.status(number) == "BK")
    assert booking.show(front.other, number).customer.phone == "2125550148"


def test_a_note_has_lines_and_enter_breaks_them(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.press(Qt.Key.Key_Return)
    front.wait(lambda: front.form.enter_books)
    hands.write("knee")
    assert front.form.book.key == "Ctrl+Enter"
    hands.press(Qt.Key.Key_Return)
    hands.write("left")
    assert front.form.notes.value() == "knee\nleft"
    assert front.is_held()


def test_with_everything_filled_the_cursor_stands_on_book(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    hands.write("knee")
    front.click(front.form.release)
    front.settle()
    front.hold("ana", 11)
    assert front.focus() is front.form.book
    hands.read_and_enter()
    front.wait(lambda: ("cut", "BK", front.at(11)) in of_customer(front, ruth.id))


def test_a_known_customer_with_any_service_takes_at_most_13_keys(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    hands.write("tal")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    hands.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: ("talk", "BK", front.at(9)) in of_customer(front, ruth.id))
    assert hands.keys <= 13


def test_a_new_customer_takes_at_most_35_keys_letters_and_all(front, hands):
    hands.find("Ruth Klein")
    hands.write("cut")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    assert front.focus() is front.form.email.line
    hands.press(Qt.Key.Key_Tab)
    hands.write("2125550148")
    number = front.session.booking.state.hold.appointment.id
    hands.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: front.status(number) == "BK")
    visit = booking.show(front.other, number)
    assert (visit.customer.name, visit.customer.phone) == ("Ruth Klein", "2125550148")
    assert visit.appointment.start == front.at(9)
    assert hands.keys <= 35


def test_the_same_again_in_six_weeks_takes_at_most_3_actions(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    made = visited(front, ruth.id)
    front.wait(lambda: made in front.blocks())
    front.click_time("bo", 16, 30)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    front.settle()
    front.press(Qt.Key.Key_R)
    front.settle()
    assert front.focus() is front.panel.idle.times.rows[0]
    assert front.session.wiring.day.date == date(2027, 1, 4)
    front.press(Qt.Key.Key_Return, SHIFT)
    front.wait(lambda: len(of_customer(front, ruth.id)) == 2)
    six_weeks_later = front.at(8) + 42 * 1440
    assert of_customer(front, ruth.id)[-1] == ("cut", "BK", six_weeks_later)
    again = [g for g in records.history(front.other, ruth.id) if g.start == six_weeks_later]
    assert again[0].resource_ids == ("bo",)


# The search box


def test_f2_finds_from_anywhere_and_esc_leads_back(front, hands):
    add(front, "Ruth Klein", "(212) 555-0148")
    add(front, "Rutger Hauer", "(212) 555-0199")
    hands.press(Qt.Key.Key_F2)
    assert front.focus() is front.session.wiring.find.box
    hands.write("rut")
    assert titles(front) == ["Rutger Hauer", "Ruth Klein", "New customer “rut”"]
    popup = front.session.wiring.find.popup
    assert popup.isVisible()
    hands.press(Qt.Key.Key_Down)
    assert popup.current.title == "Ruth Klein"
    assert popup.current.aside == "(212) 555-0148"
    hands.press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert front.focus() is front.calendar


def test_enter_before_the_answer_chooses_from_the_answer_to_what_was_typed(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    add(front, "Otto Falk", "(212) 555-0001")
    front.press(Qt.Key.Key_F2)
    front.write("0148")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: front.session.booking.draft.customer_id == ruth.id)


def test_typing_goes_on_while_the_book_is_busy_and_only_the_last_answer_shows(front, hands):
    add(front, "Ruth Klein", "(212) 555-0148")
    add(front, "Otto Falk", "(212) 555-0001")
    gate = threading.Event()
    front.session.runner.run(lambda desk: gate.wait(20), lambda _: None, raise_it)
    front.press(Qt.Key.Key_F2)
    for letters in ("ot", "to"):
        front.write(letters)
        front.qtbot.wait(20)
    assert front.focus().text() == "otto"
    assert titles(front) == []
    for _ in range(4):
        front.press(Qt.Key.Key_Backspace)
    front.write("ruth")
    gate.set()
    front.wait(lambda: titles(front) == ["Ruth Klein", "New customer “ruth”"])


def test_four_digits_are_a_phone_before_they_are_a_booking(front, hands):
    otto = add(front, "Otto Falk", "(212) 555-9876")
    ruth = add(front, "Ruth Klein", f"(212) 555-{visited(front, otto.id):04}")
    hands.press(Qt.Key.Key_F2)
    hands.write(ruth.phone[-4:])
    assert titles(front)[0] == "Ruth Klein"
    assert titles(front)[1].startswith("Booking ")
    hands.press(Qt.Key.Key_Return)
    assert front.session.booking.draft.customer_id == ruth.id


def test_a_visit_is_found_by_its_number_and_opens_its_day(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    made = visited(front, ruth.id, at=front.at(11, day=25))
    hands.press(Qt.Key.Key_F2)
    hands.write(f"#{made}")
    assert titles(front)[0] == f"Booking {made} · Ruth Klein"
    hands.press(Qt.Key.Key_Return)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    assert front.session.booking.visit.visit.appointment.id == made
    assert front.session.wiring.day.date == date(2026, 11, 25)


@pytest.mark.parametrize(
    "name",
    ["<b>x</b> & Co", "O'Brien; DROP", "=1+1", "Zoë 🦊", "שרה לוי", "N" * 300],
)
def test_a_strange_name_shows_as_itself_in_the_list_and_on_the_card(front, hands, name):
    add(front, name, "(212) 555-0148", alerts="<i>mind</i>")
    hands.press(Qt.Key.Key_F2)
    hands.write("0148")
    assert titles(front)[0] == name
    assert "<i>" not in front.session.wiring.find.popup.rows[0].toolTip()
    hands.press(Qt.Key.Key_Return)
    assert front.panel.idle.card.lines[:2] == (name, "! <i>mind</i>")


def test_an_empty_book_has_nothing_to_find(empty_front):
    empty_front.wait(lambda: empty_front.window.welcome.isVisible())
    menu = empty_front.window.menu
    actions = (menu.find, menu.find_time, menu.rebook, menu.go_to_date)
    assert not any(action.isEnabled() for action in actions)


def test_r_needs_a_customer_and_says_so(front, hands):
    held = front.other_holds("ana", 11).value.appointment.id
    front.wait(lambda: held in front.blocks())
    front.click_time("ana", 11)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    hands.press(Qt.Key.Key_R)
    assert front.window.notice.text == "Only a visit of a known customer can be booked again."
    assert front.session.wiring.day.date == date(2026, 11, 23)


# The customer's card and the first times


def test_choosing_a_customer_shows_the_card_and_the_usual_persons_times_first(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148", email="r@example.org", alerts="Latex allergy")
    visited(front, ruth.id)
    hands.find("ruth")
    front.wait(lambda: len(front.panel.idle.times.rows) > 0)
    assert front.panel.idle.card.lines == (
        "Ruth Klein",
        "! Latex allergy",
        "(212) 555-0148 · r@example.org",
        "1 visit, 0 no-shows",
        "Next Mon 23 Nov, 16:30",
    )
    assert front.panel.idle.service.line.text() == "Cut & dry"
    assert front.panel.idle.service.line.selectedText() == "Cut & dry"
    assert front.panel.idle.times.captions[:2] == ("With Bo", "Today with anyone")
    first = front.panel.idle.times.rows[0].accessibleName()
    assert first == "9:00, With Bo, Today · Bo, usual person"
    assert front.offered()["bo"]


def test_a_click_on_the_calendar_holds_with_the_customer_already_there(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("ruth")
    number = front.hold("ana", 10)
    assert booking.show(front.other, number).appointment.customer_id == ruth.id
    assert front.form.card.isVisible()
    assert not front.form.name.isVisible()
    assert front.focus() is front.form.notes.editor


def test_putting_the_customer_back_brings_the_typed_letters_back(front, hands):
    add(front, "Ruth Klein", "(212) 555-0148")
    front.choose_service("cut")
    front.hold("ana", 10)
    hands.write("Rut")
    hands.find("0148")
    assert not front.form.name.isVisible()
    front.click(front.form.card.clear)
    assert front.form.name.value() == "Rut"
    assert front.form.name.isVisible()


def test_the_times_are_narrowed_to_a_person_a_weekday_and_a_part_of_the_day(front, hands):
    front.choose_service("cut")
    box = front.panel.idle.times
    front.settle()
    for button, entry in (
        (box.people_button, "Bo"),
        (box.hours_button, "Afternoon"),
        (box.hours_button, "Wednesday"),
    ):
        next(a for a in button.menu().actions() if a.text() == entry).trigger()
        front.settle()
    assert box.captions == ("Wed 25",)
    assert box.rows[0].accessibleName() == "12:00, Wed 25, Bo"
    assert box.people_button.name == "Bo"
    assert box.hours_button.name == "Wed, afternoon"


def test_ctrl_f_goes_to_the_times(front, hands):
    front.choose_service("cut")
    front.settle()
    hands.press(Qt.Key.Key_F, CTRL)
    assert front.focus() is front.panel.idle.times.rows[0]


# Someone who is in the book already


def test_a_customer_typed_anew_is_recognised_quietly(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    front.choose_service("cut")
    number = front.hold("ana", 10)
    hands.write("Ruth Klien")
    lines = front.form.lookalikes
    front.wait(lambda: lines.words == ("Ruth Klein, (212) 555-0148",))
    assert front.focus() is front.form.name.line
    front.click(lines.buttons[0])
    front.settle()
    front.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: front.status(number) == "BK")
    assert booking.show(front.other, number).customer.id == ruth.id


# Dates


@pytest.mark.parametrize(
    ("words", "day"),
    [("+6w", date(2027, 1, 4)), ("next tue", date(2026, 12, 1)), ("24.12.", date(2026, 12, 24))],
)
def test_ctrl_g_goes_to_a_date(front, hands, words, day):
    hands.press(Qt.Key.Key_G, CTRL)
    hands.write(words)
    hands.press(Qt.Key.Key_Return)
    assert front.session.wiring.day.date == day
    assert front.focus() is front.calendar


def test_what_is_no_date_is_said_and_stays_to_be_put_right(front, hands):
    hands.press(Qt.Key.Key_G, CTRL)
    hands.write("soon")
    hands.press(Qt.Key.Key_Return)
    field = front.session.wiring.find.go_to_date
    assert field.answer.startswith("“soon” is no date.")
    assert field.line.text() == "soon"
    hands.press(Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert front.session.wiring.day.date == date(2026, 11, 23)


def test_shift_and_a_click_books_at_once(front, hands):
    ruth = add(front, "Ruth Klein", "(212) 555-0148")
    visited(front, ruth.id)
    hands.find("0148")
    row = front.panel.idle.times.rows[0]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, SHIFT)
    front.wait(lambda: len(of_customer(front, ruth.id)) == 2)
