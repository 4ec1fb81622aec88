"""Customers from a CSV file: a guess at its columns, a dry run, faults by line, and undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.customers import checked_fields, missing_fields, tidy
from frontdesk.desk.spreadsheet import Line, read_table
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import remember, today
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import FIELD_NAMES, CustomerFields
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.store import customers, imports
from frontdesk.store.names import email_key, name_key, phone_digits

Mapped = Mapping[str, int]
"""By column role the column's place from 0: the names of fields, or first_name, last_name."""

ROLES = (*FIELD_NAMES, "first_name", "last_name")

_HEADS = {
    "name": "name fullname customer client patient guest kunde patientin",
    "first_name": "firstname givenname forename vorname prenom nombre",
    "last_name": "lastname surname familyname nachname nom apellido apellidos",
    "email": "email mail emailaddress courriel correo",
    "phone": "phone telephone tel mobile cell phonenumber telefon handy mobil telefono",
    "birth_date": "birthdate birthday dateofbirth dob geburtstag geburtsdatum born",
    "address": "address street adresse anschrift strasse direccion",
    "language": "language sprache langue idioma",
    "tags": "tags tag categories category groups labels",
    "notes": "notes note comment comments remarks notiz notizen bemerkung bemerkungen",
    "alerts": "alerts alert warning warnings allergies warnung warnhinweis",
}


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong on a line of the file; such a line is left out."""

    line: int
    field: str
    problem: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do; nothing was written.

    ``columns`` are the titles in the file, ``mapping`` says which is which, ``sample`` shows the
    first rows as they would be read. ``known`` are lines about people who are in the book
    already (same name, and same phone or e-mail) or further up in the file; they are left out.
    """

    columns: tuple[str, ...]
    mapping: Mapped
    sample: tuple[CustomerFields, ...]
    new: int
    known: tuple[int, ...]
    faults: tuple[LineFault, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote, and the lines that it left out."""

    id: int
    count: int
    known: tuple[int, ...]
    faults: tuple[LineFault, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    new: list[CustomerFields]
    known: list[int]
    faults: list[LineFault]


def preview(desk: Desk, data: bytes, mapping: Mapped | None = None) -> Preview:
    """A dry run of an import; without a mapping, by a guess from the titles.

    Raises:
        RefusalError: ``bad-customer`` for a file that is no table, or has no rows;
            ``no-permission`` as the import itself, since it tells who is in the book.
    """
    head, lines = _table(data)
    chosen = guess(head.cells) if mapping is None else mapping
    with desk.look() as unit:
        unit.require(Right.CONFIGURE)
        found = _read(unit, lines, chosen)
    return Preview(
        head.cells,
        chosen,
        tuple(fields_of(line, chosen) for line in lines[:5]),
        len(found.new),
        tuple(found.known),
        tuple(found.faults),
    )


def import_csv(desk: Desk, data: bytes, mapping: Mapped) -> Done[Imported] | Refused:
    """Add the customers of a file; lines with faults and known people are left out, and named.

    Refused with ``bad-customer`` where nothing is left to add, or the file is no table.
    """

    def verb(unit: Unit) -> tuple[Imported, Changes]:
        unit.require(Right.CONFIGURE)
        found = _read(unit, _table(data)[1], mapping)
        if not found.new:
            raise refuse(Code.BAD_CUSTOMER, because="nothing-to-import")
        import_id = imports.add(unit.connection, found.new, at=unit.moment, desk=unit.desk_name)
        new_ids = imports.brought(unit.connection, import_id)
        unit.record_customers(new_ids, "imported", importId=import_id)
        command = {"verb": "unimport", "import": import_id}
        remember(unit, "import", [command], {"count": len(found.new)})
        known, faults = tuple(found.known), tuple(found.faults)
        return Imported(import_id, len(found.new), known, faults), Changes(customers=True)

    return desk.attempt(verb)


def unimport_in(unit: Unit, import_id: int) -> int:
    """Take an import's customers out again, inside a transaction; how many they were.

    Refused with ``wrong-status`` where some of them have visits, or were changed since.
    """
    used = imports.in_use(unit.connection, import_id)
    if used:
        raise refuse(Code.WRONG_STATUS, because="import-used", count=used)
    brought = imports.brought(unit.connection, import_id)
    unit.record_customers(brought, "import undone", importId=import_id)
    return imports.withdraw(unit.connection, import_id, unit.moment)


def guess(titles: Sequence[str]) -> Mapped:
    """Which column is what, told by its title; columns that say nothing are missing."""
    found: dict[str, int] = {}
    for place, title in enumerate(titles):
        key = "".join(char for char in name_key(title) if char.isalnum())
        for role, words in _HEADS.items():
            if role not in found and key in words.split():
                found[role] = place
    return found


def _table(data: bytes) -> tuple[Line, list[Line]]:
    try:
        lines = read_table(data)
    except ValueError as error:
        raise refuse(Code.BAD_CUSTOMER, because="no-table", problem=error.args[0]) from None
    if len(lines) < 2:
        raise refuse(
            Code.BAD_CUSTOMER,
            because="no-table",
            problem=Translatable("The file needs a row of titles and at least one more."),
        )
    return lines[0], lines[1:]


def _read(unit: Unit, lines: Iterable[Line], mapping: Mapped) -> _Reading:
    found = _Reading([], [], [])
    known = {key for record in customers.everyone(unit.connection) for key in _marks(record.fields)}
    on = today(unit)
    for line in lines:
        fields, problems = checked_fields(tidy(fields_of(line, mapping)), on)
        missing = missing_fields(unit, fields) if fields.name else ("name",)
        problems = dict.fromkeys(missing, Translatable("This is missing.")) | problems
        marks = _marks(fields)
        if problems:
            found.faults.extend(LineFault(line.number, *item) for item in problems.items())
        elif known & marks:
            found.known.append(line.number)
        else:
            found.new.append(fields)
            known |= marks
    return found


def fields_of(line: Line, mapping: Mapped) -> CustomerFields:
    """A row of the file as a customer, unchecked; a place beyond its end reads as empty."""
    values: dict[str, Any] = {
        role: line.cells[place] if 0 <= place < len(line.cells) else ""
        for role, place in mapping.items()
    }
    parts = (values.pop("first_name", ""), values.pop("last_name", ""))
    if not values.get("name"):
        values["name"] = " ".join(part for part in parts if part)
    tags = str(values.pop("tags", "")).split(",")
    return replace(CustomerFields(**values), tags=tuple(tag.strip() for tag in tags if tag.strip()))


def _marks(fields: CustomerFields) -> set[tuple[str, str]]:
    """What makes two records the same person: the name together with the phone or the e-mail."""
    contacts = {email_key(fields.email), phone_digits(fields.phone)} - {""}
    return {(name_key(fields.name), contact) for contact in contacts or {""}}
