"""Read models of customers: what a row of the search shows, and the whole card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from frontdesk.desk.phones import country_of, shown
from frontdesk.desk.privacy import contact, hides_contacts, seen_fields
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment, is_expired
from frontdesk.engine.customers import CustomerFields, LinkKind
from frontdesk.engine.values import Status
from frontdesk.store import customers, history, merges, visits
from frontdesk.store.history import Overview


@dataclass(frozen=True, slots=True)
class VisitGlance:
    """One visit in a line. ``start`` is an instant, to be told in ``timezone``."""

    id: int
    status: Status
    start: int
    timezone: str
    service_id: str
    service_name: str
    resource_ids: tuple[str, ...]
    resource_names: tuple[str, ...]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """What the row of a customer shows. ``phone`` is in the national form of the business.

    The usual service and person are ids, with their names; None and empty where nothing is
    usual, or where it is offered no more.
    """

    id: int
    name: str
    email: str
    phone: str
    birth_date: str
    tags: tuple[str, ...]
    alerts: str
    last: VisitGlance | None
    next: VisitGlance | None
    no_shows: int
    usual_service_id: str | None
    usual_service_name: str
    usual_resource_id: str | None
    usual_resource_name: str
    contacts_hidden: bool = False
    """Phone and e-mail are empty because whoever sits here may not see them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another person at a customer: family, the ``payer`` of its visits, or one it ``pays for``."""

    kind: Literal["family", "payer", "pays for"]
    customer_id: int
    name: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Everything about a customer. ``fields`` are as typed; the moments are seconds.

    Without the right to see contact data, phone, e-mail and address are empty, and the row says so.

    ``merged`` names the customers who were merged into this one, by number, and can be taken
    apart again.
    """

    row: CustomerRow
    fields: CustomerFields
    version: int
    created_at: int
    erased_at: int | None
    merged_into: int | None
    merged: tuple[tuple[int, str], ...]
    links: tuple[Link, ...]
    visits: int


def rows_of(unit: Unit, ids: Sequence[int]) -> dict[int, CustomerRow]:
    """The rows of these customers, by id; a fixed number of statements for all."""
    stored = customers.records(unit.connection, ids)
    overviews = history.overviews(unit.connection, ids, unit.moment)
    wanted = [n for view in overviews.values() for n in (view.last_id, view.next_id) if n]
    glances = {g.id: g for g in glances_of(unit, visits.get_many(unit.connection, wanted).values())}
    country = country_of(unit)
    return {
        number: _row(unit, record, overviews[number], glances, country)
        for number, record in stored.items()
    }


def card_of(unit: Unit, record: customers.Record) -> CustomerCard:
    """The whole card of a customer."""
    cluster = customers.cluster(unit.connection, record.id)
    names = {number: entry.fields.name for number, entry in _records(unit, cluster).items()}
    counts = history.visit_counts(unit.connection, cluster, unit.moment)
    return CustomerCard(
        rows_of(unit, [record.id])[record.id],
        seen_fields(unit, record.fields),
        record.version,
        record.created_at,
        record.erased_at,
        record.merged_into,
        tuple((number, names[number]) for number in cluster[1:]),
        _links(unit, cluster),
        sum(counts.values()),
    )


def glances_of(unit: Unit, found: Iterable[Appointment]) -> list[VisitGlance]:
    """Visits in a line each, in the order given; expired holds are left out."""
    business = unit.business
    return [
        VisitGlance(
            visit.id,
            visit.status,
            visit.start,
            business.locations[visit.location_id].timezone,
            visit.service_id,
            business.services[visit.service_id].name,
            visit.resource_ids,
            tuple(business.resources[name].name for name in visit.resource_ids),
            visit.notes,
        )
        for visit in found
        if not is_expired(visit, unit.now)
    ]


def _row(
    unit: Unit,
    record: customers.Record,
    view: Overview,
    glances: dict[int, VisitGlance],
    country: str,
) -> CustomerRow:
    service = unit.business.services.get(view.usual_service or "")
    resource = unit.business.resources.get(view.usual_resource or "")
    fields = record.fields
    return CustomerRow(
        record.id,
        fields.name,
        contact(unit, fields.email),
        shown(contact(unit, fields.phone), country),
        fields.birth_date,
        fields.tags,
        fields.alerts,
        glances.get(view.last_id or 0),
        glances.get(view.next_id or 0),
        view.no_shows,
        service.id if service is not None and not service.retired else None,
        service.name if service is not None and not service.retired else "",
        resource.id if resource is not None and not resource.retired else None,
        resource.name if resource is not None and not resource.retired else "",
        hides_contacts(unit),
    )


def _links(unit: Unit, cluster: Sequence[int]) -> tuple[Link, ...]:
    """The links of a customer and of those merged into it; to whom the others are merged into."""
    own = set(cluster)
    found: dict[Link, None] = {}
    for customer_id, other_id, kind in merges.links_of(unit.connection, cluster):
        outward = customer_id in own
        other = customers.kept_id(unit.connection, other_id if outward else customer_id)
        if other not in own:
            name = _records(unit, [other])[other].fields.name
            found[Link(_seen_from_here(kind, outward), other, name)] = None
    return tuple(found)


def _seen_from_here(kind: LinkKind, outward: bool) -> Literal["family", "payer", "pays for"]:
    if kind == "family":
        return "family"
    return "payer" if outward else "pays for"


def _records(unit: Unit, ids: Sequence[int]) -> dict[int, customers.Record]:
    return customers.records(unit.connection, ids)
