"""The shape of what is printed, to the letter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import RIVERSIDE, Frontdesk

DAY = ("--from", "2026-11-24", "--to", "2026-11-24", "--json")
HOLD = ("hold", "--service", "follow-up", "--start", "2026-11-24T10:00", "--resource", "ana")


def test_the_availability_answer(clinic: Frontdesk) -> None:
    answer = clinic("availability", "--service", "phone", *DAY, "--resource", "chloe").document
    times = answer.pop("availableTimes")
    assert answer == {
        "locationId": "riverside",
        "serviceId": "phone",
        "startDate": "2026-11-24",
        "endDate": "2026-11-24",
        "resourceId": "chloe",
        "resourceIds": "chloe",
        "tzRequested": -300,
        "timezone": "America/New_York",
    }
    assert times[0] == {
        "startDateTime": "2026-11-24T08:00:00-05:00",
        "endDateTime": "2026-11-24T08:15:00-05:00",
        "date": "2026-11-24",
        "time": 800,
        "displayTime": "8:00 AM",
        "duration": 15,
        "resourceId": "chloe",
        "resourceIds": "chloe",
        "availableSeats": 1,
    }
    # 8:00 to 17:45, every quarter of an hour.
    assert len(times) == 40


@pytest.mark.parametrize(
    ("words", "offset", "zone", "start", "time", "shown"),
    [
        (("--tz-offset", "60"), 60, "UTC+01:00", "2026-11-24T14:00:00+01:00", 1400, "2:00 PM"),
        (("--timezone", "Asia/Kolkata"), 330, "Asia/Kolkata", "2026-11-24T18:30:00+05:30", 1830,
         "6:30 PM"),
        (("--timezone", "Pacific/Auckland"), 780, "Pacific/Auckland", "2026-11-25T02:00:00+13:00",
         200, "2:00 AM"),
        (("--tz-offset", "-780"), -780, "UTC-13:00", "2026-11-24T00:00:00-13:00", 0, "12:00 AM"),
    ],
)  # fmt: skip
def test_a_zone_asked_for_changes_the_writing_only(
    clinic: Frontdesk,
    words: tuple[str, ...],
    offset: int,
    zone: str,
    start: str,
    time: int,
    shown: str,
) -> None:
    answer = clinic("availability", "--service", "phone", *DAY, *words).document
    first = answer["availableTimes"][0]
    assert (answer["tzRequested"], answer["timezone"]) == (offset, zone)
    assert (first["startDateTime"], first["time"], first["displayTime"]) == (start, time, shown)
    assert first["date"] == start[:10]


def test_a_visit_from_hold_to_booked(clinic: Frontdesk) -> None:
    held = clinic(*HOLD, "room1", "--json").document
    facts = {"confirmed": False, "arrivedAt": None, "startedAt": None, "completedAt": None}
    assert held == facts | {
        "id": held["id"],
        "status": "IN",
        "locationId": "riverside",
        "serviceId": "follow-up",
        "resourceId": "ana",
        "resourceIds": "ana,room1",
        "startDateTime": "2026-11-24T10:00:00-05:00",
        "endDateTime": "2026-11-24T10:30:00-05:00",
        "duration": 30,
        "customer": None,
        "holdExpiresAt": "2026-11-23T09:10:00-05:00",
        "notes": "",
        "createdAt": "2026-11-23T09:00:00-05:00",
        "rescheduledId": None,
    }
    words = ("--customer-name", "Dana Fox", "--phone", "(212) 555-0148", "--notes", "Knee")
    booked = clinic("book", held["id"], *words, "--json").document
    assert booked["status"] == "BK"
    assert booked["holdExpiresAt"] is None
    assert booked["notes"] == "Knee"
    assert booked["customer"] == {
        "id": booked["customer"]["id"],
        "name": "Dana Fox",
        "email": "",
        "phone": "(212) 555-0148",
    }
    assert clinic("show", held["id"], "--json").document == booked
    listed = clinic("list", *DAY).document["appointments"]
    assert listed == [booked]


def test_a_hold_is_back_in_availability_when_its_timer_ends(clinic: Frontdesk) -> None:
    assert clinic(*HOLD, "room1", now="2026-11-23T12:00:00Z").status == 0

    def offered(now: str) -> bool:
        words = ("availability", "--service", "follow-up", *DAY, "--resource", "ana", "room1")
        times = clinic(*words, now=now).document["availableTimes"]
        return "2026-11-24T10:00:00-05:00" in {entry["startDateTime"] for entry in times}

    assert not offered("2026-11-23T12:09:59Z")
    assert offered("2026-11-23T12:10:00Z")


def test_numbers_named_with_commas_are_several(clinic: Frontdesk) -> None:
    held = clinic(*HOLD[:-1], "ana,room2", "--json").document
    assert held["resourceIds"] == "ana,room2"


def test_a_location_asks_for_its_fields_and_takes_them(clinic: Frontdesk, tmp_path: Path) -> None:
    tree = json.loads(RIVERSIDE.read_text("utf-8"))
    tree["locations"][0]["requiredCustomerFields"] = ["birthDate", "address"]
    file = tmp_path / "asks.json"
    file.write_text(json.dumps(tree), "utf-8")
    assert clinic("setup", "load", str(file)).status == 0
    dana = ("--customer-name", "Dana Fox", "--phone", "(212) 555-0148")
    held = clinic(*HOLD, "room1", *dana, "--complete", "BK", "--json")
    assert held.document["status"] == "IN"
    assert held.document["warnings"] == [
        "The birth date of the customer is missing.",
        "The address of the customer is missing.",
    ]
    number = held.document["id"]
    birth, address = "birthDate=1980-12-24", "address=1 Main St = New York"
    refused = clinic("book", number, *dana, "--customer-field", birth, "--json")
    assert refused.code == "customer-needed"
    assert refused.err == "frontdesk: The address of the customer is missing.\n"
    words = ("--customer-field", birth, "--customer-field", address)
    assert clinic("book", number, *dana, *words, "--json").document["status"] == "BK"
    again = clinic(*HOLD, "room2", *dana, "--complete", "BK", now="2026-11-23T10:00:00-05:00")
    assert again.status == 1  # Ana is taken; but nobody asks for what is known by now
    assert "missing" not in again.err


def test_a_field_that_no_customer_has_is_wrong_usage(clinic: Frontdesk) -> None:
    for words in ("shoeSize=44", "birthDate", "birth_date=1980-12-24"):
        outcome = clinic(*HOLD, "room1", "--customer-field", words)
        assert outcome.status == 2
        assert f"“{words}” is no FIELD=VALUE" in outcome.err


def test_complete_without_customer_says_so(clinic: Frontdesk) -> None:
    outcome = clinic(*HOLD, "room1", "--complete", "BK", "--json")
    assert outcome.status == 0
    assert outcome.document["status"] == "IN"
    assert "customer" in outcome.document["warnings"][0]
    assert "held, not booked" in outcome.err


def test_a_lost_time_comes_with_who_took_it_and_what_is_near(clinic: Frontdesk) -> None:
    clinic(*HOLD, "room1", "--complete", "BK", "--customer-name", "Dana Fox", "--phone", "5550100")
    outcome = clinic(*HOLD, "room1", "--json")
    assert outcome.code == "slot-taken"
    error = outcome.document["error"]
    assert error["message"] == "10:00 is not available: Ana Reyes is with Dana Fox until 10:30."
    assert error["takenBy"] == "Dana Fox"
    assert len(error["nearest"]) == 3
    assert outcome.err == f"frontdesk: {error['message']}\n"


def test_explain(clinic: Frontdesk) -> None:
    words = ("explain", "--service", "follow-up", "--resource", "ana", "--json", "--start")
    assert clinic(*words, "2026-11-24T10:00").document["available"] is True
    closed = clinic(*words, "2026-11-26T10:00").document
    assert (closed["available"], closed["code"]) == (False, "holiday")
    assert "Thanksgiving" in closed["message"]
    assert clinic(*words, "2026-11-24T11:15").document["code"] == "blocked"
    assert clinic(*words, "2026-11-24T12:15").document["code"] == "outside-hours"
    assert clinic(*words, "2026-11-25T12:15").document["code"] == "closed"
    assert clinic(*words, "2026-11-24T10:05").document["code"] == "off-grid"
    assert clinic(*words, "2026-11-23T08:00").document["code"] == "past"
    assert clinic(*words, "2027-06-29T10:00").document["code"] == "horizon"


def test_release_reschedule_and_the_facts(clinic: Frontdesk) -> None:
    first = clinic(*HOLD, "room1", "--json").document["id"]
    assert clinic("release", first, "--json").document == {"id": first, "released": True}
    words = ("--complete", "BK", "--customer-name", "Dana", "--email", "d@example.org", "--json")
    number = clinic(*HOLD, "room1", *words).document["id"]
    moved = clinic("reschedule", number, "--start", "2026-11-24T13:00", "--json").document
    assert (moved["status"], moved["startDateTime"]) == ("BK", "2026-11-24T13:00:00-05:00")
    old = clinic("show", number, "--json").document
    assert (old["status"], old["rescheduledId"]) == ("RE", moved["id"])
    arrived = clinic("arrive", moved["id"], "--json").document
    assert arrived["arrivedAt"] == "2026-11-23T09:00:00-05:00"
    assert clinic("no-show", moved["id"], "--json").document["status"] == "NS"


def test_a_setup_that_was_dumped_loads_without_a_change(clinic: Frontdesk, tmp_path: Path) -> None:
    dumped = clinic("setup", "dump").out
    again = tmp_path / "again.json"
    again.write_text(dumped, encoding="utf-8")
    assert json.loads(dumped)["company"] == json.loads(RIVERSIDE.read_text("utf-8"))["company"]
    loaded = clinic("setup", "load", str(again), "--json").document
    assert (loaded["changed"], loaded["loaded"]["resources"]) == (False, 9)
    assert clinic("setup", "dump").out == dumped


def test_what_a_file_no_longer_names_is_retired_and_its_visits_stay(
    clinic: Frontdesk, tmp_path: Path
) -> None:
    words = ("--complete", "BK", "--customer-name", "Dana", "--email", "d@example.org", "--json")
    number = clinic(*HOLD, "room1", *words).document["id"]
    setup = json.loads(RIVERSIDE.read_text("utf-8"))
    setup["services"] = [entry for entry in setup["services"] if entry["id"] != "follow-up"]
    smaller = tmp_path / "smaller.json"
    smaller.write_text(json.dumps(setup), encoding="utf-8")
    outcome = clinic("setup", "load", str(smaller))
    assert outcome.status == 0
    assert "warning: Follow-up (service follow-up) is no longer offered" in outcome.err
    assert clinic("show", number, "--json").document["status"] == "BK"
    assert clinic(*HOLD, "room2", "--json").code == "unknown-id"


def test_visits_that_a_file_leaves_without_their_time_are_named(
    clinic: Frontdesk, tmp_path: Path
) -> None:
    words = ("--complete", "BK", "--customer-name", "Dana", "--email", "d@example.org", "--json")
    number = clinic(*HOLD, "room1", *words).document["id"]
    setup = json.loads(RIVERSIDE.read_text("utf-8"))
    ana = next(entry for entry in setup["resources"] if entry["id"] == "ana")
    ana["hours"] = {"mon": [["08:00", "12:00"]]}
    later = tmp_path / "later.json"
    later.write_text(json.dumps(setup), encoding="utf-8")
    outcome = clinic("setup", "load", str(later), "--json")
    assert outcome.status == 0
    assert outcome.document["warnings"] == [
        f"visit {number} stays, but lost its time on Tue 24 November at 10:00: "
        "Ana Reyes has no hours on Tue 24 November."
    ]
    assert clinic("show", number, "--json").document["status"] == "BK"
    assert clinic("setup", "load", str(later), "--json").document["warnings"] == []


@pytest.mark.slow
def test_the_sample_business_fills_an_empty_book_only(frontdesk: Frontdesk) -> None:
    filled = frontdesk("demo", "--json").document
    assert filled["visits"] > 300
    listed = frontdesk("list", "--from", "2026-11-23", "--to", "2026-11-29", "--json").document
    assert len(listed["appointments"]) > 50
    assert frontdesk("demo", "--json").code == "invalid-setup"
