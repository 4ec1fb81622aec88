"""The desk against a model: any order of verbs, with a clock that moves while they happen.

The model is the plainest thing that could be right: a list of visits and a loop. After each step
nobody is booked twice, the database's footprints are exactly the live visits, and the audit trail
replays to the present state.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from frontdesk.desk import availability, booking, configuration, policies
from frontdesk.desk.answers import CustomerDetails, Done, Refused
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.plan import Request
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code, RefusalError
from frontdesk.engine.values import Status
from frontdesk.store import journal

START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
TIMER = 10
OPEN = (8 * 60, 12 * 60)
MIDNIGHT = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp()) // 60
CAPACITY = {"trim": 1, "massage": 1, "class": 2, "duo": 2}
LENGTH = {"trim": 30, "massage": 60, "class": 45, "duo": 45}
BUFFERS = {"trim": (5, 10), "massage": (0, 15), "class": (0, 0), "duo": (0, 5)}
DANA = CustomerDetails("Dana Fox", "dana@example.org")

SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Corner Studio"},
    "locations": [
        {
            "id": "main",
            "name": "Main",
            "timezone": "UTC",
            "bookingTimerMinutes": TIMER,
            "hours": {"mon": [["08:00", "12:00"]]},
        }
    ],
    "resources": [
        {"id": name, "name": name.title(), "location": "main"}
        for name in ("ana", "bo", "room", "hall")
    ],
    "services": [
        {
            "id": "trim",
            "name": "Trim",
            "duration": {"default": 30, "min": 30, "max": 60, "step": 15},
            "startInterval": 15,
            "bufferBefore": 5,
            "bufferAfter": 10,
            "roundRobin": "rotation",
            "resources": ["ana", "bo"],
            "price": "30.00",
            "currency": "EUR",
        },
        {
            "id": "massage",
            "name": "Massage",
            "duration": {"default": 60},
            "startInterval": 30,
            "bufferAfter": 15,
            "roundRobin": "balanced",
            "requires": [
                {"role": "Therapist", "resources": ["ana", "bo"]},
                {"role": "Room", "resources": ["room", "hall"]},
            ],
        },
        {
            "id": "class",
            "name": "Class",
            "duration": {"default": 45},
            "startInterval": 60,
            "capacity": 2,
            "resources": ["hall"],
            "price": "12.50",
            "currency": "EUR",
        },
        {
            "id": "duo",
            "name": "Class led by one of two",
            "duration": {"default": 45},
            "startInterval": 30,
            "bufferAfter": 5,
            "capacity": 2,
            "roundRobin": "ordered",
            "requires": [
                {"role": "Lead", "resources": ["ana", "bo"]},
                {"role": "Place", "resources": ["hall", "room"]},
            ],
        },
    ],
}


@dataclass(frozen=True)
class Known:
    """What the model knows of one visit."""

    service: str
    resources: tuple[str, ...]
    start: int
    status: str
    expires: datetime | None
    has_customer: bool
    length: int
    over: frozenset[int] = frozenset()
    """Whom it was put over for a reason, and so is marked."""
    facts: frozenset[str] = frozenset()

    def is_live(self, now: datetime) -> bool:
        if self.status == "IN":
            return self.expires is not None and now < self.expires
        return self.status in {"RS", "BK"}

    @property
    def footprint(self) -> tuple[int, int]:
        before, after = BUFFERS[self.service]
        return self.start - before, self.start + self.length + after

    @property
    def session(self) -> tuple[str, int, int, tuple[str, ...]]:
        """What the attendees of a class have in common."""
        return self.service, self.start, self.length, self.resources


class DeskMachine(RuleBasedStateMachine):
    """Drives two desks on one file, and knows what must have come of it."""

    visits = Bundle("visits")

    @initialize()
    def open_the_book(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        book = Path(self.folder.name) / "book.db"
        self.clock = HandClock(START)
        self.desks = [Desk.open(book, self.clock, name=f"Desk {n}") for n in (1, 2)]
        configuration.load_setup(self.desks[0], json.dumps(SETUP))
        office = Desk.open(book, self.clock, name="Office")  # whose steps nobody takes back
        policies.change(office, Policy(payments_noted=True))
        office.close()
        self.known: dict[int, Known] = {}
        self.released: set[int] = set()

    def teardown(self) -> None:
        if hasattr(self, "desks"):
            for desk in self.desks:
                desk.close()
            self.folder.cleanup()

    @rule(seconds=st.sampled_from([1, 59, 60, 299, 300, 600, 601, 3600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    @rule(
        target=visits,
        desk=st.integers(0, 1),
        service=st.sampled_from(sorted(CAPACITY)),
        pick=st.integers(0, 10_000),
        complete=st.sampled_from([None, "BK", "RS"]),
    )
    def hold_something_offered(self, desk: int, service: str, pick: int, complete: str | None):
        _plan, offered = availability.find(self.desks[desk], Request(service, DAY, DAY))
        if not offered:
            return multiple()
        entry = offered[pick % len(offered)]
        request = HoldRequest(
            service,
            entry.start,
            entry.resource_ids,
            customer=DANA if complete else None,
            complete=Status(complete) if complete else None,
        )
        answer = booking.hold(self.desks[desk], request)
        assert isinstance(answer, Done), f"offered, yet refused: {answer}"
        return self._remember(answer.value.appointment.id, request)

    @rule(
        target=visits,
        desk=st.integers(0, 1),
        service=st.sampled_from(sorted(CAPACITY)),
        start=st.integers(OPEN[0] // 15, OPEN[1] // 15).map(lambda n: MIDNIGHT + n * 15),
        resources=st.sampled_from([("ana",), ("bo",), ("hall",), ("ana", "room"), ("bo", "hall")]),
    )
    def hold_anything(self, desk: int, service: str, start: int, resources: tuple[str, ...]):
        request = HoldRequest(service, start, resources)
        try:
            _plan, offered = availability.find(
                self.desks[desk], Request(service, DAY, DAY, resource_ids=resources)
            )
        except RefusalError:
            assert isinstance(booking.hold(self.desks[desk], request), Refused)
            return multiple()
        wanted = [entry for entry in offered if entry.start == start]
        answer = booking.hold(self.desks[desk], request)
        assert isinstance(answer, Done) is bool(wanted), (answer, wanted)
        if isinstance(answer, Refused):
            return multiple()
        taken = answer.value.appointment.resource_ids
        assert taken == wanted[0].resource_ids
        return self._remember(answer.value.appointment.id, replace(request, resource_ids=taken))

    @rule(number=visits, desk=st.integers(0, 1), verb=st.sampled_from(["book", "reserve"]))
    def complete(self, number: int, desk: int, verb: str) -> None:
        before = self.known.get(number)
        verbs = {"book": booking.book, "reserve": booking.reserve}
        answer = verbs[verb](self.desks[desk], number, DANA)
        if before is None:
            assert isinstance(answer, Refused)
            assert answer.refusal.code is Code.UNKNOWN_ID
        elif before.status == "IN" or (before.status == "RS" and verb == "book"):
            if before.is_live(self.now) or self._is_free(before, number):
                assert isinstance(answer, Done), answer
                status = "BK" if verb == "book" else "RS"
                self.known[number] = replace(before, status=status, expires=None, has_customer=True)
            else:
                assert isinstance(answer, Refused), "booked over somebody"
                assert answer.refusal.code is Code.HOLD_EXPIRED_AND_TAKEN
        else:
            assert isinstance(answer, Refused)
            assert answer.refusal.code is Code.WRONG_STATUS

    @rule(number=visits, verb=st.sampled_from(["cancel", "no_show", "undo_no_show"]))
    def leave(self, number: int, verb: str) -> None:
        before = self.known.get(number)
        answer = getattr(booking, verb)(self.desks[0], number)
        allowed = {
            ("BK", "cancel"): "CN",
            ("RS", "cancel"): "CN",
            ("BK", "no_show"): "NS",
            ("NS", "undo_no_show"): "BK",
        }
        after = allowed.get((before.status, verb)) if before is not None else None
        if after is not None and before is not None:
            if verb == "undo_no_show" and not self._is_free(before, number):
                assert isinstance(answer, Refused)
                assert answer.refusal.code is Code.SLOT_TAKEN
                return
            assert isinstance(answer, Done), answer
            self.known[number] = replace(before, status=after)
        else:
            assert isinstance(answer, Refused)

    @rule(number=visits)
    def release(self, number: int) -> None:
        before = self.known.get(number)
        answer = booking.release(self.desks[0], number)
        if before is not None and before.status == "IN":
            assert isinstance(answer, Done)
            del self.known[number]
            self.released.add(number)
        else:
            assert isinstance(answer, Refused)

    @rule(number=visits)
    def extend(self, number: int) -> None:
        before = self.known.get(number)
        answer = booking.extend(self.desks[1], number)
        if before is not None and before.status == "IN" and before.is_live(self.now):
            assert isinstance(answer, Done)
            self.known[number] = replace(before, expires=self.now + timedelta(minutes=TIMER))
        else:
            assert isinstance(answer, Refused)

    @precondition(lambda self: self.known)
    @rule(target=visits, number=visits, quarter=st.integers(OPEN[0] // 15, OPEN[1] // 15))
    def reschedule(self, number: int, quarter: int):
        before = self.known.get(number)
        answer = booking.reschedule(self.desks[0], number, MIDNIGHT + quarter * 15)
        if isinstance(answer, Refused):
            return multiple()
        assert before is not None
        assert before.status == "BK"
        new = answer.value.appointment
        self.known[number] = replace(before, status="RE")
        self.known[new.id] = replace(
            before, start=new.start, resources=new.resource_ids, over=frozenset()
        )
        return new.id

    @invariant()
    def nobody_is_booked_twice(self) -> None:
        live = [visit for visit in self._visits().values() if visit.is_live(self.now)]
        for i, one in enumerate(live):
            for other in live[i + 1 :]:
                shared = set(one.resources) & set(other.resources)
                together = (
                    one.footprint[0] < other.footprint[1] and other.footprint[0] < one.footprint[1]
                )
                if shared and together and not (one.over or other.over):
                    assert (one.service, one.start) == (other.service, other.start)
                    assert one.resources == other.resources
                    assert CAPACITY[one.service] > 1
        seats = Counter(visit.session for visit in live if not visit.over)
        assert all(count <= CAPACITY[key[0]] for key, count in seats.items())

    @invariant()
    def the_footprints_are_the_live_visits(self) -> None:
        if not hasattr(self, "desks"):
            return
        with self.desks[0].look() as unit:
            rows = unit.connection.exec_driver_sql(
                'SELECT resource.id, footprint.start, footprint."end" FROM footprint '
                "JOIN resource ON resource.pk = footprint.resource "
                f"WHERE hold_expires_at IS NULL OR hold_expires_at > {unit.moment}"
            ).all()
        taken = {
            (name, *visit.footprint, visit.session if CAPACITY[visit.service] > 1 else number)
            for number, visit in self._visits().items()
            if visit.is_live(self.now)
            for name in visit.resources
        }
        assert Counter(tuple(row) for row in rows) == Counter(key[:3] for key in taken)

    @invariant()
    def the_trail_replays_to_the_present(self) -> None:
        if not hasattr(self, "desks"):
            return
        with self.desks[1].look() as unit:
            for number, visit in self.known.items():
                status: str | None = None
                for line in journal.trail(unit.connection, number):
                    assert line.before == status
                    status = line.after
                assert status == visit.status
            for number in self.released:
                assert journal.trail(unit.connection, number)[-1].after is None

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def _visits(self) -> dict[int, Known]:
        return getattr(self, "known", {})

    def _remember(self, number: int, request: HoldRequest) -> int:
        assert number not in self.known, "a number was given out twice"
        assert number not in self.released
        status = str(request.complete or "IN")
        expires = self.now + timedelta(minutes=TIMER) if status == "IN" else None
        self.known[number] = Known(
            request.service_id,
            request.resource_ids,
            request.start,
            status,
            expires,
            request.complete is not None,
            request.duration or LENGTH[request.service_id],
        )
        return number

    def _is_free(self, visit: Known, number: int) -> bool:
        """Whether nobody has the visit's time but whom it was put over, or who was put over it."""
        return all(
            other in visit.over or number in self.known[other].over
            for other in self._in_the_way(visit, number)
        )

    def _in_the_way(self, visit: Known, number: int = 0) -> frozenset[int]:
        """Who else has some of the visit's time; a class is free while it has seats."""
        found: set[int] = set()
        mates: set[int] = set()
        for other_number, other in self.known.items():
            if other_number == number or not other.is_live(self.now):
                continue
            if not set(visit.resources) & set(other.resources):
                continue
            low, high = visit.footprint
            other_low, other_high = other.footprint
            if low < other_high and other_low < high:
                is_mate = visit.session == other.session and CAPACITY[visit.service] > 1
                (mates if is_mate else found).add(other_number)
        is_full = len(mates) >= CAPACITY[visit.service] > 1
        return frozenset(found | mates if is_full else found)


class TestDeskShortly(DeskMachine.TestCase):
    """Enough to catch a slip while working."""

    settings = settings(max_examples=12, stateful_step_count=30, deadline=None)


@pytest.mark.slow
class TestDeskAtLength(DeskMachine.TestCase):
    """Enough to meet the rare orders of events."""

    settings = settings(max_examples=150, stateful_step_count=50, deadline=None)
