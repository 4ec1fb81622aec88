"""Alerts and first visits of the people of a day."""

from __future__ import annotations

from frontdesk.engine.values import Status
from frontdesk.store import appointments, customers
from frontdesk.store.visitors import visitors


def test_the_first_visit_is_the_earliest_that_was_kept(book, visit):
    with book.write() as connection:
        dana = customers.add(connection, "Dana", created_at=1)
        ruth = customers.add(connection, "Ruth", created_at=1)
        missed = appointments.insert(connection, visit(60, customer_id=dana))
        appointments.update_status(connection, missed, Status.NO_SHOW)
        later = appointments.insert(connection, visit(300, customer_id=dana))
        first = appointments.insert(connection, visit(180, customer_id=dana))
    with book.read() as connection:
        assert visitors(connection, [dana, ruth, dana]).first_visits == {first}
        assert visitors(connection, []).first_visits == frozenset()
    with book.write() as connection:
        appointments.update_status(connection, first, Status.CANCELLED)
    with book.read() as connection:
        assert visitors(connection, [dana]).first_visits == {later}


def test_alerts_are_told_of_those_who_have_one(book):
    with book.write() as connection:
        dana = customers.add(connection, "Dana", created_at=1)
        ruth = customers.add(connection, "Ruth", created_at=1)
        customers.set_fields(connection, ruth, {"alerts": "Allergic to latex"})
    with book.read() as connection:
        assert visitors(connection, [dana, ruth]).alerted == {ruth}
