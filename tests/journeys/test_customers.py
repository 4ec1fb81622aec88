"""The page of customers through the real widgets: find, read, save, link, merge, erase."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from frontdesk.desk import booking, finding, merging, records
from frontdesk.desk.answers import Cause, Done, EnvironmentFault
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.values import Status

ODD = ["<b>bold</b>", "O'Brien; DROP", "&Co & Sons", "=1+1", "😀 Smile", "محمد علي", "x" * 300]


@pytest.fixture
def customers(front):
    return front.session.wiring.customers


def add(front, name: str, **fields) -> int:
    answer = records.add(front.other, CustomerFields(name=name, **fields))
    assert isinstance(answer, Done)
    return answer.value.row.id


def stored(front, number: int) -> CustomerFields:
    return records.card(front.other, number).fields


def open_page(front, customers) -> None:
    front.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: customers.page.isVisible())
    front.settle()


def search(front, customers, words: str) -> None:
    customers.page.finder.box.clear()
    customers.page.finder.setFocus()
    front.write(words)
    front.settle()


def open_card(front, customers, words: str) -> None:
    """Ctrl+K, the words, Enter: as a receptionist does."""
    open_page(front, customers)
    search(front, customers, words)
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: customers.card.state is not None and customers.page.card.isVisible())
    front.settle()


def field(customers, name: str):
    return customers.page.card.form.fields[name]


def type_into(front, customers, name: str, words: str) -> None:
    control = field(customers, name).control
    control.setFocus()
    front.press(Qt.Key.Key_End)
    front.write(words)


def save(front) -> None:
    front.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    front.settle()


def notice_button(front, verb: str):
    found = front.window.notice.findChildren(QPushButton)
    return next(b for b in found if not b.isHidden() and b.text() == verb)


def test_the_page_opens_with_one_key_and_the_calendar_is_one_key_away(front, customers):
    front.calendar.setFocus()
    open_page(front, customers)
    assert front.focus() is customers.page.finder.box
    assert not front.window.shows_book
    front.press(Qt.Key.Key_Escape)
    assert front.window.shows_book
    assert front.focus() is front.calendar


def test_a_card_shows_every_field_and_looking_at_it_writes_nothing(front, customers):
    number = add(
        front,
        "Dana Fox",
        email="dana@example.org",
        phone="(212) 555-0148",
        birth_date="24.12.1980",
        address="12 Main Street\nNew York",
        language="en",
        tags=("vip", "knee"),
        notes="Prefers mornings",
        alerts="Latex allergy",
    )
    before = front.other.data_version()
    open_card(front, customers, "fox dana")
    form = customers.page.card.form
    assert {name: part.value() for name, part in form.fields.items()} == {
        "name": "Dana Fox",
        "email": "dana@example.org",
        "phone": "(212) 555-0148",
        "birth_date": "1980-12-24",
        "address": "12 Main Street\nNew York",
        "language": "en",
        "tags": "vip, knee",
        "notes": "Prefers mornings",
        "alerts": "Latex allergy",
    }
    assert not customers.page.card.save.isEnabled()
    front.press(Qt.Key.Key_Escape)
    front.settle()
    assert front.other.data_version() == before
    assert records.card(front.other, number).version == 1


def test_ctrl_s_saves_and_the_notice_undoes_it(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    open_card(front, customers, "dana")
    type_into(front, customers, "email", "dana@example.org")
    assert stored(front, number).email == ""
    save(front)
    assert stored(front, number).email == "dana@example.org"
    assert front.window.notice.text == "Saved: Dana Fox."
    front.click(notice_button(front, "Undo"))
    front.wait(lambda: stored(front, number).email == "")
    front.wait(lambda: field(customers, "email").value() == "")


def test_a_problem_stands_beside_its_field_and_nothing_is_saved(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    open_card(front, customers, "dana")
    type_into(front, customers, "email", "dana@")
    front.wait(lambda: field(customers, "email").problem != "")
    save(front)
    assert stored(front, number).email == ""
    assert field(customers, "email").value() == "dana@"
    assert front.focus() is field(customers, "email").control
    front.write("example.org")
    front.wait(lambda: field(customers, "email").problem == "")
    save(front)
    assert stored(front, number).email == "dana@example.org"


def test_a_number_that_looks_too_long_is_hinted_at_and_may_be_saved(front, customers):
    number = add(front, "Dana Fox", phone="555 0148")
    open_card(front, customers, "dana")
    type_into(front, customers, "phone", " 212 555 0148")
    front.wait(lambda: field(customers, "phone").problem == "This number looks too long.")
    save(front)
    assert stored(front, number).phone == "555 0148 212 555 0148"


def test_another_desk_s_change_is_told_and_nothing_typed_is_lost(front, customers):
    number = add(front, "Dana Fox", phone="555 0148")
    open_card(front, customers, "dana")
    type_into(front, customers, "notes", "Mine")
    theirs = CustomerFields(name="Dana Fox", phone="555 0148", email="dana@example.org")
    assert isinstance(records.edit(front.other, number, theirs, 1), Done)
    front.wait(lambda: customers.page.card.newer.isVisible())
    assert field(customers, "notes").value() == "Mine"
    assert field(customers, "email").value() == ""
    save(front)
    assert stored(front, number) == theirs
    front.click(customers.page.card.newer.yes)
    assert field(customers, "email").value() == "dana@example.org"
    assert field(customers, "notes").value() == "Mine"
    save(front)
    assert stored(front, number).notes == "Mine"
    assert stored(front, number).email == "dana@example.org"


def test_what_is_typed_on_one_card_is_there_again_after_another(front, customers):
    first, second = add(front, "Dana Fox", phone="1234567"), add(front, "Ben Lee", phone="7654321")
    open_card(front, customers, "dana")
    type_into(front, customers, "notes", "Half a sent")
    search(front, customers, "ben")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: customers.card.state.customer_id == second)
    assert field(customers, "notes").value() == ""
    front.press(Qt.Key.Key_Escape)
    open_card(front, customers, "dana")
    front.wait(lambda: customers.card.state.customer_id == first)
    assert field(customers, "notes").value() == "Half a sent"
    assert stored(front, first).notes == ""


def test_a_new_customer_and_who_it_may_be_already(front, customers):
    known = add(front, "Dana Fox", phone="(212) 555-0148")
    open_page(front, customers)
    search(front, customers, "Dana Fo")
    front.click(customers.page.add)
    assert field(customers, "name").value() == "Dana Fo"
    assert front.focus() is field(customers, "name").control
    front.write("x")  # where the name was left off
    assert field(customers, "name").value() == "Dana Fox"
    front.wait(lambda: len(customers.page.card.beside.doubles.buttons()) == 1)
    type_into(front, customers, "phone", "555 0199")
    save(front)
    front.wait(lambda: front.window.notice.text == "Added: Dana Fox.")
    found = finding.find(front.other, "dana fox").customers
    assert {row.id for row in found} > {known}
    assert not customers.page.card.save.isEnabled()


def test_an_added_record_is_taken_back_from_the_notice_and_added_again(front, customers):
    open_page(front, customers)
    front.click(customers.page.add)
    type_into(front, customers, "name", "Dana Fox")
    save(front)
    front.wait(lambda: front.window.notice.text == "Added: Dana Fox.")
    front.click(notice_button(front, "Undo"))
    front.wait(lambda: front.window.notice.text == "Undone: Adding of Dana Fox.")
    front.settle()
    assert finding.find(front.other, "dana").customers == ()
    assert not customers.page.card.isVisible()
    assert customers.page.finder.rows.texts() == ()
    front.click(notice_button(front, "Redo"))
    front.wait(lambda: finding.find(front.other, "dana").customers != ())


def test_the_changes_of_a_record_say_when_what_and_who(front, customers):
    add(front, "Dana Fox", phone="(212) 555-0148")
    open_card(front, customers, "dana")
    type_into(front, customers, "email", "dana@example.org")
    type_into(front, customers, "notes", "<b>Call first</b>")
    front.pass_time(300)
    save(front)
    beside = customers.page.card.beside
    assert not beside.trail.isVisible()
    front.click(beside.shown.findChildren(QPushButton)[1])
    front.wait(beside.trail.isVisible)
    front.wait(lambda: beside.changes.rowCount() == 2)
    assert beside.changes.texts() == (
        (
            "23 Nov 2026, 9:05",
            "E-mail: – → dana@example.org\nNotes: – → <b>Call first</b>",
            "Desk 1",
        ),
        ("23 Nov 2026, 9:00", "Added", "Desk 2"),
    )
    assert not beside.table.isVisible()


def test_a_new_record_without_a_name_is_not_saved(front, customers):
    open_page(front, customers)
    front.click(customers.page.add)
    type_into(front, customers, "phone", "555 0199")
    front.wait(lambda: not front.session.runner.is_busy)
    assert field(customers, "name").problem == ""
    save(front)
    front.wait(lambda: field(customers, "name").problem == "This is needed here.")
    assert field(customers, "phone").value() == "555 0199"
    assert finding.find(front.other, "555 0199").customers == ()


def test_history_says_what_was_and_what_comes(front, customers):
    number = add(front, "Dana Fox", phone="555 0148")
    for hour, day in ((10, 24), (11, 25)):
        request = HoldRequest(
            "cut", front.at(hour, 0, day), ("bo",), None, "main", customer_id=number,
            complete=Status.BOOKED,
        )  # fmt: skip
        assert isinstance(booking.hold(front.other, request), Done)
    open_card(front, customers, "dana")
    rows = customers.page.card.beside.history.texts()
    assert rows == (
        ("25 Nov 2026, 11:00", "Cut & dry", "Bo", "Booked"),
        ("24 Nov 2026, 10:00", "Cut & dry", "Bo", "Booked"),
    )


def test_family_is_linked_and_taken_away_again(front, customers):
    dana, ben = add(front, "Dana Fox", phone="1234567"), add(front, "Ben Fox", phone="7654321")
    open_card(front, customers, "dana")
    front.click(customers.page.card.beside.link)
    front.write("ben")
    front.settle()
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: records.card(front.other, dana).links != ())
    link = records.card(front.other, ben).links[0]
    assert (link.kind, link.customer_id) == ("family", dana)
    front.settle()
    remove = customers.page.card.beside.links.buttons()[1]
    assert remove.accessibleName() == "Remove: Family: Ben Fox"
    front.click(remove)
    front.wait(lambda: records.card(front.other, dana).links == ())
    front.settle()
    front.click(notice_button(front, "Undo"))
    front.wait(lambda: records.card(front.other, dana).links != ())


def test_two_records_are_merged_after_a_look_and_taken_apart_again(front, customers):
    kept = add(front, "Dana Fox", phone="(212) 555-0148")
    merged = add(front, "D. Fox", email="dana@example.org", notes="Came in 2024")
    open_card(front, customers, "dana fox")
    front.click(customers.page.card.merge_with)
    front.write("d. fox")
    front.settle()
    front.press(Qt.Key.Key_Return)
    pane = customers.page.card.merge
    front.wait(pane.isVisible)
    assert ("E-mail", "", "dana@example.org", "dana@example.org") in pane.rows.texts()
    assert stored(front, kept).email == ""
    front.click(pane.merge)
    front.wait(lambda: records.card(front.other, merged).row.id == kept)
    front.settle()
    assert field(customers, "email").value() == "dana@example.org"
    front.click(customers.page.card.beside.merged.buttons()[0])
    front.wait(lambda: records.card(front.other, merged).row.id == merged)
    front.settle()
    assert field(customers, "email").value() == ""


def test_a_merge_is_undone_from_the_notice(front, customers):
    kept, merged = add(front, "Dana Fox", phone="1234567"), add(front, "D. Fox", phone="7654321")
    open_card(front, customers, "dana fox")
    customers.page.card.mergeWanted.emit(merged)
    front.wait(customers.page.card.merge.isVisible)
    front.click(customers.page.card.merge.swap)
    front.click(customers.page.card.merge.merge)
    front.wait(lambda: records.card(front.other, kept).row.id == merged)
    front.settle()
    front.click(notice_button(front, "Undo"))
    front.wait(lambda: records.card(front.other, kept).row.id == kept)


def test_a_person_is_erased_only_after_the_question_is_answered(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    open_card(front, customers, "dana")
    card = customers.page.card
    front.click(card.erase)
    assert "can't be undone" in card.erase_question.words
    assert front.focus() is card.erase_question.no
    front.press(Qt.Key.Key_Escape)
    assert not card.erase_question.isVisible()
    assert front.window.shows_page(customers.page)
    front.settle()
    assert records.card(front.other, number).erased_at is None
    front.click(card.erase)
    front.click(card.erase_question.yes)
    front.wait(lambda: records.card(front.other, number).erased_at is not None)
    front.settle()
    assert customers.page.finder.rows.texts() == ()


@pytest.mark.parametrize("name", ODD)
def test_every_name_shows_as_itself(front, customers, name):
    number = add(front, name, phone="(212) 555-0148", alerts=name)
    open_page(front, customers)
    search(front, customers, "0148")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: customers.card.state is not None)
    front.settle()
    assert customers.page.finder.rows.texts()[0][0] == name
    assert field(customers, "name").value() == name
    assert stored(front, number).name == name


def test_ctrl_enter_books_nothing_while_nobody_sees_the_panel(front, customers):
    front.choose_service("cut")
    number = front.hold("bo", 10)
    front.write("Dana Fox")
    front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Tab)
    front.write("555-0100")
    open_page(front, customers)
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.settle()
    assert front.status(number) == "IN"
    front.press(Qt.Key.Key_Escape)
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.panel.focus()
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")


def test_the_card_of_a_chosen_visit_opens_with_one_key(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    request = HoldRequest(
        "cut", front.at(11), ("bo",), None, "main", customer_id=number, complete=Status.BOOKED
    )
    answer = booking.hold(front.other, request)
    assert isinstance(answer, Done)
    front.wait(lambda: answer.value.appointment.id in front.blocks())
    assert not front.window.menu.open_card.isEnabled()
    front.click_time("bo", 11, 5)
    front.wait(front.window.menu.open_card.isEnabled)
    front.calendar.setFocus()
    front.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: customers.card.state is not None and customers.page.card.isVisible())
    assert field(customers, "name").value() == "Dana Fox"
    front.press(Qt.Key.Key_Escape)
    assert front.focus() is front.calendar


def test_somebody_with_visits_ahead_is_not_erased_and_the_notice_says_why(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    request = HoldRequest(
        "cut", front.at(11), ("bo",), None, "main", customer_id=number, complete=Status.BOOKED
    )
    assert isinstance(booking.hold(front.other, request), Done)
    open_card(front, customers, "dana")
    front.click(customers.page.card.erase)
    front.click(customers.page.card.erase_question.yes)
    front.wait(lambda: "visits ahead" in front.window.notice.text)
    assert stored(front, number).name == "Dana Fox"


def test_a_book_that_can_not_be_written_keeps_what_was_typed(front, customers, monkeypatch):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    open_card(front, customers, "dana")
    type_into(front, customers, "notes", "Mine")

    def refuse(*_args):
        raise EnvironmentFault(Cause.DISK_FULL, str(front.book))

    with monkeypatch.context() as patch:
        patch.setattr(records, "edit", refuse)
        save(front)
    assert "full" in front.window.notice.text
    assert field(customers, "notes").value() == "Mine"
    save(front)
    assert stored(front, number).notes == "Mine"


def test_what_changed_while_the_page_was_hidden_is_there_when_it_is_shown(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    open_card(front, customers, "dana")
    front.press(Qt.Key.Key_Escape)
    theirs = CustomerFields(name="Dana Foxworth", phone="(212) 555-0148")
    assert isinstance(records.edit(front.other, number, theirs, 1), Done)
    front.qtbot.wait(700)  # a poll of the feed, while the page is hidden
    front.settle()
    open_page(front, customers)
    front.wait(lambda: field(customers, "name").value() == "Dana Foxworth")
    assert customers.page.finder.rows.texts()[0][0] == "Dana Foxworth"


def test_enter_on_a_visit_of_the_history_shows_it_on_its_day(front, customers):
    number = add(front, "Dana Fox", phone="(212) 555-0148")
    request = HoldRequest(
        "cut", front.at(11, 0, 25), ("bo",), None, "main", customer_id=number,
        complete=Status.BOOKED,
    )  # fmt: skip
    answer = booking.hold(front.other, request)
    assert isinstance(answer, Done)
    open_card(front, customers, "dana")
    table = customers.page.card.beside.table
    table.setFocus()
    table.selectRow(0)
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: answer.value.appointment.id in front.blocks())
    front.wait(lambda: front.session.booking.visit.visit is not None)
    assert front.window.shows_book
    assert front.session.booking.visit.visit.appointment.id == answer.value.appointment.id
    assert "25 November" in front.window.top_bar.heading.text()


def test_search_from_anywhere_finds_the_calendar_again(front, customers):
    add(front, "Dana Fox", phone="(212) 555-0148")
    open_page(front, customers)
    front.press(Qt.Key.Key_F2)
    front.write("0148")
    front.wait(lambda: front.session.wiring.find.popup.isVisible())
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: front.window.shows_book)
    assert front.session.booking.draft.customer_id is not None
    assert front.window.menu.open_card.isEnabled()
    front.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: customers.page.card.isVisible() and customers.card.state is not None)
    assert field(customers, "name").value() == "Dana Fox"


def test_what_is_typed_goes_along_when_another_desk_merges_the_record(front, customers):
    kept, merged = add(front, "Dana Fox", phone="1234567"), add(front, "D. Fox", phone="7654321")
    open_card(front, customers, "d. fox")
    search(front, customers, "7654321")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: customers.card.state.customer_id == merged)
    type_into(front, customers, "notes", "Mine")
    assert isinstance(merging.merge(front.other, kept, merged), Done)
    front.wait(lambda: customers.card.state.customer_id == kept)
    assert field(customers, "notes").value() == "Mine"
    assert field(customers, "phone").value() == "1234567"
    assert front.window.notice.text == "This record was merged into Dana Fox."
    save(front)
    assert stored(front, kept).notes == "Mine"
