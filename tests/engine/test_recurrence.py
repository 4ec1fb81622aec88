"""Repeating blocks: RFC 5545 rules in wall-clock time, however long ago they began."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frontdesk.engine.recurrence import occurrences, rule_of
from frontdesk.engine.span import Span
from frontdesk.engine.values import Block

from .oracle import block_starts, minute_of_wall
from .shop import at, walls


def block(start: str, minutes: int = 60, rule: str | None = None) -> Block:
    begin = datetime.fromisoformat(start)
    return Block(begin, begin + timedelta(minutes=minutes), rrule=rule)


def days_of(found: list[Span]) -> list[str]:
    return [str(datetime.fromtimestamp(span.start * 60, UTC).date()) for span in found]


def within(first: str, last: str, zone: str = "UTC") -> Span:
    return Span(at(f"{first}T00:00", zone), at(f"{last}T00:00", zone))


def test_a_single_block_is_found_where_it_shares_a_minute() -> None:
    meeting = block("2026-11-23T12:00")
    noon, one = at("12:00"), at("13:00")
    assert occurrences(meeting, "UTC", Span(one - 1, one)) == [Span(noon, one)]
    assert occurrences(meeting, "UTC", Span(one, one + 60)) == []
    assert occurrences(meeting, "UTC", Span(noon - 60, noon)) == []


def test_occurrences_keep_their_wall_clock_time_across_a_clock_change() -> None:
    lunch = block("2026-10-26T12:00", 60, "FREQ=DAILY")
    zone = "America/New_York"
    found = occurrences(lunch, zone, within("2026-10-30", "2026-11-04", zone))
    assert walls((span.start for span in found), zone) == ["12:00"] * 5
    assert walls(span.start for span in found) == ["16:00", "16:00", "17:00", "17:00", "17:00"]


def test_an_occurrence_over_a_clock_change_lasts_as_long_as_the_clock_says() -> None:
    night = block("2026-10-01T23:00", 8 * 60, "FREQ=DAILY")
    zone = "America/New_York"
    (found,) = occurrences(
        night, zone, Span(at("2026-11-01T03:00", zone), at("2026-11-01T04:00", zone))
    )
    assert walls(found, zone) == ["23:00", "07:00"]
    assert found.end - found.start == 9 * 60


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261127", "2026-11-27"),  # a mere date: that whole day
        ("20261127T120000", "2026-11-27"),  # wall-clock, the very start included
        ("20261127T115959", "2026-11-26"),
        ("20261127T170000Z", "2026-11-27"),  # 12:00 in New York
        ("20261127T165959Z", "2026-11-26"),
        ("20261128T030000Z", "2026-11-27"),  # still the 27th in New York
    ],
)
def test_until_is_the_last_moment_at_which_an_occurrence_starts(until: str, last: str) -> None:
    zone = "America/New_York"
    lunch = block("2026-11-23T12:00", 60, f"FREQ=DAILY;UNTIL={until}")
    found = occurrences(lunch, zone, within("2026-11-20", "2026-12-10", zone))
    assert days_of(found)[-1] == last
    assert days_of(found)[0] == "2026-11-23"


def test_an_until_in_utc_follows_the_offset_of_its_own_day() -> None:
    # 8:00 in New York is 12:00 UTC until the first of November and 13:00 UTC from then on.
    zone = "America/New_York"
    early = block("2026-10-29T08:00", 60, "FREQ=DAILY;UNTIL=20261102T120000Z")
    assert days_of(occurrences(early, zone, within("2026-10-20", "2026-11-20", zone)))[-1] == (
        "2026-11-01"
    )


def test_count_counts_from_the_first_occurrence_ever() -> None:
    course = block("2026-11-02T18:00", 60, "FREQ=WEEKLY;COUNT=4")
    assert days_of(occurrences(course, "UTC", within("2026-11-10", "2027-01-10"))) == [
        "2026-11-16",
        "2026-11-23",
    ]


def test_every_other_week_keeps_its_phase_over_the_years() -> None:
    market = block("2015-01-05T08:00", 60, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH")
    # Weeks of an even distance from Monday 2015-01-05; 2026-11-16 is 619 weeks on, so odd.
    assert days_of(occurrences(market, "UTC", within("2026-11-16", "2026-12-07"))) == [
        "2026-11-24",
        "2026-11-26",
    ]


def test_an_occurrence_longer_than_a_day_reaches_into_the_window() -> None:
    works = block("2026-01-01T00:00", 5 * 1440, "FREQ=MONTHLY")
    (found,) = occurrences(works, "UTC", within("2026-11-05", "2026-11-06"))
    assert found == (at("2026-11-01T00:00"), at("2026-11-06T00:00"))


@pytest.mark.parametrize(
    "rule", ["", "FREQ=SOMETIMES", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;NOSUCH=1"]
)
def test_a_rule_that_is_none_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        rule_of(block("2026-11-23T12:00", 60, rule), "UTC")


def test_only_one_rule_is_accepted() -> None:
    two = "FREQ=DAILY\nEXDATE:20261124T120000"
    with pytest.raises(ValueError, match="only one"):
        rule_of(block("2026-11-23T12:00", 60, two), "UTC")


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 7))}"]
    weekdays = st.lists(st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")), unique=True)
    named = draw(weekdays)
    if named:
        parts.append(f"BYDAY={','.join(named)}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(('MO', 'SU', 'WE')))}")
    if frequency in ("MONTHLY", "DAILY") and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(st.sampled_from(('1', '15,31', '-1')))}")
    if frequency != "HOURLY" and draw(st.booleans()):
        parts.append(f"BYHOUR={draw(st.sampled_from(('9', '8,17')))}")
    ending = draw(st.sampled_from((None, None, "COUNT", "UNTIL")))
    if ending == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 300))}")
    if ending == "UNTIL":
        form = draw(st.sampled_from(("20261128", "20261128T090000", "20261128T090000Z")))
        parts.append(f"UNTIL={form}")
    return ";".join(draw(st.permutations(parts)))


@given(
    rules(),
    st.integers(0, 2500),
    st.sampled_from(("UTC", "America/New_York", "Australia/Lord_Howe")),
    st.sampled_from((30, 1440, 4000)),
)
def test_a_rule_begun_years_ago_gives_what_walking_from_its_first_day_gives(
    rule: str, days_ago: int, zone: str, minutes: int
) -> None:
    assume("HOURLY" not in rule or days_ago < 300)  # walking would take too long
    begin = datetime(2026, 11, 23, 9, 30) - timedelta(days=days_ago)
    window = Span(at("2026-11-23T00:00", zone), at("2026-12-02T00:00", zone))
    repeated = Block(begin, begin + timedelta(minutes=minutes), rrule=rule)
    expected = []
    for start in block_starts(repeated, zone, datetime(2026, 12, 3)):
        end = start + timedelta(minutes=minutes)
        span = Span(minute_of_wall(start, zone), minute_of_wall(end, zone))
        if span.start < window.end and window.start < span.end:
            expected.append(span)
    assert occurrences(repeated, zone, window) == expected
