"""The reports: what the counts of a period come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from frontdesk.desk.reports.load import load_report
from frontdesk.desk.reports.periods import Buckets, Period, check, pieces, stretches
from frontdesk.desk.reports.values import (
    Figure,
    HoldOutcome,
    Kind,
    Line,
    Measure,
    Outcome,
    Report,
    Slice,
)
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.payment import price_of
from frontdesk.engine.rights import Right
from frontdesk.engine.zones import days_span
from frontdesk.store import reporting, reporting_holds
from frontdesk.store.reporting import Counts

MOST_CUSTOMERS = 200
HOUR, DAY = 3600, 86400
LEADS: tuple[int, ...] = (HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY)
"""Seconds before the start at which the second and every later class of lead times begins."""
T = TypeVar("T")
_EPOCH = date(1970, 1, 1)


def report(
    desk: Desk,
    kind: Kind,
    period: Period,
    *,
    resource_id: str | None = None,
    compare: bool = False,
) -> Report:
    """One report over a period; ``compare`` adds the totals of the period before it.

    ``resource_id`` narrows the hours of the load to one. A few statements, whatever the number
    of visits.

    Raises:
        RefusalError: ``bad-range``; ``unknown-id`` for the location or the resource;
            ``no-permission`` for the income without the right to see prices.
    """
    with desk.look() as unit:
        check(unit.business, period)
        made = _made(unit, kind, period, resource_id)
        if compare:
            before = _made(unit, kind, period.before(), resource_id)
            made = replace(made, before=_in_order(made.totals, before))
        return made


def _made(unit: Unit, kind: Kind, period: Period, resource_id: str | None) -> Report:
    if kind is Kind.LOAD:
        return load_report(unit, period, resource_id)
    return _MAKERS[kind](unit, period)


def _in_order(totals: Iterable[Figure], before: Report) -> tuple[Figure, ...]:
    """The totals before in the order of those now; zero for a currency that was not there."""
    known = {(figure.name, figure.currency): figure for figure in before.totals}
    found = []
    for figure in totals:
        behind = replace(figure.behind, period=before.period)
        none = replace(figure, value=0, behind=behind)
        found.append(known.get((figure.name, figure.currency), none))
    return tuple(found)


def counts_figures(counts: Counts, behind: Slice) -> tuple[Figure, ...]:
    """Counts as figures, with the share of the visits that were missed."""
    numbers = {
        Outcome.BOOKED: counts.all,
        Outcome.KEPT: counts.kept,
        Outcome.CANCELLED: counts.cancelled,
        Outcome.LATE: counts.late,
        Outcome.MISSED: counts.missed,
    }
    figures = [
        Figure(name.value, number, replace(behind, outcome=name))
        for name, number in numbers.items()
    ]
    missed = replace(behind, outcome=Outcome.MISSED)
    share = share_of(counts.missed, counts.kept + counts.missed)
    return (*figures, Figure("missed-share", share, missed, Measure.SHARE))


def share_of(part: int, whole: int) -> float | None:
    """A part as a share; None of nothing."""
    return part / whole if whole else None


def _visits(unit: Unit, period: Period) -> Report:
    buckets = Buckets(period)
    found = [Counts() for _ in buckets.spans]
    for number, counts in reporting.by_day(unit.connection, pieces(unit.business, period)).items():
        place = buckets.place(_EPOCH + timedelta(days=number))
        found[place] = found[place] + counts
    lines = tuple(
        Line(
            counts_figures(counts, Slice(Period(*days, period.location_id))),
            days=days,
        )
        for days, counts in zip(buckets.spans, found, strict=True)
    )
    return Report(Kind.VISITS, period, counts_figures(_sum(found), Slice(period)), lines)


def _services(unit: Unit, period: Period) -> Report:
    found = reporting.by_service(unit.connection, stretches(unit.business, period))
    lines = tuple(
        Line(
            counts_figures(counts, Slice(period, service_id=service.id)),
            service.name,
            color=service.color,
            key=service.id,
        )
        for service, counts in _most_first(unit.business.services, found)
    )
    totals = counts_figures(_sum(found.values()), Slice(period))
    return Report(Kind.SERVICES, period, totals, lines)


def _people(unit: Unit, period: Period) -> Report:
    where = stretches(unit.business, period)
    found, together = reporting.by_resource(unit.connection, where)
    lines = tuple(
        Line(
            counts_figures(counts, Slice(period, resource_id=resource.id)),
            resource.name,
            color=resource.color,
            key=resource.id,
        )
        for resource, counts in _most_first(unit.business.resources, found)
    )
    return Report(Kind.PEOPLE, period, counts_figures(together, Slice(period)), lines)


def _customers(unit: Unit, period: Period) -> Report:
    where = stretches(unit.business, period)
    found = reporting.by_customer(unit.connection, where, MOST_CUSTOMERS)
    lines = tuple(
        Line(
            counts_figures(entry.counts, Slice(period, customer_id=entry.id)),
            entry.name,
            code="" if entry.name else "erased",
            key=str(entry.id),
        )
        for entry in found.top
    )
    each = found.visits / found.people if found.people else None
    known = Slice(period, known=True)
    totals = (
        Figure("people", found.people, known),
        Figure("visits-of-known", found.visits, known),
        Figure("visits-each", each, known),
    )
    return Report(Kind.CUSTOMERS, period, totals, lines, more=found.people > len(lines))


def _newcomers(unit: Unit, period: Period) -> Report:
    where = stretches(unit.business, period)
    since = min((one.lo for one in where), default=0)
    found = reporting.newcomers(unit.connection, where, since)
    people = sum(number for number, _visits in found.values())
    lines, totals = [], []
    for is_new, code in ((True, "new"), (False, "returning")):
        number, visits = found.get(is_new, (0, 0))
        behind = Slice(period, Outcome.KEPT, new=is_new)
        figures = (
            Figure("people", number, behind),
            Figure("people-share", share_of(number, people), behind, Measure.SHARE),
            Figure("kept", visits, behind),
        )
        lines.append(Line(figures, code=code))
        totals += [Figure(code, number, behind)]
    new = found.get(True, (0, 0))[0]
    behind = Slice(period, Outcome.KEPT, new=True)
    totals.append(Figure("new-share", share_of(new, people), behind, Measure.SHARE))
    return Report(Kind.NEWCOMERS, period, tuple(totals), tuple(lines))


def _lead(unit: Unit, period: Period) -> Report:
    where = stretches(unit.business, period)
    found, seconds = reporting.by_lead(unit.connection, where, LEADS)
    every = sum(found)
    lines = []
    for place, count in enumerate(found):
        low = LEADS[place - 1] if place else 0
        high = LEADS[place] if place < len(LEADS) else None
        behind = Slice(period, lead=(low, high))
        share = Figure("visits-share", share_of(count, every), behind, Measure.SHARE)
        lines.append(Line((Figure("booked", count, behind), share), code=f"lead-{place}"))
    mean = seconds / every / 60 if every else None
    soon = Slice(period, lead=(0, DAY))
    totals = (
        Figure("booked", every, Slice(period)),
        Figure("lead-mean", mean, Slice(period), Measure.MINUTES),
        Figure("within-a-day", share_of(sum(found[:2]), every), soon, Measure.SHARE),
    )
    return Report(Kind.LEAD, period, totals, tuple(lines))


def _holds(unit: Unit, period: Period) -> Report:
    lo, hi = hold_moments(unit, period)
    found = reporting_holds.counts(
        unit.connection, lo, hi, unit.moment, hold_resources(unit, period)
    )
    numbers = {
        HoldOutcome.PLACED: found.placed,
        HoldOutcome.BOOKED: found.booked,
        HoldOutcome.RELEASED: found.released,
        HoldOutcome.EXPIRED: found.expired,
        HoldOutcome.LOST: found.lost,
        HoldOutcome.LIVE: found.live,
    }
    totals, lines = [], []
    for outcome, number in numbers.items():
        figure = Figure(outcome.value, number, Slice(period, hold=outcome))
        share = share_of(number, found.placed)
        totals.append(figure)
        if outcome is not HoldOutcome.PLACED:
            shared = replace(figure, name="holds-share", value=share, measure=Measure.SHARE)
            lines.append(Line((replace(figure, name="holds"), shared), code=outcome.value))
    return Report(Kind.HOLDS, period, tuple(totals), tuple(lines))


def hold_moments(unit: Unit, period: Period) -> tuple[int, int]:
    """The moments (seconds) of a period by the clock of its location, or of the primary one."""
    named = unit.business.locations.get(period.location_id or "")
    location = named or unit.business.primary
    zone = location.timezone if location is not None else "UTC"
    span = days_span(period.first, period.last, zone)
    return span.start * 60, span.end * 60


def hold_resources(unit: Unit, period: Period) -> list[str] | None:
    """The resources of the period's location; None where holds of every location count."""
    if period.location_id is None or len(unit.business.locations) == 1:
        return None
    resources = unit.business.resources.values()
    return [entry.id for entry in resources if entry.location_id == period.location_id]


def _income(unit: Unit, period: Period) -> Report:
    unit.require(Right.SEE_PRICES)
    found = reporting.by_service(unit.connection, stretches(unit.business, period))
    lines: list[Line] = []
    sums: Counter[str] = Counter()
    earned: dict[str, Decimal] = {}
    for service, counts in _most_first(unit.business.services, found):
        behind = Slice(period, Outcome.PAID, service_id=service.id)
        price, currency = price_of(service), service.currency or ""
        income = None if price is None else price * counts.booked
        if income is not None:
            earned[currency] = earned.get(currency, Decimal()) + income
            sums[currency] += counts.booked
        figures = (
            Figure("paid", counts.booked, behind),
            Figure("price", price, behind, Measure.MONEY, currency),
            Figure("income", income, behind, Measure.MONEY, currency),
        )
        lines.append(Line(figures, service.name, color=service.color, key=service.id))
    every = Slice(period, Outcome.PAID)
    visits = sum(counts.booked for counts in found.values())
    totals = [Figure("paid", visits, every)]
    for currency, amount in sorted(earned.items()):
        own = replace(every, currency=currency)
        totals.append(Figure("income", amount, own, Measure.MONEY, currency))
    return Report(Kind.INCOME, period, tuple(totals), tuple(lines))


def _most_first(entries: Mapping[str, T], found: Mapping[str, Counts]) -> list[tuple[T, Counts]]:
    """The entries that had visits, those with most first; ties in the manager's order."""
    had = [(entry, found[id_]) for id_, entry in entries.items() if id_ in found]
    return sorted(had, key=lambda pair: -pair[1].all)


def _sum(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


_MAKERS: Mapping[Kind, Callable[[Unit, Period], Report]] = {
    Kind.VISITS: _visits,
    Kind.SERVICES: _services,
    Kind.PEOPLE: _people,
    Kind.CUSTOMERS: _customers,
    Kind.NEWCOMERS: _newcomers,
    Kind.LEAD: _lead,
    Kind.HOLDS: _holds,
    Kind.INCOME: _income,
}
