"""The two integer time scales, and a clock that is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from frontdesk.engine.clock import (
    HandClock,
    SystemClock,
    datetime_of_instant,
    datetime_of_moment,
    instant_from,
    instant_of,
    moment_of,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOON_IN_MINUTES = 20_780 * 1440 + 720  # 20,780 days after the epoch


def test_an_instant_counts_minutes_since_the_epoch() -> None:
    assert instant_of(NOON) == NOON_IN_MINUTES
    assert moment_of(NOON) == NOON_IN_MINUTES * 60
    assert datetime_of_instant(NOON_IN_MINUTES) == NOON
    assert datetime_of_moment(NOON_IN_MINUTES * 60) == NOON


@pytest.mark.parametrize(
    ("later", "held", "following"),
    [
        (timedelta(0), 0, 0),
        (timedelta(microseconds=1), 0, 1),
        (timedelta(seconds=59), 0, 1),
        (timedelta(seconds=60), 1, 1),
        (timedelta(microseconds=-1), -1, 0),
    ],
)
def test_a_minute_holds_its_seconds_and_the_next_comes_after(
    later: timedelta, held: int, following: int
) -> None:
    assert instant_of(NOON + later) == NOON_IN_MINUTES + held
    assert instant_from(NOON + later) == NOON_IN_MINUTES + following


def test_times_before_the_epoch_are_floored_too() -> None:
    assert instant_of(datetime(1969, 12, 31, 23, 59, 30, tzinfo=UTC)) == -1
    assert moment_of(datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC)) == -1


def test_the_hand_clock_stands_until_it_is_moved(clock: HandClock) -> None:
    before = clock.now()
    assert clock.now() == before
    clock.advance(timedelta(seconds=599))
    assert clock.now() - before == timedelta(seconds=599)
    clock.set(datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=1))))
    assert clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_the_system_clock_knows_its_zone() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
