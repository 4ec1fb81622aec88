"""Who a visit is for: what staff typed, checked and found again."""

from __future__ import annotations

import re
from dataclasses import replace

from frontdesk.desk.answers import CustomerDetails
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Customer
from frontdesk.engine.refusals import Code, refuse
from frontdesk.store import customers

LONGEST_NAME = 300
_PHONE = re.compile(r"^[+(]?[\d\s().,/+\-]*(?:(?:x|ext\.?|#)\s*\d+)?$", re.IGNORECASE)
_FEWEST_DIGITS = 3  # internal extensions are phones too


def email_problem(email: str) -> str | None:
    """What is wrong with an e-mail address, as a sentence of the checking library; None if fine.

    Only its form is checked: the front desk must be able to book while the line is down.
    """
    from email_validator import EmailNotValidError, validate_email  # heavy; not needed to start

    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error)
    return None


def phone_problem(phone: str) -> str | None:
    """What is wrong with a phone number; None if it can be dialled."""
    digits = sum(character.isdigit() for character in phone)
    if digits < _FEWEST_DIGITS:
        return f"A phone number has at least {_FEWEST_DIGITS} digits."
    if not _PHONE.match(phone):
        return "A phone number has digits, spaces and + ( ) - / only."
    return None


def is_enough(name: str, email: str, phone: str) -> bool:
    """Whether a visit can be booked for this person: a name, and an e-mail or a phone."""
    return bool(name.strip() and (email.strip() or phone.strip()))


def resolve_customer(
    unit: Unit, details: CustomerDetails | None, customer_id: int | None
) -> Customer | None:
    """The customer that was meant, added to the book if new; None if too little was given.

    A person of the same name with the same e-mail or phone is taken to be the same person.

    Raises:
        RefusalError: ``unknown-id`` for an id that is nobody's, ``bad-customer`` for a name,
            e-mail or phone that cannot be right; checked even where too little was given.
    """
    if customer_id is not None:
        known = customers.get(unit.connection, customer_id)
        if known is None:
            raise refuse(Code.UNKNOWN_ID, kind="customer", id=str(customer_id))
        return known
    if details is None or details.is_empty:
        return None
    name, email, phone = (
        " ".join(details.name.split()),
        details.email.strip(),
        details.phone.strip(),
    )
    check_details(name, email, phone)
    if not is_enough(name, email, phone):
        return None
    for known in customers.find(unit.connection, email, phone):
        if customers.name_key(known.name) == customers.name_key(name):
            return _completed(unit, known, email, phone)
    new_id = customers.add(unit.connection, name, email, phone, created_at=unit.moment)
    return Customer(new_id, name, email, phone)


def check_details(name: str, email: str, phone: str) -> None:
    """Refuse ``bad-customer`` with the field, the value and what is wrong with it."""
    if len(name) > LONGEST_NAME:
        raise refuse(
            Code.BAD_CUSTOMER,
            field="name",
            value=name[:40] + "…",
            problem=f"A name has at most {LONGEST_NAME} characters.",
        )
    problem = email_problem(email) if email else None
    if problem is not None:
        raise refuse(Code.BAD_CUSTOMER, field="email", value=email, problem=problem)
    problem = phone_problem(phone) if phone else None
    if problem is not None:
        raise refuse(Code.BAD_CUSTOMER, field="phone", value=phone, problem=problem)


def _completed(unit: Unit, known: Customer, email: str, phone: str) -> Customer:
    """The known customer with an e-mail or phone added where there was none."""
    complete = replace(known, email=known.email or email, phone=known.phone or phone)
    if complete != known:
        customers.update(unit.connection, known.id, complete.name, complete.email, complete.phone)
    return complete
