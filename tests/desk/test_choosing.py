"""One start is judged by what is near it, and exactly as if the whole day were looked at."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.desk import booking, configuration, placing
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk
from frontdesk.engine.availability import starts_by_resource
from frontdesk.engine.clock import HandClock
from frontdesk.engine.plan import Request, make_plan
from frontdesk.engine.refusals import RefusalError
from frontdesk.engine.span import Span
from tests.books import MONDAY_MORNING

from .conftest import RIVERSIDE
from .words import at

DAY = date(2026, 11, 24)
NINE, FIVE = at("2026-11-24 09:00"), at("2026-11-24 17:00")
# With a buffer after and filled gaps; with both buffers on a grid of 20; with neither.
SERVICES = ("follow-up", "scan", "phone", "first-visit")
HOLDS = st.lists(
    st.tuples(st.sampled_from(SERVICES), st.integers(0, 95), st.integers(0, 3)), max_size=14
)


def try_to_hold(desk: Desk, service: str, slot: int, who: int) -> None:
    """A hold anywhere in the day, with whoever is available then."""
    start = NINE + slot * 5
    with desk.look() as unit:
        plan = make_plan(unit.business, Request(service, DAY, DAY, "riverside"))
        own = starts_by_resource(plan, unit.hours, load_taken(unit, plan), unit.now)
    free = [name for name, starts in own.items() if start in starts]
    if free and len(plan.roles) == 1:
        name = free[who % len(free)]
        booking.hold(desk, HoldRequest(service, start, (name,), location_id="riverside"))


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HOLDS)
def test_a_start_can_be_taken_if_and_only_if_the_day_offers_it(tmp_path_factory, holds):
    book = tmp_path_factory.mktemp("choosing") / "book.db"
    desk = Desk.open(book, HandClock(MONDAY_MORNING))
    configuration.load_setup(desk, RIVERSIDE.read_text(encoding="utf-8"))
    for hold in holds:
        try_to_hold(desk, *hold)
    with desk.look() as unit:
        for service in SERVICES:
            plan = make_plan(unit.business, Request(service, DAY, DAY, "riverside"))
            if len(plan.roles) > 1:
                continue
            offered = starts_by_resource(plan, unit.hours, load_taken(unit, plan), unit.now)
            for name, starts in offered.items():
                request = HoldRequest(service, 0, (name,), location_id="riverside")
                alone = make_plan(unit.business, Request(service, DAY, DAY, "riverside", (name,)))
                taken = {s for s in range(NINE, FIVE, 5) if can(unit, alone, s)}
                assert taken == {s for s in starts if NINE <= s < FIVE and s % 5 == 0}, request
    desk.close()


def can(unit, plan, start: int) -> bool:
    try:
        return placing.choose(unit, plan, start).start == start
    except RefusalError:
        return False


def test_what_stands_far_from_the_start_is_not_read(desk: Desk) -> None:
    for hour in (10, 11, 12, 14):
        start = at(f"2026-11-24 {hour}:00")
        assert isinstance(booking.hold(desk, HoldRequest("phone", start, ("chloe",))), Done)
    noon = at("2026-11-24 12:00")
    with desk.look() as unit:
        plan = make_plan(unit.business, Request("phone", DAY, DAY, "riverside", ("chloe",)))
        assert load_taken(unit, plan, only_start=noon + 15).spans == {
            "chloe": [Span(noon, noon + 15)]
        }
        assert len(load_taken(unit, plan).spans["chloe"]) == 4
