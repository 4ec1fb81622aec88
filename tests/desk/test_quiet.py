"""When nobody is served: all closed, and no hold of any desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.desk import booking
from frontdesk.desk.answers import Done
from frontdesk.desk.quiet import is_quiet
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, instant_of

TUESDAY_TEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 11, 24, 15, 0, tzinfo=UTC), False),  # Tuesday 10:00 in New York
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), True),  # 3:00
        (datetime(2026, 11, 25, 4, 0, tzinfo=UTC), True),  # 23:00, a day later in UTC
        (datetime(2026, 11, 29, 15, 0, tzinfo=UTC), True),  # Sunday
    ],
)
def test_hours_decide(desk: Desk, clock: HandClock, moment: datetime, quiet: bool) -> None:
    clock.set(moment)
    assert is_quiet(desk) is quiet


def test_a_live_hold_of_another_desk_is_somebody(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    request = booking.HoldRequest("follow-up", instant_of(TUESDAY_TEN))
    assert isinstance(booking.hold(second_desk, request), Done)
    assert not is_quiet(desk)
    clock.advance(timedelta(hours=1))  # far longer than any booking timer
    assert is_quiet(desk)


def test_a_book_without_a_business_is_quiet(tmp_path, clock: HandClock) -> None:
    desk = Desk.open(tmp_path / "empty.db", clock)
    assert is_quiet(desk)
    desk.close()
