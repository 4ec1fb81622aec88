"""The search box over 50,000 customers with 1,000,000 visits, and the first available times."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks import finding_window
from benchmarks.books import Books, open_desk
from benchmarks.measure import Aim, Call, Table, timings
from benchmarks.people import PEOPLE
from benchmarks.practice import FIRST, ROLES
from frontdesk.desk import finding, records
from frontdesk.desk.first_available import FirstTimes, Part, Wish, first_available
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields
from frontdesk.store.names import name_words

SEARCH = Aim(milliseconds=50)
FIRST_TIMES = Aim(milliseconds=150)


def run(books: Books) -> None:
    """Print the figures."""
    path = books.people()
    desk = open_desk(path)
    _search(desk, path)
    _first_times(desk)
    desk.close()
    finding_window.run(path)


def _search(desk: Desk, path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        name, email, phone = raw.execute(
            "SELECT name, email, phone FROM customer WHERE id = 777"
        ).fetchone()
        first, last = name.split()
        # The least favourable: the two beginnings that most customers have.
        often = [
            letter
            for (letter,) in raw.execute(
                "SELECT substr(key, 1, 1) AS letter FROM customer_key WHERE kind = 'n'"
                " GROUP BY letter ORDER BY count(*) DESC LIMIT 2"
            )
        ]
        (backwards,) = raw.execute(
            "SELECT substr(key, 1, 3) AS three FROM customer_key WHERE kind = 'p'"
            " GROUP BY three ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
    typed = {
        "one letter, the most frequent": often[0],
        "one letter, the next": often[1],
        "two letters, the most frequent": " ".join(often),
        "three letters of a name": last[:3],
        "a whole name": name,
        "a whole name, the other way round": f"{last} {first}",
        "the last four digits of a phone": phone[-4:],
        "three digits, the most frequent": backwards[::-1],
        "a whole phone number": phone,
        "the beginning of an e-mail": email[:8],
        "a booking number": "#123456",
        "nobody": "xqzzy",
    }
    for words in (name, phone, email):
        assert any(row.id == 777 for row in finding.find(desk, words).customers), words
    assert finding.find(desk, "#123456").visits[0].visit.id == 123456
    calls: dict[str, Call] = {what: partial(finding.find, desk, w) for what, w in typed.items()}
    form = CustomerFields(name, email, phone)
    calls["duplicates of a whole form"] = partial(records.duplicates, desk, form)
    calls["a customer's card"] = partial(records.card, desk, 777)
    table = Table(f"The search box: {PEOPLE:,} customers, 1,000,000 visits, rows complete")
    for what, found in timings(calls, seconds=8).items():
        table.add(what, found, None, SEARCH, by_p99=True)
    table.show()
    _against_fts(desk, path, last[:3], often[0])


def _first_times(desk: Desk) -> None:
    resources = tuple(f"place0-r{n}" for n in range(30))
    wishes = {
        "with anyone": Wish("ordered", FIRST),
        "the fairest pick": Wish("balanced", FIRST),
        "three roles": Wish(ROLES, FIRST),
        "one person": Wish("ordered", FIRST, resource_ids=resources[:1]),
        "usual person first": Wish("ordered", FIRST, usual_resource_id=resources[3]),
        "Friday mornings": Wish("ordered", FIRST, part=Part.MORNING, weekdays=frozenset({4})),
        "a part of the day that has none": Wish("ordered", FIRST, part=Part.EVENING, count=10_000),
    }
    calls = {what: _asking(desk, wish) for what, wish in wishes.items()}
    table = Table("The first ten times, 50 resources, full for a month")
    for what, found in timings(calls, seconds=8).items():
        aim = None if what.startswith("a part") else FIRST_TIMES
        table.add(what, found, None, aim)
    table.show()


def _asking(desk: Desk, wish: Wish) -> Callable[[], FirstTimes]:
    return lambda: first_available(desk, wish)


def _against_fts(desk: Desk, path: Path, word: str, letter: str) -> None:
    """The keys of the book against SQLite's full-text index of the same words."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(name, prefix='1 2 3')")
        with closing(sqlite3.connect(path)) as raw:
            names = raw.execute("SELECT id, name FROM customer").fetchall()
        rows = [(number, " ".join(sorted(name_words(name)))) for number, name in names]
        memory.executemany("INSERT INTO words (rowid, name) VALUES (?, ?)", rows)
        (word,) = name_words(word)
        sql = "SELECT rowid FROM words WHERE words MATCH ? LIMIT 200"
        keys = "SELECT customer_id FROM customer_key WHERE kind = 'n' AND key >= ? AND key < ?"
        with closing(sqlite3.connect(path)) as raw:
            found = timings(
                {
                    "fts, three": lambda: memory.execute(sql, (f'"{word}"*',)).fetchall(),
                    "keys, three": lambda: raw.execute(
                        f"{keys} ORDER BY key LIMIT 200", (word, word + "\U0010ffff")
                    ).fetchall(),
                    "fts, one": lambda: memory.execute(sql, (f'"{letter}"*',)).fetchall(),
                    "keys, one": lambda: raw.execute(
                        f"{keys} ORDER BY key LIMIT 200", (letter, letter + "\U0010ffff")
                    ).fetchall(),
                },
                seconds=4,
            )
    table = Table("The keys of the book against FTS5 with prefix indexes, both raw")
    for size, said in (("three", "three letters"), ("one", "one letter")):
        fts = ("FTS5", found[f"fts, {size}"].median)
        table.add(f"FTS5, {said}", found[f"fts, {size}"])
        table.add(f"key table, {said}", found[f"keys, {size}"], fts)
    table.show()
