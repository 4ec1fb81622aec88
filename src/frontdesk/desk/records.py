"""The records of customers: shown, added, edited, linked, and compared while they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from frontdesk.desk import phones
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.customers import check_fields, checked_fields, missing_fields, tidy
from frontdesk.desk.people import CustomerCard, CustomerRow, VisitGlance, card_of, glances_of
from frontdesk.desk.people import rows_of as rows_of_customers
from frontdesk.desk.privacy import with_unseen
from frontdesk.desk.record_steps import adding, linking
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_log import today as today_of
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields, LinkKind, differing
from frontdesk.engine.refusals import Code, refuse
from frontdesk.store import customers, merges, search, visits
from frontdesk.store.customers import Record
from frontdesk.store.names import name_key, name_words, phone_keys

ALIKE = 0.85
"""From here on two names are one name typed twice: a letter or two in ten differ."""

_REQUIRED = Translatable("This is needed here.")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Someone in the book who may be the one being typed, and by what."""

    row: CustomerRow
    why: Literal["phone", "email", "name"]


def card(desk: Desk, customer_id: int) -> CustomerCard:
    """Everything about a customer; of a merged one, the one it was merged into.

    Raises:
        RefusalError: ``unknown-id``. An erased customer has a card, with nothing on it.
    """
    with desk.look() as unit:
        return card_of(unit, _found(unit, customers.kept_id(unit.connection, customer_id)))


def history(desk: Desk, customer_id: int, limit: int = 100) -> tuple[VisitGlance, ...]:
    """A customer's visits of every status, the latest start first; expired holds are none."""
    with desk.look() as unit:
        kept = customers.kept_id(unit.connection, customer_id)
        return tuple(glances_of(unit, visits.of_customer(unit.connection, kept, limit)))


def problems(desk: Desk, fields: CustomerFields) -> Mapping[str, str]:
    """What is wrong with a form, a sentence by field; empty where it can be saved."""
    with desk.look() as unit:
        plain = tidy(fields)
        found = checked_fields(plain, today_of(unit))[1]
        missing = dict.fromkeys(missing_fields(unit, plain), _REQUIRED)
        return missing | ({} if plain.name else {"name": _REQUIRED}) | found


def phone_hint(desk: Desk, phone: str) -> str | None:
    """Why a number may have been mistyped, to show and never to insist on."""
    with desk.look() as unit:
        return phones.doubt(phone, phones.country_of(unit))


def add(desk: Desk, fields: CustomerFields) -> Done[CustomerCard] | Refused:
    """Add a customer. Refused with ``bad-customer`` (field, value, problem)."""

    def verb(unit: Unit) -> tuple[CustomerCard, Changes]:
        checked = _checked(unit, fields)
        new_id = customers.add_fields(unit.connection, checked, unit.moment)
        unit.record_customer(new_id, "added")
        remember(unit, "add", [adding("unadd", new_id, checked)], {"customer": new_id})
        return card_of(unit, _found(unit, new_id)), Changes(customers=True)

    return desk.attempt(verb)


def edit(
    desk: Desk, customer_id: int, fields: CustomerFields, version: int
) -> Done[CustomerCard] | Refused:
    """Replace a customer's fields, as they were read at ``version``.

    Refused with ``bad-customer`` (field, value, problem), and with ``wrong-status`` where someone
    changed the record meanwhile, or where it was merged or erased. Contact data that whoever sits
    here may not see stays as it is.
    """

    def verb(unit: Unit) -> tuple[CustomerCard, Changes]:
        stored = editable(unit, customer_id)
        checked = _checked(unit, with_unseen(unit, stored.fields, fields))
        if stored.version != version:
            raise refuse(Code.WRONG_STATUS, because="customer-changed")
        command = apply(unit, stored, checked)
        if command is not None:
            remember(unit, "edit", [command], {"customer": customer_id})
        return card_of(unit, _found(unit, customer_id)), Changes(customers=True)

    return desk.attempt(verb)


def apply(unit: Unit, stored: Record, wanted: CustomerFields) -> dict[str, Any] | None:
    """Write the fields that differ; the command that leads back, None where none does."""
    names = differing(stored.fields, wanted)
    if not names:
        return None
    changed = {name: getattr(wanted, name) for name in names}
    customers.set_fields(unit.connection, stored.id, changed)
    before = {name: getattr(stored.fields, name) for name in names}
    unit.record_customer(stored.id, "edited", before=before, after=changed, fields=list(names))
    return {"verb": "edit", "customer": stored.id, "expected": changed, "fields": before}


def editable(unit: Unit, customer_id: int) -> Record:
    """A record that stands by itself; refused where it was merged into another or erased."""
    stored = _found(unit, customer_id)
    if stored.erased_at is not None:
        raise refuse(Code.WRONG_STATUS, because="erased")
    if stored.merged_into is not None:
        raise refuse(Code.WRONG_STATUS, because="merged", customer=stored.merged_into)
    return stored


def link(
    desk: Desk, customer_id: int, other_id: int, kind: LinkKind
) -> Done[CustomerCard] | Refused:
    """Say that two customers are family, or that the other one pays for this one's visits."""

    def verb(unit: Unit) -> tuple[CustomerCard, Changes]:
        stored = editable(unit, customer_id)
        editable(unit, other_id)
        if customer_id == other_id:
            raise refuse(Code.BAD_CUSTOMER, because="same-person")
        pair = _ordered(customer_id, other_id, kind)
        if merges.link(unit.connection, *pair, kind):
            unit.record_customer(customer_id, "linked", kind=kind, other=other_id)
            facts = {"customer": customer_id, "other": other_id}
            remember(unit, "link", [linking("unlink", *pair, kind)], facts)
        return card_of(unit, stored), Changes(customers=True)

    return desk.attempt(verb)


def unlink(
    desk: Desk, customer_id: int, other_id: int, kind: LinkKind
) -> Done[CustomerCard] | Refused:
    """Take a link between two customers away, whichever record it hangs on."""

    def verb(unit: Unit) -> tuple[CustomerCard, Changes]:
        stored = _found(unit, customer_id)
        own = customers.cluster(unit.connection, customer_id)
        others = customers.cluster(unit.connection, other_id)
        back = []
        for one in own:
            for other in others:
                pair = _ordered(one, other, kind)
                if merges.unlink(unit.connection, *pair, kind):
                    unit.record_customer(customer_id, "unlinked", kind=kind, other=other_id)
                    back.append(linking("link", *pair, kind))
        if back:
            remember(unit, "unlink", back, {"customer": customer_id, "other": other_id})
        return card_of(unit, stored), Changes(customers=True)

    return desk.attempt(verb)


def duplicates(
    desk: Desk, fields: CustomerFields, besides: int | None = None, limit: int = 5
) -> tuple[Duplicate, ...]:
    """Customers who may be the one being typed, surest first: same phone, same e-mail, like name.

    ``besides`` is the record being edited. Works from the first letters on, and asks for little.
    """
    with desk.look() as unit:
        why: dict[int, Literal["phone", "email", "name"]] = {}
        for number in _same_phone(unit, fields.phone):
            why.setdefault(number, "phone")
        for known in customers.find(unit.connection, email=fields.email):
            why.setdefault(known.id, "email")
        for number in _like_names(unit, fields.name):
            why.setdefault(number, "name")
        found = [number for number in why if number != besides][:limit]
        rows = rows_of_customers(unit, found)
        return tuple(Duplicate(rows[number], why[number]) for number in found)


def _same_phone(unit: Unit, phone: str) -> list[int]:
    found = search.with_phone(unit.connection, sorted(phone_keys(phone)))
    return list(dict.fromkeys(customers.kept_id(unit.connection, number) for number in found))


def _like_names(unit: Unit, name: str) -> list[int]:
    """Customers with a word that begins like one of these, and nearly the same name in all."""
    words = sorted(name_words(name))
    typed = _sorted_key(name)
    if len(typed) < 4:
        return []
    numbers = search.beginning_alike(unit.connection, words)
    scores: dict[int, float] = {}
    matcher = SequenceMatcher(b=typed, autojunk=False)
    for number, record in customers.records(unit.connection, numbers).items():
        matcher.set_seq1(_sorted_key(record.fields.name))
        if matcher.quick_ratio() >= ALIKE and (score := matcher.ratio()) >= ALIKE:
            scores[customers.kept_id(unit.connection, number)] = score
    return sorted(scores, key=lambda number: (-scores[number], number))


def _sorted_key(name: str) -> str:
    return " ".join(sorted(name_key(name).split()))


def _checked(unit: Unit, fields: CustomerFields) -> CustomerFields:
    plain = tidy(fields)
    missing = missing_fields(unit, plain) if plain.name else ("name",)
    if missing:
        raise refuse(Code.BAD_CUSTOMER, field=missing[0], value="", problem=_REQUIRED)
    return check_fields(unit, plain)


def _ordered(customer_id: int, other_id: int, kind: LinkKind) -> tuple[int, int]:
    """Family holds both ways and is stored once, the lower number first."""
    if kind == "family" and other_id < customer_id:
        return other_id, customer_id
    return customer_id, other_id


def _found(unit: Unit, customer_id: int) -> Record:
    stored = customers.record(unit.connection, customer_id)
    if stored is None:
        raise refuse(Code.UNKNOWN_ID, kind="customer", id=str(customer_id))
    return stored
