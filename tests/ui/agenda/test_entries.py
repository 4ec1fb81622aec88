"""The rows of the list: what they say, which are wanted, and in what order they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.agenda import AgendaRow, AgendaView
from frontdesk.desk.answers import Opening
from frontdesk.engine.clock import instant_of
from frontdesk.engine.values import Business, DurationRule, Location, Resource, Service, Status
from frontdesk.ui.agenda.entries import (
    Entry,
    Filter,
    changes_at,
    copied,
    in_order,
    matching,
    opening_entries,
    visit_entries,
)
from frontdesk.ui.agenda.wording import Column, Standing
from frontdesk.ui.counts import Group

TUESDAY = date(2026, 11, 24)


def at(hour: int, minute: int = 0, day: int = 24) -> int:
    """An instant in New York, in November 2026."""
    zone = ZoneInfo("America/New_York")
    return instant_of(datetime(2026, 11, day, hour, minute, tzinfo=zone))


def row(number: int = 1, **changes: object) -> AgendaRow:
    """A booked follow-up of Dana Fox at 14:15, with Ana in Room 1."""
    made = AgendaRow(
        number,
        at(14, 15),
        at(14, 45),
        Status.BOOKED,
        "follow-up",
        "Follow-up",
        "#0F766E",
        ("ana", "room1"),
        ("Ana Reyes", "Room 1"),
        7,
        "Dana Fox",
        "(212) 555-0148",
        "Knee, week 6",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def entries(*rows: AgendaRow, now: int = 0) -> list[Entry]:
    """These visits as rows of the list, read at ``now``."""
    return visit_entries(AgendaView("main", "America/New_York", TUESDAY, TUESDAY, rows, False, now))


def numbers(found: list[Entry]) -> list[int]:
    """The visits of rows, from the top."""
    return [entry.visit.id for entry in found if entry.visit is not None]


def test_a_row_says_the_visit_in_nine_cells() -> None:
    (entry,) = entries(row())
    assert entry.cells == (
        "Tue 24 Nov",
        "14:15",
        "30 min",
        "Dana Fox",
        "(212) 555-0148",
        "Follow-up",
        "Ana Reyes · Room 1",
        "Booked",
        "Knee, week 6",
    )


@pytest.mark.parametrize(
    ("changes", "standing", "words"),
    [
        ({}, Standing.BOOKED, "Booked"),
        ({"status": Status.RESERVED}, Standing.RESERVED, "Reserved"),
        ({"arrived": True}, Standing.ARRIVED, "Arrived"),
        ({"arrived": True, "started": True}, Standing.STARTED, "In service"),
        ({"arrived": True, "completed": True}, Standing.DONE, "Done"),
        ({"status": Status.NO_SHOW}, Standing.NO_SHOW, "No-show"),
        ({"status": Status.CANCELLED, "arrived": True}, Standing.CANCELLED, "Cancelled"),
        ({"status": Status.RESCHEDULED}, Standing.MOVED, "Moved"),
        (
            {"status": Status.INITIAL, "hold_expires_at": at(9, 10) * 60, "desk": "Desk 2"},
            Standing.HELD,
            "Held by Desk 2 until 9:10",
        ),
    ],
)
def test_facts_come_before_codes(
    changes: dict[str, object], standing: Standing, words: str
) -> None:
    (entry,) = entries(row(**changes))
    assert (entry.standing, entry.cells[Column.STATUS]) == (standing, words)


@pytest.mark.parametrize(
    ("changes", "minute", "words"),
    [
        ({}, 14, "Booked"),
        ({}, 15, "Booked, unpaid"),
        ({"arrived": True}, 15, "Arrived, unpaid"),
        ({"arrived": True, "completed": True}, 0, "Done, unpaid"),
        ({"owes": False, "paid": True}, 15, "Booked"),
    ],
)
def test_what_nobody_paid_for_is_said_and_found(
    changes: dict[str, object], minute: int, words: str
) -> None:
    found = entries(row(**{"owes": True, **changes}), now=at(14, minute) * 60)
    assert found[0].cells[Column.STATUS] == words
    assert numbers(matching(found, Filter(words="unpaid"))) == ([1] if "unpaid" in words else [])


def test_a_row_changes_by_itself_when_a_hold_ends_or_an_unpaid_visit_begins() -> None:
    hold = row(1, status=Status.INITIAL, hold_expires_at=at(14, 20) * 60 + 5, desk="Desk 2")
    owing, paid = row(2, owes=True), row(3, start=at(9), owes=False, paid=True)
    now = at(14) * 60
    assert changes_at(entries(hold, owing, paid, now=now), now) == at(14, 15) * 60
    now = at(14, 15) * 60
    assert changes_at(entries(hold, owing, paid, now=now), now) == at(14, 20) * 60 + 5
    assert changes_at(entries(owing, paid, now=now), now) is None


@pytest.mark.parametrize(
    "typed", ["dana", "FOX dana", "0148", "5550148", "knee", "room 1", "14:15", "follow", "24 nov"]
)
def test_words_are_found_in_any_column(typed: str) -> None:
    assert numbers(matching(entries(row()), Filter(words=typed))) == [1]


def test_words_are_found_without_accents_and_all_of_them_count() -> None:
    rows = entries(row(1, customer_name="Zoë Weiß"), row(2, customer_name="Chloé Martin"))
    assert numbers(matching(rows, Filter(words="zoe"))) == [1]
    assert numbers(matching(rows, Filter(words="weiss"))) == [1]
    assert numbers(matching(rows, Filter(words="CHLOÉ"))) == [2]
    assert numbers(matching(rows, Filter(words="zoe martin"))) == []


def test_who_is_not_coming_any_more_shows_only_when_asked_for() -> None:
    rows = entries(row(1), row(2, status=Status.CANCELLED), row(3, status=Status.RESCHEDULED))
    assert numbers(matching(rows, Filter())) == [1]
    assert numbers(matching(rows, Filter(standings=frozenset(Standing)))) == [1, 2, 3]
    assert numbers(matching(rows, Filter(standings=frozenset({Standing.CANCELLED})))) == [2]


def test_person_room_and_service_narrow() -> None:
    rows = entries(row(1), row(2, resource_ids=("bo",)), row(3, service_id="scan"))
    assert numbers(matching(rows, Filter(resource_id="room1"))) == [1, 3]
    assert numbers(matching(rows, Filter(service_id="scan"))) == [3]
    assert numbers(matching(rows, Filter(resource_id="bo", service_id="scan"))) == []


def test_a_row_goes_when_everyone_in_it_is_switched_off() -> None:
    rows = entries(row(1), row(2, resource_ids=("bo",)))
    assert numbers(matching(rows, Filter(hidden=frozenset({"ana"})))) == [1, 2]
    assert numbers(matching(rows, Filter(hidden=frozenset({"ana", "room1"})))) == [2]


def test_groups_that_the_calendar_leaves_out_are_left_out() -> None:
    rows = entries(row(1), row(2, arrived=True), row(3, arrived=True, completed=True))
    assert numbers(matching(rows, Filter(left_out=frozenset({Group.HERE, Group.BOOKED})))) == [3]


def test_the_cancelled_come_when_they_are_ticked_or_named() -> None:
    rows = entries(row(1), row(2, status=Status.CANCELLED), row(3, status=Status.RESCHEDULED))
    assert numbers(matching(rows, Filter())) == [1]
    assert numbers(matching(rows, Filter(left_out=frozenset()))) == [1, 2]
    named = frozenset({Standing.CANCELLED, Standing.MOVED})
    assert numbers(matching(rows, Filter(standings=named))) == [2, 3]


ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 10**6),
        start=st.integers(at(8), at(20)),
        customer_name=st.sampled_from(["", "Ana", "Bo", "Zoë", "<b>x</b>", "محمد"]),
        notes=st.sampled_from(["", "Knee", "=1+1"]),
        status=st.sampled_from(list(Status)),
    ),
    max_size=20,
    unique_by=lambda made: made.id,
)


@given(ROWS, st.sampled_from(Column), st.booleans())
def test_sorting_loses_nothing_and_sorting_twice_changes_nothing(
    rows: list[AgendaRow], column: Column, descending: bool
) -> None:
    found = entries(*rows)
    ordered = in_order(found, column, descending)
    assert sorted(numbers(ordered)) == sorted(numbers(found))
    assert in_order(ordered, column, descending) == ordered


@given(ROWS, st.booleans())
def test_by_time_no_row_stands_before_an_earlier_one(
    rows: list[AgendaRow], descending: bool
) -> None:
    starts = [entry.start for entry in in_order(entries(*rows), Column.DATE, descending)]
    assert starts == sorted(starts, reverse=descending)


def test_names_are_sorted_as_people_look_for_them_and_empty_ones_last() -> None:
    rows = entries(
        row(1, customer_name=""),
        row(2, customer_name="zoe"),
        row(3, customer_name="Émile"),
        row(4, customer_name="Dana"),
    )
    assert numbers(in_order(rows, Column.CUSTOMER, False)) == [4, 3, 2, 1]
    assert numbers(in_order(rows, Column.CUSTOMER, True)) == [2, 3, 4, 1]


def test_times_are_sorted_by_the_clock_whatever_the_day() -> None:
    rows = entries(row(1, start=at(15)), row(2, start=at(9, 0, 25)), row(3, start=at(10)))
    assert numbers(in_order(rows, Column.TIME, False)) == [2, 3, 1]
    assert numbers(in_order(rows, Column.DATE, False)) == [3, 1, 2]


def test_copied_rows_are_cells_that_no_spreadsheet_runs() -> None:
    made = row(customer_name="=HYPERLINK(1)", phone="+1 212", notes="two\nlines\tand a tab")
    (line,) = copied(entries(made)).split("\n")
    cells = line.split("\t")
    assert len(cells) == len(Column)
    assert cells[Column.CUSTOMER] == "'=HYPERLINK(1)"
    assert cells[Column.PHONE] == "'+1 212"
    assert cells[Column.NOTE] == "two lines and a tab"


def test_available_times_are_rows_that_say_with_whom() -> None:
    business = Business.of(
        "Test",
        [Location("main", "Main", "America/New_York", primary=True)],
        [Resource("ana", "Ana", "main"), Resource("room1", "Room 1", "main", "room")],
        [],
        [Service("cut", "Haircut", DurationRule(45, 45, 45, 15))],
    )
    opening = Opening(at(10), 45, ("ana", "room1"))
    (entry,) = opening_entries([opening], "cut", business, "America/New_York")
    assert entry.opening == opening
    assert entry.cells == (
        "Tue 24 Nov",
        "10:00",
        "45 min",
        "",
        "",
        "Haircut",
        "Ana · Room 1",
        "Available",
        "",
    )
    assert matching([entry], Filter(standings=frozenset({Standing.AVAILABLE}))) == [entry]
    assert opening_entries([opening], "gone", business, "America/New_York") == []
