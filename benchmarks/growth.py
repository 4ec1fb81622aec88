"""How the cost of all starts grows with the resources and the days that are asked for."""

from __future__ import annotations

from benchmarks.books import Books
from benchmarks.case import Case
from benchmarks.measure import Table, milliseconds, timing
from benchmarks.practice import PER_DAY

RESOURCES = (1, 10, 50, 200)
DAYS = (7, 31, 365)


def run(_books: Books) -> None:
    """Print the figures."""
    table = Table(f"Growth in memory, {PER_DAY} visits a resource-day")
    for days in DAYS:
        for resources in RESOURCES:
            case = Case(resources, days)
            count = case.check()
            found = timing(case.starts, seconds=0.6)
            each = found.median / (resources * days) * 1e6
            table.figure(
                f"{resources:3} resources × {days:3} days, {count:9,} starts",
                milliseconds(found.median),
                milliseconds(found.best),
                milliseconds(found.p99),
                f"{each:.2f} µs a resource-day",
            )
    table.show()
