"""A class takes its time once, whoever comes, leaves or lets a hold run out."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text

from frontdesk.engine.span import Span
from frontdesk.engine.values import Business, DurationRule, Location, Resource, Service, Status
from frontdesk.store import appointments, check, configuration, footprints, occupancy, visits
from frontdesk.store.appointments import NewAppointment
from frontdesk.store.database import Database

YOGA = {"service_id": "yoga"}


@pytest.fixture
def attend(hold, visit):
    """Writes one seat of the class of minutes 0 to 60 with Ana in the room."""

    def write(connection, *, with_=None, timer=None, **changes):
        if timer is None:
            new = visit(0, "ana", "room", **YOGA, **changes)
        else:
            new = hold(0, "ana", "room", hold_expires_at=timer, **YOGA, **changes)
        return appointments.insert(connection, new, shares_session_of=with_)

    return write


def rows(connection):
    found = connection.execute(
        text("SELECT appointment_id, hold_expires_at FROM footprint ORDER BY resource")
    )
    return [tuple(row) for row in found]


def seats(connection, now=0):
    found = occupancy.sessions(connection, "yoga", ["ana", "room"], 0, 100, now)
    assert len({taken.count for taken in found.values()}) <= 1
    return next((taken.count for taken in found.values()), 0)


def test_attendees_share_one_row_on_each_resource(book, attend):
    with book.write() as connection:
        first = attend(connection)
        attend(connection, with_=first)
        attend(connection, with_=first)
        assert rows(connection) == [(first, None), (first, None)]
        found = occupancy.sessions(connection, "yoga", ["ana", "room", "ben"], 0, 1, 0)
        expected = occupancy.SeatsTaken(3, Span(0, 60), first)
        assert found == {("ana", 0, 60): expected, ("room", 0, 60): expected}
        assert occupancy.live_spans(connection, ["ana"], 0, 60, 0)["ana"] == [(0, 60)]


def test_without_saying_that_it_shares_an_attendee_is_refused(book, attend):
    with book.write() as connection:
        attend(connection)
        with pytest.raises(footprints.FootprintOverlapError):
            attend(connection)
        assert seats(connection) == 1


def test_a_newcomer_takes_the_buffers_of_the_session(book, attend):
    with book.write() as connection:
        first = attend(connection, buffer_before=5, buffer_after=10)
        second = attend(connection, with_=first, buffer_after=60)
        assert visits.get(connection, second).footprint == Span(-5, 70)


@pytest.mark.parametrize(
    "change",
    [{"start": 15}, {"duration": 45}, {"service_id": "wash"}, {"resource_ids": ("ana",)}],
)
def test_only_the_same_session_can_be_shared(book, attend, visit, change):
    with book.write() as connection:
        first = attend(connection)
        stranger = replace(visit(0, "ana", "room", **YOGA), **change)
        with pytest.raises(ValueError, match="no session"):
            appointments.insert(connection, stranger, shares_session_of=first)
        assert seats(connection) == 1


def test_a_session_that_nobody_attends_any_more_cannot_be_shared(book, attend):
    with book.write() as connection:
        first = attend(connection)
        appointments.update_status(connection, first, Status.CANCELLED)
        with pytest.raises(ValueError, match="no session"):
            attend(connection, with_=first)


def test_the_row_passes_on_when_its_owner_leaves(book, attend):
    with book.write() as connection:
        first = attend(connection)
        second = attend(connection, with_=first)
        third = attend(connection, with_=second)
        appointments.update_status(connection, first, Status.CANCELLED)
        assert rows(connection) == [(second, None), (second, None)]
        appointments.update_status(connection, second, Status.NO_SHOW)
        assert rows(connection) == [(third, None), (third, None)]
        appointments.update_status(connection, third, Status.CANCELLED)
        assert rows(connection) == []


def test_somebody_who_left_comes_back_into_the_session(book, attend):
    with book.write() as connection:
        first = attend(connection)
        second = attend(connection, with_=first)
        appointments.update_status(connection, first, Status.NO_SHOW)
        with pytest.raises(footprints.FootprintOverlapError):
            appointments.update_status(connection, first, Status.BOOKED)
        appointments.update_status(connection, first, Status.BOOKED, shares_session_of=second)
        assert seats(connection) == 2
        assert rows(connection) == [(second, None), (second, None)]


def test_the_rows_timer_is_the_latest_and_none_as_soon_as_one_has_none(book, attend):
    with book.write() as connection:
        first = attend(connection, timer=700)
        second = attend(connection, with_=first, timer=900)
        third = attend(connection, with_=first, timer=800)
        assert rows(connection) == [(first, 900)] * 2
        appointments.extend(connection, third, 1000)
        assert rows(connection) == [(first, 1000)] * 2
        appointments.update_status(connection, second, Status.BOOKED)
        assert rows(connection) == [(first, None)] * 2
        appointments.update_status(connection, second, Status.CANCELLED)
        assert rows(connection) == [(first, 1000)] * 2
        appointments.delete(connection, third)
        assert rows(connection) == [(first, 700)] * 2


def test_a_session_lives_as_long_as_one_attendee(book, attend):
    with book.write() as connection:
        first = attend(connection, timer=700)
        attend(connection, with_=first, timer=900)
        assert seats(connection, now=699) == 2
        assert seats(connection, now=700) == 1
        footprints.retire_expired(connection, ["ana", "room"], 0, 60, now=899)
        assert len(rows(connection)) == 2
        footprints.retire_expired(connection, ["ana", "room"], 0, 60, now=900)
        assert rows(connection) == []


def test_a_hold_that_ran_out_with_its_session_does_not_slip_into_the_next(book, attend):
    with book.write() as connection:
        first = attend(connection, timer=700)
        late = attend(connection, with_=first, timer=700)
        footprints.retire_expired(connection, ["ana", "room"], 0, 60, now=700)
        fresh = attend(connection)
        for straggler in (first, late):
            with pytest.raises(footprints.FootprintOverlapError):
                appointments.update_status(connection, straggler, Status.BOOKED)
        appointments.update_status(connection, late, Status.BOOKED, shares_session_of=fresh)
        assert seats(connection, now=700) == 2
        assert rows(connection) == [(fresh, None)] * 2


def test_a_move_ignores_the_old_time_only_when_nobody_else_keeps_it(book, attend):
    def others_see(connection, mover, now=0):
        return occupancy.live_spans(connection, ["ana"], 0, 60, now, ignoring=mover)["ana"]

    with book.write() as connection:
        first = attend(connection)
        assert others_see(connection, first) == []
        second = attend(connection, with_=first, timer=700)
        assert others_see(connection, first) == [(0, 60)]
        assert others_see(connection, second) == [(0, 60)]
        assert others_see(connection, first, now=700) == []


def test_the_newest_booking_of_a_class_counts_for_rotation(book, attend):
    with book.write() as connection:
        first = attend(connection, created_at=100)
        second = attend(connection, with_=first, created_at=300)
        assert occupancy.last_made(connection, ["ana"], 0) == {"ana": 300}
        appointments.update_status(connection, second, Status.CANCELLED)
        assert occupancy.last_made(connection, ["ana"], 0) == {"ana": 100}


def test_each_attendee_counts_for_balanced_on_each_resource_and_in_the_window_alone(book, attend):
    with book.write() as connection:
        first = attend(connection, buffer_before=15)
        attend(connection, with_=first)
        attend(connection, with_=first, timer=700)
        everyone = ["ana", "room", "ben"]
        assert occupancy.visits_per_resource(connection, everyone, 0, 1, 0) == {
            "ana": 3,
            "room": 3,
            "ben": 0,
        }
        # The class begins at 0, although its footprint begins at -15.
        assert occupancy.visits_per_resource(connection, ["ana"], -15, 0, 0) == {"ana": 0}
        assert occupancy.visits_per_resource(connection, ["ana"], -900, 900, 700) == {"ana": 2}


class ClassLife(RuleBasedStateMachine):
    """Seats come, go, expire and return in any order; the clock only runs forward."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.db"
        self.database = Database.open(self.path)
        rule_of_hour = DurationRule(60, 60, 60, 60)
        with self.database.write() as connection:
            configuration.replace_business(
                connection,
                Business.of(
                    "B",
                    [Location("main", "Main", "UTC", True)],
                    [Resource("ana", "Ana", "main")],
                    [],
                    [Service("yoga", "Yoga", rule_of_hour, capacity=9)],
                ),
                at=0,
            )
        self.now = 0
        self.model: dict[int, tuple[Status, int | None]] = {}

    def live(self) -> list[int]:
        return [
            number
            for number, (status, timer) in self.model.items()
            if status is Status.BOOKED
            or (status is Status.INITIAL and timer is not None and timer > self.now)
        ]

    def session(self) -> int | None:
        return min(self.live(), default=None)

    @rule(timer=st.none() | st.integers(1, 30))
    def come(self, timer: int | None) -> None:
        status = Status.BOOKED if timer is None else Status.INITIAL
        expires = None if timer is None else self.now + timer
        new = NewAppointment(
            status, "main", "yoga", ("ana",), 0, 60, 0, 0, self.now, hold_expires_at=expires
        )
        with self.database.write() as connection:
            footprints.retire_expired(connection, ["ana"], 0, 60, self.now)
            number = appointments.insert(connection, new, shares_session_of=self.session())
        self.model[number] = (status, expires)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def book(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        if self.model[number][0] not in (Status.INITIAL, Status.NO_SHOW):
            return
        joins = None if number in self.live() else self.session()
        with self.database.write() as connection:
            footprints.retire_expired(connection, ["ana"], 0, 60, self.now)
            appointments.update_status(connection, number, Status.BOOKED, shares_session_of=joins)
        self.model[number] = (Status.BOOKED, None)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), status=st.sampled_from([Status.CANCELLED, Status.NO_SHOW]))
    def leave(self, data: st.DataObject, status: Status) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        if self.model[number][0] is not Status.BOOKED:
            return
        with self.database.write() as connection:
            appointments.update_status(connection, number, status)
        self.model[number] = (status, None)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def release_or_extend(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        if self.model[number][0] is not Status.INITIAL:
            return
        with self.database.write() as connection:
            if number in self.live() and data.draw(st.booleans()):
                appointments.extend(connection, number, self.now + 20)
                self.model[number] = (Status.INITIAL, self.now + 20)
            else:
                appointments.delete(connection, number)
                del self.model[number]

    @rule(seconds=st.integers(1, 15))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    @rule()
    def sweep(self) -> None:
        with self.database.write() as connection:
            appointments.sweep(connection, self.now)
        self.model = {
            number: (status, timer)
            for number, (status, timer) in self.model.items()
            if status is not Status.INITIAL or timer >= self.now
        }

    @invariant()
    def the_time_is_taken_once_while_anybody_attends(self) -> None:
        live = self.live()
        with self.database.read() as connection:
            spans = occupancy.live_spans(connection, ["ana"], 0, 60, self.now)["ana"]
            assert spans == ([(0, 60)] if live else [])
            found = occupancy.sessions(connection, "yoga", ["ana"], 0, 1, self.now)
            assert [taken.count for taken in found.values()] == ([len(live)] if live else [])
            counted = occupancy.visits_per_resource(connection, ["ana"], 0, 1, self.now)
            assert counted == {"ana": len(live)}
            who = occupancy.occupants(connection, ["ana"], 0, 60, self.now)["ana"]
            assert [occupant.appointment_id for occupant in who] == sorted(live)

    def teardown(self) -> None:
        assert check.check(self.path) == []
        self.database.close()
        self.folder.cleanup()


TestClassLife = pytest.mark.slow(ClassLife.TestCase)
TestClassLife.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
