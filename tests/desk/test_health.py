"""The health page: every way to be unbookable is named, and a sound business has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from frontdesk.desk import booking, health, moves, setup_edit
from frontdesk.desk.answers import Done
from frontdesk.desk.decisions import Decision
from frontdesk.desk.health import problems
from frontdesk.desk.health_troubles import Trouble
from frontdesk.desk.setup_sentences import problem_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.refusals import Why
from frontdesk.engine.values import (
    Block,
    Business,
    Closure,
    HolidayRule,
    Location,
    Resource,
    Role,
    Service,
    Status,
)
from frontdesk.engine.zones import DAY
from tests.engine.shop import NINE_TO_FIVE, service, shop

from .words import DANA, at, done

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def told(business: Business) -> list[str]:
    return [problem_sentence(entry) for entry in problems(OpenHours(business), NOW)]


def test_a_sound_business_has_nothing_to_tell() -> None:
    assert told(shop(service())) == []


def test_of_the_sample_clinic_it_finds_the_room_that_nothing_uses(desk: Desk) -> None:
    found = [problem_sentence(entry) for entry in health.health(desk).problems]
    assert found == ["Harbour room can't be booked: no service names it."]


def test_nothing_is_there_yet() -> None:
    assert told(Business.of("New")) == ["There is no location yet. Add one, with its hours."]
    place = Location("here", "Here", "UTC", primary=True)
    assert told(Business.of("New", [place])) == [
        "There is no service yet, so nothing can be booked. Add one."
    ]


def lame(offered: Service, people: Any = ("ann",), **place: Any) -> str:
    (sentence,) = told(shop(offered, people, **place))
    return sentence


def test_says_what_makes_a_service_unbookable() -> None:
    nobody = service(resource_ids=("gone",))
    assert [entry.trouble for entry in problems(OpenHours(shop(nobody)), NOW)] == [
        Trouble.NO_RESOURCE,
        Trouble.UNUSED,
    ]
    assert lame(service(requires=(Role("Therapist", ("ann",)), Role("Room", ())))) == (
        "Cut needs a “Room”, and Here has none. Name who or what."
    )
    only_nights = service(hours={0: ((1200, 1320),)})
    assert "never meet" in lame(only_nights)
    assert "blocks take all of it" in lame(
        service(), blocks=(Block(datetime(2026, 11, 1), datetime(2027, 11, 1), "Repair"),)
    )
    assert lame(service(minutes=500)) == (
        "Cut takes 500 minutes, but nobody at Here is free for more than 480 minutes at a time."
    )
    assert "no time is left between the two" in lame(service(notice=10_000, horizon_days=3))
    assert "do not fit the hours" in lame(service(start_times=(0, 1400)))
    assert "do not fit the hours" in lame(service(minutes=470, start_interval=1440))


def test_a_place_without_an_open_day_is_told_once_and_leads_to_its_hours() -> None:
    year = Closure(date(2026, 1, 1), date(2027, 12, 31), "Works")
    for place in ({"hours": {}}, {"closures": (year,)}):
        business = shop(service(), **place)
        business = replace(business, services={"a": service("a"), "b": service("b")})
        (found,) = problems(OpenHours(business), NOW)
        assert found.trouble is Trouble.NO_DAY
        assert found.facts["location_id"] == "here"
        assert problem_sentence(found).startswith("Here is not open on any day")


def test_people_who_are_never_there_are_named() -> None:
    never = Resource("ann", "Ann", "here", hours={})
    (found,) = problems(OpenHours(shop(service(), [never])), NOW)
    assert found.trouble is Trouble.NEVER_THERE
    assert found.facts["resource_id"] == "ann"
    assert "those who give it (Ann) never meet" in problem_sentence(found)


def test_roles_that_only_one_person_could_fill() -> None:
    both = service(requires=(Role("a", ("ann",)), Role("b", ("ann",))))
    assert lame(both) == (
        "Cut needs somebody or something else for each role at the same time, and Here has too "
        "few for that: Ann."
    )


def test_a_long_notice_is_no_trouble_while_it_leaves_days_to_book() -> None:
    assert told(shop(service(notice=60 * DAY))) == []
    assert lame(service(notice=400 * DAY)) == (
        "Cut must be booked 400 days ahead, which is further than anybody can book."
    )
    assert "must be booked 10 days ahead and at most 3" in lame(
        service(notice=10 * DAY, horizon_days=3)
    )
    assert "must be booked 20 hours ahead and at most 0" in lame(
        service(notice=1200, horizon_days=0)
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (HolidayRule("US", "NY", ("Columbus Day", "Veterans Day (observed)")), ""),
        (
            HolidayRule("US", "NY", ("Pancake Day",)),
            "Here is to be open on “Pancake Day”, but US-NY has no public holiday of that name in "
            "the next 5 years.",
        ),
        (
            HolidayRule("ZZ"),
            "Here keeps the public holidays of ZZ, but this edition of the program does not know "
            "them: they close nothing.",
        ),
    ],
)
def test_holidays_that_nobody_knows_are_told(rule: HolidayRule, sentence: str) -> None:
    assert told(shop(service(), holidays=rule)) == ([sentence] if sentence else [])


def test_people_who_never_work_together() -> None:
    early = Resource("ann", "Ann", "here", hours=dict.fromkeys(range(7), ((540, 720),)))
    late = Resource("bob", "Bob", "here", hours=dict.fromkeys(range(7), ((780, 1020),)))
    both = service(requires=(Role("a", ("ann",)), Role("b", ("bob",))))
    assert "never free at the same time" in lame(both, [early, late])


def test_a_resource_that_no_service_names() -> None:
    assert told(shop(service(resource_ids=("ann",)), ["ann", "bob"])) == [
        "Bob can't be booked: no service names it."
    ]


def test_a_service_of_the_company_is_only_asked_for_where_somebody_gives_it() -> None:
    there = Location("there", "There", "UTC", hours=NINE_TO_FIVE)
    business = shop(service(resource_ids=("ann",)))
    both = Business.of(
        "Two",
        [*business.locations.values(), there],
        business.resources.values(),
        (),
        business.services.values(),
    )
    assert told(both) == []


@pytest.mark.parametrize(
    ("decision", "listed"), [(Decision.MOVE, 1), (Decision.KEEP, 0), (Decision.INFORM, 0)]
)
def test_lists_visits_that_are_to_be_moved(desk: Desk, decision: Decision, listed: int) -> None:
    visit = done(
        booking.hold(
            desk,
            booking.HoldRequest(
                "phone", at("2026-11-24T09:00"), ("ana",), customer=DANA, complete=Status.BOOKED
            ),
        )
    )
    assert health.health(desk).stranded == ()
    draft = setup_edit.open_draft(desk)
    ana = next(entry for entry in draft.document["resources"] if entry["id"] == "ana")
    del ana["hours"]["tue"]
    saved = setup_edit.save(desk, draft, {visit.appointment.id: decision})
    assert isinstance(saved, Done)
    found = health.health(desk).stranded
    assert [entry.visit.id for entry in found] == [visit.appointment.id] * listed


@pytest.mark.parametrize("way", ["held", "moved"])
def test_what_was_put_outside_hours_on_purpose_is_not_to_be_moved(desk: Desk, way: str) -> None:
    evening = at("2026-11-24T20:00")
    request = booking.HoldRequest(
        "phone", at("2026-11-24T09:00"), ("ana",), customer=DANA, complete=Status.BOOKED
    )
    if way == "held":
        late = done(booking.hold(desk, replace(request, start=evening, because="Works till late")))
    else:
        visit = done(booking.hold(desk, request)).appointment
        late = done(moves.move(desk, moves.Move(visit.id, evening), because="Works till late"))
    assert health.health(desk).stranded == ()
    # But for another reason it is.
    draft = setup_edit.open_draft(desk)
    place = next(entry for entry in draft.document["locations"] if entry["id"] == "riverside")
    place["closures"] = [{"from": "2026-11-24", "to": "2026-11-24", "name": "Repairs"}]
    saved = setup_edit.save(desk, draft, {late.appointment.id: Decision.MOVE})
    assert isinstance(saved, Done), saved
    (found,) = health.health(desk).stranded
    assert (found.visit.id, found.reason.why) == (late.appointment.id, Why.CLOSED)
