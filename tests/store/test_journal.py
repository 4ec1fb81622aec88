"""The trail of an appointment: complete, in order, and without anybody's name."""

from __future__ import annotations

import pytest

from frontdesk.engine.values import Status
from frontdesk.store import appointments, journal
from frontdesk.store.journal import AuditEntry


def test_the_trail_outlives_a_released_hold_and_keeps_its_order(book, hold):
    with book.write() as connection:
        number = appointments.insert(connection, hold(0))
        entries = [
            AuditEntry(200, "ann", "Desk 1", number, None, Status.INITIAL, {"start": 0}),
            AuditEntry(200, "ann", "Desk 1", number, Status.INITIAL, None, {"customer_id": 5}),
        ]
        journal.append(connection, entries[0])
        journal.append(connection, AuditEntry(200, "bo", "", number + 1, None, None, {}))
        appointments.delete(connection, number)
        journal.append(connection, entries[1])
    with book.read() as connection:
        assert journal.trail(connection, number) == entries


@pytest.mark.parametrize("field", ["name", "customer_name", "email", "phone", "notes"])
def test_personal_data_is_refused(book, field):
    with book.write() as connection:
        with pytest.raises(ValueError, match="customer numbers only"):
            journal.append(connection, AuditEntry(1, "", "", 1, None, None, {field: "Dana"}))
        assert journal.trail(connection, 1) == []
