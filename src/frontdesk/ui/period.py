"""Which local days each view shows around a chosen day, and how far a step goes. No Qt here."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = 7
MOST_DAYS = 9
"""The most days that the calendar shows side by side."""
LONGEST_LIST = 366
"""The most days that are listed at once."""


class View(StrEnum):
    """What the middle of the window shows."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LIST = "list"


class Reach(StrEnum):
    """How far the list reaches around the chosen day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Period:
    """``count`` days from ``first`` on."""

    first: date
    count: int

    @property
    def last(self) -> date:
        """The last day, included."""
        return self.first + timedelta(days=self.count - 1)

    def __contains__(self, day: date) -> bool:
        """Whether a date is one of the days."""
        return self.first <= day <= self.last


def days_from(day: date, count: int) -> Period:
    """``count`` days, 1 to 9, from ``day`` on."""
    return Period(day, min(max(count, 1), MOST_DAYS))


def own_days(first: date, last: date) -> Period:
    """Two days as they were typed, in order, and no longer than a list may be."""
    first, last = min(first, last), max(first, last)
    return Period(first, min((last - first).days + 1, LONGEST_LIST))


def week_of(day: date, starts_on: int, open_weekdays: Collection[int] = ()) -> Period:
    """The week that holds ``day``; it begins on the weekday ``starts_on`` (Monday is 0).

    With ``open_weekdays`` only from the first of them to the last, which is the work week: days
    at the edges on which nobody works are left out, closed days in between are not, and ``day``
    itself never is.
    """
    own = (day.weekday() - starts_on) % WEEK
    start = day - timedelta(days=own)
    if not open_weekdays:
        return Period(start, WEEK)
    places = {own, *((weekday - starts_on) % WEEK for weekday in open_weekdays)}
    return Period(start + timedelta(days=min(places)), max(places) - min(places) + 1)


def month_of(day: date) -> Period:
    """The calendar month that holds ``day``."""
    return Period(day.replace(day=1), monthrange(day.year, day.month)[1])


def months_on(day: date, months: int) -> date:
    """The same day some months on, or back when negative; the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
