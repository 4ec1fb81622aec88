"""Load: which share of the open time visits take with their buffers, by resource, day and hour.

Open time is that of today's configuration, also for days that are long gone: the book keeps no
older one. A visit of a class takes its time once. What lies outside open time counts as taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from frontdesk.desk.reports.periods import Period, pieces, stretches
from frontdesk.desk.reports.values import (
    Cell,
    Figure,
    Grid,
    Kind,
    Line,
    Measure,
    Outcome,
    Report,
    Slice,
)
from frontdesk.desk.unit import Unit
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.span import Span, merge
from frontdesk.engine.values import Resource
from frontdesk.store import reporting
from frontdesk.store.reporting import MONDAY, WEEK, Stretch

HOURS = 7 * 24


def load_report(unit: Unit, period: Period, resource_id: str | None = None) -> Report:
    """The load of every resource, and by weekday and hour that of one, or of all together."""
    business = unit.business
    if resource_id is not None and resource_id not in business.resources:
        raise refuse(Code.UNKNOWN_ID, kind="resource", id=resource_id)
    cut = pieces(business, period)
    taken = reporting.taken_by_resource(unit.connection, stretches(business, period), unit.moment)
    shown = [
        entry
        for entry in business.resources.values()
        if period.location_id in (None, entry.location_id)
        and (entry.id in taken or not entry.retired)
    ]
    opened = _opened(unit, shown, cut, period)
    minutes = {
        id_: sum(length * n for (_at, length), n in own.items()) for id_, own in opened.items()
    }
    behind = Slice(period, Outcome.TAKING)
    lines = tuple(_line(entry, minutes, taken, behind) for entry in shown)
    totals = _figures(sum(minutes.values()), sum(taken.values()), behind)
    grid = _grid(unit, cut, opened, resource_id, behind)
    return Report(Kind.LOAD, period, totals, lines, grid)


def _line(
    entry: Resource, minutes: Mapping[str, int], taken: Mapping[str, int], behind: Slice
) -> Line:
    own = replace(behind, resource_id=entry.id)
    figures = _figures(minutes.get(entry.id, 0), taken.get(entry.id, 0), own)
    return Line(figures, entry.name, color=entry.color, key=entry.id)


def _figures(minutes: int, taken: int, behind: Slice) -> tuple[Figure, ...]:
    load = min(taken / minutes, 1.0) if minutes else None
    return (
        Figure("load", load, behind, Measure.SHARE),
        Figure("taken", taken, behind, Measure.MINUTES),
        Figure("open", minutes, behind, Measure.MINUTES),
    )


def _grid(
    unit: Unit,
    cut: Sequence[Stretch],
    opened: Mapping[str, Counter[tuple[int, int]]],
    resource_id: str | None,
    behind: Slice,
) -> Grid:
    taken = hours_of(reporting.taken_by_minute(unit.connection, cut, unit.moment, resource_id))
    chosen = [own for id_, own in opened.items() if resource_id in (None, id_)]
    together: Counter[tuple[int, int]] = Counter()
    for own in chosen:
        together.update(own)
    free = hours_of(together)
    behind = replace(behind, resource_id=resource_id)
    cells = tuple(
        tuple(
            Cell(free[day * 24 + hour], taken[day * 24 + hour], replace(behind, cell=(day, hour)))
            for hour in range(24)
        )
        for day in range(7)
    )
    return Grid(cells, resource_id)


def hours_of(lengths: Mapping[tuple[int, int], int]) -> list[int]:
    """The minutes in each hour of the week (Monday 0:00 first).

    ``lengths`` says how often so many minutes begin at a minute of the week; what runs past
    Sunday's end goes on on Monday.
    """
    found = [0] * HOURS
    for (at, length), count in lengths.items():
        end = at + length
        while at < end:
            hour = at // 60
            step = min(end, (hour + 1) * 60) - at
            found[hour % HOURS] += step * count
            at += step
    return found


def _opened(
    unit: Unit, shown: Iterable[Resource], cut: Sequence[Stretch], period: Period
) -> dict[str, Counter[tuple[int, int]]]:
    """How often each length of open time begins at a minute of the week, by resource.

    Those who share their hours are worked out once.
    """
    found: dict[str, Counter[tuple[int, int]]] = {}
    known: dict[tuple[str, tuple[Span, ...]], Counter[tuple[int, int]]] = {}
    for entry in shown:
        if entry.retired:
            continue
        spans = tuple(unit.hours.open_spans(entry, None, period.first, period.last))
        key = (entry.location_id, spans)
        if key not in known:
            own = [piece for piece in cut if piece.location_id == entry.location_id]
            known[key] = _by_minute(merge(spans), own)
        found[entry.id] = known[key]
    return found


def _by_minute(spans: Iterable[Span], cut: Sequence[Stretch]) -> Counter[tuple[int, int]]:
    starts = [piece.lo for piece in cut]
    found: Counter[tuple[int, int]] = Counter()
    for start, end in spans:
        place = max(bisect_right(starts, start) - 1, 0)
        while place < len(cut) and cut[place].lo < end:
            piece = cut[place]
            begin = max(start, piece.lo)
            length = min(end, piece.hi) - begin
            if length > 0:
                found[(begin + piece.offset + MONDAY) % WEEK, length] += 1
            place += 1
    return found
