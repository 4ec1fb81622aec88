"""Where the days of a year lie: twelve months in rows, each with its weeks. Nothing here is Qt."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from frontdesk.ui.calendar.geometry import Rect

_WEEKS = 6
_DAYS = 7
_GAP = 20
_ROW_GAP = 10
_TITLE = 20
_NAMES = 16
_SMALLEST = 17
_LARGEST = 34
_NARROWEST = 150
_MOST = 6


@dataclass(frozen=True, slots=True)
class YearGrid:
    """The twelve months of ``year`` in ``width`` pixels, as large as ``height`` lets them be.

    ``first_weekday`` is 0 for Monday; ``scale`` is the text scale; ``mirrored`` counts columns
    from the right.
    """

    year: int
    first_weekday: int
    width: float
    height: float
    scale: float = 1.0
    mirrored: bool = False

    @property
    def columns(self) -> int:
        """How many months stand side by side: four, or six where four would have to scroll."""
        fits = int((self.width + self._gap) // (_NARROWEST * self.scale + self._gap))
        usual = max(count for count in (1, 2, 3, 4) if count <= max(fits, 1))
        is_low = self._height_of(12 // usual, _SMALLEST * self.scale) > self.height
        return _MOST if fits >= _MOST and is_low else usual

    @property
    def rows(self) -> int:
        """How many months stand one below the other."""
        return 12 // self.columns

    @property
    def needed_height(self) -> float:
        """The height that the year takes; more than ``height`` where it has to scroll."""
        return self._height_of(self.rows, self._cell)

    def month(self, month: int) -> Rect:
        """The whole of a month, 1 to 12."""
        row, column = divmod(month - 1, self.columns)
        if self.mirrored:
            column = self.columns - 1 - column
        x = column * (self._month_width + self._gap)
        y = row * (self._month_height + _ROW_GAP * self.scale)
        return Rect(x, y, self._month_width, self._month_height)

    def title(self, month: int) -> Rect:
        """Where a month's name stands."""
        whole = self.month(month)
        return Rect(whole.x, whole.y, whole.width, _TITLE * self.scale)

    def weekday(self, month: int, column: int) -> Rect:
        """Where the name of a column's weekday stands."""
        whole = self.month(month)
        shown = _DAYS - 1 - column if self.mirrored else column
        width = whole.width / _DAYS
        top = whole.y + _TITLE * self.scale
        return Rect(whole.x + shown * width, top, width, _NAMES * self.scale)

    def cell(self, day: date) -> Rect:
        """Where a day stands."""
        whole = self.month(day.month)
        lead = (date(self.year, day.month, 1).weekday() - self.first_weekday) % _DAYS
        row, column = divmod(lead + day.day - 1, _DAYS)
        if self.mirrored:
            column = _DAYS - 1 - column
        width = whole.width / _DAYS
        top = whole.y + (_TITLE + _NAMES) * self.scale
        return Rect(whole.x + column * width, top + row * self._cell, width, self._cell)

    def day_at(self, x: float, y: float) -> date | None:
        """The day at a point; None between the months and where a month has no day."""
        for month in range(1, 13):
            if self.month(month).contains(x, y):
                days = (date(self.year, month, n + 1) for n in range(self.length(month)))
                return next((day for day in days if self.cell(day).contains(x, y)), None)
        return None

    def length(self, month: int) -> int:
        """How many days a month has."""
        return calendar.monthrange(self.year, month)[1]

    def days(self) -> Iterator[date]:
        """Every day of the year."""
        day = date(self.year, 1, 1)
        while day.year == self.year:
            yield day
            day += timedelta(days=1)

    @property
    def _gap(self) -> float:
        return _GAP * self.scale

    @property
    def _month_width(self) -> float:
        return (self.width - (self.columns - 1) * self._gap) / self.columns

    @property
    def _month_height(self) -> float:
        return self._height_of(1, self._cell)

    def _height_of(self, rows: int, cell: float) -> float:
        """The height of ``rows`` rows of months whose days are ``cell`` pixels high."""
        month = (_TITLE + _NAMES) * self.scale + _WEEKS * cell
        return rows * month + (rows - 1) * _ROW_GAP * self.scale

    @property
    def _cell(self) -> float:
        fits = (self.height - self._height_of(self.rows, 0.0)) / (self.rows * _WEEKS)
        return min(max(fits, _SMALLEST * self.scale), _LARGEST * self.scale)
