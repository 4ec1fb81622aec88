"""Dates are read as people type them, and what can't be read is refused with a sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.dates import parse_birth_date, parse_date
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.engine.refusals import Code, RefusalError

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-11-22"),
        (" Tomorrow ", "2026-11-23"),
        ("yesterday", "2026-11-21"),
        ("+3d", "2026-11-25"),
        ("+6w", "2027-01-03"),
        ("6 weeks", "2027-01-03"),
        ("in 2 days", "2026-11-24"),
        ("-1w", "2026-11-15"),
        ("+3m", "2027-02-22"),
        ("+1y", "2027-11-22"),
        ("fri", "2026-11-27"),
        ("FRIDAY", "2026-11-27"),
        ("sun", "2026-11-29"),
        ("mo", "2026-11-23"),
        ("next tue", "2026-11-24"),
        ("next  sunday", "2026-11-29"),
        ("24.12.", "2026-12-24"),
        ("24.12", "2026-12-24"),
        ("24. 12. 2027", "2027-12-24"),
        ("24.12.27", "2027-12-24"),
        ("22.11.", "2026-11-22"),
        ("21.11.", "2027-11-21"),
        ("29.2.", "2028-02-29"),
        ("2026-12-24", "2026-12-24"),
        ("2026-1-5", "2026-01-05"),
        ("24 dec", "2026-12-24"),
        ("24th December", "2026-12-24"),
        ("dec 24", "2026-12-24"),
        ("Dec 24, 2028", "2028-12-24"),
        ("24 dec 28", "2028-12-24"),
        ("1 sept", "2027-09-01"),
        ("12/24", "2026-12-24"),
        ("24/12/2027", "2027-12-24"),
        ("5/5", "2027-05-05"),
        ("Fri 4 Dec", "2026-12-04"),
        ("Thu, 2 Jan 2025", "2025-01-02"),
    ],
)
def test_a_date_is_read(typed: str, meant: str) -> None:
    assert parse_date(typed, SUNDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        ("2026-11-23", "next tue", "2026-12-01"),
        ("2026-11-23", "tue", "2026-11-24"),
        ("2026-11-27", "fri", "2026-12-04"),
        ("2027-01-31", "+1m", "2027-02-28"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2026-03-31", "-1m", "2026-02-28"),
    ],
)
def test_a_date_is_read_on_another_day(today: str, typed: str, meant: str) -> None:
    assert parse_date(typed, date.fromisoformat(today)) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        ("2026-11-28", "24.12.", "2025-12-24"),
        ("2026-11-28", "dec 24", "2025-12-24"),
        ("2026-11-28", "12/24", "2025-12-24"),
        ("2026-11-28", "Thu, 24 Dec", "2025-12-24"),
        ("2026-11-28", "28.11.", "2026-11-28"),
        ("2026-11-28", "29.11.", "2025-11-29"),
        ("2026-11-28", "29.2.", "2024-02-29"),
        ("2103-02-01", "29.2.", "2096-02-29"),
        ("2026-11-28", "24.12.2026", "2026-12-24"),
        ("2026-11-28", "2026-12-24", "2026-12-24"),
        ("2026-11-28", "fri", "2026-11-27"),
        ("2026-11-28", "sat", "2026-11-21"),
        ("2026-11-28", "sun", "2026-11-22"),
        ("2026-11-28", "next sun", "2026-12-06"),
        ("2026-11-28", "tomorrow", "2026-11-29"),
        ("2026-11-28", "-6w", "2026-10-17"),
    ],
)
def test_where_one_looks_back_a_day_without_a_year_is_the_last_that_was(
    today: str, typed: str, meant: str
) -> None:
    found = parse_date(typed, date.fromisoformat(today), looks_back=True)
    assert found == date.fromisoformat(meant)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1)))
def test_back_and_ahead_meet_only_today(today: date, day: date) -> None:
    typed = f"{day.day}.{day.month}."
    back, ahead = parse_date(typed, today, looks_back=True), parse_date(typed, today)
    assert back <= today <= ahead
    assert (back == ahead) is ((day.day, day.month) == (today.day, today.month))
    weekday = f"{day:%A}"
    back, ahead = parse_date(weekday, today, looks_back=True), parse_date(weekday, today)
    assert (back.weekday(), ahead.weekday()) == (day.weekday(), day.weekday())
    assert timedelta(days=1) <= today - back <= timedelta(days=7)
    assert timedelta(days=1) <= ahead - today <= timedelta(days=7)


def test_what_is_no_date_is_refused_with_examples_that_lie_behind() -> None:
    with pytest.raises(RefusalError) as caught:
        parse_date("soon", SUNDAY, looks_back=True)
    sentence = refusal_sentence(caught.value.refusal)
    assert sentence == "“soon” is no date. Try 24.12., 24 dec, tue, yesterday, -6w or -3d."


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "next tue"),
        ("soon", "soon"),
        ("next", "next tue"),
        ("31.11.", "no such day"),
        ("30 feb 2027", "no such day"),
        ("0.1.", "no such day"),
        ("24 dez", "24 dez"),
        ("3/4", "two ways"),
        ("13/13", "no such day"),
        ("+9999y", "+9999y"),
        ("9999-12-31 +1d", "no date"),
        ("ju", "ju"),
        ("٣.٤.٩٩٩٩٩", "no date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed: str, word: str) -> None:
    with pytest.raises(RefusalError) as caught:
        parse_date(typed, SUNDAY)
    assert caught.value.refusal.code is Code.BAD_TIME
    assert word in refusal_sentence(caught.value.refusal)


@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)), st.integers(0, 400))
def test_steps_and_written_dates_agree(day: date, distance: int) -> None:
    later = day + timedelta(days=distance)
    assert parse_date(f"+{distance}d", day) == later
    assert parse_date(later.isoformat(), day) == later
    assert parse_date(f"{later.day}.{later.month}.{later.year}", day) == later
    assert parse_date(f"{later:%d %b %Y}", day) == later


@given(st.text(max_size=20) | st.from_regex(r"[0-9./+a-z -]{1,12}", fullmatch=True))
def test_whatever_is_typed_is_a_date_or_refused(text: str) -> None:
    refused = ""
    try:
        found = parse_date(text, SUNDAY)
    except RefusalError as error:
        refused = refusal_sentence(error.refusal)
    assert refused.endswith(".") if refused else found.year >= 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("24.12.1980", "1980-12-24"), ("24 dec 1980", "1980-12-24"), ("1980-12-24", "1980-12-24")],
)
def test_a_birth_date_is_read(typed: str, meant: str) -> None:
    assert parse_birth_date(typed, SUNDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["24.12.80", "tomorrow", "23.11.2026", "1980", "next tue 1980"])
def test_a_birth_date_has_a_year_and_lies_in_the_past(typed: str) -> None:
    with pytest.raises(RefusalError):
        parse_birth_date(typed, SUNDAY)
