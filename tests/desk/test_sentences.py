"""Every code, reason and fault has a sentence, whole and without a gap."""

from __future__ import annotations

import re

import pytest

from frontdesk.cli.output import failure_of_fault
from frontdesk.desk.answers import Cause, EnvironmentFault
from frontdesk.desk.sentences import (
    customer_needed_sentence,
    fault_sentence,
    reason_sentence,
    refusal_sentence,
    step_sentence,
)
from frontdesk.engine.customers import FIELD_NAMES
from frontdesk.engine.refusals import Code, Fact, Reason, Refusal, Why

from .words import at

ZONE = "America/New_York"
TEN = at("2026-11-24 10:00")

REASONS: list[tuple[Why, dict[str, Fact], str]] = [
    (Why.PAST, {}, "10:00 is over."),
    (
        Why.NOTICE,
        {"service": "First visit", "notice": 120},
        "First visit must be booked at least 120 minutes ahead.",
    ),
    (
        Why.HORIZON,
        {"service": "First visit", "days": 90},
        "First visit can be booked at most 90 days ahead.",
    ),
    (
        Why.NOT_OFFERED,
        {"service": "Scan", "resource": "Gym", "location": "Riverside"},
        "Gym does not offer Scan.",
    ),
    (Why.NOT_OFFERED, {"service": "Scan", "location": "Harbour"}, "Scan is not offered there."),
    (
        Why.CLOSED,
        {"resource": "Ana", "location": "Riverside", "name": ""},
        "Ana has no hours on Tue 24 November.",
    ),
    (
        Why.CLOSED,
        {"resource": "Ana", "location": "Riverside", "name": "Christmas"},
        "Riverside is closed on Tue 24 November: Christmas.",
    ),
    (
        Why.HOLIDAY,
        {"resource": "Ana", "location": "Riverside", "name": "Thanksgiving Day"},
        "Riverside is closed on Tue 24 November: Thanksgiving Day.",
    ),
    (
        Why.OUTSIDE_HOURS,
        {"resource": "Ana", "until": None},
        "10:00 is outside the hours of Ana on Tue 24 November.",
    ),
    (
        Why.BLOCKED,
        {"resource": "Ana", "name": "Supervision", "until": TEN + 60},
        "Ana is not available until 11:00: Supervision.",
    ),
    (
        Why.BLOCKED,
        {"resource": "Ana", "name": "", "until": TEN + 60},
        "Ana is blocked until 11:00.",
    ),
    (
        Why.BOOKED,
        {"resource": "Bo", "kind": "staff", "customer": "Dana Fox", "until": TEN + 255},
        "Bo is with Dana Fox until 14:15.",
    ),
    (
        Why.BOOKED,
        {"resource": "Room 1", "kind": "room", "customer": "Dana Fox", "until": TEN + 15},
        "Room 1 is taken by Dana Fox until 10:15.",
    ),
    (
        Why.BOOKED,
        {"resource": "Bo", "customer": "", "until": TEN + 15},
        "Bo is booked until 10:15.",
    ),
    (Why.BOOKED, {"resource": "Gym", "full": True, "until": TEN + 50}, "The class is full."),
    (
        Why.HELD,
        {"resource": "Bo", "desk": "Desk 2", "until": TEN + 30},
        "Bo is held by Desk 2 for a visit until 10:30.",
    ),
    (Why.HELD, {"resource": "Bo", "desk": "", "until": TEN + 30}, "Bo is held until 10:30."),
    (
        Why.BUFFER,
        {
            "resource": "Bo",
            "customer": "Dana Fox",
            "footprint_start": TEN - 30,
            "footprint_end": TEN + 10,
        },
        "Bo needs 9:30 to 10:10 for Dana Fox, with the time around the visit.",
    ),
    (
        Why.BUFFER,
        {"resource": "Bo", "footprint_start": TEN - 30, "footprint_end": TEN + 10},
        "Bo needs the time around another visit (9:30 to 10:10).",
    ),
    (
        Why.BUFFER,
        {"resource": "Bo", "name": "Lunch", "footprint_start": TEN + 30, "footprint_end": TEN + 60},
        "The visit and the time around it would run into Lunch of Bo (10:30).",
    ),
    (
        Why.DAILY_LIMIT,
        {"service": "Scan", "limit": 6},
        "Scan is limited to 6 a day, and that day is full.",
    ),
    (Why.OFF_GRID, {"service": "Scan", "resource": "Ana"}, "Scan does not start at 10:00."),
]

REFUSALS: list[tuple[Refusal, str]] = [
    (Refusal(Code.UNKNOWN_ID, {"kind": "service", "id": "cut"}), "There is no service “cut”."),
    (
        Refusal(Code.UNKNOWN_ID, {"kind": "retired", "id": "ana", "name": "Ana Reyes"}),
        "Ana Reyes is retired and takes no more visits.",
    ),
    (Refusal(Code.UNKNOWN_ID, {"kind": "appointment", "id": "7"}), "There is no appointment 7."),
    (Refusal(Code.UNKNOWN_ID, {"kind": "customer", "id": "7"}), "There is no customer 7."),
    (
        Refusal(Code.NOT_OFFERED_HERE, {"service": "Scan", "location": "Harbour"}),
        "Scan is not offered at Harbour.",
    ),
    (
        Refusal(
            Code.NOT_OFFERED_HERE, {"service": "Scan", "location": "Riverside", "resource": "Gym"}
        ),
        "Gym does not offer Scan at Riverside.",
    ),
    (
        Refusal(
            Code.BAD_DURATION,
            {"service": "Cut", "duration": 40, "minimum": 30, "maximum": 90, "step": 15},
        ),
        "Cut can't be 40 minutes long: it takes 30 to 90 minutes in steps of 15.",
    ),
    (Refusal(Code.BAD_TIME, {"problem": "“noon” is no time."}), "“noon” is no time."),
    (
        Refusal(Code.BAD_RANGE, {"first": "2026-11-25", "last": "2026-11-24", "longest": 366}),
        "The dates 2026-11-25 to 2026-11-24 are no range: the end must not be before the start, "
        "and at most 366 days after it.",
    ),
    (
        Refusal(
            Code.SLOT_TAKEN,
            {"start": TEN, "timezone": ZONE},
            Reason(Why.HELD, {"resource": "Bo", "desk": "Desk 2", "until": TEN + 30}),
        ),
        "10:00 is not available: Bo is held by Desk 2 for a visit until 10:30.",
    ),
    (
        Refusal(Code.NOT_AVAILABLE, {"start": TEN, "timezone": ZONE}, Reason(Why.PAST)),
        "10:00 is not available: 10:00 is over.",
    ),
    (
        Refusal(
            Code.HOLD_EXPIRED_AND_TAKEN,
            {"start": TEN, "timezone": ZONE},
            Reason(Why.BOOKED, {"resource": "Bo", "kind": "staff", "customer": "Ruth",
                                "until": TEN + 30}),
        ),
        "The hold has expired and its time is taken: Bo is with Ruth until 10:30.",
    ),
    (
        Refusal(Code.WRONG_STATUS, {"status": "CN", "wanted": "BK"}),
        "This appointment is cancelled (CN) and can't become booked (BK).",
    ),
    (
        Refusal(Code.CUSTOMER_NEEDED, {"missing": ("customer",)}),
        "A booking needs a customer: a name, and an e-mail or a phone number.",
    ),
    (
        Refusal(
            Code.BAD_CUSTOMER, {"field": "email", "value": "d@", "problem": "Half an address."}
        ),
        "Half an address. (email: “d@”)",
    ),
    (Refusal(Code.INVALID_SETUP, {"problem": "The book is not empty."}), "The book is not empty."),
    (Refusal(Code.NO_PERMISSION), "You may not do this."),
]  # fmt: skip


BECAUSE: list[tuple[dict[str, Fact], str]] = [
    (
        {"because": "hold-limit", "count": 3, "limit": 2},
        "This desk may have 2 at a time on hold, and has 3. Book or release one first.",
    ),
    ({"because": "same-person"}, "This takes two different customers."),
    (
        {"because": "customer-changed"},
        "Somebody changed this customer meanwhile. Look at the record again before you change it.",
    ),
    ({"because": "changed-since"}, "The visit was changed since, so this can't be undone."),
    (
        {"because": "erased"},
        "This customer was erased on request; there is nothing left to change.",
    ),
    (
        {"because": "merged", "customer": 7},
        "This customer was merged into customer 7. Change that one instead.",
    ),
    ({"because": "not-merged"}, "These two customers are not merged (any more)."),
    (
        {"because": "visits-ahead", "count": 2},
        "This customer still has visits ahead (2). Cancel them first.",
    ),
    (
        {"because": "import-used", "count": 2},
        "2 of the imported customers have visits or were changed since, so the import can't be "
        "undone.",
    ),
    (
        {"because": "nothing-to-import"},
        "The file has no customer that is new and without a fault.",
    ),
    ({"because": "no-table", "problem": "Line 2 {x}."}, "Line 2 {x}."),
    ({"because": "no-undo"}, "There is nothing to undo from today."),
    ({"because": "no-redo"}, "There is nothing to do again."),
]

STEPS: list[tuple[str, dict[str, object], str]] = [
    ("hold", {"start": TEN, "timezone": ZONE}, "Hold at 10:00 on Tue 24 November"),
    (
        "book",
        {"start": TEN, "timezone": ZONE, "customer_name": "{0} & Co"},
        "Booking of {0} & Co at 10:00 on Tue 24 November",
    ),
    (
        "book",
        {"start": TEN, "timezone": ZONE, "customer_name": ""},
        "Booking at 10:00 on Tue 24 November",
    ),
    (
        "release",
        {"start": TEN, "timezone": ZONE},
        "Release of the hold at 10:00 on Tue 24 November",
    ),
    ("edit", {"customer_name": "Dana Fox"}, "Change to Dana Fox"),
    ("merge", {"customer_name": "Dana Fox"}, "Merge into Dana Fox"),
    ("unmerge", {"customer_name": "Dana Fox"}, "Un-merge from Dana Fox"),
    ("import", {"count": 12}, "Import of 12 customers"),
]


@pytest.mark.parametrize(("facts", "sentence"), BECAUSE)
def test_a_refusal_that_needs_its_own_words_is_told(facts: dict[str, Fact], sentence: str) -> None:
    assert refusal_sentence(Refusal(Code.WRONG_STATUS, facts)) == sentence


@pytest.mark.parametrize(("kind", "facts", "sentence"), STEPS)
def test_a_step_is_named(kind: str, facts: dict[str, object], sentence: str) -> None:
    assert step_sentence(kind, facts) == sentence


def test_every_field_that_may_be_required_has_its_sentence() -> None:
    for name in FIELD_NAMES:
        assert customer_needed_sentence(name).endswith("missing.")


@pytest.mark.parametrize(("why", "facts", "sentence"), REASONS)
def test_a_reason_is_told(why: Why, facts: dict[str, Fact], sentence: str) -> None:
    assert reason_sentence(Reason(why, facts), ZONE, TEN) == sentence


@pytest.mark.parametrize(("refusal", "sentence"), REFUSALS)
def test_a_refusal_is_told(refusal: Refusal, sentence: str) -> None:
    assert refusal_sentence(refusal) == sentence


def test_no_reason_and_no_code_is_left_out() -> None:
    assert {why for why, _facts, _sentence in REASONS} == set(Why)
    # What the environment does to the book is a fault and has its sentences below.
    told = {refusal.code for refusal, _sentence in REFUSALS}
    assert told == set(Code) - {Code.DATABASE, Code.SCHEMA_TOO_NEW}


@pytest.mark.parametrize("cause", list(Cause))
def test_a_fault_is_told_with_a_next_step(cause: Cause) -> None:
    what, next_step = fault_sentence(EnvironmentFault(cause, "/books/{x} & co.db", "SQLITE_X"))
    assert "/books/{x} & co.db" in what
    assert next_step.endswith(".")
    assert not re.search(r"[{}]", next_step)
    # Technical words belong into the log.
    assert "SQLITE" not in what + next_step


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (Cause.NO_PERMISSION, Code.NO_PERMISSION),
        (Cause.SCHEMA_TOO_NEW, Code.SCHEMA_TOO_NEW),
        (Cause.DISK_FULL, Code.DATABASE),
        (Cause.LOCKED, Code.DATABASE),
    ],
)
def test_a_fault_has_its_code_on_the_command_line(cause: Cause, code: Code) -> None:
    assert failure_of_fault(EnvironmentFault(cause, "b.db")).code is code


def test_what_a_customer_typed_is_never_a_template() -> None:
    reason = Reason(
        Why.BOOKED, {"resource": "{0}", "kind": "staff", "customer": "{until}", "until": TEN + 15}
    )
    assert reason_sentence(reason, ZONE, TEN) == "{0} is with {until} until 10:15."
