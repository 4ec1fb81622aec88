"""Read by read: what whoever sits at the desk does not get to see, for each role."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from frontdesk.desk import (
    agenda,
    booking,
    calendar,
    configuration,
    effects,
    finding,
    health,
    holds,
    policies,
    records,
    setup_edit,
    story,
    users,
    visits,
    waiting,
)
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.decisions import Decision
from frontdesk.desk.people import CustomerRow
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code, RefusalError
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status

from .words import at, done

DAY = date(2026, 11, 24)
PHONE, EMAIL, ADDRESS = "+1 212 555 0148", "dana@example.org", "12 Elm Street"
FIELDS = CustomerFields("Dana Fox", EMAIL, PHONE, address=ADDRESS)


@pytest.fixture(autouse=True)
def cheap_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "OPERATIONS", 1)
    monkeypatch.setattr(users, "MEMORY", 8192)


@pytest.fixture
def dana(desk: Desk) -> int:
    """Dana Fox with everything known, a booked visit and a held one."""
    added = records.add(desk, FIELDS)
    assert isinstance(added, Done)
    number = added.value.row.id
    for hour, complete in (("09:00", Status.BOOKED), ("13:00", None)):
        start = at(f"2026-11-24 {hour}")
        request = booking.HoldRequest("phone", start, customer_id=number, complete=complete)
        done(booking.hold(desk, request))
    return number


def sit(desk: Desk, *, role: Role = Role.FRONT_DESK, without: Right | None = None) -> None:
    """Sign in somebody of ``role``, without one right of it."""
    boss = users.add(desk, User(0, "Mia", Role.ADMINISTRATOR), "2468")
    assert isinstance(boss, Done)
    withheld = frozenset() if without is None else frozenset({without})
    wanted = User(0, "Tom", role, withheld=withheld)
    assert isinstance(users.add(desk, wanted, "1357"), Done)
    assert isinstance(users.sign_in(desk, "1357"), Done)


def copy_with_every_right(desk: Desk) -> Desk:
    """The same desk, allowed by Mia whatever whoever sits there may not."""
    mia = next(user for user in users.everyone(desk) if user.role is Role.ADMINISTRATOR)
    return desk.allowed_by(mia)


def row_texts(row: CustomerRow) -> list[str]:
    return [row.phone, row.email]


def of_calendar(desk: Desk, _dana: int) -> list[str]:
    columns = calendar.day_view(desk, None, DAY).columns
    return [visit.phone for column in columns for visit in column.visits]


def of_days(desk: Desk, _dana: int) -> list[str]:
    columns = calendar.days_view(desk, None, DAY, 2).columns
    return [visit.phone for column in columns for visit in column.visits]


def of_latest(desk: Desk, _dana: int) -> list[str]:
    number = agenda.agenda(desk, None, DAY, DAY).rows[0].id
    customer = booking.latest(desk, number).customer
    assert customer is not None
    return [customer.phone, customer.email]


def of_health(desk: Desk, _dana: int) -> list[str]:
    """Whom a change without their service has stranded."""
    with_right = copy_with_every_right(desk)
    draft = setup_edit.open_draft(with_right)
    document = setup_edit.without(draft.document, "services", "phone")
    wanted = setup_edit.SetupDraft(draft.base, document)
    numbers = [visit.appointment.id for visit in visits.list_visits(desk, DAY, DAY)[1]]
    answer = setup_edit.save(with_right, wanted, dict.fromkeys(numbers, Decision.MOVE))
    assert isinstance(answer, Done), answer
    people = [entry.customer for entry in health.health(desk).stranded]
    return [text for who in people if who is not None for text in (who.phone, who.email)]


def of_agenda(desk: Desk, _dana: int) -> list[str]:
    return [row.phone for row in agenda.agenda(desk, None, DAY, DAY).rows]


def of_visits(desk: Desk, _dana: int) -> list[str]:
    found = [*visits.list_visits(desk, DAY, DAY)[1], *holds.my_holds(desk)]
    found += [booking.show(desk, visit.appointment.id) for visit in found]
    people = [visit.customer for visit in found if visit.customer is not None]
    assert len(people) == len(found) > 0
    return [text for who in people for text in (who.phone, who.email)]


def of_search(desk: Desk, _dana: int) -> list[str]:
    (row,) = finding.find(desk, "dana").customers
    return row_texts(row)


def of_card(desk: Desk, dana: int) -> list[str]:
    card = records.card(desk, dana)
    fields = card.fields
    return [*row_texts(card.row), fields.phone, fields.email, fields.address]


def of_story(desk: Desk, _dana: int) -> list[str]:
    visit = agenda.agenda(desk, None, DAY, DAY).rows[0]
    told = story.story(desk, visit.id)
    assert told.customer is not None
    assert told.visit.customer is not None
    return [*row_texts(told.customer), told.visit.customer.phone, told.visit.customer.email]


def of_lookalikes(desk: Desk, _dana: int) -> list[str]:
    (found,) = records.duplicates(desk, CustomerFields("Dana Fox"))
    return row_texts(found.row)


def of_stranded(desk: Desk, _dana: int) -> list[str]:
    """What a change that ends the service would say of whom it strands."""
    draft = setup_edit.draft_in_force(desk)
    document = setup_edit.without(draft.document, "services", "phone")
    wanted = setup_edit.check(document).business
    assert wanted is not None
    people = [entry.customer for entry in effects.effects(desk, wanted).stranded]
    return [text for who in people if who is not None for text in (who.phone, who.email)]


def of_waiting_list(desk: Desk, dana: int) -> list[str]:
    with_right = copy_with_every_right(desk)
    wish = waiting.Waiting(dana, "phone", "riverside", DAY, DAY)
    assert isinstance(waiting.add(with_right, wish), Done)
    return [entry.phone for entry in waiting.everyone(desk, None)]


READS: dict[str, Callable[[Desk, int], list[str]]] = {
    "calendar": of_calendar,
    "agenda": of_agenda,
    "days": of_days,
    "latest": of_latest,
    "visits": of_visits,
    "search": of_search,
    "card": of_card,
    "story": of_story,
    "look-alikes": of_lookalikes,
    "stranded": of_stranded,
    "waiting list": of_waiting_list,
    "health": of_health,
}
SEES_CONTACTS = {Role.FRONT_DESK, Role.MANAGER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", READS)
def test_each_read_with_each_role(desk: Desk, dana: int, name: str, role: Role) -> None:
    sit(desk, role=role)
    texts = READS[name](desk, dana)
    assert texts
    assert all(texts) if role in SEES_CONTACTS else not any(texts)


@pytest.mark.parametrize("name", READS)
def test_contact_data_withheld_from_one_person(desk: Desk, dana: int, name: str) -> None:
    sit(desk, without=Right.SEE_CONTACTS)
    assert not any(READS[name](desk, dana))


def test_what_is_hidden_is_said_to_be(desk: Desk, dana: int) -> None:
    assert not records.card(desk, dana).row.contacts_hidden
    sit(desk, without=Right.SEE_CONTACTS)
    assert records.card(desk, dana).row.contacts_hidden
    assert all(visit.contacts_hidden for visit in holds.my_holds(desk))


def test_a_locked_desk_has_no_contact_data(desk: Desk, dana: int) -> None:
    sit(desk)
    users.sign_out(desk)
    assert not any(text for read in READS.values() for text in read(desk, dana))


def test_editing_leaves_alone_what_the_editor_cannot_see(desk: Desk, dana: int) -> None:
    sit(desk, without=Right.SEE_CONTACTS)
    card = records.card(desk, dana)
    answer = records.edit(desk, dana, CustomerFields("Dana Fox-Lee"), card.version)
    assert isinstance(answer, Done)
    assert not answer.value.fields.phone
    users.sign_in(desk, "2468")
    fields = records.card(desk, dana).fields
    assert (fields.name, fields.phone, fields.email, fields.address) == (
        "Dana Fox-Lee",
        PHONE,
        EMAIL,
        ADDRESS,
    )


def test_a_known_customer_can_be_booked_unseen(desk: Desk, dana: int) -> None:
    sit(desk, without=Right.SEE_CONTACTS)
    held = done(booking.hold(desk, booking.HoldRequest("phone", at("2026-11-24 14:00"))))
    booked = done(booking.book(desk, held.appointment.id, customer_id=dana))
    assert booked.customer is not None
    assert (booked.customer.name, booked.customer.phone) == ("Dana Fox", "")
    typed = CustomerDetails("Dana Fox", phone=PHONE)
    again = done(booking.hold(desk, booking.HoldRequest("phone", at("2026-11-24 15:00"))))
    same = done(booking.book(desk, again.appointment.id, typed))
    assert same.customer is not None
    assert same.customer.id == dana


def priced_setup(desk: Desk) -> None:
    draft = setup_edit.open_draft(desk)
    for service in draft.document["services"]:
        service["price"], service["currency"] = "75.00", "USD"
    assert isinstance(setup_edit.save(desk, draft), Done)


@pytest.mark.parametrize("role", Role)
def test_prices_take_the_right_to_see_them(desk: Desk, role: Role) -> None:
    priced_setup(desk)
    sit(desk, role=role)
    prices = {service.price for service in configuration.business(desk).services.values()}
    assert prices == ({None} if role is Role.VIEW_ONLY else {"75.00"})


@pytest.mark.parametrize("role", [Role.VIEW_ONLY, Role.FRONT_DESK])
def test_what_is_unpaid_is_told_with_its_price_to_those_who_may_see_it(
    desk: Desk, dana: int, role: Role
) -> None:
    priced_setup(desk)
    assert isinstance(policies.change(desk, Policy(payments_noted=True)), Done)
    (booked,) = [row for row in agenda.agenda(desk, None, DAY, DAY).rows if row.owes]
    sit(desk, role=role)
    payment = booking.show(desk, booked.id).payment
    assert payment is not None
    told = (payment.price, payment.currency)
    assert told == ((None, None) if role is Role.VIEW_ONLY else ("75.00", "USD"))


def test_prices_withheld_from_one_person(desk: Desk) -> None:
    priced_setup(desk)
    sit(desk, role=Role.MANAGER, without=Right.SEE_PRICES)
    services = configuration.business(desk).services.values()
    assert {(service.price, service.currency) for service in services} == {(None, None)}
    with pytest.raises(RefusalError) as refused:
        configuration.dump_setup(desk)
    assert refused.value.refusal.code is Code.NO_PERMISSION
    assert refused.value.refusal.facts["right"] == "see-prices"


@pytest.mark.parametrize("role", Role)
def test_the_setup_file_takes_the_right_to_export(desk: Desk, role: Role) -> None:
    sit(desk, role=role)
    if role in (Role.MANAGER, Role.ADMINISTRATOR):
        assert json.loads(configuration.dump_setup(desk))["services"]
        assert setup_edit.open_draft(desk).document["services"]
        return
    for read in (configuration.dump_setup, setup_edit.open_draft):
        with pytest.raises(RefusalError):
            read(desk)
