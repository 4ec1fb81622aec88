"""The visits of some days as a list: which they are, what they say, and how many at most."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontdesk.desk import agenda, booking
from frontdesk.desk.agenda import AgendaView
from frontdesk.desk.answers import CustomerDetails, RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.values import Status

from .words import at, done

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


def book(desk: Desk, service: str, when: str, *resources: str, name: str = "Dana Fox") -> int:
    """Book somebody with a note; the number of the visit."""
    who = CustomerDetails(name, f"{name.split()[0].lower()}@example.org", "(212) 555-0148")
    request = HoldRequest(
        service, at(when), resources, customer=who, complete=Status.BOOKED, notes="Knee"
    )
    return done(booking.hold(desk, request)).appointment.id


def ids(view: AgendaView) -> list[int]:
    """The numbers of the visits, from the top."""
    return [row.id for row in view.rows]


def test_a_row_says_everything_that_the_calendar_says(desk: Desk) -> None:
    number = book(desk, "follow-up", "2026-11-24 10:00", "ana", "room2")
    done(booking.arrive(desk, number))
    (row,) = agenda.agenda(desk, None, TUESDAY, TUESDAY).rows
    assert (row.id, row.status, row.arrived, row.completed) == (number, Status.BOOKED, True, False)
    assert (row.start, row.end) == (at("2026-11-24 10:00"), at("2026-11-24 10:30"))
    assert (row.customer_name, row.notes) == ("Dana Fox", "Knee")
    assert row.phone.endswith("0148")
    assert (row.service_name, row.resource_names) == ("Follow-up", ("Ana Reyes", "Room 2"))


def test_all_statuses_are_listed_by_start(desk: Desk) -> None:
    late = book(desk, "phone", "2026-11-24 15:00", "ana")
    early = book(desk, "phone", "2026-11-24 09:00", "ana")
    noon = book(desk, "phone", "2026-11-24 11:45", "ben")
    done(booking.cancel(desk, noon))
    done(booking.no_show(desk, early))
    view = agenda.agenda(desk, None, TUESDAY, TUESDAY)
    assert ids(view) == [early, noon, late]
    assert [row.status for row in view.rows] == [Status.NO_SHOW, Status.CANCELLED, Status.BOOKED]


def test_a_hold_is_listed_until_the_second_it_ends(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", at("2026-11-24 10:00"), ("ana",))))
    (row,) = agenda.agenda(desk, None, TUESDAY, TUESDAY).rows
    assert (row.id, row.desk) == (held.appointment.id, "Desk 1")
    assert row.hold_expires_at == held.appointment.hold_expires_at
    clock.advance(timedelta(minutes=10))
    assert agenda.agenda(desk, None, TUESDAY, TUESDAY).rows == ()


def test_the_days_are_both_included_and_no_others(desk: Desk) -> None:
    book(desk, "phone", "2026-11-23 16:00", "ana")
    tuesday = book(desk, "phone", "2026-11-24 16:00", "ana")
    wednesday = book(desk, "phone", "2026-11-25 19:45", "ben")
    book(desk, "phone", "2026-11-27 10:00", "ana")
    assert ids(agenda.agenda(desk, None, TUESDAY, WEDNESDAY)) == [tuesday, wednesday]


def test_no_more_rows_than_asked_for_and_it_says_so(desk: Desk) -> None:
    first, second, _third = (
        book(desk, "phone", f"2026-11-24 {hour:02}:00", "ana") for hour in (9, 10, 14)
    )
    view = agenda.agenda(desk, None, TUESDAY, TUESDAY, most=2)
    assert (ids(view), view.more) == ([first, second], True)
    assert not agenda.agenda(desk, None, TUESDAY, TUESDAY, most=3).more


def test_everyone_of_a_class_has_a_row(desk: Desk) -> None:
    for name in ("Dana Fox", "Ruth Klein"):
        book(desk, "pilates", "2026-11-24 17:00", name=name)
    rows = agenda.agenda(desk, None, TUESDAY, TUESDAY).rows
    assert {row.customer_name for row in rows} == {"Dana Fox", "Ruth Klein"}


def test_openings_can_be_booked_as_they_stand(desk: Desk) -> None:
    found = agenda.openings(desk, None, "follow-up", TUESDAY, WEDNESDAY)
    assert [entry.start for entry in found] == sorted(entry.start for entry in found)
    entry = found[-1]
    assert entry.duration == 30
    done(booking.hold(desk, HoldRequest("follow-up", entry.start, entry.resource_ids)))
    assert entry.start not in {
        later.start
        for later in agenda.openings(desk, None, "follow-up", TUESDAY, WEDNESDAY)
        if set(later.resource_ids) & set(entry.resource_ids)
    }


def test_openings_end_where_they_are_told_to(desk: Desk) -> None:
    every = agenda.openings(desk, None, "first-visit", TUESDAY, TUESDAY)
    assert len(every) > 5
    assert agenda.openings(desk, None, "first-visit", TUESDAY, TUESDAY, most=5) == every[:5]


@pytest.mark.parametrize(
    ("first", "last"), [(WEDNESDAY, TUESDAY), (TUESDAY, TUESDAY + timedelta(days=400))]
)
def test_days_in_the_wrong_order_or_too_many_are_refused(
    desk: Desk, first: date, last: date
) -> None:
    with pytest.raises(RefusalError):
        agenda.agenda(desk, None, first, last)
