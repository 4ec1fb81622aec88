"""The one search box: customers by any part of the name, phone, e-mail, and visits by number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from frontdesk.desk.people import CustomerRow, VisitGlance, glances_of, rows_of
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment
from frontdesk.store import customers, search, visits
from frontdesk.store.customers import Record
from frontdesk.store.names import email_key, name_key, name_words, phone_digits

_NUMBER = re.compile(r"#?\s*(\d{1,15})")


@dataclass(frozen=True, slots=True)
class FoundVisit:
    """A visit found by its booking number, with the name of its customer."""

    visit: VisitGlance
    customer_id: int | None
    customer_name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to ``asked``, best first. ``more``: there are others, so type more."""

    asked: str
    customers: tuple[CustomerRow, ...] = ()
    visits: tuple[FoundVisit, ...] = ()
    more: bool = False


def find(desk: Desk, words: str, limit: int = 20) -> Found:
    """Customers whose name, phone or e-mail fits every word typed, and visits with that number.

    Name parts may stand in any order, without accents, as beginnings of words. Three digits or
    more also find the phone numbers that end so; an e-mail is found from its beginning. A customer
    who was merged is found under the old name and number too. Nobody is found by white space.
    """
    with desk.look() as unit:
        ranked = _ranked(unit, words)
        first = ranked[:limit]
        rows = rows_of(unit, first)
        return Found(
            words,
            tuple(rows[number] for number in first),
            _by_number(unit, words),
            len(ranked) > limit,
        )


def _ranked(unit: Unit, words: str) -> list[int]:
    matches = search.candidates(unit.connection, words)
    numbers = {match.customer_id for match in matches}
    records = customers.records(unit.connection, numbers)
    best: dict[int, tuple[int, str, int]] = {}
    for number, record in records.items():
        kept = record
        if record.merged_into is not None:
            kept_id = customers.kept_id(unit.connection, number)
            kept = customers.records(unit.connection, [kept_id])[kept_id]
        rank = (_rank(record, words), name_key(kept.fields.name), kept.id)
        if kept.id not in best or rank < best[kept.id]:
            best[kept.id] = rank
    return sorted(best, key=lambda number: best[number])


def _rank(record: Record, words: str) -> int:
    """0 for the very name, number or address; then names that begin so, whole words, the rest."""
    key, digits = name_key(words), phone_digits(words)
    name = name_key(record.fields.name)
    if name == key or email_key(record.fields.email) == email_key(words):
        return 0
    if digits and digits == phone_digits(record.fields.phone):
        return 0
    if name.startswith(key):
        return 1
    return 2 if name_words(words) <= name_words(record.fields.name) else 3


def _by_number(unit: Unit, words: str) -> tuple[FoundVisit, ...]:
    match = _NUMBER.fullmatch(words.strip())
    if match is None:
        return ()
    found = visits.get_many(unit.connection, [int(match[1])])
    known = customers.records(unit.connection, _customers_of(found.values()))
    return tuple(
        FoundVisit(
            glance,
            found[glance.id].customer_id,
            known[number].fields.name if (number := found[glance.id].customer_id) else "",
        )
        for glance in glances_of(unit, found.values())
    )


def _customers_of(found: Iterable[Appointment]) -> set[int]:
    return {visit.customer_id for visit in found if visit.customer_id is not None}
