"""Sheets of paper, and what stands at the head of each page. No Qt here.

Lengths are units of which 110 make an inch: what is 13 px high on the screen is 8.5 pt on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import ceil, floor
from typing import TypeVar

from frontdesk.desk.views import ColumnView, DaysView
from frontdesk.engine.span import Span

T = TypeVar("T")

UNITS_PER_INCH = 110
MARGIN = 46
"""Some 10.6 mm: more than the edge that printers cannot reach."""
HEADER = 44
FOOTER = 24
AXIS = 46
COLUMN_HEAD = 36
GROUP_HEAD = 22
NARROWEST = 120
"""A column on paper is at least 28 mm wide."""
_MILLIMETRES = 25.4
_HOUR = 60


class Format(StrEnum):
    """The sizes of paper that desks have."""

    A4 = "A4"
    LETTER = "Letter"


_SIZES = {Format.A4: (210.0, 297.0), Format.LETTER: (215.9, 279.4)}
"""Width and height upright, in millimetres."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A format, upright or on its side."""

    format: Format
    landscape: bool = False

    @property
    def width(self) -> int:
        """In units."""
        return self._side(1 if self.landscape else 0)

    @property
    def height(self) -> int:
        """In units."""
        return self._side(0 if self.landscape else 1)

    @property
    def room(self) -> tuple[int, int]:
        """Width and height between the margins, the header and the footer."""
        return self.width - 2 * MARGIN, self.height - 2 * MARGIN - HEADER - FOOTER

    @property
    def most_columns(self) -> int:
        """How many columns are readable side by side."""
        return (self.room[0] - AXIS) // NARROWEST

    def _side(self, index: int) -> int:
        return floor(_SIZES[self.format][index] / _MILLIMETRES * UNITS_PER_INCH)


@dataclass(frozen=True, slots=True)
class Head:
    """What every page says: where, which days, when it was printed and by which desk."""

    place: str
    days: str
    printed: str


def paper_for(days: DaysView, format_: Format) -> Paper:
    """On its side where a day has more columns than an upright sheet has room for."""
    upright = Paper(format_)
    widest = max((len(day.columns) for day in days.days), default=0)
    several = len(days.days) > 1 and len(days.columns) > upright.most_columns
    return replace(upright, landscape=widest > upright.most_columns or several)


def split(days: DaysView, most: int) -> list[DaysView]:
    """``days`` cut into pages of at most ``most`` columns.

    Days that fit together share a page; otherwise each begins on a page of its own, and its
    columns are shared out evenly.
    """
    if 0 < len(days.columns) <= most:
        return [days]
    pages = []
    for day in days.days:
        for columns in evenly(day.columns, most):
            pages.append(DaysView((replace(day, columns=tuple(columns)),)))
    return pages


def evenly(entries: Sequence[T], most: int) -> list[Sequence[T]]:
    """``entries`` in order, in as few parts of at most ``most`` as can be, about equally long."""
    count = ceil(len(entries) / most)
    edges = [index * len(entries) // count for index in range(count + 1)] if count else []
    return [entries[first:last] for first, last in pairwise(edges)]


def printed_hours(days: DaysView) -> Span:
    """The minutes after midnight that are printed: whole hours around work and visits."""
    taken = [
        (span.start - column.day.start, span.end - column.day.start)
        for column in days.columns
        for span in (*column.open, *_within(column))
    ]
    if not taken:
        return Span(8 * _HOUR, 18 * _HOUR)
    first = min(start for start, _end in taken)
    last = max(end for _start, end in taken)
    return Span(first // _HOUR * _HOUR, ceil(last / _HOUR) * _HOUR)


def _within(column: ColumnView) -> list[Span]:
    day = column.day
    return [Span(max(visit.start, day.start), min(visit.end, day.end)) for visit in column.visits]
