"""What the panel says of a visit, and which verbs it offers below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from frontdesk.desk.answers import Payment, Visit
from frontdesk.engine.booking import Appointment, Customer
from frontdesk.engine.values import Business, Status
from frontdesk.ui.booking.visit_page import VisitPage
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

TODAY = date(2026, 11, 24)
NINE = 29925480
"""9:00 on that day in New York."""


def visit(number: int, name: str, payment: Payment | None) -> Visit:
    entry = Appointment(
        number, Status.BOOKED, "main", "yoga", ("hall",), NINE, 50, 0, 0, created_at=0
    )
    return Visit(entry, Customer(number, name), "America/New_York", payment=payment)


@pytest.fixture
def page(qtbot) -> VisitPage:
    made = VisitPage()
    qtbot.addWidget(made)
    made.resize(376, 600)
    made.show()
    return made


def labels(page: VisitPage) -> list[PlainLabel]:
    return [label for label in page.findChildren(PlainLabel) if label.isVisibleTo(page)]


def shown(page: VisitPage) -> set[str]:
    return {label.text() for label in labels(page)}


@pytest.mark.parametrize(
    ("payment", "words", "pay", "unpay"),
    [
        (None, None, False, False),
        (Payment(None, price="9.00", currency="EUR"), "To be paid, €9.00", True, False),
        (Payment(None, is_due=True), "Unpaid", True, False),
        (Payment(NINE * 60 + 300), "Paid 9:05", False, True),
        (Payment(NINE * 60, can_change=False), "Paid 9:00", False, False),
    ],
)
def test_how_it_stands_and_what_can_be_done(
    page: VisitPage, qtbot, payment: Payment | None, words: str | None, pay: bool, unpay: bool
) -> None:
    page.show_visit(visit(1, "Dana Fox", payment), (), Business.of("Studio"), False, TODAY)
    assert (page.pay.isVisibleTo(page), page.unpay.isVisibleTo(page)) == (pay, unpay)
    assert ("Payment" in shown(page)) is (words is not None)
    (when,) = [label for label in labels(page) if label.text().startswith("Tue 24 Nov")]
    # The rows have the room, whether there is one for the payment or not.
    qtbot.waitUntil(lambda: page.width() / 2 < when.width() < page.width())
    assert words is None or words in shown(page)
    page.show_visit(visit(1, "Dana Fox", payment), (), Business.of("Studio"), True, TODAY)
    assert not page.pay.isEnabled()
    assert not page.unpay.isEnabled()


def test_of_a_class_it_says_who_has_not_paid(page: VisitPage) -> None:
    due = Payment(None, is_due=True, price="9.00", currency="EUR")
    paid = replace(due, paid_at=NINE * 60, is_due=False)
    everyone = (
        visit(1, "Dana Fox", due),
        visit(2, "Eve Stone", paid),
        visit(3, "Fay Poe", replace(due, is_due=False)),
    )
    page.show_visit(everyone[0], everyone, Business.of("Studio"), False, TODAY)
    assert "Dana Fox · Unpaid\nEve Stone\nFay Poe" in shown(page)
    assert not page.pay.isVisibleTo(page)


def rule_and_verbs(page: VisitPage) -> tuple[bool, set[str]]:
    """Whether a line is drawn above the foot, and what can be pressed below it."""
    rules = [part for part in page.findChildren(QFrame) if part.property("look") == "line"]
    (rule,) = rules
    verbs = {button.text() for button in page.findChildren(Button) if button.isVisibleTo(page)}
    return rule.isVisibleTo(page), verbs


@pytest.mark.parametrize(
    ("facts", "verbs"),
    [
        ({}, {"Arrived", "Cancel visit"}),
        ({"arrived_at": NINE * 60}, {"Cancel visit"}),
        ({"arrived_at": NINE * 60, "completed_at": NINE * 60}, set()),
        ({"completed_at": NINE * 60}, set()),
        ({"status": Status.CANCELLED}, set()),
        ({"status": Status.NO_SHOW}, set()),
    ],
)
def test_no_empty_foot_is_left_where_nothing_can_be_done(
    page: VisitPage, facts: dict[str, object], verbs: set[str]
) -> None:
    chosen = visit(1, "Dana Fox", None)
    chosen = replace(chosen, appointment=replace(chosen.appointment, **facts))
    page.show_visit(chosen, (), Business.of("Studio"), False, TODAY)
    assert rule_and_verbs(page) == (bool(verbs), verbs)
    assert page.arrive.parentWidget().isVisibleTo(page) is bool(verbs)


def test_a_class_has_no_foot_either(page: VisitPage) -> None:
    everyone = (visit(1, "Dana Fox", None), visit(2, "Eve Stone", None))
    page.show_visit(everyone[0], everyone, Business.of("Studio"), False, TODAY)
    assert rule_and_verbs(page) == (False, set())


def test_another_visit_ends_the_question_and_leaves_the_cursor_where_it_is(
    page: VisitPage, qtbot
) -> None:
    page.activateWindow()
    page.show_visit(visit(1, "Dana Fox", None), (), Business.of("Studio"), False, TODAY)
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    assert page.keep.hasFocus()
    page.back.setFocus()
    page.show_visit(visit(2, "Eve Stone", None), (), Business.of("Studio"), False, TODAY)
    assert rule_and_verbs(page) == (True, {"Arrived", "Cancel visit"})
    assert page.back.hasFocus()
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert page.cancel.hasFocus()
