"""What is refused before anything is looked up, and with which code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontdesk.engine.plan import Plan, Request, find_resource, make_plan
from frontdesk.engine.refusals import Code, RefusalError
from frontdesk.engine.values import (
    Business,
    DurationRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
    Service,
)

from .shop import DAY, at

RULE = DurationRule(30, 30, 90, 15)
HERE = Location("here", "Here", "America/New_York", primary=True)
THERE = Location("there", "There", "UTC")
OLD_PLACE = Location("old", "Old", "UTC", retired=True)
STAFF = (
    Resource("ann", "Ann", "here"),
    Resource("bob", "Bob", "here"),
    Resource("cid", "Cid", "there"),
    Resource("old", "Old", "here", retired=True),
)
PAIR = Service(
    "pair", "Pair", RULE, requires=(Role("lead", ("ann", "bob", "old")), Role("help", None, "all"))
)
SERVICES = (
    Service("any", "Any", RULE),
    Service("one", "One", RULE, resource_ids=("bob", "ann", "cid", "old")),
    Service("local", "Local", RULE, scope="location", location_id="there"),
    PAIR,
    replace(PAIR, id="lost", requires=(Role("lead", None, "gone"), Role("help", None, "retired"))),
    Service("gone", "Gone", RULE, retired=True),
)
GROUPS = (
    ResourceGroup("all", "All", ("cid", "bob", "ann", "old")),
    ResourceGroup("retired", "Retired", ("ann",), retired=True),
)
BUSINESS = Business.of("Made up", (HERE, THERE, OLD_PLACE), STAFF, GROUPS, SERVICES)


def plan_for(service_id: str, **asked: object) -> Plan:
    return make_plan(
        BUSINESS, Request(**{"first": DAY, "last": DAY, **asked}, service_id=service_id)
    )


def refusal_of(service_id: str, **asked: object) -> tuple[Code, dict[str, object]]:
    with pytest.raises(RefusalError) as refused:
        plan_for(service_id, **asked)
    return refused.value.refusal.code, dict(refused.value.refusal.facts)


@pytest.mark.parametrize(
    ("service_id", "asked", "kind", "name"),
    [
        ("nothing", {}, "service", "nothing"),
        ("any", {"location_id": "nowhere"}, "location", "nowhere"),
        ("any", {"resource_ids": ("nobody",)}, "resource", "nobody"),
    ],
)
def test_what_does_not_exist_is_unknown(
    service_id: str, asked: dict[str, object], kind: str, name: str
) -> None:
    assert refusal_of(service_id, **asked) == (Code.UNKNOWN_ID, {"kind": kind, "id": name})


@pytest.mark.parametrize(
    ("service_id", "asked", "name"),
    [
        ("gone", {}, "Gone"),
        ("any", {"location_id": "old"}, "Old"),
        ("any", {"resource_ids": ("old",)}, "Old"),
    ],
)
def test_what_is_retired_is_unknown_and_told_by_name(
    service_id: str, asked: dict[str, object], name: str
) -> None:
    id_ = "gone" if service_id == "gone" else "old"
    told = {"kind": "retired", "id": id_, "name": name}
    assert refusal_of(service_id, **asked) == (Code.UNKNOWN_ID, told)


def test_a_book_without_a_primary_location_has_to_be_told_where() -> None:
    business = Business.of("Made up", (THERE,), (), (), SERVICES)
    with pytest.raises(RefusalError) as refused:
        make_plan(business, Request("any", DAY, DAY))
    assert refused.value.refusal.code is Code.UNKNOWN_ID
    assert make_plan(business, Request("any", DAY, DAY, "there")).location is THERE


@pytest.mark.parametrize(
    ("service_id", "asked"),
    [
        ("local", {}),  # offered there only
        ("any", {"resource_ids": ("cid",)}),  # works there
        ("one", {"resource_ids": ("ann", "cid")}),
        ("pair", {"resource_ids": ("ann", "bob", "cid")}),
        ("lost", {"resource_ids": ("ann",)}),
    ],
)
def test_what_is_not_offered_at_the_location(service_id: str, asked: dict[str, object]) -> None:
    assert refusal_of(service_id, **asked)[0] is Code.NOT_OFFERED_HERE


def test_more_resources_than_roles_are_not_offered() -> None:
    third = replace(STAFF[2], location_id="here")
    business = replace(BUSINESS, resources={**BUSINESS.resources, "cid": third})
    with pytest.raises(RefusalError) as refused:
        make_plan(business, Request("pair", DAY, DAY, None, ("ann", "bob", "cid")))
    assert refused.value.refusal.code is Code.NOT_OFFERED_HERE


@pytest.mark.parametrize("minutes", [30, 45, 60, 75, 90])
def test_durations_that_the_rule_has(minutes: int) -> None:
    assert plan_for("any", duration=minutes).duration == minutes


@pytest.mark.parametrize("minutes", [-30, 0, 15, 31, 40, 91, 105])
def test_durations_that_the_rule_does_not_have(minutes: int) -> None:
    code, facts = refusal_of("any", duration=minutes)
    assert code is Code.BAD_DURATION
    assert facts["duration"] == minutes
    assert (facts["minimum"], facts["maximum"], facts["step"]) == (30, 90, 15)


def test_the_default_duration_need_not_be_named() -> None:
    assert plan_for("any").duration == 30


@pytest.mark.parametrize(
    ("days", "is_allowed"), [(0, True), (366, True), (367, False), (-1, False)]
)
def test_a_range_ends_at_most_366_days_after_its_start(days: int, is_allowed: bool) -> None:
    last = DAY + timedelta(days=days)
    if is_allowed:
        assert plan_for("any", last=last).request.last == last
    else:
        assert refusal_of("any", last=last)[0] is Code.BAD_RANGE


@pytest.mark.parametrize(
    ("service_id", "asked", "roles"),
    [
        ("any", {}, (("ann", "bob"),)),
        ("any", {"location_id": "there"}, (("cid",),)),
        ("local", {"location_id": "there"}, (("cid",),)),
        ("one", {}, (("bob", "ann"),)),
        ("pair", {}, (("ann", "bob"), ("bob", "ann"))),
        ("lost", {}, ((), ())),
        ("any", {"resource_ids": ("bob", "ann", "bob")}, (("bob",), ("ann",))),
        ("pair", {"resource_ids": ("bob",)}, (("ann", "bob"), ("bob", "ann"))),
    ],
)
def test_who_could_fill_which_role(
    service_id: str, asked: dict[str, object], roles: tuple[tuple[str, ...], ...]
) -> None:
    assert plan_for(service_id, **asked).roles == roles


def test_candidates_stand_once_in_role_order() -> None:
    assert plan_for("pair").candidates == ("ann", "bob")


def test_the_window_is_the_local_days_and_the_reach_what_can_matter() -> None:
    zone = "America/New_York"
    plan = plan_for("any", first=date(2026, 11, 1), last=date(2026, 11, 1))
    assert plan.window == (at("2026-11-01T00:00", zone), at("2026-11-02T00:00", zone))
    assert plan.window.end - plan.window.start == 25 * 60
    service = replace(SERVICES[0], buffer_before=20, buffer_after=10)
    buffered = replace(plan, service=service)
    assert buffered.reach == (plan.window.start - 21, plan.window.end + 30 + 10)


def test_a_resource_is_found_by_its_id() -> None:
    assert find_resource(BUSINESS, "cid") is STAFF[2]
