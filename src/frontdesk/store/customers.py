"""Whom visits are for: adding, finding and correcting customers."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, or_, select

from frontdesk.engine.booking import Customer
from frontdesk.store.rows import customer
from frontdesk.store.translate import customer_of


def name_key(name: str) -> str:
    """A name as it is searched for: case folded, accents removed, single spaces."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(bare.split())


def phone_digits(phone: str) -> str:
    """The digits of a telephone number, as ASCII."""
    return "".join(str(unicodedata.digit(char)) for char in phone if char.isdigit())


def email_key(email: str) -> str:
    """An address as it is compared: without the spaces around it, case folded."""
    return email.strip().casefold()


def add(
    connection: Connection,
    name: str,
    email: str = "",
    phone: str = "",
    *,
    created_at: int,
    notes: str = "",
) -> int:
    """Write a new customer; its id. ``created_at`` is a moment."""
    columns = _columns(name, email, phone) | {"created_at": created_at, "notes": notes}
    return int(connection.execute(_INSERT, columns).scalar_one())


def get(connection: Connection, customer_id: int) -> Customer | None:
    """One customer, or None."""
    row = connection.execute(_ONE, {"of": customer_id}).one_or_none()
    return None if row is None else customer_of(row)


def find(connection: Connection, email: str = "", phone: str = "") -> list[Customer]:
    """Customers with exactly this address or exactly these digits, oldest first."""
    found = connection.execute(_SAME, {"address": email_key(email), "digits": phone_digits(phone)})
    return [customer_of(row) for row in found]


def update(connection: Connection, customer_id: int, name: str, email: str, phone: str) -> None:
    """Replace a customer's name, address and number; ``LookupError`` when there is none."""
    statement = (
        sa.update(customer).where(customer.c.id == customer_id).values(_columns(name, email, phone))
    )
    if connection.execute(statement).rowcount != 1:
        raise LookupError(f"no customer {customer_id}")


def search(connection: Connection, words: str, limit: int = 20) -> list[Customer]:
    """Customers with a name word that begins so, an address that does, or a number that ends so.

    Nothing but white space finds nobody. Sorted by name.
    """
    key, digits = name_key(words), phone_digits(words)
    if not key:
        return []
    found = connection.execute(
        _SEARCH,
        {
            "first": _literal(key) + "%",
            "later": "% " + _literal(key) + "%",
            "address": _literal(email_key(words)) + "%",
            # Fewer digits than three say nothing about a number.
            "ending": "%" + digits if len(digits) > 2 else "",
            "most": limit,
        },
    )
    return [customer_of(row) for row in found]


def _columns(name: str, email: str, phone: str) -> dict[str, object]:
    return {
        "name": name.strip(),
        "email": email.strip(),
        "phone": phone.strip(),
        "name_key": name_key(name),
        "email_key": email_key(email),
        "phone_digits": phone_digits(phone),
    }


def _literal(text: str) -> str:
    """Text to look for with LIKE, its wildcards disarmed."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_INSERT = sa.insert(customer).returning(customer.c.id)
_ONE = select(customer).where(customer.c.id == bindparam("of"))
_SAME = (
    select(customer)
    .where(
        or_(
            sa.and_(bindparam("address") != "", customer.c.email_key == bindparam("address")),
            sa.and_(bindparam("digits") != "", customer.c.phone_digits == bindparam("digits")),
        )
    )
    .order_by(customer.c.id)
)
_SEARCH = (
    select(customer)
    .where(
        or_(
            customer.c.name_key.like(bindparam("first"), escape="\\"),
            customer.c.name_key.like(bindparam("later"), escape="\\"),
            customer.c.email_key.like(bindparam("address"), escape="\\"),
            sa.and_(bindparam("ending") != "", customer.c.phone_digits.like(bindparam("ending"))),
        )
    )
    .order_by(customer.c.name_key, customer.c.id)
    .limit(bindparam("most"))
)
