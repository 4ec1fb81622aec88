"""Undo within the day: each step leads back through the rules, or says why it can't."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk.desk import (
    booking,
    drafts,
    erasing,
    finding,
    holds,
    merging,
    records,
    standing,
    undo,
)
from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.customer_import import import_csv
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.undo import Step
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import Code, Refusal
from frontdesk.engine.values import Status

from .words import DANA, at, done, refused

TEN = HoldRequest("phone", at("2026-11-24 10:00"), ("chloe",), notes="Knee")
FIELDS = CustomerFields("Dana Fox", "dana@example.org", "2125550123", tags=("VIP",))


def step(answer: Done[Step] | Refused) -> Step:
    """The step of an undo or redo that must have taken effect."""
    assert isinstance(answer, Done), answer
    return answer.value


def told(answer: Done[Step] | Refused) -> Refusal:
    """The refusal of an undo or redo that must not have taken effect."""
    assert isinstance(answer, Refused), answer
    return answer.refusal


def taken(desk: Desk) -> list[int]:
    """The visits that Chloé has on Tuesday at ten, by number."""
    refusal = booking.hold(desk, TEN)
    if isinstance(refusal, Done):
        with desk.unit() as unit:
            standing.let_go(unit, refusal.value.appointment.id)
        return []
    reason = refusal.refusal.reason
    assert reason is not None
    number = reason.facts["appointment"]
    assert isinstance(number, int)
    return [number]


def added(desk: Desk, fields: CustomerFields) -> int:
    """A new customer; the number."""
    answer = records.add(desk, fields)
    assert isinstance(answer, Done), answer
    return answer.value.row.id


def sentence(found: Step | None) -> str:
    """How the step is named to the user."""
    assert found is not None
    return step_sentence(found.kind, found.facts)


def test_a_hold_is_released_and_held_again(desk: Desk) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    assert sentence(undo.next_undo(desk)) == "Hold at 10:00 on Tue 24 November"
    step(undo.undo(desk))
    assert holds.my_holds(desk) == ()
    assert undo.next_undo(desk) is None
    again = step(undo.redo(desk))
    (mine,) = holds.my_holds(desk)
    assert again.appointment_id == mine.appointment.id
    assert mine.appointment.id != held.id
    assert (mine.appointment.start, mine.appointment.resource_ids, mine.appointment.notes) == (
        held.start,
        held.resource_ids,
        "Knee",
    )
    step(undo.undo(desk))
    assert holds.my_holds(desk) == ()


def test_a_booking_is_cancelled_and_made_anew(desk: Desk) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    answer = booking.book(desk, held.id, DANA)
    booked = done(answer)
    assert sentence(undo.next_undo(desk)) == "Booking of Dana Fox at 10:00 on Tue 24 November"
    assert isinstance(answer, Done)
    found = undo.next_undo(desk)
    assert found is not None
    assert answer.undo == found.id
    step(undo.undo(desk, answer.undo))
    assert booking.show(desk, held.id).appointment.status is Status.CANCELLED
    # The hold before it was the same visit, so nothing of it is left to undo.
    assert undo.next_undo(desk) is None
    again = step(undo.redo(desk))
    assert again.appointment_id is not None
    visit: Visit = booking.show(desk, again.appointment_id)
    assert visit.appointment.status is Status.BOOKED
    assert visit.customer == booked.customer
    step(undo.undo(desk))
    assert taken(desk) == []


def test_one_key_books_and_one_key_undoes_it(desk: Desk) -> None:
    dana = added(desk, FIELDS)
    request = replace(TEN, customer_id=dana, complete=Status.BOOKED)
    booked = done(booking.hold(desk, request)).appointment
    assert booked.status is Status.BOOKED
    assert booked.hold_expires_at is None
    step(undo.undo(desk))
    assert booking.show(desk, booked.id).appointment.status is Status.CANCELLED


def test_a_released_hold_comes_back_unless_its_time_is_taken(desk: Desk, second_desk: Desk) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    booking.release(desk, held.id)
    theirs = done(booking.hold(second_desk, TEN)).appointment
    refusal = told(undo.undo(desk))
    assert refusal.code is Code.SLOT_TAKEN
    assert "held by Desk 2" in refusal_sentence(refusal)
    booking.release(second_desk, theirs.id)
    assert step(undo.undo(desk)).appointment_id is not None
    assert [visit.appointment.start for visit in holds.my_holds(desk)] == [held.start]


def test_a_visit_that_was_changed_since_is_not_undone(desk: Desk, second_desk: Desk) -> None:
    first = done(booking.hold(desk, replace(TEN, start=at("2026-11-24 11:00")))).appointment
    held = done(booking.hold(desk, TEN)).appointment
    done(booking.book(desk, held.id, DANA))
    done(booking.arrive(second_desk, held.id))
    refusal = told(undo.undo(desk))
    assert refusal.code is Code.WRONG_STATUS
    assert refusal_sentence(refusal) == "The visit was changed since, so this can't be undone."
    assert booking.show(desk, held.id).appointment.status is Status.BOOKED
    # It is off the log, so that the step before it is next.
    found = undo.next_undo(desk)
    assert found is not None
    assert found.appointment_id == first.id


def test_a_hold_that_someone_booked_is_not_released(desk: Desk, second_desk: Desk) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    done(booking.book(second_desk, held.id, DANA))
    assert told(undo.undo(desk)).code is Code.WRONG_STATUS
    assert taken(desk) == [held.id]


def test_steps_are_undone_and_done_again_in_order(desk: Desk) -> None:
    starts = [at(f"2026-11-24 {hour}:00") for hour in (10, 11, 13)]
    for start in starts:
        done(booking.hold(desk, replace(TEN, start=start)))

    def held() -> list[int]:
        return sorted(visit.appointment.start for visit in holds.my_holds(desk))

    step(undo.undo(desk))
    step(undo.undo(desk))
    assert held() == starts[:1]
    step(undo.redo(desk))
    assert held() == starts[:2]
    step(undo.redo(desk))
    assert held() == starts
    assert undo.next_redo(desk) is None


def test_a_new_step_ends_what_could_be_done_again(desk: Desk) -> None:
    done(booking.hold(desk, TEN))
    step(undo.undo(desk))
    done(booking.hold(desk, replace(TEN, start=at("2026-11-24 11:00"))))
    assert undo.next_redo(desk) is None
    refusal = told(undo.redo(desk))
    assert refusal_sentence(refusal) == "There is nothing to do again."


def test_each_desk_undoes_its_own_steps(desk: Desk, second_desk: Desk) -> None:
    answer = booking.hold(desk, TEN)
    assert isinstance(answer, Done)
    assert undo.next_undo(second_desk) is None
    assert told(undo.undo(second_desk, answer.undo)).code is Code.UNKNOWN_ID
    assert len(holds.my_holds(desk)) == 1


def test_the_day_ends_at_midnight_of_the_business(desk: Desk, clock: HandClock) -> None:
    done(booking.hold(desk, TEN))
    clock.advance(timedelta(hours=14, minutes=59))
    assert undo.next_undo(desk) is not None
    clock.advance(timedelta(minutes=1))
    assert undo.next_undo(desk) is None
    refusal = told(undo.undo(desk))
    assert refusal_sentence(refusal) == "There is nothing to undo from today."


def test_the_log_outlives_the_program(desk: Desk, clock: HandClock) -> None:
    done(booking.hold(desk, TEN))
    later = Desk.open(desk.database.path, clock, name="Desk 1")
    step(undo.undo(later))
    later.close()
    assert holds.my_holds(desk) == ()


def test_edits_are_undone_one_by_one(desk: Desk) -> None:
    dana = added(desk, FIELDS)
    records.edit(desk, dana, replace(FIELDS, tags=("VIP", "Knee")), 1)
    records.edit(desk, dana, replace(FIELDS, tags=("VIP", "Knee"), notes="Call first"), 2)
    assert sentence(undo.next_undo(desk)) == "Change to Dana Fox"
    step(undo.undo(desk))
    assert records.card(desk, dana).fields == replace(FIELDS, tags=("VIP", "Knee"))
    step(undo.undo(desk))
    assert records.card(desk, dana).fields == FIELDS
    step(undo.redo(desk))
    step(undo.redo(desk))
    assert records.card(desk, dana).fields == replace(
        FIELDS, tags=("VIP", "Knee"), notes="Call first"
    )


def test_an_edit_is_undone_around_another_desks_edit(desk: Desk, second_desk: Desk) -> None:
    dana = added(desk, FIELDS)
    records.edit(desk, dana, replace(FIELDS, notes="Mine"), 1)
    records.edit(second_desk, dana, replace(FIELDS, notes="Mine", phone="2125559999"), 2)
    step(undo.undo(desk))
    assert records.card(desk, dana).fields == replace(FIELDS, phone="2125559999")


def test_an_edit_that_was_edited_over_is_not_undone(desk: Desk, second_desk: Desk) -> None:
    dana = added(desk, FIELDS)
    records.edit(desk, dana, replace(FIELDS, notes="Mine"), 1)
    records.edit(second_desk, dana, replace(FIELDS, notes="Theirs"), 2)
    assert told(undo.undo(desk)).facts["because"] == "customer-changed"
    assert records.card(desk, dana).fields.notes == "Theirs"


def test_a_merge_is_undone_and_done_again(desk: Desk) -> None:
    dana, other = added(desk, FIELDS), added(desk, replace(FIELDS, name="D. Fox", notes="Two"))
    merging.merge(desk, dana, other)
    assert sentence(undo.next_undo(desk)) == "Merge into Dana Fox"
    step(undo.undo(desk))
    assert records.card(desk, other).row.name == "D. Fox"
    assert records.card(desk, dana).fields == FIELDS
    step(undo.redo(desk))
    assert records.card(desk, other).row.id == dana
    merging.unmerge(desk, other)
    step(undo.undo(desk))
    assert records.card(desk, other).row.id == dana


def test_an_import_is_taken_out_while_nobody_used_it(desk: Desk) -> None:
    data = b"Name,Phone\nRuth Klein,2125550148\nOla Nowak,2125550149\n"
    answer = import_csv(desk, data, {"name": 0, "phone": 1})
    assert isinstance(answer, Done), answer
    assert sentence(undo.next_undo(desk)) == "Import of 2 customers"
    step(undo.undo(desk))
    assert finding.find(desk, "ruth").customers == ()
    assert undo.next_redo(desk) is None
    again = import_csv(desk, data, {"name": 0, "phone": 1})
    assert isinstance(again, Done)
    ruth = finding.find(desk, "ruth").customers[0].id
    # The numbers of the first import are not given out again.
    assert ruth > 2
    done(booking.hold(desk, replace(TEN, customer_id=ruth, complete=Status.BOOKED)))
    refusal = told(undo.undo(desk, again.undo))
    assert refusal_sentence(refusal).startswith("1 of the imported customers")
    assert finding.find(desk, "ola").customers != ()


def test_a_draft_survives_and_stays_apart_from_other_desks(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    held = done(booking.hold(desk, TEN)).appointment
    form = {"name": "<b>Dána</b> 🙂\u202e", "notes": "a\nb", "customer_id": None, "tags": ["x"]}
    drafts.save(desk, {"name": "D"}, held.id)
    drafts.save(desk, form, held.id)
    later = Desk.open(desk.database.path, clock, name="Desk 1")
    kept = drafts.load(later)
    assert kept is not None
    assert (kept.form, kept.appointment_id) == (form, held.id)
    assert drafts.load(second_desk) is None
    booking.release(desk, held.id)
    assert drafts.load(later) == kept
    drafts.discard(later)
    assert drafts.load(desk) is None
    later.close()


def test_a_customer_made_by_a_booking_stays_when_it_is_undone(desk: Desk) -> None:
    details = CustomerDetails("Ruth Klein", "", "2125550148")
    done(booking.hold(desk, replace(TEN, customer=details, complete=Status.BOOKED)))
    step(undo.undo(desk))
    assert [row.name for row in finding.find(desk, "ruth").customers] == ["Ruth Klein"]
    refused_again = refused(booking.book(desk, 1, details))
    assert refused_again.code is Code.WRONG_STATUS


def test_an_added_customer_is_taken_out_and_put_in_again_under_the_same_number(desk: Desk) -> None:
    dana = added(desk, FIELDS)
    assert sentence(undo.next_undo(desk)) == "Adding of Dana Fox"
    assert step(undo.undo(desk)).facts["customer_name"] == "Dana Fox"
    assert finding.find(desk, "dana").customers == ()
    other = added(desk, replace(FIELDS, name="Ola Nowak"))
    assert other != dana, "a number that the trail names is given to nobody else"
    step(undo.undo(desk))
    assert sentence(undo.next_redo(desk)) == "Adding of Ola Nowak"
    step(undo.redo(desk))
    assert records.card(desk, other).fields == replace(FIELDS, name="Ola Nowak")
    assert finding.find(desk, "nowak ola").customers[0].id == other


def test_an_added_customer_who_was_edited_and_edited_back_can_be_taken_out(desk: Desk) -> None:
    dana = added(desk, FIELDS)
    records.edit(desk, dana, replace(FIELDS, notes="Call first"), 1)
    step(undo.undo(desk))
    step(undo.undo(desk))
    assert finding.find(desk, "dana").customers == ()


def test_an_added_customer_whom_somebody_changed_or_booked_stays(
    desk: Desk, second_desk: Desk
) -> None:
    dana = added(desk, FIELDS)
    records.edit(second_desk, dana, replace(FIELDS, notes="Call first"), 1)
    assert told(undo.undo(desk)).facts["because"] == "customer-changed"
    ola = added(desk, replace(FIELDS, name="Ola Nowak"))
    added_step = undo.next_undo(desk)
    assert added_step is not None
    done(booking.hold(desk, replace(TEN, customer_id=ola, complete=Status.BOOKED)))
    refusal = told(undo.undo(desk, added_step.id))
    assert refusal_sentence(refusal) == (
        "This customer has visits or links by now, so adding it can't be undone."
    )
    assert {row.name for row in finding.find(desk, "2125550123").customers} == {
        "Dana Fox",
        "Ola Nowak",
    }


def test_links_are_taken_away_and_made_again(desk: Desk) -> None:
    dana, ola = added(desk, FIELDS), added(desk, replace(FIELDS, name="Ola Nowak"))

    def links() -> list[tuple[str, int]]:
        return [(link.kind, link.customer_id) for link in records.card(desk, dana).links]

    records.link(desk, dana, ola, "payer")
    records.link(desk, ola, dana, "family")
    assert sentence(undo.next_undo(desk)) == "Link of Ola Nowak"
    step(undo.undo(desk))
    assert links() == [("payer", ola)]
    step(undo.redo(desk))
    assert links() == [("family", ola), ("payer", ola)]
    records.unlink(desk, dana, ola, "payer")
    assert sentence(undo.next_undo(desk)) == "Removal of a link of Dana Fox"
    step(undo.undo(desk))
    assert links() == [("family", ola), ("payer", ola)]


def test_a_link_that_was_there_before_is_no_step(desk: Desk) -> None:
    dana, ola = added(desk, FIELDS), added(desk, replace(FIELDS, name="Ola Nowak"))
    records.link(desk, dana, ola, "family")
    linked = undo.next_undo(desk)
    records.link(desk, ola, dana, "family")
    assert undo.next_undo(desk) == linked


def test_erasing_a_person_forgets_the_steps_that_name_them(desk: Desk) -> None:
    dana, ola = added(desk, FIELDS), added(desk, replace(FIELDS, name="Ola Nowak"))
    records.link(desk, dana, ola, "family")
    assert isinstance(erasing.erase(desk, ola), Done)
    assert sentence(undo.next_undo(desk)) == "Adding of Dana Fox"
