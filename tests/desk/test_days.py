"""Several days at once: the same as one by one, in two statements, on days of every length."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from frontdesk.desk import booking, calendar, configuration
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, instant_of
from frontdesk.engine.values import Status

from .words import DANA, at, done

MONDAY = date(2026, 11, 23)


def test_days_at_once_are_the_days_one_by_one(desk: Desk) -> None:
    for hour, day in ((14, 23), (9, 24), (14, 24)):
        start = at(f"2026-11-{day} {hour:02}:00")
        done(booking.hold(desk, HoldRequest("follow-up", start, ("ana", "room1"))))
    several = calendar.days_view(desk, None, MONDAY, 7)
    assert (several.first, several.last) == (MONDAY, date(2026, 11, 29))
    singly = [calendar.day_view(desk, None, MONDAY + timedelta(days=n)) for n in range(7)]
    assert list(several.days) == singly
    assert len(several.columns) == 7 * 7
    for before, after in zip(several.days, several.days[1:], strict=False):
        assert before.day.end == after.day.start


def test_only_the_columns_that_are_wanted(desk: Desk) -> None:
    view = calendar.days_view(desk, None, MONDAY, 2, {"room1", "ana"})
    assert [(c.resource_id, c.date.day) for c in view.columns] == [
        ("ana", 23),
        ("room1", 23),
        ("ana", 24),
        ("room1", 24),
    ]


def test_who_is_retired_has_a_column_as_long_as_visits_are_there(desk: Desk) -> None:
    visit = done(
        booking.hold(
            desk,
            HoldRequest(
                "follow-up",
                at("2026-11-24 09:00"),
                ("ana", "room1"),
                customer=DANA,
                complete=Status.BOOKED,
            ),
        )
    )
    setup = json.loads(configuration.dump_setup(desk))
    setup["resources"] = [entry for entry in setup["resources"] if entry["id"] != "ana"]
    text = json.dumps(setup).replace('"ana", ', "").replace(', "ana"', "")
    assert done(configuration.load_setup(desk, text)).faults == ()

    def shown(day: date, count: int) -> list[tuple[str, tuple[int, ...]]]:
        view = calendar.days_view(desk, None, day, count)
        found = [column for column in view.columns if column.resource_id == "ana"]
        assert all(c.retired and c.open == () and c.load == 0 for c in found)
        return [(str(c.date), tuple(visit.id for visit in c.visits)) for c in found]

    both = [("2026-11-23", ()), ("2026-11-24", (visit.appointment.id,))]
    assert shown(MONDAY, 2) == both  # a column on each day that is shown
    assert shown(MONDAY, 1) == []
    assert calendar.days_view(desk, None, MONDAY, 2).columns[-1].resource_id == "ana"
    done(booking.cancel(desk, visit.appointment.id))
    assert shown(MONDAY, 2) == []
    room = calendar.days_view(desk, None, MONDAY, 2, {"room1"}).columns[1]
    assert (room.visits, room.load) == ((), 0)
    assert [gone.id for gone in room.cancelled] == [visit.appointment.id]


def test_the_times_of_several_days_are_those_of_each(desk: Desk) -> None:
    several = calendar.openings_view(desk, None, "follow-up", MONDAY, date(2026, 11, 27))
    assert (several.first, several.last) == (MONDAY, date(2026, 11, 27))
    joined: dict[str, tuple[int, ...]] = dict.fromkeys(several.starts, ())
    for n in range(5):
        day = MONDAY + timedelta(days=n)
        for name, starts in calendar.openings_view(
            desk, None, "follow-up", day, day
        ).starts.items():
            joined[name] += starts
    assert several.starts == joined
    assert all(list(starts) == sorted(starts) for starts in several.starts.values())


def statements(desk: Desk, work: Callable[[], object]) -> int:
    """How many statements ``work`` sends to the database, as SQLite itself counts them."""
    seen: list[str] = []

    def count(connection: sqlite3.Connection, *_more: object) -> None:
        connection.set_trace_callback(seen.append)

    def leave(connection: sqlite3.Connection, *_more: object) -> None:
        connection.set_trace_callback(None)

    with desk.look() as unit:
        pool = unit.connection.engine.pool
    event.listen(pool, "checkout", count)
    event.listen(pool, "checkin", leave)
    work()
    event.remove(pool, "checkout", count)
    event.remove(pool, "checkin", leave)
    return len([words for words in seen if words.lstrip().startswith("SELECT")])


def test_nine_days_cost_as_many_statements_as_one(desk: Desk) -> None:
    calendar.days_view(desk, None, MONDAY, 1)
    one = statements(desk, lambda: calendar.days_view(desk, None, MONDAY, 1))
    nine = statements(desk, lambda: calendar.days_view(desk, None, MONDAY, 9))
    assert nine == one > 0


NIGHT = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Night"},
    "locations": [{"id": "main", "name": "Main", "timezone": "Europe/Berlin"}],
    "resources": [{"id": "ana", "name": "Ana", "location": "main"}],
    "services": [
        {
            "id": "watch",
            "name": "Watch",
            "scope": "company",
            "duration": {"default": 60, "min": 60, "max": 240, "step": 60},
            "startInterval": 15,
            "bufferAfter": 15,
            "resources": ["ana"],
        }
    ],
}
ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
LENGTHS = [
    ("Europe/Berlin", date(2026, 3, 29), 23 * 60),
    ("Europe/Berlin", date(2026, 10, 25), 25 * 60),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24 * 60 + 30),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23 * 60 + 30),
    ("America/St_Johns", date(2026, 3, 8), 23 * 60),
    ("America/St_Johns", date(2026, 11, 1), 25 * 60),
]


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens a house that never closes, in any zone; the clock stands at the start of 2026."""
    opened: list[Desk] = []

    def open_in(zone: str) -> Desk:
        setup = json.loads(json.dumps(NIGHT))
        setup["locations"][0] |= {"timezone": zone, "hours": ALWAYS}
        desk = Desk.open(tmp_path / "night.db", HandClock(datetime(2026, 1, 1, tzinfo=UTC)))
        opened.append(desk)
        configuration.load_setup(desk, json.dumps(setup))
        return desk

    yield open_in
    for desk in opened:
        desk.close()


@pytest.mark.parametrize(("zone", "day", "minutes"), LENGTHS)
def test_a_day_is_as_long_as_its_clocks_make_it(
    night: Callable[[str], Desk], zone: str, day: date, minutes: int
) -> None:
    view = calendar.days_view(night(zone), None, day - timedelta(days=1), 3)
    lengths = [entry.day.end - entry.day.start for entry in view.days]
    assert lengths == [24 * 60, minutes, 24 * 60]
    assert [column.open for column in view.columns] == [(column.day,) for column in view.columns]


def test_a_visit_over_midnight_is_in_both_days(night: Callable[[str], Desk]) -> None:
    desk = night("Europe/Berlin")
    start = instant_of(datetime(2026, 3, 28, 23, tzinfo=ZoneInfo("Europe/Berlin")))
    request = HoldRequest("watch", start, ("ana",), 120, customer=DANA, complete=Status.BOOKED)
    number = done(booking.hold(desk, request)).appointment.id
    view = calendar.days_view(desk, None, date(2026, 3, 28), 3)
    shown = [[visit.id for visit in column.visits] for column in view.columns]
    assert shown == [[number], [number], []]
    saturday, sunday, _monday = view.columns
    assert saturday.load == pytest.approx(60 / 1440)
    assert sunday.load == pytest.approx(75 / (23 * 60))
