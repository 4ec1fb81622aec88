"""A real desk on a real file behind a real runner, with no window."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from frontdesk.desk import booking
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import instant_of
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.state import Busy, Stage
from frontdesk.ui.runner import Runner

ZONE = "America/New_York"
ALL_WEEK = {day: [["08:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
SHOP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Shears & Co"},
    "locations": [
        {"id": "main", "name": "Main", "primary": True, "timezone": ZONE, "hours": ALL_WEEK}
    ],
    "resources": [
        {"id": "ana", "name": "Ana Reyes", "location": "main"},
        {"id": "bo", "name": "Bo", "location": "main"},
    ],
    "services": [
        {
            "id": "cut",
            "name": "Haircut",
            "duration": {"default": 30, "min": 30, "max": 60, "step": 15},
            "resources": ["ana", "bo"],
            "roundRobin": "ordered",
            "price": "45.00",
            "currency": "USD",
        },
        {
            "id": "class",
            "name": "Class",
            "duration": {"default": 60},
            "resources": ["bo"],
            "capacity": 3,
        },
    ],
}


@dataclass
class Counter:
    """A controller, the second desk, the clock, and everything that was told."""

    controller: BookingController
    other: Desk
    clock: object
    qtbot: object
    told: list[tuple[str, str]] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)
    booked: list[object] = field(default_factory=list)
    did: list[object] = field(default_factory=list)

    def at(self, hour: int, minute: int = 0) -> int:
        """The instant of a wall time of that Monday in New York."""
        return instant_of(datetime.fromisoformat(f"2026-11-23T{hour:02}:{minute:02}-05:00"))

    def request(self, hour: int, minute: int = 0, who: str = "ana") -> HoldRequest:
        return HoldRequest("cut", self.at(hour, minute), (who,), None, "main")

    def wait(self, condition) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def hold(self, hour: int, minute: int = 0, who: str = "ana") -> int:
        """Take a time and wait until it is held; the appointment's id."""
        self.controller.take(self.request(hour, minute, who), ZONE)
        self.wait(self.is_held)
        assert self.controller.state.hold is not None
        return self.controller.state.hold.appointment.id

    def is_held(self) -> bool:
        state = self.controller.state
        return state.stage is Stage.HELD and state.busy is Busy.NO

    def pass_time(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        self.controller.tick(self.clock.now())

    def end_for_good(self) -> None:
        """Let the hold end, and then the one that follows it by itself, with nobody there."""
        first = self.controller.state.hold
        self.pass_time(600)
        self.wait(lambda: self.is_held() and self.controller.state.hold is not first)
        self.pass_time(600)
        self.wait(lambda: self.controller.state.outcome is not None)

    def status(self, appointment_id: int) -> str:
        return booking.show(self.other, appointment_id).appointment.status.value


@pytest.fixture
def counter(qtbot, books, tmp_path, clock):
    path = books.lay(tmp_path / "book.db", json.dumps(SHOP))
    own = Desk.open(path, clock, name="Desk 1")
    other = Desk.open(path, clock, name="Desk 2")
    runner = Runner(own)
    made = Counter(BookingController(runner, "Desk 1", clock.now()), other, clock, qtbot)
    made.controller.told.connect(lambda kind, words: made.told.append((kind, words)))
    made.controller.failed.connect(made.failed.append)
    made.controller.booked.connect(made.booked.append)
    made.controller.did.connect(made.did.append)
    yield made
    runner.close()
    other.close()
    own.close()
    assert made.failed == []
