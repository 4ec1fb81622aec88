"""Changing the setup entry by entry: effects seen first, saved once, undone whole."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from frontdesk.desk import booking, configuration, setup_edit, undo
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import Effects
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.setup_edit import Document, SetupDraft
from frontdesk.desk.setup_sentences import stranded_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import Code, Why
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import at

PHONE_HERE = ("phone", "riverside")
DANA = CustomerDetails("Dana Fox", "dana@example.org", "+1 212 555 0143")


def entry(document: Document, section: str, name: str) -> Document:
    return next(found for found in document[section] if found["id"] == name)


def book(desk: Desk, service: str, start: int, *names: str) -> Visit:
    made = booking.hold(
        desk,
        booking.HoldRequest(service, start, names, customer=DANA, complete=Status.BOOKED),
    )
    assert isinstance(made, Done), made
    assert made.value.appointment.status is Status.BOOKED
    return made.value


def edited(desk: Desk) -> SetupDraft:
    """A draft in which Ana does not work on Tuesdays any more."""
    draft = setup_edit.open_draft(desk)
    del entry(draft.document, "resources", "ana")["hours"]["tue"]
    return draft


@pytest.fixture
def ana_on_tuesday(desk: Desk) -> Visit:
    """Dana with Ana at 9:00 on Tuesday 24 November."""
    return book(desk, "phone", at("2026-11-24T09:00"), "ana")


def previewed(desk: Desk, draft: SetupDraft) -> Effects:
    seen = setup_edit.preview(desk, draft)
    assert isinstance(seen, Effects), seen
    return seen


def test_a_draft_without_a_change_does_nothing(desk: Desk) -> None:
    before = configuration.dump_setup(desk)
    draft = setup_edit.open_draft(desk)
    assert not draft.is_changed
    seen = previewed(desk, draft)
    assert seen.stranded == ()
    assert not any(row.differs for row in seen.times)
    assert isinstance(setup_edit.save(desk, draft), Done)
    assert configuration.dump_setup(desk) == before
    assert undo.next_undo(desk) is None


def test_shows_whom_a_change_strands_and_what_becomes_of_next_week(
    desk: Desk, ana_on_tuesday: Visit
) -> None:
    seen = previewed(desk, edited(desk))
    (lost,) = seen.stranded
    assert lost.visit.id == ana_on_tuesday.appointment.id
    assert lost.customer is not None
    assert lost.customer.name == "Dana Fox"
    assert lost.resource_names == ("Ana Reyes",)
    assert stranded_sentence(lost) == "Ana Reyes has no hours on Tue 24 November."
    phone = next(row for row in seen.times if (row.service_id, row.location_id) == PHONE_HERE)
    changed = {day.date: day.before > day.after for day in phone.days}
    monday = date(2026, 11, 30)
    assert changed == {monday + timedelta(days=n): n == 1 for n in range(7)}


def test_saves_only_when_somebody_decided_about_every_stranded_visit(
    desk: Desk, ana_on_tuesday: Visit
) -> None:
    before = configuration.dump_setup(desk)
    answer = setup_edit.save(desk, edited(desk))
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.WRONG_STATUS
    assert "nobody has decided" in refusal_sentence(answer.refusal)
    assert configuration.dump_setup(desk) == before

    number = ana_on_tuesday.appointment.id
    assert isinstance(setup_edit.save(desk, edited(desk), {number: Decision.KEEP}), Done)
    stays = booking.show(desk, number).appointment
    assert (stays.status, stays.start) == (Status.BOOKED, ana_on_tuesday.appointment.start)
    with desk.look() as unit:
        last = journal.trail(unit.connection, number)[-1]
    assert last.change == {"stranded": "closed", "decision": "keep"}


def test_who_is_to_be_informed_carries_a_line_for_whoever_calls(
    desk: Desk, ana_on_tuesday: Visit
) -> None:
    number = ana_on_tuesday.appointment.id
    setup_edit.save(desk, edited(desk), {number: Decision.INFORM})
    assert booking.show(desk, number).appointment.notes == "Inform: closed then."


def test_undo_and_redo_of_a_change(desk: Desk) -> None:
    before = configuration.dump_setup(desk)
    answer = setup_edit.save(desk, edited(desk))
    assert isinstance(answer, Done)
    after = configuration.dump_setup(desk)
    assert after != before
    step = undo.next_undo(desk)
    assert step is not None
    assert step_sentence(step.kind, step.facts) == "Change of the setup: Ana Reyes"
    assert isinstance(undo.undo(desk, answer.undo), Done)
    assert configuration.dump_setup(desk) == before
    assert isinstance(undo.redo(desk), Done)
    assert configuration.dump_setup(desk) == after


def test_undo_leaves_what_others_changed_and_refuses_what_they_changed_over(
    desk: Desk, second_desk: Desk
) -> None:
    setup_edit.save(desk, edited(desk))
    theirs = setup_edit.open_draft(second_desk)
    entry(theirs.document, "services", "phone")["name"] = "Phone call"
    setup_edit.save(second_desk, theirs)
    assert isinstance(undo.undo(desk), Done)
    business = configuration.business(desk)
    assert business.services["phone"].name == "Phone call"
    assert 1 in (business.resources["ana"].hours or {})

    setup_edit.save(desk, edited(desk))
    theirs = setup_edit.open_draft(second_desk)
    entry(theirs.document, "resources", "ana")["name"] = "Ana R."
    setup_edit.save(second_desk, theirs)
    answer = undo.undo(desk)
    assert isinstance(answer, Refused)
    assert "Somebody changed “Ana R.” meanwhile" in refusal_sentence(answer.refusal)


def test_two_managers_who_change_different_entries_both_win(desk: Desk, second_desk: Desk) -> None:
    mine, theirs = setup_edit.open_draft(desk), setup_edit.open_draft(second_desk)
    entry(mine.document, "locations", "riverside")["bookingTimerMinutes"] = 7
    entry(theirs.document, "resources", "ben")["color"] = "#6441B5"
    theirs.document["resources"].append(
        {"id": "eva", "name": "Eva", "location": "riverside", "kind": "staff"}
    )
    assert isinstance(setup_edit.save(second_desk, theirs), Done)
    assert isinstance(setup_edit.save(desk, mine), Done)
    business = configuration.business(desk)
    assert business.locations["riverside"].booking_timer_minutes == 7
    assert business.resources["ben"].color == "#6441B5"
    assert list(business.resources)[-1] == "eva"


def test_two_managers_who_change_one_entry_the_second_is_told(
    desk: Desk, second_desk: Desk
) -> None:
    mine, theirs = setup_edit.open_draft(desk), setup_edit.open_draft(second_desk)
    entry(mine.document, "resources", "ben")["name"] = "Benjamin"
    entry(theirs.document, "resources", "ben")["name"] = "Bennie"
    setup_edit.save(second_desk, theirs)
    answer = setup_edit.save(desk, mine)
    assert isinstance(answer, Refused)
    assert "Somebody changed “Bennie” meanwhile" in refusal_sentence(answer.refusal)
    assert configuration.business(desk).resources["ben"].name == "Bennie"


def test_order_is_the_managers(desk: Desk) -> None:
    draft = setup_edit.open_draft(desk)
    draft.document["resources"].reverse()
    setup_edit.save(desk, draft)
    names = [entry.id for entry in configuration.business(desk).resources_at("riverside")]
    assert names[0] == "ultrasound"
    assert names[-1] == "ana"


def test_a_fault_is_refused_and_changes_nothing(desk: Desk) -> None:
    before = configuration.dump_setup(desk)
    draft = setup_edit.open_draft(desk)
    entry(draft.document, "services", "phone")["duration"]["step"] = 0
    faults = setup_edit.preview(desk, draft)
    assert not isinstance(faults, Effects)
    assert faults[0].path.endswith("duration.step")
    answer = setup_edit.save(desk, draft)
    assert isinstance(answer, Refused)
    assert answer.refusal.code is Code.INVALID_SETUP
    assert configuration.dump_setup(desk) == before


def test_retiring_a_resource_leaves_no_name_behind_and_its_visits_on_the_list(
    desk: Desk, ana_on_tuesday: Visit
) -> None:
    draft = setup_edit.open_draft(desk)
    document = setup_edit.without(draft.document, "resources", "ana")
    assert '"ana"' not in json.dumps(document)
    retired = SetupDraft(draft.base, document)
    (lost,) = previewed(desk, retired).stranded
    assert lost.reason.why is Why.NOT_OFFERED
    assert stranded_sentence(lost) == "Ana Reyes is retired."
    number = ana_on_tuesday.appointment.id
    assert isinstance(setup_edit.save(desk, retired, {number: Decision.MOVE}), Done)
    assert configuration.business(desk).resources["ana"].retired
    assert isinstance(undo.undo(desk), Done)
    business = configuration.business(desk)
    assert not business.resources["ana"].retired
    assert setup_edit.open_draft(desk).base == draft.base


@pytest.mark.parametrize(
    ("section", "name"),
    [("resourceGroups", "therapists"), ("locations", "harbour"), ("services", "phone")],
)
def test_retiring_anything_leaves_a_setup_without_faults(
    desk: Desk, section: str, name: str
) -> None:
    draft = setup_edit.open_draft(desk)
    base = deepcopy(draft.document)
    document = setup_edit.without(draft.document, section, name)
    assert draft.document == base
    assert setup_edit.check(document).faults == ()
    assert isinstance(setup_edit.save(desk, SetupDraft(base, document)), Done)
    assert isinstance(undo.undo(desk), Done)
    assert setup_edit.open_draft(desk).base == base


def test_only_whom_the_change_strands_not_who_was_stranded_before(
    desk: Desk, ana_on_tuesday: Visit
) -> None:
    setup_edit.save(desk, edited(desk), {ana_on_tuesday.appointment.id: Decision.KEEP})
    draft = setup_edit.open_draft(desk)
    entry(draft.document, "resources", "ana")["color"] = "#A8295F"
    assert previewed(desk, draft).stranded == ()


def test_what_is_over_is_not_stranded(desk: Desk, clock: HandClock, ana_on_tuesday: Visit) -> None:
    clock.set(clock.now().replace(day=25))
    assert previewed(desk, edited(desk)).stranded == ()


def test_an_empty_book_can_be_drafted(tmp_path: Any, clock: HandClock) -> None:
    desk = Desk.open(tmp_path / "new.db", clock)
    draft = setup_edit.open_draft(desk)
    draft.document["company"]["name"] = "Bo's barbers"
    draft.document["locations"].append(
        {"id": "main", "name": "Main", "primary": True, "timezone": "Europe/Berlin",
         "hours": {"mon": [["09:00", "17:00"]]}}
    )  # fmt: skip
    assert isinstance(setup_edit.save(desk, draft), Done)
    assert configuration.business(desk).locations["main"].hours == {0: ((540, 1020),)}
    desk.close()
