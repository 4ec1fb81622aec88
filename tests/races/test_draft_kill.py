"""No typed letter is lost: a form that was saved is there after the process was killed."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from frontdesk.desk import drafts
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock

TYPIST = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from frontdesk.desk import drafts
    from frontdesk.desk.unit import Desk
    from frontdesk.engine.clock import HandClock

    desk = Desk.open(sys.argv[1], HandClock(datetime(2026, 11, 23, 14, tzinfo=UTC)))
    typed = ""
    while True:
        typed += "é"
        drafts.save(desk, {"name": typed}, 7)
        print(len(typed), flush=True)
    """
)


@pytest.mark.slow
def test_a_form_survives_kill_9_to_the_last_letter_saved(tmp_path: Path, clock: HandClock) -> None:
    book = tmp_path / "book.db"
    for letters in (1, 5, 12):
        with subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(book)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(letters):
                process.stdout.readline()
            process.kill()  # SIGKILL: no handler, no flush
            heard = [line for line in process.stdout.readlines() if line.endswith("\n")]
        saved = int(heard[-1]) if heard else letters
        desk = Desk.open(book, clock)
        kept = drafts.load(desk)
        desk.close()
        assert kept is not None
        assert kept.appointment_id == 7
        # The save after the last one told may have been finished, too; never undone.
        assert kept.form["name"] in ("é" * saved, "é" * (saved + 1))
