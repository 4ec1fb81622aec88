"""The policy of the business, its journal, and the most holds that a desk may have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.desk import booking, configuration, holds, policies, setup_edit, undo
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.desk.setup_file import read_setup
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.store import journal
from tests.books import Books
from tests.desk.conftest import RIVERSIDE

from .words import DANA, at, done, refused


@pytest.fixture
def second_book(books: Books, tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """The sample clinic once more, in a book of its own."""
    text = RIVERSIDE.read_text(encoding="utf-8")
    other = Desk.open(books.lay(tmp_path / "other.db", text), clock, name="Desk 1")
    yield other
    other.close()


def test_a_file_that_is_looked_at_takes_back_no_setting_that_it_does_not_name(desk: Desk) -> None:
    tree = json.loads(configuration.dump_setup(desk))
    tree["company"] |= {"customerWord": "patient", "holdsPerDesk": 2}
    wanted = setup_edit.document_of_file(read_setup(json.dumps(tree)))
    policies.change(desk, replace(policies.read(desk), phone_country="DE", payments_noted=True))
    draft = SetupDraft(setup_edit.open_draft(desk).base, wanted)
    done(setup_edit.save(desk, draft))
    expected = Policy("patient", holds_per_desk=2, phone_country="DE", payments_noted=True)
    assert policies.read(desk) == expected
    done(undo.undo(desk))
    assert policies.read(desk) == Policy(phone_country="DE", payments_noted=True)


def request(hour: int) -> HoldRequest:
    """A hold on Tuesday at that hour."""
    return HoldRequest("phone", at(f"2026-11-24 {hour}:00"), ("chloe",))


def test_a_new_book_has_the_default_and_a_change_is_journaled(desk: Desk) -> None:
    assert policies.read(desk) == Policy()
    wanted = Policy("patient", ("phone",), False, 3, "DE", payments_noted=True)
    assert isinstance(policies.change(desk, wanted), Done)
    assert policies.read(desk) == wanted
    with desk.look() as unit:
        line = journal.setting_changes(unit.connection, limit=1)[0]
    assert line.after == {
        "policy": {
            "customer_word": "patient",
            "required_fields": ["phone"],
            "typing_renews": False,
            "holds_per_desk": 3,
            "phone_country": "DE",
            "payments_noted": True,
        }
    }
    assert line.before["policy"]["customer_word"] == "customer"
    answer = policies.change(desk, wanted)
    assert isinstance(answer, Done)
    assert not answer.changes.configuration


@pytest.mark.parametrize(
    "wanted",
    [
        Policy(customer_word=" "),
        Policy(customer_word="x" * 41),
        Policy(required_fields=("shoe_size",)),
        Policy(holds_per_desk=0),
        Policy(phone_country="ZZ"),
        Policy(phone_country="us"),
    ],
)
def test_a_policy_that_can_not_be_meant_is_refused(desk: Desk, wanted: Policy) -> None:
    refusal = refused(policies.change(desk, wanted))  # type: ignore[arg-type]
    assert refusal.code is Code.INVALID_SETUP
    assert refusal_sentence(refusal).endswith(".")
    assert policies.read(desk) == Policy()


def test_a_file_that_says_nothing_of_it_leaves_it_alone(desk: Desk) -> None:
    before = configuration.dump_setup(desk)
    assert json.loads(before)["company"] == {"name": "Riverside Physiotherapy"}
    policies.change(desk, Policy("guest", holds_per_desk=2, payments_noted=True))
    loaded = configuration.load_setup(desk, before).value
    assert (loaded.faults, loaded.changed) == ((), False)
    assert policies.read(desk) == Policy("guest", holds_per_desk=2, payments_noted=True)


def test_the_setup_file_carries_it_to_another_book(desk: Desk, second_book: Desk) -> None:
    wanted = Policy("guest", ("birth_date", "phone"), False, 2, "DE", True)
    policies.change(desk, wanted)
    text = configuration.dump_setup(desk)
    assert json.loads(text)["company"] == {
        "name": "Riverside Physiotherapy",
        "customerWord": "guest",
        "requiredCustomerFields": ["birthDate", "phone"],
        "typingKeepsHold": False,
        "holdsPerDesk": 2,
        "phoneCountry": "DE",
        "paymentsNoted": True,
    }
    policies.change(second_book, Policy("patient", ("address",)))
    loaded = configuration.load_setup(second_book, text)
    assert loaded.value.changed
    assert policies.read(second_book) == wanted
    assert configuration.dump_setup(second_book) == text
    again = configuration.load_setup(second_book, text)
    assert (again.value.changed, again.undo) == (False, None)
    assert isinstance(undo.undo(second_book, loaded.undo), Done)
    assert policies.read(second_book) == Policy("patient", ("address",))
    assert isinstance(undo.redo(second_book), Done)
    assert policies.read(second_book) == wanted


def test_a_file_may_say_a_part_of_it(desk: Desk) -> None:
    policies.change(desk, Policy("guest", ("phone",), holds_per_desk=2))
    tree = json.loads(configuration.dump_setup(desk))
    tree["company"] = {"name": tree["company"]["name"], "customerWord": "customer"}
    assert configuration.load_setup(desk, json.dumps(tree)).value.changed
    assert policies.read(desk) == Policy("customer", ("phone",), holds_per_desk=2)
    assert not configuration.load_setup(desk, json.dumps(tree)).value.changed


def test_a_desk_has_so_many_live_holds_and_no_more(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    policies.change(desk, Policy(holds_per_desk=2))
    first = done(booking.hold(desk, request(10))).appointment
    done(booking.hold(desk, request(11)))
    refusal = refused(booking.hold(desk, request(13)))
    assert (refusal.code, refusal.reason) == (Code.NOT_AVAILABLE, None)
    assert refusal_sentence(refusal) == (
        "This desk may have 2 at a time on hold, and has 2. Book or release one first."
    )
    # Another desk, a booking at once and a hold that takes the place of one are none too many.
    done(booking.hold(second_desk, request(13)))
    done(booking.hold(desk, replace(request(14), customer=DANA, complete=Status.BOOKED)))
    instead = done(booking.hold(desk, replace(request(15), instead_of=first.id)))
    booking.release(desk, first.id)
    assert len(holds.my_holds(desk)) == 2
    booking.release(desk, instead.appointment.id)
    done(booking.hold(desk, request(10)))
    clock.advance(timedelta(minutes=10))
    done(booking.hold(desk, request(16)))


def test_my_holds_are_those_of_this_desk_the_first_to_end_in_front(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    late = done(booking.hold(desk, request(10))).appointment
    clock.advance(timedelta(minutes=1))
    early = done(booking.hold(desk, request(11))).appointment
    done(booking.hold(second_desk, request(13)))
    clock.advance(timedelta(minutes=1))
    done(booking.extend(desk, late.id))
    mine = holds.my_holds(desk)
    assert [visit.appointment.id for visit in mine] == [early.id, late.id]
    assert mine[0].timezone == "America/New_York"
    done(booking.book(desk, early.id, DANA))
    assert [visit.appointment.id for visit in holds.my_holds(desk)] == [late.id]
    clock.advance(timedelta(minutes=10))
    assert holds.my_holds(desk) == ()
