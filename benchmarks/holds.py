"""One hold, from the desk's verb down to the disk, beside the same visits written by hand.

What it is compared with is one ``INSERT`` of the row that the hold would write into the table of
visits, between ``BEGIN IMMEDIATE`` and ``COMMIT``: in the same file with the same indexes, with the
program's own pragmas, at times just as scattered over the month. It takes no footprint, writes
no trail and looks at nothing before.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.books import Books, open_desk
from benchmarks.measure import Aim, Call, Table, Timing, timings
from benchmarks.practice import NOW, VISIT, question
from frontdesk.desk import availability, booking
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import moment_of

_PRAGMAS = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",
)
_KEYS = """
SELECT location.pk, service.pk, resource.pk FROM resource, location, service
WHERE resource.id = ? AND location.pk = resource.location AND service.id = 'none'"""
_VISIT = """
INSERT INTO appointment (status, location, service, start, duration, buffer_before, buffer_after,
  created_at, hold_expires_at, notes, desk, overbooked, version)
VALUES ('IN', :location, :service, :start, 30, 0, 0, :now, :until, '', 'Desk 1', 0, 1)"""
_REST = (
    "INSERT INTO appointment_resource VALUES (:id, 0, :resource)",
    "INSERT INTO footprint VALUES (:resource, :start, :start + 30, :id, :until, :now, 0)",
    "INSERT INTO audit (at, who, desk, appointment_id, to_status, change) "
    "VALUES (:now, '', 'Desk 1', :id, 'IN', '{}')",
)

Place = tuple[int, str]
"""An available start and its resource."""


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
    places = _places(desk)
    with closing(_raw(plain)) as alone, closing(_raw(path)) as raw:
        alone.execute("CREATE TABLE visit (id INTEGER PRIMARY KEY, start, made, until, name)")
        before = raw.execute("SELECT count(*) FROM appointment").fetchone()[0]
        calls = {
            "plain": _insert_plain(alone),
            "visit": _insert_visit(raw, places[0::3], _REST[:0]),
            "rows": _insert_visit(raw, places[1::3], _REST),
            "hold": _take(desk, places[2::3]),
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
    starts = count(moment_of(NOW) // 60, 30)

    def insert() -> None:
        start = next(starts)
        row = (start, moment_of(NOW), moment_of(NOW) + 600, "Person")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO visit (start, made, until, name) VALUES (?, ?, ?, ?)", row)
        raw.execute("COMMIT")

    return insert


def _places(desk: Desk) -> list[Place]:
    """Available times all over the month, none of which takes another one away."""
    _plan, found = availability.find(desk, question("none"))
    places: list[Place] = []
    latest: dict[str, int] = {}
    for start, (name,), _seats in found[::13]:
        if start >= latest.get(name, 0) + VISIT:
            latest[name] = start
            places.append((start, name))
    return places


def _insert_visit(raw: sqlite3.Connection, places: Iterable[Place], more: tuple[str, ...]) -> Call:
    now = moment_of(NOW)
    rows = []
    for start, name in places:
        location, service, resource = raw.execute(_KEYS, (name,)).fetchone()
        keys = {"location": location, "service": service, "resource": resource}
        rows.append(keys | {"start": start, "now": now, "until": now + 600})
    coming = iter(rows)

    def insert() -> None:
        values = next(coming)
        raw.execute("BEGIN IMMEDIATE")
        values["id"] = raw.execute(_VISIT, values).lastrowid
        for statement in more:
            raw.execute(statement, values)
        raw.execute("COMMIT")

    return insert


def _take(desk: Desk, places: Iterable[Place]) -> Callable[[], None]:
    """Hold available times, another one at each call."""
    requests = iter([HoldRequest("none", start, (name,)) for start, name in places])

    def take() -> None:
        answer = booking.hold(desk, next(requests))
        assert isinstance(answer, Done), answer

    return take
