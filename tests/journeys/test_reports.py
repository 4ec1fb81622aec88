"""From a number of a report to the visit in the calendar, by keys and the mouse."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frontdesk.desk import booking
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.clock import instant_of
from frontdesk.engine.values import Status
from frontdesk.ui.reports.page import ReportsPage

from .conftest import Front


def test_a_manager_opens_a_number_and_then_its_visit(front: Front) -> None:
    request = HoldRequest(
        "cut",
        instant_of(datetime(2026, 11, 24, 15, tzinfo=UTC)),
        ("bo",),
        customer=CustomerDetails("Dana Fox", "dana@example.org"),
        complete=Status.BOOKED,
    )
    answer = booking.hold(front.other, request)
    assert isinstance(answer, Done), answer
    front.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    manager = front.session.wiring.manager
    page = manager.area.show_section("reports")
    assert isinstance(page, ReportsPage)
    front.wait(lambda: bool(page.tiles.tiles) and page.tiles.tiles[0].isEnabled())
    front.click(page.tiles.tiles[0])
    front.wait(lambda: page.behind.list.model().rowCount() == 1)
    QTest.keyClick(page.behind.list, Qt.Key.Key_Return)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    shown = front.session.booking.visit.visit
    assert shown is not None
    assert shown.appointment.id == answer.value.appointment.id
    assert front.window.shows_book
