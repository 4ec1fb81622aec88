"""That a visit is paid: who can be marked, what becomes of it, and where it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontdesk.desk import (
    agenda,
    booking,
    calendar,
    documents,
    moves,
    policies,
    setup_edit,
    undo,
    visits,
)
from frontdesk.desk.answers import Done, Payment
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Move
from frontdesk.desk.sentences import refusal_sentence, step_sentence
from frontdesk.desk.story import story
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import VisitView, is_unpaid
from frontdesk.engine.clock import HandClock, moment_of
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import DANA, at, done, refused

TUESDAY = date(2026, 11, 24)
TEN = at("2026-11-24 10:00")


@pytest.fixture(autouse=True)
def noted(desk: Desk) -> None:
    """Payments are noted in this book."""
    assert isinstance(policies.change(desk, Policy(payments_noted=True)), Done)


def booked(desk: Desk, service: str = "follow-up", start: int = TEN, **more: object) -> int:
    """A visit of Dana with Ben, or with whoever gives it; its number."""
    team = {"follow-up": ("ben", "room1"), "phone": ("ben",), "pilates": ("gym",)}[service]
    request = HoldRequest(service, start, team, customer=DANA, complete=Status.BOOKED)
    return done(booking.hold(desk, replace(request, **more))).appointment.id  # type: ignore[arg-type]


def paid_at(desk: Desk, number: int) -> int | None:
    return booking.latest(desk, number).appointment.paid_at


def shown(desk: Desk, number: int, day: date = TUESDAY) -> VisitView:
    """The visit as the calendar shows it."""
    columns = calendar.day_view(desk, None, day).columns
    every = [visit for column in columns for visit in (*column.visits, *column.cancelled)]
    return next(visit for visit in every if visit.id == number)


def listed(desk: Desk, number: int) -> agenda.AgendaRow:
    """The visit as the list shows it."""
    view = agenda.agenda(desk, None, TUESDAY, TUESDAY)
    return next(row for row in view.rows if row.id == number)


def test_paying_is_one_step_and_one_row_of_the_trail(desk: Desk, clock: HandClock) -> None:
    number = booked(desk)
    clock.advance(timedelta(minutes=3))
    answer = booking.pay(desk, number)
    visit = done(answer).appointment
    assert (visit.status, visit.paid_at) == (Status.BOOKED, moment_of(clock.now()))
    assert isinstance(answer, Done)
    assert answer.changes.appointment_ids == {number}
    with desk.look() as unit:
        last = journal.trail(unit.connection, number)[-1]
    assert (last.before, last.after) == (Status.BOOKED, Status.BOOKED)
    assert last.change == {"paidAt": visit.paid_at}
    step = undo.next_undo(desk)
    assert step is not None
    assert step_sentence(step.kind, step.facts | {"customer_name": "Dana Fox"}) == (
        "Payment of Dana Fox"
    )
    assert isinstance(undo.undo(desk), Done)
    assert paid_at(desk, number) is None
    assert isinstance(undo.redo(desk), Done)
    assert paid_at(desk, number) == visit.paid_at


def test_what_is_noted_keeps_its_moment_and_is_no_second_step(desk: Desk, clock: HandClock) -> None:
    number = booked(desk)
    first = done(booking.pay(desk, number)).appointment.paid_at
    clock.advance(timedelta(minutes=3))
    again = booking.pay(desk, number)
    assert isinstance(again, Done)
    assert (again.value.appointment.paid_at, again.undo) == (first, None)


def test_a_payment_is_taken_back(desk: Desk) -> None:
    number = booked(desk)
    nothing = booking.unpay(desk, number)
    assert isinstance(nothing, Done)
    assert nothing.undo is None
    done(booking.pay(desk, number))
    assert done(booking.unpay(desk, number)).appointment.paid_at is None
    assert isinstance(undo.undo(desk), Done)
    assert paid_at(desk, number) is not None


def other_statuses(desk: Desk) -> dict[str, int]:
    """A visit of a service with a price in each status but booked."""
    request = HoldRequest("follow-up", TEN, ("ben", "room1"))
    held = done(booking.hold(desk, request)).appointment.id
    cancelled, missed, left = (
        booked(desk, start=at(f"2026-11-24 {hour}:00")) for hour in (11, 13, 14)
    )
    done(booking.cancel(desk, cancelled))
    done(booking.no_show(desk, missed))
    done(booking.reschedule(desk, left, at("2026-11-24 16:00")))
    start = at("2026-11-24 15:00")
    reserved = done(booking.hold(desk, replace(request, start=start))).appointment.id
    done(booking.reserve(desk, reserved))
    return {"IN": held, "CN": cancelled, "NS": missed, "RE": left, "RS": reserved}


@pytest.mark.parametrize("verb", [booking.pay, booking.unpay], ids=lambda verb: verb.__name__)
def test_only_a_booked_visit_is_paid_for(desk: Desk, verb: Callable[..., object]) -> None:
    for status, number in other_statuses(desk).items():
        refusal = refused(verb(desk, number))  # type: ignore[arg-type]
        assert refusal.code is Code.WRONG_STATUS
        assert refusal.facts["status"] == status
        assert refusal_sentence(refusal).endswith("and can't become marked as paid.")


def test_what_costs_nothing_is_not_paid_for(desk: Desk) -> None:
    number = booked(desk, "phone")
    refusal = refused(booking.pay(desk, number))
    assert refusal.code is Code.WRONG_STATUS
    assert refusal_sentence(refusal) == (
        "Phone consultation costs nothing, so there is nothing to pay."
    )
    assert not shown(desk, number).owes
    assert booking.show(desk, number).payment is None


def test_where_payments_are_not_noted_there_is_nothing_to_see(desk: Desk) -> None:
    number, other = booked(desk), booked(desk, start=at("2026-11-24 11:00"))
    done(booking.pay(desk, number))
    assert isinstance(policies.change(desk, Policy()), Done)
    for verb in (booking.pay, booking.unpay):
        refusal = refused(verb(desk, other))
        assert refusal_sentence(refusal) == "Payments are not noted in this book."
    for visit in (number, other):
        view, row = shown(desk, visit), listed(desk, visit)
        assert (view.owes, view.paid, row.owes, row.paid) == (False, False, False, False)
        assert story(desk, visit).visit.payment is None
    # Nothing is forgotten: switched on again, what was noted is there.
    assert isinstance(policies.change(desk, Policy(payments_noted=True)), Done)
    assert shown(desk, number).paid


@pytest.mark.parametrize("start", ["2026-11-24 11:00", "2026-11-25 14:00"])
def test_a_move_takes_the_payment_along_to_whatever_day(desk: Desk, start: str) -> None:
    number = booked(desk)
    paid = done(booking.pay(desk, number)).appointment.paid_at
    moved = done(moves.move(desk, Move(number, at(start)))).appointment
    assert moved.paid_at == paid is not None
    assert isinstance(undo.undo(desk), Done)
    assert paid_at(desk, number) == paid
    later = done(booking.reschedule(desk, booking.latest(desk, number).appointment.id, at(start)))
    assert later.appointment.paid_at == paid


def test_a_copy_is_not_paid(desk: Desk) -> None:
    number = booked(desk)
    done(booking.pay(desk, number))
    copied = done(moves.copy(desk, Move(number, at("2026-11-25 14:00")))).appointment
    assert copied.paid_at is None


def test_who_cancels_or_stays_away_leaves_what_they_paid(desk: Desk) -> None:
    for leave, back in ((booking.cancel, undo.undo), (booking.no_show, undo.undo)):
        number = booked(desk)
        paid = done(booking.pay(desk, number)).appointment.paid_at
        gone = done(leave(desk, number))
        assert gone.payment == Payment(paid, can_change=False, price="75.00", currency="USD")
        assert not shown(desk, number).owes
        assert isinstance(back(desk), Done)
        again = booking.latest(desk, number).appointment
        assert (again.status, again.paid_at) == (Status.BOOKED, paid)
        done(booking.cancel(desk, again.id))


def test_a_payment_is_not_undone_over_what_another_desk_did(desk: Desk, second_desk: Desk) -> None:
    number = booked(desk)
    done(booking.pay(desk, number))
    done(booking.arrive(second_desk, number))
    answer = undo.undo(desk)
    assert refusal_sentence(refused(answer)) == (  # type: ignore[arg-type]
        "The visit was changed since, so this can't be undone."
    )
    assert paid_at(desk, number) is not None


def test_it_is_owed_from_the_booking_on_and_unpaid_from_the_start(
    desk: Desk, clock: HandClock
) -> None:
    number = booked(desk)
    for view in (shown(desk, number), listed(desk, number)):
        assert view.owes
        assert not view.paid
        assert not is_unpaid(view, TEN * 60 - 1)
        assert is_unpaid(view, TEN * 60)
    payment = booking.show(desk, number).payment
    assert payment == Payment(None, price="75.00", currency="USD")
    clock.advance(timedelta(days=1, hours=1))  # to ten o'clock on Tuesday
    payment = booking.show(desk, number).payment
    assert payment is not None
    assert payment.is_due
    done(booking.pay(desk, number))
    for view in (shown(desk, number), listed(desk, number)):
        assert (view.owes, view.paid, is_unpaid(view, TEN * 60)) == (False, True, False)


@pytest.mark.parametrize("verb", [booking.start, booking.complete], ids=["started", "done"])
def test_what_began_before_its_time_is_unpaid_at_once(
    desk: Desk, verb: Callable[..., object]
) -> None:
    number = booked(desk)
    done(booking.arrive(desk, number))
    assert not is_unpaid(shown(desk, number), TEN * 60 - 1)
    verb(desk, number)
    assert is_unpaid(shown(desk, number), TEN * 60 - 1)
    assert is_unpaid(listed(desk, number), TEN * 60 - 1)


def test_a_class_owes_while_anybody_in_it_does(desk: Desk) -> None:
    start = at("2026-11-24 12:00")
    everyone = [
        booked(desk, "pilates", start, customer=replace(DANA, name=name, email=f"{name}@a.org"))
        for name in ("dana", "eve")
    ]
    done(booking.pay(desk, everyone[0]))
    assert shown(desk, everyone[0]).owes
    assert (listed(desk, everyone[0]).paid, listed(desk, everyone[1]).owes) == (True, True)
    done(booking.pay(desk, everyone[1]))
    assert not shown(desk, everyone[0]).owes
    together = visits.list_visits(desk, TUESDAY, TUESDAY, None, ("gym",))[1]
    assert [mate.payment.paid_at is not None for mate in together if mate.payment] == [True, True]
    done(booking.unpay(desk, everyone[0]))
    assert shown(desk, everyone[0]).owes


def test_the_price_may_change_after_the_payment(desk: Desk) -> None:
    number = booked(desk)
    done(booking.pay(desk, number))
    draft = setup_edit.open_draft(desk)
    for service in draft.document["services"]:
        service["price"] = None
    assert isinstance(setup_edit.save(desk, draft), Done)
    assert done(booking.unpay(desk, number)).payment is None
    assert "costs nothing" in refusal_sentence(refused(booking.pay(desk, number)))


def test_the_document_of_a_visit_says_nothing_of_it(desk: Desk) -> None:
    number = booked(desk)
    before = documents.visit_document(booking.show(desk, number))
    done(booking.pay(desk, number))
    after = documents.visit_document(booking.show(desk, number))
    assert json.dumps(after) == json.dumps(before)
