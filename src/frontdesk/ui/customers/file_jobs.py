"""Reading and writing customers' files, on the database thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from frontdesk.desk import customer_files, customer_import, spreadsheet
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.customer_import import Imported, Mapped, Preview
from frontdesk.desk.unit import Desk

LARGEST_FILE = 100_000_000
"""Bytes; far more than any business has customers."""
_SHOWN = 4


class FileError(Exception):
    """The system refused a file; ``why`` in its own words."""

    def __init__(self, name: str, why: str) -> None:
        """``name`` is the path as the user chose it."""
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class Table:
    """A file that may be imported: its bytes, a dry run, and the first values of each column."""

    name: str
    data: bytes
    preview: Preview
    values: tuple[tuple[str, ...], ...]


def read_job(name: str) -> Callable[[Desk], Table]:
    """Read the file ``name``, and guess which column is what."""

    def job(desk: Desk) -> Table:
        path = Path(name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise FileError(name, "it is too large")
            data = path.read_bytes()
        except OSError as error:
            raise FileError(name, error.strerror or str(error)) from error
        preview = customer_import.preview(desk, data)
        lines = spreadsheet.read_table(data)[1 : 1 + _SHOWN]
        values = tuple(
            tuple(line.cells[place] if place < len(line.cells) else "" for line in lines)
            for place in range(len(preview.columns))
        )
        return Table(path.name, data, preview, values)

    return job


def preview_job(data: bytes, mapping: Mapped) -> Callable[[Desk], Preview]:
    """A dry run with this mapping."""

    def job(desk: Desk) -> Preview:
        return customer_import.preview(desk, data, mapping)

    return job


def import_job(data: bytes, mapping: Mapped) -> Callable[[Desk], Done[Imported] | Refused]:
    """Add the customers of the file."""

    def job(desk: Desk) -> Done[Imported] | Refused:
        return customer_import.import_csv(desk, data, mapping)

    return job


def export_job(name: str, *, cards: bool) -> Callable[[Desk], str]:
    """Write all customers to the file ``name``, as CSV or as vCards; UTF-8."""

    def job(desk: Desk) -> str:
        content = customer_files.export_vcard(desk) if cards else customer_files.export_csv(desk)
        try:
            Path(name).write_bytes(content.encode("utf-8", errors="replace"))
        except OSError as error:
            raise FileError(name, error.strerror or str(error)) from error
        return name

    return job
