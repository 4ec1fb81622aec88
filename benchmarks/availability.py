"""Available times from data in memory: 50 resources, 31 days, 12 visits a resource-day."""

from __future__ import annotations

from functools import partial

from benchmarks.books import RESOURCES, Books
from benchmarks.case import Case
from benchmarks.measure import Aim, Call, Table, timing, timings
from benchmarks.practice import MONTH, PER_DAY, ROLES
from frontdesk.engine.values import RoundRobin

NAIVE = "naive scan"
PLAIN = "naive scan, each slot against every visit of its resource in the window"
BY_DAY = "naive scan, each slot against the visits of its day alone"
_STARTS = "all starts, resource by resource"


def run(_books: Books) -> None:
    """Print the figures."""
    _month()
    _day()


def _month() -> None:
    case = Case(RESOURCES, MONTH)
    count = case.check()
    case.check_times()
    calls: dict[str, Call] = {
        BY_DAY: case.naive,
        _STARTS: case.starts,
        "the same, first time since a change of the setup": case.starts_after_a_change,
    }
    services = {method.value: partial(case.times, method.value) for method in RoundRobin}
    found = timings({**calls, **services, ROLES: partial(case.times, ROLES)}, seconds=8)
    starts, plain = found[_STARTS], timing(case.plain, most=3)  # seconds, not milliseconds
    table = Table(
        f"In memory: {RESOURCES} resources × {MONTH} days × {PER_DAY} visits ({count:,} starts)"
    )
    table.add(PLAIN, plain)
    table.add(BY_DAY, found[BY_DAY])
    against_naive = (NAIVE, plain.median)
    table.add(_STARTS, starts, against_naive, Aim(milliseconds=5))
    table.add("  20 times quicker than the naive scan", starts, against_naive, Aim(times=1 / 20))
    by_day = ("naive scan by day", found[BY_DAY].median)
    table.add("  against the scan that knows the days", starts, by_day)
    after = "the same, first time since a change of the setup"
    table.add(after, found[after], against_naive)
    for name in services:
        table.add(f"available times, round robin “{name}”", found[name], against_naive)
    single = found[RoundRobin.ORDERED]
    table.add(
        "three roles: therapist, room, device",
        found[ROLES],
        ("one role", single.median),
        Aim(times=3),
    )
    table.show()


def _day() -> None:
    case = Case(RESOURCES, 1)
    count = case.check()
    case.check_times()
    calls: dict[str, Call] = {
        PLAIN: case.plain,
        "starts": case.starts,
        "none": partial(case.times, RoundRobin.NONE),
        "ordered": partial(case.times, RoundRobin.ORDERED),
        ROLES: partial(case.times, ROLES),
    }
    found = timings(calls, seconds=2)
    against = (NAIVE, found[PLAIN].median)
    table = Table(f"In memory: {RESOURCES} resources × 1 day × {PER_DAY} visits ({count:,} starts)")
    table.add("naive scan, each slot against every visit of its resource", found[PLAIN])
    table.add("all starts, resource by resource", found["starts"], against, Aim(milliseconds=2))
    table.add("available times, one entry for each resource", found["none"], against)
    table.add("available times, round robin “ordered”", found["ordered"], against)
    single = ("one role", found["ordered"].median)
    table.add("three roles: therapist, room, device", found[ROLES], single, Aim(times=3))
    table.show()
