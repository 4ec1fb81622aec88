"""Several desks squeeze somebody in over the same visit at once: one does, nobody over its hold."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.desk import booking
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.exceptions import allow, judge_place
from frontdesk.desk.placing import draft_of, insert, plan_at
from frontdesk.desk.standing import visit_of
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code
from tests.books import MONDAY_MORNING

from .test_moves import DESKS, NOON, all_at_once, booked, desks

OVER = HoldRequest("phone", NOON, ("chloe",), because="In pain")


def checked(desk: Desk) -> Done[Visit] | Refused:
    """What the window does: the place is judged in the transaction that writes the hold."""
    return booking.hold(desk, OVER)


def judged_before(looked: threading.Barrier) -> Callable[[Desk], Done[Visit] | Refused]:
    """The positive control: every desk judges, and writes what it was allowed when it looked."""

    def hold(desk: Desk) -> Done[Visit] | Refused:
        with desk.look() as unit:
            plan = plan_at(unit, OVER)
            judged = judge_place(unit, plan, NOON)
            allowed = allow(unit, judged, OVER.because)
        looked.wait()

        def write(unit: Unit) -> tuple[Visit, Changes]:
            draft = draft_of(unit, plan, OVER, judged.chosen, None)
            return visit_of(unit, insert(unit, draft, None, allowed)), Changes()

        return desk.attempt(write)

    return hold


def live_holds(desk: Desk) -> int:
    with desk.look() as unit:
        statement = "SELECT count(*) FROM appointment WHERE status = 'IN' AND start = ?"
        found = unit.connection.exec_driver_sql(
            statement + " AND hold_expires_at > ?", (NOON, unit.moment)
        )
        return int(found.scalar_one())


@pytest.mark.parametrize("is_checked", [True, False])
def test_one_desk_holds_over_a_visit(tmp_path: Path, is_checked: bool) -> None:
    found = desks(tmp_path / "book.db")
    booked(found[0], NOON)
    hold = checked if is_checked else judged_before(threading.Barrier(DESKS))

    def act(desk: Desk) -> Callable[[], Done[Visit] | Refused]:
        return lambda: hold(desk)

    answers = all_at_once([act(desk) for desk in found])
    codes = [answer.refusal.code for answer in answers if isinstance(answer, Refused)]
    # The guard of the database lets all of them in, as each is marked: the verb alone does not.
    assert codes == [Code.SLOT_TAKEN] * (DESKS - 1 if is_checked else 0)
    assert live_holds(found[0]) == (1 if is_checked else DESKS)
    for desk in found:
        desk.close()


def test_one_of_several_ended_holds_is_taken_up_again(tmp_path: Path) -> None:
    """Each desk held over the same visit in its turn; all of those holds ended."""
    clock = HandClock(MONDAY_MORNING)
    found = desks(tmp_path / "book.db")
    booked(found[0], NOON)
    numbers = []
    for desk in found:
        desk.clock = clock
        answer = booking.hold(desk, OVER)
        assert isinstance(answer, Done)
        numbers.append(answer.value.appointment.id)
        clock.advance(timedelta(minutes=11))

    def act(desk: Desk, number: int, books: bool) -> Callable[[], Done[Visit] | Refused]:
        if books:
            ruth = CustomerDetails("Ruth Klein", "", "2125550148")
            return lambda: booking.book(desk, number, ruth)
        again = HoldRequest("phone", NOON, ("chloe",), 15, again=number)
        return lambda: booking.hold(desk, again)

    pairs = zip(found, numbers, strict=True)
    answers = all_at_once([act(desk, n, books=n % 2 == 0) for desk, n in pairs])
    assert sum(isinstance(answer, Done) for answer in answers) == 1
    lost = {answer.refusal.code for answer in answers if isinstance(answer, Refused)}
    assert lost <= {Code.SLOT_TAKEN, Code.HOLD_EXPIRED_AND_TAKEN}
    for desk in found:
        desk.close()
