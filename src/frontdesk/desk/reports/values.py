"""What a report says: figures, each with the visits behind it. All of it frozen, none of it words.

Names come from the book; everything else is a code that whoever shows it puts into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from frontdesk.desk.reports.periods import Period


class Kind(StrEnum):
    """The reports."""

    VISITS = "visits"
    LOAD = "load"
    SERVICES = "services"
    PEOPLE = "people"
    CUSTOMERS = "customers"
    NEWCOMERS = "newcomers"
    LEAD = "lead"
    HOLDS = "holds"
    INCOME = "income"


class Outcome(StrEnum):
    """How visits went. One that was moved is told by its new row alone."""

    BOOKED = "booked"  # whatever came of it
    KEPT = "kept"  # booked or reserved: took place or will
    PAID = "paid"  # booked: what income is worked out from
    CANCELLED = "cancelled"
    LATE = "late"  # cancelled less than 24 hours before the start
    MISSED = "missed"  # no-shows
    TAKING = "taking"  # kept, and live holds: what load is worked out from


class HoldOutcome(StrEnum):
    """What became of holds, by the period in which they were placed."""

    PLACED = "placed"
    BOOKED = "hold-booked"  # or reserved
    RELEASED = "released"  # by hand, or since another time was taken instead
    EXPIRED = "expired"  # the timer ended it, and nobody booked it after that
    LOST = "lost"  # of those, the ones whose time somebody else had taken when it was wanted
    LIVE = "live"  # the timer still runs


class Measure(StrEnum):
    """What a value is."""

    COUNT = "count"
    SHARE = "share"  # 0 to 1
    MINUTES = "minutes"
    MONEY = "money"  # Decimal, in the figure's currency


Value = int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The visits (or holds) behind a figure: those of a period for which everything set is true.

    ``cell`` is a weekday (Monday is 0; None for any) and an hour (0 to 23) that the visit's time
    touches; ``lead`` the seconds between making and start, from and below. ``known`` leaves out
    visits without a customer. ``new`` tells customers who came first in ``since``, the period of
    the report. ``currency`` asks for services with a price in it ("" where none is named).
    """

    period: Period
    outcome: Outcome = Outcome.BOOKED
    service_id: str | None = None
    resource_id: str | None = None
    customer_id: int | None = None
    cell: tuple[int | None, int] | None = None
    lead: tuple[int, int | None] | None = None
    known: bool = False
    new: bool | None = None
    since: Period | None = None
    hold: HoldOutcome | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. ``value`` is None where there is nothing to divide by, or no price.

    ``behind`` are the visits that it counts or is worked out from: of a share those that are its
    part, of a mean all that it is the mean of. What the setup says opens to the visits that it
    bears on: open time to those that take it, a price to those that it is asked for.
    """

    name: str
    value: Value
    behind: Slice
    measure: Measure = Measure.COUNT
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures. It is about a ``name`` from the book, about days, or about a ``code``."""

    figures: tuple[Figure, ...]
    name: str = ""
    code: str = ""
    days: tuple[date, date] | None = None
    color: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of the load: minutes open and minutes taken, over all days of the period."""

    open: int
    taken: int
    behind: Slice

    @property
    def load(self) -> float | None:
        """The share (0 to 1) of the open time that is taken; None where nothing is open."""
        return min(self.taken / self.open, 1.0) if self.open else None


@dataclass(frozen=True, slots=True)
class Grid:
    """The load by weekday (Monday first) and hour: ``cells[weekday][hour]``, 7 by 24.

    ``resource_id`` is the one it is about; None for all of them.
    """

    cells: tuple[tuple[Cell, ...], ...]
    resource_id: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report over a period. ``more`` says that there are lines beyond these.

    ``before`` are the totals of the period before, in the same order, where they were asked for.
    """

    kind: Kind
    period: Period
    totals: tuple[Figure, ...]
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    more: bool = False
    before: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitBehind:
    """One visit of those behind a figure. ``start`` is an instant, told in ``timezone``.

    ``state`` is a status code, or for a hold what became of it. ``id`` may be that of a hold
    whose row is gone.
    """

    id: int
    start: int
    timezone: str
    state: str
    service_name: str
    resource_names: tuple[str, ...]
    customer_name: str = ""
    customer_id: int | None = None
    is_there: bool = True
    service_id: str = ""
    resource_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """The latest visits behind a figure; ``more`` says that there are others."""

    visits: tuple[VisitBehind, ...]
    more: bool = False
