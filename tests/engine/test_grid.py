"""Legal starts, by the location's clock and counted from each opening."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.grid import clock_grid, opening_anchors, opening_starts
from frontdesk.engine.span import Span, merge
from frontdesk.engine.sweep import clipped, lone_spans, start_stretches, starts_on_grid

from .oracle import local
from .scenarios import CHANGES
from .shop import DAY, at, walls

NEW_YORK = "America/New_York"


@given(
    st.sampled_from([(zone, day) for zone, days in CHANGES.items() for day in days]),
    st.integers(-1, 0),
    st.sampled_from((1, 5, 7, 15, 30, 45, 60, 100, 1440)),
)
def test_the_clock_grid_is_every_minute_that_the_clock_shows_as_a_multiple(
    place: tuple[str, date], back: int, interval: int
) -> None:
    zone, change = place
    first = change + timedelta(days=back)
    noon = at(f"{first}T12:00", zone)
    around = range(noon - 800, noon + 2300)
    expected = [
        minute
        for minute in around
        if first <= local(minute, zone).date() <= first + timedelta(days=1)
        and (local(minute, zone).hour * 60 + local(minute, zone).minute) % interval == 0
    ]
    assert list(clock_grid(zone, first, first + timedelta(days=1), interval, None)) == expected


def test_an_hour_that_occurs_twice_has_its_starts_twice() -> None:
    night = date(2026, 11, 1)
    shown = walls(clock_grid(NEW_YORK, night, night, 30, None), NEW_YORK)
    assert shown[:8] == ["00:00", "00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30"]
    assert len(shown) == 50


def test_listed_times_replace_the_grid() -> None:
    starts = clock_grid("UTC", DAY, DAY + timedelta(days=1), 15, (690, 540))
    assert walls(starts) == ["09:00", "11:30", "09:00", "11:30"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 1), ["01:30"]),  # ambiguous: once, the first
        (date(2026, 3, 8), ["01:30"]),
    ],
)
def test_a_listed_time_happens_once_a_day(day: date, shown: list[str]) -> None:
    starts = clock_grid(NEW_YORK, day, day, 15, (90,))
    assert walls(starts, NEW_YORK) == shown
    assert starts[0] == at(f"{day}T01:30", NEW_YORK)


def test_a_listed_time_that_is_skipped_is_where_the_clock_then_stands() -> None:
    spring = date(2026, 3, 8)
    assert walls(clock_grid(NEW_YORK, spring, spring, 15, (150,)), NEW_YORK) == ["03:30"]


def test_starts_are_counted_in_elapsed_minutes_from_each_opening() -> None:
    night = Span(at("2026-11-01T00:10", NEW_YORK), at("2026-11-01T04:00", NEW_YORK))
    day = date(2026, 11, 1)
    anchors = opening_anchors([night], NEW_YORK, day, day)
    starts = opening_starts(anchors, [(night.start, night.end - 1)], 60)
    assert walls(starts, NEW_YORK) == ["00:10", "01:10", "01:10", "02:10", "03:10"]


@pytest.mark.parametrize(("days_open", "shown"), [(7, "00:10"), (8, "00:00")])
def test_a_window_open_for_more_than_a_week_is_counted_from_midnight(
    days_open: int, shown: str
) -> None:
    monday = at("2026-11-23T00:00")
    opened = monday - days_open * 1440 + (10 if days_open == 7 else -10)
    anchors = opening_anchors([Span(opened, monday + 1440)], "UTC", DAY, DAY)
    starts = opening_starts(anchors, [(monday, monday + 600)], 1440)
    assert walls(starts) == [shown]


def test_exactly_a_week_is_not_more_than_a_week() -> None:
    monday = at("2026-11-23T00:00")
    exactly = opening_anchors([Span(monday - 10080, monday + 60)], "UTC", DAY, DAY)
    longer = opening_anchors([Span(monday - 10081, monday + 60)], "UTC", DAY, DAY)
    assert exactly == [monday - 10080]
    assert longer == [monday - 10081, monday]


minutes = st.integers(0, 120)
spans = st.lists(
    st.tuples(minutes, st.integers(1, 50)).map(lambda own: Span(own[0], own[0] + own[1])),
    max_size=7,
)


@given(spans, spans, st.integers(1, 20), st.integers(0, 8), st.integers(0, 8))
def test_stretches_are_all_minutes_at_which_a_visit_and_its_buffers_fit(
    open_spans: list[Span], busy: list[Span], duration: int, before: int, after: int
) -> None:
    windows = merge(open_spans)
    expected = [
        start
        for start in range(200)
        if any(span.start <= start and start + duration <= span.end for span in windows)
        and not any(
            start - before < span.end and span.start < start + duration + after for span in busy
        )
    ]
    stretches = start_stretches(windows, sorted(busy), duration, before, after)
    found = [start for first, last in stretches for start in range(first, last + 1)]
    assert found == expected


@given(spans, st.integers(0, 20), st.integers(1, 20), st.integers(0, 15))
def test_a_regular_grid_gives_the_starts_that_its_list_gives(
    those: list[Span], begin: int, step: int, count: int
) -> None:
    grid = range(begin, begin + step * count, step)
    stretches = [(span.start, span.end - 1) for span in merge(those)]
    expected = [start for start in grid if any(low <= start <= high for low, high in stretches)]
    assert starts_on_grid(grid, stretches) == expected
    assert starts_on_grid(list(grid), stretches) == expected


def test_clipping_keeps_the_last_and_the_first_minute() -> None:
    assert clipped([(3, 7), (12, 20)], [Span(7, 13)]) == [(7, 7), (12, 12)]
    assert clipped([(3, 6), (13, 20)], [Span(7, 13)]) == []


@given(spans, spans)
def test_clipping_keeps_the_minutes_of_both(those: list[Span], reachable: list[Span]) -> None:
    stretches = [(span.start, span.end - 1) for span in merge(those)]
    clips = merge(reachable)
    expected = [
        minute
        for low, high in stretches
        for minute in range(low, high + 1)
        if any(span.start <= minute < span.end for span in clips)
    ]
    found = clipped(stretches, clips)
    assert [minute for low, high in found for minute in range(low, high + 1)] == expected


@given(spans)
def test_a_lone_span_shares_no_minute_with_any_other(those: list[Span]) -> None:
    expected = {
        span
        for i, span in enumerate(those)
        if not any(
            span.start < other.end and other.start < span.end
            for j, other in enumerate(those)
            if j != i
        )
    }
    assert lone_spans(sorted(those)) == expected
