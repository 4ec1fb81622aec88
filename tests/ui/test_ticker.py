"""Ticks stand on whole seconds, carry the clock's own moment, and notice a jump."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.engine.clock import HandClock, SystemClock
from frontdesk.ui.ticker import Ticker, until_next_second

NOON = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("microsecond", "wait"), [(0, 1000), (1, 1000), (500_000, 500), (998_500, 2), (999_999, 1)]
)
def test_the_next_tick_never_comes_before_its_second(microsecond, wait):
    assert until_next_second(NOON.replace(microsecond=microsecond)) == wait
    assert NOON.replace(microsecond=microsecond) + timedelta(milliseconds=wait) >= NOON + timedelta(
        seconds=1
    )


@pytest.mark.parametrize(
    ("step", "jumps"),
    [(1.0, 0), (2.5, 0), (6.0, 0), (6.01, 1), (600.0, 1), (-3.0, 0), (-4.5, 1), (-3600.0, 1)],
)
def test_a_jump_is_more_than_five_seconds_off_the_beat(qapp, step, jumps):
    clock = HandClock(NOON)
    ticker = Ticker(clock)
    seen: list[datetime] = []
    leaps: list[int] = []
    ticker.ticked.connect(seen.append)
    ticker.jumped.connect(lambda: leaps.append(1))
    clock.advance(timedelta(seconds=step))
    ticker.tick()
    assert seen == [NOON + timedelta(seconds=step)]
    assert ticker.now == NOON + timedelta(seconds=step)
    assert len(leaps) == jumps


@pytest.mark.slow
def test_it_ticks_by_itself_just_after_each_whole_second(qtbot):
    ticker = Ticker(SystemClock())
    seen: list[datetime] = []
    ticker.ticked.connect(seen.append)
    ticker.start()
    qtbot.waitUntil(lambda: len(seen) == 4, timeout=6000)
    ticker.stop()
    later = seen[1:]
    assert [moment.second for moment in later] == [
        (later[0].second + step) % 60 for step in range(3)
    ]
