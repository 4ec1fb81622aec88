"""The one search box finds customers and visits, ranked, with all that a row shows."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.desk import booking, configuration, finding, merging, records
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.values import Status

from .words import at, done


def add(desk: Desk, name: str, **fields: object) -> int:
    """A new customer; the number."""
    answer = records.add(desk, CustomerFields(name, **fields))  # type: ignore[arg-type]
    assert isinstance(answer, Done), answer
    return answer.value.row.id


def visit(desk: Desk, customer: int, start: str, *resources: str, service: str = "phone") -> int:
    """A booked visit; its number."""
    request = HoldRequest(
        service, at(start), resources, customer_id=customer, complete=Status.BOOKED
    )
    return done(booking.hold(desk, request)).appointment.id


def names(desk: Desk, words: str, limit: int = 20) -> list[str]:
    """The names found, in order."""
    return [row.name for row in finding.find(desk, words, limit).customers]


def test_a_row_shows_what_the_desk_needs_to_know(desk: Desk, clock: HandClock) -> None:
    dana = add(desk, "Dana Fox", phone="+12125550123", alerts="Latex allergy", tags=("VIP",))
    past = visit(desk, dana, "2026-11-23 10:00", "chloe")
    missed = visit(desk, dana, "2026-11-23 11:00", "chloe")
    later = visit(desk, dana, "2026-11-25 10:00", "chloe")
    far = visit(desk, dana, "2026-12-02 10:00", "chloe", "room1", service="follow-up")
    clock.advance(timedelta(hours=4))
    done(booking.no_show(desk, missed))
    (row,) = finding.find(desk, "fox dana").customers
    assert (row.id, row.name, row.phone) == (dana, "Dana Fox", "(212) 555-0123")
    assert (row.alerts, row.tags, row.no_shows) == ("Latex allergy", ("VIP",), 1)
    assert row.last is not None
    assert row.next is not None
    assert (row.last.id, row.next.id) == (past, later)
    assert row.next.timezone == "America/New_York"
    assert row.next.resource_names == ("Chloé Martin",)
    assert (row.usual_service_id, row.usual_service_name) == ("phone", "Phone consultation")
    assert (row.usual_resource_id, row.usual_resource_name) == ("chloe", "Chloé Martin")
    done(booking.cancel(desk, later))
    (row,) = finding.find(desk, "0123").customers
    assert row.next is not None
    assert row.next.id == far


def test_a_new_customer_has_nothing_usual(desk: Desk) -> None:
    add(desk, "Dana Fox", email="dana@example.org")
    (row,) = finding.find(desk, "dana@").customers
    assert (row.last, row.next, row.no_shows) == (None, None, 0)
    assert (row.usual_service_id, row.usual_resource_id, row.usual_resource_name) == (
        None,
        None,
        "",
    )


def test_what_is_offered_no_more_is_not_usual(desk: Desk) -> None:
    dana = add(desk, "Dana Fox", phone="5550123")
    visit(desk, dana, "2026-11-25 10:00", "chloe")
    setup = configuration.dump_setup(desk)
    without = setup.replace('"phone"', '"call"')
    assert not configuration.load_setup(desk, without).value.faults
    (row,) = finding.find(desk, "dana").customers
    assert row.usual_service_id is None
    assert row.usual_resource_id == "chloe"


def test_the_better_match_comes_first(desk: Desk) -> None:
    for name in ("Anna Lisa", "Lisa", "Lisa Berg", "Bert Lisabeth", "Lisandra Fox"):
        add(desk, name)
    assert names(desk, "lisa") == [
        "Lisa",
        "Lisa Berg",
        "Lisandra Fox",
        "Anna Lisa",
        "Bert Lisabeth",
    ]
    assert names(desk, "lisa b") == ["Lisa Berg", "Bert Lisabeth"]


def test_no_more_rows_than_asked_for_and_says_that_there_are_more(desk: Desk) -> None:
    for n in range(7):
        add(desk, f"Dana Fox {n}")
    found = finding.find(desk, "dana", limit=5)
    assert len(found.customers) == 5
    assert found.more
    assert not finding.find(desk, "dana", limit=7).more


@pytest.mark.parametrize("typed", ["{}", "#{}", " # {} "])
def test_a_visit_is_found_by_its_booking_number(desk: Desk, typed: str) -> None:
    dana = add(desk, "Dana Fox", phone="5550123")
    number = visit(desk, dana, "2026-11-25 10:00", "chloe")
    (found,) = finding.find(desk, typed.format(number)).visits
    assert (found.visit.id, found.customer_id, found.customer_name) == (number, dana, "Dana Fox")
    assert found.visit.status is Status.BOOKED
    assert found.visit.service_name == "Phone consultation"


def test_an_expired_hold_is_no_visit(desk: Desk, clock: HandClock) -> None:
    held = done(booking.hold(desk, HoldRequest("phone", at("2026-11-25 10:00"), ("chloe",))))
    number = held.appointment.id
    assert [f.customer_name for f in finding.find(desk, str(number)).visits] == [""]
    clock.advance(timedelta(minutes=10))
    assert finding.find(desk, str(number)).visits == ()


@pytest.mark.parametrize("typed", ["", "   ", "\u200e", "99999999999999", "no such person"])
def test_nobody_is_found_by_nothing(desk: Desk, typed: str) -> None:
    add(desk, "Dana Fox", phone="5550123")
    found = finding.find(desk, typed)
    assert (found.asked, found.customers, found.visits) == (typed, (), ())


def test_a_customer_booked_by_name_is_found(desk: Desk) -> None:
    request = HoldRequest(
        "phone",
        at("2026-11-25 10:00"),
        ("chloe",),
        customer=CustomerDetails("Ruth Øster", "", "(212) 555-0148"),
        complete=Status.BOOKED,
    )
    done(booking.hold(desk, request))
    assert names(desk, "oster") == names(desk, "0148") == ["Ruth Øster"]


def test_a_merged_customer_is_found_under_the_old_name_and_number(desk: Desk) -> None:
    kept, merged = add(desk, "Dana Fox", phone="5550123"), add(desk, "D. Wolf", phone="5559999")
    merging.merge(desk, kept, merged)
    for typed in ("wolf", "9999", "dana", "0123"):
        assert [row.id for row in finding.find(desk, typed).customers] == [kept], typed


@pytest.mark.parametrize(
    ("timezone", "phone", "shown"),
    [
        ("America/New_York", "2125550123", "(212) 555-0123"),
        ("America/New_York", "+4930123456", "+49 30 123456"),
        ("Europe/Berlin", "030123456", "030 123456"),
        ("Europe/Berlin", "+4930123456", "030 123456"),
        ("Europe/Berlin", "104", "104"),
        ("UTC", "+12125550123", "+1 212-555-0123"),
        ("UTC", "2125550123", "2125550123"),
    ],
)
def test_a_phone_is_shown_as_people_there_write_it(
    desk: Desk, timezone: str, phone: str, shown: str
) -> None:
    setup = configuration.dump_setup(desk).replace("America/New_York", timezone)
    assert not configuration.load_setup(desk, setup).value.faults
    add(desk, "Dana Fox", phone=phone)
    assert finding.find(desk, "dana").customers[0].phone == shown


@pytest.mark.slow
def test_the_first_search_waits_for_nothing_that_could_be_loaded_before(
    book: Path, desk: Desk
) -> None:
    add(desk, "Dana Fox", phone="+12125550123")
    code = (
        "import sys; from datetime import UTC, datetime;"
        "from frontdesk.desk import finding; from frontdesk.desk.unit import Desk;"
        "from frontdesk.engine.clock import HandClock;"
        "desk = Desk.open(sys.argv[1], HandClock(datetime(2026, 11, 23, tzinfo=UTC)));"
        "finding.prepare(desk); before = set(sys.modules);"
        "print(finding.find(desk, 'dana').customers[0].phone);"
        "print(sorted(set(sys.modules) - before)); desk.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(book)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["(212) 555-0123", "[]"]
