"""What happened over a period, counted by the database: never a row for each visit.

A period comes as stretches of instants, one for each location, since midnight is where a location
is; where local days or hours are counted each stretch ends at the next clock change, so that plain
arithmetic on minutes is the wall clock. ``lo`` and ``hi`` are instants (minutes), ``offset`` is
minutes east of UTC, ``..._at`` and ``now`` are moments (seconds).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from frontdesk.store.footprints import LONGEST
from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    audit,
    customer,
    footprint,
    is_live,
    location,
    resource,
    service,
)

LATE = 24 * 3600
"""A visit that is cancelled less than so many seconds before its start is cancelled late."""
KEPT = ("BK", "RS")
BOOKED = (*KEPT, "CN", "NS")
"""Every visit that somebody once meant to come to; of one that was moved the new row alone."""

WEEK = 7 * 1440
MONDAY = 3 * 1440
"""Minutes from the Monday before the epoch to the epoch, which was a Thursday."""


class Stretch(NamedTuple):
    """The minutes ``[lo, hi)`` at one location, ``offset`` minutes east of UTC."""

    location_id: str
    lo: int
    hi: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How visits went: ``kept`` are booked (``booked``) or reserved, ``late`` is a part of
    ``cancelled``, ``missed`` are no-shows."""

    kept: int = 0
    booked: int = 0
    cancelled: int = 0
    late: int = 0
    missed: int = 0

    @property
    def all(self) -> int:
        """Every visit that was made."""
        return self.kept + self.cancelled + self.missed

    def __mul__(self, times: int) -> Counts:
        """So many of the same."""
        return Counts(
            self.kept * times,
            self.booked * times,
            self.cancelled * times,
            self.late * times,
            self.missed * times,
        )

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(
            self.kept + other.kept,
            self.booked + other.booked,
            self.cancelled + other.cancelled,
            self.late + other.late,
            self.missed + other.missed,
        )


@dataclass(frozen=True, slots=True)
class CustomerCounts:
    """The visits of one customer; the name is empty where it was erased."""

    id: int
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class TopCustomers:
    """Those with most visits; ``people`` and ``visits`` are numbers of all customers."""

    top: tuple[CustomerCounts, ...]
    people: int
    visits: int


def by_service(connection: Connection, stretches: Sequence[Stretch]) -> dict[str, Counts]:
    """How the visits that start in the stretches went, for each service that had any."""
    scope = _Scope(connection, stretches)
    key = scope.column(appointment.c.service)
    query = scope.of(select(key, _OUTCOME, func.count())).group_by(key, _OUTCOME)
    names = _ids(connection, service)
    found = _folded(connection.execute(query))
    return {names[pk]: counts for pk, counts in found.items()}


def by_resource(
    connection: Connection, stretches: Sequence[Stretch]
) -> tuple[dict[str, Counts], Counts]:
    """The same for each resource, and all together: a visit of several is one visit."""
    scope = _Scope(connection, stretches)
    key, first = appointment_resource.c.resource, appointment_resource.c.position == 0
    query = select(key, _OUTCOME, func.count(), func.sum(case((first, 1), else_=0))).select_from(
        appointment.join(
            appointment_resource, appointment_resource.c.appointment_id == appointment.c.id
        )
    )
    names = _ids(connection, resource)
    rows = connection.execute(scope.of(query).group_by(key, _OUTCOME)).all()
    found = _folded((pk, outcome, count) for pk, outcome, count, _once in rows)
    together = _folded((0, outcome, once) for _pk, outcome, _count, once in rows)
    return {names[pk]: counts for pk, counts in found.items()}, together.get(0, Counts())


def by_customer(connection: Connection, stretches: Sequence[Stretch], most: int) -> TopCustomers:
    """The ``most`` customers with most visits, and how many there are of all."""
    scope = _Scope(connection, stretches)
    visits = _visits_of_each(connection, scope, BOOKED)
    ids = nsmallest(most, visits, key=lambda id_: (-visits[id_], id_))
    named = select(customer.c.id, customer.c.name).where(customer.c.id.in_(ids))
    names = {row.id: row.name for row in connection.execute(named)}
    who = appointment.c.customer_id
    query = scope.of(select(who, _OUTCOME, func.count()), of_customers=True).where(who.in_(ids))
    found = _folded(connection.execute(query.group_by(who, _OUTCOME)))
    top = tuple(CustomerCounts(id_, names[id_], found[id_]) for id_ in ids)
    return TopCustomers(top, len(visits), visits.total())


def by_day(connection: Connection, pieces: Sequence[Stretch]) -> dict[int, Counts]:
    """The same for each local day, numbered from 1970-01-01; ``pieces`` have their offsets."""
    days: dict[int, Counts] = {}
    for _location, found in groupby(pieces, key=lambda piece: piece.location_id):
        own = list(found)
        scope = _Scope(connection, [own[0]._replace(hi=own[-1].hi)])
        day = (appointment.c.start + _offset_of(own)) // 1440
        query = scope.of(select(day, _OUTCOME, func.count())).group_by(day, _OUTCOME)
        for number, counts in _folded(connection.execute(query)).items():
            days[number] = days.get(number, Counts()) + counts
    return days


def _offset_of(pieces: Sequence[Stretch]) -> ColumnElement[int]:
    """The offset at a visit's start; ``pieces`` follow one another, and are halved to find it."""
    if len(pieces) == 1:
        return literal(pieces[0].offset)
    middle = len(pieces) // 2
    early = appointment.c.start < pieces[middle].lo
    return case((early, _offset_of(pieces[:middle])), else_=_offset_of(pieces[middle:]))


def by_lead(
    connection: Connection, stretches: Sequence[Stretch], edges: Sequence[int]
) -> tuple[list[int], int]:
    """How long before their start visits were made: a count for each class, and the sum.

    ``edges`` are the seconds at which the second and every later class begin. A visit that was
    made after its start counts as made at it.
    """
    scope = _Scope(connection, stretches)
    lead = func.max(appointment.c.start * 60 - appointment.c.created_at, 0)
    ended = [(lead < edge, number) for number, edge in enumerate(edges)]
    place = case(*ended, else_=len(edges))
    query = scope.of(select(place, func.count(), func.sum(lead))).group_by(place)
    counts, total = [0] * (len(edges) + 1), 0
    for number, count, seconds in connection.execute(query):
        counts[number] = count
        total += seconds
    return counts, total


def newcomers(
    connection: Connection, stretches: Sequence[Stretch], since: int
) -> dict[bool, tuple[int, int]]:
    """Customers and their kept visits: of those who came before ``since`` (False), and of the
    others, who are new (True)."""
    scope = _Scope(connection, stretches)
    visits = _visits_of_each(connection, scope, KEPT)
    asked = func.json_each(json.dumps([*visits])).table_valued("value", name="asked")
    before = select(asked.c.value).where(came_before(asked.c.value, since))
    known = set(connection.execute(before).scalars())
    found = {False: (0, 0), True: (0, 0)}
    for id_, count in visits.items():
        people, kept = found[id_ not in known]
        found[id_ not in known] = (people + 1, kept + count)
    return found


def _visits_of_each(connection: Connection, scope: _Scope, statuses: Sequence[str]) -> Counter[int]:
    """How many visits each known customer has.

    As one list of a number for each visit, counted here: SQLite would sort a million rows in
    memory to group them, which takes four times as long.
    """
    gathered = type_coerce(func.json_group_array(appointment.c.customer_id), JSON)
    known = (appointment.c.customer_id + 0).is_not(None)
    query = scope.of(select(gathered), statuses).where(known)
    return Counter(connection.execute(query).scalar_one())


def came_before(customer_id: ColumnElement[Any], since: int) -> ColumnElement[bool]:
    """Whether a customer has a kept visit that starts before ``since``."""
    earlier = appointment.alias("earlier")
    return exists().where(
        earlier.c.customer_id == customer_id,
        earlier.c.start < since,
        earlier.c.status.in_(KEPT),
    )


def taken_by_resource(
    connection: Connection, stretches: Iterable[Stretch], now: int
) -> dict[str, int]:
    """The minutes that live footprints take of each resource in the stretches."""
    names = _ids(connection, resource)
    found: Counter[str] = Counter()
    for stretch in stretches:
        query = select(footprint.c.resource, func.sum(_clipped(stretch)))
        rows = connection.execute(_taking(query, stretch, now).group_by(footprint.c.resource))
        for pk, minutes in rows:
            found[names[pk]] += minutes
    return dict(found)


def taken_by_minute(
    connection: Connection, pieces: Iterable[Stretch], now: int, resource_id: str | None = None
) -> Counter[tuple[int, int]]:
    """How many live footprints begin at a minute of the local week and take so many minutes.

    Keys are (minute since Monday 0:00, minutes). Each is cut where a piece ends.
    """
    found: Counter[tuple[int, int]] = Counter()
    for piece in pieces:
        begin = func.max(footprint.c.start, piece.lo)
        minute = (begin + piece.offset + MONDAY) % WEEK
        query = _taking(select(minute, _clipped(piece), func.count()), piece, now)
        if resource_id is not None:
            query = query.where(footprint.c.resource == _pk(resource, resource_id))
        for at, minutes, count in connection.execute(query.group_by(minute, _clipped(piece))):
            found[at, minutes] += count
    return found


class _Scope:
    """The rows of ``appointment`` that start in some stretches, read by the quicker plan."""

    def __init__(self, connection: Connection, stretches: Sequence[Stretch]) -> None:
        self._keys = _keys(connection, location)
        self._stretches = stretches
        self._is_wide = self._covers_much(connection)

    def column(self, column: ColumnElement[int]) -> ColumnElement[int]:
        """A column, as a sum where no index is to be used: in the order of an index the rows
        of most of the book are read twice as slowly as one after the other."""
        return column + 0 if self._is_wide else column

    def of(
        self, query: Select[Any], statuses: Sequence[str] = BOOKED, *, of_customers: bool = False
    ) -> Select[Any]:
        """``query`` of these visits; ``of_customers`` are few, whose visits are read by them."""
        return query.where(self._inside(of_customers), appointment.c.status.in_(statuses))

    def _inside(self, of_customers: bool) -> ColumnElement[bool]:
        at, start = self.column(appointment.c.location), self.column(appointment.c.start)
        if of_customers:
            at, start = appointment.c.location + 0, appointment.c.start + 0
        return or_(
            false(),
            *(
                and_(at == self._keys.get(one.location_id), start >= one.lo, start < one.hi)
                for one in self._stretches
            ),
        )

    def _covers_much(self, connection: Connection) -> bool:
        """Whether a third of the book's time lies in the stretches."""
        asked = whole = 0
        for one in self._stretches:
            edges = select(func.min(appointment.c.start)), select(func.max(appointment.c.start))
            here = appointment.c.location == self._keys.get(one.location_id)
            first, last = (connection.execute(e.where(here)).scalar() for e in edges)
            if first is not None and last is not None:
                asked += max(min(last + 1, one.hi) - max(first, one.lo), 0)
                whole += last + 1 - first
        return asked * 3 > whole


def _late() -> ColumnElement[bool]:
    return exists().where(
        audit.c.appointment_id == appointment.c.id,
        audit.c.to_status == "CN",
        audit.c.at > appointment.c.start * 60 - LATE,
    )


def was_late() -> ColumnElement[bool]:
    """Whether a visit is one that was cancelled late."""
    return and_(appointment.c.status == "CN", _late())


_LATE = "LT"
_OUTCOME = case((was_late(), _LATE), else_=appointment.c.status)
"""The status of a visit, and an own one for what was cancelled late."""
_COUNTED_AS = {
    "BK": Counts(kept=1, booked=1),
    "RS": Counts(kept=1),
    "CN": Counts(cancelled=1),
    _LATE: Counts(cancelled=1, late=1),
    "NS": Counts(missed=1),
}


def _folded(rows: Iterable[tuple[Any, str, int]]) -> dict[Any, Counts]:
    """Rows of (key, outcome, count) as the counts of each key."""
    found: dict[Any, Counts] = {}
    for key, outcome, count in rows:
        found[key] = found.get(key, Counts()) + _COUNTED_AS[outcome] * count
    return found


def _taking(query: Select[Any], stretch: Stretch, now: int) -> Select[Any]:
    """``query`` of the live footprints that reach into a stretch at its location."""
    here = select(resource.c.pk).where(
        resource.c.location == _pk(location, stretch.location_id),
    )
    return query.where(
        footprint.c.resource.in_(here),
        footprint.c.start > stretch.lo - LONGEST,
        footprint.c.start < stretch.hi,
        footprint.c.end > stretch.lo,
        is_live(footprint.c.hold_expires_at, now),
    )


def _clipped(stretch: Stretch) -> ColumnElement[int]:
    """The minutes of a footprint that lie in a stretch."""
    end: ColumnElement[int] = func.min(footprint.c.end, stretch.hi)
    return end - func.max(footprint.c.start, stretch.lo)


def _pk(table: Any, id_: str) -> Any:
    return select(table.c.pk).where(table.c.id == id_).scalar_subquery()


def _keys(connection: Connection, table: FromClause) -> dict[str, int]:
    return {id_: pk for pk, id_ in _ids(connection, table).items()}


def _ids(connection: Connection, table: FromClause) -> dict[int, str]:
    return {row.pk: row.id for row in connection.execute(select(table.c.pk, table.c.id))}
