"""The books that are measured: made once, kept in a folder, and never written to again."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import people
from benchmarks.practice import (
    FIRST,
    MONTH,
    NOW,
    PER_DAY,
    VISIT,
    ZONE,
    openings,
    practice,
    strewn,
)
from frontdesk.desk import configuration, demo
from frontdesk.desk.answers import Done
from frontdesk.desk.setup_file import write_setup
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, moment_of
from frontdesk.store.schema import SCHEMA

RESOURCES = 50
_VERSION = 1  # of what the code below writes; a change of it makes the books anew
_CUSTOMERS = 20_000
_YEARS = 10
_LATEST_MINUTES = 30 * 24 * 60  # how long before its start a visit is booked at most

_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000")
_CUSTOMER = """
INSERT INTO customer (id, name, email, phone, name_key, email_key, phone_digits, created_at,
  notes, birth_date, address, language, tags, alerts, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', '[]', '', 1)"""
_VISIT = """
INSERT INTO appointment (id, status, location, service, start, duration, buffer_before,
  buffer_after, created_at, customer_id, notes, desk, overbooked, version)
VALUES (?, 'BK', ?, ?, ?, ?, 0, 0, ?, ?, '', 'Desk 1', 0, 1)"""
_RESOURCE = "INSERT INTO appointment_resource VALUES (?, 0, ?)"
_FOOTPRINT = "INSERT INTO footprint VALUES (?, ?, ?, ?, NULL, ?, 0)"
_AUDIT = """
INSERT INTO audit (at, who, desk, appointment_id, from_status, to_status, change)
VALUES (?, '', 'Desk 1', ?, NULL, 'BK', '{}')"""

Visit = tuple[int, int, int]
"""(resource key, location key, start)"""


class Books:
    """The books in one folder; each is made when it is first asked for."""

    def __init__(self, folder: Path, *, huge: bool = False) -> None:
        """Keep them in ``folder``. ``wants_huge`` says whether the largest is to be measured."""
        self.folder = folder
        self.wants_huge = huge

    def clinic(self) -> Path:
        """The sample clinic with its weeks of visits, at the moment ``NOW``; made in two seconds.

        Made anew each time, since what it holds is the program's to decide.
        """
        self._path("clinic").unlink(missing_ok=True)
        return self._made("clinic", _fill_clinic)

    def month(self) -> Path:
        """The practice with the full month alone: 18,600 visits and no history."""
        return self._made("month", partial(_fill, locations=1, visits=0))

    def million(self) -> Path:
        """The practice after ten years: 1,000,000 visits, the last month full."""
        return self._made("million", partial(_fill, locations=1, visits=1_000_000))

    def people(self) -> Path:
        """The same practice, its 1,000,000 visits shared out among 50,000 people with names."""
        million = self.million()

        def fill(path: Path) -> None:
            shutil.copyfile(million, path)
            people.fill(path)

        return self._made("people", fill)

    def huge(self) -> Path:
        """Ten such practices in one book: 10,000,000 visits."""
        return self._made("huge", partial(_fill, locations=10, visits=10_000_000))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}-{_VERSION}-{SCHEMA}.db"

    def _made(self, name: str, fill: Callable[[Path], None]) -> Path:
        path = self._path(name)
        if path.exists():
            return path
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        for left in self.folder.glob(f"{unfinished.name}*"):
            left.unlink()
        began = time.monotonic()
        fill(unfinished)
        unfinished.rename(path)
        said = f"Made {path} in {time.monotonic() - began:.0f} s."
        print(said, file=sys.stderr, flush=True)
        return path


def open_desk(path: Path) -> Desk:
    """A desk at a book, at the moment ``NOW``."""
    return Desk.open(path, HandClock(NOW), seed=1)


def _fill_clinic(path: Path) -> None:
    desk = open_desk(path)
    filled = demo.fill(desk, ZONE)
    assert isinstance(filled, Done), filled
    desk.close()


def _fill(path: Path, locations: int, visits: int) -> None:
    """Write a practice with the full month, and older visits up to the number wanted."""
    desk = open_desk(path)
    loaded = configuration.load_setup(desk, write_setup(practice(RESOURCES, locations)))
    assert not loaded.value.faults, loaded.value.faults
    desk.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("BEGIN")
        raw.executemany(_CUSTOMER, _customers())
        resources = raw.execute("SELECT pk, location FROM resource ORDER BY pk").fetchall()
        (service,) = raw.execute("SELECT pk FROM service WHERE id = 'ordered'").fetchone()
        _write_visits(raw, service, _visits(resources, visits))
        raw.execute("UPDATE longest_footprint SET minutes = ?", (VISIT,))
        raw.execute("COMMIT")


def _customers() -> Iterator[tuple[object, ...]]:
    made_at = moment_of(NOW) - _YEARS * 366 * 86400
    for n in range(1, _CUSTOMERS + 1):
        email, phone = f"person{n}@example.com", f"+1 212 555 {n:05}"
        name = f"Person {n}"
        yield n, name, email, phone, name.lower(), email, f"1212555{n:05}", made_at


def _visits(resources: Sequence[tuple[int, int]], wanted: int) -> Iterator[Visit]:
    """The visits in the order of their days: years of history, then the month that is full."""
    generator = random.Random(1)
    first = date(FIRST.year - _YEARS + 1, 1, 1)
    days = (FIRST - first).days
    older = max(0, wanted - len(resources) * MONTH * PER_DAY)
    done = 0
    for day, opening in enumerate(openings(days, first) if older else []):
        for n, (resource, location) in enumerate(resources, 1):
            due = older * (day * len(resources) + n) // (days * len(resources))
            for minute in strewn(generator, due - done):
                yield resource, location, opening + minute
            done = due
    for opening in openings(MONTH):
        for resource, location in resources:
            for minute in strewn(generator, PER_DAY):
                yield resource, location, opening + minute


def _write_visits(raw: sqlite3.Connection, service: int, visits: Iterator[Visit]) -> None:
    """Write them as the program would have, in portions that fit into memory."""
    generator = random.Random(2)
    numbered = enumerate(visits, 1)
    while portion := list(islice(numbered, 100_000)):
        rows = []
        for number, (resource, location, start) in portion:
            made = start - generator.randrange(60, _LATEST_MINUTES)
            customer = generator.randrange(1, _CUSTOMERS + 1)
            rows.append((number, resource, location, start, made * 60, customer))
        raw.executemany(_VISIT, [(n, at, service, s, VISIT, m, c) for n, _, at, s, m, c in rows])
        raw.executemany(_RESOURCE, [(n, r) for n, r, *_ in rows])
        raw.executemany(_FOOTPRINT, [(r, s, s + VISIT, n, m) for n, r, _, s, m, _ in rows])
        raw.executemany(_AUDIT, [(m, n) for n, *_, m, _ in rows])
