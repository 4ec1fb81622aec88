"""Everyone is found by any part of what is known about them, however it is typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import text

from frontdesk.engine.customers import CustomerFields
from frontdesk.store import customers, search
from frontdesk.store.database import Database
from frontdesk.store.names import bare, name_key, parts_of, phone_keys

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40
).filter(lambda name: name_key(name))
HOSTILE = (
    "<b>x</b>",
    "O'Brien; DROP TABLE customer; --",
    "=1+1",
    "Zoë 🙂",
    "🙂",
    "محمد بن سلمان",
    "\u202eevil\u202c Bob",
    "Łukasz Øster-Straße",
    "हिन्दी नाम",
    "山田 太郎",
    "%_%",
    "N" * 300,
    "İstanbul ığdır",
)


def found(connection, words):
    return {match.customer_id for match in search.candidates(connection, words)}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A book that the examples of a property share, each in a transaction that is undone."""
    database = Database.open(tmp_path_factory.mktemp("search") / "book.db")
    yield database
    database.close()


class Undone(Exception):  # noqa: N818 - no error: the way out of a transaction
    pass


def try_out(database, check):
    try:
        with database.write() as connection:
            check(connection)
            raise Undone
    except Undone:
        pass


@given(NAMES, st.randoms(use_true_random=False))
def test_a_name_is_found_by_its_parts_in_any_order(shelf, name, generator):
    words = name.split()
    generator.shuffle(words)

    def check(connection):
        number = customers.add(connection, name, created_at=1)
        customers.add(connection, "Somebody Else", created_at=1)
        assert number in found(connection, " ".join(words))
        for word in words:
            if name_key(word):
                assert number in found(connection, word)

    try_out(shelf, check)


@given(NAMES)
def test_a_name_is_found_without_accents_and_case(shelf, name):
    decomposed = unicodedata.normalize("NFD", name)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    assume(name_key(plain))

    def check(connection):
        number = customers.add(connection, name, created_at=1)
        for typed in (plain, plain.upper(), decomposed, bare(name)):
            if name_key(typed):
                assert number in found(connection, typed), typed

    try_out(shelf, check)


@given(NAMES, st.data())
def test_a_name_is_found_by_the_beginnings_of_its_words(shelf, name, data):
    words = [word for token in bare(name).split() for word in parts_of(token)]
    assume(words)
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)

    def check(connection):
        number = customers.add(connection, name, created_at=1)
        assert number in found(connection, typed)

    try_out(shelf, check)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_found_as_themselves(shelf, name):
    def check(connection):
        number = customers.add(connection, name, created_at=1)
        customers.add(connection, "Dana Fox", created_at=1)
        assert found(connection, name) == {number}
        assert customers.get(connection, number).name == name

    try_out(shelf, check)


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Anna Łukasiewicz", "lukasie anna"),
        ("Øyvind Strauß", "strauss oyvind"),
        ("Øyvind Strauß", "STRAUẞ"),
        ("Þór Æsir", "thor aesir"),
        ("Mary-Ann O'Hara", "ohara maryann"),
        ("Mary-Ann O'Hara", "mary ann o hara"),
        ("Mary Ann", "mary-ann"),
        ("Ｄａｎａ", "dana"),
        ("Nguyễn Thị", "nguyen thi"),
        ("Иван Йовков", "иовков"),
    ],
)
def test_letters_that_people_type_differently(shelf, stored, typed):
    def check(connection):
        number = customers.add(connection, stored, created_at=1)
        assert found(connection, typed) == {number}

    try_out(shelf, check)


@pytest.mark.parametrize(
    ("stored", "typed", "is_found"),
    [
        ("+1 (212) 555-0123", "0123", True),
        ("+1 (212) 555-0123", "555 01-23", True),
        ("+1 (212) 555-0123", "212 555 0123", True),
        ("+1 (212) 555-0123", "+12125550123", True),
        ("+1 (212) 555-0123", "012", False),
        ("+1 (212) 555-0123", "23", False),
        ("+49 170 1234567", "0170 1234567", True),
        ("0170 1234567", "1234567", True),
        ("+1 212 555 0123 x45", "0123", True),
        ("+1 212 555 0123 x45", "012345", True),
        ("٠١٧٠ ١٢٣٤٥٦٧", "4567", True),
        ("104", "104", True),
    ],
)
def test_the_last_digits_of_a_phone_in_any_notation(shelf, stored, typed, is_found):
    def check(connection):
        number = customers.add(connection, "Dana", "", stored, created_at=1)
        assert (number in found(connection, typed)) is is_found

    try_out(shelf, check)


@given(st.text("0123456789", min_size=3, max_size=15), st.integers(3, 15))
def test_any_number_is_found_by_its_end(shelf, digits, length):
    def check(connection):
        number = customers.add(connection, "Dana", "", digits, created_at=1)
        assert number in found(connection, digits[-length:])

    try_out(shelf, check)


def test_words_of_several_kinds_narrow_together(shelf):
    def check(connection):
        one = customers.add(connection, "Dana Fox", "dana@x.org", "212 555 0123", created_at=1)
        two = customers.add(connection, "Dana Wolf", "wolf@x.org", "212 555 9999", created_at=1)
        assert found(connection, "dana") == {one, two}
        assert found(connection, "dana 0123") == {one}
        assert found(connection, "wolf@ dana") == {two}
        assert found(connection, "dana 0124") == set()

    try_out(shelf, check)


def test_a_correction_changes_what_finds_a_customer(shelf):
    def check(connection):
        number = customers.add(connection, "Dana Fox", "d@x.org", "5550123", created_at=1)
        customers.set_fields(connection, number, {"name": "Ruth Fox", "phone": ""})
        assert found(connection, "ruth") == {number}
        assert found(connection, "d@x") == {number}
        assert found(connection, "dana") == found(connection, "0123") == set()

    try_out(shelf, check)


@pytest.mark.parametrize(
    ("stored", "typed", "same"),
    [
        ("+1 212 555 0123", "2125550123", True),
        ("212 555 0123", "+1 (212) 555-0123", True),
        ("0170 1234567", "+49 170 1234567", True),
        ("+49 170 1234567", "0170/1234567", True),
        ("104", "104", True),
        ("104", "2104", False),
        ("+1 212 555 0123", "0123", False),
        ("+1 212 555 0123", "+1 213 555 0123", False),
    ],
)
def test_the_same_phone_in_two_notations(shelf, stored, typed, same):
    def check(connection):
        number = customers.add(connection, "Dana", "", stored, created_at=1)
        alike = search.with_phone(connection, sorted(phone_keys(typed)))
        assert alike == ([number] if same else [])

    try_out(shelf, check)


def test_a_search_reads_ranges_of_the_keys_and_scans_nothing(shelf):
    statement = search._statement([2, 3])
    with shelf.read() as connection:
        compiled = str(statement.compile(connection, compile_kwargs={"literal_binds": False}))
        values = dict.fromkeys(statement.compile(connection).params, "a")
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled}", tuple(values.values())
        ).all()
        details = [row[3] for row in plan]
    assert not [line for line in details if line.startswith("SCAN")], details


def test_the_keys_of_a_customer_go_with_the_record(shelf):
    def check(connection):
        number = customers.add_fields(connection, CustomerFields("Dana Fox"), 1)
        customers.erase(connection, [number], at=5)
        left = connection.execute(text("SELECT count(*) FROM customer_key")).scalar_one()
        assert left == 0
        record = customers.record(connection, number)
        assert record.fields == CustomerFields()
        assert record.erased_at == 5

    try_out(shelf, check)
