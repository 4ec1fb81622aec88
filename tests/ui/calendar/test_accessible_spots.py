"""What a screen reader finds in the painted calendar: names, order, and never too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from frontdesk.desk.views import BlockView, DaysView
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.accessible_spots import (
    Kind,
    Spot,
    focus_key,
    place_of_key,
    spots_of,
)
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.layout import build
from frontdesk.ui.calendar.places import place_of
from frontdesk.ui.calendar.scene import Scene

EVERYTHING = Rect(0, 0, 5000, 5000)


def named(scene: Scene, area: Rect = EVERYTHING, **more: Any) -> list[str]:
    """All names in the order in which they are read."""
    asked = {"cursor": None, "selected": None, **more}
    return [spot.name for column in spots_of(scene, area, **asked) for spot in column.spots]


def spots(scene: Scene, **more: Any) -> list[Spot]:
    asked = {"cursor": None, "selected": None, **more}
    return [spot for column in spots_of(scene, EVERYTHING, **asked) for spot in column.spots]


def test_heads_visits_and_available_times_are_named_as_they_are_read(make: Any) -> None:
    visit = make.visit(make.at(14), 45, resource="bo", service_name="Haircut", others=(), id=7)
    bo = make.column("bo", "Bo", visits=[visit], open=[(make.at(9), make.at(17))], load=0.62)
    openings = replace(
        make.openings({"bo": (make.at(13), make.at(15))}, 45), service_name="Haircut"
    )
    assert named(make.scene(bo, openings=openings)) == [
        "Bo, 9:00 to 17:00, 62 % booked",
        "Bo, 13:00 to 13:45, available, Haircut",
        "Bo, 14:00 to 14:45, Haircut, Dana Fox, booked",
        "Bo, 15:00 to 15:45, available, Haircut",
    ]


def test_a_head_says_every_stretch_of_hours_and_why_a_day_is_closed(make: Any) -> None:
    split = make.column(
        "bo", "Bo", open=[(make.at(8), make.at(12)), (make.at(13), make.at(17, 30))], load=0.5
    )
    away = make.column("ana", "Ana", open=[], closed_reason="Thanksgiving")
    shut = make.column("cy", "Cy", open=[])
    assert named(make.scene(split, away, shut)) == [
        "Bo, 8:00 to 12:00, 13:00 to 17:30, 50 % booked",
        "Ana, Thanksgiving",
        "Cy, closed",
    ]


def test_breaks_and_closed_time_say_why_nobody_works(make: Any) -> None:
    lunch = BlockView(Span(make.at(12), make.at(13)), "Lunch")
    scene = make.scene(make.column("bo", "Bo", blocks=[lunch]))
    assert named(scene)[1:] == ["Bo, 12:00 to 13:00, Lunch"]
    said = {
        hour: named(scene, cursor=place_of(scene, 0, make.at(hour)), area=Rect(0, 0, 1, 1))[-1]
        for hour in (7, 10, 12)
    }
    assert said == {7: "Bo, 7:00, closed", 10: "Bo, 10:00", 12: "Bo, 12:00, Lunch"}
    (break_,) = [spot for spot in spots(scene) if spot.key.kind is Kind.BREAK]
    place = place_of_key(scene, break_.key)
    assert place is not None
    assert (place.block, place.start, place.instant) == (None, None, make.at(12))


def test_a_status_is_a_word_and_a_hold_never_tells_its_seconds(make: Any) -> None:
    gone = make.visit(make.at(9), id=1, status=Status.NO_SHOW, others=())
    hold = make.hold(make.at(10), make.moment(7, 4, 32), id=2, others=(), customer_name="")
    others = make.hold(
        make.at(11), make.moment(7, 4), id=3, desk="Desk 2", others=(), customer_name=""
    )
    first, *rest = named(make.scene(make.column(visits=[gone, hold, others], name="Ana")))
    assert first.startswith("Ana, ")
    assert rest == [
        "Ana, 9:00 to 9:30, Follow-up, Dana Fox, no-show",
        "Ana, 10:00 to 10:30, Follow-up, held",
        "Ana, 11:00 to 11:30, Follow-up, held by desk 2",
    ]


def test_what_the_icons_show_is_said_after_the_name(make: Any) -> None:
    alone = {"others": (), "resource": "ana"}
    visits = [
        make.visit(make.at(9), id=1, alert=True, first_visit=True, **alone),
        make.visit(make.at(10), id=2, overbooked=True, notes="Bring the x-ray", **alone),
        make.visit(make.at(11), id=3, notes=" \n", **alone),
    ]
    _head, *found = spots(make.scene(make.column(visits=visits, name="Ana")), selected=2)
    assert [spot.remark for spot in found] == [
        "alert, first visit",
        "selected, overbooked, note",
        "",
    ]
    assert found[0].name == "Ana, 9:00 to 9:30, Follow-up, Dana Fox, booked"


def test_only_what_is_in_view_is_named(make: Any) -> None:
    visits = [make.visit(make.at(hour), id=hour) for hour in (9, 12, 15)]
    scene = make.scene(make.column(visits=visits), make.column("bo", "Bo"), make.column("cy", "Cy"))
    noon = scene.columns[0].time.line(make.at(12))
    found = named(scene, Rect(0, noon - 10, scene.columns[1].x, 60))
    assert [name.split(",")[0] for name in found] == ["Ana Reyes", "Ana Reyes"]
    assert "12:00 to 12:30" in found[1]


def test_the_place_of_the_cursor_is_named_wherever_it_is(make: Any) -> None:
    scene = make.scene(make.column(), make.column("bo", "Bo"))
    cursor = place_of(scene, 1, make.at(20))
    found = named(scene, Rect(0, 0, 10, 10), cursor=cursor)
    assert found[-1] == "Bo, 20:00, closed"
    assert focus_key(scene, cursor) == spots(scene, cursor=cursor)[-1].key


def test_the_cursor_on_a_visit_or_a_time_names_nothing_twice(make: Any) -> None:
    visit = make.visit(make.at(9), id=7)
    openings = make.openings({"ana": (make.at(10),)})
    scene = make.scene(make.column(visits=[visit]), openings=openings)
    plain = named(scene)
    for instant, kind in ((make.at(9, 15), Kind.VISIT), (make.at(10), Kind.TIME)):
        cursor = place_of(scene, 0, instant)
        assert named(scene, cursor=cursor) == plain
        key = focus_key(scene, cursor)
        assert key is not None
        assert key.kind is kind
        assert key in {spot.key for spot in spots(scene, cursor=cursor)}


def test_the_selected_visit_says_so(make: Any) -> None:
    visits = [make.visit(make.at(9), id=7), make.visit(make.at(11), id=8)]
    found = spots(make.scene(make.column(visits=visits)), selected=8)
    assert [spot.remark for spot in found[1:]] == ["", "selected"]


def test_a_spot_leads_back_to_the_place_that_a_click_there_means(make: Any) -> None:
    visit = make.visit(make.at(9), id=7)
    openings = make.openings({"ana": (make.at(10),)})
    scene = make.scene(make.column(visits=[visit]), openings=openings)
    head, block, time = spots(scene)
    assert place_of_key(scene, head.key) is None
    place = place_of_key(scene, block.key)
    assert place is not None
    assert place.block is not None
    assert place.block.visit.id == 7
    place = place_of_key(scene, time.key)
    assert place is not None
    assert place.start == make.at(10)


def test_a_time_that_was_taken_meanwhile_leads_nowhere(make: Any) -> None:
    column, openings = make.column(), make.openings({"ana": (make.at(10),)})
    _, time = spots(make.scene(column, openings=openings))
    assert place_of_key(make.scene(column, openings=make.openings({"ana": ()})), time.key) is None
    taken = make.column(visits=[make.visit(make.at(10))])
    assert place_of_key(make.scene(taken, openings=openings), time.key) is None


def test_a_visit_across_midnight_is_in_both_days_and_each_says_which(make: Any) -> None:
    visit = make.visit(make.at(23), 120, id=7)
    wednesday = type(make)(date(2026, 11, 25))
    columns = (make.column(visits=[visit]), wednesday.column(visits=[visit]))
    days = [
        day.view(column).days[0] for day, column in zip((make, wednesday), columns, strict=True)
    ]
    frame = replace(make.scene(*columns).frame, titles={day.date: f"{day.date:%A}" for day in days})
    scene = build(DaysView(tuple(days)), columns, None, 0, frame)
    heads = [spot for spot in spots(scene) if spot.key.kind is Kind.HEAD]
    assert [head.remark for head in heads] == ["opens this day"] * 2
    found = [spot for spot in spots(scene) if spot.key.kind is Kind.VISIT]
    assert len({spot.key for spot in found}) == 2
    assert found[0].name.startswith("Ana Reyes, Tuesday, 23:00 to 1:00, ")
    assert found[1].name.startswith("Ana Reyes, Wednesday, 23:00 to 1:00, ")


def test_a_full_screen_has_a_bounded_number_of_spots_the_nearest_to_the_cursor(make: Any) -> None:
    every = tuple(range(make.at(8), make.at(18), 5))
    columns = [make.column(f"r{n}", f"R{n}") for n in range(12)]
    scene = make.scene(*columns, openings=make.openings({f"r{n}": every for n in range(12)}))
    found = spots_of(scene, EVERYTHING, place_of(scene, 6, make.at(8)), None, most=150)
    counts = {column.key.resource_id: len(column.spots) for column in found}
    assert sum(counts.values()) <= 151
    assert counts["r6"] == 1 + len(every)
    assert counts["r0"] == 1
