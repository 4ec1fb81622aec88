"""Which days the list shows. Nothing here is Qt."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 366
"""Days of the longest range that may be asked for."""


class Days(StrEnum):
    """How far the list reaches around the chosen day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    OWN = "own"


def days_around(kind: Days, day: date, first_weekday: int) -> tuple[date, date]:
    """The first and last day of the day, week or month of ``day``; 0 stands for Monday."""
    if kind is Days.WEEK:
        first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
        return first, first + timedelta(days=6)
    if kind is Days.MONTH:
        last = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=last)
    return day, day


def own_days(first: date, last: date) -> tuple[date, date]:
    """A range as it was typed: in order, and no longer than may be asked for."""
    first, last = min(first, last), max(first, last)
    return first, min(last, first + timedelta(days=LONGEST - 1))
