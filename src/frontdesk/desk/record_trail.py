"""The history of changes of a customer's record: who changed what, when, and what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.desk.privacy import hides_contacts
from frontdesk.desk.unit import Desk, Unit
from frontdesk.desk.waiting import Waiting, wish_of
from frontdesk.store import customers, journal
from frontdesk.store.journal import CustomerEntry


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of a record. ``at`` is a moment, to be told in ``timezone``.

    ``verb`` is added, completed, edited, imported, import undone, taken out, linked, unlinked,
    merged, unmerged, erased, waits, waits otherwise or waits no more. ``fields`` names the fields
    that changed, ``link`` the kind of a link (family or payer), and ``other`` whom it or a merge
    concerns: the name of today, empty once erased.

    ``before`` and ``after`` are what stood in the fields, the two wishes what was waited for:
    empty and None where that was not noted, where the person was erased or taken out since, and
    for whoever may not see contact data.
    """

    at: int
    timezone: str
    who: str
    desk: str
    verb: str
    fields: tuple[str, ...] = ()
    link: str = ""
    other: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    wish_before: ToldWish | None = None
    wish_after: ToldWish | None = None


@dataclass(frozen=True, slots=True)
class ToldWish:
    """What somebody waited for, with the names of today."""

    wish: Waiting
    service_name: str
    resource_names: tuple[str, ...]


def trail(desk: Desk, customer_id: int, limit: int = 100) -> tuple[RecordChange, ...]:
    """What happened to a customer's record, the latest first; of a merged one, to the kept one."""
    with desk.look() as unit:
        number = customers.kept_id(unit.connection, customer_id)
        found = journal.customer_trail(unit.connection, number, limit)
        others = {entry.change["other"] for entry in found if "other" in entry.change}
        records = customers.records(unit.connection, others)
        names = {other: record.fields.name for other, record in records.items()}
        return tuple(_change(unit, entry, names) for entry in reversed(found))


def _change(unit: Unit, entry: CustomerEntry, names: dict[int, str]) -> RecordChange:
    primary = unit.business.primary
    before, after = ({}, {}) if hides_contacts(unit) else (entry.before, entry.after)
    is_wish = entry.verb.startswith("waits")
    return RecordChange(
        entry.at,
        primary.timezone if primary is not None else "UTC",
        entry.who,
        entry.desk,
        entry.verb,
        tuple(entry.change.get("fields", ())),
        str(entry.change.get("kind", "")),
        names.get(entry.change.get("other", 0), ""),
        {} if is_wish else before,
        {} if is_wish else after,
        _wish(unit, before) if is_wish else None,
        _wish(unit, after) if is_wish else None,
    )


def _wish(unit: Unit, row: Mapping[str, Any]) -> ToldWish | None:
    if not row:
        return None
    wish, business = wish_of(unit, row), unit.business
    service = business.services.get(wish.service_id)
    return ToldWish(
        wish,
        wish.service_id if service is None else service.name,
        tuple(
            business.resources[id_].name for id_ in wish.resource_ids if id_ in business.resources
        ),
    )
