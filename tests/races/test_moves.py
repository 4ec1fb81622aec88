"""Several desks drag at the same moment: a time has one taker, a visit has one new place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from frontdesk.desk import booking, configuration, moves
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Move
from frontdesk.desk.unit import Desk
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from tests.books import MONDAY_MORNING

RIVERSIDE = Path(__file__).parents[1] / "data" / "riverside.json"
NOON = 29925660
"""Tuesday 2026-11-24, 12:00 in New York."""
DESKS = 5

Answers = list[Done[Visit] | Refused]


def desks(book: Path) -> list[Desk]:
    found = [Desk.open(book, HandClock(MONDAY_MORNING), name=f"Desk {n}") for n in range(DESKS)]
    configuration.load_setup(found[0], RIVERSIDE.read_bytes())
    return found


def booked(desk: Desk, start: int) -> Appointment:
    dana = CustomerDetails("Dana Fox", "dana@example.org")
    request = HoldRequest("phone", start, ("chloe",), customer=dana, complete=Status.BOOKED)
    answer = booking.hold(desk, request)
    assert isinstance(answer, Done), answer
    return answer.value.appointment


def all_at_once(acts: list[Callable[[], Done[Visit] | Refused]]) -> Answers:
    """What each act answers, when all begin at the same moment."""
    line = threading.Barrier(len(acts))
    answers: Answers = []

    def act(one: Callable[[], Done[Visit] | Refused]) -> None:
        line.wait()
        answers.append(one())

    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(acts)
    return answers


def live_at(desk: Desk, start: int) -> int:
    with desk.look() as unit:
        statement = "SELECT count(*) FROM appointment WHERE status = 'BK' AND start = ?"
        count = unit.connection.exec_driver_sql(statement, (start,)).scalar_one()
    return int(count)


def test_one_of_several_visits_gets_the_time_that_all_are_dropped_on(tmp_path: Path) -> None:
    found = desks(tmp_path / "book.db")
    visits = [booked(desk, NOON + 30 * (n + 1)) for n, desk in enumerate(found)]

    def drop(desk: Desk, visit: Appointment) -> Callable[[], Done[Visit] | Refused]:
        return lambda: moves.move(desk, Move(visit.id, NOON, version=visit.version))

    pairs = zip(found, visits, strict=True)
    answers = all_at_once([drop(desk, visit) for desk, visit in pairs])
    refused = [answer.refusal.code for answer in answers if isinstance(answer, Refused)]
    assert refused == [Code.SLOT_TAKEN] * (DESKS - 1)
    assert live_at(found[0], NOON) == 1
    statuses = [booking.show(found[0], visit.id).appointment.status for visit in visits]
    assert sorted(statuses) == [*[Status.BOOKED] * (DESKS - 1), Status.RESCHEDULED]
    for desk in found:
        desk.close()


def test_a_visit_that_several_desks_drag_goes_to_one_place(tmp_path: Path) -> None:
    found = desks(tmp_path / "book.db")
    visit = booked(found[0], NOON)

    def drop(desk: Desk, start: int) -> Callable[[], Done[Visit] | Refused]:
        return lambda: moves.move(desk, Move(visit.id, start, version=visit.version))

    starts = [NOON + 30 * (n + 1) for n in range(DESKS)]
    answers = all_at_once([drop(desk, start) for desk, start in zip(found, starts, strict=True)])
    refused = [answer.refusal for answer in answers if isinstance(answer, Refused)]
    assert [refusal.facts["because"] for refusal in refused] == ["visit-changed"] * (DESKS - 1)
    assert sum(live_at(found[0], start) for start in (NOON, *starts)) == 1
    for desk in found:
        desk.close()
