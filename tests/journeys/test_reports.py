"""From a number of a report to the visit in the calendar, by keys and the mouse."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frontdesk.desk import booking, reports
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.clock import instant_of
from frontdesk.engine.values import Status
from frontdesk.ui.booking.state import Stage
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
    front.wait(lambda: bool(page.tiles.tiles) and page.tiles.tiles[0].figure.value == 1)
    front.click(page.tiles.tiles[0])
    front.wait(lambda: page.behind.list.model().rowCount() == 1)
    QTest.keyClick(page.behind.list, Qt.Key.Key_Return)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    shown = front.session.booking.visit.visit
    assert shown is not None
    assert shown.appointment.id == answer.value.appointment.id
    assert front.window.shows_book


def test_a_hold_that_ran_out_and_was_taken_while_its_form_is_open_counts_as_lost(
    front: Front,
) -> None:
    front.choose_service("cut")
    front.hold("bo", 11)
    for _ in range(2):  # it renews itself once
        front.pass_time(600)
        front.settle()
    assert isinstance(front.other_holds("bo", 11), Done)
    front.pass_time(1)
    front.wait(lambda: front.session.booking.state.stage is Stage.TAKEN)
    front.settle()
    november = reports.Period(date(2026, 11, 1), date(2026, 11, 30))
    totals = reports.report(front.other, reports.Kind.HOLDS, november).totals
    found = {figure.name: figure.value for figure in totals}
    assert (found["lost"], found["live"]) == (1, 1)
