"""Visits through their life: each change of status takes the visit's time along."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from frontdesk.engine.booking import Appointment
from frontdesk.engine.values import Status
from frontdesk.store import appointments, customers, footprints, occupancy, visits

NOW = 500  # before the holds of these tests expire, at 700


def taken(connection, *resource_ids, now=NOW):
    ids = resource_ids or ("ana",)
    spans = occupancy.live_spans(connection, ids, -10_000, 10_000, now)
    return spans["ana"] if not resource_ids else spans


def footprint_rows(connection):
    return connection.execute(text("SELECT count(*) FROM footprint")).scalar_one()


def test_a_visit_comes_back_as_it_was_written(book, hold):
    with book.write() as connection:
        customer = customers.add(connection, "Dana Fox", created_at=1)
        number = appointments.insert(
            connection,
            hold(
                600,
                "room",
                "ana",
                buffer_before=5,
                buffer_after=10,
                customer_id=customer,
                notes="<b>ring twice</b>",
                desk="Desk 2",
            ),
        )
    with book.read() as connection:
        assert visits.get(connection, number) == Appointment(
            number,
            Status.INITIAL,
            "main",
            "cut",
            ("room", "ana"),
            start=600,
            duration=60,
            buffer_before=5,
            buffer_after=10,
            created_at=100,
            hold_expires_at=700,
            customer_id=customer,
            notes="<b>ring twice</b>",
            desk="Desk 2",
        )
        assert taken(connection, "ana", "room", "ben") == {
            "ana": [(595, 670)],
            "room": [(595, 670)],
            "ben": [],
        }


def test_a_refused_visit_leaves_nothing_at_all(book, hold):
    with book.write() as connection:
        appointments.insert(connection, hold(0, "room"))
        with pytest.raises(footprints.FootprintOverlapError):
            appointments.insert(connection, hold(30, "ana", "room"))
        assert footprint_rows(connection) == 1
    with book.read() as connection:
        assert len(visits.in_window(connection, "main", -1000, 1000)) == 1
        assert taken(connection) == []


@pytest.mark.parametrize(
    "change", [{"location_id": "moon"}, {"service_id": "x"}, {"resource_ids": ("ana", "x")}]
)
def test_unknown_ids_are_refused(book, hold, change):
    with book.write() as connection:
        with pytest.raises(LookupError):
            appointments.insert(connection, hold(0, **change))
        assert visits.in_window(connection, "main", -1000, 1000) == []


@pytest.mark.parametrize("status", [Status.BOOKED, Status.RESERVED])
def test_a_booked_hold_loses_its_timer_and_keeps_its_time(book, hold, status):
    with book.write() as connection:
        number = appointments.insert(connection, hold(0, "ana", "room"))
        appointments.update_status(connection, number, status, notes="by phone")
        booked = visits.get(connection, number)
        assert (booked.status, booked.hold_expires_at) == (status, None)
        assert booked.notes == "by phone"
        assert taken(connection, "ana", "room", now=10**9) == {
            "ana": [(0, 60)],
            "room": [(0, 60)],
        }


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.NO_SHOW, Status.RESCHEDULED])
def test_a_visit_that_ends_gives_up_its_time(book, visit, status):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0, "ana", "room"))
        appointments.update_status(connection, number, status)
        assert visits.get(connection, number).status is status
        assert footprint_rows(connection) == 0
        appointments.insert(connection, visit(0, "ana", "room"))


def test_an_undone_no_show_takes_its_time_again_only_if_it_is_free(book, visit):
    with book.write() as connection:
        first = appointments.insert(connection, visit(0, "ana", "room"))
        appointments.update_status(connection, first, Status.NO_SHOW)
        second = appointments.insert(connection, visit(30, "room"))
        with pytest.raises(footprints.FootprintOverlapError):
            appointments.update_status(connection, first, Status.BOOKED)
        assert visits.get(connection, first).status is Status.NO_SHOW
        assert taken(connection) == []
        appointments.update_status(connection, second, Status.CANCELLED)
        appointments.update_status(connection, first, Status.BOOKED)
        assert taken(connection, "ana", "room") == {"ana": [(0, 60)], "room": [(0, 60)]}


def test_an_expired_hold_is_booked_late_while_nobody_took_its_time(book, hold):
    with book.write() as connection:
        number = appointments.insert(connection, hold(0))
        appointments.update_status(connection, number, Status.BOOKED)
        assert taken(connection, now=10**9) == [(0, 60)]


def test_an_expired_hold_never_books_over_its_successor(book, hold, visit):
    """Same service, start and length: nothing but the guard tells the two apart."""
    with book.write() as connection:
        late = appointments.insert(connection, hold(0))
        footprints.retire_expired(connection, ["ana"], 0, 60, now=700)
        successor = appointments.insert(connection, visit(0))
        with pytest.raises(footprints.FootprintOverlapError):
            appointments.update_status(connection, late, Status.BOOKED)
        with pytest.raises(footprints.FootprintOverlapError):
            appointments.extend(connection, late, 2000)
        assert visits.get(connection, late).status is Status.INITIAL
        appointments.update_status(connection, successor, Status.CANCELLED)
        assert taken(connection, now=700) == []
        footprints.retire_expired(connection, ["ana"], 0, 60, now=700)
        appointments.update_status(connection, late, Status.BOOKED)
        assert taken(connection, now=10**9) == [(0, 60)]


def test_an_extended_hold_holds_its_time_longer(book, hold):
    with book.write() as connection:
        number = appointments.insert(connection, hold(0))
        for deadline in range(1300, 7301, 600):
            appointments.extend(connection, number, deadline)
        assert visits.get(connection, number).hold_expires_at == 7300
        assert taken(connection, now=7299) == [(0, 60)]
        assert taken(connection, now=7300) == []


def test_a_booked_visit_cannot_be_given_a_timer(book, visit):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0))
        with pytest.raises(IntegrityError, match="timer_of_holds_only"):
            appointments.extend(connection, number, 900)


def test_a_released_hold_is_gone_and_its_number_is_not_used_again(book, hold):
    with book.write() as connection:
        number = appointments.insert(connection, hold(0, "ana", "room"))
        appointments.delete(connection, number)
        assert visits.get(connection, number) is None
        assert footprint_rows(connection) == 0
        assert appointments.insert(connection, hold(0)) > number


def test_a_booked_visit_is_never_deleted(book, visit):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0))
    with pytest.raises(IntegrityError), book.write() as connection:
        appointments.delete(connection, number)
    with book.read() as connection:
        assert visits.get(connection, number).status is Status.BOOKED
        assert taken(connection) == [(0, 60)]


def test_a_visit_moves_onto_part_of_its_own_old_time(book, visit):
    with book.write() as connection:
        old = appointments.insert(connection, visit(0))
        new = appointments.reschedule(connection, old, visit(30))
        assert visits.get(connection, old).status is Status.RESCHEDULED
        assert visits.get(connection, old).rescheduled_id == new
        assert visits.get(connection, new).status is Status.BOOKED
        assert taken(connection) == [(30, 90)]


def test_a_move_that_is_refused_leaves_the_old_visit_as_it_was(book, visit):
    with book.write() as connection:
        old = appointments.insert(connection, visit(0))
        appointments.insert(connection, visit(100))
        with pytest.raises(footprints.FootprintOverlapError):
            appointments.reschedule(connection, old, visit(90))
        assert visits.get(connection, old).status is Status.BOOKED
        assert visits.get(connection, old).rescheduled_id is None
        assert taken(connection) == [(0, 60), (100, 160)]


def test_an_overbooked_visit_is_marked_and_let_in(book, visit):
    with book.write() as connection:
        appointments.insert(connection, visit(0))
        number = appointments.insert(connection, visit(30, overbooked=True))
        assert visits.get(connection, number).overbooked
        assert taken(connection) == [(0, 60), (30, 90)]


def test_one_request_makes_one_visit(book, hold):
    with book.write() as connection:
        number = appointments.insert(connection, hold(0), request_key="k1")
    with pytest.raises(IntegrityError), book.write() as connection:
        appointments.insert(connection, hold(500), request_key="k1")
    with book.read() as connection:
        assert visits.by_request_key(connection, "k1").id == number
        assert visits.by_request_key(connection, "k2") is None


def test_facts_notes_and_customer_are_written_and_each_write_counts(book, visit):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0))
        assert appointments.version_of(connection, number) == 1
        customer = customers.add(connection, "Dana", created_at=1)
        appointments.set_customer(connection, number, customer)
        appointments.set_notes(connection, number, "new")
        for at, fact in enumerate(("confirmed_at", "arrived_at", "started_at", "completed_at")):
            appointments.set_fact(connection, number, fact, 900 + at)
        seen = visits.get(connection, number)
        assert (seen.customer_id, seen.notes) == (customer, "new")
        assert (seen.confirmed_at, seen.arrived_at) == (900, 901)
        assert (seen.started_at, seen.completed_at) == (902, 903)
        appointments.set_fact(connection, number, "arrived_at", None)
        assert visits.get(connection, number).arrived_at is None
        assert appointments.version_of(connection, number) == 8


def test_writing_to_a_visit_that_does_not_exist_is_an_error(book):
    with book.write() as connection:
        for write in (
            lambda: appointments.update_status(connection, 9, Status.BOOKED),
            lambda: appointments.extend(connection, 9, 900),
            lambda: appointments.set_notes(connection, 9, ""),
            lambda: appointments.delete(connection, 9),
            lambda: appointments.version_of(connection, 9),
        ):
            with pytest.raises(LookupError):
                write()


def test_the_sweep_deletes_long_expired_holds_and_nothing_else(book, hold, visit):
    with book.write() as connection:
        stale = appointments.insert(connection, hold(0, "ana", "room"))
        fresh = appointments.insert(connection, hold(100, hold_expires_at=701))
        booked = appointments.insert(connection, visit(200))
        assert appointments.sweep(connection, before=701) == 1
        assert [*visits.get_many(connection, [stale, fresh, booked])] == [fresh, booked]
        assert taken(connection) == [(100, 160), (200, 260)]


def test_the_sweep_takes_no_more_than_it_may(book, hold):
    with book.write() as connection:
        for start in range(0, 500, 100):
            appointments.insert(connection, hold(start))
        assert appointments.sweep(connection, before=9999, limit=3) == 3
        assert appointments.sweep(connection, before=9999) == 2
