"""The table of statuses, and the very instant at which a hold ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.engine.booking import Verb, is_expired, status_after, takes_time
from frontdesk.engine.refusals import Code, RefusalError
from frontdesk.engine.values import Status

from .shop import visit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

ALLOWED = {
    ("IN", "book"): "BK",
    ("IN", "reserve"): "RS",
    ("RS", "book"): "BK",
    ("RS", "cancel"): "CN",
    ("BK", "cancel"): "CN",
    ("BK", "reschedule"): "RE",
    ("BK", "no-show"): "NS",
    ("NS", "undo-no-show"): "BK",
}
AIMS = {
    "book": "BK",
    "reserve": "RS",
    "cancel": "CN",
    "reschedule": "RE",
    "no-show": "NS",
    "undo-no-show": "BK",
}


@pytest.mark.parametrize("before", list(Status))
@pytest.mark.parametrize("verb", list(Verb))
def test_only_the_transitions_of_the_table_are_allowed(before: Status, verb: Verb) -> None:
    after = ALLOWED.get((before.value, verb.value))
    if after is not None:
        assert status_after(before, verb).value == after
        return
    with pytest.raises(RefusalError) as refused:
        status_after(before, verb)
    assert refused.value.refusal.code is Code.WRONG_STATUS
    assert refused.value.refusal.facts == {"status": before.value, "wanted": AIMS[verb.value]}


@pytest.mark.parametrize(
    ("later", "is_live"),
    [
        (timedelta(minutes=9, seconds=59), True),
        (timedelta(minutes=9, seconds=59, microseconds=999_999), True),
        (timedelta(minutes=10), False),
        (timedelta(minutes=10, microseconds=1), False),
    ],
)
def test_a_hold_expires_at_the_very_instant(later: timedelta, is_live: bool) -> None:
    hold = visit(0, status=Status.INITIAL, hold_expires_at=int(NOON.timestamp()) + 600)
    assert takes_time(hold, NOON + later) is is_live
    assert is_expired(hold, NOON + later) is not is_live


@pytest.mark.parametrize(
    ("status", "is_live"),
    [("RS", True), ("BK", True), ("CN", False), ("RE", False), ("NS", False)],
)
def test_the_other_statuses_do_not_wait_for_a_timer(status: str, is_live: bool) -> None:
    row = visit(0, status=Status(status))
    assert takes_time(row, NOON) is is_live
    assert not is_expired(row, NOON)


def test_a_footprint_is_the_visit_with_the_buffers_it_was_made_with() -> None:
    row = visit(100, minutes=30, buffer_before=5, buffer_after=10)
    assert (row.start, row.end) == (100, 130)
    assert row.footprint == (95, 140)
