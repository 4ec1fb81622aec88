"""The month on a real book: what it shows and says, moved through by mouse and keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from frontdesk.desk import booking, configuration
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.month import month_view
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import HandClock, instant_of
from frontdesk.engine.values import Status
from frontdesk.ui.month.page import MonthPage
from frontdesk.ui.month.wording import tip_text
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme.apply import Theme

pytestmark = pytest.mark.slow

TUESDAY = date(2026, 11, 24)
WEEK = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Shears"},
    "locations": [
        {
            "id": "main",
            "name": "Main",
            "primary": True,
            "timezone": "America/New_York",
            "hours": WEEK,
            "closures": [{"from": "2026-11-26", "to": "2026-11-27", "name": "<b>Works</b> trip"}],
        }
    ],
    "resources": [
        {"id": "ana", "name": "Ana", "location": "main"},
        {"id": "bo", "name": "Bo", "location": "main"},
    ],
    "services": [{"id": "cut", "name": "Cut", "duration": {"default": 60, "min": 15, "max": 60}}],
}


def at(day: date, hour: int) -> int:
    """The instant of an hour in New York."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("America/New_York"))
    return instant_of(moment)


class Scene:
    """The page on a book, with a second desk at the same file."""

    def __init__(self, qtbot: QtBot, path: Path, clock: HandClock) -> None:
        self.qtbot = qtbot
        self.desk = Desk.open(path, clock, name="Desk 1")
        loaded = configuration.load_setup(self.desk, json.dumps(SETUP))
        assert loaded.value.faults == (), loaded
        self.other = Desk.open(path, clock, name="Desk 2")
        self.runner = Runner(self.desk)
        self.page = MonthPage(self.runner, TUESDAY)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        self.canvas = self.page.canvas

    def show(self, service: str = "") -> None:
        self.page.show_chosen("main", TUESDAY, service, None)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)

    def book(self, day: date, hour: int, who: str = "Dana Fox", resource: str = "ana") -> int:
        details = CustomerDetails(who, "someone@example.org")
        request = HoldRequest(
            "cut", at(day, hour), (resource,), customer=details, complete=Status.BOOKED
        )
        answer = booking.hold(self.other, request)
        assert isinstance(answer, Done), answer
        return answer.value.appointment.id

    def middle(self, day: date) -> QPoint:
        box = self.canvas.grid.box(self.canvas.grid.index_of(day))
        return QPoint(box.x + box.width // 2, box.y + box.height // 2 + 10)

    def click(self, point: QPoint) -> None:
        QTest.mouseClick(
            self.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
        )

    def cell(self, day: date) -> QImage:
        """The picture of one day."""
        box = self.canvas.grid.box(self.canvas.grid.index_of(day))
        return self.canvas.grab().toImage().copy(*box)

    def close(self) -> None:
        self.runner.close()
        self.other.close()
        self.desk.close()


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, clock: HandClock, qapp) -> Iterator[Scene]:
    Theme(qapp, "light")
    made = Scene(qtbot, tmp_path / "book.db", clock)
    yield made
    made.close()


def test_the_chosen_day_says_its_figures(scene: Scene) -> None:
    scene.book(TUESDAY, 9)
    scene.book(TUESDAY, 11)
    scene.show("cut")
    spoken = scene.canvas.accessibleDescription()
    assert spoken.startswith("Tuesday 24 November, 2 visits")
    assert "available times" in spoken
    assert scene.canvas.accessibleName() == "November 2026"


def test_the_arrows_page_keys_home_and_end_move_the_day(scene: Scene) -> None:
    scene.show()
    moved: list[date] = []
    scene.page.dayChosen.connect(moved.append)
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
    ):
        QTest.keyClick(scene.canvas, key)
    assert moved == [
        date(2026, 11, 25),
        date(2026, 12, 2),
        date(2026, 12, 1),
        date(2026, 11, 24),
        date(2026, 11, 1),
        date(2026, 11, 30),
        date(2026, 12, 30),
        date(2026, 11, 30),
    ]


def test_another_month_is_read_when_the_cursor_leaves_this_one(scene: Scene) -> None:
    scene.book(date(2026, 12, 24), 10)
    scene.show()
    QTest.keyClick(scene.canvas, Qt.Key.Key_PageDown)
    scene.settle()
    assert scene.canvas.accessibleDescription() == "Thursday 24 December, 1 visit, load 5 %"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_opens_the_day(scene: Scene, key: Qt.Key) -> None:
    scene.show()
    with scene.qtbot.waitSignal(scene.page.dayOpened) as opened:
        QTest.keyClick(scene.canvas, key)
    assert opened.args == [TUESDAY]


def test_a_click_moves_and_a_double_click_or_one_on_the_date_opens(scene: Scene) -> None:
    scene.show()
    other = date(2026, 11, 18)
    with scene.qtbot.waitSignal(scene.page.dayChosen) as chosen:
        scene.click(scene.middle(other))
    assert chosen.args == [other]
    with scene.qtbot.waitSignal(scene.page.dayOpened) as opened:
        QTest.mouseDClick(
            scene.canvas,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            scene.middle(other),
        )
    assert opened.args == [other]
    box = scene.canvas.grid.box(scene.canvas.grid.index_of(other))
    with scene.qtbot.waitSignal(scene.page.dayOpened):
        scene.click(QPoint(box.x + 12, box.y + 12))


def test_a_click_on_a_line_opens_its_visit(scene: Scene) -> None:
    scene.book(TUESDAY, 9)
    second = scene.book(TUESDAY, 10, "Ruth Klein", "bo")
    scene.show()
    box = scene.canvas.grid.box(scene.canvas.grid.index_of(TUESDAY))
    with scene.qtbot.waitSignal(scene.page.visitChosen) as chosen:
        scene.click(QPoint(box.x + 40, box.y + 34 + 19 + 9))  # the second line
    assert chosen.args == [second]


def test_what_another_desk_books_shows_after_a_refresh(scene: Scene) -> None:
    scene.show()
    before = scene.cell(TUESDAY)
    scene.book(TUESDAY, 9)
    scene.page.refresh(Changes(everything=True))
    scene.settle()
    assert scene.cell(TUESDAY) != before
    assert "1 visit" in scene.canvas.accessibleDescription()


def test_a_hidden_month_reads_nothing_and_catches_up_when_it_is_seen(scene: Scene) -> None:
    scene.show()
    scene.page.hide()
    scene.book(TUESDAY, 9)
    scene.page.refresh(Changes(everything=True))
    assert not scene.runner.is_busy
    scene.page.show()
    scene.settle()
    assert "1 visit" in scene.canvas.accessibleDescription()


def test_people_that_are_switched_off_do_not_count(scene: Scene) -> None:
    scene.book(TUESDAY, 9, resource="ana")
    scene.book(TUESDAY, 9, "Ruth Klein", "bo")
    scene.show()
    scene.page.show_chosen("main", TUESDAY, "", None, ("ana",))
    scene.settle()
    assert "1 visit," in scene.canvas.accessibleDescription()


def test_a_closure_is_named_as_it_was_typed(scene: Scene) -> None:
    scene.show()
    scene.canvas.select(date(2026, 11, 26))
    assert "<b>Works</b> trip" in scene.canvas.accessibleDescription()
    assert scene.cell(date(2026, 11, 26)) != scene.cell(date(2026, 11, 25))


@pytest.mark.parametrize("name", ["<b>x</b>", "=1+1", "😀 & Co", "محمد", "x" * 300])
def test_odd_names_are_painted_without_harm(scene: Scene, name: str) -> None:
    scene.show()
    before = scene.cell(TUESDAY)
    scene.book(TUESDAY, 9, name)
    scene.page.refresh(None)
    scene.settle()
    assert scene.cell(TUESDAY) != before


def test_a_location_that_is_gone_leaves_bare_days(scene: Scene) -> None:
    """The location is gone before its month was read."""
    scene.show()
    failures: list[object] = []
    scene.page.failed.connect(failures.append)
    scene.page.show_chosen("nowhere", TUESDAY, "", None)
    scene.settle()
    assert failures == []
    assert scene.canvas.accessibleDescription() == "Tuesday 24 November"


def test_the_tool_tip_tells_the_day_and_who_comes_first(scene: Scene) -> None:
    scene.book(TUESDAY, 9, "Dana <b>Fox</b>")
    view = month_view(scene.other, None, TUESDAY, TUESDAY)
    tip = tip_text(view.days[0], 3, view.timezone, TUESDAY)
    assert tip.split("\n") == [
        "Tuesday 24 November",
        "1 visit · load 5 % · 3 available times",
        "9:00  Dana <b>Fox</b>",
    ]
