"""Every figure of the reports against a naive count, and the visits behind it against its number.

The book of the random tests is written row by row and counted again here in plain Python from
the same list, by the wall clock of ``datetime`` and never by the code under test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from frontdesk.desk import booking, reports, users
from frontdesk.desk.answers import CustomerDetails, Done, RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.reports import Figure, HoldOutcome, Kind, Measure, Period, Report
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status
from frontdesk.store import journal

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
    went,
)
from .words import at, done, refused


@st.composite
def books(draw: st.DrawFn) -> list[Row]:
    """A few dozen visits around some days."""
    return rows_of(draw(st.integers(0, 2**32)), draw(st.integers(0, 60)))


PERIODS = st.builds(
    lambda day, before, length, place: Period(
        day + timedelta(days=before), day + timedelta(days=before + length), place
    ),
    st.sampled_from(DAYS),
    st.integers(-3, 4),
    st.sampled_from([0, 1, 2, 3, 6, 40, 300, 3652]),
    st.sampled_from([None, "riverside", "harbour"]),
)
RANDOM = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check_counts(desk: Desk, figures: Iterable[Figure], rows: Iterable[Row]) -> None:
    """Counts and the lists behind them against the rows that they are about."""
    expected = went(rows)
    for figure in figures:
        if figure.name in expected:
            assert figure.value == len(expected[figure.name]), figure
            assert numbers_behind(desk, figure) == expected[figure.name], figure
        else:
            came = len(expected["kept"]) + len(expected["missed"])
            share = len(expected["missed"]) / came if came else None
            assert figure.value == share


@pytest.mark.slow
@RANDOM
@given(books(), PERIODS)
def test_visits_over_time_are_those_of_each_local_day(
    written: Written, rows: list[Row], period: Period
) -> None:
    desk = written(rows)
    found = reports.report(desk, Kind.VISITS, period)
    mine = inside(rows, period)
    check_counts(desk, found.totals, mine)
    days = [line.days for line in found.lines if line.days is not None]
    assert (days[0][0], days[-1][1]) == (period.first, period.last)
    assert all(b[0] - a[1] == timedelta(days=1) for a, b in pairwise(days))
    for line in found.lines:
        assert line.days is not None
        first, last = line.days
        check = [row for row in mine if first <= row.wall.date() <= last]
        if check:
            check_counts(desk, line.figures, check)
        else:
            assert {figure.value for figure in line.figures} == {0, None}


@pytest.mark.slow
@RANDOM
@given(books(), PERIODS)
def test_services_people_and_customers_are_counted_each_by_themselves(
    written: Written, rows: list[Row], period: Period
) -> None:
    desk = written(rows)
    mine = inside(rows, period)
    by: dict[Kind, Callable[[Row], tuple[str, ...]]] = {
        Kind.SERVICES: lambda row: (row.service,),
        Kind.PEOPLE: lambda row: row.resources,
        Kind.CUSTOMERS: lambda row: () if row.customer is None else (str(row.customer),),
    }
    for kind, keys in by.items():
        found = reports.report(desk, kind, period)
        assert {line.key for line in found.lines} == {key for row in mine for key in keys(row)}
        for line in found.lines:
            check_counts(desk, line.figures, [row for row in mine if line.key in keys(row)])
        if kind is not Kind.CUSTOMERS:
            check_counts(desk, found.totals, mine)
            continue
        known = [row for row in mine if row.customer is not None]
        people, visits, each = found.totals
        count = len({row.customer for row in known})
        assert (people.value, visits.value) == (count, len(known))
        assert each.value == (len(known) / count if count else None)
        for figure in found.totals:
            assert numbers_behind(desk, figure) == sorted(row.number for row in known)


@pytest.mark.slow
@RANDOM
@given(books(), PERIODS, st.sampled_from([None, "ana", "gym", "dev"]))
def test_load_counts_every_minute_of_the_local_week_also_when_the_clocks_change(
    written: Written, rows: list[Row], period: Period, resource: str | None
) -> None:
    desk = written(rows)
    found = reports.report(desk, Kind.LOAD, period, resource_id=resource)
    live = [
        row
        for row in rows
        if row.status in ("BK", "RS") and period.location_id in (None, row.location)
    ]
    for line in found.lines:
        own = [row for row in live if line.key in row.resources]
        taken = sum(sum(minutes(row, period).values()) for row in own)
        load, used, _open = line.figures
        assert used.value == taken
        assert numbers_behind(desk, used) == sorted(r.number for r in own if touched(r, period))
        if line.key == resource:
            assert load.behind == used.behind
    assert found.grid is not None
    expected: dict[tuple[int, int], int] = {}
    for row in live:
        times = 1 if resource in row.resources else 0
        times = len(row.resources) if resource is None else times
        for cell, count in minutes(row, period).items():
            expected[cell] = expected.get(cell, 0) + count * times
    shown = {
        (day, hour): found.grid.cells[day][hour].taken for day in range(7) for hour in range(24)
    }
    assert shown == {cell: expected.get(cell, 0) for cell in shown}
    for day, hour in [cell for cell, count in expected.items() if count][:6]:
        behind = reports.visits_behind(desk, found.grid.cells[day][hour].behind, EVERY)
        assert sorted(visit.id for visit in behind.visits) == sorted(
            row.number
            for row in live
            if (day, hour) in touched(row, period) and resource in (None, *row.resources)
        )


@pytest.mark.slow
@RANDOM
@given(books(), PERIODS)
def test_lead_times_fall_into_their_classes(
    written: Written, rows: list[Row], period: Period
) -> None:
    desk = written(rows)
    found = reports.report(desk, Kind.LEAD, period)
    mine = inside(rows, period)
    edges = (0, *reports.LEADS, 10**12)
    leads = {row.number: max(row.start * 60 - row.made, 0) for row in mine}
    for line, (low, high) in zip(found.lines, pairwise(edges), strict=True):
        own = sorted(number for number, lead in leads.items() if low <= lead < high)
        assert line.figures[0].value == len(own)
        assert numbers_behind(desk, line.figures[0]) == own
    every, mean, soon = found.totals
    assert every.value == len(mine)
    expected = sum(leads.values()) / len(leads) / 60 if leads else None
    assert mean.value == (None if expected is None else pytest.approx(expected))
    assert numbers_behind(desk, mean) == numbers_behind(desk, every) == sorted(leads)
    near = [lead for lead in leads.values() if lead < 86400]
    assert soon.value == (len(near) / len(leads) if leads else None)


@pytest.mark.slow
@RANDOM
@given(books(), PERIODS)
def test_new_customers_never_came_before_the_period(
    written: Written, rows: list[Row], period: Period
) -> None:
    desk = written(rows)
    found = reports.report(desk, Kind.NEWCOMERS, period)
    mine = [r for r in inside(rows, period) if r.status in ("BK", "RS") and r.customer is not None]
    zones = [zone for name, zone in ZONES.items() if period.location_id in (None, name)]
    begin = min(
        datetime(period.first.year, period.first.month, period.first.day, tzinfo=zone)
        for zone in zones
    )
    since = (begin - EPOCH) / timedelta(minutes=1)
    old = {r.customer for r in rows if r.status in ("BK", "RS") and r.start < since}
    for line in found.lines:
        own = [row for row in mine if (row.customer not in old) == (line.code == "new")]
        people, _share, visits = line.figures
        assert people.value == len({row.customer for row in own})
        assert visits.value == len(own)
        assert numbers_behind(desk, visits) == sorted(row.number for row in own)


@pytest.mark.slow
@RANDOM
@given(books(), PERIODS)
def test_income_is_the_price_list_times_the_booked_visits(
    written: Written, rows: list[Row], period: Period
) -> None:
    desk = written(rows)
    prices = {"first-visit": 140, "follow-up": 75, "scan": 95, "pilates": 22, "phone": 0}
    found = reports.report(desk, Kind.INCOME, period)
    paid = [row for row in inside(rows, period) if row.status == "BK"]
    for line in found.lines:
        visits, price, income = line.figures
        own = [row for row in paid if row.service == line.key]
        assert (visits.value, price.value) == (len(own), Decimal(prices[line.key]))
        assert income.value == Decimal(prices[line.key] * len(own))
        assert numbers_behind(desk, income) == sorted(row.number for row in own)
    amounts = [figure for figure in found.totals if figure.measure is Measure.MONEY]
    assert sum(figure.value or 0 for figure in amounts) == sum(prices[r.service] for r in paid)


# Holds, through the verbs themselves


DAY = Period(date(2026, 11, 23), date(2026, 11, 23))


def hold(desk: Desk, when: str, who: str = "ana") -> int:
    """Hold a telephone call; its number."""
    return done(booking.hold(desk, HoldRequest("phone", at(when), (who,)))).appointment.id


def outcomes(desk: Desk, period: Period = DAY) -> dict[str, int]:
    """The figures of the holds by name."""
    totals = reports.report(desk, Kind.HOLDS, period).totals
    return {figure.name: int(figure.value or 0) for figure in totals}


def behind_hold(desk: Desk, outcome: HoldOutcome) -> list[tuple[int, str]]:
    """Number and outcome of the holds behind a figure."""
    totals = reports.report(desk, Kind.HOLDS, DAY).totals
    (figure,) = [entry for entry in totals if entry.name == outcome.value]
    assert figure.behind is not None
    return [(v.id, v.state) for v in reports.visits_behind(desk, figure.behind).visits]


def test_a_hold_is_booked_let_go_lost_expired_or_alive(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    dana = CustomerDetails("Dana Fox", "dana@example.org")
    kept = hold(desk, "2026-11-24 08:00")
    done(booking.book(desk, kept, dana))
    let_go = hold(desk, "2026-11-24 08:30")
    booking.release(desk, let_go)
    lost, expired = hold(desk, "2026-11-24 09:00"), hold(desk, "2026-11-24 09:30")
    clock.advance(timedelta(minutes=11))
    request = HoldRequest("phone", at("2026-11-24 09:00"), ("ana",), customer=dana)
    other = done(booking.hold(second_desk, request)).appointment.id
    for _ in range(2):  # asking twice loses it once
        assert refused(booking.book(desk, lost, dana)).code is Code.HOLD_EXPIRED_AND_TAKEN
    assert outcomes(desk) == {
        "placed": 5,
        "hold-booked": 1,
        "released": 1,
        "expired": 2,
        "lost": 1,
        "live": 1,
    }
    assert behind_hold(desk, HoldOutcome.BOOKED) == [(kept, "hold-booked")]
    assert behind_hold(desk, HoldOutcome.RELEASED) == [(let_go, "released")]
    assert behind_hold(desk, HoldOutcome.LOST) == [(lost, "lost")]
    assert behind_hold(desk, HoldOutcome.EXPIRED) == [(expired, "expired"), (lost, "lost")]
    assert behind_hold(desk, HoldOutcome.LIVE) == [(other, "live")]
    assert len(behind_hold(desk, HoldOutcome.PLACED)) == 5


def test_a_hold_that_was_booked_on_the_next_day_belongs_to_the_day_it_was_placed(
    desk: Desk, clock: HandClock
) -> None:
    number = hold(desk, "2026-11-27 09:00")
    clock.advance(timedelta(days=1))
    done(booking.book(desk, number, CustomerDetails("Dana Fox", "dana@example.org")))
    assert outcomes(desk)["hold-booked"] == 1
    tuesday = Period(date(2026, 11, 24), date(2026, 11, 24))
    assert set(outcomes(desk, tuesday).values()) == {0}


def test_holds_of_one_location_are_told_by_their_resources(desk: Desk) -> None:
    hold(desk, "2026-11-24 08:00")
    request = HoldRequest("phone", at("2026-11-25 13:00"), ("dev",), location_id="harbour")
    booking.release(desk, done(booking.hold(desk, request)).appointment.id)
    here = outcomes(desk, Period(DAY.first, DAY.last, "riverside"))
    there = outcomes(desk, Period(DAY.first, DAY.last, "harbour"))
    assert (here["placed"], here["live"], here["released"]) == (1, 1, 0)
    assert (there["placed"], there["live"], there["released"]) == (1, 0, 1)


def test_only_an_expired_hold_is_noted_as_lost_and_only_once(desk: Desk, clock: HandClock) -> None:
    number = hold(desk, "2026-11-24 09:00")
    booking.note_lost(desk, number)
    assert outcomes(desk)["lost"] == 0
    clock.advance(timedelta(minutes=11))
    for _ in range(2):
        booking.note_lost(desk, number)
    assert outcomes(desk)["lost"] == 1
    with desk.look() as unit:
        assert len(journal.trail(unit.connection, number)) == 2
    booking.note_lost(desk, 999)  # nobody's


# Rules around them


@pytest.mark.parametrize("kind", list(Kind))
def test_a_period_without_visits_divides_by_nothing(desk: Desk, kind: Kind) -> None:
    found = reports.report(desk, kind, Period(date(2001, 1, 1), date(2001, 3, 31)), compare=True)
    shares = [figure.value for figure in found.totals if figure.measure is Measure.SHARE]
    assert set(shares) <= {None, 0.0}
    assert [figure.name for figure in found.before] == [figure.name for figure in found.totals]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_book_without_locations_has_empty_reports(
    clock: HandClock, kind: Kind, tmp_path: Path
) -> None:
    desk = Desk.open(tmp_path / "empty.db", clock)
    found = reports.report(desk, kind, DAY)
    assert {figure.value for figure in found.totals} <= {0, None}
    desk.close()


def test_the_period_before_is_a_month_before_a_month_and_days_before_days() -> None:
    february = Period(date(2026, 2, 1), date(2026, 2, 28))
    assert february.before() == Period(date(2026, 1, 1), date(2026, 1, 31))
    year = Period(date(2026, 1, 1), date(2026, 12, 31), "harbour")
    assert year.before() == Period(date(2025, 1, 1), date(2025, 12, 31), "harbour")
    week = Period(date(2026, 11, 23), date(2026, 11, 29))
    assert week.before() == Period(date(2026, 11, 16), date(2026, 11, 22))


def test_a_comparison_gives_the_totals_of_the_period_before(desk: Desk) -> None:
    clients = CustomerDetails("Dana Fox", "dana@example.org")
    for when in ("2026-11-24 08:00", "2026-11-25 12:00", "2026-12-01 08:00"):
        request = HoldRequest("phone", at(when), customer=clients, complete=Status.BOOKED)
        done(booking.hold(desk, request))
    week = Period(date(2026, 11, 30), date(2026, 12, 6))
    found = reports.report(desk, Kind.SERVICES, week, compare=True)
    assert (found.totals[0].value, found.before[0].value) == (1, 2)


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        ("today", "2026-01-31", "2026-01-31"),
        ("this-week", "2026-01-26", "2026-02-01"),
        ("last-week", "2026-01-19", "2026-01-25"),
        ("this-month", "2026-01-01", "2026-01-31"),
        ("last-month", "2025-12-01", "2025-12-31"),
        ("last-12-months", "2025-01-01", "2025-12-31"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("ten-years", "2017-01-01", "2026-12-31"),
    ],
)
def test_a_preset_is_told_from_today(preset: str, first: str, last: str) -> None:
    days = reports.days_of(reports.Preset(preset), date(2026, 1, 31))
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_period_that_ends_before_it_begins_or_elsewhere_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusalError) as backwards:
        reports.report(desk, Kind.VISITS, Period(date(2026, 2, 1), date(2026, 1, 1)))
    assert backwards.value.refusal.code is Code.BAD_RANGE
    with pytest.raises(RefusalError) as nowhere:
        reports.report(desk, Kind.VISITS, Period(DAY.first, DAY.last, "moon"))
    assert nowhere.value.refusal.code is Code.UNKNOWN_ID
    with pytest.raises(RefusalError) as nobody:
        reports.report(desk, Kind.LOAD, DAY, resource_id="moon")
    assert nobody.value.refusal.code is Code.UNKNOWN_ID


def without(desk: Desk, right: Right) -> None:
    """Sign in at the desk somebody who lacks one right."""
    for user, secret in (
        (User(0, "Chief", Role.ADMINISTRATOR), "8531"),
        (User(0, "Kim", Role.ADMINISTRATOR, withheld=frozenset({right})), "7264"),
    ):
        assert isinstance(users.add(desk, user, secret), Done)
        users.sign_in(desk, "8531")
    assert isinstance(users.sign_in(desk, "7264"), Done)


def test_income_and_what_is_behind_it_need_the_right_to_see_prices(desk: Desk) -> None:
    income = reports.report(desk, Kind.INCOME, DAY)
    without(desk, Right.SEE_PRICES)
    with pytest.raises(RefusalError) as refusal:
        reports.report(desk, Kind.INCOME, DAY)
    assert refusal.value.refusal.code is Code.NO_PERMISSION
    behind = income.totals[0].behind
    assert behind is not None
    with pytest.raises(RefusalError):
        reports.visits_behind(desk, behind)
    assert isinstance(reports.report(desk, Kind.VISITS, DAY), Report)


def test_only_so_many_visits_are_listed_latest_first(desk: Desk) -> None:
    for hour in (8, 9, 10):
        request = HoldRequest(
            "phone",
            at(f"2026-11-24 {hour:02}:00"),
            ("ana",),
            customer=CustomerDetails("Dana Fox", "dana@example.org"),
            complete=Status.BOOKED,
        )
        done(booking.hold(desk, request))
    november = reports.Slice(Period(date(2026, 11, 1), date(2026, 11, 30)))
    behind = reports.visits_behind(desk, november, 2)
    assert [visit.start for visit in behind.visits] == [
        at("2026-11-24 10:00"),
        at("2026-11-24 09:00"),
    ]
    assert behind.more
    visit = behind.visits[0]
    assert (visit.customer_name, visit.service_name, visit.resource_names, visit.state) == (
        "Dana Fox",
        "Phone consultation",
        ("Ana Reyes",),
        "BK",
    )
