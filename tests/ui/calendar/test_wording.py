"""Times, hours and countdowns as staff read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.wording import Words, clock_text, countdown_text, hours_text, time_text


@pytest.mark.parametrize(
    ("minute", "long", "short"),
    [
        (0, "0:00", "12:00 am"),
        (485, "8:05", "8:05 am"),
        (720, "12:00", "12:00 pm"),
        (855, "14:15", "2:15 pm"),
        (1440, "0:00", "12:00 am"),
    ],
)
def test_clock(minute: int, long: str, short: str) -> None:
    assert clock_text(minute) == long
    assert clock_text(minute, twelve_hours=True) == short


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(272, "4:32"), (60, "1:00"), (9, "0:09"), (0, "0:00"), (-5, "0:00"), (3872, "1:04:32")],
)
def test_countdown(seconds: int, text: str) -> None:
    assert countdown_text(seconds) == text


def test_hours_are_as_short_as_a_head(make: Any) -> None:
    spans = [Span(make.at(8), make.at(12)), Span(make.at(13), make.at(17, 30))]
    assert hours_text(spans, make.zone) == "8–12, 13–17:30"
    assert hours_text(spans, make.zone, twelve_hours=True) == "8–12, 1–5:30"
    assert hours_text([make.day], make.zone) == "0–24"
    assert hours_text([make.day], make.zone, twelve_hours=True) == "12 am–12 am"
    assert hours_text([], make.zone) == ""


def test_times_are_local(make: Any, long_day: Any) -> None:
    assert time_text(make.at(14, 15), make.zone) == "14:15"
    twice = [time_text(long_day.day.start + minutes, long_day.zone) for minutes in (60, 120)]
    assert twice == ["1:00", "1:00"]


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "Booked"),
        ({"arrived": True}, "Arrived"),
        ({"arrived": True, "completed": True}, "Done"),
        ({"status": Status.RESERVED}, "Reserved"),
        ({"status": Status.NO_SHOW}, "No-show"),
        ({"status": Status.INITIAL}, "Held"),
    ],
)
def test_a_status_is_one_word(make: Any, facts: dict[str, Any], word: str) -> None:
    visit: Callable[..., Any] = make.visit
    assert Words().status(visit(make.at(9), **facts)) == word
