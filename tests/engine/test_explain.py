"""Why a start is not available: every reason by itself, and which one comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import explain
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import make_plan
from frontdesk.engine.refusals import Reason, Why
from frontdesk.engine.values import (
    Block,
    Closure,
    HolidayRule,
    Resource,
    Role,
    Service,
    Status,
)

from .book import ask_why, occupants_for, taken_for
from .shop import DAY, at, on, service, shop, visit

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HELD_UNTIL = int(MORNING.timestamp()) + 600
TEN = datetime(2026, 11, 23, 10, 0)


def why(
    wall: str,
    offered: Service | None = None,
    visits: list[Appointment] | None = None,
    now: datetime = MORNING,
    ann: Resource | None = None,
    **place: object,
) -> str | None:
    business = shop(offered or service(), [ann or "ann"], **place)
    return ask_why(business, on(DAY, "ann"), at(wall), visits or [], now, {DAY: "Feast"})


def hold(wall: str) -> Appointment:
    return visit(at(wall), status=Status.INITIAL, hold_expires_at=HELD_UNTIL)


def test_a_start_that_can_be_booked_has_no_reason() -> None:
    assert why("10:00") is None
    assert why("10:00", visits=[visit(at("11:00")), hold("09:00")]) is None
    assert why("10:00", visits=[hold("10:00")], now=MORNING + timedelta(minutes=10)) is None


def test_past_and_notice() -> None:
    late = datetime(2026, 11, 23, 10, 0, 1, tzinfo=UTC)
    assert why("10:00", now=late) == "past"
    assert why("10:00", service(notice=30), now=late) == "past"
    assert why("11:00", service(notice=60), now=late) == "notice"
    assert why("12:00", service(notice=60), now=late) is None


def test_horizon() -> None:
    assert why("10:00", service(horizon_days=1), now=MORNING - timedelta(days=2)) == "horizon"
    assert why("10:00", service(horizon_days=2), now=MORNING - timedelta(days=2)) is None


def test_closed_by_a_closure_or_for_want_of_hours() -> None:
    assert why("10:00", closures=(Closure(DAY, DAY, "Flood"),)) == "closed"
    assert why("10:00", hours={}) == "closed"
    assert why("10:00", ann=Resource("ann", "Ann", "here", hours={})) == "closed"


def test_holiday() -> None:
    assert why("10:00", holidays=HolidayRule("X")) == "holiday"
    assert why("10:00", holidays=HolidayRule("X", open=("Feast",))) is None


def test_outside_hours() -> None:
    assert why("08:00", now=MORNING - timedelta(days=1)) == "outside-hours"
    assert why("16:00", service(minutes=90, start_interval=30)) == "outside-hours"


def test_blocked_by_its_own_block_or_its_locations() -> None:
    block = Block(TEN, TEN + timedelta(hours=1), "Dentist")
    assert why("10:00", ann=Resource("ann", "Ann", "here", blocks=(block,))) == "blocked"
    assert why("10:00", blocks=(block,)) == "blocked"
    assert why("09:00", service(buffer_after=5), blocks=(block,)) == "buffer"


def test_booked_held_and_buffer() -> None:
    assert why("10:00", visits=[visit(at("10:30"))]) == "booked"
    assert why("10:00", visits=[visit(at("10:30"), status=Status.RESERVED)]) == "booked"
    assert why("10:00", visits=[hold("10:30")]) == "held"
    assert why("10:00", visits=[hold("09:30"), visit(at("10:30"))]) == "booked"
    assert why("10:00", visits=[visit(at("11:00"), buffer_before=1)]) == "buffer"
    assert why("10:00", service(buffer_before=1), [visit(at("09:00"))]) == "buffer"


def test_daily_limit_and_grid() -> None:
    full = [visit(at("15:00"), service_id="cut")]
    assert why("10:00", service(daily_limit=1), full) == "daily-limit"
    assert why("10:01", service(daily_limit=1), full) == "daily-limit"
    assert why("10:01") == "off-grid"
    assert why("10:00", service(start_times=(540,))) == "off-grid"


@pytest.mark.parametrize("guests", [1, 2])
def test_a_class_is_booked_only_when_it_is_full(guests: int) -> None:
    visits = [visit(at("10:00"), service_id="cut") for _ in range(guests)]
    assert why("10:00", service(capacity=2), visits) == (None if guests == 1 else "booked")


def test_a_class_is_not_in_its_own_way() -> None:
    visits = [visit(at("10:20"), service_id="cut")]
    assert why("10:20", service(capacity=2), visits) == "off-grid"


def test_a_class_overbooked_by_another_service_is_booked() -> None:
    visits = [visit(at("10:00"), service_id="cut"), visit(at("10:00"))]
    assert why("10:00", service(capacity=2), visits) == "booked"


def reason(visits: list[Appointment], *named: str, offered: Service | None = None) -> Reason | None:
    business = shop(offered or service(), ["ann", "bob", "cid"])
    plan = make_plan(business, on(DAY, *named))
    taken = taken_for(plan, visits, MORNING)
    occupants = occupants_for(plan, visits, MORNING)
    return explain(plan, at("10:00"), OpenHours(business), taken, occupants, MORNING)


def test_the_facts_name_who_is_in_the_way() -> None:
    found = reason([replace(visit(at("09:30"), "bob"), id=77)], "ann", "bob")
    assert found is not None
    assert found.why is Why.BOOKED
    assert found.facts["resource"] == "Bob"
    assert found.facts["appointment"] == 77
    assert found.facts["until"] == at("10:30")


def test_with_nobody_named_the_one_who_comes_closest_tells_why() -> None:
    visits = [
        visit(at("10:00"), "ann"),
        visit(at("11:00"), "bob", buffer_before=10),
        visit(at("10:00"), "cid", status=Status.INITIAL, hold_expires_at=HELD_UNTIL),
    ]
    found = reason(visits)
    assert found is not None
    assert (found.why, found.facts["resource"]) == (Why.BUFFER, "Bob")
    assert reason(visits[:2]) is None


def test_a_role_that_nobody_can_fill_tells_why() -> None:
    pair = service(requires=(Role("lead", ("ann",)), Role("help", ("bob",))))
    found = reason([visit(at("10:00"), "bob")], offered=pair)
    assert found is not None
    assert (found.why, found.facts["resource"]) == (Why.BOOKED, "Bob")


def test_a_team_that_lacks_one_person_for_two_roles_is_explained_too() -> None:
    twice = service(requires=(Role("lead", ("ann",)), Role("help", ("ann", "bob"))))
    found = reason([visit(at("10:00"), "bob")], offered=twice)
    assert found is not None
    assert (found.why, found.facts["resource"]) == (Why.BOOKED, "Bob")
    nobody = service(requires=(Role("lead", ("ann",)), Role("help", ("ann",))))
    found = reason([], offered=nobody)
    assert found is not None
    assert found.why is Why.NOT_OFFERED
