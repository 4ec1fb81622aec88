"""A day laid out: where everything lies, and what changes as time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.desk.views import BlockView
from frontdesk.engine.clock import moment_of
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.blocks import Look
from frontdesk.ui.calendar.passing import advance
from frontdesk.ui.calendar.scene import Kind, Scene


def stretches(scene: Scene, kind: Kind) -> list[tuple[float, float, str]]:
    """Top and bottom in minutes since midnight at 15 px a quarter, and the text."""
    return [(s.rect.y, s.rect.bottom, s.text) for s in scene.stretches if s.kind is kind]


def test_closed_time_is_what_is_left_of_the_open(make: Any) -> None:
    hours = [(make.at(8), make.at(12)), (make.at(13), make.at(17))]
    scene = make.scene(make.column(open=hours), quarter=15)
    assert stretches(scene, Kind.CLOSED) == [
        (0, 480, ""),
        (720, 780, ""),
        (1020, 1440, ""),
    ]


def test_a_closed_day_says_why(make: Any) -> None:
    scene = make.scene(make.column(open=[], closed_reason="Christmas"), quarter=15)
    assert stretches(scene, Kind.CLOSED) == [(0, 1440, "Christmas")]
    assert scene.columns[0].hours == "Christmas"
    assert scene.columns[0].load == ""


def test_blocks_show_their_reason_within_the_day(make: Any) -> None:
    blocks = [
        BlockView(Span(make.at(12), make.at(13)), "Lunch"),
        BlockView(Span(make.at(22), make.at(30)), ""),
        BlockView(Span(make.at(24), make.at(25)), "Tomorrow"),
    ]
    scene = make.scene(make.column(blocks=blocks), quarter=15)
    assert stretches(scene, Kind.BLOCKED) == [(720, 780, "Lunch"), (1320, 1440, "Blocked")]


def test_openings_are_tinted_as_far_as_a_visit_reaches(make: Any) -> None:
    starts = (make.at(9), make.at(9, 15), make.at(11))
    scene = make.scene(
        make.column(), openings=make.openings({"ana": starts, "gone": (1,)}), quarter=15
    )
    assert stretches(scene, Kind.AVAILABLE) == [(540, 585, ""), (660, 690, "")]
    assert [tick.y for tick in scene.ticks] == [540, 555, 660]


def test_openings_of_another_day_are_not_shown(make: Any, long_day: Any) -> None:
    late = long_day.openings({"ana": (long_day.at(9),)})
    scene = make.scene(make.column(), openings=late)
    assert scene.openings is None
    assert scene.ticks == ()


def test_heads_tell_hours_and_load(make: Any) -> None:
    hours = [(make.at(8), make.at(12)), (make.at(13), make.at(17))]
    column = make.scene(make.column(open=hours, load=0.816)).columns[0]
    assert (column.hours, column.load) == ("8–12, 13–17", "82 %")


def test_buffers_lie_before_and_after_the_visit(make: Any) -> None:
    visit = make.visit(make.at(9), 60, before=5, after=15)
    block = make.scene(make.column(visits=[visit]), quarter=15).blocks[0]
    assert block.before is not None
    assert block.after is not None
    assert (block.before.y, block.before.bottom) == (536, 540)
    assert (block.rect.y, block.rect.bottom) == (541, 600)
    assert (block.after.y, block.after.bottom) == (601, 615)
    assert block.bounds.y == 536
    assert block.bounds.bottom == 615


def test_who_did_not_come_takes_no_buffer_any_more(make: Any) -> None:
    visit = make.visit(make.at(9), 60, before=5, after=15, status=Status.NO_SHOW)
    block = make.scene(make.column(visits=[visit])).blocks[0]
    assert (block.before, block.after) == (None, None)


VISITS = st.lists(
    st.tuples(st.integers(0, 1400), st.integers(5, 120), st.integers(0, 30), st.integers(0, 30)),
    max_size=12,
)


@given(visits=VISITS, quarter=st.sampled_from([12, 16, 20, 28, 40]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it keeps no state
def test_no_block_covers_another(
    make: Any, visits: list[tuple[int, int, int, int]], quarter: float
) -> None:
    made = [
        make.visit(make.day.start + start, length, id=number, before=before, after=after)
        for number, (start, length, before, after) in enumerate(visits)
    ]
    scene = make.scene(make.column(visits=made), quarter=quarter)
    blocks = scene.blocks
    for number, one in enumerate(blocks):
        column = scene.columns[0]
        assert column.x <= one.rect.x
        assert one.rect.right <= column.x + column.width
        for other in blocks[number + 1 :]:
            apart = one.rect.right <= other.rect.x or other.rect.right <= one.rect.x
            above = one.rect.bottom <= other.rect.y or other.rect.bottom <= one.rect.y
            assert apart or above


def test_a_25_hour_day_is_drawn_as_long_as_it_is(long_day: Any) -> None:
    scene = long_day.scene(long_day.column(), quarter=15)
    assert scene.height == 25 * 60
    assert stretches(scene, Kind.CLOSED)[0] == (0, 9 * 60, "")  # 8 o'clock is 9 hours in


def test_a_second_changes_the_countdown_alone(make: Any) -> None:
    now = make.moment(10)
    hold = make.hold(make.at(14), now + timedelta(seconds=100), id=2)
    scene = make.scene(make.column(visits=[make.visit(make.at(9)), hold]), now=now)
    painted = scene.blocks
    later, changed = advance(scene, moment_of(now) + 1)
    assert changed == [painted[1].bounds]
    assert "1:39" in later.blocks[1].lines[1][0].text
    assert later.blocks[0] is scene.blocks[0]


def test_a_column_that_nobody_looked_at_costs_nothing_until_somebody_does(make: Any) -> None:
    now = make.moment(10)
    hold = make.hold(make.at(14), now + timedelta(seconds=100), id=2)
    scene = make.scene(make.column(visits=[make.visit(make.at(9), 61), hold]), now=now)
    later, changed = advance(scene, moment_of(now) + 90)
    assert len(changed) == 2  # where the now-line was, and where it is
    assert not later.columns[0].is_filled
    over, held = later.blocks
    assert over.look is Look.PAST
    assert "0:10" in held.lines[1][0].text
    assert advance(later, moment_of(now) + 100)[0].blocks == (over,)


def test_nothing_changes_within_a_minute_without_holds(make: Any) -> None:
    now = make.moment(10)
    scene = make.scene(make.column(visits=[make.visit(make.at(9))]), now=now)
    assert advance(scene, moment_of(now) + 59)[1] == []


def test_a_visit_becomes_unpaid_at_its_minute_and_only_its_rectangle_is_painted(make: Any) -> None:
    visits = [
        make.visit(make.at(10, 30), id=1, owes=True),
        make.visit(make.at(10, 30), id=2, resource="ben", owes=True, before=10, after=5),
        make.visit(make.at(9), 90, id=3, resource="ben", owes=True),
        make.visit(make.at(11), id=4, owes=True),
    ]
    columns = (make.column(visits=[visits[0], visits[3]]), make.column("ben", visits=visits[1:3]))
    scene = make.scene(*columns, now=make.moment(10, 28))
    assert [block.visit.id for block in scene.blocks if block.unpaid] == [3]
    before, changed = advance(scene, moment_of(make.moment(10, 29, 59)))
    assert [block.visit.id for block in before.blocks if block.unpaid] == [3]
    assert before.now_line is not None
    later, changed = advance(before, moment_of(make.moment(10, 30)))
    assert later.now_line is not None
    begun = [block for block in later.blocks if block.visit.id in (1, 2)]
    assert all(block.unpaid and block.badges == ("badge-unpaid",) for block in begun)
    over = next(block for block in later.blocks if block.visit.id == 3)
    assert over.look is Look.PAST
    painted = [block.bounds for block in (*begun, over)]
    lines = [before.now_line.bounds, later.now_line.bounds]
    assert sorted(changed) == sorted([*painted, *lines])
    same = next(block for block in later.blocks if block.visit.id == 4)
    assert same is next(block for block in before.blocks if block.visit.id == 4)


def test_a_hold_is_gone_at_the_very_second(make: Any) -> None:
    now = make.moment(12)
    hold = make.hold(make.at(14), now + timedelta(minutes=10))
    scene = make.scene(make.column(visits=[hold]), now=now)
    last, _ = advance(scene, moment_of(now) + 599)
    assert len(last.blocks) == 1
    over, changed = advance(last, moment_of(now) + 600)
    assert over.blocks == ()
    assert last.blocks[0].bounds in changed


def test_an_expired_hold_is_not_laid_out(make: Any) -> None:
    now = make.moment(12)
    assert make.scene(make.column(visits=[make.hold(make.at(14), now)]), now=now).blocks == ()


def test_the_now_line_moves_on_the_minute(make: Any) -> None:
    now = make.moment(10, 41, 59)
    scene = make.scene(make.column(), now=now, quarter=15)
    assert scene.now_line is not None
    assert (scene.now_line.y, scene.now_line.text) == (641, "10:41")
    later, changed = advance(scene, moment_of(now) + 1)
    assert later.now_line is not None
    assert (later.now_line.y, later.now_line.text) == (642, "10:42")
    assert {rect.y for rect in changed} == {639, 640}


def test_another_day_has_no_now_line(make: Any) -> None:
    assert make.scene(make.column(), now=make.moment(10) - timedelta(days=1)).now_line is None


def test_a_visit_that_ends_pales_where_it_stands(make: Any) -> None:
    now = make.moment(9, 29, 59)
    scene = make.scene(make.column(visits=[make.visit(make.at(9))]), now=now)
    assert len(scene.blocks) == 1
    later, changed = advance(scene, moment_of(now) + 1)
    assert later.blocks[0].look is Look.PAST
    assert scene.blocks[0].bounds in changed
