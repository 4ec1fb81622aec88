"""Who a visit is for: what staff typed, checked and found again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import cast

from frontdesk.desk.answers import CustomerDetails
from frontdesk.desk.dates import parse_birth_date
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import today
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Customer
from frontdesk.engine.customers import CustomerFields, differing
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.store import customers

LONGEST_NAME = 300
LONGEST_TEXT = 5000
_PHONE = re.compile(r"^[+(]?[\d\s().,/+\-]*(?:(?:x|ext\.?|#)\s*\d+)?$", re.IGNORECASE)
_FEWEST_DIGITS = 3  # internal extensions are phones too


def email_problem(email: str) -> str | None:
    """What is wrong with an e-mail address, as a sentence; None if fine.

    Only its form is checked: the front desk must be able to book while the line is down.
    """
    from email_validator import EmailNotValidError, validate_email  # heavy; not needed to start

    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return Translatable("This is no e-mail address. It looks like name@example.com.")
    return None


def phone_problem(phone: str) -> str | None:
    """What is wrong with a phone number; None if it can be dialled."""
    digits = sum(character.isdigit() for character in phone)
    if digits < _FEWEST_DIGITS:
        return Translatable("A phone number has at least {count} digits.", count=_FEWEST_DIGITS)
    if not _PHONE.match(phone):
        return Translatable("A phone number has digits, spaces and + ( ) - / only.")
    return None


def is_enough(name: str, email: str, phone: str) -> bool:
    """Whether a visit can be booked for this person: a name, and an e-mail or a phone."""
    return bool(name.strip() and (email.strip() or phone.strip()))


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a visit is for, as far as that is known.

    ``missing`` is what a booking still lacks: ``customer``, ``name``, ``contact``, or fields of
    the record that the location requires. Only such fields can be missing of a known customer.
    """

    customer: Customer | None
    missing: tuple[str, ...] = ()


def resolve_customer(
    unit: Unit, details: CustomerDetails | None, customer_id: int | None, location_id: str
) -> Who:
    """The customer that was meant at a location, added to the book if new and if nothing lacks.

    A person of the same name with the same e-mail or phone is taken to be the same person, and
    one who was merged into another is the other. What ``details`` say fills the empty fields of a
    known record, and never takes the place of anything.

    The location's required fields are asked of whoever is booked there, new or known: people come
    over from locations that ask for less, and records are older than what is asked for today.

    Raises:
        RefusalError: ``unknown-id`` for an id that is nobody's, ``bad-customer`` for a field that
            cannot be right; checked even where too little was given.
    """
    required = unit.policy.required_at(unit.business.locations.get(location_id))
    given = details or CustomerDetails()
    if customer_id is None and given.is_empty:
        return Who(None, ("customer",))
    typed = CustomerFields(
        **{entry.name: getattr(given, entry.name) for entry in fields(given)}
        | {"tags": (given.tags,)}
    )
    typed = check_fields(unit, tidy(typed))
    if customer_id is not None:
        return _known(unit, _record(unit, customer_id), typed, required)
    if not is_enough(typed.name, typed.email, typed.phone):
        return Who(None, ("contact" if typed.name else "name",))
    known = customers.same_person(unit.connection, typed.name, typed.email, typed.phone)
    if known is not None:
        return _known(unit, _record(unit, known.id), typed, required)
    if missing := lacking(typed, required):
        return Who(None, missing)
    new_id = customers.add_fields(unit.connection, typed, unit.moment)
    unit.record_customer(new_id, "added")
    return Who(Customer(new_id, typed.name, typed.email, typed.phone))


def known_customer(unit: Unit, customer_id: int) -> Customer:
    """The customer of a number, or whom it was merged into; ``unknown-id`` also for an erased."""
    return _customer(_record(unit, customer_id))


def _record(unit: Unit, customer_id: int) -> customers.Record:
    kept_id = customers.kept_id(unit.connection, customer_id)
    record = customers.record(unit.connection, kept_id)
    if record is None or record.erased_at is not None:
        raise refuse(Code.UNKNOWN_ID, kind="customer", id=str(customer_id))
    return record


def _customer(record: customers.Record) -> Customer:
    return Customer(record.id, record.fields.name, record.fields.email, record.fields.phone)


def _known(
    unit: Unit, record: customers.Record, typed: CustomerFields, required: tuple[str, ...]
) -> Who:
    """A customer of the book, whose record takes what it had not and what is typed now."""
    new = {
        name: getattr(typed, name)
        for name in differing(record.fields, typed)
        if getattr(typed, name) and not getattr(record.fields, name)
    }
    if new:
        customers.set_fields(unit.connection, record.id, new)
        before = {name: getattr(record.fields, name) for name in new}
        unit.record_customer(record.id, "completed", before=before, after=new, fields=list(new))
        record = replace(record, fields=replace(record.fields, **new))
    return Who(_customer(record), lacking(record.fields, required))


def tidy(fields: CustomerFields) -> CustomerFields:
    """The fields without stray white space, empty or repeated tags; a comma parts two tags."""
    parts = (part for tag in fields.tags for part in tag.split(","))
    tags = dict.fromkeys(" ".join(part.split()) for part in parts)
    return CustomerFields(
        name=" ".join(fields.name.split()),
        email=fields.email.strip(),
        phone=fields.phone.strip(),
        birth_date=fields.birth_date.strip(),
        address=fields.address.strip(),
        language=fields.language.strip(),
        tags=tuple(tag for tag in tags if tag),
        notes=fields.notes.strip(),
        alerts=fields.alerts.strip(),
    )


def check_fields(unit: Unit, fields: CustomerFields) -> CustomerFields:
    """The fields with the birth date in ISO 8601; ``bad-customer`` for the first that is wrong."""
    checked, found = checked_fields(fields, today(unit))
    for name, problem in found.items():
        value = str(getattr(fields, name))
        short = value if len(value) <= 40 else value[:40] + "…"
        raise refuse(Code.BAD_CUSTOMER, field=name, value=short, problem=problem)
    return checked


def checked_fields(fields: CustomerFields, on: date) -> tuple[CustomerFields, dict[str, str]]:
    """Tidy fields, the birth date in ISO 8601, and by field the sentence on what is wrong."""
    found: dict[str, str] = {}
    if len(fields.name) > LONGEST_NAME:
        found["name"] = Translatable("A name has at most {count} characters.", count=LONGEST_NAME)
    if fields.email and (problem := email_problem(fields.email)):
        found["email"] = problem
    if fields.phone and (problem := phone_problem(fields.phone)):
        found["phone"] = problem
    if fields.birth_date:
        try:
            birth_date = parse_birth_date(fields.birth_date, on).isoformat()
            fields = replace(fields, birth_date=birth_date)
        except RefusalError as error:
            found["birth_date"] = cast(str, error.refusal.facts["problem"])
    for name in ("address", "language", "notes", "alerts"):
        if len(getattr(fields, name)) > LONGEST_TEXT:
            found[name] = Translatable(
                "This text has at most {count} characters.", count=LONGEST_TEXT
            )
    return fields, found


def missing_fields(unit: Unit, record: CustomerFields) -> tuple[str, ...]:
    """The fields that the business requires and that are empty.

    A record that is edited or imported by itself belongs to no location, so it is held to what the
    business asks of every record; what a location asks for besides is asked at its bookings.
    """
    return lacking(record, unit.policy.required_fields)


def lacking(record: CustomerFields, required: Iterable[str]) -> tuple[str, ...]:
    """The required fields that are empty."""
    return tuple(name for name in required if not getattr(record, name))
