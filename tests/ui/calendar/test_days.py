"""Several days side by side: every column on its own day, with its own scale and its own hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.desk.views import ColumnView, DaysView, DayView, OpeningsView, VisitView
from frontdesk.engine.clock import instant_of
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.engine.zones import day_span
from frontdesk.ui.calendar.geometry import ColumnScale, TimeScale, same_time
from frontdesk.ui.calendar.layout import axis_day, build
from frontdesk.ui.calendar.places import (
    busy_hours,
    next_block,
    opening_instant,
    place_at,
    shown_start,
)
from frontdesk.ui.calendar.scene import Frame, Kind, Scene
from frontdesk.ui.calendar.wording import Words

BERLIN, LORD_HOWE, ST_JOHNS = "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"
CHANGES = [
    (BERLIN, date(2026, 3, 29), 23 * 60),
    (BERLIN, date(2026, 10, 25), 25 * 60),
    (LORD_HOWE, date(2026, 4, 5), 24 * 60 + 30),
    (LORD_HOWE, date(2026, 10, 4), 23 * 60 + 30),
    (ST_JOHNS, date(2026, 3, 8), 23 * 60),
    (ST_JOHNS, date(2026, 11, 1), 25 * 60),
]
"""Days on which clocks change, and their minutes."""


def visit(number: int, start: int, end: int, resource: str = "r0", after: int = 0) -> VisitView:
    return VisitView(
        id=number,
        resource_id=resource,
        start=start,
        end=end,
        footprint=Span(start, end + after),
        status=Status.BOOKED,
        service_id="cut",
        service_name="Cut",
        color="teal",
        customer_name="Dana Fox",
    )


def days_of(
    zone: str,
    first: date,
    count: int,
    resources: int = 1,
    visits: list[VisitView] | None = None,
    hours: tuple[int, int] = (8, 18),
) -> DaysView:
    """Days with the same wall-clock hours, and each visit in every column that it touches."""

    def column(name: str, day: date) -> ColumnView:
        span = day_span(day, zone)
        opened = Span(*(wall(zone, day, hour) for hour in hours))
        own = [v for v in visits or () if v.resource_id == name]
        inside = [v for v in own if v.footprint.start < span.end and v.footprint.end > span.start]
        return ColumnView(
            name, name.upper(), "staff", "blue", day, span, (opened,), (), tuple(inside)
        )

    dates = [first + timedelta(days=n) for n in range(count)]
    names = [f"r{n}" for n in range(resources)]
    return DaysView(
        tuple(
            DayView("main", zone, day, day_span(day, zone), tuple(column(n, day) for n in names), 0)
            for day in dates
        )
    )


def wall(zone: str, day: date, hour: int, minute: int = 0) -> int:
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    return instant_of(local)


def scene_of(
    days: DaysView,
    openings: OpeningsView | None = None,
    now: int = 0,
    quarter: float = 20,
    room: int = 900,
) -> Scene:
    frame = Frame(
        time=TimeScale(axis_day(days), quarter),
        columns=ColumnScale(len(days.columns), room, 120),
        zone=ZoneInfo(days.timezone),
        words=Words(),
        titles={day.date: str(day.date) for day in days.days},
    )
    return build(days, days.columns, openings, now, frame)


STARTS = st.tuples(
    st.sampled_from(CHANGES).map(lambda change: (change[0], change[1])), st.integers(-8, 0)
)


@given(
    STARTS, st.integers(1, 9), st.integers(1, 3), st.integers(0, 9 * 1440), st.integers(200, 900)
)
def test_every_minute_of_every_column_is_found_where_it_is_drawn(
    begin: tuple[tuple[str, date], int], count: int, resources: int, minute: int, room: int
) -> None:
    (zone, change), before = begin
    first = change + timedelta(days=before)
    scene = scene_of(days_of(zone, first, count, resources), room=room)
    whole = scene.span
    instant = whole.start + minute % (whole.end - whole.start)
    for resource in range(resources):
        column = scene.column_of(f"r{resource}", instant)
        assert column is not None
        assert column.day.start <= instant < column.day.end
        place = place_at(scene, column.x + column.width / 2, column.time.y_of(instant))
        assert place is not None
        assert place.resource_id == f"r{resource}"
        assert 0 <= instant - place.instant < 15
        assert scene.column_of(place.resource_id, place.instant) is column


@given(STARTS, st.integers(1, 9), st.integers(1, 4))
def test_columns_and_days_lie_side_by_side_without_gaps(
    begin: tuple[tuple[str, date], int], count: int, resources: int
) -> None:
    (zone, change), before = begin
    scene = scene_of(days_of(zone, change + timedelta(days=before), count, resources))
    assert [c.number for c in scene.columns] == list(range(count * resources))
    assert all(column.width >= 120 for column in scene.columns)
    for left, right in pairwise(scene.columns):
        assert left.x + left.width == right.x
    assert [group.date for group in scene.groups] == sorted({c.date for c in scene.columns})
    for one, other in pairwise(scene.groups):
        assert one.day.end == other.day.start  # days share no minute and leave none out
        assert one.x + one.width == other.x
    assert scene.height == max(group.time.height for group in scene.groups)


@pytest.mark.parametrize(("zone", "change", "minutes"), CHANGES)
def test_a_day_is_drawn_as_long_as_it_is_beside_usual_ones(
    zone: str, change: date, minutes: int
) -> None:
    scene = scene_of(days_of(zone, change - timedelta(days=1), 3), quarter=15)
    assert [column.time.height for column in scene.columns] == [1440, minutes, 1440]
    assert scene.frame.time.day == scene.columns[0].day  # the axis shows a usual day
    below = scene.columns[1]
    beside = place_at(scene, below.x + 5, minutes + 1)
    assert (beside is None) == (minutes + 1 >= below.time.height)


@pytest.mark.parametrize(("zone", "change", "minutes"), CHANGES)
def test_a_day_tells_its_own_hours_from_the_change_on(
    zone: str, change: date, minutes: int
) -> None:
    scene = scene_of(days_of(zone, change - timedelta(days=1), 3))
    before, day, after = scene.groups
    assert before.labels == after.labels == ()
    labels = day.labels
    assert len(labels) >= 20
    for mark in labels:
        local = datetime.fromtimestamp(mark.instant * 60, ZoneInfo(zone))
        assert (local.hour * 60 + local.minute, local.date()) == (mark.wall_minute, change)
    first = datetime.fromtimestamp(labels[0].instant * 60, ZoneInfo(zone))
    assert first.hour in (1, 2, 3)  # where these clocks change


def test_a_day_alone_is_labelled_by_the_axis_whatever_its_length() -> None:
    scene = scene_of(days_of(BERLIN, date(2026, 3, 29), 1))
    assert scene.groups[0].labels == ()
    assert scene.marks == scene.groups[0].marks
    assert not scene.is_grouped


def test_a_visit_over_midnight_is_cut_off_in_both_days() -> None:
    friday = date(2026, 11, 27)
    late = visit(1, wall(BERLIN, friday, 23), wall(BERLIN, friday, 23) + 150, after=30)
    scene = scene_of(days_of(BERLIN, friday, 3, visits=[late]), quarter=15)
    one, other = (scene.columns[n].blocks[0] for n in (0, 1))
    assert (one.rect.y, one.rect.bottom) == (1381, 1440)
    assert one.after is None
    assert (other.rect.y, other.rect.bottom) == (1, 90)
    assert other.after is not None
    assert (other.after.y, other.after.bottom) == (91, 120)
    assert (one.number, other.number) == (0, 1)
    assert scene.columns[2].blocks == ()
    assert shown_start(scene, other) == scene.columns[1].day.start


def test_a_buffer_alone_over_midnight_is_no_visit_of_the_next_day() -> None:
    friday = date(2026, 11, 27)
    start = wall(BERLIN, friday, 23)
    scene = scene_of(days_of(BERLIN, friday, 2, visits=[visit(1, start, start + 60, after=30)]))
    block = scene.columns[1].blocks[0]
    assert block.rect.height == 0
    assert block.after is not None
    assert (block.after.y, block.after.bottom) == (1, 40)
    assert place_at(scene, scene.columns[1].x + 10, 5).block is None  # type: ignore[union-attr]
    assert next_block(scene, 0, start, True) is None


SPANS = st.lists(
    st.tuples(st.integers(0, 3 * 1440), st.integers(1, 400), st.integers(0, 40)), max_size=15
)


@given(SPANS, st.sampled_from(CHANGES))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_block_covers_another_on_any_day(
    spans: list[tuple[int, int, int]], change: tuple[str, date, int]
) -> None:
    zone, day, _ = change
    first = day - timedelta(days=1)
    base = day_span(first, zone).start
    visits = [
        visit(n, base + at, base + at + length, after=after)
        for n, (at, length, after) in enumerate(spans)
    ]
    scene = scene_of(days_of(zone, first, 3, visits=visits))
    for column in scene.columns:
        blocks = [block for block in column.blocks if block.rect.height]
        for number, one in enumerate(blocks):
            assert column.x <= one.rect.x
            assert one.rect.right <= column.x + column.width
            assert one.bounds.y >= 0
            for other in blocks[number + 1 :]:
                apart = one.rect.right <= other.rect.x or other.rect.right <= one.rect.x
                above = one.rect.bottom <= other.rect.y or other.rect.bottom <= one.rect.y
                assert apart or above


def test_the_now_line_crosses_the_columns_of_today_alone() -> None:
    tuesday = date(2026, 11, 24)
    now = wall(BERLIN, tuesday, 10, 42) * 60
    scene = scene_of(days_of(BERLIN, date(2026, 11, 23), 3, 2), now=now, quarter=15)
    line = scene.now_line
    assert line is not None
    assert (line.x, line.width) == (scene.columns[2].x, 2 * scene.columns[2].width)
    assert line.y == 642


def test_openings_are_marked_on_the_days_they_are_on() -> None:
    monday = date(2026, 11, 23)
    starts = (wall(BERLIN, monday, 9), wall(BERLIN, monday + timedelta(days=1), 9))
    openings = OpeningsView("cut", 30, 0, 0, monday, monday + timedelta(days=1), {"r0": starts})
    scene = scene_of(days_of(BERLIN, monday, 3), openings)
    assert [len(column.ticks) for column in scene.columns] == [1, 1, 0]
    marked = [[s.kind for s in column.stretches].count(Kind.AVAILABLE) for column in scene.columns]
    assert marked == [1, 1, 0]
    place = place_at(scene, scene.columns[1].x + 5, scene.columns[1].time.y_of(starts[1] + 3))
    assert place is not None
    assert place.start == starts[1]


def test_a_start_before_midnight_is_not_offered_on_the_day_after() -> None:
    monday = date(2026, 11, 23)
    starts = (wall(BERLIN, monday, 23, 45),)
    openings = OpeningsView("cut", 30, 0, 0, monday, monday + timedelta(days=1), {"r0": starts})
    scene = scene_of(days_of(BERLIN, monday, 2), openings)
    place = place_at(scene, scene.columns[1].x + 5, 5)
    assert place is not None
    assert place.start is None


def test_openings_of_other_days_mark_nothing() -> None:
    monday = date(2026, 11, 23)
    old = OpeningsView("cut", 30, 0, 0, date(2026, 11, 20), date(2026, 11, 22), {"r0": (1,)})
    assert scene_of(days_of(BERLIN, monday, 2), old).openings is None


def test_days_open_where_the_earliest_of_them_begins() -> None:
    monday = date(2026, 11, 23)
    early = visit(1, wall(BERLIN, date(2026, 11, 25), 7), wall(BERLIN, date(2026, 11, 25), 8))
    scene = scene_of(days_of(BERLIN, monday, 3, visits=[early]))
    hours = busy_hours(scene)
    axis = scene.frame.time.day.start
    assert (hours.start - axis, hours.end - axis) == (7 * 60, 18 * 60)
    assert opening_instant(scene, 400) - axis == 7 * 60


@given(st.integers(0, 9 * 1440), st.sampled_from(CHANGES), st.integers(-3, 3))
def test_the_same_time_on_another_day_is_what_the_clock_shows_there(
    minute: int, change: tuple[str, date, int], away: int
) -> None:
    zone, day, _ = change
    instant = day_span(day - timedelta(days=4), zone).start + minute
    target = day_span(day + timedelta(days=away), zone)
    found = same_time(instant, ZoneInfo(zone), target)
    assert target.start <= found < target.end
    shown = datetime.fromtimestamp(instant * 60, ZoneInfo(zone))
    there = datetime.fromtimestamp(found * 60, ZoneInfo(zone))
    skipped = there.time() != shown.time()
    if skipped:  # the clock change leaves that time out, or it is the one before midnight
        assert away == 0 or shown.hour == 23


def test_tab_goes_on_from_day_to_day() -> None:
    monday = date(2026, 11, 23)
    visits = [
        visit(n, wall(BERLIN, day, 9), wall(BERLIN, day, 10), resource)
        for n, (day, resource) in enumerate(
            [(monday, "r0"), (monday, "r1"), (monday + timedelta(days=1), "r0")]
        )
    ]
    scene = scene_of(days_of(BERLIN, monday, 2, 2, visits=visits))
    seen, number, instant = [], 0, scene.columns[0].day.start
    while (block := next_block(scene, number, instant, True)) is not None:
        seen.append(block.visit.id)
        number, instant = block.number, shown_start(scene, block)
    assert seen == [0, 1, 2]
