"""The present moment and the two integer time scales of the engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


class Clock(Protocol):
    """Tells the present moment. Read in two places only: the write unit and the ticker."""

    def now(self) -> datetime:
        """The present moment as an aware UTC datetime."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """The present moment as an aware UTC datetime."""
        return datetime.now(UTC)


class HandClock:
    """A clock that stands still until it is moved by hand: ``--now``, the tour and the tests."""

    def __init__(self, start: datetime) -> None:
        """Stand at ``start``, an aware datetime in any zone."""
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The moment the clock was last set to, as an aware UTC datetime."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Jump to ``moment``, an aware datetime, forwards or backwards."""
        self._now = moment.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Move by ``step``."""
        self._now += step


def instant_of(moment: datetime) -> int:
    """The whole minute (since the epoch) that holds the aware ``moment``."""
    return (moment - EPOCH) // _MINUTE


def instant_from(moment: datetime) -> int:
    """The first whole minute (since the epoch) that does not lie before the aware ``moment``."""
    return -((EPOCH - moment) // _MINUTE)


def moment_of(moment: datetime) -> int:
    """The whole second (since the epoch) that holds the aware ``moment``."""
    return (moment - EPOCH) // _SECOND


def datetime_of_instant(instant: int, zone: tzinfo = UTC) -> datetime:
    """The aware datetime in ``zone`` of an instant in minutes."""
    return (EPOCH + timedelta(minutes=instant)).astimezone(zone)


def datetime_of_moment(moment: int, zone: tzinfo = UTC) -> datetime:
    """The aware datetime in ``zone`` of a moment in seconds."""
    return (EPOCH + timedelta(seconds=moment)).astimezone(zone)
