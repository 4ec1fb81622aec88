"""The list on a real book, and a second desk that writes to the same file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk.desk import booking, configuration
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import HandClock, instant_of
from frontdesk.engine.values import Status
from frontdesk.ui.agenda.page import AgendaPage
from frontdesk.ui.agenda.wording import Column
from frontdesk.ui.period import Period, Reach
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme.apply import Theme
from tests.books import Books

TUESDAY = date(2026, 11, 24)
WEEK = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Shears"},
    "locations": [
        {"id": "main", "name": "Main", "primary": True, "timezone": "UTC", "hours": WEEK}
    ],
    "resources": [
        {"id": "ana", "name": "Ana", "location": "main"},
        {"id": "bo", "name": "Bo & <b>Co</b>", "location": "main"},
    ],
    "services": [
        {"id": "cut", "name": "Cut", "duration": {"default": 60}, "roundRobin": "ordered"},
        {"id": "wash", "name": "Wash", "duration": {"default": 30}},
    ],
}


class Front:
    """The page, and hands to use it."""

    def __init__(self, qtbot: QtBot, path: Path, clock: HandClock) -> None:
        self.qtbot = qtbot
        self.desk = Desk.open(path, clock, name="Desk 1")
        self.other = Desk.open(path, clock, name="Desk 2")
        self.runner = Runner(self.desk)
        self.page = AgendaPage(self.runner, self._today)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 600)
        self.table = self.page.table
        self.page.show_business(configuration.business(self.other), "main")

    @staticmethod
    def _today() -> date:
        return TUESDAY

    def show(self, days: Period = Period(TUESDAY, 1), service: str = "") -> None:  # noqa: B008
        reach = Reach.DAY if days.count == 1 else Reach.WEEK
        self.page.show_chosen("main", reach, days, service, None)
        self.page.show()
        self.page.focus()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)

    def book(
        self, hour: int, who: str = "Dana Fox", resource: str = "ana", day: date = TUESDAY
    ) -> int:
        details = CustomerDetails(who, "someone@example.org", "(212) 555-0148")
        start = instant_of(datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("UTC")))
        request = HoldRequest("cut", start, (resource,), customer=details, complete=Status.BOOKED)
        answer = booking.hold(self.other, request)
        assert isinstance(answer, Done), answer
        return answer.value.appointment.id

    def refresh(self) -> None:
        self.page.refresh(Changes(everything=True))
        self.settle()

    def press(self, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, key, held)

    def cells(self, column: Column) -> list[str]:
        """One column as item views and screen readers get it."""
        model = self.table.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, column).data(role) for row in range(model.rowCount())]

    def times(self) -> list[str]:
        return self.cells(Column.TIME)

    def close(self) -> None:
        self.runner.close()
        self.other.close()
        self.desk.close()


@pytest.fixture
def front(
    qtbot: QtBot, books: Books, tmp_path: Path, clock: HandClock, qapp: QApplication
) -> Iterator[Front]:
    Theme(qapp, "light")
    made = Front(qtbot, books.lay(tmp_path / "book.db", json.dumps(SETUP)), clock)
    yield made
    made.close()
