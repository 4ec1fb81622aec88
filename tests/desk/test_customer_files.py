"""Customers in files: read in any dress, faults by line, formulas disarmed, and back again."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk import customer_files, customer_import, finding, merging, policies, records
from frontdesk.desk.answers import Done, RefusalError
from frontdesk.desk.customer_import import Preview, guess, import_csv, preview
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.spreadsheet import armed, disarmed, read_table, write_table
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.store import customers, journal

from .words import refused

DANGEROUS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "'=1", "''+1", "＝1+1")
HOSTILE = (
    *DANGEROUS,
    "<b>x</b>",
    "O'Brien; DROP TABLE customer; --",
    'a "quoted", name',
    "🙂 é",
    "محمد بن سلمان",
    "N" * 300,
)
PEOPLE = (
    b"Vorname;Nachname;E-Mail;Telefon;Geburtsdatum;Tags\r\n"
    b"Dana;Fox;dana@example.org;030 123456;24.12.1980;VIP, Knee\r\n"
    b"Ruth;Klein;;0301234567;;\r\n"
    b";;;;;\r\n"
    b"Broken;Mail;dana@;;;\r\n"
    b"Broken;Twice;x@;12;31.02.1980;\r\n"
    b"Dana;Fox;DANA@example.org;;;\r\n"
    b";;nobody@example.org;;;\r\n"
)


def stored(desk: Desk) -> list[CustomerFields]:
    """Every customer in order of names."""
    with desk.look() as unit:
        return [record.fields for record in customers.everyone(unit.connection)]


def test_a_file_is_previewed_by_a_guess_and_nothing_is_written(desk: Desk) -> None:
    seen = preview(desk, PEOPLE)
    assert seen.columns == ("Vorname", "Nachname", "E-Mail", "Telefon", "Geburtsdatum", "Tags")
    assert seen.mapping == {
        "first_name": 0,
        "last_name": 1,
        "email": 2,
        "phone": 3,
        "birth_date": 4,
        "tags": 5,
    }
    assert seen.sample[0] == CustomerFields(
        "Dana Fox", "dana@example.org", "030 123456", "24.12.1980", tags=("VIP", "Knee")
    )
    assert (seen.new, seen.known) == (2, (7,))
    assert [(fault.line, fault.field) for fault in seen.faults] == [
        (5, "email"),
        (6, "email"),
        (6, "phone"),
        (6, "birth_date"),
        (8, "name"),
    ]
    assert all(fault.problem for fault in seen.faults)
    assert stored(desk) == []


def test_an_import_does_what_the_preview_said(desk: Desk) -> None:
    seen: Preview = preview(desk, PEOPLE)
    answer = import_csv(desk, PEOPLE, seen.mapping)
    assert isinstance(answer, Done), answer
    assert (answer.value.count, answer.value.known) == (seen.new, seen.known)
    assert answer.value.faults == seen.faults
    assert stored(desk) == [
        CustomerFields(
            "Dana Fox", "dana@example.org", "030 123456", "1980-12-24", tags=("VIP", "Knee")
        ),
        CustomerFields("Ruth Klein", "", "0301234567"),
    ]
    assert [row.name for row in finding.find(desk, "4567").customers] == ["Ruth Klein"]
    with desk.look() as unit:
        (line,) = journal.customer_trail(
            unit.connection, finding.find(desk, "ruth").customers[0].id
        )
    assert line.verb == "imported"


def test_importing_twice_adds_nobody_twice(desk: Desk) -> None:
    mapping = guess(["Vorname", "Nachname", "E-Mail", "Telefon"])
    assert isinstance(import_csv(desk, PEOPLE, mapping), Done)
    refusal = refused(import_csv(desk, PEOPLE, mapping))  # type: ignore[arg-type]
    assert refusal_sentence(refusal) == "The file has no customer that is new and without a fault."
    assert preview(desk, PEOPLE).known == (2, 3, 7)


def test_what_the_policy_requires_is_asked_of_files_too(desk: Desk) -> None:
    policies.change(desk, Policy(required_fields=("birth_date",)))
    seen = preview(desk, PEOPLE)
    assert seen.new == 1
    assert (3, "birth_date") in [(fault.line, fault.field) for fault in seen.faults]


@pytest.mark.parametrize(
    ("titles", "mapping"),
    [
        (["Full name", "E-mail", "Mobile"], {"name": 0, "email": 1, "phone": 2}),
        (["first_name", "LAST NAME"], {"first_name": 0, "last_name": 1}),
        (["Prénom", "Nom", "Courriel"], {"first_name": 0, "last_name": 1, "email": 2}),
        (["Phone", "Phone"], {"phone": 0}),
        (["Shoe size", ""], {}),
        (list(customer_files.TITLES.values()), {n: i for i, n in enumerate(customer_files.TITLES)}),
    ],
)
def test_columns_are_guessed_from_their_titles(titles: list[str], mapping: object) -> None:
    assert guess(titles) == mapping


@pytest.mark.parametrize(
    "data",
    [
        "Name,Phone\nZoë,5550123\n".encode(),
        "Name,Phone\nZoë,5550123\n".encode("utf-8-sig"),
        "Name;Phone\r\nZoë;5550123\r\n".encode("cp1252"),
        "Name\tPhone\nZoë\t5550123".encode("utf-16"),
        '"Name","Phone"\n\n"Zoë","5550123"\n'.encode(),
        '"Name, full";Phone\nZoë;5550123\n'.encode(),
    ],
)
def test_every_usual_encoding_and_delimiter_is_read(data: bytes) -> None:
    head, line = read_table(data)
    assert head.cells[1] == "Phone"
    assert line.cells == ("Zoë", "5550123")


def test_a_fault_is_told_by_the_line_on_which_its_row_begins(desk: Desk) -> None:
    data = b'Name,Notes,Phone\n"Dana","one\ntwo\nthree",5550123\nRuth,,12\n'
    (fault,) = preview(desk, data).faults
    assert (fault.line, fault.field) == (5, "phone")


@pytest.mark.parametrize(
    "data", [b"", b"Name\n", b"\x00\x01\x02", b"Name\n" + b'"' + b"x" * 300_000]
)
def test_what_is_no_table_is_refused_with_a_sentence(desk: Desk, data: bytes) -> None:
    with pytest.raises(RefusalError) as caught:
        preview(desk, data)
    assert refusal_sentence(caught.value.refusal).endswith(".")
    refused(import_csv(desk, data, {"name": 0}))  # type: ignore[arg-type]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    try:
        lines = read_table(data)
    except ValueError as error:
        lines = []
        sentence = str(error)
    else:
        sentence = "."
    assert sentence.endswith(".")
    assert all(line.number >= 1 for line in lines)


def test_a_mapping_out_of_range_reads_nothing(desk: Desk) -> None:
    assert preview(desk, b"Name\nDana\n", {"name": 7}).new == 0


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_formula_is_disarmed(cell: str) -> None:
    written = disarmed(cell)
    assert written.startswith("'")
    assert armed(written) == cell


@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("'=+-@\t\r\n＝")))
def test_disarming_loses_nothing_and_leaves_no_formula(cell: str) -> None:
    written = disarmed(cell)
    assert armed(written) == cell
    assert written[:1] not in tuple("=+-@\t\r\n＝＋－＠")


_CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_table_comes_back_as_it_was(rows: list[list[str]]) -> None:
    data = write_table([["a", "b"], *rows]).encode()
    back = [list(line.cells) for line in read_table(data)][1:]
    # Rows of nothing but white space are no rows.
    assert [row for row in back if any(map(str.strip, row))] == [
        row for row in rows if any(map(str.strip, row))
    ]


_NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
_PEOPLE = st.builds(
    CustomerFields,
    name=(_NAMES | st.sampled_from(HOSTILE)).map(lambda name: " ".join(name.split())).filter(bool),
    email=st.sampled_from(("", "a.b@example.org")),
    phone=st.sampled_from(("", "+1 212 555 0123", "104")),
    birth_date=st.sampled_from(("", "1980-12-24")),
    address=st.text("ab,;\\\n\"'=é🙂", max_size=30).map(str.strip),
    language=st.sampled_from(("", "en")),
    tags=st.lists(st.sampled_from(("VIP", "=1", "a b")), unique=True).map(tuple),
    notes=st.text("ab,;\\\n\"'=é🙂", max_size=200).map(str.strip),
    alerts=st.sampled_from(("", "Latex; allergy")),
)


@given(_PEOPLE)
def test_a_customer_comes_back_from_csv(person: CustomerFields) -> None:
    text = customer_files.csv_of([person])
    head, line = read_table(text.encode("utf-8-sig"))
    assert customer_import.fields_of(line, guess(head.cells)) == person


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_exported_safely_and_imported_as_itself(desk: Desk, name: str) -> None:
    clean = " ".join(name.split())
    assert isinstance(records.add(desk, CustomerFields(name, phone="+12125550123")), Done)
    text = customer_files.export_csv(desk)
    (_titles, cells) = csv.reader(io.StringIO(text))
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝")]
    other = Desk.open(desk.database.path.with_name("other.db"), desk.clock)
    data = text.encode()
    assert isinstance(import_csv(other, data, preview(other, data).mapping), Done)
    assert [fields.name for fields in stored(other)] == [clean]
    assert [fields.phone for fields in stored(other)] == ["+12125550123"]
    other.close()


def test_an_export_holds_the_living_and_no_doubles(desk: Desk) -> None:
    numbers = []
    for name in ("Ruth", "Dana", "Ola"):
        answer = records.add(desk, CustomerFields(name, phone="5550123"))
        assert isinstance(answer, Done)
        numbers.append(answer.value.row.id)
    merging.merge(desk, numbers[0], numbers[2])
    names = [row[0] for row in csv.reader(io.StringIO(customer_files.export_csv(desk)))]
    assert names == ["Name", "Dana", "Ruth"]
    only = customer_files.export_csv(desk, [numbers[1], 999])
    assert [row[0] for row in csv.reader(io.StringIO(only))] == ["Name", "Dana"]
    assert customer_files.export_vcard(desk).count("BEGIN:VCARD") == 2


def read_vcard(text: str) -> dict[str, str]:
    """The properties of one vCard, read by the words of RFC 6350: unfolded, then split."""
    assert text.endswith("\r\n")
    lines = re.sub("\r\n[ \t]", "", text).split("\r\n")[:-1]
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCARD", "VERSION:4.0", "END:VCARD")
    return {line.split(":", 1)[0]: line.split(":", 1)[1] for line in lines[2:-1]}


def unescaped(value: str) -> str:
    """A text value as RFC 6350, section 3.4, reads it."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value, flags=re.DOTALL)


@given(_PEOPLE)
def test_a_vcard_says_what_is_known(person: CustomerFields) -> None:
    text = customer_files.vcard_of(person)
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
    found = read_vcard(text)
    assert unescaped(found["FN"]) == person.name
    assert unescaped(found.get("EMAIL", "")) == person.email
    assert unescaped(found.get("TEL;VALUE=text", "")) == person.phone
    assert found.get("BDAY", "") == person.birth_date.replace("-", "")
    parts = re.split(r"(?<!\\)(?:\\\\)*;", found.get("ADR", ";;;;;;"))
    assert len(parts) == 7
    assert unescaped(found.get("ADR", ";;;;;;")[2:-4]) == "\n".join(person.address.splitlines())
    tags = re.split(r"(?<!\\),", found.get("CATEGORIES", ""))
    assert tuple(unescaped(tag) for tag in tags if tag) == person.tags
    note = "\n".join(filter(None, (person.alerts, person.notes)))
    assert unescaped(found.get("NOTE", "")) == note
