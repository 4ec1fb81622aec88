"""A screen reader reads the calendar and books a visit, from another process, over AT-SPI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from frontdesk.desk import booking, configuration
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.calendar import days_view
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, instant_of
from frontdesk.engine.values import Status

from .atspi import Item, Reader, wait_for
from .desktop import Desktop, missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"needs the Debian packages {missing()}"),
]

NINE = "2026-11-23T14:00:00+00:00"
"""A Monday in New York."""
SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Shears & Co"},
    "locations": [
        {
            "id": "main",
            "name": "Main Street",
            "primary": True,
            "timezone": "America/New_York",
            "hours": {"mon": [["09:00", "17:00"]]},
        }
    ],
    "resources": [{"id": "bo", "name": "Bo", "location": "main"}],
    "services": [
        {"id": "cut", "name": "Haircut", "duration": {"default": 45}, "resources": ["bo"]}
    ],
}


WAIT = 10


def at(hour: int, minute: int = 0) -> int:
    """The instant of a time of that Monday."""
    return instant_of(datetime.fromisoformat(f"2026-11-23T{hour:02}:{minute:02}:00-05:00"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which Bo cuts Dana Fox's hair at two o'clock."""
    path = tmp_path_factory.mktemp("book") / "book.db"
    desk = Desk.open(path, HandClock(datetime.fromisoformat(NINE)), name="Desk 2")
    assert isinstance(configuration.load_setup(desk, json.dumps(SETUP)), Done)
    customer = CustomerDetails("Dana Fox", "dana@example.org")
    request = HoldRequest("cut", at(14), ("bo",), customer=customer, complete=Status.BOOKED)
    assert isinstance(booking.hold(desk, request), Done)
    desk.close()
    return path


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    """Where the program and its reader are."""
    with Desktop() as made:
        yield made


@pytest.fixture(scope="module")
def window(desktop: Desktop, book: Path) -> Iterator[Item]:
    """The window on that book, as a reader finds it."""
    desktop.start_program("--db", str(book), "--now", NINE)
    reader = Reader(desktop.bus)

    def find() -> Item | None:
        frames = (frame for program in reader.programs() for frame in program.children)
        return next((frame for frame in frames if "Shears & Co" in frame.name), None)

    try:
        yield wait_for(find, "the window of the program", 20)
    finally:
        reader.close()


def calendar(window: Item) -> Item:
    """The calendar in the window."""
    return wait_for(lambda: seen(window, "Calendar", "filler"), "the calendar")


def seen(inside: Item, name: str, role: str = "push button") -> Item | None:
    """What is shown under this name."""
    for item in inside.walk():
        if item.role == role and item.name == name and "showing" in item.states:
            return item
    return None


def named(inside: Item) -> list[str]:
    """The names of all buttons that are shown in something, in the order of reading."""
    items = (item for item in inside.walk() if item.role == "push button")
    return [item.name for item in items if "showing" in item.states]


def await_name(inside: Item, name: str, role: str = "push button") -> Item:
    return wait_for(lambda: seen(inside, name, role), name, WAIT)


def test_a_visit_is_booked_by_what_a_reader_reads_and_presses(window: Item, book: Path) -> None:
    days = calendar(window)
    await_name(days, "Bo, 14:00 to 14:45, Haircut, Dana Fox, booked")
    assert named(days)[0] == "Bo, 9:00 to 17:00, 9 % booked"
    assert not any("available" in name for name in named(days))

    await_name(window, "Haircut", "check box").do()
    time = await_name(days, "Bo, 15:00 to 15:45, available, Haircut")
    left, top, width, height = time.extents
    assert width > 100
    assert height > 8
    below = await_name(days, "Bo, 15:15 to 16:00, available, Haircut").extents
    assert (below[0], below[1]) == (left, top + height)

    time.do()
    await_name(days, "Bo, 15:00 to 15:45, Haircut, held")
    await_name(window, "Name", "text").write("Ruth Klein")
    await_name(window, "E-mail", "text").write("ruth@example.org")
    await_name(window, "Book").do()
    await_name(days, "Bo, 15:00 to 15:45, Haircut, Ruth Klein, booked")
    assert "Bo, 15:00 to 15:45, available, Haircut" not in named(days)

    desk = Desk.open(book, HandClock(datetime.fromisoformat(NINE)), name="Desk 2")
    shown = calendar_of(desk)
    desk.close()
    assert shown == [("Dana Fox", at(14), "BK"), ("Ruth Klein", at(15), "BK")]


def test_the_focus_of_the_reader_is_the_cell_cursor_and_days_are_told(
    desktop: Desktop, window: Item, book: Path
) -> None:
    visit = "Bo, 14:00 to 14:45, Haircut, Dana Fox, booked"
    reader, days = window.reader, calendar(window)
    spot = await_name(days, visit)
    # With no window manager, this is how the window gets the keyboard.
    assert desktop.start_program("--db", str(book), "--now", NINE).wait(20) == 0
    reader.hear("object:state-changed:focused", "object:announcement")
    spot.grab_focus()
    wait_for(lambda: "focused" in spot.states, "the focus", WAIT)
    assert focused_names(reader)[-1] == visit

    await_name(window, "Next day").do()
    await_name(days, "Bo, closed")
    assert await_said(reader, "Tuesday") == ["Tuesday 24 November, 0 visits"]


def test_what_keys_move_is_told_on_the_way_and_the_focus_goes_along(
    window: Item, book: Path
) -> None:
    desk = Desk.open(book, HandClock(datetime.fromisoformat(NINE)), name="Desk 2")
    assert isinstance(booking.hold(desk, HoldRequest("cut", at(13), ("bo",))), Done)
    desk.close()
    reader, days = window.reader, calendar(window)
    await_name(window, "Previous day").do()
    await_name(days, "Bo, 13:00 to 13:45, Haircut, held by desk 2")
    visit = await_name(days, "Bo, 14:00 to 14:45, Haircut, Dana Fox, booked")
    visit.grab_focus()
    wait_for(lambda: "focused" in visit.states, "the focus", WAIT)
    reader.heard()

    with reader.holding("alt"):
        reader.press("up")
        assert await_said(reader, "13:45") == ["13:45 – 14:30 · Bo."]
        reader.press("up")
        [refusal] = await_said(reader, "13:30")
    assert refusal.startswith("13:30 – 14:15 · Bo. ")
    assert "Desk 2" in refusal
    reader.press("return")
    await_said(reader, "Desk 2")
    assert "focused" in visit.states

    with reader.holding("alt"):
        reader.press("up")
        await_said(reader, "13:45")
    reader.press("return")
    await_said(reader, "Moved Dana Fox to 13:45, Bo.")
    there = await_name(days, "Bo, 13:45 to 14:30, Haircut, Dana Fox, booked")
    wait_for(lambda: "focused" in there.states, "the focus at the new time", WAIT)


def test_columns_hold_what_is_theirs_and_nothing_can_be_pressed_while_the_book_is_gone(
    window: Item, book: Path
) -> None:
    days = calendar(window)
    column = await_name(days, "Bo", "panel")
    names = named(column)
    assert names[0].startswith("Bo, 9:00 to 17:00, ")
    [name] = [name for name in names if "Dana Fox" in name]
    visit = await_name(column, name)
    assert {"sensitive", "showing", "focusable"} <= visit.states
    assert visit.actions()

    away = book.with_name("away.db")
    book.rename(away)
    wait_for(lambda: "sensitive" not in visit.states, "the visit to be as it was last read", WAIT)
    away.rename(book)
    wait_for(lambda: "sensitive" in visit.states, "the visit to be there again", 3 * WAIT)


def focused_names(reader: Reader) -> list[str]:
    """What the focus came to, by name."""
    return [
        item.name
        for event, item, (what, value, *_) in reader.heard()
        if (event, what, value) == ("StateChanged", "focused", 1)
    ]


def await_said(reader: Reader, words: str) -> list[str]:
    """The sentences that were said, up to those that came with the one with ``words`` in it."""
    said: list[str] = []

    def listen() -> bool:
        heard = [body[3][1] for event, _, body in reader.heard() if event == "Announcement"]
        said.extend(heard)
        return any(words in sentence for sentence in heard)

    wait_for(listen, words, WAIT)
    return said


def calendar_of(desk: Desk) -> list[tuple[str, int, str]]:
    """Whose visits the book holds that day."""
    days = days_view(desk, "main", date(2026, 11, 23), 1)
    visits = [visit for column in days.columns for visit in column.visits]
    return [(visit.customer_name, visit.start, visit.status.value) for visit in visits]
