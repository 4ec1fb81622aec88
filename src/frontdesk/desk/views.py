"""Read models: what the calendar and the panel show, complete and ready, as frozen values.

Instants are whole minutes since the epoch (see ``frontdesk.engine``); the window turns them into
positions and text with the zone of the location that each view names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from frontdesk.engine.payment import is_due
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status


@dataclass(frozen=True, slots=True)
class BlockView:
    """Time taken without an appointment, with the reason to show."""

    span: Span
    reason: str


class Facts(Protocol):
    """What every view of a visit tells of its state."""

    @property
    def start(self) -> int:
        """The instant at which it begins."""

    @property
    def status(self) -> Status:
        """The status of the engine."""

    @property
    def arrived(self) -> bool:
        """Whether the customer is here."""

    @property
    def started(self) -> bool:
        """Whether it has begun."""

    @property
    def completed(self) -> bool:
        """Whether it is done."""

    @property
    def owes(self) -> bool:
        """Whether it is to be paid for and that is not noted yet, due or not."""

    @property
    def paid(self) -> bool:
        """Whether it is noted as paid."""


def is_unpaid(visit: Facts, now: int) -> bool:
    """Whether it should have been paid for by the moment ``now`` (seconds), and nobody has."""
    return visit.owes and is_due(visit.start, now, has_begun=visit.started or visit.completed)


@dataclass(frozen=True, slots=True)
class VisitView:
    """One appointment as one column shows it.

    ``others`` names the other resources of the visit ("Room 1"), ready for "with …".
    ``hold_expires_at`` (a moment in seconds) is set only for a live hold; ``desk`` is who made it.
    ``alert`` means that the customer has one, ``first_visit`` that this is their first.
    A class is one view: ``customer_name`` is empty, ``seats_taken`` of ``capacity`` are taken; it
    ``owes`` while anybody in it does.
    """

    id: int
    resource_id: str
    start: int
    end: int
    footprint: Span
    status: Status
    service_id: str
    service_name: str
    color: str
    customer_name: str = ""
    phone: str = ""
    notes: str = ""
    others: tuple[str, ...] = ()
    hold_expires_at: int | None = None
    desk: str = ""
    arrived: bool = False
    completed: bool = False
    overbooked: bool = False
    seats_taken: int = 1
    capacity: int = 1
    started: bool = False
    version: int = 1
    alert: bool = False
    first_visit: bool = False
    owes: bool = False
    paid: bool = False


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One resource on one local day.

    ``day`` runs from local midnight to local midnight: 23, 24 or 25 hours. ``open`` is the open
    time within it, without regard to blocks. ``closed_reason`` says why a day without open time
    is closed (the name of a closure or holiday), and is empty otherwise. ``load`` is the share
    (0 to 1) of the open time that footprints take. Who is ``retired`` is open no more, and is
    shown as long as visits are there. ``cancelled`` are visits that take no time any more.
    """

    resource_id: str
    name: str
    kind: str
    color: str
    date: date
    day: Span
    open: tuple[Span, ...]
    blocks: tuple[BlockView, ...]
    visits: tuple[VisitView, ...]
    closed_reason: str = ""
    load: float = 0.0
    retired: bool = False
    cancelled: tuple[VisitView, ...] = ()


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of a location: a column for each resource, in the manager's order.

    ``read_at`` is the moment (seconds) at which this was true, by the clock that decides.
    """

    location_id: str
    timezone: str
    date: date
    day: Span
    columns: tuple[ColumnView, ...]
    read_at: int


@dataclass(frozen=True, slots=True)
class DaysView:
    """Local days of a location that follow one another, all read at the same moment."""

    days: tuple[DayView, ...]

    @property
    def location_id(self) -> str:
        """The location whose days these are."""
        return self.days[0].location_id

    @property
    def timezone(self) -> str:
        """The zone of the location."""
        return self.days[0].timezone

    @property
    def first(self) -> date:
        """The first day."""
        return self.days[0].date

    @property
    def last(self) -> date:
        """The last day, included."""
        return self.days[-1].date

    @property
    def read_at(self) -> int:
        """The moment (seconds) at which this was true, by the clock that decides."""
        return self.days[0].read_at

    @property
    def columns(self) -> tuple[ColumnView, ...]:
        """The columns of all days: the first day's, then the next one's."""
        return tuple(column for day in self.days for column in day.columns)


@dataclass(frozen=True, slots=True)
class OpeningsView:
    """The available times of one service on the days ``first..last``, both included.

    ``starts`` maps the id of a resource that offers the service to the starts (instants, sorted)
    at which it can be part of a visit, over all the days: instants are the same on no two days.
    A resource that does not offer the service is missing. ``duration`` and the buffers are
    minutes. ``seats`` holds the seats left at (resource id, start) of classes.
    """

    service_id: str
    duration: int
    buffer_before: int
    buffer_after: int
    first: date
    last: date
    starts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    seats: Mapping[tuple[str, int], int] = field(default_factory=dict)
    service_name: str = ""
