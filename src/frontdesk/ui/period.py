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


class View(StrEnum):
    """What the middle of the window shows."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LIST = "list"


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


def week_of(day: date, starts_on: int, open_weekdays: Collection[int] = ()) -> Period:
    """The week that holds ``day``; it begins on the weekday ``starts_on`` (Monday is 0).

    With ``open_weekdays`` only from the first of them to the last, which is the work week: days
    at the edges on which nobody works are left out, closed days in between are not.
    """
    monday = day - timedelta(days=(day.weekday() - starts_on) % WEEK)
    places = sorted((weekday - starts_on) % WEEK for weekday in open_weekdays)
    if not places:
        return Period(monday, WEEK)
    return Period(monday + timedelta(days=places[0]), places[-1] - places[0] + 1)


def month_of(day: date) -> Period:
    """The calendar month that holds ``day``."""
    return Period(day.replace(day=1), monthrange(day.year, day.month)[1])


def months_on(day: date, months: int) -> date:
    """The same day some months on, or back when negative; the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
