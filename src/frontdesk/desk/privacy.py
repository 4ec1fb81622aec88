"""What is left out of the answers for whoever may not see it: contact data, and prices.

Every read model that names a customer's telephone number or addresses passes here on its way
out, so that no window has to remember to hide them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Customer
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Business

CONTACTS = ("email", "phone", "address")
"""The fields of a record that take the right to see contact data."""

_Known = TypeVar("_Known", bound=Customer | None)


def hides_contacts(unit: Unit) -> bool:
    """Whether whoever sits here may not see how customers are reached."""
    return Right.SEE_CONTACTS not in unit.rights


def contact(unit: Unit, value: str) -> str:
    """A number or an address as it may be seen here: itself, or nothing."""
    return "" if hides_contacts(unit) else value


def seen_customer(unit: Unit, customer: _Known) -> _Known:
    """The customer of a visit as it may be seen here."""
    if customer is None or not hides_contacts(unit):
        return customer
    return replace(customer, email="", phone="")


def seen_fields(unit: Unit, fields: CustomerFields) -> CustomerFields:
    """The fields of a record as they may be seen here."""
    return replace(fields, email="", phone="", address="") if hides_contacts(unit) else fields


def with_unseen(unit: Unit, stored: CustomerFields, wanted: CustomerFields) -> CustomerFields:
    """An edited record with what its editor could not see, and so can't have meant to change."""
    if not hides_contacts(unit):
        return wanted
    return replace(wanted, email=stored.email, phone=stored.phone, address=stored.address)


def seen_business(unit: Unit) -> Business:
    """The configuration as it may be seen here: without prices for some."""
    business = unit.business
    if Right.SEE_PRICES in unit.rights:
        return business
    unpriced = {
        service_id: replace(service, price=None, currency=None)
        for service_id, service in business.services.items()
    }
    return replace(business, services=unpriced)
