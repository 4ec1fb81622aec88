"""What is taken, against the plainest possible answer over visits of every kind."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from frontdesk.engine.booking import Customer, takes_time
from frontdesk.engine.clock import datetime_of_moment
from frontdesk.engine.span import Span
from frontdesk.engine.values import Business, Status
from frontdesk.store import appointments, configuration, customers, occupancy, visits
from frontdesk.store.appointments import NewAppointment
from frontdesk.store.database import Database

RESOURCES = ("ana", "ben", "room")


@st.composite
def new_visits(draw: st.DrawFn) -> NewAppointment:
    status = draw(st.sampled_from(Status))
    return NewAppointment(
        status,
        "main",
        draw(st.sampled_from(["cut", "wash"])),
        tuple(draw(st.permutations(RESOURCES))[: draw(st.integers(1, 3))]),
        start=draw(st.integers(-200, 1000)),
        duration=draw(st.integers(1, 300)),
        buffer_before=draw(st.integers(0, 40)),
        buffer_after=draw(st.integers(0, 40)),
        created_at=draw(st.integers(0, 50)),
        hold_expires_at=draw(st.integers(0, 20)) if status is Status.INITIAL else None,
        # The guard has tests of its own; here everything may lie over everything.
        overbooked=True,
    )


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory, business):
    """One book for all examples, each of which leaves it as it found it."""
    database = Database.open(tmp_path_factory.mktemp("occupancy") / "book.db")
    with database.write() as connection:
        configuration.replace_business(connection, business, at=0)
    yield database
    database.close()


@given(
    wanted=st.lists(new_visits(), max_size=12),
    lo=st.integers(-300, 1200),
    length=st.integers(1, 600),
    now=st.integers(0, 20),
)
def test_every_read_agrees_with_looking_at_each_visit(shared_book, wanted, lo, length, now):
    with shared_book.write() as connection:
        example = connection.begin_nested()
        for new in wanted:
            appointments.insert(connection, new)
        compare(connection, wanted, lo, lo + length, now)
        example.rollback()


def footprint(new: NewAppointment) -> Span:
    return Span(new.start - new.buffer_before, new.start + new.duration + new.buffer_after)


def compare(connection, wanted, lo, hi, now):
    def is_live(new: NewAppointment) -> bool:
        if new.status is Status.INITIAL:
            return new.hold_expires_at > now
        return new.status in (Status.RESERVED, Status.BOOKED)

    live = [new for new in wanted if is_live(new)]
    touching = [new for new in live if footprint(new).start < hi and lo < footprint(new).end]
    starting = [new for new in live if lo <= new.start < hi]

    spans = occupancy.live_spans(connection, RESOURCES, lo, hi, now)
    for id_ in RESOURCES:
        expected = sorted(footprint(new) for new in touching if id_ in new.resource_ids)
        assert [span.start for span in spans[id_]] == [span.start for span in expected]
        assert sorted(spans[id_]) == expected
        who = occupancy.occupants(connection, [id_], lo, hi, now)[id_]
        assert sorted(occupant.footprint for occupant in who) == expected

    counts = Counter(id_ for new in starting for id_ in new.resource_ids)
    assert occupancy.visits_per_resource(connection, RESOURCES, lo, hi, now) == {
        id_: counts[id_] for id_ in RESOURCES
    }
    for service in ("cut", "wash"):
        assert occupancy.starts_of_service(connection, service, "main", lo, hi, now) == sorted(
            new.start for new in starting if new.service_id == service
        )
        assert occupancy.starts_of_service(connection, service, "other", lo, hi, now) == []
        sessions = occupancy.sessions(connection, service, RESOURCES, lo, hi, now)
        assert {key: taken.count for key, taken in sessions.items()} == Counter(
            (id_, new.start, new.duration)
            for new in starting
            if new.service_id == service
            for id_ in new.resource_ids
        )
    made = {
        id_: max(new.created_at for new in live if id_ in new.resource_ids)
        for id_ in RESOURCES
        if any(id_ in new.resource_ids for new in live)
    }
    assert occupancy.last_made(connection, RESOURCES, now) == made

    window = visits.in_window(connection, "main", lo, hi)
    seen = [visit for visit, _ in window]
    assert [visit.start for visit in seen] == sorted(
        new.start for new in wanted if footprint(new).start < hi and lo < footprint(new).end
    )
    at = datetime_of_moment(now)
    assert sorted(v.footprint for v in seen if takes_time(v, at)) == sorted(
        map(footprint, touching)
    )


def test_occupants_name_who_has_the_time(book, visit):
    with book.write() as connection:
        dana = customers.add(connection, "Dana Fox", created_at=0)
        number = appointments.insert(
            connection, visit(600, buffer_after=15, customer_id=dana, desk="Desk 2")
        )
        assert occupancy.occupants(connection, ["ana"], 670, 680, 0)["ana"] == [
            occupancy.Occupant(
                number, 600, 660, Span(600, 675), Status.BOOKED, "cut", "Dana Fox", "Desk 2", None
            )
        ]
        assert occupancy.occupants(connection, ["ana"], 675, 700, 0) == {"ana": []}
        assert occupancy.occupants(connection, ["ben"], 600, 700, 0) == {"ben": []}


def test_a_window_names_customers_and_chooses_statuses_and_places(book, visit):
    with book.write() as connection:
        dana = customers.add(connection, "Dana Fox", "d@x.org", "555", created_at=0)
        first = appointments.insert(connection, visit(100, customer_id=dana))
        second = appointments.insert(connection, visit(50, "ben"))
        appointments.update_status(connection, first, Status.CANCELLED)
        found = visits.in_window(connection, "main", 0, 1000)
        assert [(visit.id, customer) for visit, customer in found] == [
            (second, None),
            (first, Customer(dana, "Dana Fox", "d@x.org", "555")),
        ]
        booked = visits.in_window(connection, "main", 0, 1000, {Status.BOOKED})
        assert [visit.id for visit, _ in booked] == [second]
        assert visits.in_window(connection, "main", 0, 1000, []) == []
        assert visits.in_window(connection, "other", 0, 1000) == []
        assert [visit.id for visit in visits.of_customer(connection, dana)] == [first]


def test_a_customers_latest_visits_come_first_and_no_more_than_asked_for(book, visit):
    with book.write() as connection:
        dana = customers.add(connection, "Dana", created_at=0)
        for start in (300, 100, 500):
            appointments.insert(connection, visit(start, customer_id=dana))
        starts = [visit.start for visit in visits.of_customer(connection, dana, limit=2)]
        assert starts == [500, 300]


def test_live_visits_ahead_with_something_retired_are_found(book, visit, business):
    with book.write() as connection:
        with_ben = appointments.insert(connection, visit(100, "ana", "ben"))
        wash = appointments.insert(connection, visit(200, service_id="wash"))
        past = appointments.insert(connection, visit(10, "ben"))
        cancelled = appointments.insert(connection, visit(300, "ben"))
        appointments.update_status(connection, cancelled, Status.CANCELLED)
        appointments.insert(connection, visit(400))
        left = Business.of(
            business.name,
            business.locations.values(),
            [r for r in business.resources.values() if r.id != "ben"],
            [],
            [s for s in business.services.values() if s.id != "wash"],
        )
        configuration.replace_business(connection, left, at=0)
        found = visits.ahead_of_retired(connection, now=20 * 60)
        assert [visit.id for visit in found] == [with_ben, wash]
        assert past not in {visit.id for visit in found}


# A plan that reads a whole table of history, or sorts where an index could give the order.
HISTORY = ("appointment", "footprint", "appointment_resource", "audit", "customer")


def test_no_read_walks_through_history(book, visit, hold):
    """Every statement of the hot paths is explained by SQLite itself."""
    statements: list[tuple[str, object]] = []
    with book.write() as connection:
        raw = connection.connection.driver_connection
        raw.set_trace_callback(statements.append)
        dana = customers.add(connection, "Dana", "d@x.org", "5551234", created_at=0)
        number = appointments.insert(connection, visit(0, customer_id=dana), request_key="k")
        expired = appointments.insert(connection, hold(500, "ana", "room"))
        appointments.extend(connection, expired, 900)
        occupancy.live_spans(connection, RESOURCES, 0, 100, 0, ignoring=number)
        occupancy.sessions(connection, "yoga", RESOURCES, 0, 100, 0)
        occupancy.starts_of_service(connection, "cut", "main", 0, 100, 0)
        occupancy.visits_per_resource(connection, RESOURCES, 0, 100, 0)
        occupancy.last_made(connection, RESOURCES, 0)
        occupancy.occupants(connection, ["ana", "ben"], 0, 100, 0)
        visits.get(connection, number)
        visits.by_request_key(connection, "k")
        visits.in_window(connection, "main", 0, 100)
        visits.of_customer(connection, dana)
        visits.ahead_of_retired(connection, 0)
        customers.find(connection, "d@x.org", "5551234")
        appointments.reschedule(connection, number, visit(30))
        appointments.sweep(connection, 1)
        appointments.delete(connection, expired)
        raw.set_trace_callback(None)
        asked = [s for s in statements if s.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))]
        assert len(asked) > 40
        for statement in asked:
            for step in connection.execute(text("EXPLAIN QUERY PLAN " + escaped(statement))):
                walked = step.detail.startswith("SCAN ") and step.detail.split()[1]
                assert walked not in HISTORY, f"{step.detail}: {statement}"


def escaped(statement: str) -> str:
    return statement.replace(":", r"\:")
