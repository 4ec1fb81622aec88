"""Another process types and then books: the desks hear of the booking, not of the letters."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from frontdesk.desk import configuration, drafts
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock

from ..desk.conftest import RIVERSIDE

TYPIST = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from frontdesk.desk import booking, drafts
    from frontdesk.desk.booking import HoldRequest
    from frontdesk.desk.unit import Desk
    from frontdesk.engine.clock import HandClock

    NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
    desk = Desk.open(sys.argv[1], HandClock(NOW), name="Desk 2")
    for line in sys.stdin:
        if line.strip() == "hold":
            start = int(datetime(2026, 11, 24, 15, tzinfo=UTC).timestamp()) // 60
            booking.hold(desk, HoldRequest("phone", start, ("chloe",)))
        elif line.strip() == "discard":
            drafts.discard(desk)
        else:
            drafts.save(desk, {"name": line})
        print("done", flush=True)
    """
)


@pytest.mark.slow
def test_a_desk_hears_of_what_another_process_books_and_not_of_what_it_types(
    tmp_path: Path, clock: HandClock
) -> None:
    book = tmp_path / "book.db"
    desk = Desk.open(book, clock, name="Desk 1")
    configuration.load_setup(desk, RIVERSIDE.read_text(encoding="utf-8"))
    with subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(book)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def tell(line: str) -> int:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == "done\n"
            return desk.data_version()

        quiet = desk.data_version()
        assert [tell(letters) for letters in ("D", "Da", "Dana", "discard")] == [quiet] * 4
        held = tell("hold")
        assert held != quiet
        drafts.save(desk, {"name": "of this desk"})
        assert [tell(letters) for letters in ("M", "Ma")] == [held] * 2
    desk.close()
