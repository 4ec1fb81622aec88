"""The visits of some days as a flat list, and the available times to list among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdesk.desk import availability
from frontdesk.desk.answers import Opening
from frontdesk.desk.payments import priced_services
from frontdesk.desk.privacy import contact
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.plan import Request, check_range, find_location
from frontdesk.engine.values import Status
from frontdesk.engine.zones import days_span
from frontdesk.store import agenda as stored_agenda
from frontdesk.store.agenda import ListedVisit
from frontdesk.store.names import bare, phone_digits

MOST_VISITS = 5000
"""More than these nobody reads from top to bottom; ``AgendaView.more`` says that there are."""
MOST_OPENINGS = 2000


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One visit. ``start`` and ``end`` are instants, without buffers; resources in role order.

    ``hold_expires_at`` (a moment in seconds) is set only for a live hold; ``desk`` made it.
    """

    id: int
    start: int
    end: int
    status: Status
    service_id: str
    service_name: str
    color: str
    resource_ids: tuple[str, ...]
    resource_names: tuple[str, ...]
    customer_id: int | None = None
    customer_name: str = ""
    phone: str = ""
    notes: str = ""
    arrived: bool = False
    started: bool = False
    completed: bool = False
    overbooked: bool = False
    hold_expires_at: int | None = None
    desk: str = ""
    owes: bool = False
    paid: bool = False


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The visits of a location on the local days ``first..last``, by start; all statuses.

    ``more`` says that the list ends before the days do. ``read_at`` is a moment (seconds).
    """

    location_id: str
    timezone: str
    first: date
    last: date
    rows: tuple[AgendaRow, ...]
    more: bool
    read_at: int


def agenda(
    desk: Desk, location_id: str | None, first: date, last: date, most: int = MOST_VISITS
) -> AgendaView:
    """The visits that touch the local days ``first..last``: two statements for all of them.

    Expired holds are left out: they take no time and are nobody's visit.

    Raises:
        RefusalError: ``unknown-id`` for the location, ``bad-range``.
    """
    check_range(first, last)
    with desk.look() as unit:
        location = find_location(unit.business, location_id)
        window = days_span(first, last, location.timezone)
        found = stored_agenda.listed(
            unit.connection, location.id, window.start, window.end, unit.moment, most + 1
        )
        priced = priced_services(unit)
        rows = tuple(_row(unit, visit, visit.service_id in priced) for visit in found[:most])
        return AgendaView(
            location.id, location.timezone, first, last, rows, len(found) > most, unit.moment
        )


def openings(
    desk: Desk,
    location_id: str | None,
    service_id: str,
    first: date,
    last: date,
    duration: int | None = None,
    most: int = MOST_OPENINGS,
) -> tuple[Opening, ...]:
    """The first ``most`` available times of a service on the local days ``first..last``.

    Raises:
        RefusalError: as ``availability.find`` does.
    """
    request = Request(service_id, first, last, location_id, duration=duration)
    plan, found = availability.find(desk, request)
    return tuple(
        Opening(entry.start, plan.duration, entry.resource_ids, entry.seats)
        for entry in found[:most]
    )


def sought(*texts: str) -> str:
    """Texts as one that can be searched: without case and accents, numbers also without gaps."""
    numbers = [phone_digits(text) for text in texts if any(char.isdigit() for char in text)]
    # What is ASCII has no accents to take off, which is 20 times slower.
    plain = [text.lower() if text.isascii() else bare(text) for text in texts]
    return "\n".join([*plain, *numbers])


def words_of(typed: str) -> tuple[str, ...]:
    """What was typed into a search box as the words that must all be in ``sought``."""
    return tuple(bare(typed).split())


def _row(unit: Unit, visit: ListedVisit, priced: bool) -> AgendaRow:
    business = unit.business
    service = business.services[visit.service_id]
    return AgendaRow(
        id=visit.id,
        start=visit.start,
        end=visit.start + visit.duration,
        status=visit.status,
        service_id=service.id,
        service_name=service.name,
        color=service.color,
        resource_ids=visit.resource_ids,
        resource_names=tuple(business.resources[name].name for name in visit.resource_ids),
        customer_id=visit.customer_id,
        customer_name=visit.customer_name,
        phone=contact(unit, visit.phone),
        notes=visit.notes,
        arrived=visit.arrived,
        started=visit.started,
        completed=visit.completed,
        overbooked=visit.overbooked,
        hold_expires_at=visit.hold_expires_at,
        desk=visit.desk,
        owes=priced and not visit.paid and visit.status is Status.BOOKED,
        paid=priced and visit.paid,
    )
