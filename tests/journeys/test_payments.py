"""Who has paid is noted where the business wants that, and nowhere else is there a trace of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from frontdesk.desk import booking, policies
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import Status
from frontdesk.ui.agenda.wording import Column
from frontdesk.ui.calendar.card import Act
from frontdesk.ui.period import View
from frontdesk.ui.widgets.plain import PlainLabel

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(front) -> int:
    """Ruth Klein with Ana at ten, booked by another desk and seen here an hour before."""
    customer = CustomerDetails("Ruth Klein", "ruth@example.org")
    request = HoldRequest(
        "cut", front.at(10), ("ana",), None, "main", customer, complete=Status.BOOKED
    )
    made = booking.hold(front.other, request)
    assert isinstance(made, Done)
    front.session.feed.look()
    front.wait(lambda: made.value.appointment.id in front.blocks())
    return made.value.appointment.id


@pytest.fixture
def noted(front, visit) -> int:
    """The same visit, where payments are noted."""
    assert isinstance(policies.change(front.other, Policy(payments_noted=True)), Done)
    front.session.feed.look()
    front.wait(lambda: front.window.menu.paid.isVisible() and block(front).visit.owes)
    front.settle()
    return visit


def block(front):
    (found,) = front.calendar.scene.blocks
    return found


def paid_at(front, visit: int) -> int | None:
    return booking.show(front.other, visit).appointment.paid_at


def stand_on_the_visit(front) -> None:
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_Tab)


def texts(menu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions()]


def words_in(page) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]


def menu_of_the_visit(front):
    place = front.calendar.cursor_place
    assert place.block is not None
    return front.session.wiring.menus.menu_for(place)


def test_without_the_setting_there_is_no_trace_of_payments(front, visit):
    front.pass_time(3601)
    stand_on_the_visit(front)
    assert not block(front).unpaid
    front.press(Qt.Key.Key_P)
    front.settle()
    assert paid_at(front, visit) is None
    assert not front.window.notice.text
    assert not {"Paid", "Not paid"} & set(texts(menu_of_the_visit(front)))
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: front.panel.visit.isVisible())
    assert not front.panel.visit.pay.isVisible()
    assert not any(
        action.isVisible()
        for action in front.window.findChildren(QAction)
        if action.text() in ("Paid", "Not paid")
    )


def test_the_icon_comes_with_the_start_and_p_takes_it_away(front, noted):
    front.pass_time(3599)
    assert not block(front).unpaid
    front.pass_time(1)  # ten o'clock; nothing is read again
    assert block(front).badges == ("badge-unpaid", "badge-new")
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_P)
    front.wait(lambda: not block(front).unpaid)
    front.settle()
    assert front.window.notice.text.startswith("Ruth Klein has paid")
    assert paid_at(front, noted) is not None
    front.press(Qt.Key.Key_P)
    assert front.window.notice.text == "Nothing was noted: the visit is paid."
    front.press(Qt.Key.Key_Z, CTRL)
    front.wait(lambda: block(front).unpaid)
    assert paid_at(front, noted) is None


def test_the_menus_of_a_visit_note_it_and_take_it_back(front, noted):
    stand_on_the_visit(front)
    menu = menu_of_the_visit(front)
    (pay,) = [action for action in menu.actions() if action.text() == "Paid\tP"]
    assert "Not paid" not in texts(menu)
    pay.trigger()
    front.wait(lambda: block(front).visit.paid)
    front.settle()
    menu = menu_of_the_visit(front)
    assert "Paid" not in texts(menu)
    (unpay,) = [action for action in menu.actions() if action.text() == "Not paid"]
    unpay.trigger()
    front.wait(lambda: block(front).visit.owes)
    front.settle()
    front.window.menu.paid.trigger()  # the same by the menu bar
    front.wait(lambda: block(front).visit.paid)
    front.settle()
    front.window.menu.not_paid.trigger()
    front.wait(lambda: block(front).visit.owes)


def test_the_panel_says_how_it_stands_and_its_button_changes_that(front, noted):
    page = front.panel.visit
    front.click_time("ana", 10, 10)
    front.wait(lambda: page.isVisible() and page.pay.isVisible())
    assert "To be paid, $45.00" in words_in(page)
    front.click(page.pay)
    front.wait(lambda: page.unpay.isVisible())
    assert front.calendar.hasFocus()
    assert "Paid 9:00" in words_in(page)
    assert not page.pay.isVisible()
    front.settle()
    front.click(page.unpay)
    front.wait(lambda: page.pay.isVisible())
    assert paid_at(front, noted) is None


def test_the_card_says_it_and_pays(front, noted):
    front.pass_time(3600)
    stand_on_the_visit(front)
    front.press(Qt.Key.Key_Space)
    card = front.session.wiring.card.cards.card
    front.wait(lambda: card.visit_id == noted)
    assert "Unpaid, $45.00" in card.lines
    front.click(card.buttons[Act.PAID])
    front.wait(lambda: block(front).visit.paid)
    front.settle()
    front.press(Qt.Key.Key_Space)
    front.wait(lambda: card.visit_id == noted)
    assert "Paid 10:00" in card.lines
    assert card.buttons[Act.PAID].isHidden()


def test_the_list_says_unpaid_from_the_start_on(front, noted):
    (to_list,) = [a for a in front.window.menu.views.actions() if a.data() == View.LIST]
    to_list.trigger()
    table = front.session.wiring.agenda.page.table

    def status() -> str:
        model = table.model()
        return model.data(model.index(0, Column.STATUS)) if model.rowCount() else ""

    front.wait(lambda: table.isVisible() and status() == "Booked")
    front.pass_time(3600)
    front.wait(lambda: status() == "Booked, unpaid")
    front.settle()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_P)
    front.wait(lambda: status() == "Booked")
    assert paid_at(front, noted) is not None


def test_the_setting_is_saved_and_taken_back_by_undo(front, visit):
    front.window.menu.customer_settings.trigger()
    front.settle()
    pane = front.session.wiring.customers.settings
    front.wait(pane.isVisible)
    assert not pane.payments.isChecked()
    pane.payments.setFocus()
    front.press(Qt.Key.Key_Space)
    assert pane.payments.isChecked()
    front.click(pane.save)
    front.wait(lambda: front.window.menu.paid.isVisible())
    front.settle()
    assert policies.read(front.other) == Policy(payments_noted=True)
    front.wait(front.window.menu.undo.isEnabled)
    front.window.menu.undo.trigger()
    front.wait(lambda: not front.window.menu.paid.isVisible())
    assert policies.read(front.other) == Policy()
