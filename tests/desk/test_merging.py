"""A merge keeps both records and can be taken back exactly; erasing leaves only statistics."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.desk import (
    booking,
    configuration,
    drafts,
    erasing,
    finding,
    merging,
    records,
    undo,
)
from frontdesk.desk.answers import CustomerDetails, Done, RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.people import CustomerCard
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.store import customers, journal, merges
from tests.books import MONDAY_MORNING

from .conftest import RIVERSIDE
from .words import at, done, refused

DANA = CustomerFields("Dana Fox", "dana@example.org", "2125550123", tags=("VIP",), notes="Old")
D_FOX = CustomerFields(
    "D. Fox", "", "2125559999", "1980-12-24", tags=("Knee",), notes="New", alerts="Latex allergy"
)


def add(desk: Desk, given_fields: CustomerFields) -> int:
    """A new customer; the number."""
    answer = records.add(desk, given_fields)
    assert isinstance(answer, Done), answer
    return answer.value.row.id


def visit(desk: Desk, customer: int, start: str) -> int:
    """A booked visit; its number."""
    request = HoldRequest(
        "phone", at(start), ("chloe",), customer_id=customer, complete=Status.BOOKED, notes="Knee"
    )
    return done(booking.hold(desk, request)).appointment.id


def squeezed_in(desk: Desk, customer: int, because: str) -> int:
    """A visit over another one, for a reason; its number."""
    request = HoldRequest(
        "phone",
        at("2026-11-23 10:00"),
        ("chloe",),
        customer_id=customer,
        complete=Status.BOOKED,
        because=because,
    )
    return done(booking.hold(desk, request)).appointment.id


def reasons(desk: Desk, number: int) -> list[tuple[str, list[str]]]:
    """The reasons in the trail of a visit, with the rules that were bent."""
    with desk.look() as unit:
        trail = [entry.change for entry in journal.trail(unit.connection, number)]
    return [(change["because"], change["rules"]) for change in trail if "because" in change]


def merged(desk: Desk, kept: int, other: int) -> CustomerCard:
    """The card after a merge that must take effect."""
    answer = merging.merge(desk, kept, other)
    assert isinstance(answer, Done), answer
    return answer.value


def test_a_merge_moves_the_visits_and_fills_the_gaps(desk: Desk) -> None:
    dana, other = add(desk, DANA), add(desk, D_FOX)
    own, theirs = visit(desk, dana, "2026-11-24 10:00"), visit(desk, other, "2026-11-25 10:00")
    card = merged(desk, dana, other)
    assert card.fields == CustomerFields(
        "Dana Fox",
        "dana@example.org",
        "2125550123",
        "1980-12-24",
        tags=("VIP", "Knee"),
        notes="Old\nNew",
        alerts="Latex allergy",
    )
    assert card.merged == ((other, "D. Fox"),)
    assert {glance.id for glance in records.history(desk, dana)} == {own, theirs}
    shown = booking.show(desk, theirs).customer
    assert shown is not None
    assert (shown.id, shown.name) == (dana, "Dana Fox")
    assert records.card(desk, other) == card


def test_a_booking_for_a_merged_customer_is_for_the_one_kept(desk: Desk) -> None:
    dana, other = add(desk, DANA), add(desk, D_FOX)
    merged(desk, dana, other)
    number = visit(desk, other, "2026-11-24 10:00")
    assert booking.show(desk, number).appointment.customer_id == dana


def test_a_caller_who_gives_the_old_name_and_number_is_the_one_kept(desk: Desk) -> None:
    dana, other = add(desk, DANA), add(desk, D_FOX)
    merged(desk, dana, other)
    details = CustomerDetails("D. Fox", "", "(212) 555-9999")
    request = HoldRequest(
        "phone", at("2026-11-24 10:00"), ("chloe",), customer=details, complete=Status.BOOKED
    )
    customer = done(booking.hold(desk, request)).customer
    assert customer is not None
    assert (customer.id, customer.name) == (dana, "Dana Fox")


def test_taking_a_merge_back_keeps_what_was_done_since(desk: Desk) -> None:
    dana, other = add(desk, DANA), add(desk, D_FOX)
    theirs = visit(desk, other, "2026-11-25 10:00")
    card = merged(desk, dana, other)
    since = visit(desk, dana, "2026-11-24 10:00")
    moved = done(booking.reschedule(desk, theirs, at("2026-11-25 11:00"))).appointment.id
    edited = replace(card.fields, birth_date="1981-01-01", notes="Old\nNew")
    records.edit(desk, dana, edited, card.version)
    answer = merging.unmerge(desk, other)
    assert isinstance(answer, Done), answer
    assert answer.value.fields == D_FOX
    assert {glance.id for glance in records.history(desk, other)} == {theirs, moved}
    assert {glance.id for glance in records.history(desk, dana)} == {since}
    # What was edited since stays; what the merge had filled in goes.
    assert records.card(desk, dana).fields == replace(DANA, birth_date="1981-01-01")
    assert finding.find(desk, "9999").customers[0].id == other


def test_merges_are_taken_back_from_the_outside_in(desk: Desk) -> None:
    one, two, three = (add(desk, replace(DANA, name=f"Dana {n}")) for n in "abc")
    merged(desk, two, one)
    card = merged(desk, three, two)
    assert {number for number, _name in card.merged} == {one, two}
    refusal = refused(merging.unmerge(desk, one))  # type: ignore[arg-type]
    assert (refusal.code, refusal.facts["because"]) == (Code.WRONG_STATUS, "merged")
    assert isinstance(merging.unmerge(desk, two), Done)
    assert isinstance(merging.unmerge(desk, one), Done)
    refusal = refused(merging.unmerge(desk, one))  # type: ignore[arg-type]
    assert refusal.facts["because"] == "not-merged"


def test_a_merged_record_cannot_be_edited_or_merged_again(desk: Desk) -> None:
    dana, other, third = add(desk, DANA), add(desk, D_FOX), add(desk, replace(DANA, name="Third"))
    merged(desk, dana, other)
    for answer in (
        records.edit(desk, other, D_FOX, 1),
        merging.merge(desk, other, third),
        merging.merge(desk, third, other),
        records.link(desk, other, third, "family"),
    ):
        refusal = refused(answer)  # type: ignore[arg-type]
        assert refusal.facts["because"] == "merged"
        assert refusal_sentence(refusal).endswith(f"customer {dana}. Change that one instead.")
    assert refused(merging.merge(desk, dana, dana)).code is Code.BAD_CUSTOMER  # type: ignore[arg-type]


def test_the_links_of_a_merged_customer_are_seen_on_the_one_kept(desk: Desk) -> None:
    dana, other, firm = add(desk, DANA), add(desk, D_FOX), add(desk, CustomerFields("Firm"))
    records.link(desk, other, firm, "payer")
    records.link(desk, dana, other, "family")
    assert [(x.kind, x.name) for x in merged(desk, dana, other).links] == [("payer", "Firm")]
    assert [(x.kind, x.customer_id) for x in records.card(desk, firm).links] == [("pays for", dana)]


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_FIELDS = st.builds(
    CustomerFields,
    name=st.text("abcé🙂<&", min_size=1, max_size=12),
    email=st.sampled_from(("", "a@example.org", "b@example.org")),
    phone=st.sampled_from(("", "2125550123", "+49 30 123456")),
    birth_date=st.sampled_from(("", "1980-12-24")),
    address=_TEXT,
    language=st.sampled_from(("", "en", "de")),
    tags=st.lists(st.sampled_from(("VIP", "Knee", "=1+1")), unique=True).map(tuple),
    notes=_TEXT,
    alerts=_TEXT,
)


def everything(desk: Desk) -> object:
    """What the book says about customers: records, whose visits are whose, keys."""
    with desk.look() as unit:
        stored = customers.records(unit.connection, range(1, 10))
        visits = {n: merges.appointments_of(unit.connection, n) for n in stored}
        keys = unit.connection.exec_driver_sql("SELECT * FROM customer_key ORDER BY 1, 2, 3").all()
    plain = {n: (entry.fields, entry.merged_into) for n, entry in stored.items()}
    return plain, visits, [tuple(key) for key in keys]


@pytest.mark.slow
@settings(max_examples=40)
@given(
    people=st.lists(_FIELDS, min_size=3, max_size=4),
    owners=st.lists(st.integers(0, 2), max_size=4),
    pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4),
)
def test_un_merging_is_a_round_trip(
    people: list[CustomerFields], owners: list[int], pairs: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "book.db", HandClock(MONDAY_MORNING))
        try:
            configuration.load_setup(desk, RIVERSIDE.read_text(encoding="utf-8"))
            with desk.unit() as unit:
                numbers = [customers.add_fields(unit.connection, p, 1) for p in people]
            for hour, owner in enumerate(owners):
                visit(desk, numbers[owner], f"2026-11-24 {10 + hour}:00")
            taken = []
            pictures = [everything(desk)]
            for kept, other in pairs:
                if max(kept, other) < len(numbers):
                    answer = merging.merge(desk, numbers[kept], numbers[other])
                    if isinstance(answer, Done):
                        taken.append(numbers[other])
                        pictures.append(everything(desk))
            for other in reversed(taken):
                assert everything(desk) == pictures.pop()
                assert isinstance(merging.unmerge(desk, other), Done)
            assert everything(desk) == pictures.pop()
        finally:
            desk.close()


def test_an_erased_person_leaves_only_statistics(
    desk: Desk, second_desk: Desk, clock: HandClock, book: Path
) -> None:
    secret = CustomerFields(
        "Xenophontia Quux",
        "xq@secret-example.org",
        "+1 646 555 7711",
        "1980-12-24",
        "77 Hidden Lane",
        "de",
        ("Tagxyz",),
        "Notexyz",
        "Alertxyz",
    )
    number, friend = add(desk, secret), add(desk, DANA)
    other = add(desk, replace(secret, name="Xeno Quux", phone="+1 646 555 7712"))
    past = visit(desk, number, "2026-11-23 10:00")
    missed = visit(desk, other, "2026-11-23 11:00")
    over = squeezed_in(desk, number, "Reasonxyz of Xenophontia")
    friends = squeezed_in(second_desk, friend, "In pain")
    read = records.card(desk, number)
    records.edit(desk, number, replace(secret, notes="Notexyz two"), read.version)
    records.link(desk, number, friend, "family")
    merged(desk, number, other)
    drafts.save(desk, {"name": "xenophontia quux", "notes": "Draftxyz"})
    drafts.save(second_desk, {"name": "Somebody Else", "notes": "Kept"})
    clock.advance(timedelta(hours=4))
    done(booking.no_show(desk, missed))
    answer = erasing.erase(desk, number)
    assert isinstance(answer, Done), answer

    card = records.card(desk, number)
    assert card.fields == CustomerFields()
    assert card.erased_at is not None
    assert (card.visits, card.row.no_shows, card.links) == (3, 1, ())
    assert booking.show(desk, past).appointment.notes == ""
    assert reasons(desk, over) == [("", ["booked"])], "that it was allowed stays, without why"
    assert reasons(desk, friends) == [("In pain", ["booked"])]
    assert finding.find(desk, "xeno").customers == finding.find(desk, "7711").customers == ()
    assert drafts.load(desk) is None
    kept = drafts.load(second_desk)
    assert kept is not None
    assert kept.form["notes"] == "Kept"
    left = undo.next_undo(desk)
    assert left is not None
    assert (left.kind, left.facts) == ("add", {"customer_name": "Dana Fox"})  # the friend's
    with desk.look() as unit:
        line = journal.customer_trail(unit.connection, number)[-1]
    assert (line.verb, line.change, line.desk) == ("erased", {}, "Desk 1")
    second_desk.close()
    desk.close()
    content = book.read_bytes()
    for word in (
        "Xenophontia", "xenophontia", "Xeno", "xq@secret", "646", "1177555", "Hidden",
        "Tagxyz", "Notexyz", "Alertxyz", "Draftxyz", "Reasonxyz",
    ):  # fmt: skip
        assert word.encode() not in content, word


def test_the_trail_takes_no_other_change_after_an_erasure(desk: Desk, clock: HandClock) -> None:
    dana, other = add(desk, DANA), add(desk, D_FOX)
    visit(desk, other, "2026-11-23 10:00")
    squeezed_in(desk, dana, "In pain")
    clock.advance(timedelta(hours=4))
    assert isinstance(erasing.erase(desk, dana), Done)
    with (
        pytest.raises(Exception, match="append-only"),
        desk.database.write() as connection,
    ):
        connection.exec_driver_sql("UPDATE audit SET who = 'nobody'")


def test_an_erased_person_stays_erased(desk: Desk) -> None:
    dana, other = add(desk, DANA), add(desk, D_FOX)
    merged(desk, dana, other)
    assert isinstance(erasing.erase(desk, dana), Done)
    for answer in (
        erasing.erase(desk, dana),
        merging.unmerge(desk, other),
        records.edit(desk, dana, DANA, records.card(desk, dana).version),
        merging.merge(desk, add(desk, D_FOX), dana),
    ):
        assert refused(answer).facts["because"] == "erased"  # type: ignore[arg-type]
    request = HoldRequest("phone", at("2026-11-24 10:00"), ("chloe",), customer_id=dana)
    assert refused(booking.hold(desk, request)).code is Code.UNKNOWN_ID
    with pytest.raises(RefusalError):
        booking.show(desk, 1)


def test_someone_who_is_expected_is_not_erased(desk: Desk) -> None:
    dana = add(desk, DANA)
    number = visit(desk, dana, "2026-11-24 10:00")
    refusal = refused(erasing.erase(desk, dana))  # type: ignore[arg-type]
    assert refusal_sentence(refusal) == (
        "This customer still has visits ahead (1). Cancel them first."
    )
    done(booking.cancel(desk, number))
    assert isinstance(erasing.erase(desk, dana), Done)


def test_no_field_is_forgotten_when_a_person_is_erased() -> None:
    assert all(not getattr(CustomerFields(), field.name) for field in fields(CustomerFields))
