"""The real window on a real book, a second desk on the same file, and one clock for both."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.desk import booking
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, instant_of
from frontdesk.ui.booking.state import Busy, Stage
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.theme.apply import Theme

HERE = Path(__file__).parent
IN_THE_QUICK_RUN = {"test_booking.py"}
"""Each journey drives a whole window; the quick run takes those that matter most."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the other journeys to the whole run."""
    for item in items:
        if item.path.parent == HERE and item.path.name not in IN_THE_QUICK_RUN:
            item.add_marker(pytest.mark.slow)


WEEK = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Shears & Co"},
    "locations": [
        {
            "id": "main",
            "name": "Main & First",
            "primary": True,
            "timezone": "America/New_York",
            "hours": WEEK,
        },
        {"id": "harbour", "name": "Harbour", "timezone": "America/Los_Angeles", "hours": WEEK},
    ],
    "resources": [
        {"id": "ana", "name": "Ana <b>Reyes</b>", "location": "main"},
        {"id": "bo", "name": "Bo", "location": "main"},
        {"id": "chair", "name": "Chair 1", "location": "main", "kind": "room"},
        {"id": "dev", "name": "Dev", "location": "harbour"},
    ],
    "services": [
        {
            "id": "cut",
            "name": "Cut & dry",
            "duration": {"default": 30, "min": 30, "max": 60, "step": 15},
            "resources": ["ana", "bo", "dev"],
            "roundRobin": "ordered",
            "price": "45.00",
            "currency": "USD",
        },
        {"id": "talk", "name": "Talk", "duration": {"default": 15}, "resources": ["bo"]},
    ],
}


class Front:
    """What a receptionist sees and does; nothing here reaches into the program's insides."""

    def __init__(
        self, qtbot, book: Path, clock: HandClock, theme: Theme, preferences: Preferences
    ) -> None:
        self.qtbot = qtbot
        self.book = book
        self.clock = clock
        self.theme = theme
        self.preferences = preferences
        self.desk = Desk.open(book, clock, name="Desk 1")
        self.other = Desk.open(book, clock, name="Desk 2")
        self.session = Session(self.desk, theme, preferences, book.parent)
        self.window = self.session.window
        self.panel = self.window.panel
        self.form = self.window.panel.form
        self.head = self.window.panel.head
        self.calendar = self.window.calendar
        self.window.resize(1600, 900)

    def start(self) -> None:
        self.session.start(ticking=False)
        self.qtbot.waitExposed(self.window)

    def close(self) -> None:
        self.session.dispose()
        self.other.close()
        self.desk.close()

    # Waiting and time

    def wait(self, condition, timeout: int = 20_000) -> None:
        self.qtbot.waitUntil(condition, timeout=timeout)

    def settle(self) -> None:
        self.qtbot.wait(10)
        self.wait(lambda: not self.session.runner.is_busy)
        self.qtbot.wait(10)

    def pass_time(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        self.session.ticker.tick()

    def end_for_good(self) -> None:
        """Let the hold end, and then the one that follows it by itself, with nobody there."""
        self.pass_time(600)
        self.wait(lambda: self.is_held() and "so held again" in self.head.texts.what)
        self.pass_time(600)
        self.wait(lambda: "still free" in self.head.texts.title)

    @staticmethod
    def at(hour: int, minute: int = 0, day: int = 23) -> int:
        """The instant of a wall time in New York, in November 2026."""
        return instant_of(datetime.fromisoformat(f"2026-11-{day}T{hour:02}:{minute:02}-05:00"))

    # Doing

    def choose_service(self, service_id: str) -> None:
        self.click(self.window.navigator.services.row(service_id))
        self.wait(lambda: bool(self.offered()))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at or widget.rect().center(),
        )

    def click_time(self, resource_id: str, hour: int, minute: int = 0) -> None:
        self.click(self.calendar.viewport(), self.place(resource_id, self.at(hour, minute)))

    def hold(self, resource_id: str, hour: int, minute: int = 0) -> int:
        """Click a time and wait for its hold; the appointment's id."""
        self.click_time(resource_id, hour, minute)
        self.wait(self.is_held)
        hold = self.session.booking.state.hold
        assert hold is not None
        self.settle()
        return hold.appointment.id

    def write(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:  # as an input method sends it; QTest knows no such key
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus(), event)

    def press(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def other_holds(self, resource_id: str, hour: int, minute: int = 0):
        request = HoldRequest("cut", self.at(hour, minute), (resource_id,), None, "main")
        return booking.hold(self.other, request)

    # Seeing

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def is_held(self) -> bool:
        state = self.session.booking.state
        return state.stage is Stage.HELD and state.busy is Busy.NO

    def offered(self) -> dict[str, tuple[int, ...]]:
        scene = self.calendar.scene
        openings = scene.openings if scene is not None else None
        return {} if openings is None else dict(openings.starts)

    def blocks(self) -> dict[int, list[str]]:
        """The texts of each visit in the calendar."""
        scene = self.calendar.scene
        found: dict[int, list[str]] = {}
        for block in scene.blocks if scene is not None else ():
            lines = found.setdefault(block.visit.id, [])
            lines += ["".join(run.text for run in line) for line in block.lines]
        return found

    def place(self, resource_id: str, instant: int) -> QPoint:
        scene = self.calendar.scene
        column = scene.column_of(resource_id, instant)
        self.calendar.scroll_to(instant - 120)
        y = column.time.line(instant) + 4
        return QPoint(column.x + column.width // 2, y) - self.calendar.offset()

    def status(self, appointment_id: int) -> str:
        return booking.show(self.other, appointment_id).appointment.status.value


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp, "light")


@pytest.fixture
def preferences(tmp_path):
    return Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def empty_front(qtbot, theme, tmp_path, clock, preferences):
    front = Front(qtbot, tmp_path / "book.db", clock, theme, preferences)
    front.start()
    yield front
    front.close()


@pytest.fixture
def book(books, tmp_path):
    """A book that was set up and that nobody has open."""
    return books.lay(tmp_path / "book.db", json.dumps(SETUP))


@pytest.fixture
def front(qtbot, theme, book, clock, preferences):
    made = Front(qtbot, book, clock, theme, preferences)
    made.start()
    made.wait(lambda: made.calendar.scene is not None)
    yield made
    made.close()
