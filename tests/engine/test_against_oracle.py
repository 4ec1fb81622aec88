"""The sweep and the explanations against the oracle, on businesses that hypothesis makes up."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.engine.availability import available_times, bookable_starts
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Request, make_plan
from frontdesk.engine.values import RoundRobin

from .book import ask_why, holiday_lookup, taken_for
from .oracle import Oracle, local
from .scenarios import Scenario, scenarios


def oracle_of(scenario: Scenario, request: Request | None = None) -> Oracle:
    return Oracle(
        scenario.business,
        scenario.visits,
        request or scenario.request,
        scenario.now,
        scenario.holidays,
    )


def check_times(scenario: Scenario) -> None:
    plan = make_plan(scenario.business, scenario.request)
    hours = OpenHours(scenario.business, holiday_lookup(scenario.holidays))
    taken = taken_for(plan, scenario.visits, scenario.now)
    found = available_times(plan, hours, taken, scenario.now, random.Random(7))
    oracle = oracle_of(scenario)
    expected = oracle.times()
    if plan.service.round_robin is RoundRobin.RANDOM:
        assert [entry.start for entry in found] == sorted({start for start, *_ in expected})
        assert set(found) <= set(expected)
    else:
        assert found == expected
    can_take_part: dict[str, set[int]] = {name: set() for name in plan.candidates}
    for start, ways in oracle.ways.items():
        for name in {name for names in ways for name in names}:
            can_take_part[name].add(start)
    bookable = bookable_starts(plan, hours, taken, scenario.now)
    assert bookable == {name: tuple(sorted(own)) for name, own in can_take_part.items()}


def check_reasons(scenario: Scenario, start: int) -> None:
    business, now = scenario.business, scenario.now
    service = business.services["visit"]
    day = local(start, business.locations["here"].timezone).date()
    asked = Request(
        "visit", day, day, None, scenario.request.resource_ids, scenario.request.duration
    )
    rest = scenario.visits, now, scenario.holidays
    oracle = oracle_of(scenario, asked)
    can_book = bool(oracle.assignments(oracle.free_at(start), start))
    assert (ask_why(business, asked, start, *rest) is None) is can_book
    if service.requires is not None:
        return
    for name in oracle.candidates:
        one = Request("visit", day, day, None, (name,), scenario.request.duration)
        expected = oracle_of(scenario, one).first_reason(name, start)
        assert ask_why(business, one, start, *rest) == expected


@given(scenarios())
def test_finds_the_same_times_as_the_oracle(scenario: Scenario) -> None:
    check_times(scenario)


@given(scenarios(), st.data())
def test_explains_as_the_oracle_does(scenario: Scenario, data: st.DataObject) -> None:
    starts = oracle_of(scenario).starts_in_range
    near = {visit.start for visit in scenario.visits} & set(starts)
    draw = st.sampled_from(sorted(near) or starts) | st.sampled_from(starts)
    for _ in range(3):
        check_reasons(scenario, data.draw(draw))


@pytest.mark.slow
@settings(max_examples=2000)
@given(scenarios())
def test_finds_the_same_times_in_thousands_of_businesses(scenario: Scenario) -> None:
    check_times(scenario)
