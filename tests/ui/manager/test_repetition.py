"""Rules of repetition: chosen, written, read again, and the days that they mean."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.setup_file.repetition import check_repetition
from frontdesk.ui.manager.repetition import (
    Repetition,
    is_last,
    next_times,
    parse,
    rank_of,
    rule_text,
)
from frontdesk.ui.manager.repetition_words import block_times, repetition_sentence

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("rule", "repetition"),
    [
        ("FREQ=DAILY", Repetition("DAILY")),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", Repetition("WEEKLY", 2, (1, 3))),
        ("freq=weekly;byday=th,tu", Repetition("WEEKLY", 1, (1, 3))),
        ("FREQ=MONTHLY;BYDAY=4TU;COUNT=6", Repetition("MONTHLY", 1, (1,), 4, count=6)),
        ("FREQ=MONTHLY;BYDAY=-1FR", Repetition("MONTHLY", 1, (4,), -1)),
        ("FREQ=YEARLY;UNTIL=20301224", Repetition("YEARLY", until="20301224")),
        ("FREQ=DAILY;UNTIL=20301224T235959", Repetition("DAILY", until="20301224")),
        ("FREQ=HOURLY", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=MONTHLY;BYDAY=TU", None),
        ("FREQ=WEEKLY;BYDAY=2TU", None),
        ("FREQ=DAILY;UNTIL=20301224T120000Z", None),
        ("FREQ=DAILY;UNTIL=20301224;COUNT=3", None),
        ("FREQ=DAILY;FREQ=DAILY", None),
        ("every week", None),
        ("", None),
    ],
)
def test_reads_what_can_be_chosen_and_nothing_else(
    rule: str, repetition: Repetition | None
) -> None:
    assert parse(rule) == repetition


repetitions = st.one_of(
    st.builds(Repetition, st.sampled_from(["DAILY", "YEARLY"]), st.integers(1, 40)),
    st.builds(
        Repetition,
        st.just("WEEKLY"),
        st.integers(1, 8),
        st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    ),
    st.builds(
        Repetition,
        st.just("MONTHLY"),
        st.integers(1, 12),
        st.just((1,)),
        st.sampled_from([1, 2, 3, 4, 5, -1]),
        until=st.none() | st.dates(TUESDAY, date(2090, 1, 1)).map(lambda d: d.strftime("%Y%m%d")),
    ),
    st.builds(Repetition, st.just("MONTHLY"), st.integers(1, 12), count=st.integers(1, 500)),
)


@given(repetitions)
def test_whatever_is_chosen_is_read_again_and_accepted(chosen: Repetition) -> None:
    rule = rule_text(chosen, TUESDAY)
    assert parse(rule) == chosen
    check_repetition(rule, datetime(2026, 11, 24, 11, 0))


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (Repetition("DAILY"), "Every day"),
        (Repetition("WEEKLY"), "Every week on Tue"),
        (Repetition("WEEKLY", 2, (1, 3)), "Every 2 weeks on Tue and Thu"),
        (Repetition("MONTHLY"), "Every month on day 24"),
        (Repetition("MONTHLY", 3, (1,), 4), "Every 3 months on the fourth Tuesday"),
        (Repetition("MONTHLY", 1, (1,), -1, count=6), "Every month on the last Tuesday, 6 times"),
        (
            Repetition("YEARLY", until="20301224"),
            "Every year on 24 November, until Tue 24 Dec 2030",
        ),
    ],
)
def test_says_it_in_words(chosen: Repetition, sentence: str) -> None:
    assert repetition_sentence(chosen, TUESDAY) == sentence


@pytest.mark.parametrize(
    ("day", "rank", "last"),
    [
        (date(2026, 11, 1), 1, False),
        (date(2026, 11, 24), 4, True),
        (date(2026, 12, 24), 4, False),
        (date(2026, 12, 31), 5, True),
    ],
)
def test_counts_a_weekday_in_its_month(day: date, rank: int, last: bool) -> None:
    assert rank_of(day) == rank
    assert is_last(day) is last


def block(rule: str | None = None, **said: Any) -> dict[str, Any]:
    return {"start": "2026-11-24T11:00", "end": "2026-11-24T12:00", "rrule": rule} | said


@pytest.mark.parametrize(
    ("entry", "days"),
    [
        (block("FREQ=WEEKLY;BYDAY=TU,TH"), ["24.11", "26.11", "1.12", "3.12", "8.12"]),
        (block("FREQ=WEEKLY;INTERVAL=2"), ["24.11", "8.12", "22.12", "5.1", "19.1"]),
        (block("FREQ=MONTHLY;BYDAY=-1TU"), ["24.11", "29.12", "26.1", "23.2", "30.3"]),
        (block("FREQ=DAILY;COUNT=2"), ["24.11", "25.11"]),
        (block("FREQ=DAILY;UNTIL=20261125"), ["24.11", "25.11"]),
        (block(), ["24.11"]),
        (block(start="2026-11-20T00:00", end="2026-11-23T00:00"), []),  # over at midnight
        (block(start="2026-11-20T00:00", end="2026-11-24T00:00"), ["20.11"]),  # under way
        (block("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), []),  # never
        (block("FREQ=SECONDLY"), []),
        (block("nonsense"), []),
        (block(start="soon"), []),
    ],
)
def test_tells_the_next_days(entry: dict[str, Any], days: list[str]) -> None:
    found = next_times(entry, datetime(2026, 11, 23))
    assert [f"{at.day}.{at.month}" for at in found] == days


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (block(), "Tue 24 Nov 2026, 11:00 – 12:00"),
        (block("FREQ=WEEKLY"), "Every week on Tue, 11:00 – 12:00"),
        (block("FREQ=HOURLY"), "By its own rule, 11:00 – 12:00"),
        (
            block(start="2026-12-07T00:00", end="2026-12-12T00:00"),
            "Mon 7 Dec 2026 – Fri 11 Dec 2026",
        ),
        (block(start="2026-12-07T00:00", end="2026-12-08T00:00"), "Mon 7 Dec 2026"),
        (
            block(start="2026-12-07T18:00", end="2026-12-08T06:00"),
            "Mon 7 Dec 2026, 18:00 – Tue 8 Dec 2026, 6:00",
        ),
        (block(start="soon"), "Not complete yet"),
    ],
)
def test_a_block_in_the_list(entry: dict[str, Any], words: str) -> None:
    assert block_times(entry) == words
