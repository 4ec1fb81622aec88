"""Pull the plug: what was acknowledged is there, and nothing is half done."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.desk import booking, configuration, safekeeping
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.store import journal

RIVERSIDE = Path(__file__).parents[1] / "data" / "riverside.json"
BUSY_DESK = Path(__file__).with_name("busy_desk.py")
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
KILLS = 60
STEPS = ["IN", "BK", "CN"]


def killed_after(book: Path, lines: int) -> list[tuple[str, int]]:
    """The acknowledged writes of a busy desk that was killed while it did the next one."""
    with subprocess.Popen(
        [sys.executable, str(BUSY_DESK), str(book)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(lines)]
        process.kill()  # SIGKILL: no handler, no flush, no rollback of our own
        heard += process.stdout.readlines()
    whole = [line.split() for line in heard if line.endswith("\n")]
    return [(status, int(number)) for status, number in whole]


@pytest.mark.slow
def test_sixty_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    book = tmp_path / "book.db"
    desk = Desk.open(book, HandClock(NOW))
    configuration.load_setup(desk, RIVERSIDE.read_bytes())
    dice = random.Random(60)
    acknowledged: dict[int, str] = {}
    for _ in range(KILLS):
        for status, number in killed_after(book, dice.randint(1, 12)):
            acknowledged[number] = status
        assert safekeeping.damage(book) == []

    assert len(acknowledged) > KILLS
    for number, status in acknowledged.items():
        visit = booking.show(desk, number)
        with desk.look() as unit:
            trail = journal.trail(unit.connection, number)
        # The write after the last acknowledged one may have been finished, too; never undone.
        assert STEPS.index(visit.appointment.status.value) >= STEPS.index(status)
        assert trail[-1].after is visit.appointment.status
        assert (visit.customer is not None) is (visit.appointment.status.value != "IN")
    with desk.look() as unit:
        visits = unit.connection.exec_driver_sql("SELECT id FROM appointment").scalars().all()
        audited = unit.connection.exec_driver_sql(
            "SELECT DISTINCT appointment_id FROM audit"
        ).scalars()
        assert set(visits) == set(audited)
    desk.close()
