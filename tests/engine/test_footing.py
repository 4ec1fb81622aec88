"""Which visits a configuration still carries: named cases, and the oracle's minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given

from frontdesk.engine.booking import Appointment
from frontdesk.engine.footing import Footing
from frontdesk.engine.hours import OpenHours, no_holidays
from frontdesk.engine.refusals import Why
from frontdesk.engine.values import (
    Block,
    Business,
    Closure,
    HolidayRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
)

from .book import holiday_lookup
from .scenarios import Scenario, scenarios
from .shop import DAY, NINE_TO_FIVE, at, service, shop, visit
from .standing import standing

TEN = at("10:00")


def why(business: Business, of: Appointment, holidays: Mapping[date, str] | None = None) -> Any:
    lookup = no_holidays if holidays is None else holiday_lookup(holidays)
    reason = Footing(OpenHours(business, lookup)).why_stranded(of)
    return None if reason is None else reason.why


def mine(*names: str, start: int = TEN, **more: Any) -> Appointment:
    return visit(start, *names, service_id="cut", **more)


def test_a_visit_in_open_time_stands() -> None:
    assert why(shop(service()), mine()) is None


def test_what_only_limits_new_visits_takes_nothing_away() -> None:
    strict = service(minutes=30, notice=9000, horizon_days=1, daily_limit=1, start_times=(0,))
    assert why(shop(strict), mine(minutes=50, start=TEN + 7)) is None


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ({"hours": {}}, Why.CLOSED),
        ({"hours": dict.fromkeys(range(7), ((540, 645),))}, Why.OUTSIDE_HOURS),
        ({"closures": (Closure(DAY, DAY, "Move"),)}, Why.CLOSED),
        ({"holidays": HolidayRule("X")}, Why.HOLIDAY),
        ({"blocks": (Block(datetime(2026, 11, 23, 10, 59), datetime(2026, 11, 23, 12)),)},
         Why.BLOCKED),
        ({"blocks": (Block(datetime(2020, 1, 6, 10, 30), datetime(2020, 1, 6, 11),
                           rrule="FREQ=WEEKLY"),)}, Why.BLOCKED),
    ],
)  # fmt: skip
def test_says_what_is_in_the_way(place: Mapping[str, Any], reason: Why) -> None:
    assert why(shop(service(), **place), mine(), {DAY: "Day of X"}) is reason


def test_a_block_that_only_touches_is_not_in_the_way() -> None:
    blocks = (Block(datetime(2026, 11, 23, 11), datetime(2026, 11, 23, 12)),)
    assert why(shop(service(), blocks=blocks), mine(buffer_after=30)) is None


def test_a_visit_of_what_is_gone_is_not_offered() -> None:
    business = shop(service(), ["ann", replace(Resource("bob", "Bob", "here"), retired=True)])
    assert why(business, mine("bob")) is Why.NOT_OFFERED
    assert why(business, mine("cid")) is Why.NOT_OFFERED
    assert why(business, visit(TEN, service_id="gone")) is Why.NOT_OFFERED
    assert why(business, mine(location_id="gone")) is Why.NOT_OFFERED


def test_a_resource_that_moved_to_another_location_does_not_give_it_here() -> None:
    there = Location("there", "There", "UTC", hours=NINE_TO_FIVE)
    business = shop(service(), [Resource("ann", "Ann", "there")])
    business = replace(business, locations={**business.locations, "there": there})
    assert why(business, mine()) is Why.NOT_OFFERED


def test_each_resource_needs_a_role_of_its_own() -> None:
    roles = service(requires=(Role("a", ("ann", "bob")), Role("b", ("ann", "cid"))))
    business = shop(roles, ["ann", "bob", "cid"])
    assert why(business, mine("bob", "cid")) is None
    assert why(business, mine("cid", "ann")) is None  # in whichever order they were named
    only_once = service(requires=(Role("a", ("ann", "bob")), Role("b", ("cid",))))
    assert why(shop(only_once, ["ann", "bob", "cid"]), mine("ann", "bob")) is Why.NOT_OFFERED


def test_a_role_that_came_later_does_not_strand_who_came_before() -> None:
    roles = service(requires=(Role("a", ("ann",)), Role("room", ("r1",))))
    assert why(shop(roles, ["ann", "r1"]), mine("ann")) is None


def test_a_role_by_group_follows_the_group() -> None:
    roles = service(requires=(Role("a", None, "team"),))
    group = ResourceGroup("team", "Team", ("bob",))
    assert why(shop(roles, ["ann", "bob"], [group]), mine("bob")) is None
    assert why(shop(roles, ["ann", "bob"], [group]), mine("ann")) is Why.NOT_OFFERED


@given(scenarios())
def test_judges_as_the_minutes_do(scenario: Scenario) -> None:
    footing = Footing(OpenHours(scenario.business, holiday_lookup(scenario.holidays)))
    for entry in scenario.visits:
        reason = footing.why_stranded(entry)
        expected = standing(scenario.business, entry, scenario.now, scenario.holidays)
        assert (reason is None) is expected.is_sound
        if reason is not None:
            assert (reason.why is Why.NOT_OFFERED) is (not expected.is_offered)
            assert (reason.why is not Why.BLOCKED) or not expected.is_free_of_blocks
            assert reason.why in (Why.NOT_OFFERED, Why.BLOCKED) or not expected.is_open
