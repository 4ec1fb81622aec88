"""Two locations with words and required fields of their own, as the front desk meets them."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from frontdesk.desk import booking, configuration, records
from frontdesk.engine.customers import CustomerFields

from .conftest import SETUP


@pytest.fixture
def book(books, tmp_path):
    """The shop, where people are patients whose birth date is asked for; Harbour has guests."""
    main, harbour = SETUP["locations"]
    places = [
        main | {"customerWord": "patient", "requiredCustomerFields": ["birthDate"]},
        harbour | {"customerWord": "guest"},
    ]
    return books.lay(tmp_path / "book.db", json.dumps(SETUP | {"locations": places}))


def test_the_window_calls_people_what_the_location_shown_does(front):
    search = front.window.top_bar.search
    front.wait(lambda: search.placeholderText() == "Find patient, phone, booking …")
    front.window.top_bar.locationChosen.emit("harbour")
    front.wait(lambda: search.placeholderText() == "Find guest, phone, booking …")
    menu = front.window.menu
    assert (menu.customers.text(), menu.new_customer.text()) == ("Guests", "New guest")
    assert front.panel.form.card.change.accessibleName() == "Choose another guest (F2)"
    menu.customers.trigger()
    page = front.session.wiring.customers.page
    front.wait(page.isVisible)
    assert page.add.text() == "New guest"
    front.window.top_bar.locationChosen.emit("main")
    front.wait(lambda: page.add.text() == "New patient")


def test_another_desk_renames_them_and_this_window_follows(front):
    search = front.window.top_bar.search
    front.wait(lambda: search.placeholderText() == "Find patient, phone, booking …")
    tree = json.loads(configuration.dump_setup(front.other))
    tree["locations"][0]["customerWord"] = "member"
    configuration.load_setup(front.other, json.dumps(tree))
    front.wait(lambda: search.placeholderText() == "Find member, phone, booking …")


def test_a_new_customer_is_asked_in_the_form_and_tab_goes_through_it(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    (birth,) = front.form.asked.shown.values()
    assert birth.control.accessibleName() == "Birth date *"
    for words in ("Ruth Klein", "ruth@example.org", "(212) 555-0148"):
        front.write(words)
        front.press(Qt.Key.Key_Tab)
    assert front.focus() is birth.line
    front.press(Qt.Key.Key_Tab)
    front.wait(lambda: front.form.enter.is_ready)
    assert not front.form.enter_books  # since something is missing
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: birth.problem == "This is needed here.")
    assert front.focus() is birth.line
    assert front.status(number) == "IN"
    front.write("24 dec 1980")
    assert birth.problem == ""
    front.press(Qt.Key.Key_Tab)
    front.wait(lambda: front.form.enter_books)  # in the last field, with nothing missing
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: front.status(number) == "BK")
    customer = booking.show(front.other, number).customer
    assert records.card(front.other, customer.id).fields.birth_date == "1980-12-24"
    front.settle()
    assert birth.value() == ""


def test_what_is_missing_is_brought_into_sight(front):
    """Book would seem to do nothing on a small screen."""
    tree = json.loads(configuration.dump_setup(front.other))
    asked = ["birthDate", "address", "language", "tags", "notes", "alerts"]
    tree["locations"][0]["requiredCustomerFields"] = asked
    configuration.load_setup(front.other, json.dumps(tree))
    front.session.feed.look()
    front.window.resize(1100, 620)
    front.choose_service("cut")
    front.hold("ana", 10)
    front.wait(lambda: len(front.form.asked.shown) == len(asked))
    *filled, last = front.form.asked.shown.values()
    for field in (front.form.name, front.form.phone, *filled):
        field.line.setText("1980-12-24")
    front.form.name.line.setFocus()
    area = front.form.findChild(QScrollArea)
    area.verticalScrollBar().setValue(0)
    assert last.line.visibleRegion().isEmpty()
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: last.problem == "This is needed here.")
    assert front.focus() is last.line
    front.wait(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_a_known_customer_is_asked_beside_the_card(front):
    added = records.add(front.other, CustomerFields("Ruth Klein", phone="555 0100")).value
    front.wait(lambda: not front.session.runner.is_busy)
    front.choose_service("cut")
    front.session.wiring.find.customer.choose(added.row)
    number = front.hold("ana", 10)
    (birth,) = front.form.asked.shown.values()
    assert front.form.card.isVisible()
    assert not front.form.name.isVisible()
    assert not front.form.phone.isVisible()
    assert front.focus() is birth.line
    front.write("1980-12-24")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")
    assert records.card(front.other, added.row.id).fields.birth_date == "1980-12-24"
    front.settle()
    assert front.form.asked.shown == {}


def test_where_nothing_more_is_asked_the_form_is_as_it_always_was(front):
    front.window.top_bar.locationChosen.emit("harbour")
    front.wait(lambda: front.session.wiring.day.location_id == "harbour")
    front.choose_service("cut")
    front.session.booking.take(
        booking.HoldRequest("cut", front.at(13), ("dev",), None, "harbour"), "America/Los_Angeles"
    )
    front.wait(front.is_held)
    assert front.form.asked.shown == {}
    assert front.form.name.control.accessibleName() == "Name"


def test_what_was_typed_for_one_location_is_seen_at_the_other_too(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.form.name.line.setText("Ruth Klein")
    front.form.phone.line.setText("(212) 555-0148")
    birth = front.form.asked.shown["birth_date"]
    birth.line.setText("soon")
    request = booking.HoldRequest("cut", front.at(13), ("dev",), None, "harbour")
    front.session.booking.take(request, "America/Los_Angeles")
    front.wait(lambda: front.is_held() and birth.control.accessibleName() == "Birth date")
    number = front.session.booking.state.hold.appointment.id
    assert front.form.asked.shown == {"birth_date": birth}
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: bool(birth.problem))
    assert front.focus() is birth.line
    front.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    front.press(Qt.Key.Key_Delete)
    assert front.focus() is birth.line  # nobody asks for it here, but the cursor is in it
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")
