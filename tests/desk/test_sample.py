"""Sample data goes into an empty book in one step, and out of it again in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from frontdesk.desk import booking, configuration, demo, records, setup_edit, undo, visits
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.first_available import Wish, first_available
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.store import journal
from frontdesk.store.rows import metadata

pytestmark = pytest.mark.slow  # each fills a book with a thousand visits
DAY = date(2026, 11, 24)


@pytest.fixture
def filled(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "book.db", clock)
    assert isinstance(demo.fill(desk, "America/New_York"), Done)
    yield desk
    desk.close()


def a_hold(desk: Desk) -> HoldRequest:
    times = first_available(desk, Wish("follow-up", DAY, "riverside")).anyone
    opening = times[0].times[0].opening
    return HoldRequest("follow-up", opening.start, opening.resource_ids, None, "riverside")


def test_what_was_filled_in_goes_without_a_trace(filled: Desk) -> None:
    assert demo.is_sample(filled)
    assert visits.list_visits(filled, DAY, DAY)[1]
    answer = demo.remove(filled)
    assert isinstance(answer, Done)
    assert answer.changes.everything
    empty = configuration.business(filled)
    assert (empty.name, empty.locations, empty.resources, empty.services) == ("", {}, {}, {})
    assert not demo.is_sample(filled)
    again = demo.fill(filled, "America/New_York")
    assert isinstance(again, Done)
    assert visits.list_visits(filled, DAY, DAY)[1]


def rows_of(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the book but the trails, the counters and what desks keep for themselves."""
    left_out = {"audit", "setting_change", "undo_entry", "company", "unrecorded_changes"}
    with desk.look() as unit:
        return {
            table.name: sorted(map(tuple, unit.connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in left_out
        }


def test_undo_puts_every_row_back_as_it_was_and_redo_takes_it_out(filled: Desk) -> None:
    before, setup = rows_of(filled), configuration.dump_setup(filled)
    answer = demo.remove(filled)
    assert isinstance(answer, Done)
    step = undo.next_undo(filled)
    assert step is not None
    assert step_sentence(step.kind, step.facts) == "Sample data removed"
    assert isinstance(undo.undo(filled, answer.undo), Done)
    assert rows_of(filled) == before
    assert configuration.dump_setup(filled) == setup
    assert demo.is_sample(filled)
    with filled.look() as unit:
        line = journal.setting_changes(unit.connection, limit=1)[0]
    assert line.before == {"sample": {}}
    assert line.after["sample"]["appointment"] == len(before["appointment"])
    assert isinstance(booking.hold(filled, a_hold(filled)), Done)
    assert isinstance(undo.undo(filled), Done)
    assert isinstance(demo.remove(filled), Done)
    assert isinstance(undo.undo(filled), Done)
    assert isinstance(undo.redo(filled), Done)
    assert not demo.is_sample(filled)


def test_undo_is_refused_once_the_book_holds_anything_of_its_own(filled: Desk) -> None:
    step = demo.remove(filled)
    assert isinstance(step, Done)
    added = records.add(filled, CustomerFields(name="Dana Fox"))
    assert isinstance(added, Done)
    refused = undo.undo(filled, step.undo)
    assert isinstance(refused, Refused)
    assert refusal_sentence(refused.refusal) == (
        "The book holds something of its own by now, so the sample data can't be put back."
    )
    assert records.card(filled, added.value.row.id).fields.name == "Dana Fox"
    assert configuration.business(filled).locations == {}


def test_filling_the_book_is_undone_and_done_again(filled: Desk) -> None:
    before = rows_of(filled)
    step = undo.next_undo(filled)
    assert step is not None
    assert step_sentence(step.kind, step.facts) == "Sample data put in"
    assert isinstance(undo.undo(filled), Done)
    assert configuration.business(filled).locations == {}
    assert isinstance(undo.redo(filled), Done)
    assert rows_of(filled) == before


def test_in_the_evening_too_the_step_is_found(tmp_path: Path) -> None:
    """It is tomorrow by UTC, which a book without a location goes by."""
    clock = HandClock(datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    desk = Desk.open(tmp_path / "late.db", clock)
    assert isinstance(demo.fill(desk, "America/New_York"), Done)
    assert isinstance(demo.remove(desk), Done)
    assert isinstance(undo.undo(desk), Done)
    assert demo.is_sample(desk)
    desk.close()


def test_the_book_guards_its_visits_afterwards_as_before(filled: Desk) -> None:
    demo.remove(filled)
    demo.fill(filled, "America/New_York")
    with (
        pytest.raises(Exception, match=r"keeps its time|only a hold"),
        filled.database.write() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM appointment WHERE status = 'BK'")
    with (
        pytest.raises(Exception, match="keeps its time"),
        filled.database.write() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM footprint")


def test_a_time_that_was_only_tried_is_no_obstacle(filled: Desk) -> None:
    held = booking.hold(filled, a_hold(filled))
    assert isinstance(held, Done)
    assert isinstance(demo.remove(filled), Refused), "it is held at this moment"
    booking.release(filled, held.value.appointment.id)
    assert isinstance(demo.remove(filled), Done)


def test_nothing_goes_while_somebody_wrote_something_of_their_own(filled: Desk) -> None:
    added = records.add(filled, CustomerFields(name="Dana Fox"))
    assert isinstance(added, Done)
    answer = demo.remove(filled)
    assert isinstance(answer, Refused)
    sentence = refusal_sentence(answer.refusal)
    assert "visits: 0, customers: 1, waiting: 0" in sentence
    assert visits.list_visits(filled, DAY, DAY)[1], "nothing was removed"
    assert isinstance(undo.undo(filled), Done)
    assert isinstance(demo.remove(filled), Done)


def test_nothing_goes_from_a_business_that_is_another(filled: Desk) -> None:
    draft = setup_edit.open_draft(filled)
    edited = SetupDraft.of(draft.base)
    edited.document["company"]["name"] = "Shears & Co"
    assert isinstance(setup_edit.save(filled, edited), Done)
    assert not demo.is_sample(filled)
    answer = demo.remove(filled)
    assert isinstance(answer, Refused)
    assert "not the sample business" in refusal_sentence(answer.refusal)
