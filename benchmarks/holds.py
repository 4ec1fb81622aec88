"""One hold, from the desk's verb down to the disk."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.books import Books, open_desk
from benchmarks.measure import Aim, Call, Table, Timing, timings
from benchmarks.practice import NOW, question
from frontdesk.desk import availability, booking
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import moment_of

_PRAGMAS = ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL")
_VISIT = """
INSERT INTO appointment (status, location, service, start, duration, buffer_before, buffer_after,
  created_at, hold_expires_at, notes, desk, overbooked, version)
VALUES ('IN', 1, 1, ?, 30, 0, 0, ?, ?, '', 'Desk 1', 0, 1)"""
_REST = (
    "INSERT INTO appointment_resource VALUES (:id, 0, 1)",
    "INSERT INTO footprint VALUES (1, :start, :start + 30, :id, :until, :now, 0)",
    "INSERT INTO audit (at, who, desk, appointment_id, to_status, change) "
    "VALUES (:now, '', 'Desk 1', :id, 'IN', '{}')",
)
_FAR_AHEAD = moment_of(NOW) // 60 + 400 * 1440


def run(books: Books) -> None:
    """Print the figures of a young book and of one with ten years of history."""
    for path, title in (
        (books.month(), "1 month, 18,600 visits"),
        (books.million(), "10 years, 1,000,000 visits"),
    ):
        # Beside the books, so that it is the same disk.
        with tempfile.TemporaryDirectory(dir=books.folder) as folder:
            copy = Path(folder) / "copy.db"
            shutil.copyfile(path, copy)
            _hold(copy, title)


def _hold(path: Path, title: str) -> None:
    plain = path.with_name("plain.db")
    desk = open_desk(path)
    with closing(_raw(plain)) as alone, closing(_raw(path)) as raw:
        alone.execute("CREATE TABLE visit (id INTEGER PRIMARY KEY, start, made, until, name)")
        before = raw.execute("SELECT count(*) FROM appointment").fetchone()[0]
        calls = {
            "plain": _insert_plain(alone),
            "visit": _insert_visit(raw, _REST[:0]),
            "rows": _insert_visit(raw, _REST),
            "hold": _take(desk),
        }
        found = timings(calls, seconds=6)
        rounds = len(found["hold"].samples) + 1
        after = raw.execute("SELECT count(*) FROM appointment").fetchone()[0]
        assert after - before == 3 * rounds, "each call writes one visit"
    desk.close()
    table = Table(f"One hold in a book of {title}")
    table.add("raw: one row of a plain table, committed", found["plain"])
    visit = ("a raw insert", found["visit"].median)
    table.add("raw: one row of this book's visits, committed", found["visit"])
    rows = ("those rows raw", found["rows"].median)
    table.add("raw: the four rows of a hold, committed", found["rows"], visit)
    table.add("hold: checked, written, committed, answered", found["hold"], visit, Aim(times=3))
    table.add("  against its four rows", found["hold"], rows)
    quickest = Timing((found["hold"].best,))
    floor = ("the quickest raw insert", found["visit"].best)
    table.add("  the quickest, when no other process keeps the disk busy", quickest, floor)
    table.show()


def _raw(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _insert_plain(raw: sqlite3.Connection) -> Call:
    starts = count(_FAR_AHEAD, 30)

    def insert() -> None:
        start = next(starts)
        row = (start, moment_of(NOW), moment_of(NOW) + 600, "Person")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO visit (start, made, until, name) VALUES (?, ?, ?, ?)", row)
        raw.execute("COMMIT")

    return insert


def _insert_visit(raw: sqlite3.Connection, more: tuple[str, ...]) -> Call:
    starts = count(_FAR_AHEAD, 30)

    def insert() -> None:
        start, now = next(starts), moment_of(NOW)
        raw.execute("BEGIN IMMEDIATE")
        made = raw.execute(_VISIT, (start, now, now + 600)).lastrowid
        values = {"id": made, "start": start, "now": now, "until": now + 600}
        for statement in more:
            raw.execute(statement, values)
        raw.execute("COMMIT")

    return insert


def _take(desk: Desk) -> Callable[[], None]:
    """Hold the available times of the month, another one at each call."""
    _plan, found = availability.find(desk, question("none"))
    requests: Iterator[HoldRequest] = (
        HoldRequest("none", entry.start, entry.resource_ids) for entry in found[::40]
    )

    def take() -> None:
        answer = booking.hold(desk, next(requests))
        assert isinstance(answer, Done), answer

    return take
