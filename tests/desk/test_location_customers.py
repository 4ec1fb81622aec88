"""What a location asks of the customers who are booked there, and what it calls them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.desk import (
    booking,
    configuration,
    moves,
    policies,
    records,
    setup_edit,
    story,
    undo,
)
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.effects import Effects
from frontdesk.desk.moves import Move
from frontdesk.desk.record_trail import trail
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Location, Status

from .words import at, done, refused

NORA = CustomerDetails("Nora Quill", "nora@example.org")
RIVERSIDE = HoldRequest("phone", at("2026-11-25 13:00"), ("chloe",))
HARBOUR = HoldRequest("phone", at("2026-11-25 13:00"), ("dev",), location_id="harbour")


def configure(desk: Desk, **harbour: Any) -> None:
    """Give Harbour keys of its own; the business calls people clients and asks for a phone."""
    policies.change(desk, Policy("client", ("phone",)))
    draft = setup_edit.open_draft(desk)
    draft.document["locations"][1] |= harbour
    assert isinstance(setup_edit.save(desk, draft), Done)


def added(desk: Desk, fields: CustomerFields) -> int:
    """The number of a record that was in the book before there were any rules."""
    before = policies.read(desk)
    policies.change(desk, Policy())
    answer = records.add(desk, fields)
    assert isinstance(answer, Done)
    policies.change(desk, before)
    return answer.value.row.id


def booked(request: HoldRequest, **other: Any) -> HoldRequest:
    return replace(request, complete=Status.BOOKED, **other)


def test_the_rule_and_the_word_of_a_location_or_else_of_the_business() -> None:
    policy = Policy("client", ("phone",))
    plain = Location("a", "A", "UTC")
    assert (policy.word_at(plain), policy.required_at(plain)) == ("client", ("phone",))
    assert (policy.word_at(None), policy.required_at(None)) == ("client", ("phone",))
    own = replace(plain, customer_word="guest", required_fields=())
    assert (policy.word_at(own), policy.required_at(own)) == ("guest", ())


def test_a_new_customer_is_asked_for_what_the_location_requires(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate", "address"])
    held = done(booking.hold(desk, booked(HARBOUR, customer=NORA)))
    assert (held.appointment.status, held.customer) == (Status.INITIAL, None)
    assert held.warnings == ("birth_date", "address")
    refusal = refused(booking.book(desk, held.appointment.id, NORA))
    assert refusal.code is Code.CUSTOMER_NEEDED
    assert refusal_sentence(refusal) == (
        "The birth date of the customer is missing. The address of the customer is missing."
    )
    full = replace(NORA, birth_date="24 dec 1980", address="1 Quay")
    visit = done(booking.book(desk, held.appointment.id, full))
    assert visit.appointment.status is Status.BOOKED
    assert visit.customer is not None
    fields = records.card(desk, visit.customer.id).fields
    assert (fields.birth_date, fields.address, fields.phone) == ("1980-12-24", "1 Quay", "")


def test_the_other_location_asks_for_what_the_business_does(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate"])
    held = done(booking.hold(desk, booked(RIVERSIDE, customer=NORA)))
    assert (held.appointment.status, held.warnings) == (Status.INITIAL, ("phone",))
    full = replace(NORA, phone="555 0100")
    assert done(booking.book(desk, held.appointment.id, full)).appointment.status is Status.BOOKED


def test_a_location_may_ask_for_less_than_the_business(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=[])
    visit = done(booking.hold(desk, booked(HARBOUR, customer=NORA)))
    assert visit.appointment.status is Status.BOOKED
    assert visit.customer is not None
    # Whoever edits the record by itself is held to the business's rules again.
    card = records.card(desk, visit.customer.id)
    assert set(records.problems(desk, card.fields)) == {"phone"}
    answer = records.edit(desk, card.row.id, replace(card.fields, notes="Tall"), card.version)
    assert refused(answer).facts["field"] == "phone"  # type: ignore[arg-type]


def test_what_a_location_asks_for_is_not_asked_of_a_record_by_itself(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate"])
    assert isinstance(records.add(desk, CustomerFields("Nora Quill", phone="555 0100")), Done)


@pytest.mark.parametrize(
    ("key", "field", "typed", "kept"),
    [
        ("email", "email", "n@example.org", "n@example.org"),
        ("language", "language", "fr", "fr"),
        ("tags", "tags", "VIP, Knee", ("VIP", "Knee")),
        ("notes", "notes", "Tall", "Tall"),
        ("alerts", "alerts", "Latex", "Latex"),
    ],
)
def test_every_field_can_be_asked_for_and_given(
    desk: Desk, key: str, field: str, typed: str, kept: object
) -> None:
    configure(desk, requiredCustomerFields=[key])
    nora = CustomerDetails("Nora Quill", phone="555 0100")
    held = done(booking.hold(desk, booked(HARBOUR, customer=nora)))
    assert held.warnings == (field,)
    visit = done(booking.book(desk, held.appointment.id, replace(nora, **{field: typed})))
    assert visit.customer is not None
    assert getattr(records.card(desk, visit.customer.id).fields, field) == kept


def test_a_known_customer_is_asked_for_what_the_record_lacks(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["phone", "birthDate", "address"])
    number = added(desk, CustomerFields("Nora Quill", "nora@example.org", "555 0100"))
    held = done(booking.hold(desk, booked(HARBOUR, customer_id=number)))
    assert (held.appointment.status, held.appointment.customer_id) == (Status.INITIAL, number)
    assert held.warnings == ("birth_date", "address")
    refusal = refused(booking.book(desk, held.appointment.id, customer_id=number))
    assert (refusal.code, refusal.facts["missing"]) == (
        Code.CUSTOMER_NEEDED,
        ("birth_date", "address"),
    )
    # What is given fills what was empty, and takes the place of nothing.
    more = CustomerDetails(phone="555 0199", birth_date="1980-12-24", address="1 Quay")
    visit = done(booking.book(desk, held.appointment.id, more, number))
    assert visit.appointment.status is Status.BOOKED
    fields = records.card(desk, number).fields
    assert (fields.phone, fields.birth_date, fields.address) == ("555 0100", "1980-12-24", "1 Quay")
    assert (trail(desk, number)[0].verb, trail(desk, number)[0].fields) == (
        "completed",
        ("birth_date", "address"),
    )
    again = replace(HARBOUR, start=at("2026-11-25 14:00"), customer_id=number)
    assert done(booking.hold(desk, booked(again))).appointment.status is Status.BOOKED


def test_a_hold_of_a_known_customer_is_completed_by_the_fields_alone(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate"])
    number = added(desk, CustomerFields("Nora Quill", "nora@example.org"))
    held = done(booking.hold(desk, replace(HARBOUR, customer_id=number)))
    assert held.warnings == ("birth_date",)
    details = CustomerDetails(birth_date="1980-12-24")
    visit = done(booking.book(desk, held.appointment.id, details))
    assert (visit.appointment.customer_id, visit.appointment.status) == (number, Status.BOOKED)
    assert records.card(desk, number).fields.birth_date == "1980-12-24"


def test_somebody_typed_who_is_known_is_the_known_one_and_lacks_the_same(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate"])
    number = added(desk, CustomerFields("Nora Quill", "nora@example.org"))
    held = done(booking.hold(desk, booked(HARBOUR, customer=NORA)))
    assert (held.appointment.customer_id, held.warnings) == (number, ("birth_date",))
    full = replace(NORA, birth_date="1980-12-24")
    visit = done(booking.book(desk, held.appointment.id, full))
    assert visit.appointment.customer_id == number


def test_a_refused_booking_writes_nothing_of_what_was_typed(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate", "address"])
    number = added(desk, CustomerFields("Nora Quill", "nora@example.org"))
    held = done(booking.hold(desk, replace(HARBOUR, customer_id=number)))
    before = records.card(desk, number)
    refused(booking.book(desk, held.appointment.id, CustomerDetails(address="1 Quay"), number))
    assert records.card(desk, number) == before


def test_reserving_asks_for_nothing_and_booking_asks_later(desk: Desk) -> None:
    configure(desk, requiredCustomerFields=["birthDate"])
    number = added(desk, CustomerFields("Nora Quill", "nora@example.org"))
    held = done(booking.hold(desk, replace(HARBOUR, customer_id=number)))
    reserved = done(booking.reserve(desk, held.appointment.id))
    assert reserved.appointment.status is Status.RESERVED
    refusal = refused(booking.book(desk, held.appointment.id))
    assert refusal.facts["missing"] == ("birth_date",)


def test_what_stands_already_is_moved_copied_and_restored_without_a_question(desk: Desk) -> None:
    configure(desk)
    number = added(desk, CustomerFields("Nora Quill", "nora@example.org", "555 0100"))
    visit = done(booking.hold(desk, booked(HARBOUR, customer_id=number))).appointment
    configure(desk, requiredCustomerFields=["birthDate"])
    done(moves.move(desk, Move(visit.id, at("2026-11-25 14:00"))))
    latest = booking.latest(desk, visit.id).appointment
    done(moves.copy(desk, Move(latest.id, at("2026-11-25 15:00"))))
    assert done(booking.cancel(desk, latest.id)).appointment.status is Status.CANCELLED
    assert isinstance(undo.undo(desk), Done)
    assert booking.latest(desk, latest.id).appointment.status is Status.BOOKED


def test_a_story_calls_people_what_its_location_does(desk: Desk) -> None:
    configure(desk, customerWord="guest")
    words = {
        place.location_id: story.story(
            desk, done(booking.hold(desk, place)).appointment.id
        ).customer_word
        for place in (replace(RIVERSIDE, location_id="riverside"), HARBOUR)
    }
    assert words == {"riverside": "client", "harbour": "guest"}


def test_it_is_saved_undone_done_again_and_journaled_as_any_other_field(desk: Desk) -> None:
    draft = setup_edit.open_draft(desk)
    draft.document["locations"][1] |= {"customerWord": "guest", "requiredCustomerFields": ["email"]}
    seen = setup_edit.preview(desk, draft)
    assert isinstance(seen, Effects)
    assert not seen.any  # nobody loses a time by it
    assert isinstance(setup_edit.save(desk, draft), Done)

    def own() -> tuple[str | None, tuple[str, ...] | None]:
        place = configuration.business(desk).locations["harbour"]
        return place.customer_word, place.required_fields

    assert own() == ("guest", ("email",))
    step = undo.next_undo(desk)
    assert step is not None
    assert (step.kind, step.facts["names"]) == ("setup", "Harbour")
    assert isinstance(undo.undo(desk), Done)
    assert own() == (None, None)
    assert isinstance(undo.redo(desk), Done)
    assert own() == ("guest", ("email",))


def test_the_name_of_the_business_and_its_settings_do_not_stand_in_each_other_s_way(
    desk: Desk,
) -> None:
    draft = setup_edit.open_draft(desk)
    draft.document["company"]["name"] = "Lakeside"
    policies.change(desk, Policy("guest"))
    assert isinstance(setup_edit.save(desk, draft), Done)
    assert (configuration.business(desk).name, policies.read(desk)) == ("Lakeside", Policy("guest"))
    assert isinstance(undo.undo(desk), Done)
    assert configuration.business(desk).name == "Riverside Physiotherapy"
    assert policies.read(desk) == Policy("guest")


def test_the_same_setting_changed_by_two_is_refused_the_second(desk: Desk) -> None:
    draft = setup_edit.open_draft(desk)
    draft.document["company"]["customerWord"] = "patient"
    policies.change(desk, Policy("guest"))
    refusal = refused(setup_edit.save(desk, draft))  # type: ignore[arg-type]
    assert refusal.facts["because"] == "setup-changed"
    assert policies.read(desk) == Policy("guest")


def test_loading_a_file_brings_it_and_one_without_it_takes_it_back(desk: Desk) -> None:
    """Unlike the settings of the business, those of a location are part of what a location is."""
    before = configuration.dump_setup(desk)
    tree = json.loads(before)
    tree["locations"][1]["customerWord"] = "guest"
    assert configuration.load_setup(desk, json.dumps(tree)).value.changed
    text = configuration.dump_setup(desk)
    assert json.loads(text) == tree
    assert not configuration.load_setup(desk, text).value.changed
    assert configuration.load_setup(desk, before).value.changed
    assert configuration.dump_setup(desk) == before
