"""A month in figures and the rows of some days, from the book of ten years with its full month."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from benchmarks.books import RESOURCES, Books, open_desk
from benchmarks.measure import Aim, Call, Table, timings
from benchmarks.practice import FIRST
from frontdesk.desk import agenda, month

MONTH = Aim(milliseconds=50)
WEEKS = 6


def run(books: Books) -> None:
    """Print the figures."""
    desk = open_desk(books.million())
    first = FIRST - timedelta(days=FIRST.weekday())
    last = first + timedelta(days=WEEKS * 7 - 1)
    years_ago = timedelta(days=3 * 364)
    some = [f"place0-r{number}" for number in range(RESOURCES // 2)]
    assert sum(day.visits for day in month.month_view(desk, None, first, last).days) > 18_000
    calls: dict[str, Call] = {
        "the full month": partial(month.month_view, desk, None, first, last),
        "half of its resources": partial(month.month_view, desk, None, first, last, some),
        "a month of three years ago": partial(
            month.month_view, desk, None, first - years_ago, last - years_ago
        ),
        "the rows of a day": partial(agenda.agenda, desk, None, FIRST, FIRST),
        "the first 5,000 rows of the month": partial(agenda.agenda, desk, None, FIRST, last),
    }
    table = Table(f"1,000,000 visits, {RESOURCES} resources, {WEEKS} weeks")
    for what, found in timings(calls).items():
        table.add(what, found, aim=None if "rows" in what else MONTH)
    print(table.text(), flush=True)
    desk.close()
