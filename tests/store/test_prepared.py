"""Prepared statements do what SQLAlchemy would have done, inside its transactions."""

from __future__ import annotations

import pytest
from sqlalchemy import JSON, Boolean, bindparam, column, insert, select, table
from sqlalchemy.exc import IntegrityError

from frontdesk.store.prepared import Prepared, all_or_nothing, execute

things = table("thing", column("id"), column("facts", JSON), column("good", Boolean))
ADD = Prepared(insert(things))
GET = Prepared(
    select(things.c.id, things.c.facts, things.c.good)
    .where(things.c.id.in_(bindparam("ids", expanding=True)), things.c.id < bindparam("below"))
    .order_by(things.c.id)
)


@pytest.fixture
def writing(book):
    with book.write() as connection:
        execute(connection, "CREATE TABLE thing (id INTEGER PRIMARY KEY, facts TEXT, good INTEGER)")
        yield connection


def add(connection, number):
    return ADD.insert(connection, {"id": number, "facts": {"n": [number]}, "good": number > 1})


def test_values_are_turned_on_the_way_in_and_out(writing):
    assert [add(writing, number) for number in (1, 2)] == [1, 2]
    assert GET.rows(writing, {"ids": [1, 2], "below": 9}) == [
        (1, {"n": [1]}, False),
        (2, {"n": [2]}, True),
    ]


@pytest.mark.parametrize(
    ("ids", "found"), [([], []), ([2], [2]), ([1, 2, 3], [1, 2, 3]), ([3], []), ([2, 4], [2])]
)
def test_a_list_may_have_any_length(writing, ids, found):
    for number in (1, 2, 3, 4):
        add(writing, number)
    below = 4 if len(ids) > 1 else 3
    assert [row[0] for row in GET.rows(writing, {"ids": ids, "below": below})] == found


def test_errors_come_as_those_of_sqlalchemy(writing):
    add(writing, 1)
    with pytest.raises(IntegrityError, match="UNIQUE"):
        add(writing, 1)


def test_a_block_that_fails_takes_its_own_writes_back_alone(writing):
    def fail():
        with all_or_nothing(writing):
            add(writing, 2)
            with all_or_nothing(writing):
                add(writing, 3)
            raise KeyError

    add(writing, 1)
    with pytest.raises(KeyError):
        fail()
    add(writing, 4)
    found = GET.rows(writing, {"ids": [1, 2, 3, 4], "below": 9})
    assert [row[0] for row in found] == [1, 4]


def test_nothing_runs_outside_a_transaction(book):
    with book.write() as connection:
        pass
    with pytest.raises(RuntimeError, match="transaction"):
        execute(connection, "SELECT 1")
