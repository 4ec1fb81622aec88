"""How days are cut into pages: nothing lost, nothing twice, never too narrow to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.views import ColumnView, DaysView, DayView, VisitView
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.printing.paper import (
    AXIS,
    NARROWEST,
    Format,
    Paper,
    evenly,
    paper_for,
    printed_hours,
    split,
)

MONDAY = date(2026, 11, 23)
MIDNIGHT = 29_923_500
"""Midnight in New York on that Monday, in minutes since 1970."""


def days(columns: int, count: int = 1) -> DaysView:
    made = []
    for number in range(count):
        start = MIDNIGHT + number * 1440
        day = Span(start, start + 1440)
        those = tuple(
            ColumnView(
                resource_id=f"r{index}",
                name=f"R {index}",
                kind="staff",
                color="",
                date=MONDAY + timedelta(days=number),
                day=day,
                open=(Span(start + 8 * 60, start + 17 * 60),),
                blocks=(),
                visits=(),
            )
            for index in range(columns)
        )
        made.append(
            DayView("main", "America/New_York", MONDAY + timedelta(days=number), day, those, 0)
        )
    return DaysView(tuple(made))


@given(st.integers(1, 60), st.integers(1, 9), st.sampled_from(list(Format)))
def test_every_column_is_on_one_page_and_wide_enough(columns, count, paper_format):
    view = days(columns, count)
    paper = paper_for(view, paper_format)
    pages = split(view, paper.most_columns)
    told = [(column.resource_id, column.date) for page in pages for column in page.columns]
    assert told == [(column.resource_id, column.date) for column in view.columns]
    for page in pages:
        assert page.columns
        assert len(page.columns) * NARROWEST + AXIS <= paper.room[0]


@given(st.lists(st.integers(), max_size=80), st.integers(1, 12))
def test_parts_are_as_few_as_can_be_and_about_equally_long(entries, most):
    parts = evenly(entries, most)
    assert [entry for part in parts for entry in part] == entries
    lengths = [len(part) for part in parts]
    assert len(parts) == -(-len(entries) // most)
    assert not lengths or max(lengths) - min(lengths) <= 1


def test_a_few_columns_stand_upright_and_many_lie_on_the_side():
    assert not paper_for(days(4), Format.A4).landscape
    assert paper_for(days(8), Format.A4).landscape
    assert paper_for(days(1, 7), Format.LETTER).landscape  # a week of one person on one page
    assert len(split(days(1, 7), Paper(Format.A4, landscape=True).most_columns)) == 1


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (9 * 60, 10 * 60, (8, 17)),
        (6 * 60 + 45, 7 * 60 + 15, (6, 17)),
        (16 * 60, 18 * 60 + 10, (8, 19)),
        (-60, 30, (0, 17)),  # over the midnight before
        (23 * 60 + 30, 25 * 60, (8, 24)),
    ],
)
def test_hours_reach_around_work_and_visits(start, end, hours):
    view = days(1)
    column = view.days[0].columns[0]
    span = Span(MIDNIGHT + start, MIDNIGHT + end)
    visit = VisitView(1, "r0", span.start, span.end, span, Status.BOOKED, "cut", "Cut", "")
    day = replace(view.days[0], columns=(replace(column, visits=(visit,)),))
    found = printed_hours(DaysView((day,)))
    assert (found.start / 60, found.end / 60) == hours


def test_a_closed_day_still_has_hours():
    view = days(1)
    closed = replace(view.days[0].columns[0], open=())
    found = printed_hours(DaysView((replace(view.days[0], columns=(closed,)),)))
    assert found.end > found.start
