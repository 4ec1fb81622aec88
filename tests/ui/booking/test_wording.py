"""The head of the panel in each state, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.desk.answers import Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import instant_of, moment_of
from frontdesk.engine.refusals import Reason, Why
from frontdesk.engine.values import Business, DurationRule, Location, Resource, Service, Status
from frontdesk.ui.booking.countdown import hold_state
from frontdesk.ui.booking.head import Tone
from frontdesk.ui.booking.state import Busy, Deed, Kind, Outcome, PanelState, Stage
from frontdesk.ui.booking.wording import announcement, deed_sentence, head_texts

ZONE = "America/New_York"
START = datetime(2026, 11, 24, 19, 15, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 15, 42, 28, tzinfo=UTC)
ENDS = moment_of(datetime(2026, 11, 24, 15, 47, 0, tzinfo=UTC))

BUSINESS = Business.of(
    "Riverside",
    [Location("main", "Main", ZONE, booking_timer_minutes=10)],
    [
        Resource("chloe", "Chloé Martin", "main"),
        Resource("room1", "Room 1", "main", kind="room"),
    ],
    services=[Service("cut", "Cut", DurationRule(30, 30, 30, 15))],
)
VISIT = Visit(
    Appointment(
        id=7,
        status=Status.INITIAL,
        location_id="main",
        service_id="cut",
        resource_ids=("chloe", "room1"),
        start=instant_of(START),
        duration=30,
        buffer_before=0,
        buffer_after=5,
        created_at=ENDS - 600,
        hold_expires_at=ENDS,
        desk="Desk 1",
    ),
    None,
    ZONE,
)
WANTED = HoldRequest("cut", instant_of(START), ("chloe", "room1"), None, "main")
HELD = PanelState(stage=Stage.HELD, hold=VISIT, wanted=WANTED, timezone=ZONE)
ENDED = replace(HELD, stage=Stage.ENDED, ended_at=ENDS)
TAKEN = replace(ENDED, stage=Stage.TAKEN)


def texts(state: PanelState, now: datetime = NOW):
    hold = hold_state(ENDS, now) if state.stage is Stage.HELD else None
    return head_texts(state, hold, BUSINESS, "Desk 1")


def test_nothing_is_said_while_nothing_is_in_hand():
    assert texts(PanelState()) is None


def test_a_hold_says_how_long_until_when_and_what_for():
    head = texts(HELD)
    assert (head.title, head.detail) == ("Held 4:32", "until 10:47")
    assert head.what == "Tue 24 Nov, 14:15 – 14:45 · Chloé · Room 1"
    assert (head.action, head.key, head.tone) == ("Keep", "F8", Tone.CALM)
    assert head.share == pytest.approx(272 / 600)


def test_keep_waits_while_a_booking_is_under_way():
    assert not texts(replace(HELD, busy=Busy.BOOKING)).action_enabled


def test_the_last_minute_has_an_icon_besides_its_colour():
    head = texts(HELD, datetime(2026, 11, 24, 15, 46, 2, tzinfo=UTC))
    assert (head.title, head.tone, head.icon) == ("Ends in 0:58", Tone.WARNING, "clock")
    head = texts(HELD, datetime(2026, 11, 24, 15, 46, 47, tzinfo=UTC))
    assert (head.title, head.tone, head.icon) == ("Ends in 0:13", Tone.URGENT, "alert")


def test_without_a_connection_the_hold_is_said_to_be_safe():
    head = texts(replace(HELD, offline=True))
    assert head.title == "Connection lost. Your hold is safe until 10:47"
    assert head.action == ""


def test_an_ended_hold_offers_its_time_only_once_it_is_known_to_be_free():
    assert texts(ENDED).title == "Hold ended 10:47"
    assert texts(ENDED).action == ""
    free = texts(replace(ENDED, outcome=Outcome()))
    assert free.title == "Hold ended 10:47. The time is still free"
    assert free.action == "Hold again"
    assert announcement(free).endswith("still free. Tue 24 Nov, 14:15 – 14:45 · Chloé · Room 1")


def test_a_time_that_is_shared_with_another_visit_is_not_called_free():
    over = replace(VISIT, appointment=replace(VISIT.appointment, overbooked=True))
    ended = replace(ENDED, hold=over, outcome=Outcome())
    assert texts(ended).title == "Hold ended 10:47. Nobody came since"
    assert texts(ended).action == "Hold again"
    again = replace(HELD, hold=over, renewed_from=ENDS - 600)
    assert texts(again).what.endswith("Hold ended 10:37. Nobody came since, so held again.")


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        (Outcome(Reason(Why.HELD), "Desk 2", ENDS + 60), "Taken by Desk 2 at 10:48"),
        (Outcome(Reason(Why.HELD), "Desk 1", ENDS + 60), "Taken at this desk at 10:48"),
        (Outcome(Reason(Why.PAST)), "14:15 is over."),
        (None, "This time is not available any more"),
    ],
)
def test_a_lost_time_says_who_has_it_or_why(outcome, title):
    head = texts(replace(TAKEN, outcome=outcome))
    assert head.title == title
    assert head.tone is Tone.URGENT
    assert head.action == ""


def moved(minutes: int, **more: object) -> Visit:
    entry = VISIT.appointment
    return replace(VISIT, appointment=replace(entry, start=entry.start + minutes, **more))


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (
            Deed(Kind.RELEASED, VISIT),
            "Released: Tue 24 Nov, 14:15 – 14:45, with Chloé Martin · Room 1. "
            "The time is free again.",
        ),
        (
            Deed(Kind.RELEASED, moved(0, overbooked=True)),
            "Released: Tue 24 Nov, 14:15 – 14:45, with Chloé Martin · Room 1.",
        ),
        (
            Deed(Kind.MOVED, moved(30), left=VISIT),
            "The hold moved to Tue 24 Nov, 14:45 – 15:15. Tue 24 Nov, 14:15 – 14:45 is free again.",
        ),
        (
            Deed(Kind.MOVED, moved(15), left=VISIT),
            "The hold moved to Tue 24 Nov, 14:30 – 15:00.",
        ),
        (
            Deed(Kind.MOVED, moved(15, resource_ids=("ana",)), left=VISIT),
            "The hold moved to Tue 24 Nov, 14:30 – 15:00. Tue 24 Nov, 14:15 – 14:45 is free again.",
        ),
        (
            Deed(Kind.MOVED, moved(60), left=moved(0, overbooked=True)),
            "The hold moved to Tue 24 Nov, 15:15 – 15:45.",
        ),
    ],
)
def test_only_what_is_free_is_called_free_again(deed: Deed, sentence: str):
    assert deed_sentence(deed, BUSINESS) == sentence
