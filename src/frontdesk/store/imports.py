"""Customers who came from a file together, so that they can be taken out together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, func, select

from frontdesk.engine.customers import CustomerFields
from frontdesk.store.customer_rows import (
    customer_import,
    customer_key,
    customer_link,
    customer_merge,
)
from frontdesk.store.customers import next_id
from frontdesk.store.names import email_key, keys_of, name_key, phone_digits
from frontdesk.store.rows import appointment, customer
from frontdesk.store.waiting_rows import waiting_entry


def add(connection: Connection, people: Sequence[CustomerFields], *, at: int, desk: str) -> int:
    """Write all of these as new customers in a few statements; the id of the import."""
    new = {"at": at, "desk": desk, "count": len(people)}
    import_id = int(connection.execute(_ADD, new).scalar_one())
    rows, keys = [], []
    for number, fields in enumerate(people, next_id(connection)):
        rows.append(
            asdict(fields)
            | {
                "id": number,
                "tags": list(fields.tags),
                "name_key": name_key(fields.name),
                "email_key": email_key(fields.email),
                "phone_digits": phone_digits(fields.phone),
                "created_at": at,
                "version": 1,
                "import_id": import_id,
            }
        )
        for kind, key in keys_of(fields.name, fields.email, fields.phone):
            keys.append({"kind": kind, "key": key, "customer_id": number})
    connection.execute(sa.insert(customer), rows)
    connection.execute(sa.insert(customer_key), keys)
    return import_id


def brought(connection: Connection, import_id: int) -> list[int]:
    """The customers whom an import brought and who are still there."""
    return list(connection.execute(_BROUGHT, {"of": import_id}).scalars())


def in_use(connection: Connection, import_id: int) -> int:
    """How many of them have visits, or were edited, linked, merged or erased since."""
    return int(connection.execute(_IN_USE, {"of": import_id}).scalar_one())


def is_referred_to(connection: Connection, customer_id: int) -> bool:
    """Whether a customer has visits or links, was merged, or ever was on the waiting list."""
    return connection.execute(_REFERRED_TO, {"of": customer_id}).first() is not None


def withdraw(connection: Connection, import_id: int, at: int) -> int:
    """Take the customers of an import out of the book again; how many they were."""
    values = {"of": import_id}
    connection.execute(_DROP_KEYS, values)
    count = connection.execute(_DROP, values).rowcount
    connection.execute(
        sa.update(customer_import).where(customer_import.c.id == import_id).values(undone_at=at)
    )
    return count


_ADD = sa.insert(customer_import).returning(customer_import.c.id)
_IMPORTED = select(customer.c.id).where(customer.c.import_id == bindparam("of"))
_BROUGHT = _IMPORTED.order_by(customer.c.id)
_busy = customer.alias("busy")
_REFERENCES = sa.or_(
    _busy.c.merged_into.is_not(None),
    sa.exists().where(appointment.c.customer_id == _busy.c.id),
    sa.exists().where(customer_link.c.customer_id == _busy.c.id),
    sa.exists().where(customer_link.c.other_id == _busy.c.id),
    sa.exists().where(customer_merge.c.kept_id == _busy.c.id),
    sa.exists().where(customer_merge.c.merged_id == _busy.c.id),
    sa.exists().where(waiting_entry.c.customer_id == _busy.c.id),
)
_IN_USE = select(func.count()).where(
    _busy.c.import_id == bindparam("of"), sa.or_(_busy.c.version > 1, _REFERENCES)
)
_REFERRED_TO = select(_busy.c.id).where(_busy.c.id == bindparam("of"), _REFERENCES)
_DROP_KEYS = sa.delete(customer_key).where(customer_key.c.customer_id.in_(_IMPORTED))
_DROP = sa.delete(customer).where(customer.c.import_id == bindparam("of"))
