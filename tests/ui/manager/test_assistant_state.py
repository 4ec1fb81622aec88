"""What is typed into the set-up: its document, its problems by step, kept and read again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.setup_file import read_setup
from frontdesk.engine.hours import OpenHours
from frontdesk.ui.manager.assistant_state import STEPS, AssistantState
from frontdesk.ui.manager.trades import TRADES


def typed(trade: str = "clinic", **values: Any) -> AssistantState:
    """A clinic of one person that could open."""
    state = AssistantState(name="Physio", timezone="Europe/Berlin", currency="EUR")
    state.choose_trade(trade)
    state.people[0]["name"] = "Ana Reyes"
    for key, value in values.items():
        setattr(state, key, value)
    return state


@pytest.mark.parametrize("trade", [trade.id for trade in TRADES])
def test_every_trade_opens_once_somebody_has_a_name(trade: str) -> None:
    state = AssistantState(name="Physio", timezone="Europe/Berlin", currency="EUR")
    state.choose_trade(trade)
    assert state.first_wrong() == STEPS.index("people")
    state.people[0]["name"] = "Ana Reyes"
    assert state.first_wrong() is None
    business = read_setup(json.dumps(state.document())).business
    assert business is not None
    assert [place.name for place in business.locations.values()] == ["Physio"]
    assert OpenHours(business) is not None
    assert [service.name for service in business.services.values()] == [
        name for name, _minutes, _places in next(t for t in TRADES if t.id == trade).services
    ]


@pytest.mark.parametrize(
    ("step", "field", "values"),
    [
        ("business", "name", {"name": "  "}),
        ("business", "timezone", {"timezone": "Mars/Base"}),
        ("hours", "", {"hours": {}}),
        ("hours", "mon[1]", {"hours": {"mon": [["09:00", "12:00"], ["11:00", "17:00"]]}}),
        (
            "people",
            "people[1]",
            {"people": [{"name": "A", "kind": "staff"}, {"name": "", "kind": "room"}]},
        ),
        ("people", "", {"people": []}),
        ("services", "", {"services": []}),
        (
            "services",
            "services[0].minutes",
            {"services": [{"name": "Cut", "minutes": "soon", "price": "", "places": "1"}]},
        ),
        (
            "services",
            "services[0].places",
            {"services": [{"name": "Cut", "minutes": "30", "price": "", "places": "0"}]},
        ),
        (
            "services",
            "services[0].price",
            {"services": [{"name": "Cut", "minutes": "30", "price": "cheap", "places": "1"}]},
        ),
    ],
)
def test_each_problem_stands_at_its_field_in_its_step(
    step: str, field: str, values: dict[str, Any]
) -> None:
    state = typed(**values)
    assert state.first_wrong() == STEPS.index(step)
    problems = state.problems(STEPS.index(step))
    assert list(problems) == [field]
    assert problems[field].endswith((".", "'"))


def test_a_currency_is_only_asked_for_where_there_is_a_price() -> None:
    state = typed(currency="euros")
    assert state.first_wrong() is None
    state.services[0]["price"] = "45,50"
    assert list(state.problems(0)) == ["currency"]
    state.currency = "eur"
    assert state.first_wrong() is None
    assert state.document()["services"][0]["price"] == "45.50"
    assert state.document()["services"][0]["currency"] == "EUR"


def test_a_visit_takes_a_person_and_a_room_or_a_person_alone() -> None:
    state = typed()
    assert state.has_rooms
    roles = state.document()["services"][0]["requires"]
    assert [role["resources"] for role in roles] == [["ana-reyes"], ["room-1"]]
    state.with_room = False
    assert state.document()["services"][0]["resources"] == ["ana-reyes"]
    state.people = [{"name": "Court 1", "kind": "room"}]
    assert state.document()["services"][0]["resources"] == ["court-1"]


def test_people_of_one_name_are_still_two() -> None:
    state = typed(people=[{"name": "Ana", "kind": "staff"}, {"name": "ana", "kind": "staff"}])
    assert [entry["id"] for entry in state.document()["resources"]] == ["ana", "ana-2"]
    assert state.first_wrong() is None


def test_another_trade_brings_its_rows_and_leaves_what_was_edited() -> None:
    state = AssistantState()
    state.choose_trade("clinic")
    state.services[0]["minutes"] = "50"
    state.choose_trade("repair")
    assert state.services[0]["minutes"] == "50", "edited: nothing typed is lost"
    assert [row["name"] for row in state.people] == ["", "Workbench 1"]
    state.choose_trade("studio")
    assert [row["name"] for row in state.people] == [""]


rows = st.fixed_dictionaries({"name": st.text(max_size=9), "kind": st.sampled_from(["staff"])})
services = st.fixed_dictionaries(
    {key: st.text(max_size=9) for key in ("name", "minutes", "price", "places")}
)


@given(
    step=st.integers(0, 4),
    name=st.text(max_size=20),
    people=st.lists(rows, max_size=3),
    offered=st.lists(services, max_size=3),
)
def test_whatever_is_typed_is_kept_letter_for_letter_and_judged_without_a_crash(
    step: int, name: str, people: list[dict[str, str]], offered: list[dict[str, str]]
) -> None:
    state = AssistantState(step=step, name=name, timezone="UTC", people=people, services=offered)
    assert AssistantState.from_kept(state.kept()) == state
    assert (state.first_wrong() is None) == (
        read_setup(json.dumps(state.document())).business is not None
        and bool(people)
        and bool(offered)
    )


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"step": 9}', '{"name": "x"}'])
def test_what_is_no_set_up_is_not_gone_on_with(kept: str) -> None:
    assert AssistantState.from_kept(kept) is None


def test_a_role_is_called_by_what_fills_it_in_the_language_of_the_window() -> None:
    state = AssistantState()
    state.choose_trade("repair")
    state.people = [{"name": "Max", "kind": "staff"}, {"name": "Lift", "kind": "equipment"}]
    german = {"Person": "Person", "Equipment": "Gerät", "Room": "Raum"}
    for kind, role in (("equipment", "Gerät"), ("room", "Raum")):
        state.people[1]["kind"] = kind
        document = state.document(lambda words: german.get(words, words))
        assert [r["role"] for r in document["services"][0]["requires"]] == ["Person", role]
