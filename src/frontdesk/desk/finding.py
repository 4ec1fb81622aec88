"""The one search box: customers by any part of the name, phone, e-mail, and visits by number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from frontdesk.desk import phones
from frontdesk.desk.people import CustomerRow, VisitGlance, glances_of, rows_of
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment
from frontdesk.store import customers, search, visits
from frontdesk.store.names import email_key, name_key, phone_digits

_NUMBER = re.compile(r"#?\s*(\d{1,15})")
_WORD = re.compile(r"\w+")


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


def prepare(desk: Desk) -> None:
    """Load what the first search would wait for: once, when the window stands and nobody waits."""
    with desk.look() as unit:
        phones.shown("+12125550123", phones.country_of(unit))
    find(desk, "a", limit=1)


def _ranked(unit: Unit, words: str) -> list[int]:
    matches = search.candidates(unit.connection, words)
    asked = _Asked(
        name_key(words), email_key(words), phone_digits(words), {*_WORD.findall(name_key(words))}
    )
    best: dict[int, tuple[int, str, int]] = {}
    for known in search.keys(unit.connection, {match.customer_id for match in matches}):
        number, name = known.id, known.name
        if known.merged_into is not None:
            number = customers.kept_id(unit.connection, known.id)
            (kept,) = search.keys(unit.connection, [number])
            name = kept.name
        rank = (_rank(known, asked), name, number)
        if number not in best or rank < best[number]:
            best[number] = rank
    return sorted(best, key=lambda number: best[number])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, made comparable with stored keys."""

    name: str
    email: str
    digits: str
    words: set[str]


def _rank(known: search.Keys, asked: _Asked) -> int:
    """0 for the very name, number or address; then names that begin so, whole words, the rest."""
    if known.name == asked.name or known.email == asked.email:
        return 0
    if asked.digits and known.digits == asked.digits:
        return 0
    if known.name.startswith(asked.name):
        return 1
    return 2 if asked.words <= {*_WORD.findall(known.name)} else 3


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
