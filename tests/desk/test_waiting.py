"""The waiting list: who waits, whom a time that came free suits, and every way off the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.desk import (
    booking,
    erasing,
    merging,
    record_trail,
    records,
    undo,
    users,
    waiting,
    waiting_matches,
)
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.first_available import Part
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.waiting import Waiting, WaitingEntry
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status

from .words import at

TUESDAY = date(2026, 11, 24)
SUNDAY = date(2026, 12, 6)
SERVICE = "follow-up"


def customer(desk, name: str, phone: str = "") -> int:
    answer = records.add(desk, CustomerFields(name, phone=phone))
    assert isinstance(answer, Done), answer
    return answer.value.row.id


def listed(desk) -> list[str]:
    return [entry.customer_name for entry in waiting.everyone(desk, None)]


def entry(answer) -> WaitingEntry:
    assert isinstance(answer, Done), answer
    return answer.value


def because(answer) -> str:
    assert isinstance(answer, Refused), answer
    return refusal_sentence(answer.refusal)


def booked(desk, person: int, when: str, resource: str = "") -> int:
    from frontdesk.desk import first_available as first

    wish = first.Wish(SERVICE, at_day(when), resource_ids=(resource,) if resource else (), count=99)
    found = first.first_available(desk, wish).anyone
    opening = next(t.opening for day in found for t in day.times if t.opening.start == at(when))
    request = HoldRequest(
        SERVICE,
        opening.start,
        opening.resource_ids,
        customer_id=person,
        complete=Status.BOOKED,
    )
    answer = booking.hold(desk, request)
    assert isinstance(answer, Done), answer
    return answer.value.appointment.id


def at_day(when: str) -> date:
    return date.fromisoformat(when.split()[0])


@pytest.fixture
def dana(desk) -> int:
    return customer(desk, "Dana Fox", "(212) 555-0148")


@pytest.fixture
def place(desk) -> str:
    with desk.look() as unit:
        return unit.business.primary.id


@pytest.fixture
def wish(dana, place) -> Waiting:
    return Waiting(dana, SERVICE, place, TUESDAY, SUNDAY)


def test_who_is_put_on_the_list_stands_on_every_desk(desk, second_desk, wish):
    added = entry(waiting.add(desk, replace(wish, part=Part.MORNING, notes="<b>knee</b>")))
    (found,) = waiting.everyone(second_desk, None)
    assert found == added
    assert (found.customer_name, found.desk) == ("Dana Fox", "Desk 1")
    assert (found.wish.part, found.wish.notes) == (Part.MORNING, "<b>knee</b>")


def test_what_cannot_be_wished_is_refused(desk, wish):
    assert isinstance(waiting.add(desk, replace(wish, service_id="none")), Refused)
    assert isinstance(waiting.add(desk, replace(wish, resource_ids=("none",))), Refused)
    assert isinstance(waiting.add(desk, replace(wish, last=date(2026, 11, 1))), Refused)
    assert isinstance(waiting.edit(desk, 99, wish), Refused)
    assert "not on the waiting list" in because(waiting.remove(desk, 99))
    assert listed(desk) == []


def test_adding_changing_and_removing_are_undone_and_done_again(desk, wish):
    added = entry(waiting.add(desk, wish))
    changed = replace(wish, last=TUESDAY, weekdays=frozenset({1}))
    assert entry(waiting.edit(desk, added.id, changed)).wish == changed
    waiting.remove(desk, added.id)
    assert listed(desk) == []
    step = undo.next_undo(desk)
    told = step_sentence(step.kind, step.facts)
    assert told == "Removal of Dana Fox from the waiting list"
    undo.undo(desk)
    assert waiting.everyone(desk, None)[0].wish == changed
    undo.undo(desk)
    assert waiting.everyone(desk, None)[0].wish == wish
    undo.undo(desk)
    assert listed(desk) == []
    for _ in range(3):
        assert isinstance(undo.redo(desk), Done)
    assert listed(desk) == []
    undo.undo(desk)
    assert waiting.everyone(desk, None)[0].wish == changed


def test_undo_never_overwrites_what_another_desk_changed_since(desk, second_desk, wish):
    added = entry(waiting.add(desk, wish))
    waiting.edit(desk, added.id, replace(wish, last=TUESDAY))
    waiting.edit(second_desk, added.id, replace(wish, last=date(2026, 12, 1)))
    assert isinstance(undo.undo(desk), Refused)
    assert waiting.everyone(desk, None)[0].wish.last == date(2026, 12, 1)


def test_who_gets_what_they_wait_for_waits_no_more_until_it_is_taken_back(desk, dana, wish):
    waiting.add(desk, wish)
    visit = booked(desk, dana, "2026-11-24 09:00")
    settled = waiting_matches.settle(desk, [visit]).value
    assert [met.customer_name for met in settled.met] == ["Dana Fox"]
    assert listed(desk) == []
    undo.undo(desk)  # the booking
    settled = waiting_matches.settle(desk, [visit]).value
    assert [back.customer_name for back in settled.back] == ["Dana Fox"]
    assert listed(desk) == ["Dana Fox"]


def test_another_service_or_a_day_outside_does_not_end_the_wait(desk, dana, wish):
    waiting.add(desk, replace(wish, first=date(2026, 11, 25)))
    visit = booked(desk, dana, "2026-11-24 09:00")
    assert waiting_matches.settle(desk, [visit]).value.met == ()
    assert listed(desk) == ["Dana Fox"]


@pytest.mark.parametrize(
    ("change", "suits"),
    [
        ({}, True),
        ({"part": Part.MORNING}, True),
        ({"part": Part.EVENING}, False),
        ({"weekdays": frozenset({1})}, True),
        ({"weekdays": frozenset({4})}, False),
        ({"first": date(2026, 11, 25)}, False),
        ({"last": TUESDAY}, True),
    ],
)
def test_a_time_that_comes_free_names_those_whom_it_suits(desk, dana, wish, change, suits):
    visit = booked(desk, customer(desk, "Early Bird"), "2026-11-24 09:00")
    waiting.add(desk, replace(wish, **change))
    assert waiting_matches.settle(desk, [visit]).value.suited == ()  # it is taken
    booking.cancel(desk, visit)
    found = [suited.customer_name for suited in waiting_matches.settle(desk, [visit]).value.suited]
    assert found == (["Dana Fox"] if suits else [])


def test_a_time_that_is_over_suits_nobody(desk, clock, wish):
    from datetime import timedelta

    visit = booked(desk, customer(desk, "Early Bird"), "2026-11-24 09:00")
    waiting.add(desk, wish)
    clock.advance(timedelta(days=2))
    booking.cancel(desk, visit)
    assert waiting_matches.settle(desk, [visit]).value.suited == ()


def test_those_whose_dates_are_over_are_not_listed(desk, clock, wish):
    from datetime import timedelta

    waiting.add(desk, replace(wish, last=TUESDAY))
    clock.advance(timedelta(days=1))
    assert listed(desk) == ["Dana Fox"]
    clock.advance(timedelta(days=1))
    assert listed(desk) == []


def test_a_merge_is_followed_both_ways(desk, dana, wish):
    twin = customer(desk, "D. Fox")
    waiting.add(desk, replace(wish, customer_id=twin))
    assert isinstance(merging.merge(desk, dana, twin), Done)
    (found,) = waiting.everyone(desk, None)
    assert (found.wish.customer_id, found.customer_name) == (dana, "Dana Fox")
    visit = booked(desk, dana, "2026-11-24 09:00")
    assert len(waiting_matches.settle(desk, [visit]).value.met) == 1
    undo.undo(desk)
    waiting_matches.settle(desk, [visit])
    merging.unmerge(desk, twin)
    assert listed(desk) == ["D. Fox"]


def test_whoever_is_erased_leaves_nothing_behind(desk, dana, wish):
    waiting.add(desk, replace(wish, notes="secret"))
    assert isinstance(erasing.erase(desk, dana), Done)
    assert listed(desk) == []
    with desk.look() as unit:
        rows = unit.connection.exec_driver_sql("SELECT * FROM waiting_entry").fetchall()
    assert rows == []


def told(desk, dana) -> list[tuple[str, object, object]]:
    """Each change of what somebody waits for: the notes and last days, before and after."""
    return [
        (
            change.verb,
            change.wish_before and (change.wish_before.wish.notes, change.wish_before.wish.last),
            change.wish_after and (change.wish_after.wish.notes, change.wish_after.wish.last),
        )
        for change in record_trail.trail(desk, dana)
        if change.verb.startswith("waits")
    ]


def test_the_trail_tells_what_was_waited_for_before_and_after(desk, dana, wish):
    made = entry(waiting.add(desk, wish))
    changed = replace(wish, last=TUESDAY, notes="Calls back", resource_ids=("ana",))
    entry(waiting.edit(desk, made.id, changed))
    entry(waiting.remove(desk, made.id))
    before, after = (wish.notes, wish.last), ("Calls back", TUESDAY)
    assert told(desk, dana) == [
        ("waits no more", after, None),
        ("waits otherwise", before, after),
        ("waits", None, before),
    ]
    undo.undo(desk)
    undo.undo(desk)
    undo.undo(desk)
    assert told(desk, dana)[:3] == [
        ("waits no more", before, None),
        ("waits otherwise", after, before),
        ("waits", None, after),
    ]
    names = record_trail.trail(desk, dana)[1].wish_before
    assert (names.service_name, names.resource_names) == ("Follow-up", ("Ana Reyes",))


def test_the_trail_of_whoever_was_booked_for_it_tells_what_they_waited_for(desk, dana, wish):
    entry(waiting.add(desk, wish))
    visit = booked(desk, dana, "2026-11-24 09:00")
    assert len(waiting_matches.settle(desk, [visit]).value.met) == 1
    assert told(desk, dana)[0] == ("waits no more", (wish.notes, wish.last), None)


def test_what_was_waited_for_is_forgotten_with_the_person(desk, dana, wish):
    entry(waiting.add(desk, replace(wish, notes="secret")))
    assert isinstance(erasing.erase(desk, dana), Done)
    assert told(desk, dana) == [("waits", None, None)]
    with desk.look() as unit:
        rows = unit.connection.exec_driver_sql("SELECT * FROM customer_content").fetchall()
    assert rows == []


def test_adding_a_customer_is_not_undone_while_they_wait(desk, wish):
    step = undo.next_undo(desk)
    waiting.add(desk, wish)
    assert isinstance(undo.undo(desk, step.id), Refused)
    assert listed(desk) == ["Dana Fox"]


def test_rights_are_asked_for(desk, wish, monkeypatch):
    monkeypatch.setattr(users, "OPERATIONS", 1)
    monkeypatch.setattr(users, "MEMORY", 8192)
    added = entry(waiting.add(desk, wish))
    assert added.phone
    users.add(desk, User(0, "Boss", Role.ADMINISTRATOR), "1234")
    users.add(desk, User(0, "Val", Role.VIEW_ONLY), "9090")
    users.add(
        desk, User(0, "Tom", Role.FRONT_DESK, withheld=frozenset({Right.SEE_CONTACTS})), "5678"
    )
    users.sign_in(desk, "9090")
    assert isinstance(waiting.add(desk, wish), Refused)
    assert isinstance(waiting.remove(desk, added.id), Refused)
    users.sign_in(desk, "5678")
    assert waiting.everyone(desk, None)[0].phone == ""


WISHES = st.builds(
    dict,
    first=st.dates(TUESDAY, SUNDAY),
    last=st.dates(TUESDAY, SUNDAY),
    part=st.none() | st.sampled_from(Part),
    weekdays=st.frozensets(st.integers(0, 6)),
    notes=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WISHES, min_size=1, max_size=4))
def test_any_run_of_changes_is_undone_to_the_first(desk, wish, changes):
    before = waiting.everyone(desk, None)
    added = entry(waiting.add(desk, wish))
    states = [wish]
    for change in changes:
        answer = waiting.edit(desk, added.id, replace(wish, **change))
        assert isinstance(answer, Done) is (change["first"] <= change["last"])
        if isinstance(answer, Done) and answer.value.wish != states[-1]:
            states.append(answer.value.wish)
    for state in reversed(states):
        now = {entry.id: entry.wish for entry in waiting.everyone(desk, None)}
        assert now[added.id] == state
        assert isinstance(undo.undo(desk), Done)
    assert waiting.everyone(desk, None) == before
