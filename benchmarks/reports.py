"""Every report of one year and of ten, from the book of 1,000,000 visits."""

from __future__ import annotations

from datetime import date
from functools import partial

from benchmarks.books import Books, open_desk
from benchmarks.measure import Aim, Call, Table, timings
from benchmarks.practice import FIRST
from frontdesk.desk import reports
from frontdesk.desk.reports import Kind, Period

SECOND = Aim(milliseconds=1000)


def run(books: Books) -> None:
    """Print the figures."""
    desk = open_desk(books.million())
    for years in (1, 10):
        first = date(FIRST.year - years + 1, 1, 1) if years > 1 else date(FIRST.year - 1, 1, 1)
        last = date(FIRST.year if years > 1 else FIRST.year - 1, 12, 31)
        period = Period(first, last)
        calls: dict[str, Call] = {
            kind.value: partial(reports.report, desk, kind, period) for kind in Kind
        }
        load = reports.report(desk, Kind.LOAD, period)
        assert load.grid is not None
        busy = max(
            (cell for cells in load.grid.cells for cell in cells), key=lambda cell: cell.taken
        )
        calls["the visits of an hour"] = partial(reports.visits_behind, desk, busy.behind)
        visits = reports.report(desk, Kind.VISITS, period).totals[0]
        assert isinstance(visits.value, int)
        title = f"{visits.value:,} visits in {years} year{'s' if years > 1 else ''}"
        table = Table(title)
        for what, found in timings(calls, seconds=8).items():
            table.add(what, found, aim=SECOND)
        print(table.text(), flush=True)
    desk.close()
