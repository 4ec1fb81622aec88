"""Time taken without a visit, from the calendar: added, seen at once, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frontdesk.desk import blocks, booking, calendar, configuration, undo
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.blocks import NewBlock
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.refusals import Code, Why
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import DANA, at, done, refused

TUESDAY = date(2026, 11, 24)
TEN, NOON = at("2026-11-24 10:00"), at("2026-11-24 12:00")
DENTIST = NewBlock(TEN, NOON, "Dentist & <b>co</b>", "chloe")
CALL = HoldRequest("phone", TEN, ("chloe",), customer=DANA, complete=Status.BOOKED)


def shown(desk: Desk, resource: str) -> list[tuple[Span, str]]:
    """The blocks that the calendar shows in a column of that Tuesday."""
    column = next(
        column
        for column in calendar.day_view(desk, None, TUESDAY).columns
        if column.resource_id == resource
    )
    return [(block.span, block.reason) for block in column.blocks]


def test_a_block_closes_its_time_and_undo_opens_it(desk: Desk) -> None:
    answer = blocks.add(desk, DENTIST)
    assert isinstance(answer, Done)
    assert answer.changes.configuration
    assert shown(desk, "chloe") == [(Span(TEN, NOON), "Dentist & <b>co</b>")]
    refusal = refused(booking.hold(desk, CALL))
    assert refusal.reason is not None
    assert refusal.reason.why is Why.BLOCKED
    step = undo.next_undo(desk)
    assert step is not None
    assert step_sentence(step.kind, step.facts) == "Change of the setup: Chloé Martin"
    assert isinstance(undo.undo(desk, answer.undo), Done)
    assert shown(desk, "chloe") == []
    done(booking.hold(desk, CALL))


def test_a_block_of_a_location_is_everybodys(desk: Desk) -> None:
    before = shown(desk, "ana")
    assert isinstance(blocks.add(desk, replace(DENTIST, resource_id=None)), Done)
    assert shown(desk, "ben") == [(Span(TEN, NOON), DENTIST.reason)]
    assert len(shown(desk, "ana")) == len(before) + 1
    assert isinstance(blocks.remove(desk, "ben", Span(TEN, NOON)), Done)
    assert shown(desk, "ben") == []
    assert shown(desk, "ana") == before


def test_visits_under_a_block_are_named_and_stay(desk: Desk) -> None:
    visit = done(booking.hold(desk, CALL)).appointment
    (under,) = blocks.in_the_way(desk, DENTIST)
    assert under.visit.id == visit.id
    assert under.customer is not None
    assert under.customer.name == "Dana Fox"
    answer = blocks.add(desk, DENTIST)
    assert isinstance(answer, Refused)
    assert answer.refusal.facts["because"] == "stranded"
    assert shown(desk, "chloe") == []
    assert isinstance(blocks.add(desk, DENTIST, over_visits=True), Done)
    assert booking.show(desk, visit.id).appointment.status is Status.BOOKED
    with desk.look() as unit:
        assert journal.trail(unit.connection, visit.id)[-1].change["stranded"] == "blocked"


def test_a_block_that_is_none_is_refused(desk: Desk) -> None:
    backwards = blocks.add(desk, replace(DENTIST, end=TEN))
    assert isinstance(backwards, Refused)
    assert backwards.refusal.code is Code.INVALID_SETUP
    nobody = blocks.add(desk, replace(DENTIST, resource_id="nobody"))
    assert isinstance(nobody, Refused)
    assert nobody.refusal.code is Code.UNKNOWN_ID


def test_only_a_block_that_lies_there_is_taken_off(desk: Desk) -> None:
    setup = configuration.dump_setup(desk)
    gone = blocks.remove(desk, "chloe", Span(TEN, NOON))
    assert isinstance(gone, Refused)
    assert refusal_sentence(gone.refusal) == "This block is not there any more."
    weekly = Span(at("2026-11-24 11:00"), NOON)  # Ana's supervision
    repeats = blocks.remove(desk, "ana", weekly)
    assert isinstance(repeats, Refused)
    assert refusal_sentence(repeats.refusal) == "This block repeats. Change it in the setup."
    assert configuration.dump_setup(desk) == setup


def test_a_block_repeats_by_its_rule(desk: Desk) -> None:
    assert isinstance(blocks.add(desk, replace(DENTIST, rrule="FREQ=WEEKLY;COUNT=2")), Done)
    later = Span(TEN + 7 * 1440, NOON + 7 * 1440)
    columns = calendar.day_view(desk, None, date(2026, 12, 1)).columns
    (chloe,) = [column for column in columns if column.resource_id == "chloe"]
    assert [block.span for block in chloe.blocks] == [later]
