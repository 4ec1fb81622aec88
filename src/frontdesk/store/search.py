"""Customers by what staff type: parts of the name in any order, digits that end a phone, an e-mail.

Each word typed asks for a short range of ``customer_key``. The word with the fewest answers leads,
and the others are looked up for each of its customers, so the cost follows the rarest word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, FromClause, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.sql.expression import ColumnElement

from frontdesk.store.customer_rows import customer_key
from frontdesk.store.names import (
    FEWEST_DIGITS,
    WHOLE_NUMBER,
    Kind,
    bare,
    email_key,
    parts_of,
    phone_digits,
)
from frontdesk.store.rows import customer

_END = "\U0010ffff"
_MOST_WORDS = 6  # further words would only narrow what is narrow already
_ENOUGH = 2000  # answers of a word that is not worth counting further
_DIGITS = re.compile(r"[\d\s()./+\-]+")

Range = tuple[Kind, str]
"""The keys of a kind that begin so."""


@dataclass(frozen=True, slots=True)
class Match:
    """One key that fits: whose it is. The key equals what was typed, or begins so."""

    customer_id: int
    kind: Kind
    key: str


def questions(words: str) -> tuple[tuple[Range, ...], ...]:
    """What is typed, as one group of ranges for each word; a customer must fit every group."""
    whole = words.strip()
    if _DIGITS.fullmatch(whole) and len(phone_digits(whole)) >= FEWEST_DIGITS:
        return (_of_number(whole) + _words(parts_of(bare(whole))[:1]),)
    found: list[tuple[Range, ...]] = []
    for token in whole.split():
        parts = parts_of(bare(token))
        if "@" in token and parts and len(bare(token).split()) == 1:
            found.append((("e", email_key(token)), *_words(["".join(parts)])))
            continue
        found += [(*_words([part]), ("e", part), *_of_number(part)) for part in parts]
    if not found:
        found = [_words([token]) for token in bare(whole).split()]
    return tuple(dict.fromkeys(found))[:_MOST_WORDS]


def candidates(connection: Connection, words: str, most: int = 200) -> list[Match]:
    """The customers who fit, a whole word before a longer one, by kind; ``most`` of each kind.

    A customer who was merged into another appears under the own number.
    """
    asked = questions(words)
    if not asked:
        return []
    first = min(asked, key=lambda group: _count(connection, group)) if len(asked) > 1 else asked[0]
    others = [group for group in asked if group is not first]
    found: list[Match] = []
    for kind, low in first:
        values = _values("lead", kind, low) | {"most": most}
        for n, group in enumerate(others):
            for m, range_ in enumerate(group):
                values |= _values(f"more{n}_{m}", *range_)
        statement = _statement([len(group) for group in others])
        found += [Match(*row) for row in connection.execute(statement, values)]
    return found


def _words(parts: Sequence[str]) -> tuple[Range, ...]:
    return tuple(("n", part) for part in parts if part)


def _of_number(text: str) -> tuple[Range, ...]:
    """The ranges of numbers that end so; a whole number also without the zeros at its front."""
    digits = phone_digits(text)
    if not _DIGITS.fullmatch(text) or len(digits) < FEWEST_DIGITS:
        return ()
    backwards = digits[::-1]
    if len(digits) < WHOLE_NUMBER or digits[0] != "0":
        return (("p", backwards),)
    return (("p", backwards), ("p", backwards.rstrip("0")))


def _count(connection: Connection, group: Sequence[Range]) -> int:
    return sum(
        int(connection.execute(_COUNT, _values("lead", *range_)).scalar_one()) for range_ in group
    )


def _values(name: str, kind: Kind, low: str) -> dict[str, Any]:
    return {f"{name}_kind": kind, f"{name}_low": low, f"{name}_end": low + _END}


def _within(table: FromClause, name: str) -> ColumnElement[bool]:
    return and_(
        table.c.kind == bindparam(f"{name}_kind"),
        table.c.key >= bindparam(f"{name}_low"),
        table.c.key < bindparam(f"{name}_end"),
    )


def _statement(others: Sequence[int]) -> Any:
    lead = customer_key.alias("lead")
    conditions = [_within(lead, "lead")]
    for n, ranges in enumerate(others):
        other = customer_key.alias(f"more{n}")
        fits = or_(*(_within(other, f"more{n}_{m}") for m in range(ranges)))
        conditions.append(exists().where(other.c.customer_id == lead.c.customer_id, fits))
    return (
        select(lead.c.customer_id, lead.c.kind, lead.c.key)
        .where(*conditions)
        .order_by(lead.c.kind, lead.c.key, lead.c.customer_id)
        .limit(bindparam("most"))
    )


_capped = (
    select(literal(1).label("one")).where(_within(customer_key, "lead")).limit(_ENOUGH).subquery()
)
_COUNT = select(func.count()).select_from(_capped)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a customer is compared by, as stored (see ``frontdesk.store.names``)."""

    id: int
    name: str
    email: str
    digits: str
    merged_into: int | None


def keys(connection: Connection, ids: Iterable[int]) -> list[Keys]:
    """What these customers are compared by; those who do not exist are missing."""
    return [Keys(*row) for row in connection.execute(_KEYS, {"ids": [*ids]})]


def with_phone(connection: Connection, keys: Sequence[str], most: int = 50) -> list[int]:
    """Customers with the same number in any notation: one of the two ends with all of the other.

    ``keys`` are those of the number typed (``names.phone_keys``); fewer digits than a whole
    number must be the very same.
    """
    found: dict[int, None] = {}
    for key in keys:
        prefixes = [key[:length] for length in range(WHOLE_NUMBER, len(key))] + [key]
        low = {"low": key, "end": key + _END if len(key) >= WHOLE_NUMBER else key}
        rows = connection.execute(_PHONES, {"prefixes": prefixes, "most": most, **low})
        found |= dict.fromkeys(rows.scalars())
    return list(found)


def beginning_alike(
    connection: Connection, words: Sequence[str], letters: int = 3, most: int = 300
) -> list[int]:
    """Customers with a word in the name that begins with the same letters as one of these."""
    found: dict[int, None] = {}
    for word in words[:_MOST_WORDS]:
        values = _values("lead", "n", word[:letters]) | {"most": most}
        found |= dict.fromkeys(connection.execute(_ALIKE, values).scalars())
    return list(found)


_KEYS = select(
    customer.c.id,
    customer.c.name_key,
    customer.c.email_key,
    customer.c.phone_digits,
    customer.c.merged_into,
).where(customer.c.id.in_(bindparam("ids", expanding=True)))
_PHONES = (
    select(customer_key.c.customer_id)
    .where(
        customer_key.c.kind == "p",
        or_(
            customer_key.c.key.in_(bindparam("prefixes", expanding=True)),
            and_(customer_key.c.key > bindparam("low"), customer_key.c.key < bindparam("end")),
        ),
    )
    .limit(bindparam("most"))
)
_ALIKE = (
    select(customer_key.c.customer_id).where(_within(customer_key, "lead")).limit(bindparam("most"))
)
