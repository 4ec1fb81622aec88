"""What a block says at each height, and how it looks as time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.engine.values import Status
from frontdesk.ui.calendar.blocks import Look, VisitBlock
from frontdesk.ui.calendar.coloring import ColorBy


def texts(block: VisitBlock) -> list[str]:
    return [" | ".join(run.text for run in line) for line in block.lines]


def one_block(make: Any, visit: Any, **more: Any) -> VisitBlock:
    columns = more.pop("columns", (make.column(visits=[visit]),))
    scene = make.scene(*columns, **more)
    return next(b for b in scene.blocks if b.visit is visit)


@pytest.mark.parametrize(
    ("minutes", "quarter", "expected"),
    [
        (10, 20, ["Dana Fox"]),
        (15, 20, ["9:00 | Dana Fox"]),
        (30, 20, ["9:00 | Dana Fox", "Follow-up · Room 1"]),
        (45, 20, ["9:00 | Dana Fox", "Follow-up", "Booked · Room 1"]),
        (75, 20, ["9:00 | Dana Fox", "Follow-up", "Booked · Room 1", "Knee, week 6"]),
        (30, 40, ["9:00 | Dana Fox", "Follow-up", "Booked · Room 1"]),
    ],
)
def test_a_block_says_more_the_higher_it_is(
    make: Any, minutes: int, quarter: float, expected: list[str]
) -> None:
    visit = make.visit(make.at(9), minutes, notes="Knee, week 6\nafter surgery")
    assert texts(one_block(make, visit, quarter=quarter)) == expected


def test_someone_seen_alone_is_told_by_phone(make: Any) -> None:
    visit = make.visit(make.at(9), 45, others=(), phone="555-0148")
    assert texts(one_block(make, visit))[2] == "Booked · 555-0148"


def test_a_room_names_the_person_shortly(make: Any) -> None:
    visit = make.visit(make.at(9), 45, resource="room1", others=("Ana Reyes",))
    columns = make.column(), make.column("room1", "Room 1", "room", visits=[visit])
    block = one_block(make, visit, columns=columns)
    assert texts(block) == ["9:00 | Dana Fox", "with Ana", "Booked"]
    assert block.color == "slate"


def test_two_people_of_one_first_name_keep_their_full_names(make: Any) -> None:
    visit = make.visit(make.at(9), 45, resource="room1", others=("Ana Reyes",))
    columns = (
        make.column(),
        make.column("ana2", "Ana Ruiz"),
        make.column("room1", "Room 1", "room", visits=[visit]),
    )
    assert texts(one_block(make, visit, columns=columns))[1] == "with Ana Reyes"


@pytest.mark.parametrize(("taken", "text"), [(6, "6 of 8 seats"), (8, "8 of 8 · full")])
def test_a_class_counts_its_seats(make: Any, taken: int, text: str) -> None:
    visit = make.visit(
        make.at(12), 50, service_name="Pilates", customer_name="", seats_taken=taken, capacity=8
    )
    assert texts(one_block(make, visit))[:2] == ["12:00 | Pilates", text]


@pytest.mark.parametrize(
    ("desk", "text"),
    [("Desk 1", "HOLD · 4:32 · Follow-up"), ("Desk 2", "Held by Desk 2 · 4:32 · Follow-up")],
)
def test_own_holds_and_those_of_others_are_told_apart(make: Any, desk: str, text: str) -> None:
    now = make.moment(10)
    hold = make.hold(make.at(14, 15), now + timedelta(seconds=272), desk=desk)
    assert texts(one_block(make, hold, now=now)) == ["14:15 | Dana Fox", text]


def test_a_hold_without_a_customer_names_the_service_once(make: Any) -> None:
    now = make.moment(10)
    hold = make.hold(make.at(14), now + timedelta(seconds=60), customer_name="")
    assert texts(one_block(make, hold, now=now)) == ["14:00 | Follow-up", "HOLD · 1:00 · Room 1"]


@pytest.mark.parametrize("minutes", [5, 15])
def test_even_a_low_hold_counts_down(make: Any, minutes: int) -> None:
    now = make.moment(10)
    visit = make.visit(
        make.at(14),
        minutes,
        status=Status.INITIAL,
        desk="Desk 1",
        hold_expires_at=int(now.timestamp()) + 90,
    )
    assert texts(one_block(make, visit, now=now))[0].startswith("HOLD 1:30")


def test_a_low_hold_of_another_desk_never_loses_its_countdown(make: Any) -> None:
    now = make.moment(10)
    expires = int(now.timestamp()) + 90
    hold = make.visit(
        make.at(14), 10, status=Status.INITIAL, desk="Desk 2", hold_expires_at=expires
    )
    assert texts(one_block(make, hold, now=now)) == ["1:30 Held by Desk 2"]


@pytest.mark.parametrize(
    ("left", "look"),
    [
        (61, Look.HOLD),
        (60, Look.HOLD_WARNING),
        (21, Look.HOLD_WARNING),
        (20, Look.HOLD_LAST_CALL),
        (1, Look.HOLD_LAST_CALL),
    ],
)
def test_a_hold_grows_urgent(make: Any, left: int, look: Look) -> None:
    now = make.moment(10)
    hold = make.hold(make.at(14), now + timedelta(seconds=left))
    assert one_block(make, hold, now=now).look is look


@pytest.mark.parametrize(
    ("facts", "look"),
    [
        ({}, Look.PAST),
        ({"arrived": True}, Look.LIVE),
        ({"arrived": True, "completed": True}, Look.PAST),
        ({"status": Status.NO_SHOW}, Look.GONE),
    ],
)
def test_a_visit_pales_when_it_is_over(make: Any, facts: dict[str, Any], look: Look) -> None:
    """But not while the customer is still here."""
    visit = make.visit(make.at(9), **facts)
    assert one_block(make, visit, now=make.moment(9, 30)).look is look
    if not facts:
        assert one_block(make, visit, now=make.moment(9, 29)).look is Look.LIVE


def test_badges_tell_what_a_colour_cannot(make: Any) -> None:
    visit = make.visit(
        make.at(9), notes="x", overbooked=True, alert=True, arrived=True, first_visit=True
    )
    assert one_block(make, visit).badges == (
        "badge-alert",
        "badge-arrived",
        "badge-new",
        "badge-note",
    )
    assert one_block(make, make.visit(make.at(9))).badges == ()


@pytest.mark.parametrize(
    ("facts", "minute", "told"),
    [
        ({}, 59, False),
        ({}, 60, True),
        ({"arrived": True}, 59, False),
        ({"arrived": True, "started": True}, 0, True),
        ({"arrived": True, "completed": True}, 0, True),
        ({"owes": False, "paid": True}, 60, False),
        ({"owes": False}, 60, False),
    ],
)
def test_what_has_begun_and_nobody_paid_for_is_unpaid(
    make: Any, facts: dict[str, Any], minute: int, told: bool
) -> None:
    """Not the whole future, and not who has paid."""
    visit = make.visit(make.at(9), **{"owes": True, **facts})
    block = one_block(make, visit, now=make.moment(8) + timedelta(minutes=minute))
    assert ("badge-unpaid" in block.badges) is told
    assert block.spoken.endswith(", unpaid") is told


def test_of_five_badges_the_note_goes(make: Any) -> None:
    facts = dict.fromkeys(("alert", "arrived", "first_visit", "owes"), True)
    visit = make.visit(make.at(9), notes="x", **facts)
    assert one_block(make, visit, now=make.moment(9)).badges == (
        "badge-alert",
        "badge-unpaid",
        "badge-arrived",
        "badge-new",
    )


@pytest.mark.parametrize(
    ("facts", "badge", "hue"),
    [
        ({}, None, "indigo"),
        ({"status": Status.RESERVED}, "badge-reserved", "ochre"),
        ({"arrived": True}, "badge-arrived", "sea"),
        ({"arrived": True, "started": True}, "badge-started", "forest"),
        ({"arrived": True, "completed": True}, "badge-done", "slate"),
        ({"status": Status.NO_SHOW}, "badge-no-show", "copper"),
    ],
)
def test_a_status_is_an_icon_as_well_as_a_colour(
    make: Any, facts: dict[str, Any], badge: str | None, hue: str
) -> None:
    block = one_block(make, make.visit(make.at(9), **facts), color_by=ColorBy.STATUS)
    assert block.badges == ((badge,) if badge else ())
    assert block.color == hue


def test_the_colour_is_that_of_the_person_wherever_the_visit_is_drawn(make: Any) -> None:
    own = make.visit(make.at(9))
    along = make.visit(make.at(9), resource="room1", others=("Ana Reyes",))
    alone = make.visit(make.at(9), resource="room2", others=())
    columns = (
        make.column(visits=[own], color="#A8295F"),
        make.column("room1", "Room 1", "room", visits=[along]),
        make.column("room2", "Room 2", "room", visits=[alone]),
    )
    blocks = make.scene(*columns, color_by=ColorBy.PERSON).blocks
    assert [block.color for block in blocks] == ["#A8295F", "#A8295F", "slate"]


def test_people_who_share_a_colour_are_told_apart_all_the_same(make: Any) -> None:
    visits = [make.visit(make.at(9), id=n, resource=name) for n, name in enumerate("abc")]
    columns = [
        make.column(name, name.upper(), color=color, visits=[visit])
        for name, color, visit in zip("abc", ("#111111", "#111111", "#222222"), visits, strict=True)
    ]
    first, second, third = make.scene(*columns, color_by=ColorBy.PERSON).blocks
    assert first.color != second.color
    assert third.color == "#222222"


def test_a_block_is_spoken_in_one_sentence(make: Any) -> None:
    visit = make.visit(make.at(14), 45, others=())
    column = make.column(name="Bo", visits=[visit])
    block = one_block(make, visit, columns=(column,))
    assert block.spoken == "Bo, 14:00 to 14:45, Follow-up, Dana Fox, booked"


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({"arrived": True}, "Follow-up, Dana Fox, arrived"),
        ({"arrived": True, "started": True}, "Follow-up, Dana Fox, in service"),
        ({"customer_name": "", "capacity": 8, "seats_taken": 3}, "Follow-up, 3 of 8 seats, booked"),
        (
            {"customer_name": "", "capacity": 3, "seats_taken": 3},
            "Follow-up, 3 of 3 · full, booked",
        ),
    ],
)
def test_a_reader_hears_how_it_stands_and_the_seats_of_a_class(
    make: Any, facts: dict[str, Any], end: str
) -> None:
    block = one_block(make, make.visit(make.at(14), others=(), **facts))
    assert block.spoken.endswith(f"14:30, {end}")
