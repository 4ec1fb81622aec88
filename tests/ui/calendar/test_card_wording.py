"""What the card of a visit says, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from frontdesk.desk.answers import Payment, Visit
from frontdesk.desk.people import CustomerRow, VisitGlance
from frontdesk.desk.story import Story
from frontdesk.engine.booking import Appointment
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.card import Act, acts_on
from frontdesk.ui.calendar.card_wording import card_texts
from frontdesk.ui.payments import payment_text

TODAY = date(2026, 11, 24)


@pytest.fixture
def story(make: Any, qtbot: QtBot) -> Story:
    """A follow-up of Dana Fox at nine, made on the day before."""
    moment = int(make.moment(9).timestamp())
    entry = Appointment(
        id=7,
        status=Status.BOOKED,
        location_id="main",
        service_id="follow-up",
        resource_ids=("ana", "room1"),
        start=make.at(9),
        duration=45,
        buffer_before=0,
        buffer_after=5,
        created_at=moment - 24 * 3600,
        notes="Knee",
        desk="Desk 2",
    )
    row = CustomerRow(
        1,
        "Dana\nFox",
        "d@example.org",
        "(212) 555-0123",
        "",
        (),
        " Latex ",
        None,
        None,
        2,
        None,
        "",
        None,
        "",
    )
    zone = make.zone.key
    last = VisitGlance(
        3, Status.BOOKED, make.at(9) - 21 * 1440, zone, "cut", "Check", ("ana",), ("Ana",)
    )
    return Story(
        Visit(entry, None, zone), "Follow-up", "#0F766E", ("Ana Reyes", "Room 1"), row, last, False
    )


def test_a_card_tells_who_when_what_and_what_to_mind(story: Story) -> None:
    texts = card_texts(story, TODAY)
    assert texts.name == "Dana Fox"
    assert texts.status == "Booked"
    assert texts.when == "Tue 24 Nov, 9:00 – 9:45 · 45 min"
    assert texts.what == "Follow-up · Ana Reyes, Room 1"
    assert texts.contact == "(212) 555-0123 · d@example.org"
    assert (texts.alerts, texts.note) == ("Latex", "Knee")
    assert texts.history == "Last visit 3 Nov: Check · 2 no-shows"
    assert texts.made == "Made 23 Nov, 9:00, at Desk 2 · No. 7"
    assert all(part in texts.spoken for part in ("Dana Fox", "Booked", "Latex", "Room 1"))


@pytest.mark.parametrize(
    ("overbooked", "because", "words"),
    [
        (False, "", ""),
        (True, "", "Overbooked"),
        (True, "In pain", "Overbooked: In pain"),
        (False, "Comes by train", "By exception: Comes by train"),
    ],
)
def test_a_bent_rule_is_told_with_its_reason(
    story: Story, overbooked: bool, because: str, words: str
) -> None:
    entry = replace(story.visit.appointment, overbooked=overbooked)
    bent = replace(story, visit=replace(story.visit, appointment=entry), because=because)
    assert card_texts(bent, TODAY).exception == words


def test_a_class_counts_its_seats(story: Story) -> None:
    texts = card_texts(replace(story, customer=None, capacity=8, seats_taken=6), TODAY)
    assert (texts.name, texts.contact, texts.note) == ("Follow-up", "6 of 8 seats", "")


def test_nobody_is_called_what_the_business_calls_customers(story: Story) -> None:
    unknown = replace(story, customer=None, customer_word="patient")
    assert card_texts(unknown, TODAY).name == "Patient not known yet"


def test_a_very_long_note_is_cut(story: Story) -> None:
    entry = replace(story.visit.appointment, notes="x" * 5000)
    note = card_texts(replace(story, visit=replace(story.visit, appointment=entry)), TODAY).note
    assert len(note) < 300
    assert note.endswith("…")


@pytest.mark.parametrize(
    ("facts", "status", "acts"),
    [
        ({}, "Booked", {Act.ARRIVED, Act.NO_SHOW, Act.REBOOK, Act.CANCEL}),
        ({"status": Status.RESERVED}, "Reserved", {Act.ARRIVED, Act.REBOOK, Act.CANCEL}),
        ({"arrived_at": 0}, "Arrived at 19:00", {Act.STARTED, Act.DONE, Act.REBOOK}),
        ({"started_at": 0}, "Started at 19:00", {Act.DONE, Act.REBOOK}),
        ({"completed_at": 0}, "Done at 19:00", {Act.REBOOK}),
        ({"status": Status.NO_SHOW}, "No-show", {Act.REBOOK}),
        (
            {"status": Status.INITIAL, "hold_expires_at": 0},
            "Held by Desk 2 until 19:00",
            set(),
        ),
    ],
)
def test_what_can_be_done_follows_how_it_stands(
    story: Story, facts: dict[str, Any], status: str, acts: set[Act]
) -> None:
    entry = replace(story.visit.appointment, **facts)
    now = replace(story, visit=replace(story.visit, appointment=entry))
    assert card_texts(now, TODAY).status == status
    assert set(acts_on(now)) == {Act.OPEN, *acts}


def with_payment(story: Story, payment: Payment | None, **facts: object) -> Story:
    entry = replace(story.visit.appointment, **facts)  # type: ignore[arg-type]
    return replace(story, visit=replace(story.visit, appointment=entry, payment=payment))


TWO = 1795547100
"""14:05 on Tuesday 24 November 2026 in New York."""


@pytest.mark.parametrize(
    ("payment", "words"),
    [
        (None, ""),
        (Payment(TWO, price="45.00", currency="USD"), "Paid 14:05"),
        (Payment(TWO - 86400), "Paid 23 Nov, 14:05"),
        (Payment(None, is_due=True, price="45.00", currency="USD"), "Unpaid, $45.00"),
        (Payment(None, is_due=True), "Unpaid"),
        (Payment(None, price="45.00", currency="USD"), ""),
    ],
)
def test_a_card_tells_whether_it_is_paid(story: Story, payment: Payment | None, words: str) -> None:
    told = with_payment(story, payment)
    texts = card_texts(told, TODAY)
    assert texts.payment == words
    assert words in texts.spoken
    # Of a class each has paid for themselves, or not.
    assert card_texts(replace(told, customer=None, capacity=8), TODAY).payment == ""


def test_the_panel_names_what_is_to_be_paid_one_day(story: Story) -> None:
    priced = with_payment(story, Payment(None, price="45.00", currency="USD"))
    assert payment_text(priced.visit, TODAY) == "To be paid, $45.00"
    assert payment_text(with_payment(story, Payment(None)).visit, TODAY) == "To be paid"


@pytest.mark.parametrize(
    ("payment", "is_offered"),
    [
        (Payment(None, is_due=True), True),
        (Payment(None), False),
        (Payment(TWO), False),
        (Payment(None, is_due=True, can_change=False), False),
    ],
)
@pytest.mark.parametrize("facts", [{}, {"arrived_at": 0}, {"started_at": 0}, {"completed_at": 0}])
def test_what_is_unpaid_can_be_paid_on_the_card(
    story: Story, facts: dict[str, Any], payment: Payment, is_offered: bool
) -> None:
    assert (Act.PAID in acts_on(with_payment(story, payment, **facts))) is is_offered
