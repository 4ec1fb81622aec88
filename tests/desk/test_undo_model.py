"""Any order of steps, then undo all of them: the book is as free as before; redo all: as full."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.desk import booking, configuration, holds, safekeeping, undo
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.store import visits
from tests.books import MONDAY_MORNING

from .conftest import RIVERSIDE
from .words import DANA, at

HOURS = (9, 10, 11, 13, 14)
STEPS = st.lists(
    st.tuples(st.sampled_from(("hold", "book now", "book", "release")), st.sampled_from(HOURS)),
    max_size=12,
)


def live(desk: Desk) -> list[tuple[int, Status, bool]]:
    """Start, status and whether a customer is known, of every visit that takes time."""
    with desk.look() as unit:
        rows = visits.in_window(
            unit.connection,
            "riverside",
            at("2026-11-24 00:00"),
            at("2026-11-25 00:00"),
            (Status.INITIAL, Status.BOOKED),
        )
    return sorted((v.start, v.status, customer is not None) for v, customer in rows)


def take(desk: Desk, step: str, hour: int) -> None:
    """One step, which may be refused."""
    start = at(f"2026-11-24 {hour:02}:00")
    mine = {visit.appointment.start: visit.appointment.id for visit in holds.my_holds(desk)}
    if step == "hold":
        booking.hold(desk, HoldRequest("phone", start, ("chloe",)))
    elif step == "book now":
        request = HoldRequest("phone", start, ("chloe",), customer=DANA, complete=Status.BOOKED)
        booking.hold(desk, request)
    elif start in mine and step == "book":
        booking.book(desk, mine[start], DANA)
    elif start in mine:
        booking.release(desk, mine[start])


@pytest.mark.slow
@settings(max_examples=60)
@given(steps=STEPS)
def test_undo_frees_what_was_taken_and_redo_takes_it_again(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.db"
        office = Desk.open(book, HandClock(MONDAY_MORNING), name="Office")
        configuration.load_setup(office, RIVERSIDE.read_text(encoding="utf-8"))
        office.close()
        desk = Desk.open(book, HandClock(MONDAY_MORNING))
        try:
            for step, hour in steps:
                take(desk, step, hour)
            full = live(desk)
            undone, stuck = 0, False
            while undo.next_undo(desk) is not None:
                answer = undo.undo(desk)
                if isinstance(answer, Refused):
                    # The same time was held and released twice; it is held again by now.
                    assert answer.refusal.code is Code.SLOT_TAKEN
                    stuck = True
                    break
                undone += 1
            # A hold that was released and then undone is held again, and nobody undid that hold.
            released = sum(status is Status.INITIAL for _start, status, _known in live(desk))
            assert stuck or not [entry for entry in live(desk) if entry[1] is Status.BOOKED]
            for _ in range(undone):
                assert isinstance(undo.redo(desk), Done)
            assert live(desk) == full
            assert undo.next_redo(desk) is None
            assert released <= sum(step == "release" for step, _hour in steps)
            assert safekeeping.damage(book) == []
        finally:
            desk.close()
