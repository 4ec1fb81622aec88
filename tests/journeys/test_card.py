"""The card of a visit opens at rest or by a key, tells all, and its buttons do what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from frontdesk.desk import booking
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.records import add
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.card import Act

NAME = "Dana <b>Fox</b> & Sons"


@pytest.fixture
def visit(front):
    """Booked with Ana at ten for a customer with an alert; another one with Bo at eleven."""
    front.choose_service("cut")
    fields = CustomerFields(NAME, phone="+1 212 555 0123", alerts="Latex allergy")
    customer = add(front.other, fields).value.row.id
    numbers = []
    for resource, hour in (("ana", 10), ("bo", 11)):
        request = HoldRequest(
            "cut",
            front.at(hour),
            (resource,),
            None,
            "main",
            customer_id=customer,
            complete=Status.BOOKED,
        )
        answer = booking.hold(front.other, request)
        assert isinstance(answer, Done)
        numbers.append(answer.value.appointment.id)
    front.session.wiring.day.refresh()
    front.wait(lambda: set(numbers) <= set(front.blocks()))
    front.calendar.scroll_to(front.at(9))
    front.settle()
    return numbers


def rest(front, at: QPoint, buttons=Qt.MouseButton.NoButton) -> None:
    """Move the pointer within the calendar, as the system tells it."""
    viewport = front.calendar.viewport()
    place = QPointF(at)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        viewport.mapToGlobal(place),
        Qt.MouseButton.NoButton,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, move)


def card_of(front):
    return front.session.wiring.card.cards.card


def on(front, resource: str, hour: int) -> QPoint:
    """A point of what is shown at an hour, without scrolling there: that closes the card."""
    column = front.calendar.scene.column_of(resource, front.at(hour))
    body = QPoint(column.x + column.width // 2, column.time.line(front.at(hour)) + 12)
    return body - front.calendar.offset()


def test_rest_opens_it_beside_the_visit_and_it_tells_everything(front, visit) -> None:
    at = on(front, "ana", 10)
    rest(front, at)
    card = card_of(front)
    assert card.visit_id is None  # not at once
    front.wait(lambda: card.visit_id == visit[0])
    lines = "\n".join(card.lines)
    for part in (NAME, "Booked", "10:00 – 10:30", "Cut & dry", "Ana <b>Reyes</b>", "Latex allergy"):
        assert part in lines
    assert "First visit" in lines
    assert "(212) 555-0123" in lines
    assert "at Desk 2" in lines
    assert not card.geometry().contains(front.calendar.viewport().mapTo(front.calendar, at))
    assert front.calendar.viewport().geometry().contains(card.geometry())
    assert "Latex allergy" in card.accessibleDescription()
    assert not card.isAncestorOf(front.focus())


def test_another_visit_takes_its_place_and_nothing_blinks(front, visit) -> None:
    card = card_of(front)
    rest(front, on(front, "ana", 10))
    front.wait(lambda: card.visit_id == visit[0])
    rest(front, on(front, "bo", 11))
    seen = []
    front.wait(lambda: seen.append(card.isVisible()) or card.visit_id == visit[1])
    assert all(seen)
    assert "First visit" not in "\n".join(card.lines)
    rest(front, on(front, "bo", 14))
    front.wait(lambda: card.visit_id is None)


def test_nothing_opens_while_a_button_is_down(front, visit) -> None:
    card = card_of(front)
    rest(front, on(front, "ana", 10))
    front.wait(lambda: card.visit_id == visit[0])
    rest(front, on(front, "ana", 10) + QPoint(1, 1), Qt.MouseButton.LeftButton)
    assert card.visit_id is None


def test_space_opens_it_at_once_with_the_keyboard_in_it_and_esc_closes_it(front, visit) -> None:
    card = card_of(front)
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Space)
    front.wait(lambda: card.visit_id == visit[0])
    assert card.buttons[Act.OPEN].hasFocus()
    for act in (Act.ARRIVED, Act.NO_SHOW, Act.REBOOK, Act.CANCEL, Act.OPEN):
        front.press(Qt.Key.Key_Tab)
        assert card.buttons[act].hasFocus()
    front.press(Qt.Key.Key_Escape)
    assert card.visit_id is None
    assert front.calendar.hasFocus()


@pytest.mark.parametrize("act", [Act.ARRIVED, Act.NO_SHOW, Act.CANCEL])
def test_its_buttons_note_what_happened_and_offer_the_way_back(front, visit, act) -> None:
    card = card_of(front)
    rest(front, on(front, "ana", 10))
    front.wait(lambda: card.visit_id == visit[0])
    front.click(card.buttons[act])
    assert card.visit_id is None
    facts = {Act.ARRIVED: "BK", Act.NO_SHOW: "NS", Act.CANCEL: "CN"}
    front.settle()
    entry = booking.show(front.other, visit[0]).appointment
    assert entry.status.value == facts[act]
    assert (entry.arrived_at is not None) == (act is Act.ARRIVED)
    assert NAME in front.window.notice.text


def test_open_shows_the_visit_in_the_panel(front, visit) -> None:
    card = card_of(front)
    rest(front, on(front, "ana", 10))
    front.wait(lambda: card.visit_id == visit[0])
    front.click(card.buttons[Act.OPEN])
    front.wait(lambda: front.panel.visit.isVisible())


def test_it_goes_with_the_visit(front, visit) -> None:
    card = card_of(front)
    rest(front, on(front, "ana", 10))
    front.wait(lambda: card.visit_id == visit[0])
    assert isinstance(booking.arrive(front.other, visit[0]), Done)
    front.session.wiring.card.refresh()
    front.wait(lambda: "Arrived at 9:00" in card.lines)
    assert card.buttons[Act.ARRIVED].isHidden()
    front.calendar.scroll_to(front.at(12) - 60)
    assert card.visit_id is None
