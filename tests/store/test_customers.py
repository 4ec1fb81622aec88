"""Customers are found however people type, and only they."""

from __future__ import annotations

import pytest

from frontdesk.engine.booking import Customer
from frontdesk.store import customers, search


@pytest.fixture
def people(book):
    """Writes customers and gives their names by id."""
    with book.write() as connection:
        for name, email, phone in (
            ("Zoë Ünal", "zoe@example.org", "+1 (555) 010-1234"),
            ("Dana  Fox", "Dana.Fox@Example.org", "555 010 9999"),
            ("Mary-Ann O'Hara", "", "0555-1234"),
            ("Straße, Björn", "b_s@example.org", ""),
            ("100% Danish", "", ""),
        ):
            customers.add(connection, name, email, phone, created_at=1)
    return book


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoë Ünal"]),
        ("ÜNAL", ["Zoë Ünal"]),
        ("unal", ["Zoë Ünal"]),
        ("dan", ["100% Danish", "Dana  Fox"]),
        ("dana f", ["Dana  Fox"]),
        ("STRASSE", ["Straße, Björn"]),
        ("bjorn", ["Straße, Björn"]),
        ("ana", []),
        ("dana.fox@", ["Dana  Fox"]),
        ("b_s", ["Straße, Björn"]),
        ("z_e", []),
        ("100%", ["100% Danish"]),
        ("%", []),
        ("1234", ["Mary-Ann O'Hara", "Zoë Ünal"]),
        ("010-1234", ["Zoë Ünal"]),
        ("34", []),
        ("'; DROP TABLE customer; --", []),
        ("  ", []),
    ],
)
def test_search(people, typed, found):
    with people.read() as connection:
        assert sorted(names_found(connection, typed)) == sorted(found)


def names_found(connection, typed, most=200):
    """The names of the customers who fit, each once."""
    numbers = dict.fromkeys(m.customer_id for m in search.candidates(connection, typed, most))
    return [customers.get(connection, number).name for number in numbers]


def test_search_gives_no_more_than_asked_for(people):
    with people.read() as connection:
        assert len(names_found(connection, "d", most=1)) == 1


def test_duplicates_are_found_by_address_or_number_as_typed_differently(people):
    def names(**given):
        with people.read() as connection:
            return [customer.name for customer in customers.find(connection, **given)]

    assert names(email=" dana.fox@EXAMPLE.org ") == ["Dana  Fox"]
    assert names(phone="05551234") == ["Mary-Ann O'Hara"]
    assert names(phone="1234") == []
    assert names(email="dana.fox@example.org", phone="1 555 0101234") == ["Zoë Ünal", "Dana  Fox"]
    assert names() == []
    assert names(phone="ask her") == []


def test_a_customer_is_kept_and_corrected(book):
    with book.write() as connection:
        number = customers.add(connection, " <b>Dana</b> ", " d@x.org ", "1", created_at=1)
        assert customers.get(connection, number) == Customer(number, "<b>Dana</b>", "d@x.org", "1")
        customers.update(connection, number, "Dana Fox", "", "٥٥٥ 12")
        assert customers.get(connection, number) == Customer(number, "Dana Fox", "", "٥٥٥ 12")
        assert [c.id for c in customers.find(connection, phone="55512")] == [number]
        assert customers.find(connection, email="d@x.org") == []
        assert names_found(connection, "fox") == ["Dana Fox"]
        assert customers.get(connection, number + 1) is None
        with pytest.raises(LookupError):
            customers.update(connection, number + 1, "", "", "")
