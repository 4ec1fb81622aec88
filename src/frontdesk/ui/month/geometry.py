"""Which days a month shows and where each of them lies. Nothing here is Qt; pixels are logical."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_DAYS = 7


class Box(NamedTuple):
    """A rectangle: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


def month_days(day: date, first_weekday: int) -> tuple[date, ...]:
    """The whole weeks that hold the month of ``day``, 28 to 42 days; 0 stands for Monday."""
    first = day.replace(day=1)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    start = first - timedelta(days=(first.weekday() - first_weekday) % _DAYS)
    weeks = ((last - start).days + _DAYS) // _DAYS
    return tuple(start + timedelta(days=offset) for offset in range(weeks * _DAYS))


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The days of a month in a room of ``width`` and ``height``.

    Left of the weeks stands a column of ``margin`` for their numbers, above the days a row of
    ``head`` for the weekdays. Odd pixels are spread, so that the grid fills its room.
    ``mirrored`` lays the days out from right to left.
    """

    days: tuple[date, ...]
    width: int
    height: int
    margin: int = 0
    head: int = 0
    mirrored: bool = False

    @property
    def weeks(self) -> int:
        """The number of rows."""
        return len(self.days) // _DAYS

    def box(self, index: int) -> Box:
        """Where day number ``index`` lies."""
        row, column = divmod(index, _DAYS)
        left, right = self._across(column)
        top, bottom = self._down(row)
        return Box(left, top, right - left, bottom - top)

    def weekday_box(self, column: int) -> Box:
        """Where the name of a weekday stands; ``column`` counts from the first day of the week."""
        left, right = self._across(column)
        return Box(left, 0, right - left, self.head)

    def week_box(self, row: int) -> Box:
        """Where the number of a week stands."""
        top, bottom = self._down(row)
        left = self.width - self.margin if self.mirrored else 0
        return Box(left, top, self.margin, bottom - top)

    def index_at(self, x: float, y: float) -> int | None:
        """The number of the day at a point; None beside the days."""
        hits = (index for index in range(len(self.days)) if self.box(index).holds(x, y))
        return next(hits, None)

    def index_of(self, day: date) -> int | None:
        """The number of ``day``; None where it is not shown."""
        index = (day - self.days[0]).days
        return index if 0 <= index < len(self.days) else None

    def _across(self, column: int) -> tuple[int, int]:
        place = _DAYS - 1 - column if self.mirrored else column
        room = max(self.width - self.margin, 0)
        start = 0 if self.mirrored else self.margin
        return start + room * place // _DAYS, start + room * (place + 1) // _DAYS

    def _down(self, row: int) -> tuple[int, int]:
        room = max(self.height - self.head, 0)
        return self.head + room * row // self.weeks, self.head + room * (row + 1) // self.weeks


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a cell: ``count`` of them, ``pitch`` high, from ``top`` of the cell on."""

    top: int
    pitch: int
    count: int

    def index_at(self, y: float) -> int | None:
        """The number of the line at a height within the cell."""
        index = int((y - self.top) // self.pitch)
        return index if 0 <= index < self.count else None


@dataclass(frozen=True, slots=True)
class CellRoom:
    """How the height of a cell is shared out, at a text scale of ``scale``."""

    scale: float = 1.0

    @property
    def line(self) -> int:
        """The height of one line."""
        return round(19 * self.scale)

    @property
    def top(self) -> int:
        """The height of the date and the figures, with the bar of the load below them."""
        return round(34 * self.scale)

    @property
    def foot(self) -> int:
        """The height of the last line: how many more, and how many available times."""
        return round(22 * self.scale)

    def lines(self, height: int, visits: int, has_foot: bool, has_reason: bool) -> Lines:
        """Where the first of so many visits have their lines in a cell of ``height``.

        ``has_foot`` keeps the foot free for available times; it is also needed as soon as there
        are more visits than lines. ``has_reason`` gives the first line to why the day is closed.
        """
        top = self.top + (self.line if has_reason else 0)
        room = max(height - top - 3, 0)
        if has_foot or visits > room // self.line:
            room = max(height - top - self.foot, 0)
        return Lines(top, self.line, min(visits, room // self.line))
