"""Between wall-clock and instants, by RFC 5545's rule for the hours that a clock change bends.

An ambiguous wall time means its first occurrence; a time that the change skips is read with the
offset before the change. Python's ``fold=0`` says exactly that.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from frontdesk.engine.clock import datetime_of_instant, instant_of
from frontdesk.engine.span import Span

DAY = 1440
"""Minutes of a day without a clock change."""


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; ZoneInfoNotFoundError for a name that does not exist."""
    return ZoneInfo(name)


def instant_of_wall(wall: datetime, zone: str) -> int:
    """The instant of a naive wall-clock time in ``zone``."""
    return instant_of(wall.replace(tzinfo=zone_of(zone)))


@lru_cache(maxsize=65536)
def instant_of_minute(day: date, wall_minute: int, zone: str) -> int:
    """The instant of a wall minute of a local day; 1440 and more fall on the following day."""
    return instant_of_wall(datetime.combine(day, time()) + timedelta(minutes=wall_minute), zone)


def day_span(day: date, zone: str) -> Span:
    """A local day from midnight to midnight: 23, 24 or 25 hours around a clock change."""
    return Span(instant_of_minute(day, 0, zone), instant_of_minute(day, DAY, zone))


def days_span(first: date, last: date, zone: str) -> Span:
    """The local days ``first..last``, both included, as one span of instants."""
    return Span(instant_of_minute(first, 0, zone), instant_of_minute(last, DAY, zone))


@lru_cache(maxsize=4096)
def local_date(instant: int, zone: str) -> date:
    """The local date of an instant in ``zone``."""
    return datetime_of_instant(instant, zone_of(zone)).date()


def wall_minute(instant: int, zone: str) -> int:
    """The minute of the local day, 0 to 1439, that clocks in ``zone`` show at an instant."""
    local = datetime_of_instant(instant, zone_of(zone))
    return local.hour * 60 + local.minute


def dates(first: date, last: date) -> list[date]:
    """Every date from ``first`` to ``last``, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
