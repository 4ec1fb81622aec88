"""The whole story of one visit, for the card that opens over it."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.answers import Visit
from frontdesk.desk.exceptions import allowance_of
from frontdesk.desk.people import CustomerRow, VisitGlance, glances_of, rows_of
from frontdesk.desk.standing import find, visit_of
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment, takes_time
from frontdesk.engine.values import Status
from frontdesk.store import visits as stored_visits
from frontdesk.store.visitors import visitors

_KEPT = (Status.BOOKED, Status.RESERVED)


@dataclass(frozen=True, slots=True)
class Story:
    """A visit and what to know of it before a word is said.

    ``names`` are those of its people and rooms, in role order. ``customer`` is None while nobody
    is known, and for a class, whose ``seats_taken`` of ``capacity`` are counted instead. ``last``
    is the customer's visit before this one; ``is_first`` means that there is none.
    """

    visit: Visit
    service_name: str
    color: str
    names: tuple[str, ...]
    customer: CustomerRow | None
    last: VisitGlance | None
    is_first: bool
    because: str = ""
    """The reason that was given for bending a rule."""
    seats_taken: int = 1
    capacity: int = 1
    customer_word: str = "customer"
    """What a customer is called at its location."""


def story(desk: Desk, appointment_id: int) -> Story:
    """The story of a visit, as the book tells it now.

    Raises:
        RefusalError: ``unknown-id``.
    """
    with desk.look() as unit:
        entry = find(unit, appointment_id)
        service = unit.business.services[entry.service_id]
        is_class = service.capacity > 1
        customer = None if is_class else _customer(unit, entry)
        last = _before(unit, entry) if customer is not None else None
        allowed = allowance_of(unit, entry.id)
        first = customer is not None and entry.id in _firsts(unit, customer)
        return Story(
            visit_of(unit, entry),
            service.name,
            service.color,
            tuple(unit.business.resources[name].name for name in entry.resource_ids),
            customer,
            last,
            first,
            "" if allowed is None else allowed.because,
            _seats(unit, entry) if is_class else 1,
            service.capacity,
            unit.policy.word_at(unit.business.locations.get(entry.location_id)),
        )


def _customer(unit: Unit, entry: Appointment) -> CustomerRow | None:
    if entry.customer_id is None:
        return None
    return rows_of(unit, [entry.customer_id]).get(entry.customer_id)


def _firsts(unit: Unit, customer: CustomerRow) -> frozenset[int]:
    return visitors(unit.connection, [customer.id]).first_visits


def _before(unit: Unit, entry: Appointment) -> VisitGlance | None:
    """The latest visit that the customer kept before this one, among the last hundred."""
    assert entry.customer_id is not None
    for found in stored_visits.of_customer(unit.connection, entry.customer_id):
        if found.start < entry.start and found.status in _KEPT:
            return glances_of(unit, [found])[0]
    return None


def _seats(unit: Unit, entry: Appointment) -> int:
    """How many visits share the class."""
    together = stored_visits.in_window(
        unit.connection, entry.location_id, entry.start, entry.end, (Status.INITIAL, *_KEPT)
    )
    return sum(
        takes_time(found, unit.now)
        and found.service_id == entry.service_id
        and (found.start, found.duration) == (entry.start, entry.duration)
        and found.resource_ids == entry.resource_ids
        for found, _ in together
    )
