"""Several processes, one book: exactly one gets a time, and a killed one leaves nothing."""

from __future__ import annotations

import pytest

from frontdesk.store import appointments, check, occupancy
from frontdesk.store.database import Database

TAKE_UNCHECKED = """
    import sqlite3, sys
    raw = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
    raw.execute("PRAGMA foreign_keys = ON")
    print("ready", flush=True)
    for line in sys.stdin:
        try:
            raw.execute(
                'INSERT INTO footprint (resource, start, "end", appointment_id, made_at,'
                " overbooked) VALUES (1, ?, ?, ?, 0, 0)",
                (int(line), int(line) + 60, int(sys.argv[2])),
            )
            print("won", flush=True)
        except sqlite3.IntegrityError as error:
            print(error, flush=True)
"""


@pytest.mark.parametrize("guarded", [True, False])
def test_only_the_guard_keeps_processes_that_do_not_look_apart(book, hold, child, guarded):
    with book.write() as connection:
        owners = [appointments.insert(connection, hold(start)) for start in (50_000, 60_000)]
        if not guarded:  # the positive control: without it, both have the time
            connection.exec_driver_sql("DROP TRIGGER footprint_inserted")
    rivals = [child(TAKE_UNCHECKED, book.path, owner) for owner in owners]
    for rival in rivals:
        assert rival.hear() == "ready"
    for round_ in range(20):
        for rival in rivals:
            rival.tell(str(round_ * 100))
        heard = sorted(rival.hear() for rival in rivals)
        assert heard == (["footprint overlap", "won"] if guarded else ["won", "won"])


HOLD_EVERYTHING = """
    import sys
    from frontdesk.engine.values import Status
    from frontdesk.store import appointments, footprints, occupancy
    from frontdesk.store.database import Database
    from frontdesk.store.faults import EnvironmentFault
    database = Database.open(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    won = []
    for start in range(0, 4000, 100):
        try:
            with database.write() as connection:
                taken = occupancy.live_spans(connection, ["ana"], start, start + 60, 5)["ana"]
                if taken:
                    continue
                made = appointments.NewAppointment(
                    Status.INITIAL, "main", "cut", ("ana",), start, 60, 0, 0, 5, 999
                )
                appointments.insert(connection, made)
            won.append(start)
        except footprints.FootprintOverlapError:
            print("the guard had to step in", flush=True)
            raise SystemExit(1)
    database.close()
    print(*won, flush=True)
"""


@pytest.mark.slow
def test_processes_that_look_first_share_the_day_without_ever_meeting_the_guard(book, child):
    rivals = [child(HOLD_EVERYTHING, book.path) for _ in range(3)]
    for rival in rivals:
        assert rival.hear() == "ready"
    for rival in rivals:
        rival.tell()
    won = [int(start) for rival in rivals for start in rival.hear().split()]
    assert sorted(won) == list(range(0, 4000, 100))


KILLED = """
    import sys
    from frontdesk.engine.values import Status
    from frontdesk.store import appointments
    from frontdesk.store.database import Database
    database = Database.open(sys.argv[1])
    def take(connection, start):
        made = appointments.NewAppointment(
            Status.BOOKED, "main", "cut", ("ana", "room"), start, 60, 0, 0, 5
        )
        return appointments.insert(connection, made)
    with database.write() as connection:
        take(connection, 100)
    print("committed", flush=True)
    with database.write() as connection:
        take(connection, 500)
        print("written", flush=True)
        sys.stdin.readline()
"""


def test_a_process_killed_in_mid_write_leaves_what_it_committed_and_nothing_else(
    book, child, visit
):
    book.close()
    victim = child(KILLED, book.path)
    assert victim.hear() == "committed"
    assert victim.hear() == "written"
    victim.process.kill()
    victim.process.wait()
    again = Database.open(book.path)
    with again.write() as connection:  # the lock died with it
        spans = occupancy.live_spans(connection, ["ana", "room"], 0, 1000, 0)
        assert spans == {"ana": [(100, 160)], "room": [(100, 160)]}
        appointments.insert(connection, visit(500, "ana", "room"))
    again.close()
    assert check.check(book.path) == []
