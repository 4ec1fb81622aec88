"""The countdown at its boundaries, to the second and to the microsecond."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.clock import moment_of
from frontdesk.ui.booking.countdown import HoldState, Phase, hold_state

END = datetime(2026, 11, 24, 15, 47, 0, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LATE = timedelta(milliseconds=100)


@pytest.mark.parametrize(
    ("left", "phase", "text"),
    [
        (timedelta(minutes=10), Phase.HELD, "10:00"),
        (timedelta(minutes=4, seconds=32), Phase.HELD, "4:32"),
        (timedelta(seconds=61), Phase.HELD, "1:01"),
        (timedelta(seconds=60) + MICROSECOND, Phase.HELD, "1:00"),
        (timedelta(seconds=60), Phase.WARNING, "1:00"),
        (timedelta(seconds=60) - LATE, Phase.WARNING, "1:00"),
        (timedelta(seconds=60) - LATE - MICROSECOND, Phase.WARNING, "0:59"),
        (timedelta(seconds=58), Phase.WARNING, "0:58"),
        (timedelta(seconds=21), Phase.WARNING, "0:21"),
        (timedelta(seconds=20) + MICROSECOND, Phase.WARNING, "0:20"),
        (timedelta(seconds=20), Phase.LAST_CALL, "0:20"),
        (timedelta(seconds=1), Phase.LAST_CALL, "0:01"),
        (timedelta(milliseconds=300), Phase.LAST_CALL, "0:00"),
        (MICROSECOND, Phase.LAST_CALL, "0:00"),
        (timedelta(0), Phase.EXPIRED, "0:00"),
        (-MICROSECOND, Phase.EXPIRED, "0:00"),
        (timedelta(days=-2), Phase.EXPIRED, "0:00"),
        (timedelta(hours=23, minutes=59, seconds=59), Phase.HELD, "23:59:59"),
    ],
)
def test_each_boundary(left, phase, text):
    state = hold_state(moment_of(END), END - left)
    assert (state.phase, state.text) == (phase, text)


@given(st.integers(min_value=0, max_value=3600 * 10**6), st.integers(0, 10 * 10**6))
def test_time_only_takes_away(left, later):
    order = list(Phase)
    now = END - timedelta(microseconds=left)
    before = hold_state(moment_of(END), now)
    after = hold_state(moment_of(END), now + timedelta(microseconds=later))
    assert after.seconds <= before.seconds
    assert order.index(after.phase) >= order.index(before.phase)


@given(st.integers(min_value=1, max_value=10**10))
def test_never_shows_more_than_is_left_but_for_a_late_tick(left):
    state = hold_state(moment_of(END), END - timedelta(microseconds=left))
    assert timedelta(seconds=state.seconds) <= timedelta(microseconds=left) + LATE
    assert state.phase is not Phase.EXPIRED


def test_it_does_not_remember():
    assert hold_state(moment_of(END), END) == HoldState(Phase.EXPIRED, 0)
    assert hold_state(moment_of(END), END - timedelta(minutes=5)).text == "5:00"
