"""Periods of whole local days, and the stretches of instants that they are."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.values import Business
from frontdesk.engine.zones import days_span, zone_of
from frontdesk.store.reporting import Stretch

LONGEST = 100 * 366
"""Days of a period at most: beyond every book, and before the end of the calendar."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The local days ``first..last``, both included, at one location; None means at all."""

    first: date
    last: date
    location_id: str | None = None

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    def before(self) -> Period:
        """The period to compare with: whole months before whole months, else as many days."""
        months = self._months()
        if months:
            first = _month_start(self.first, -months)
        else:
            first = self.first - timedelta(days=self.days)
        return Period(first, self.first - _DAY, self.location_id)

    def _months(self) -> int:
        """How many whole months these are; 0 for days that are none."""
        if self.first.day != 1 or self.last.day != monthrange(self.last.year, self.last.month)[1]:
            return 0
        years = self.last.year - self.first.year
        return years * 12 + self.last.month - self.first.month + 1


class Preset(StrEnum):
    """A period that is chosen by name; it follows from today."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    LAST_12_MONTHS = "last-12-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
    TEN_YEARS = "ten-years"


def days_of(preset: Preset, today: date) -> tuple[date, date]:
    """The first and the last day; weeks are Monday to Sunday, months and years whole ones.

    The last 12 months end with the month before this one, ten years with today's.
    """
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    year = date(today.year, 1, 1)
    return {
        Preset.TODAY: (today, today),
        Preset.THIS_WEEK: (monday, monday + 6 * _DAY),
        Preset.LAST_WEEK: (monday - 7 * _DAY, monday - _DAY),
        Preset.THIS_MONTH: (month, _month_start(month, 1) - _DAY),
        Preset.LAST_MONTH: (_month_start(month, -1), month - _DAY),
        Preset.LAST_12_MONTHS: (_month_start(month, -12), month - _DAY),
        Preset.THIS_YEAR: (year, date(today.year, 12, 31)),
        Preset.LAST_YEAR: (date(today.year - 1, 1, 1), year - _DAY),
        Preset.TEN_YEARS: (date(today.year - 9, 1, 1), date(today.year, 12, 31)),
    }[preset]


def check(business: Business, period: Period) -> None:
    """Refuse ``bad-range`` for days that are no period, ``unknown-id`` for the location."""
    if period.last < period.first or period.days > LONGEST:
        first, last = period.first.isoformat(), period.last.isoformat()
        raise refuse(Code.BAD_RANGE, first=first, last=last, longest=LONGEST)
    if period.location_id is not None and period.location_id not in business.locations:
        raise refuse(Code.UNKNOWN_ID, kind="location", id=period.location_id)


def stretches(business: Business, period: Period) -> list[Stretch]:
    """The period at each of its locations, retired ones too, from midnight to midnight."""
    return [
        Stretch(location.id, *days_span(period.first, period.last, location.timezone))
        for location in business.locations.values()
        if period.location_id in (None, location.id)
    ]


def pieces(business: Business, period: Period) -> list[Stretch]:
    """The same, cut at each clock change, with the minutes east of UTC of every piece."""
    return [
        piece
        for whole in stretches(business, period)
        for piece in _cut(whole, business.locations[whole.location_id].timezone)
    ]


class Buckets:
    """A period as days, weeks (from Monday), months or years that follow one another."""

    def __init__(self, period: Period) -> None:
        """Days up to a month, weeks up to half a year, months up to eleven years."""
        self._last = period.last
        starts = [period.first]
        while (following := _following(starts[-1], period.days)) <= period.last:
            starts.append(following)
        self._starts = starts

    @property
    def spans(self) -> list[tuple[date, date]]:
        """The first and the last day of each."""
        ends = [start - _DAY for start in self._starts[1:]] + [self._last]
        return list(zip(self._starts, ends, strict=True))

    def place(self, day: date) -> int:
        """The number of the bucket that holds a day of the period."""
        return bisect_right(self._starts, day) - 1


def _following(day: date, days: int) -> date:
    if days <= 31:
        return day + _DAY
    if days <= 190:
        return day + timedelta(days=7 - day.weekday())
    if days <= 11 * 366:
        return _month_start(day, 1)
    return date(day.year + 1, 1, 1)


def _month_start(day: date, months: int) -> date:
    """The first day of the month so many months after that of ``day``."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _offset(instant: int, zone: str) -> int:
    shift = datetime_of_instant(instant, zone_of(zone)).utcoffset()
    assert shift is not None
    return shift // timedelta(minutes=1)


def _cut(whole: Stretch, zone: str) -> list[Stretch]:
    found: list[Stretch] = []
    at, offset = whole.lo, _offset(whole.lo, zone)
    begin = at
    while at < whole.hi:
        end = min(at + 1440, whole.hi)
        then = _offset(end, zone)
        if then != offset:
            turn = _turn(at, end, offset, zone)
            found.append(Stretch(whole.location_id, begin, turn, offset))
            begin, at, offset = turn, turn, _offset(turn, zone)
        else:
            at = end
    if begin < whole.hi:
        found.append(Stretch(whole.location_id, begin, whole.hi, offset))
    return found


def _turn(before: int, after: int, offset: int, zone: str) -> int:
    """The first minute after ``before`` with another offset; ``after`` has one."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after
