"""What a gesture takes hold of in a scene and what it looks like there, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.views import DaysView, DayView
from frontdesk.engine.exceptions import Grade
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.gesture_edges import BEYOND, EDGE, edge_speed
from frontdesk.ui.calendar.gesture_grips import (
    beside,
    can_lift,
    grip_at,
    lifted_of,
    spot_for,
    stands,
)
from frontdesk.ui.calendar.gesture_picture import dimmed_in, picture_of, text_of
from frontdesk.ui.calendar.gesture_states import IDLE, Carrying, Landed, Selecting
from frontdesk.ui.calendar.gesture_values import (
    NEW_VISIT,
    Grid,
    Judgement,
    Part,
    Proposal,
    home_of,
)
from frontdesk.ui.calendar.gesture_zoom import ZoomTravel
from frontdesk.ui.calendar.layout import build

NEW_YORK = ZoneInfo("America/New_York")
GRID = Grid(NEW_YORK, 15, (15, 30, 45, 60))


def grid_of(_lifted: Any) -> Grid:
    return GRID


@pytest.fixture
def scene(make: Any) -> Any:
    """Ana with Dana Fox from 9 to 10 in Room 1, buffers around; Ben is free."""
    visit = make.visit(make.at(9), 60, id=7, before=5, after=15)
    return make.scene(
        make.column(visits=[visit]),
        make.column("ben", "Ben Okafor"),
        make.column("room1", "Room 1", "room", visits=[replace(visit, resource_id="room1")]),
    )


def grip(scene: Any, make: Any, resource: str, hour: int, minute: int = 0, down: float = 0) -> Any:
    column = scene.column_of(resource, make.at(hour))
    return grip_at(scene, column.x + 30, column.time.y_of(make.at(hour, minute)) + down, grid_of)


def carried(lifted: Any, proposal: Any, grade: Grade | None = None, grid: Grid = GRID) -> Carrying:
    judgement = None if grade is None else Judgement(grade, "Why.")
    return Carrying(lifted, Part.BODY, 0, grid, proposal=proposal, judgement=judgement)


@pytest.mark.parametrize(
    ("minute", "down", "part"),
    [
        (0, 3, Part.TOP),
        (0, 8, Part.BODY),
        (30, 0, Part.BODY),
        (60, -8, Part.BODY),
        (60, -4, Part.BOTTOM),
    ],
)
def test_six_pixels_at_an_edge_change_the_length(scene, make, minute, down, part):
    found = grip(scene, make, "ana", 9 + minute // 60, minute % 60, down)
    assert (found.lifted.visit_id, found.part) == (7, part)


def test_a_service_of_one_length_has_no_edges(scene, make):
    column = scene.column_of("ana", make.at(9))
    y = column.time.y_of(make.at(9)) + 2
    found = grip_at(scene, column.x + 30, y, lambda _lifted: replace(GRID, lengths=(60,)))
    assert found.part is Part.BODY


def test_what_is_lifted_knows_its_buffers_its_version_and_who_comes_along(scene, make):
    lifted = grip(scene, make, "room1", 9, 30).lifted
    assert (lifted.resource_id, lifted.along) == ("room1", ("ana",))
    assert (lifted.buffer_before, lifted.buffer_after, lifted.version) == (5, 15, 1)
    assert (lifted.start, lifted.end, lifted.title) == (make.at(9), make.at(10), "Dana Fox")


def test_empty_time_is_gripped_by_its_cell(scene, make):
    found = grip(scene, make, "ben", 11, 22)
    assert (found.spot.resource_id, found.spot.instant, found.lifted) == (
        "ben",
        make.at(11, 15),
        None,
    )


@pytest.mark.parametrize(
    ("more", "movable"),
    [
        ({}, True),
        ({"status": Status.RESERVED}, True),
        ({"status": Status.NO_SHOW}, False),
        ({"status": Status.CANCELLED}, False),
        ({"completed": True}, False),
        ({"capacity": 8, "seats_taken": 3}, False),
        ({"capacity": 8, "seats_taken": 1}, True),
        ({"status": Status.INITIAL, "desk": "Desk 1"}, True),
        ({"status": Status.INITIAL, "desk": "Desk 2"}, False),
    ],
)
def test_what_may_be_lifted(make, more, movable):
    assert can_lift(make.visit(make.at(9), **more), "Desk 1") is movable


def test_an_edge_and_a_stretch_stay_in_their_column(scene, make):
    lifted = grip(scene, make, "ana", 9, 30).lifted
    ben = scene.column_of("ben", make.at(9))
    y = ben.time.y_of(make.at(11, 20))
    edge = replace(carried(lifted, None), part=Part.BOTTOM)
    assert spot_for(scene, edge, ben.x + 5, y) == ("ana", make.at(11, 20))
    drawn = Selecting("ana", make.at(8), make.at(8))
    assert spot_for(scene, drawn, ben.x + 5, y) == ("ana", make.at(11, 15))
    body = carried(lifted, None)
    assert spot_for(scene, body, ben.x + 5, y) == ("ben", make.at(11, 20))


def test_a_visit_stands_while_nobody_changed_it(scene, make):
    lifted = grip(scene, make, "ana", 9, 30).lifted
    state = carried(lifted, None)
    assert stands(scene, state)
    assert not stands(scene, carried(replace(lifted, version=2), None))
    assert not stands(scene, carried(replace(lifted, visit_id=8), None))
    elsewhere = replace(lifted, start=lifted.start + 24 * 60)
    assert stands(scene, carried(elsewhere, None))
    assert stands(None, state)
    assert stands(scene, carried(replace(lifted, visit_id=NEW_VISIT), None)), "it is nowhere yet"
    assert stands(scene, IDLE)
    assert not stands(scene, Selecting("gone", make.at(9), make.at(9)))


def test_the_picture_holds_the_ghost_the_one_who_comes_along_and_what_fades(scene, make):
    lifted = grip(scene, make, "ana", 9, 30).lifted
    proposal = Proposal(lifted, "ben", make.at(11), 60)
    picture = picture_of(scene, carried(lifted, proposal, Grade.NOTE))
    assert [ghost.is_held for ghost in picture.ghosts] == [True, False]
    held, along = picture.ghosts
    ben, room = scene.column_of("ben", make.at(9)), scene.column_of("room1", make.at(9))
    assert held.core.x - ben.x == along.core.x - room.x == 2
    assert held.core.y == along.core.y == ben.time.line(make.at(11)) + 1
    assert held.before.height == pytest.approx(5 * 20 / 15, abs=1.5)
    assert len(picture.faded) == 2
    assert (picture.text, picture.title, picture.grade) == (
        "11:00 – 12:00",
        "Dana Fox",
        Grade.NOTE,
    )
    assert text_of(scene, proposal) == "11:00 – 12:00 · Ben"


def test_a_copy_leaves_the_visit_as_it_is(scene, make):
    lifted = grip(scene, make, "ana", 9, 30).lifted
    proposal = Proposal(lifted, "ben", make.at(11), 60, copies=True)
    assert picture_of(scene, carried(lifted, proposal)).faded == ()
    assert picture_of(scene, Landed(proposal)).settled


def test_columns_that_cannot_take_it_are_dimmed(scene, make):
    lifted = grip(scene, make, "ana", 9, 30).lifted
    known = replace(GRID, starts={"ana": (), "ben": (make.at(11),)})
    [rect] = dimmed_in(scene, carried(lifted, None, grid=known))
    assert rect.x == scene.column_of("room1", make.at(9)).x
    assert dimmed_in(scene, carried(lifted, None)) == ()


def days_scene(make: Any, *days: Any) -> Any:
    """Two days of Ana side by side."""
    columns = [column for _maker, column in days]
    views = tuple(
        DayView("main", maker.zone.key, maker.date, maker.day, (column,), 0)
        for maker, column in days
    )
    frame = make.scene(columns[0]).frame
    frame = replace(frame, columns=replace(frame.columns, count=len(columns)))
    return build(DaysView(views), columns, None, 0, frame)


def test_a_visit_over_midnight_is_a_ghost_in_both_days(make):
    wednesday = replace(make, date=date(2026, 11, 25))
    visit = make.visit(make.at(9), 120, id=7)
    scene = days_scene(make, (make, make.column(visits=[visit])), (wednesday, wednesday.column()))
    [block] = scene.columns[0].blocks
    lifted = lifted_of(scene, block)
    proposal = Proposal(lifted, "ana", make.at(23), 120)
    first, second = picture_of(scene, carried(lifted, proposal)).ghosts
    assert first.core.bottom == pytest.approx(scene.columns[0].time.height, abs=1)
    assert (second.core.x > first.core.right, second.core.y) == (True, 1)


@pytest.mark.parametrize("day", [date(2027, 11, 6), date(2026, 3, 7)])
def test_a_day_further_keeps_the_wall_clock_over_a_change_of_the_clocks(make, day):
    saturday = replace(make, date=day)
    sunday = replace(make, date=date(day.year, day.month, day.day + 1))
    visit = saturday.visit(saturday.at(9), 60, id=7)
    scene = days_scene(
        saturday, (saturday, saturday.column(visits=[visit])), (sunday, sunday.column())
    )
    [block] = scene.columns[0].blocks
    step = beside(scene, home_of(lifted_of(scene, block)), forward=True)
    assert step.start == sunday.at(9)
    assert beside(scene, step, forward=True) is None
    assert beside(scene, step, forward=False).start == saturday.at(9)


@given(st.floats(-200, 1200), st.floats(3 * EDGE, 1000))
def test_an_edge_scrolls_towards_itself_and_faster_the_nearer(at, room):
    speed = edge_speed(at, room)
    if not -BEYOND <= at <= room + BEYOND or EDGE <= at <= room - EDGE:
        assert speed == 0
    elif at < EDGE:
        assert speed < 0
        assert edge_speed(max(at - 10, -BEYOND), room) <= speed
    else:
        assert speed > 0


def test_a_notch_of_a_wheel_is_a_step_and_a_touchpad_gathers_them():
    travel = ZoomTravel()
    assert [travel.wheel(120, 0), travel.wheel(-120, 0)] == [1, -1]
    assert [travel.wheel(0, 12) for _ in range(8)] == [0, 0, 0, 1, 0, 0, 0, 1]
    assert travel.wheel(0, 40) == 0
    assert travel.wheel(0, -12) == 0  # turning round starts anew
    assert travel.wheel(0, -36) == -1


def test_two_fingers_zoom_by_how_far_they_spread():
    travel = ZoomTravel()
    assert sum(travel.pinch(0.05) for _ in range(5)) == 1  # 1.05 ** 5 is 1.28
    travel.rest()
    assert sum(travel.pinch(-0.05) for _ in range(5)) == -1
    travel.pinch(0.2)
    travel.rest()
    assert travel.pinch(0.1) == 0


@given(st.lists(st.integers(-60, 60), max_size=60))
def test_no_movement_of_the_wheel_is_lost_going_one_way(turns):
    travel, steps = ZoomTravel(), 0
    onwards = [abs(turn) for turn in turns]
    steps = sum(travel.wheel(turn, 0) for turn in onwards)
    assert steps == sum(onwards) // 120
