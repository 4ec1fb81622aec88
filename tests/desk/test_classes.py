"""Classes: seats that come back, seats that are gone, and whose class it is."""

from __future__ import annotations

import json
from datetime import timedelta

from frontdesk.desk import booking, configuration
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status

from .conftest import RIVERSIDE
from .words import DANA, at, done, refused

FIVE = at("2026-11-24 17:00")
TEN = at("2026-11-24 10:00")
LED = {
    "id": "led",
    "name": "Led class",
    "scope": "location",
    "location": "riverside",
    "duration": {"default": 30},
    "capacity": 4,
    "requires": [
        {"role": "Lead", "resources": ["ana", "ben"]},
        {"role": "Place", "resources": ["gym", "room1"]},
    ],
}


def join(desk: Desk, service: str, start: int, *resources: str) -> int:
    """Book Dana into a class; the number of the visit."""
    request = HoldRequest(service, start, resources, customer=DANA, complete=Status.BOOKED)
    return done(booking.hold(desk, request)).appointment.id


def with_led_class(desk: Desk) -> None:
    """Add a class that one of two leads, in one of two places."""
    setup = json.loads(RIVERSIDE.read_text(encoding="utf-8"))
    setup["services"].append(LED)
    configuration.load_setup(desk, json.dumps(setup))


def test_an_expired_hold_comes_back_into_a_class_with_a_seat(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, HoldRequest("pilates", FIVE))).appointment.id
    clock.advance(timedelta(minutes=10))
    for _ in range(7):
        join(desk, "pilates", FIVE)
    assert done(booking.book(desk, held, DANA)).appointment.status is Status.BOOKED


def test_nobody_comes_back_into_a_full_class(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, HoldRequest("pilates", FIVE))).appointment.id
    clock.advance(timedelta(minutes=10))
    for _ in range(8):
        join(desk, "pilates", FIVE)
    refusal = refused(booking.book(desk, held, DANA))
    assert refusal.code is Code.HOLD_EXPIRED_AND_TAKEN
    assert refusal.reason is not None
    assert refusal.reason.facts["full"] is True


def test_a_no_show_does_not_come_back_into_a_full_class(desk: Desk) -> None:
    missing = join(desk, "pilates", FIVE)
    done(booking.no_show(desk, missing))
    for _ in range(8):
        join(desk, "pilates", FIVE)
    assert refused(booking.undo_no_show(desk, missing)).code is Code.SLOT_TAKEN


def test_another_teams_class_is_somebody_elses_time(desk: Desk, clock: HandClock) -> None:
    with_led_class(desk)
    held = done(booking.hold(desk, HoldRequest("led", TEN, ("ana", "gym")))).appointment.id
    clock.advance(timedelta(minutes=10))
    # Ana leads the same class at the same time, but somewhere else.
    join(desk, "led", TEN, "ana", "room1")
    assert refused(booking.book(desk, held, DANA)).code is Code.HOLD_EXPIRED_AND_TAKEN


def test_who_joins_comes_to_the_same_lead_in_the_same_place(desk: Desk) -> None:
    with_led_class(desk)
    join(desk, "led", TEN, "ana", "gym")
    request = HoldRequest("led", TEN, ("gym",))
    assert done(booking.hold(desk, request)).appointment.resource_ids == ("ana", "gym")
    refusal = refused(booking.hold(desk, HoldRequest("led", TEN, ("ben", "gym"))))
    assert refusal.code is Code.SLOT_TAKEN
    with desk.look() as unit:
        rows = unit.connection.exec_driver_sql("SELECT count(*) FROM footprint").scalar()
    assert rows == 2
