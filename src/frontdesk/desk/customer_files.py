"""Customers written to files that other programs read: CSV and vCard 4 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontdesk.desk.spreadsheet import write_table
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.customers import FIELD_NAMES, CustomerFields
from frontdesk.engine.rights import Right
from frontdesk.store import customers

TITLES = {
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "birth_date": "Birth date",
    "address": "Address",
    "language": "Language",
    "tags": "Tags",
    "notes": "Notes",
    "alerts": "Alerts",
}
"""The heads of the columns, by field; an import knows them again."""

_LONGEST_LINE = 75  # octets, without the line break


def export_csv(desk: Desk, ids: Sequence[int] | None = None) -> str:
    """Customers as CSV, a row each under a row of titles: these, or all in order of names.

    Spreadsheets run no cell of it as a formula, and importing it gives the same customers.

    Raises:
        RefusalError: ``no-permission`` without the right to export.
    """
    with desk.look() as unit:
        return csv_of(_chosen(unit, ids))


def export_vcard(desk: Desk, ids: Sequence[int] | None = None) -> str:
    """Customers as vCards, one after the other: these, or all in order of names.

    Raises:
        RefusalError: ``no-permission`` without the right to export.
    """
    with desk.look() as unit:
        return "".join(vcard_of(fields) for fields in _chosen(unit, ids))


def csv_of(people: Iterable[CustomerFields]) -> str:
    """The CSV of these customers; tags stand in one cell with commas between them."""
    rows = [[_cell(fields, name) for name in FIELD_NAMES] for fields in people]
    return write_table([[TITLES[name] for name in FIELD_NAMES], *rows])


def vcard_of(fields: CustomerFields) -> str:
    """One vCard. A name is a whole here, so it stands under FN alone, which is all it must have."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_escaped(fields.name)}",
        *_line("EMAIL", _escaped(fields.email)),
        *_line("TEL;VALUE=text", _escaped(fields.phone)),
        *_line("BDAY", fields.birth_date.replace("-", "")),
        *_line("ADR", f";;{_escaped(fields.address)};;;;" if fields.address else ""),
        *_line("LANG", fields.language),
        *_line("CATEGORIES", ",".join(_escaped(tag) for tag in fields.tags)),
        *_line("NOTE", _escaped("\n".join(filter(None, (fields.alerts, fields.notes))))),
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _chosen(unit: Unit, ids: Sequence[int] | None) -> list[CustomerFields]:
    unit.require(Right.EXPORT)
    if ids is None:
        return [record.fields for record in customers.everyone(unit.connection)]
    found = customers.records(unit.connection, ids)
    return [found[n].fields for n in ids if n in found and found[n].erased_at is None]


def _cell(fields: CustomerFields, name: str) -> str:
    value = getattr(fields, name)
    return ", ".join(value) if name == "tags" else str(value)


def _line(name: str, value: str) -> list[str]:
    return [f"{name}:{value}"] if value else []


def _escaped(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line break lose their meaning."""
    for plain, safe in (("\\", "\\\\"), (",", "\\,"), (";", "\\;")):
        text = text.replace(plain, safe)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which ends inside a character."""
    pieces, size = [""], 0
    for char in line:
        length = len(char.encode("utf-8", errors="replace"))
        if size + length > _LONGEST_LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += length
    return "\r\n".join(pieces)
