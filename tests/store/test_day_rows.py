"""The visits of a calendar as rows: which they are, and what is said of the people."""

from __future__ import annotations

from frontdesk.engine.values import Status
from frontdesk.store import appointments, customers, day_rows, visits

LIVE = (Status.INITIAL, Status.RESERVED, Status.BOOKED)


def test_the_rows_are_the_visits_whose_footprints_touch_the_window(book, visit):
    with book.write() as connection:
        location = visit(0).location_id
        for start in (0, 60, 150, 300):
            appointments.insert(connection, visit(start))
        gone = appointments.insert(connection, visit(500))
        appointments.update_status(connection, gone, Status.CANCELLED)
    with book.read() as connection:
        for lo, hi in ((0, 1000), (61, 150), (60, 151), (899, 1000)):
            rows, resources = day_rows.touching(connection, location, lo, hi, LIVE)
            whole = [entry for entry, _ in visits.in_window(connection, location, lo, hi, LIVE)]
            assert [row.id for row in rows] == [entry.id for entry in whole]
            assert [row.start for row in rows] == [entry.start for entry in whole]
            assert resources == {entry.id: entry.resource_ids for entry in whole}


def test_the_rows_tell_of_their_people(book, visit):
    with book.write() as connection:
        dana = customers.add(connection, "Dana", created_at=1)
        customers.set_fields(connection, dana, {"alerts": "Allergic to latex"})
        missed = appointments.insert(connection, visit(60, customer_id=dana))
        appointments.update_status(connection, missed, Status.NO_SHOW)
        first = appointments.insert(connection, visit(180, customer_id=dana))
        later = appointments.insert(connection, visit(300, customer_id=dana))
        nobody = appointments.insert(connection, visit(420))
        location = visit(0).location_id
    with book.read() as connection:
        rows, _ = day_rows.touching(connection, location, 0, 1000, (Status.NO_SHOW, *LIVE))
    told = {row.id: (row.name, row.alerts, bool(row.first_visit)) for row in rows}
    assert told == {
        missed: ("Dana", "Allergic to latex", False),
        first: ("Dana", "Allergic to latex", True),
        later: ("Dana", "Allergic to latex", False),
        nobody: (None, None, False),
    }


def test_a_row_tells_when_it_was_paid(book, visit):
    with book.write() as connection:
        numbers = [appointments.insert(connection, visit(start)) for start in (60, 180)]
        appointments.set_fact(connection, numbers[0], "paid_at", 4242)
        location = visit(0).location_id
    with book.read() as connection:
        rows, _ = day_rows.touching(connection, location, 0, 1000, LIVE)
        assert [row.paid_at for row in rows] == [4242, None]
        kept = visits.get(connection, numbers[0])
        assert kept is not None
        assert (kept.paid_at, kept.version) == (4242, 2)
