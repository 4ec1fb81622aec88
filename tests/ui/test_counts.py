"""The figures of a day: each visit once, expired holds not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frontdesk.desk.views import ColumnView, DaysView, DayView, VisitView
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.counts import USUALLY_LEFT_OUT, DayCounts, Group, count, group_of, without

DAY = Span(0, 1440)


def visit(number: int, resource_id: str = "ana", **more) -> VisitView:
    plain = VisitView(
        id=number,
        resource_id=resource_id,
        start=600,
        end=630,
        footprint=Span(600, 630),
        status=Status.BOOKED,
        service_id="cut",
        service_name="Cut",
        color="#000000",
    )
    return replace(plain, **more)


def column(resource_id: str, *visits: VisitView, load: float = 0.0, is_open: bool = True):
    spans = (Span(480, 1080),) if is_open else ()
    day = date(1970, 1, 1)
    return ColumnView(
        resource_id, resource_id, "staff", "#000000", day, DAY, spans, (), visits, "", load
    )


def day_of(*columns: ColumnView) -> DaysView:
    return DaysView((DayView("main", "UTC", date(1970, 1, 1), DAY, columns, 0),))


def test_each_visit_counts_once_however_many_columns_it_takes():
    day = day_of(column("ana", visit(1), visit(2, arrived=True)), column("room", visit(1, "room")))
    counts = count(day, 0)
    assert (counts.visits, counts.of(Group.BOOKED), counts.of(Group.HERE)) == (2, 1, 1)


def test_groups_go_by_facts_before_codes():
    assert group_of(visit(1)) is Group.BOOKED
    assert group_of(visit(1, status=Status.RESERVED)) is Group.BOOKED
    assert group_of(visit(1, arrived=True)) is Group.HERE
    assert group_of(visit(1, arrived=True, completed=True)) is Group.DONE
    assert group_of(visit(1, status=Status.NO_SHOW)) is Group.NO_SHOW
    assert group_of(visit(1, status=Status.INITIAL)) is Group.HELD
    assert group_of(visit(1, status=Status.CANCELLED)) is Group.CANCELLED
    assert group_of(visit(1, status=Status.RESCHEDULED)) is None


def test_a_hold_counts_until_the_second_it_expires_and_the_first_to_end_is_named():
    held = {"status": Status.INITIAL}
    first = visit(1, hold_expires_at=100, **held)
    day = day_of(column("ana", first, visit(2, hold_expires_at=90, **held)))
    assert (count(day, 89).of(Group.HELD), count(day, 89).hold_expires_at) == (2, 90)
    assert (count(day, 90).of(Group.HELD), count(day, 90).hold_expires_at) == (1, 100)
    assert count(day, 100) == DayCounts()
    assert count(day, 0).visits == 0


def test_load_is_the_mean_of_the_columns_that_are_open():
    day = day_of(
        column("ana", load=0.9), column("bo", load=0.3), column("cy", load=0.0, is_open=False)
    )
    assert count(day, 0).load == 0.6


def test_no_column_is_no_load():
    assert count(day_of(), 0) == DayCounts()


def test_groups_are_left_out_and_holds_stay():
    day = day_of(column("ana", visit(1), visit(2, arrived=True), visit(3, status=Status.INITIAL)))
    left = without(day, {Group.BOOKED, Group.NO_SHOW})
    assert [v.id for v in left.columns[0].visits] == [2, 3]


def test_the_cancelled_are_seen_where_they_are_wanted_and_counted_once_anyway():
    gone = visit(2, status=Status.CANCELLED, start=560)
    ana, room = column("ana", visit(1)), column("room")
    day = day_of(replace(ana, cancelled=(gone,)), replace(room, cancelled=(gone,)))
    assert count(day, 0).of(Group.CANCELLED) == 1
    assert count(day, 0).visits == 1
    assert without(day, USUALLY_LEFT_OUT) is day
    assert [[v.id for v in c.visits] for c in without(day, frozenset()).columns] == [[2, 1], [2]]
