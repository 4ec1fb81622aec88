"""Whom visits are for: adding, reading, correcting and erasing customers.

Every write keeps the search keys (``frontdesk.store.search``) in step. A customer who was merged
into another keeps the keys, which then lead to the other; one who was erased has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row, bindparam, func, or_, select

from frontdesk.engine.booking import Customer
from frontdesk.engine.customers import CustomerFields
from frontdesk.store.customer_rows import customer_audit, customer_key
from frontdesk.store.names import email_key, keys_of, name_key, phone_digits
from frontdesk.store.rows import customer
from frontdesk.store.translate import customer_of

_AT_ONCE = 10_000  # a statement takes some 30,000 values at most


@dataclass(frozen=True, slots=True)
class Record:
    """One customer as stored. ``created_at`` and ``erased_at`` are moments.

    ``version`` counts the changes of the record; ``import_id`` names the import that brought it.
    """

    id: int
    fields: CustomerFields
    created_at: int
    version: int
    erased_at: int | None
    merged_into: int | None
    import_id: int | None


def add(
    connection: Connection,
    name: str,
    email: str = "",
    phone: str = "",
    *,
    created_at: int,
    notes: str = "",
) -> int:
    """Write a new customer of whom only this is known; its id. ``created_at`` is a moment."""
    return add_fields(connection, CustomerFields(name, email, phone, notes=notes), created_at)


def add_fields(
    connection: Connection,
    fields: CustomerFields,
    created_at: int,
    import_id: int | None = None,
    customer_id: int | None = None,
) -> int:
    """Write a new customer; its id. ``created_at`` is a moment.

    ``customer_id`` is the number of one who was taken out again; anyone else gets a new one.
    """
    number = next_id(connection) if customer_id is None else customer_id
    new = {"id": number, "created_at": created_at, "import_id": import_id, "version": 1}
    connection.execute(_INSERT, _columns(fields) | new)
    _write_keys(connection, number, fields)
    return number


def next_id(connection: Connection) -> int:
    """The number of the next new customer.

    Numbers are never given out twice, not even that of one who was added or imported by mistake
    and taken out again: the trail still names it.
    """
    return 1 + max(connection.execute(latest).scalar() or 0 for latest in _LATEST)


def take_out(connection: Connection, customer_id: int) -> None:
    """Take a customer out of the book again whom nothing refers to."""
    connection.execute(_DROP_KEYS, {"of": customer_id})
    connection.execute(sa.delete(customer).where(customer.c.id == customer_id))


def get(connection: Connection, customer_id: int) -> Customer | None:
    """One customer, or None."""
    row = connection.execute(_ONE, {"of": customer_id}).one_or_none()
    return None if row is None else customer_of(row)


def record(connection: Connection, customer_id: int) -> Record | None:
    """One customer with everything that is known, or None."""
    return records(connection, [customer_id]).get(customer_id)


def records(connection: Connection, ids: Iterable[int]) -> dict[int, Record]:
    """The customers with these ids, by id; ids that do not exist are missing."""
    wanted = [*ids]
    found: dict[int, Record] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = connection.execute(_MANY, {"ids": wanted[start : start + _AT_ONCE]})
        found |= {row.id: _record_of(row) for row in rows}
    return found


def everyone(connection: Connection) -> list[Record]:
    """All customers in order of their names, without those merged into others or erased."""
    return [_record_of(row) for row in connection.execute(_EVERYONE)]


def find(connection: Connection, email: str = "", phone: str = "") -> list[Customer]:
    """Customers with exactly this address or exactly these digits, oldest first.

    One who was merged into another is not among them: the other is, under either contact.
    """
    found = connection.execute(_SAME, {"address": email_key(email), "digits": phone_digits(phone)})
    ids = {kept_id(connection, row.id) for row in found}
    rows = connection.execute(_MANY, {"ids": sorted(ids)})
    return [customer_of(row) for row in rows if row.erased_at is None]


def same_person(
    connection: Connection, name: str, email: str = "", phone: str = ""
) -> Customer | None:
    """The oldest customer of this name with this address or these digits.

    Where the record of that name was merged into another, the other.
    """
    found = connection.execute(_SAME, {"address": email_key(email), "digits": phone_digits(phone)})
    ids = [kept_id(connection, row.id) for row in found if row.name_key == name_key(name)]
    return get(connection, ids[0]) if ids else None


def kept_id(connection: Connection, customer_id: int) -> int:
    """The customer whom this one was merged into, through any number of merges; else itself."""
    into = connection.execute(_INTO, {"of": customer_id}).scalar()
    return customer_id if into is None else kept_id(connection, int(into))


def cluster(connection: Connection, customer_id: int) -> tuple[int, ...]:
    """A customer and all who were merged into it, the customer first."""
    found, level = [customer_id], [customer_id]
    while level:
        level = list(connection.execute(_MERGED, {"ids": level}).scalars())
        found += level
    return tuple(found)


def update(connection: Connection, customer_id: int, name: str, email: str, phone: str) -> None:
    """Replace a customer's name, address and number; ``LookupError`` when there is none."""
    set_fields(connection, customer_id, {"name": name, "email": email, "phone": phone})


def set_fields(connection: Connection, customer_id: int, changed: Mapping[str, Any]) -> None:
    """Replace some fields of a customer, by name; ``LookupError`` when there is none."""
    stored = record(connection, customer_id)
    if stored is None:
        raise LookupError(f"no customer {customer_id}")
    fields = CustomerFields(**(_plain(stored.fields) | dict(changed)))
    columns = _columns(fields) | {"version": stored.version + 1}
    connection.execute(sa.update(customer).where(customer.c.id == customer_id).values(columns))
    _write_keys(connection, customer_id, fields)


def set_merged(connection: Connection, customer_id: int, into: int | None) -> None:
    """Say that a customer is the same person as another one, or is not after all."""
    connection.execute(
        sa.update(customer).where(customer.c.id == customer_id).values(merged_into=into)
    )


def erase(connection: Connection, ids: Sequence[int], at: int) -> None:
    """Empty customers of everything personal; their numbers and visits stay."""
    nothing = _columns(CustomerFields()) | {"erased_at": at}
    connection.execute(
        sa.update(customer)
        .where(customer.c.id.in_(ids))
        .values(version=customer.c.version + 1, **nothing)
    )
    connection.execute(sa.delete(customer_key).where(customer_key.c.customer_id.in_(ids)))


def _plain(fields: CustomerFields) -> dict[str, Any]:
    return asdict(fields) | {"tags": fields.tags}


def _columns(fields: CustomerFields) -> dict[str, Any]:
    return _plain(fields) | {
        "name": fields.name.strip(),
        "email": fields.email.strip(),
        "phone": fields.phone.strip(),
        "tags": list(fields.tags),
        "name_key": name_key(fields.name),
        "email_key": email_key(fields.email),
        "phone_digits": phone_digits(fields.phone),
    }


def _write_keys(connection: Connection, customer_id: int, fields: CustomerFields) -> None:
    connection.execute(_DROP_KEYS, {"of": customer_id})
    keys = keys_of(fields.name, fields.email, fields.phone)
    if keys:
        rows = [{"kind": kind, "key": key, "customer_id": customer_id} for kind, key in keys]
        connection.execute(_ADD_KEYS, rows)


def _record_of(row: Row[Any]) -> Record:
    fields = CustomerFields(
        row.name,
        row.email,
        row.phone,
        row.birth_date,
        row.address,
        row.language,
        tuple(row.tags),
        row.notes,
        row.alerts,
    )
    return Record(
        row.id,
        fields,
        row.created_at,
        row.version,
        row.erased_at,
        row.merged_into,
        row.import_id,
    )


_INSERT = sa.insert(customer)
_LATEST = (
    select(func.max(customer.c.id)),
    select(func.max(customer_audit.c.customer_id)),
    # What older programs gave out, and took back without a word in the trail.
    sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'customer'"),
)
_ONE = select(customer).where(customer.c.id == bindparam("of"))
_MANY = (
    select(customer)
    .where(customer.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(customer.c.id)
)
_EVERYONE = (
    select(customer)
    .where(customer.c.merged_into.is_(None), customer.c.erased_at.is_(None))
    .order_by(customer.c.name_key, customer.c.id)
)
_INTO = select(customer.c.merged_into).where(customer.c.id == bindparam("of"))
_MERGED = select(customer.c.id).where(customer.c.merged_into.in_(bindparam("ids", expanding=True)))
_DROP_KEYS = sa.delete(customer_key).where(customer_key.c.customer_id == bindparam("of"))
_ADD_KEYS = sa.insert(customer_key)
_SAME = (
    select(customer.c.id, customer.c.name_key)
    .where(
        or_(
            sa.and_(bindparam("address") != "", customer.c.email_key == bindparam("address")),
            sa.and_(bindparam("digits") != "", customer.c.phone_digits == bindparam("digits")),
        )
    )
    .order_by(customer.c.id)
)
