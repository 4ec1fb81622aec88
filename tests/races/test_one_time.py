"""Two callers may be shown the same time; exactly one gets it, whoever they are."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.desk import booking, configuration
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code

RIVERSIDE = Path(__file__).parents[1] / "data" / "riverside.json"
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
TEN = ("--start", "2026-11-24T10:00", "--resource", "ana", "room1")
TEN_IN_NEW_YORK = 29925540


def a_clinic(book: Path) -> Desk:
    desk = Desk.open(book, HandClock(NOW))
    configuration.load_setup(desk, RIVERSIDE.read_bytes())
    return desk


def live_footprints(desk: Desk) -> int:
    with desk.look() as unit:
        count = unit.connection.exec_driver_sql("SELECT count(*) FROM footprint").scalar()
    assert isinstance(count, int)
    return count


@pytest.mark.slow
def test_eight_processes_and_one_time(tmp_path: Path) -> None:
    book = tmp_path / "book.db"
    desk = a_clinic(book)
    words = ["--db", str(book), "--now", NOW.isoformat(), "hold", "--service", "follow-up", *TEN]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "frontdesk", *words, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(8)
    ]
    answers = [json.loads(process.communicate()[0]) for process in processes]
    statuses = sorted(process.returncode for process in processes)
    assert statuses == [0, 1, 1, 1, 1, 1, 1, 1]
    codes = [answer["error"]["code"] for answer in answers if "error" in answer]
    assert codes == ["slot-taken"] * 7
    assert live_footprints(desk) == 2  # the winner's therapist and room, and nothing else
    desk.close()


def test_four_threads_book_one_expired_hold_time(tmp_path: Path) -> None:
    """Everyone's hold of the time has run out; all press Book at the same moment."""
    book = tmp_path / "book.db"
    clock = HandClock(NOW)
    desks = [a_clinic(book)]
    desks += [Desk.open(book, clock, name=f"Desk {n}") for n in range(2, 5)]
    numbers = []
    for hour, desk in enumerate(desks):
        clock.set(NOW.replace(hour=14 + hour))
        desk.clock = clock
        answer = booking.hold(desk, HoldRequest("follow-up", TEN_IN_NEW_YORK, ("ana", "room1")))
        assert isinstance(answer, Done)
        numbers.append(answer.value.appointment.id)
    clock.set(NOW.replace(hour=20))

    at_once = threading.Barrier(len(desks))
    answers: list[Done[Visit] | Refused] = []

    def press(desk: Desk, number: int) -> None:
        who = CustomerDetails(f"From {desk.name}", "", "5550100")
        at_once.wait()
        answers.append(booking.book(desk, number, who))

    threads = [
        threading.Thread(target=press, args=pair) for pair in zip(desks, numbers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(answer, Done) for answer in answers) == 1
    lost = [answer.refusal.code for answer in answers if isinstance(answer, Refused)]
    assert lost == [Code.HOLD_EXPIRED_AND_TAKEN] * 3
    assert live_footprints(desks[0]) == 2
    for desk in desks:
        desk.close()
