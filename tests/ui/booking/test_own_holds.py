"""The countdown of this desk's own holds, and which of them comes next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.desk.answers import Visit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import moment_of
from frontdesk.engine.values import Status
from frontdesk.ui.booking.own_holds import OwnHolds, holds_text

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


def a_hold(number: int, seconds: int) -> Visit:
    ends = moment_of(NOW) + seconds
    entry = Appointment(
        number, Status.INITIAL, "main", "cut", ("ana",), 0, 30, 0, 0, 0, hold_expires_at=ends
    )
    return Visit(entry, None, "America/New_York")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ((), ""),
        ((272,), "My hold 4:32"),
        ((272, 600), "My 2 holds, first 4:32"),
        ((0, 600), "My hold 10:00"),
        ((0,), ""),
    ],
)
def test_the_words_count_the_live_holds_and_the_first_of_them_down(seconds, words):
    holds = tuple(a_hold(number, left) for number, left in enumerate(seconds))
    assert holds_text(holds, NOW) == words


def test_going_on_from_hold_to_hold_comes_round_and_leaves_the_ended_ones_out():
    own = OwnHolds(runner=None)
    own.visits = (a_hold(1, 5), a_hold(2, 100), a_hold(3, 200))
    later = NOW + timedelta(seconds=5)
    seen = [own.after(current, later).appointment.id for current in (None, 2, 3, 99)]
    assert seen == [2, 3, 2, 2]
    assert own.after(None, NOW + timedelta(seconds=200)) is None
