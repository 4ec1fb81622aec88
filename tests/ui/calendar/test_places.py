"""What lies under a point, and where the cell cursor goes."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.engine.values import Status
from frontdesk.ui.calendar.places import (
    busy_hours,
    ghost_of,
    next_block,
    opening_instant,
    place_at,
    place_of,
    spoken_place,
    stepped,
)


@pytest.fixture
def scene(make: Any) -> Any:
    """Ana with two visits, Ben with one; openings for Ana at 10:00, 10:15 and 10:20."""
    ana = [make.visit(make.at(9), id=1, after=15), make.visit(make.at(12), id=2)]
    ben = [make.visit(make.at(9, 30), id=3, resource="ben")]
    starts = {"ana": (make.at(10), make.at(10, 15), make.at(10, 20)), "ben": ()}
    return make.scene(
        make.column(visits=ana),
        make.column("ben", "Ben Okafor", visits=ben),
        openings=make.openings(starts),
        quarter=15,
    )


def test_a_visit_is_where_it_is_drawn(make: Any, scene: Any) -> None:
    place = place_at(scene, 50, 9 * 60 + 10)
    assert place is not None
    assert place.block is not None
    assert place.block.visit.id == 1
    assert place.start is None


@pytest.mark.parametrize("status", [Status.NO_SHOW, Status.CANCELLED])
def test_who_is_gone_leaves_the_time_that_is_free_again_to_be_taken(
    make: Any, status: Status
) -> None:
    visits = [
        make.visit(make.at(9), id=1, status=status),
        make.visit(make.at(12), id=2, status=status),
    ]
    openings = make.openings({"ana": (make.at(9), make.at(9, 15))})
    scene = make.scene(make.column(visits=visits), openings=openings, quarter=15)
    again, lost = scene.columns[0].blocks
    assert lost.rect.width >= 2 * again.rect.width
    left, on = place_at(scene, 20, 9 * 60 + 5), place_at(scene, again.rect.x + 5, 9 * 60 + 5)
    assert left is not None
    assert on is not None
    assert (left.block, left.start) == (None, make.at(9))
    assert (on.block, on.start) == (again, None)
    # The arrows come to the time, Tab comes to the visit.
    by_arrow, by_tab = place_of(scene, 0, make.at(9)), place_of(scene, 0, make.at(9), 1)
    assert by_arrow is not None
    assert by_tab is not None
    assert (by_arrow.block, by_arrow.start) == (None, make.at(9))
    assert (by_tab.block, by_tab.start) == (again, None)
    alone = place_of(scene, 0, make.at(12))
    assert alone is not None
    assert alone.block is lost


def test_a_buffer_is_not_the_visit(scene: Any) -> None:
    place = place_at(scene, 50, 9 * 60 + 40)
    assert place is not None
    assert place.block is None


@pytest.mark.parametrize(
    ("minute", "start"), [(0, 0), (14, 0), (15, 15), (19, 15), (49, 20), (50, None), (-1, None)]
)
def test_pointing_snaps_to_the_start_before(
    make: Any, scene: Any, minute: int, start: int | None
) -> None:
    place = place_at(scene, 50, 10 * 60 + minute)
    assert place is not None
    assert place.start == (None if start is None else make.at(10, start))


def test_a_place_that_cannot_be_had_is_meant_by_its_quarter(make: Any, scene: Any) -> None:
    place = place_at(scene, 350, 15 * 60 + 37)
    assert place is not None
    assert (place.resource_id, place.instant) == ("ben", make.at(15, 30))


def test_beside_the_columns_is_no_place(scene: Any) -> None:
    assert place_at(scene, 601, 500) is None
    assert place_at(scene, 50, -1) is None
    assert place_at(scene, 50, 1440) is None


def test_the_ghost_is_the_whole_visit(make: Any, scene: Any) -> None:
    ghost = ghost_of(scene, "ana", make.at(10))
    assert ghost is not None
    assert (ghost.core.y, ghost.core.bottom) == (601, 630)
    assert ghost.after is not None
    assert ghost.after.bottom == 635
    assert ghost.before is None
    assert ghost.text == "10:00 – 10:30"
    assert ghost_of(scene, "nobody", make.at(10)) is None


@pytest.mark.parametrize(
    ("minute", "forward", "expected"),
    [
        (0, True, 15),
        (15, True, 20),
        (20, True, 30),
        (30, False, 20),
        (20, False, 15),
        (0, False, -15),
    ],
)
def test_the_cursor_stops_at_quarters_and_at_legal_starts(
    make: Any, scene: Any, minute: int, forward: bool, expected: int
) -> None:
    assert stepped(scene, 0, make.at(10) + minute, forward) == make.at(10) + expected


def test_the_cursor_stays_in_the_day(make: Any, scene: Any) -> None:
    assert stepped(scene, 0, make.day.start, False) == make.day.start
    last = make.day.end - 15
    assert stepped(scene, 0, last, True) == last


def test_tab_goes_down_a_column_and_on_to_the_next(make: Any, scene: Any) -> None:
    visited, column, instant = [], 0, make.at(8)
    while (block := next_block(scene, column, instant, True)) is not None:
        visited.append(block.visit.id)
        column, instant = (1 if block.visit.resource_id == "ben" else 0), block.visit.start
    assert visited == [1, 2, 3]
    back = next_block(scene, 1, make.at(9, 30), False)
    assert back is not None
    assert back.visit.id == 2


def test_tab_reaches_every_one_of_visits_that_begin_together(make: Any) -> None:
    visits = [make.visit(make.at(9), id=number) for number in (3, 1, 2)]
    scene = make.scene(make.column(visits=visits), make.column("bo", "Bo"))
    found = []
    block = next_block(scene, 0, make.at(8), True)
    while block is not None:
        found.append(block)
        block = next_block(scene, 0, make.at(9), True, block)
    assert sorted(entry.visit.id for entry in found) == [1, 2, 3]
    assert [entry.rect.x for entry in found] == sorted(entry.rect.x for entry in found)
    back = next_block(scene, 0, make.at(9), False, found[2])
    assert back is found[1]


def test_a_reader_hears_what_can_be_done(make: Any, scene: Any) -> None:
    def spoken(column: int, instant: int) -> str:
        place = place_of(scene, column, instant)
        assert place is not None
        return spoken_place(scene, place)

    assert spoken(0, make.at(9)) == ("Ana Reyes, 9:00 to 9:30, Follow-up, Dana Fox, Room 1, booked")
    assert spoken(0, make.at(10)) == "Ana Reyes, 10:00 to 10:30, available"
    assert spoken(1, make.at(15)) == "Ben Okafor, 15:00, not available"


def test_work_is_from_the_first_opening_or_visit_to_the_last(make: Any) -> None:
    early = make.visit(make.at(7), before=10)
    scene = make.scene(make.column(visits=[early]))
    assert busy_hours(scene) == (make.at(6, 50), make.at(18))
    assert busy_hours(make.scene(make.column(open=[]))) == make.day


def test_a_day_opens_where_its_work_is(make: Any) -> None:
    low, high = 300, 1200  # pixels, at 80 an hour
    yesterday = make.moment(10).replace(day=23)
    columns = make.column(visits=[make.visit(make.at(11))])
    other_day = make.scene(columns, now=yesterday)
    assert opening_instant(other_day, low) == make.at(11)
    assert opening_instant(other_day, high) == make.at(8)
    today = make.scene(columns, now=make.moment(12))
    assert opening_instant(today, low) == make.at(11)
    evening = make.scene(columns, now=make.moment(23))
    assert opening_instant(evening, low) == make.at(14, 15)  # 225 minutes before closing
