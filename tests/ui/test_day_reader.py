"""Days at hand: told at once, read again all the same, and never after they became untrue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from frontdesk.desk import booking, configuration
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, instant_of
from frontdesk.ui import day_reader
from frontdesk.ui.day_reader import DayReader, DaysAsked, TimesAsked
from frontdesk.ui.period import Period
from frontdesk.ui.runner import Runner

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WEEK = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Shop"},
    "locations": [
        {"id": "main", "name": "Main", "primary": True, "timezone": "UTC", "hours": WEEK}
    ],
    "resources": [{"id": "ana", "name": "Ana", "location": "main"}],
    "services": [
        {
            "id": "cut",
            "name": "Cut",
            "scope": "company",
            "duration": {"default": 30},
            "resources": ["ana"],
        }
    ],
}


def days(first: int, count: int = 1) -> Period:
    return Period(date(2026, 11, first), count)


MONDAY, TUESDAY, SUNDAY = (DaysAsked("main", days(day)) for day in (23, 24, 22))


class Reading:
    """A reader on a real book, and what it told."""

    def __init__(self, qtbot: QtBot, book: Path) -> None:
        self.qtbot = qtbot
        self.desk = Desk.open(book, HandClock(NOW))
        configuration.load_setup(self.desk, json.dumps(SETUP).encode())
        self.runner = Runner(self.desk)
        self.reader = DayReader(self.runner)
        self.told: list[Any] = []
        self.marked: list[Any] = []
        self.failed: list[Any] = []
        self.reader.daysRead.connect(self.told.append)
        self.reader.openingsRead.connect(self.marked.append)
        self.reader.daysFailed.connect(self.failed.append)

    def ask(self, asked: DaysAsked, times: TimesAsked | None = None) -> None:
        near = [days(asked.period.first.day + step) for step in (1, -1)]
        self.reader.ask(asked, times, near)

    def settle(self) -> None:
        """Until the neighbours have been read too."""
        self.qtbot.wait(day_reader.REST + 30)
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)

    def hold(self, hour: int) -> None:
        """Another desk takes a time on Tuesday."""
        start = instant_of(datetime(2026, 11, 24, hour, tzinfo=UTC))
        booking.hold(self.desk, HoldRequest("cut", start, ("ana",), None, "main"))

    def close(self) -> None:
        self.runner.close()
        self.desk.close()


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    made = Reading(qtbot, tmp_path / "book.db")
    yield made
    made.close()


def visits(view: Any) -> int:
    return sum(len(column.visits) for column in view.columns)


def test_the_next_day_is_at_hand_at_once(reading: Reading) -> None:
    reading.ask(MONDAY)
    reading.settle()
    reading.ask(TUESDAY)
    assert [view.first.day for view in reading.told] == [23, 24]  # without waiting
    reading.settle()
    assert len(reading.told) == 2  # the same when read again: nothing to tell


def test_the_times_of_the_next_day_are_at_hand_too(reading: Reading) -> None:
    reading.ask(MONDAY, TimesAsked("main", MONDAY.period, "cut", None))
    reading.settle()
    reading.ask(TUESDAY, TimesAsked("main", TUESDAY.period, "cut", None))
    assert [(view.first.day, len(view.starts["ana"]) > 0) for view in reading.marked] == [
        (23, True),
        (24, True),
    ]
    reading.ask(TUESDAY)
    assert reading.marked[-1] is None


def test_what_became_untrue_is_corrected_a_moment_later(reading: Reading) -> None:
    reading.ask(MONDAY)
    reading.settle()
    reading.hold(10)  # nobody said so yet
    reading.ask(TUESDAY)
    assert visits(reading.told[-1]) == 0
    reading.settle()
    assert visits(reading.told[-1]) == 1


def test_nothing_at_hand_outlives_a_change(reading: Reading) -> None:
    reading.ask(MONDAY)
    reading.settle()
    reading.hold(10)
    reading.reader.forget()
    before = len(reading.told)
    reading.ask(TUESDAY)
    assert len(reading.told) == before
    reading.qtbot.waitUntil(lambda: len(reading.told) > before)
    assert visits(reading.told[-1]) == 1


def test_an_answer_from_before_a_change_is_not_kept(reading: Reading) -> None:
    reading.ask(TUESDAY)
    reading.reader.forget()  # while the reading is under way
    reading.qtbot.waitUntil(lambda: len(reading.told) == 1)
    reading.ask(MONDAY)
    reading.ask(TUESDAY)
    assert [view.first.day for view in reading.told] == [24]


def test_paging_fast_tells_the_last_one_alone(reading: Reading) -> None:
    for day in (23, 24, 25, 26):
        reading.ask(DaysAsked("main", days(day)))
    reading.settle()
    assert [view.first.day for view in reading.told] == [26]


@pytest.mark.slow
def test_what_is_kept_is_bounded(reading: Reading) -> None:
    for day in range(2, 20):
        reading.ask(DaysAsked("main", days(day)))
        reading.settle()
    reading.told.clear()
    reading.ask(DaysAsked("main", days(3)))
    assert reading.told == []


def test_days_that_cannot_be_read_are_told_and_neighbours_in_silence(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading.ask(MONDAY)
    reading.qtbot.waitUntil(lambda: len(reading.told) == 1)

    def broken(*_args: object) -> None:
        raise OSError("the line is down")

    monkeypatch.setattr(day_reader.calendar, "days_view", broken)
    reading.settle()
    assert reading.failed == []  # only the neighbours, which nobody asked for
    reading.ask(TUESDAY)
    reading.settle()
    assert [str(error) for error in reading.failed] == ["the line is down"]
    assert [view.first.day for view in reading.told] == [23]
