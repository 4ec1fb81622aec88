"""The sample clinic, worked out by hand from its setup file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from frontdesk.desk import availability, booking, calendar
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.plan import Request
from frontdesk.engine.refusals import Code, RefusalError, Why
from frontdesk.engine.values import Status
from frontdesk.engine.zones import wall_minute

from .words import DANA, at, done, refused

NEW_YORK = "America/New_York"
TUESDAY = date(2026, 11, 24)


def times(
    desk: Desk,
    service: str,
    day: date,
    *resources: str,
    location: str | None = None,
    zone: str = NEW_YORK,
) -> list[str]:
    """The wall-clock times of a service on a day, each once."""
    _plan, found = availability.find(desk, Request(service, day, day, location, resources))
    minutes = sorted({wall_minute(entry.start, zone) for entry in found})
    return [f"{minute // 60}:{minute % 60:02}" for minute in minutes]


def test_anas_tuesday_leaves_out_lunch_and_supervision(desk: Desk) -> None:
    found = times(desk, "follow-up", TUESDAY, "ana")
    morning = ["8:00", "8:15", "8:30", "8:45", "9:00", "9:15", "9:30", "9:45", "10:00", "10:15"]
    # 10:30 would need the time to 11:05 with its buffer, and supervision begins at 11:00.
    assert found[: len(morning)] == morning
    assert found[len(morning)] == "13:00"
    assert found[-1] == "16:30"


def test_an_override_opens_a_saturday_and_another_closes_a_friday(desk: Desk) -> None:
    assert times(desk, "follow-up", date(2026, 12, 5), "ana")[0] == "9:00"
    assert times(desk, "follow-up", date(2026, 11, 28), "ana") == []
    assert times(desk, "follow-up", date(2026, 11, 27), "chloe") == []


def test_classes_start_at_their_times_inside_opening_hours(desk: Desk) -> None:
    assert times(desk, "pilates", TUESDAY) == ["12:00", "17:00"]
    assert times(desk, "pilates", date(2026, 11, 25)) == ["12:00", "17:00", "18:00"]


def test_thanksgiving_and_christmas_are_closed_columbus_day_is_not(
    desk: Desk, clock: HandClock
) -> None:
    assert times(desk, "follow-up", date(2026, 11, 26)) == []
    assert times(desk, "follow-up", date(2026, 12, 24)) == []
    clock.set(datetime(2026, 10, 1, 12, tzinfo=UTC))
    assert times(desk, "follow-up", date(2026, 10, 12), "chloe")[0] == "8:00"


def test_chloes_leave_takes_her_week(desk: Desk) -> None:
    assert times(desk, "phone", date(2026, 12, 9), "chloe") == []
    assert times(desk, "phone", date(2026, 12, 14), "chloe")[0] == "8:00"


def test_a_scan_needs_ana_or_chloe_and_the_device_every_twenty_minutes(desk: Desk) -> None:
    found = times(desk, "scan", TUESDAY)
    assert found[:3] == ["8:00", "8:20", "8:40"]
    done(booking.hold(desk, HoldRequest("scan", at("2026-11-24 09:00"))))
    # 8:55 to 9:30 is taken from the device: 8:40 and 9:20 would run into it, 9:40 would not.
    assert [time for time in times(desk, "scan", TUESDAY) if time.zfill(5)[-4:] >= "8:20"][:0] == []
    after = times(desk, "scan", TUESDAY)
    assert "8:20" in after
    assert not {"8:40", "9:00", "9:20"} & set(after)
    assert "9:40" in after


def test_the_sixth_scan_fills_the_day(desk: Desk) -> None:
    for hour in ("08:00", "09:00", "10:00", "13:00", "14:00", "15:00"):
        assert times(desk, "scan", TUESDAY) != []
        done(booking.hold(desk, HoldRequest("scan", at(f"2026-11-24 {hour}"))))
    assert times(desk, "scan", TUESDAY) == []
    refusal = refused(booking.hold(desk, HoldRequest("scan", at("2026-11-24 16:00"))))
    assert refusal.reason is not None
    assert refusal.reason.why is Why.DAILY_LIMIT


def test_a_first_visit_keeps_two_hours_notice_and_ninety_days(desk: Desk, clock: HandClock) -> None:
    # Monday 9:00 in New York: 11:00 is exactly two hours ahead.
    assert times(desk, "first-visit", date(2026, 11, 23))[0] == "11:00"
    assert times(desk, "first-visit", date(2027, 2, 19)) != []
    assert times(desk, "first-visit", date(2027, 2, 22)) == []


def test_a_gap_is_filled_right_after_a_footprint(desk: Desk) -> None:
    done(booking.hold(desk, HoldRequest("follow-up", at("2026-11-24 09:00"), ("ana", "room1"))))
    assert "9:35" in times(desk, "follow-up", TUESDAY, "ana", "room1")
    assert "9:35" not in times(desk, "follow-up", TUESDAY, "chloe", "room2")


def test_the_phone_is_answered_at_the_harbour_by_dev_alone(desk: Desk) -> None:
    _plan, found = availability.find(
        desk, Request("phone", date(2026, 11, 25), date(2026, 11, 25), "harbour")
    )
    assert {entry.resource_ids for entry in found} == {("dev",)}
    assert wall_minute(found[0].start, "America/Los_Angeles") == 9 * 60


def test_a_location_service_is_not_offered_elsewhere(desk: Desk) -> None:
    with pytest.raises(RefusalError) as caught:
        availability.find(desk, Request("scan", TUESDAY, TUESDAY, "harbour"))
    assert caught.value.refusal.code is Code.NOT_OFFERED_HERE


def test_rotation_asks_next_whoever_waited_longest(desk: Desk, clock: HandClock) -> None:
    noon = at("2026-11-24 10:00")
    first = done(booking.hold(desk, HoldRequest("follow-up", noon))).appointment.resource_ids
    assert first == ("ana", "room1")
    second = done(booking.hold(desk, HoldRequest("follow-up", noon))).appointment.resource_ids
    assert second == ("ben", "room2")


def test_a_class_has_eight_seats_and_one_footprint(desk: Desk) -> None:
    five = at("2026-11-24 17:00")
    for seats_left in range(8, 0, -1):
        _plan, found = availability.find(desk, Request("pilates", TUESDAY, TUESDAY))
        assert {entry.start: entry.seats for entry in found}[five] == seats_left
        done(booking.hold(desk, HoldRequest("pilates", five, customer=DANA)))
    assert times(desk, "pilates", TUESDAY) == ["12:00"]
    refusal = refused(booking.hold(desk, HoldRequest("pilates", five)))
    assert refusal.reason is not None
    assert refusal.reason.facts["full"] is True
    with desk.look() as unit:
        rows = unit.connection.exec_driver_sql("SELECT count(*) FROM footprint").scalar()
    assert rows == 1


def test_a_class_goes_on_when_the_first_one_leaves(desk: Desk) -> None:
    five = at("2026-11-24 17:00")
    numbers = [
        done(
            booking.hold(
                desk,
                HoldRequest("pilates", five, customer=DANA, complete=Status.BOOKED),
            )
        ).appointment.id
        for _ in range(3)
    ]
    done(booking.cancel(desk, numbers[0]))
    _plan, found = availability.find(desk, Request("pilates", TUESDAY, TUESDAY))
    assert {entry.start: entry.seats for entry in found}[five] == 6


def test_the_day_shows_hours_blocks_visits_and_load(desk: Desk) -> None:
    held = done(
        booking.hold(desk, HoldRequest("follow-up", at("2026-11-24 09:00"), ("ana", "room1")))
    )
    view = calendar.day_view(desk, None, TUESDAY)
    columns = {column.resource_id: column for column in view.columns}
    assert list(columns) == ["ana", "ben", "chloe", "room1", "room2", "gym", "ultrasound"]
    ana = columns["ana"]
    assert [(span.start, span.end) for span in ana.open] == [
        (at("2026-11-24 08:00"), at("2026-11-24 12:00")),
        (at("2026-11-24 13:00"), at("2026-11-24 17:00")),
    ]
    assert [(block.span.start, block.reason) for block in ana.blocks] == [
        (at("2026-11-24 11:00"), "Supervision")
    ]
    (visit,) = ana.visits
    assert (visit.id, visit.status, visit.others) == (
        held.appointment.id,
        Status.INITIAL,
        ("Room 1",),
    )
    assert visit.hold_expires_at == held.appointment.hold_expires_at
    assert ana.load == pytest.approx(35 / 480)
    assert columns["room1"].visits[0].others == ("Ana Reyes",)


def test_a_closed_day_says_why(desk: Desk) -> None:
    view = calendar.day_view(desk, "riverside", date(2026, 11, 26))
    assert {column.closed_reason for column in view.columns} == {"Thanksgiving Day"}
    assert all(column.open == () for column in view.columns)


def test_openings_show_a_room_only_where_a_therapist_is_free_too(desk: Desk) -> None:
    for therapist, room in (("ana", "room1"), ("chloe", "room2")):
        done(
            booking.hold(desk, HoldRequest("follow-up", at("2026-11-24 08:00"), (therapist, room)))
        )
    view = calendar.openings_view(desk, None, "follow-up", TUESDAY, TUESDAY)
    assert set(view.starts) == {"ana", "ben", "chloe", "room1", "room2"}
    # At 8:15 both therapists who are in are busy, so no room can be used either.
    assert at("2026-11-24 08:15") not in view.starts["room1"]
    assert at("2026-11-24 10:00") in view.starts["ben"]


def test_why_not_names_the_person_in_the_way(desk: Desk) -> None:
    start = at("2026-11-24 09:00")
    done(
        booking.hold(
            desk,
            HoldRequest(
                "follow-up", start, ("ana", "room1"), customer=DANA, complete=Status.BOOKED
            ),
        )
    )
    reason = calendar.why_not(desk, None, "follow-up", "ana", start)
    assert reason is not None
    assert (reason.why, reason.facts["customer"]) == (Why.BOOKED, "Dana Fox")
    assert calendar.why_not(desk, None, "follow-up", "chloe", start) is None
    gym = calendar.why_not(desk, None, "follow-up", "gym", start)
    assert gym is not None
    assert gym.why is Why.NOT_OFFERED
