"""The jobs of the customers' page: functions of the desk, run on the database thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from frontdesk.desk import erasing, finding, merging, record_trail, records
from frontdesk.desk.answers import Done, RefusalError, Refused
from frontdesk.desk.finding import Found
from frontdesk.desk.people import CustomerCard, CustomerRow, VisitGlance
from frontdesk.desk.record_trail import RecordChange
from frontdesk.desk.records import Duplicate
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields, LinkKind

Answer = Done[CustomerCard] | Refused


@dataclass(frozen=True, slots=True)
class Opened:
    """A card with its visits, and the changes of the record."""

    card: CustomerCard
    history: tuple[VisitGlance, ...]
    trail: tuple[RecordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What the desk thinks of a form: problems by field, a hint, and who it may be already."""

    fields: CustomerFields
    problems: Mapping[str, str]
    hint: str
    duplicates: tuple[Duplicate, ...]


def find_job(words: str, limit: int) -> Callable[[Desk], Found]:
    """Search for customers."""

    def job(desk: Desk) -> Found:
        return finding.find(desk, words, limit)

    return job


def rows_job(ids: tuple[int, ...]) -> Callable[[Desk], tuple[CustomerRow, ...]]:
    """The rows of customers opened before, without those who are erased or taken out again."""

    def job(desk: Desk) -> tuple[CustomerRow, ...]:
        rows: dict[int, CustomerRow] = {}
        for number in ids:
            with suppress(RefusalError):
                card = records.card(desk, number)
                if card.erased_at is None:
                    rows[card.row.id] = card.row
        return tuple(rows.values())

    return job


def gone_job(ids: tuple[int, ...]) -> Callable[[Desk], tuple[int, ...]]:
    """Which of these customers are erased, or were taken out again."""

    def job(desk: Desk) -> tuple[int, ...]:
        return tuple(number for number in ids if _is_gone(desk, number))

    return job


def _is_gone(desk: Desk, customer_id: int) -> bool:
    try:
        return records.card(desk, customer_id).erased_at is not None
    except RefusalError:
        return True


def open_job(customer_id: int) -> Callable[[Desk], Opened]:
    """Read a card."""

    def job(desk: Desk) -> Opened:
        card = records.card(desk, customer_id)
        number = card.row.id
        return Opened(card, records.history(desk, number), record_trail.trail(desk, number))

    return job


def check_job(fields: CustomerFields, besides: int | None) -> Callable[[Desk], Checked]:
    """Look through a form that is being typed."""

    def job(desk: Desk) -> Checked:
        return Checked(
            fields,
            records.problems(desk, fields),
            records.phone_hint(desk, fields.phone) or "",
            records.duplicates(desk, fields, besides),
        )

    return job


def save_job(
    customer_id: int | None, fields: CustomerFields, version: int
) -> Callable[[Desk], Answer]:
    """Write the record, or add a new one."""

    def job(desk: Desk) -> Answer:
        if customer_id is None:
            return records.add(desk, fields)
        return records.edit(desk, customer_id, fields, version)

    return job


def link_job(
    customer_id: int, other_id: int, kind: LinkKind, *, away: bool
) -> Callable[[Desk], Answer]:
    """Link two people, or take their link ``away``."""

    def job(desk: Desk) -> Answer:
        verb = records.unlink if away else records.link
        return verb(desk, customer_id, other_id, kind)

    return job


def merge_job(kept_id: int, merged_id: int) -> Callable[[Desk], Answer]:
    """Make one record of two."""

    def job(desk: Desk) -> Answer:
        return merging.merge(desk, kept_id, merged_id)

    return job


def unmerge_job(merged_id: int) -> Callable[[Desk], Answer]:
    """Take a merged record out again."""

    def job(desk: Desk) -> Answer:
        return merging.unmerge(desk, merged_id)

    return job


def erase_job(customer_id: int) -> Callable[[Desk], Done[int] | Refused]:
    """Erase a person."""

    def job(desk: Desk) -> Done[int] | Refused:
        return erasing.erase(desk, customer_id)

    return job
