"""The history of changes of a customer's record: who changed what, and when; never the contents."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.unit import Desk, Unit
from frontdesk.store import customers, journal
from frontdesk.store.journal import CustomerEntry


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of a record. ``at`` is a moment, to be told in ``timezone``.

    ``verb`` is added, completed, edited, imported, taken out, linked, unlinked, merged, unmerged
    or erased. ``fields`` names the fields that changed, ``link`` the kind of a link (family or
    payer), and ``other`` whom it or a merge concerns: the name of today, empty once erased.
    """

    at: int
    timezone: str
    who: str
    desk: str
    verb: str
    fields: tuple[str, ...] = ()
    link: str = ""
    other: str = ""


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
    return RecordChange(
        entry.at,
        primary.timezone if primary is not None else "UTC",
        entry.who,
        entry.desk,
        entry.verb,
        tuple(entry.change.get("fields", ())),
        str(entry.change.get("kind", "")),
        names.get(entry.change.get("other", 0), ""),
    )
