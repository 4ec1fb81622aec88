"""Tables as spreadsheets read and write them: CSV in any usual dress, with formulas disarmed.

A cell that a spreadsheet would run begins with one of ``= + - @``, their full-width forms, a tab
or a line break. It is written with an apostrophe before it, and so is one that already looks like
that; reading takes one apostrophe off again, so that every text comes back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdesk.desk.translatable import Translatable

_STARTS = "=+\\-@＝＋－＠\t\r\n"
_RUNS = re.compile(rf"'*[{_STARTS}]")
_DISARMED = re.compile(rf"'+[{_STARTS}]")
_DELIMITERS = ",;\t|"
_ENCODINGS = ("utf-8-sig", "cp1252")
_LONGEST_CELL = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; ``number`` is the line of the file on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def armed(cell: str) -> str:
    """What ``disarmed`` was given."""
    return cell[1:] if _DISARMED.match(cell) else cell


def write_table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180), with commas and every formula disarmed."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for row in rows:
        writer.writerow([disarmed(cell) for cell in row])
    return target.getvalue()


def read_table(data: bytes) -> list[Line]:
    """The rows of a CSV file that are not empty, whatever its encoding and delimiter.

    Raises:
        ValueError: with a sentence, for a file that is no table.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise ValueError(Translatable("This is no CSV file: it holds bytes that are no text."))
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    found: list[Line] = []
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(Line(number, tuple(armed(cell) for cell in cells)))
            number = reader.line_num + 1
    except csv.Error as error:
        problem = Translatable("Line {line} can't be read: {error}.", line=number, error=error)
        raise ValueError(problem) from None
    return found


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the first line, outside of quotes."""
    head = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")).splitlines()
    first = head[0] if head else ""
    return max(_DELIMITERS, key=first.count)
