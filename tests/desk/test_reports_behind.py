"""Every figure of every report opens to visits that agree with it.

What is expected is worked out in plain Python from the rows that were written, and the number that
is shown from the visits that were opened, never by the code under test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from frontdesk.desk import booking, configuration, reports, setup_edit
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.decisions import Decision
from frontdesk.desk.reports import Behind, Figure, Kind, Line, Period, Report
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.values import Status

from .conftest import RIVERSIDE
from .visit_rows import (
    DAYS,
    EPOCH,
    EVERY,
    ZONES,
    Row,
    Written,
    inside,
    minutes,
    numbers_behind,
    rows_of,
    touched,
)
from .words import at, done

PRICES = {
    "first-visit": Decimal(140),
    "follow-up": Decimal(75),
    "scan": Decimal(95),
    "pilates": Decimal(22),
    "phone": Decimal(0),
}
LEADS = (0, 3600, 86400, 3 * 86400, 7 * 86400, 14 * 86400, 28 * 86400, 91 * 86400, 10**12)
KEPT = ("BK", "RS")
OF_STATUS: dict[str, Callable[[Row], bool]] = {
    "kept": lambda row: row.status in KEPT,
    "cancelled": lambda row: row.status == "CN",
    "late": lambda row: row.is_late,
    "missed": lambda row: row.status == "NS",
    "missed-share": lambda row: row.status == "NS",
    "load": lambda row: row.status in KEPT,
    "taken": lambda row: row.status in KEPT,
    "open": lambda row: row.status in KEPT,
    "paid": lambda row: row.status == "BK",
    "price": lambda row: row.status == "BK",
    "income": lambda row: row.status == "BK",
}
"""Which visits of a line a figure is about; of any status where it is not named."""
CASES = [
    (seed, Period(day + timedelta(days=before), day + timedelta(days=before + length), place))
    for seed, day, before, length, place in (
        (1, DAYS[0], 0, 0, None),
        (2, DAYS[0], -1, 6, "riverside"),
        (3, DAYS[1], 1, 2, None),
        (4, DAYS[1], -3, 40, "harbour"),
        (5, DAYS[2], 0, 300, None),
        (6, date(2001, 1, 1), 0, 3, None),
    )
]


def lead(row: Row) -> int:
    """Seconds between making and start."""
    return max(row.start * 60 - row.made, 0)


def came_before(rows: Iterable[Row], period: Period) -> set[int | None]:
    """The customers who kept a visit before the first midnight of the period."""
    first = datetime(period.first.year, period.first.month, period.first.day)
    begin = min(
        first.replace(tzinfo=zone)
        for name, zone in ZONES.items()
        if period.location_id in (None, name)
    )
    since = (begin - EPOCH) / timedelta(minutes=1)
    return {row.customer for row in rows if row.status in KEPT and row.start < since}


def about(kind: Kind, line: Line | None, figure: Figure, rows: list[Row], p: Period) -> list[Row]:
    """The visits that a line, or for a total the whole report, is about."""
    if kind is Kind.LOAD:
        here = [row for row in rows if p.location_id in (None, row.location) and touched(row, p)]
        return [row for row in here if line is None or line.key in row.resources]
    mine = inside(rows, p)
    if kind is Kind.NEWCOMERS:
        old = came_before(rows, p)
        wants_new = (figure.name if line is None else line.code) in ("new", "new-share")
        known = [row for row in mine if row.customer is not None and row.status in KEPT]
        return [row for row in known if (row.customer not in old) == wants_new]
    if kind is Kind.CUSTOMERS:
        mine = [row for row in mine if row.customer is not None]
    if line is None:
        return [row for row in mine if figure.name != "within-a-day" or lead(row) < 86400]
    if kind is Kind.LEAD:
        low, high = list(pairwise(LEADS))[int(line.code.removeprefix("lead-"))]
        return [row for row in mine if low <= lead(row) < high]
    if line.days is not None:
        first, last = line.days
        return [row for row in mine if first <= row.wall.date() <= last]
    if kind is Kind.PEOPLE:
        return [row for row in mine if line.key in row.resources]
    if kind is Kind.CUSTOMERS:
        return [row for row in mine if line.key == str(row.customer)]
    return [row for row in mine if line.key == row.service]


def people(rows: Iterable[Row]) -> int:
    """How many customers have these visits."""
    return len({row.customer for row in rows})


def taken(rows: Iterable[Row], line: Line | None, period: Period) -> int:
    """The minutes that visits take of one resource, or of each of theirs."""
    return sum(
        sum(minutes(row, period).values()) * (len(row.resources) if line is None else 1)
        for row in rows
    )


def share(part: int, whole: int) -> float | None:
    """A part of a whole that may be nothing."""
    return part / whole if whole else None


def told(
    kind: Kind,
    line: Line | None,
    figure: Figure,
    opened: Sequence[Row],
    rows: list[Row],
    period: Period,
) -> float | Decimal | None:
    """The number that the visits which were opened come to."""
    whole = about(kind, line, figure, rows, period)
    mine = inside(rows, period)
    known = [row for row in mine if row.customer is not None and row.status in KEPT]
    name, count = figure.name, len(opened)
    if name == "missed-share":
        return share(count, sum(row.status in (*KEPT, "NS") for row in whole))
    if name == "taken":
        return taken(opened, line, period)
    if name in ("people", "new", "returning"):
        return people(opened)
    if name in ("people-share", "new-share"):
        return share(people(opened), people(known))
    if name in ("visits-share", "within-a-day"):
        return share(count, len(mine))
    if name == "visits-each":
        return share(count, people(opened))
    if name == "lead-mean":
        return sum(map(lead, opened)) / count / 60 if count else None
    if name == "price":
        assert line is not None
        return PRICES[line.key]
    if name == "income":
        return sum((PRICES[row.service] for row in opened), Decimal())
    return count


def walk(desk: Desk, kind: Kind, report: Report, rows: list[Row]) -> int:
    """Open every figure of a report, and hold it against the rows; how many there were."""
    by_number = {row.number: row for row in rows}
    figures: list[tuple[Line | None, Figure]] = [(None, figure) for figure in report.totals]
    figures += [(line, figure) for line in report.lines for figure in line.figures]
    for line, figure in figures:
        numbers = numbers_behind(desk, figure)
        is_meant = OF_STATUS.get(figure.name, lambda row: row.status != "RE")
        own = about(kind, line, figure, rows, report.period)
        assert numbers == sorted(row.number for row in own if is_meant(row)), (line, figure)
        if figure.name in ("load", "open"):
            continue  # told beside what is taken, in the next test
        opened = [by_number[number] for number in numbers]
        expected = told(kind, line, figure, opened, rows, report.period)
        assert figure.value == (expected if expected is None else pytest.approx(expected)), figure
    return len(figures)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "period"), CASES)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.HOLDS])
def test_every_figure_is_what_the_visits_behind_it_come_to(
    written: Written, kind: Kind, seed: int, period: Period
) -> None:
    rows = rows_of(seed, 60)
    desk = written(rows)
    report = reports.report(desk, kind, period, compare=True)
    assert walk(desk, kind, report, rows)
    before = reports.report(desk, kind, report.period.before())
    assert {(f.name, f.value) for f in before.totals} <= {(f.name, f.value) for f in report.before}
    for figure in report.before:
        assert figure.behind.period == before.period


@pytest.mark.slow
@pytest.mark.parametrize("resource", [None, "ana", "dev"])
@pytest.mark.parametrize(("seed", "period"), CASES)
def test_every_hour_and_every_load_is_what_the_visits_behind_it_take(
    written: Written, seed: int, period: Period, resource: str | None
) -> None:
    rows = rows_of(seed, 60)
    by_number = {row.number: row for row in rows}
    desk = written(rows)
    report = reports.report(desk, Kind.LOAD, period, resource_id=resource)
    for figures in (report.totals, *(line.figures for line in report.lines)):
        load, used, opened = figures
        assert load.behind == used.behind == opened.behind
        assert isinstance(used.value, int)
        assert isinstance(opened.value, int)
        expected = min(used.value / opened.value, 1) if opened.value else None
        assert load.value == expected
    assert report.grid is not None
    live = [
        row for row in rows if row.status in KEPT and period.location_id in (None, row.location)
    ]
    for day, cells in enumerate(report.grid.cells):
        for hour, cell in enumerate(cells):
            behind = reports.visits_behind(desk, cell.behind, EVERY)
            numbers = sorted(visit.id for visit in behind.visits)
            assert numbers == sorted(
                row.number
                for row in live
                if (day, hour) in touched(row, period) and resource in (None, *row.resources)
            )
            of_each = (
                minutes(by_number[number], period)[day, hour]
                * (len(by_number[number].resources) if resource is None else 1)
                for number in numbers
            )
            assert cell.taken == sum(of_each)


def test_every_figure_of_the_holds_opens_to_as_many_holds(desk: Desk, clock: HandClock) -> None:
    dana = CustomerDetails("Dana Fox", "dana@example.org")
    hours = iter(("08:00", "08:30", "09:00", "09:30", "10:00", "10:30"))

    def hold() -> int:
        request = HoldRequest("phone", at(f"2026-11-24 {next(hours)}"), ("ana",))
        return done(booking.hold(desk, request)).appointment.id

    expired, lost = hold(), hold()
    clock.advance(timedelta(minutes=11))
    booking.note_lost(desk, lost)
    booked, let_go, live = hold(), hold(), hold()
    done(booking.book(desk, booked, dana))
    booking.release(desk, let_go)
    became = {
        "placed": {expired, lost, booked, let_go, live},
        "hold-booked": {booked},
        "released": {let_go},
        "expired": {expired, lost},
        "lost": {lost},
        "live": {live},
    }
    day = date(2026, 11, 23)
    nothing: dict[str, set[int]] = {outcome: set() for outcome in became}
    for period, told_then in (
        (Period(day, day), became),
        (Period(day, day, "riverside"), became),
        (Period(day, day, "harbour"), nothing),
        (Period(date(2001, 1, 1), date(2001, 1, 1)), nothing),
    ):
        report = reports.report(desk, Kind.HOLDS, period)
        for figure in report.totals:
            assert numbers_behind(desk, figure) == sorted(told_then[figure.name])
            assert figure.value == len(told_then[figure.name])
        for line in report.lines:
            number, part = line.figures
            for figure in (number, part):
                assert numbers_behind(desk, figure) == sorted(told_then[line.code])
            assert number.value == len(told_then[line.code])
            assert part.value == share(len(told_then[line.code]), len(told_then["placed"]))


def test_income_in_one_currency_opens_to_the_visits_paid_in_it(desk: Desk) -> None:
    setup = json.loads(RIVERSIDE.read_text(encoding="utf-8"))
    for service in setup["services"]:
        if service["id"] == "phone":
            service |= {"price": "9.00", "currency": "EUR"}
        if service["id"] == "scan":
            service |= {"price": None, "currency": None}
    configuration.load_setup(desk, json.dumps(setup))
    numbers = {}
    for service_id, when in (("phone", "08:00"), ("follow-up", "09:00"), ("scan", "10:00")):
        dana = CustomerDetails("Dana Fox", "dana@example.org")
        request = HoldRequest(
            service_id, at(f"2026-11-24 {when}"), customer=dana, complete=Status.BOOKED
        )
        numbers[service_id] = done(booking.hold(desk, request)).appointment.id
    week = Period(date(2026, 11, 23), date(2026, 11, 29))
    visits, *amounts = reports.report(desk, Kind.INCOME, week).totals
    assert numbers_behind(desk, visits) == sorted(numbers.values())
    told_then = {f.currency: (f.value, numbers_behind(desk, f)) for f in amounts}
    assert told_then == {
        "EUR": (Decimal("9.00"), [numbers["phone"]]),
        "USD": (Decimal("75.00"), [numbers["follow-up"]]),
    }


def test_what_has_no_visits_opens_to_none(desk: Desk) -> None:
    empty = Period(date(2001, 1, 1), date(2001, 1, 7))
    for kind in Kind:
        report = reports.report(desk, kind, empty, compare=True)
        lines = [figure for line in report.lines for figure in line.figures]
        for figure in (*report.totals, *report.before, *lines):
            assert reports.visits_behind(desk, figure.behind) == Behind(())


@pytest.mark.parametrize("place", [None, "riverside", "harbour"])
def test_taken_time_opens_to_the_visits_of_whoever_works_elsewhere_by_now(
    desk: Desk, place: str | None
) -> None:
    numbers = {}
    for who, when in (("ana", "09:00"), ("chloe", "10:00")):
        dana = CustomerDetails("Dana Fox", "dana@example.org")
        request = HoldRequest(
            "phone", at(f"2026-11-24 {when}"), (who,), customer=dana, complete=Status.BOOKED
        )
        numbers[who] = done(booking.hold(desk, request)).appointment.id
    draft = setup_edit.open_draft(desk)
    moved = setup_edit.without(draft.document, "resources", "ana")
    ana = next(one for one in draft.document["resources"] if one["id"] == "ana")
    moved["resources"].append({**ana, "location": "harbour"})
    answer = setup_edit.save(desk, SetupDraft(draft.base, moved), {numbers["ana"]: Decision.KEEP})
    assert isinstance(answer, Done), answer
    week = Period(date(2026, 11, 23), date(2026, 11, 29), place)
    report = reports.report(desk, Kind.LOAD, week)
    here = {"riverside": ["chloe"], "harbour": ["ana"]}.get(place or "", ["ana", "chloe"])
    assert report.totals[1].value == 15 * len(here)
    assert numbers_behind(desk, report.totals[1]) == sorted(numbers[who] for who in here)
    for line in report.lines:
        _load, taken_, _open = line.figures
        own = [numbers[line.key]] if line.key in here else []
        assert (taken_.value, numbers_behind(desk, taken_)) == (15 * len(own), own)
    assert report.grid is not None
    opened = [
        visit.id
        for cell in report.grid.cells[1]
        for visit in reports.visits_behind(desk, cell.behind).visits
    ]
    assert sorted(opened) == sorted(numbers[who] for who in here)
