"""Fifty thousand people, named as people are: a few names frequent, most of them rare."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.practice import NOW
from frontdesk.engine.clock import moment_of
from frontdesk.store.names import email_key, keys_of, name_key, phone_digits

PEOPLE = 50_000

_ONSETS = ("b", "br", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ä", "é", "ö", "ø", "y")
_ENDINGS = ("n", "r", "s", "l", "ß", "ck", "tt", "", "", "")
_CUSTOMER = """
INSERT INTO customer (id, name, email, phone, notes, name_key, email_key, phone_digits, created_at,
  birth_date, address, language, tags, alerts, version)
VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, '', '', '', '[]', '', 1)"""
_KEY = "INSERT INTO customer_key (customer_id, kind, key) VALUES (?, ?, ?)"


def fill(path: Path) -> None:
    """Put the people into a book in the place of its customers, and share its visits out."""
    generator = random.Random(5)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("BEGIN")
        raw.execute("DROP INDEX ix_appointment_customer_id_start")
        raw.execute("DELETE FROM customer_key")
        raw.execute("DELETE FROM customer")
        made = moment_of(NOW) - 86400
        numbered = enumerate(islice(people(generator), PEOPLE), 1)
        for number, (name, email, phone) in numbered:
            keys = (name_key(name), email_key(email), phone_digits(phone), made)
            raw.execute(_CUSTOMER, (number, name, email, phone, *keys))
            raw.executemany(_KEY, [(number, *key) for key in keys_of(name, email, phone)])
        raw.execute("UPDATE appointment SET customer_id = 1 + (id * 7919) % ?", (PEOPLE,))
        raw.execute(
            "CREATE INDEX ix_appointment_customer_id_start ON appointment (customer_id, start)"
        )
        raw.execute("COMMIT")
        raw.execute("PRAGMA journal_mode = WAL")


def people(generator: random.Random) -> Iterator[tuple[str, str, str]]:
    """Name, e-mail and phone of one person after another, without end."""
    given = [_word(generator) for _ in range(300)]
    family = [_word(generator) + _word(generator).lower() for _ in range(4000)]
    shares_given = [1 / rank for rank in range(1, len(given) + 1)]
    shares_family = [1 / rank for rank in range(1, len(family) + 1)]
    while True:
        first = generator.choices(given, shares_given)[0]
        last = generator.choices(family, shares_family)[0]
        digits = "".join(generator.choices("0123456789", k=7))
        address = f"{name_key(first)}.{name_key(last)}{digits[:3]}@example.org"
        yield f"{first} {last}", address, f"+1 212 {digits[:3]} {digits[3:]}"


def _word(generator: random.Random) -> str:
    return "".join(
        generator.choice(_ONSETS) + generator.choice(_VOWELS) + generator.choice(_ENDINGS)
        for _ in range(generator.choice((1, 2, 2)))
    ).capitalize()
