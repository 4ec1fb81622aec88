"""Available times from the book: what reading adds, and how little the history costs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.books import RESOURCES, Books, open_desk
from benchmarks.measure import Aim, Call, Table, timings
from benchmarks.practice import FIRST, MONTH, NOW, ROLES, naive_starts, question
from frontdesk.desk import availability
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk
from frontdesk.engine.availability import available_times
from frontdesk.engine.clock import moment_of
from frontdesk.engine.plan import make_plan
from frontdesk.engine.span import Span
from frontdesk.engine.values import RoundRobin

RAW = "raw sqlite3"
SERVICES = (*(method.value for method in RoundRobin), ROLES)
_ROWS = """
SELECT resource, start, "end" FROM footprint
WHERE resource IN ({marks}) AND start < ? AND start >= ? AND "end" > ?
  AND (hold_expires_at IS NULL OR hold_expires_at > ?)
ORDER BY resource, start"""


def run(books: Books) -> None:
    """Print the figures of each book."""
    _ask(books.million(), "10 years, 1,000,000 visits", has_aims=True)
    _ask(books.month(), "1 month, 18,600 visits", has_aims=False)
    if books.wants_huge:
        _ask(books.huge(), "10 years at 10 locations, 10,000,000 visits", has_aims=False)


def _ask(path: Path, title: str, has_aims: bool) -> None:
    desk = open_desk(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for days, limit in ((MONTH, 25), (1, 2)):
            table = Table(f"{RESOURCES} resources × {days} days from a book of {title}")
            aim = Aim(milliseconds=limit) if has_aims else None
            _compare(table, desk, raw, FIRST + timedelta(days=days - 1), aim)
            table.show()
    desk.close()


def _compare(
    table: Table, desk: Desk, raw: sqlite3.Connection, last: date, aim: Aim | None
) -> None:
    """Time reading, working out, and both."""
    days = (last - FIRST).days + 1
    rows = _raw_reading(desk, raw, days)
    _check(desk, rows(), days)
    asked: dict[str, Call] = {
        name: partial(availability.find, desk, question(name, days)) for name in SERVICES
    }
    memory = {f"{name} in memory": _in_memory(desk, name, days) for name in SERVICES}
    found = timings({RAW: rows, **memory, **asked}, seconds=9 if days > 1 else 3)
    table.add("the rows alone, read by raw sqlite3", found[RAW])
    for name in SERVICES:
        worked_out = found[f"{name} in memory"].median
        against = ("raw + in memory", found[RAW].median + worked_out)
        table.add(f"available times, {_wording(name)}", found[name], against, Aim(times=2))
    if aim is not None:
        table.add("  the one for “ordered” in milliseconds", found["ordered"], None, aim)
    single = ("one role", found["ordered"].median)
    table.add("  three roles against one", found[ROLES], single, Aim(times=3))


def _wording(name: str) -> str:
    return "three roles" if name == ROLES else f"round robin “{name}”"


def _raw_reading(desk: Desk, raw: sqlite3.Connection, days: int) -> Call:
    """The footprints that such a question reads, as directly as Python can get them."""
    with desk.look() as unit:
        plan = make_plan(unit.business, question(SERVICES[0], days))
    marks = ",".join("?" * len(plan.candidates))
    sql = f"SELECT pk FROM resource WHERE id IN ({marks})"
    keys = [pk for (pk,) in raw.execute(sql, plan.candidates)]
    (longest,) = raw.execute("SELECT minutes FROM longest_footprint").fetchone()
    reach = plan.reach
    values = (*keys, reach.end, reach.start - longest, reach.start, moment_of(NOW))
    query = _ROWS.format(marks=marks)
    return lambda: raw.execute(query, values).fetchall()


def _in_memory(desk: Desk, service: str, days: int) -> Call:
    """The same question with everything read beforehand."""
    with desk.look() as unit:
        taken = load_taken(unit, make_plan(unit.business, question(service, days)))

    def ask() -> object:
        plan = make_plan(unit.business, question(service, days))
        return available_times(plan, unit.hours, taken, unit.now, unit.generator)

    return ask


def _check(desk: Desk, rows: object, days: int) -> None:
    """AssertionError where the book's answer differs from a naive scan of the rows."""
    assert isinstance(rows, list)
    spans: dict[int, list[Span]] = {}
    for key, start, end in rows:
        spans.setdefault(key, []).append(Span(start, end))
    expected = [naive_starts(own, days) for _key, own in sorted(spans.items())]
    plan, found = availability.find(desk, question(RoundRobin.NONE, days))
    starts: dict[str, list[int]] = {name: [] for name in plan.candidates}
    for entry in found:
        starts[entry.resource_ids[0]].append(entry.start)
    assert list(starts.values()) == expected
