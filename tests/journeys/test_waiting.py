"""The waiting list in the real window: W, the card, a time that comes free, and booked at last."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from frontdesk.desk import booking, records, users, waiting
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.waiting import Waiting
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.rights import Role, User
from frontdesk.engine.values import Status
from frontdesk.ui.booking.state import Stage
from frontdesk.ui.calendar.places import Place
from frontdesk.ui.visit_verbs import VisitVerb

CTRL = Qt.KeyboardModifier.ControlModifier
MONDAY = date(2026, 11, 23)


def book(front, resource: str, hour: int, who: str, service: str = "cut") -> int:
    """The second desk books somebody."""
    request = HoldRequest(
        service,
        front.at(hour),
        (resource,),
        None,
        "main",
        customer=CustomerDetails(who, "someone@example.org"),
        complete=Status.BOOKED,
    )
    answer = booking.hold(front.other, request)
    assert isinstance(answer, Done), answer
    front.session.feed.look()
    front.settle()
    return answer.value.appointment.id


def put_on_list(front, name: str, **wish) -> int:
    """The second desk puts somebody new on the list; the customer's number."""
    added = records.add(front.other, CustomerFields(name))
    assert isinstance(added, Done)
    number = added.value.row.id
    wanted = Waiting(number, "cut", "main", MONDAY, date(2026, 12, 6), **wish)
    assert isinstance(waiting.add(front.other, wanted), Done)
    front.session.feed.look()
    front.settle()
    return number


def go_to(front, visit_id: int) -> None:
    """Put the cell cursor on a visit."""
    block = front.calendar.scene.blocks_of(visit_id)[0]
    front.calendar.setFocus()
    front.calendar.focus_place(Place(block.visit.resource_id, block.visit.start, block))


def waits(front) -> list[str]:
    return [entry.customer_name for entry in waiting.everyone(front.other, "main")]


@pytest.fixture
def section(front):
    front.settle()
    return front.session.wiring.waiting.section


def test_w_puts_the_customer_of_a_visit_on_the_list_and_undo_takes_them_off(front, section):
    assert section.nothing.isVisible()
    go_to(front, book(front, "ana", 9, "Dana <b>Fox</b>"))
    front.press(Qt.Key.Key_W)
    front.settle()
    form = front.session.wiring.waiting.form
    assert form.is_open
    assert form.who.text() == "Dana <b>Fox</b> · Cut & dry"
    front.write("+2w")
    front.press(Qt.Key.Key_Return, CTRL)
    front.settle()
    (entry,) = waiting.everyone(front.other, "main")
    assert (entry.wish.service_id, entry.wish.last) == ("cut", date(2026, 12, 7))
    assert section.list.count() == 1
    assert section.list.item(0).text() == "Dana <b>Fox</b>\nCut & dry · until 7 Dec"
    assert "Dana <b>Fox</b> waits for Cut & dry." in front.window.notice.text
    front.calendar.setFocus()
    front.press(Qt.Key.Key_Z, CTRL)
    front.settle()
    assert waits(front) == []
    assert section.nothing.isVisible()


def test_a_date_that_makes_no_sense_is_told_and_esc_keeps_what_was_typed(front, section):
    visit = book(front, "ana", 9, "Dana")
    go_to(front, visit)
    front.press(Qt.Key.Key_W)
    front.settle()
    form = front.session.wiring.waiting.form
    front.write("soonish")
    front.press(Qt.Key.Key_Return)
    assert form.is_open
    assert form.last.problem
    form.notes.editor.setFocus()
    front.write("window seat")
    front.press(Qt.Key.Key_Escape)
    assert not form.is_open
    go_to(front, visit)
    front.press(Qt.Key.Key_W)
    front.settle()
    assert form.notes.value() == "window seat"
    assert form.last.value() == "soonish"
    assert waits(front) == []


def test_w_without_anybody_says_what_to_choose(front, section):
    front.calendar.setFocus()
    front.press(Qt.Key.Key_W)
    front.settle()
    assert "Choose a visit first" in front.window.notice.text


def test_a_cancelled_visit_tells_who_waits_for_its_time(front, section):
    visit = book(front, "ana", 15, "Early Bird")
    put_on_list(front, "Dana Fox")
    put_on_list(front, "Only Mornings", part=waiting.Part.MORNING)
    assert section.list.item(0).text().startswith("Dana Fox")
    front.session.wiring.visit_verbs.do(VisitVerb.CANCEL, visit)
    front.settle()
    assert "Dana Fox waits for this time." in front.window.notice.text
    assert [verb for _key, verb in front.window.notice.offered] == ["Undo", "Show"]
    front.window.notice.actionChosen.emit("waiting-list")
    front.settle()
    assert section.list.hasFocus()
    assert section.list.currentItem().text().startswith("Dana Fox")


def test_enter_offers_times_and_booking_ends_the_wait(front, section):
    number = put_on_list(front, "Dana Fox", resource_ids=("bo",))
    section.focus_first()
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert front.session.booking.draft.customer_id == number
    assert front.session.wiring.day.service_id == "cut"
    times = front.session.wiring.times.finder.rows
    assert times
    assert {row.opening.resource_ids for row in times} == {("bo",)}
    front.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    front.press(Qt.Key.Key_Return, CTRL)
    front.wait(lambda: front.session.booking.state.stage is Stage.IDLE)
    front.settle()
    assert waits(front) == []
    assert section.list.count() == 0
    front.calendar.setFocus()
    front.press(Qt.Key.Key_Z, CTRL)
    front.settle()
    assert waits(front) == ["Dana Fox"]


def test_delete_takes_somebody_off_and_what_they_wait_for_can_be_changed(front, section):
    put_on_list(front, "Dana Fox")
    entry_id = section.entry(section_id(section)).id
    menu = section.menu_for(entry_id)
    menu.actions()[1].trigger()
    form = front.session.wiring.waiting.form
    assert form.is_open
    form.part.load("evening")
    front.press(Qt.Key.Key_Return, CTRL)
    front.settle()
    assert waiting.everyone(front.other, "main")[0].wish.part is waiting.Part.EVENING
    section.focus_first()
    front.press(Qt.Key.Key_Delete)
    front.settle()
    assert waits(front) == []
    assert "no more" in front.window.notice.text


def section_id(section) -> int:
    section.list.setCurrentRow(0)
    assert section.current is not None
    return section.current


def test_a_locked_window_shows_no_card_and_keeps_what_was_typed_on_it(front, section):
    users.add(front.other, User(0, "Boss", Role.ADMINISTRATOR), "1234")
    users.sign_in(front.desk, "1234")
    front.session.feed.look()
    front.settle()
    go_to(front, book(front, "ana", 9, "Dana"))
    front.press(Qt.Key.Key_W)
    front.settle()
    form = front.session.wiring.waiting.form
    form.notes.editor.setFocus()
    front.write("window seat")
    front.session.wiring.people.access.lock()
    front.settle()
    assert front.window.is_covered
    assert not form.isVisible()
    front.write("1234")
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: not front.window.is_covered)
    assert form.isVisible()
    assert form.notes.editor.hasFocus()
    assert form.notes.value() == "window seat"
