"""The booking's state machine on a real book: every way a hold can end, and nothing typed lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.desk import booking, configuration, moves, records, undo
from frontdesk.desk.answers import CustomerDetails, Done, RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.story import story
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.booking.countdown import Phase
from frontdesk.ui.booking.state import Busy, Draft, Kind, Stage

RUTH = Draft("Ruth Klein", "ruth@example.org", "(212) 555-0148", "Knee, week 6")


def ended(counter) -> bool:
    state = counter.controller.state
    return state.stage is Stage.ENDED and state.outcome is not None


def taken(counter) -> bool:
    state = counter.controller.state
    return state.stage is Stage.TAKEN and state.outcome is not None


def test_taking_a_time_holds_it_in_the_database_at_once(counter):
    held = []
    counter.controller.held.connect(held.append)
    number = counter.hold(10)
    assert counter.status(number) == "IN"
    assert [visit.appointment.id for visit in held] == [number]
    assert counter.controller.hold.phase is Phase.HELD
    assert counter.controller.hold.text == "10:00"


def test_a_second_press_while_the_first_is_under_way_holds_once(counter):
    counter.controller.take(counter.request(10), "America/New_York")
    counter.controller.take(counter.request(11), "America/New_York")
    counter.wait(counter.is_held)
    assert counter.controller.state.hold.appointment.start == counter.at(10)
    with pytest.raises(RefusalError):
        booking.show(counter.other, counter.controller.state.hold.appointment.id + 1)


def test_book_turns_the_hold_into_a_booking_and_clears_the_form(counter):
    number = counter.hold(10)
    counter.controller.typed(RUTH)
    counter.controller.book()
    assert counter.controller.state.busy is Busy.BOOKING
    assert not counter.controller.state.can_book
    counter.wait(lambda: bool(counter.booked))
    visit = booking.show(counter.other, number)
    assert visit.appointment.status.value == "BK"
    assert visit.appointment.notes == "Knee, week 6"
    assert visit.customer.name == "Ruth Klein"
    assert visit.customer.phone == "(212) 555-0148"
    assert counter.controller.draft == Draft()
    assert counter.controller.state.stage is Stage.IDLE
    assert counter.controller.visit.visit.appointment.id == number


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(), "name"),
        (Draft(notes="only a note"), "name"),
        (Draft(phone="555-0148"), "name"),
        (Draft("Ruth Klein"), "email"),
    ],
)
def test_book_says_what_is_missing_and_asks_nobody(counter, draft, field):
    number = counter.hold(10)
    counter.controller.typed(draft)
    counter.controller.book()
    assert list(counter.controller.state.problems) == [field]
    assert counter.controller.state.busy is Busy.NO
    assert counter.controller.draft == draft
    assert counter.status(number) == "IN"


def test_a_half_typed_e_mail_is_said_below_its_field_and_typing_on_solves_it(counter):
    counter.hold(10)
    counter.controller.typed(Draft("Ruth", "ruth@"))
    counter.controller.check_email()
    counter.wait(lambda: "email" in counter.controller.state.problems)
    assert counter.controller.state.problems["email"].endswith(".")
    counter.controller.typed(Draft("Ruth Klein", "ruth@"))
    assert "email" in counter.controller.state.problems
    counter.controller.typed(Draft("Ruth Klein", "ruth@e"))
    assert "email" not in counter.controller.state.problems


def test_a_wrong_e_mail_refuses_the_booking_and_keeps_every_letter(counter):
    number = counter.hold(10)
    typed = Draft("Ruth Klein", "ruth@", "", " two  spaces ")
    counter.controller.typed(typed)
    counter.controller.book()
    counter.wait(lambda: "email" in counter.controller.state.problems)
    assert counter.controller.draft == typed
    assert counter.status(number) == "IN"
    assert counter.controller.state.can_book


def test_release_frees_the_time_and_keeps_what_was_typed(counter):
    number = counter.hold(10)
    counter.controller.typed(RUTH)
    counter.controller.release()
    counter.wait(lambda: counter.controller.state.stage is Stage.IDLE)
    with pytest.raises(RefusalError):
        booking.show(counter.other, number)
    assert isinstance(booking.hold(counter.other, counter.request(10)), Done)
    assert counter.controller.draft == RUTH
    counter.controller.clear_draft()
    assert counter.controller.draft == Draft()


def test_the_phases_change_at_their_exact_second(counter):
    counter.hold(10)
    seen = []
    for step in (539, 1, 39, 1, 19):
        counter.pass_time(step)
        seen.append((counter.controller.hold.phase, counter.controller.hold.text))
    assert seen == [
        (Phase.HELD, "1:01"),
        (Phase.WARNING, "1:00"),
        (Phase.WARNING, "0:21"),
        (Phase.LAST_CALL, "0:20"),
        (Phase.LAST_CALL, "0:01"),
    ]
    counter.pass_time(1)
    assert counter.controller.state.stage is Stage.ENDED
    assert counter.controller.hold is None


def test_keep_gives_a_full_new_term(counter):
    counter.hold(10)
    counter.pass_time(570)
    counter.controller.keep()
    counter.wait(lambda: counter.controller.hold.text == "10:00")


def test_typing_in_the_last_minute_keeps_the_hold_and_can_be_switched_off(counter):
    counter.hold(10)
    counter.pass_time(530)
    counter.controller.typed(Draft("R"))
    counter.pass_time(20)
    assert counter.controller.hold.text == "0:50"
    counter.controller.keeps_while_typing = False
    counter.controller.typed(Draft("Ru"))
    counter.pass_time(1)
    assert counter.controller.hold.text == "0:49"
    counter.controller.keeps_while_typing = True
    counter.controller.typed(Draft("Rut"))
    counter.wait(lambda: counter.controller.hold.text == "10:00")


def test_an_expired_hold_keeps_every_letter_and_can_be_held_again(counter):
    first = counter.hold(10)
    counter.controller.typed(RUTH)
    counter.end_for_good()
    assert ended(counter)
    assert counter.controller.state.outcome.reason is None
    assert counter.controller.draft == RUTH
    counter.controller.hold_again()
    counter.wait(counter.is_held)
    assert counter.controller.state.hold.appointment.id != first
    assert counter.controller.state.hold.appointment.resource_ids == ("ana",)
    assert counter.controller.draft == RUTH


def late(counter, hour: int, minute: int = 0) -> HoldRequest:
    """A time after hours, for a reason."""
    return replace(counter.request(hour, minute), because="Late shift")


def test_an_expired_hold_that_bends_a_rule_is_held_again_as_it_was(counter):
    counter.controller.take(late(counter, 19), "America/New_York")
    counter.wait(counter.is_held)
    counter.controller.typed(RUTH)
    counter.end_for_good()
    assert ended(counter)
    assert counter.controller.state.outcome.reason is None
    counter.controller.hold_again()
    counter.wait(counter.is_held)
    number = counter.controller.state.hold.appointment.id
    assert story(counter.other, number).because == "Late shift"


def test_a_reason_is_good_for_one_time_only(counter):
    counter.controller.take(late(counter, 19), "America/New_York")
    counter.wait(counter.is_held)
    assert counter.controller.state.wanted.because is None
    told = []
    counter.controller.told.connect(lambda _kind, words: told.append(words))
    counter.controller.take(counter.request(20), "America/New_York")
    counter.wait(lambda: bool(told))
    counter.wait(counter.is_held)
    assert counter.controller.state.hold.appointment.start == counter.at(19)


def test_a_hold_that_made_room_in_vain_stands_again_with_its_reason(counter):
    counter.controller.take(late(counter, 19), "America/New_York")
    counter.wait(counter.is_held)
    first = counter.controller.state.hold.appointment.id
    assert isinstance(booking.hold(counter.other, late(counter, 19, 30)), Done)
    told = []
    counter.controller.told.connect(lambda _kind, words: told.append(words))
    counter.controller.take(late(counter, 19, 15), "America/New_York")
    counter.wait(lambda: bool(told))
    back = counter.controller.state.live_hold.appointment
    assert back.start == counter.at(19)
    assert back.id != first
    assert story(counter.other, back.id).because == "Late shift"
    assert "Desk 2" in told[0]


def test_an_expired_hold_books_while_its_time_is_free(counter):
    counter.hold(10)
    counter.controller.typed(RUTH)
    counter.end_for_good()
    assert ended(counter)
    number = counter.controller.state.hold.appointment.id
    counter.controller.book()
    counter.wait(lambda: bool(counter.booked))
    assert counter.status(number) == "BK"


def test_a_time_that_another_desk_took_is_named_with_three_near_ones(counter):
    counter.hold(10)
    counter.controller.typed(RUTH)
    counter.end_for_good()
    assert ended(counter)
    counter.pass_time(60)
    assert isinstance(booking.hold(counter.other, counter.request(10)), Done)
    counter.controller.refresh(Changes(everything=True))
    counter.wait(lambda: taken(counter))
    outcome = counter.controller.state.outcome
    assert outcome.desk == "Desk 2"
    assert outcome.taken_at == int(counter.clock.now().timestamp())
    assert [opening.start for opening in outcome.nearest] == [
        counter.at(9, 45),
        counter.at(10),
        counter.at(10, 15),
    ]
    assert not counter.controller.state.can_book
    assert counter.controller.draft == RUTH
    counter.controller.take_opening(outcome.nearest[2])
    counter.wait(counter.is_held)
    assert counter.controller.state.hold.appointment.start == counter.at(10, 15)
    assert counter.controller.draft == RUTH


def test_book_on_a_hold_that_expired_unseen_and_was_taken_books_over_nobody(counter):
    number = counter.hold(10)
    counter.controller.typed(RUTH)
    counter.clock.advance(timedelta(minutes=11))  # no tick: the window does not know yet
    other = booking.hold(counter.other, counter.request(10))
    assert isinstance(other, Done)
    counter.controller.book()
    counter.wait(lambda: taken(counter))
    assert counter.controller.state.outcome.desk == "Desk 2"
    assert counter.controller.draft == RUTH
    assert counter.status(number) == "IN"
    assert counter.status(other.value.appointment.id) == "IN"
    assert counter.booked == []


def test_a_taken_time_that_is_let_go_can_be_held_again(counter):
    counter.hold(10)
    counter.end_for_good()
    assert ended(counter)
    other = booking.hold(counter.other, counter.request(10))
    counter.controller.refresh()
    counter.wait(lambda: taken(counter))
    booking.release(counter.other, other.value.appointment.id)
    counter.controller.refresh()
    counter.wait(lambda: ended(counter))
    assert counter.controller.state.outcome.reason is None


def test_a_time_that_went_a_moment_ago_is_refused_with_near_ones(counter):
    booking.hold(counter.other, counter.request(10))
    counter.controller.take(counter.request(10), "America/New_York")
    counter.wait(lambda: taken(counter))
    assert counter.controller.state.outcome.desk == "Desk 2"
    assert len(counter.controller.state.outcome.nearest) == 3
    counter.controller.release()
    assert counter.controller.state.stage is Stage.IDLE


def test_a_time_that_can_never_be_had_is_said_and_leaves_the_panel_alone(counter):
    counter.controller.take(counter.request(7), "America/New_York")
    counter.wait(lambda: bool(counter.told))
    assert counter.told[0][0] == "warning"
    assert counter.controller.state.stage is Stage.IDLE


def test_another_time_moves_the_hold_and_frees_the_first(counter):
    first = counter.hold(10)
    counter.controller.typed(RUTH)
    counter.controller.take(counter.request(11, 0, "bo"), "America/New_York")
    counter.wait(
        lambda: (
            counter.is_held() and counter.controller.state.hold.appointment.resource_ids == ("bo",)
        )
    )
    with pytest.raises(RefusalError):
        booking.show(counter.other, first)
    assert counter.controller.draft == RUTH
    deed = counter.did[-1]
    assert (deed.kind, deed.left.appointment.id) == (Kind.MOVED, first)
    assert counter.told == []


def test_a_time_that_overlaps_ones_own_hold_can_be_taken_instead(counter):
    first = counter.hold(10)
    counter.controller.take(counter.request(10, 15), "America/New_York")
    counter.wait(
        lambda: (
            counter.is_held()
            and counter.controller.state.hold.appointment.start == counter.at(10, 15)
        )
    )
    with pytest.raises(RefusalError):
        booking.show(counter.other, first)


def test_a_time_that_is_taken_leaves_the_live_hold_as_it_is(counter):
    number = counter.hold(10)
    booking.hold(counter.other, counter.request(11))
    counter.controller.take(counter.request(11), "America/New_York")
    counter.wait(lambda: bool(counter.told))
    assert counter.is_held()
    assert counter.controller.state.hold.appointment.id == number
    assert counter.status(number) == "IN"


def test_a_hold_that_another_desk_released_is_known_to_be_over(counter):
    number = counter.hold(10)
    counter.pass_time(100)
    booking.release(counter.other, number)
    counter.controller.refresh(Changes(everything=True))
    counter.wait(lambda: ended(counter))
    assert counter.controller.state.ended_at == int(counter.clock.now().timestamp())


def test_ones_own_hold_is_taken_up_again_after_a_restart(counter):
    number = counter.hold(10)
    counter.controller.state = type(counter.controller.state)()
    counter.controller.visit.choose(number)
    counter.wait(counter.is_held)
    assert counter.controller.state.hold.appointment.id == number


def test_another_desks_hold_is_only_looked_at(counter):
    other = booking.hold(counter.other, counter.request(10))
    counter.controller.visit.choose(other.value.appointment.id)
    counter.wait(lambda: counter.controller.visit.visit is not None)
    assert counter.controller.state.stage is Stage.IDLE


def test_a_chosen_visit_arrives_and_is_cancelled(counter):
    made = booking.hold(counter.other, counter.request(10))
    number = made.value.appointment.id
    booking.book(counter.other, number, CustomerDetails("Ivy Chen", "", "555-0100"))
    chosen = counter.controller.visit
    chosen.choose(number)
    counter.wait(lambda: chosen.visit is not None)
    chosen.arrive()
    counter.wait(lambda: chosen.visit.appointment.arrived_at is not None)
    chosen.cancel()
    counter.wait(lambda: chosen.visit.appointment.status.value == "CN")
    assert counter.status(number) == "CN"


def test_a_chosen_visit_is_followed_to_where_it_was_moved(counter):
    made = booking.hold(counter.other, counter.request(10)).value.appointment
    booking.book(counter.other, made.id, CustomerDetails("Ivy Chen", "", "555-0100"))
    chosen = counter.controller.visit
    chosen.choose(made.id)
    counter.wait(lambda: chosen.visit is not None)
    moved = moves.move(counter.other, moves.Move(made.id, counter.at(15)))
    chosen.refresh(moved.changes)
    counter.wait(lambda: chosen.visit.appointment.start == counter.at(15))
    back = undo.undo(counter.other)
    chosen.refresh(back.changes)
    counter.wait(lambda: chosen.visit.appointment.start == counter.at(10))
    # A look into the past stays one.
    chosen.choose(made.id)
    counter.wait(lambda: chosen.visit.appointment.id == made.id)
    seen = chosen.visit
    chosen.refresh(Changes(everything=True))
    counter.wait(lambda: chosen.visit is not seen)
    assert chosen.visit.appointment.status.value == "RE"


def test_a_cancelled_visit_is_followed_when_it_is_taken_back(counter):
    made = booking.hold(counter.other, counter.request(10)).value.appointment
    booking.book(counter.other, made.id, CustomerDetails("Ivy Chen", "", "555-0100"))
    booking.cancel(counter.other, made.id)
    chosen = counter.controller.visit
    chosen.choose(made.id)
    counter.wait(lambda: chosen.visit is not None)
    back = undo.undo(counter.other)
    chosen.refresh(back.changes)
    counter.wait(lambda: chosen.visit.appointment.status.value == "BK")


def test_a_class_shows_everyone_in_it(counter):
    names = ["Ivy Chen", "Ola Nowak"]
    numbers = []
    for name in names:
        request = HoldRequest("class", counter.at(14), ("bo",), None, "main")
        made = booking.hold(counter.other, request).value.appointment.id
        booking.book(counter.other, made, CustomerDetails(name, "", "555-0100"))
        numbers.append(made)
    counter.controller.visit.choose(numbers[0])
    counter.wait(lambda: counter.controller.visit.visit is not None)
    guests = counter.controller.visit.guests
    assert [guest.customer.name for guest in guests] == names


def test_a_visit_that_is_gone_is_not_shown_any_more(counter):
    made = booking.hold(counter.other, counter.request(10))
    counter.controller.visit.choose(made.value.appointment.id)
    counter.wait(lambda: counter.controller.visit.visit is not None)
    booking.release(counter.other, made.value.appointment.id)
    counter.controller.visit.refresh(Changes(everything=True))
    counter.wait(lambda: counter.controller.visit.visit is None)


def test_offline_nothing_is_booked_and_the_hold_stays_in_hand(counter):
    counter.hold(10)
    counter.controller.typed(RUTH)
    counter.controller.set_offline(True)
    counter.controller.book()
    assert counter.controller.state.busy is Busy.NO
    assert counter.booked == []
    counter.controller.set_offline(False)
    counter.controller.book()
    counter.wait(lambda: bool(counter.booked))


def ask_at_main(counter, *fields: str) -> None:
    """The location asks for these fields of a customer."""
    tree = json.loads(configuration.dump_setup(counter.other))
    tree["locations"][0]["requiredCustomerFields"] = list(fields)
    assert configuration.load_setup(counter.other, json.dumps(tree)).value.changed


def test_every_field_that_a_location_asks_for_is_named_at_once(counter):
    ask_at_main(counter, "birthDate", "notes", "phone")
    number = counter.hold(10)
    counter.controller.typed(replace(RUTH, phone=""))
    counter.controller.book()
    needed = "This is needed here."
    counter.wait(lambda: bool(counter.controller.state.problems))
    assert counter.controller.state.problems == {
        "birth_date": needed,
        "remarks": needed,  # not the note of the visit, which is another field
        "phone": needed,
    }
    assert counter.status(number) == "IN"
    counter.controller.typed(replace(RUTH, birth_date="24 dec 1980", remarks="Tall"))
    assert counter.controller.state.problems == {}
    counter.controller.book()
    counter.wait(lambda: bool(counter.booked))
    visit = booking.show(counter.other, number)
    fields = records.card(counter.other, visit.customer.id).fields
    assert (fields.birth_date, fields.notes) == ("1980-12-24", "Tall")
    assert visit.appointment.notes == "Knee, week 6"


def test_a_date_that_is_none_is_said_at_its_field(counter):
    ask_at_main(counter, "birthDate")
    counter.hold(10)
    counter.controller.typed(replace(RUTH, birth_date="soon"))
    counter.controller.book()
    counter.wait(lambda: bool(counter.controller.state.problems))
    assert list(counter.controller.state.problems) == ["birth_date"]


def test_a_known_customer_is_asked_only_for_what_the_record_lacks(counter):
    added = records.add(counter.other, CustomerFields("Ruth Klein", phone="555 0100"))
    number = added.value.row.id
    ask_at_main(counter, "phone", "birthDate", "address")
    counter.controller.choose_customer(number)
    held = counter.hold(10)
    assert counter.controller.state.asked == ("birth_date", "address")  # at once, with the hold
    assert counter.controller.state.problems == {}
    typed = Draft("Somebody Else", phone="555 0199", customer_id=number)
    counter.controller.typed(typed)
    counter.controller.book()
    counter.wait(lambda: bool(counter.controller.state.problems))
    assert set(counter.controller.state.problems) == {"birth_date", "address"}
    counter.controller.typed(replace(typed, birth_date="1980-12-24", address="1 Quay"))
    counter.controller.book()
    counter.wait(lambda: bool(counter.booked))
    assert booking.show(counter.other, held).customer.id == number
    fields = records.card(counter.other, number).fields
    assert fields == CustomerFields(
        "Ruth Klein", phone="555 0100", birth_date="1980-12-24", address="1 Quay"
    )


def test_a_time_booked_at_once_is_held_and_asked_about_where_something_lacks(counter):
    added = records.add(counter.other, CustomerFields("Ruth Klein", phone="555 0100"))
    ask_at_main(counter, "birthDate")
    counter.controller.choose_customer(added.value.row.id)
    counter.controller.take_booked(counter.request(10), "America/New_York")
    counter.wait(counter.is_held)
    assert counter.controller.state.asked == ("birth_date",)
    assert counter.controller.state.problems == {"birth_date": "This is needed here."}


def test_another_customer_is_asked_for_nothing_of_the_one_before(counter):
    added = records.add(counter.other, CustomerFields("Ruth Klein", phone="555 0100"))
    ask_at_main(counter, "birthDate")
    counter.controller.choose_customer(added.value.row.id)
    counter.hold(10)
    assert counter.controller.state.asked == ("birth_date",)
    counter.controller.choose_customer(None)
    assert counter.controller.state.asked == ()
