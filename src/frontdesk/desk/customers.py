"""Who a visit is for: what staff typed, checked and found again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import cast

from frontdesk.desk.answers import CustomerDetails
from frontdesk.desk.dates import parse_birth_date
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import today
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Customer
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.store import customers, policy

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


def resolve_customer(
    unit: Unit, details: CustomerDetails | None, customer_id: int | None
) -> Customer | None:
    """The customer that was meant, added to the book if new; None if too little was given.

    A person of the same name with the same e-mail or phone is taken to be the same person, and
    one who was merged into another is the other. A new one has every field that the policy
    requires, or too little was given.

    Raises:
        RefusalError: ``unknown-id`` for an id that is nobody's, ``bad-customer`` for a field that
            cannot be right; checked even where too little was given.
    """
    if customer_id is not None:
        return known_customer(unit, customer_id)
    if details is None or details.is_empty:
        return None
    fields = tidy(
        CustomerFields(
            details.name,
            details.email,
            details.phone,
            details.birth_date,
            details.address,
            details.language,
        )
    )
    fields = check_fields(unit, fields)
    if not is_enough(fields.name, fields.email, fields.phone):
        return None
    known = customers.same_person(unit.connection, fields.name, fields.email, fields.phone)
    if known is not None:
        return _completed(unit, known, fields.email, fields.phone)
    if missing_fields(unit, fields):
        return None
    new_id = customers.add_fields(unit.connection, fields, unit.moment)
    unit.record_customer(new_id, "added")
    return Customer(new_id, fields.name, fields.email, fields.phone)


def known_customer(unit: Unit, customer_id: int) -> Customer:
    """The customer of a number, or whom it was merged into; ``unknown-id`` also for an erased."""
    kept_id = customers.kept_id(unit.connection, customer_id)
    record = customers.record(unit.connection, kept_id)
    if record is None or record.erased_at is not None:
        raise refuse(Code.UNKNOWN_ID, kind="customer", id=str(customer_id))
    fields = record.fields
    return Customer(kept_id, fields.name, fields.email, fields.phone)


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


def missing_fields(unit: Unit, fields: CustomerFields) -> tuple[str, ...]:
    """The fields that the policy requires and that are empty."""
    required = policy.read(unit.connection).required_fields
    return tuple(name for name in required if not getattr(fields, name))


def _completed(unit: Unit, known: Customer, email: str, phone: str) -> Customer:
    """The known customer with an e-mail or phone added where there was none."""
    complete = replace(known, email=known.email or email, phone=known.phone or phone)
    if complete != known:
        customers.update(unit.connection, known.id, complete.name, complete.email, complete.phone)
        names = [name for name in ("email", "phone") if not getattr(known, name)]
        fields = [name for name in names if getattr(complete, name)]
        after = {name: getattr(complete, name) for name in fields}
        before = dict.fromkeys(fields, "")
        unit.record_customer(known.id, "completed", before=before, after=after, fields=fields)
    return complete
