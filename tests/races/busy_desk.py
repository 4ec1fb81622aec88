"""A desk that holds and books as fast as it can, and says what was acknowledged.

Run as a program by the test that kills it: ``busy_desk.py BOOK``.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta

from frontdesk.desk import availability, booking
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.plan import Request

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


def work(book: str) -> None:
    """Hold, book and cancel until killed; each line is an acknowledged write."""
    desk = Desk.open(book, HandClock(NOW), name="Busy desk")
    first = date(2026, 11, 24)
    while True:
        _plan, found = availability.find(
            desk, Request("phone", first, first + timedelta(days=60), resource_ids=("chloe",))
        )
        held = booking.hold(desk, HoldRequest("phone", found[0].start, ("chloe",)))
        assert isinstance(held, Done)
        number = held.value.appointment.id
        print("IN", number, flush=True)
        booked = booking.book(desk, number, CustomerDetails(f"Caller {number}", "", "5550100"))
        assert isinstance(booked, Done)
        print("BK", number, flush=True)
        if number % 3 == 0:
            assert isinstance(booking.cancel(desk, number), Done)
            print("CN", number, flush=True)


if __name__ == "__main__":
    work(sys.argv[1])
