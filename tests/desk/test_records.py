"""Records of customers: checked, edited without losing anyone's change, linked and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.desk import booking, erasing, policies, records, undo, users
from frontdesk.desk.answers import CustomerDetails, Done, RefusalError
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.people import CustomerCard
from frontdesk.desk.record_trail import trail
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status
from frontdesk.store import journal

from .words import at, done, refused

FULL = CustomerFields(
    "Dana Fox",
    "dana@example.org",
    "+1 212 555 0123",
    "1980-12-24",
    "1 Main St\nNew York",
    "en",
    ("VIP", "Knee"),
    "Prefers mornings",
    "Latex allergy",
)
HOSTILE = (
    "<b>x</b>",
    "O'Brien; DROP TABLE customer",
    "=1+1",
    "🙂",
    "محمد بن سلمان",
    "\u202eevil",
    "N" * 300,
    "{name} %s",
)


def card(answer: object) -> CustomerCard:
    """The card of a verb that must have taken effect."""
    assert isinstance(answer, Done), answer
    assert isinstance(answer.value, CustomerCard)
    return answer.value


def test_everything_typed_comes_back(desk: Desk) -> None:
    added = card(records.add(desk, FULL))
    assert added.fields == FULL
    assert records.card(desk, added.row.id) == added
    assert (added.version, added.erased_at, added.merged, added.links) == (1, None, (), ())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_as_it_is(desk: Desk, name: str) -> None:
    added = card(records.add(desk, replace(FULL, name=name)))
    assert added.row.name == name
    assert records.card(desk, added.row.id).fields.name == name
    assert [d.row.name for d in records.duplicates(desk, replace(FULL, name=name))] == [name]


def test_stray_white_space_and_empty_tags_go(desk: Desk) -> None:
    untidy = CustomerFields("  Dana \n Fox ", " d@example.org ", tags=("VIP", "  ", "VIP", " b  c"))
    fields = card(records.add(desk, untidy)).fields
    assert (fields.name, fields.email, fields.tags) == ("Dana Fox", "d@example.org", ("VIP", "b c"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "),
        ("name", "N" * 301),
        ("email", "dana@"),
        ("email", "dana example.org"),
        ("phone", "12"),
        ("phone", "call me"),
        ("birth_date", "24.12."),
        ("birth_date", "31.02.1980"),
        ("birth_date", "2030-01-01"),
        ("notes", "x" * 5001),
    ],
)
def test_what_cannot_be_right_is_refused_by_field(desk: Desk, field: str, value: str) -> None:
    wrong = replace(FULL, **{field: value})
    refusal = refused(records.add(desk, wrong))  # type: ignore[arg-type]
    assert (refusal.code, refusal.facts["field"]) == (Code.BAD_CUSTOMER, field)
    assert refusal_sentence(refusal)
    assert [*records.problems(desk, wrong)] == [field]


def test_a_form_with_several_problems_names_each(desk: Desk) -> None:
    wrong = CustomerFields("", "dana@", "12", "yesterday")
    assert set(records.problems(desk, wrong)) == {"name", "email", "phone", "birth_date"}
    assert records.problems(desk, FULL) == {}


@pytest.mark.parametrize("phone", ["104", "+1 (212) 555-0123 x45", "0170/1234567", "030-12 34"])
def test_extensions_and_local_numbers_are_phones(desk: Desk, phone: str) -> None:
    assert records.problems(desk, replace(FULL, phone=phone)) == {}


@pytest.mark.parametrize(
    ("phone", "is_doubted"),
    [
        ("212 555 0123", False),
        ("+1 212 555 0123", False),
        ("104", False),
        ("212 555 012", True),
        ("+1 212 555 01234", True),
        ("+999 1234567", True),
        ("555 0123", False),
    ],
)
def test_a_number_may_be_doubted_but_is_never_refused(
    desk: Desk, phone: str, is_doubted: bool
) -> None:
    assert (records.phone_hint(desk, phone) is not None) is is_doubted
    card(records.add(desk, replace(FULL, phone=phone)))


def test_what_the_policy_requires_must_be_there(desk: Desk) -> None:
    policies.change(desk, Policy(required_fields=("birth_date", "phone")))
    assert set(records.problems(desk, CustomerFields("Dana"))) == {"birth_date", "phone"}
    refusal = refused(records.add(desk, CustomerFields("Dana", phone="5550123")))  # type: ignore[arg-type]
    assert refusal.facts["field"] == "birth_date"
    card(records.add(desk, CustomerFields("Dana", "", "5550123", "1980-12-24")))


def test_a_booking_of_a_new_customer_asks_for_what_the_policy_requires(desk: Desk) -> None:
    policies.change(desk, Policy(required_fields=("birth_date",)))
    details = CustomerDetails("Dana Fox", "dana@example.org")
    request = HoldRequest(
        "phone", at("2026-11-24 10:00"), ("ana",), customer=details, complete=Status.BOOKED
    )
    held = done(booking.hold(desk, request))
    assert (held.appointment.status, held.warnings) == (Status.INITIAL, ("birth_date",))
    refusal = refused(booking.book(desk, held.appointment.id, details))
    assert refusal.code is Code.CUSTOMER_NEEDED
    assert refusal_sentence(refusal) == "The birth date of the customer is missing."
    booked = done(
        booking.book(desk, held.appointment.id, replace(details, birth_date="24 dec 1980"))
    )
    assert booked.customer is not None
    assert records.card(desk, booked.customer.id).fields.birth_date == "1980-12-24"


def test_an_edit_says_what_it_changed_and_nothing_personal(desk: Desk) -> None:
    before = card(records.add(desk, FULL))
    number = before.row.id
    after = card(
        records.edit(desk, number, replace(FULL, notes="No mornings", tags=()), before.version)
    )
    assert (after.fields.notes, after.fields.tags, after.version) == ("No mornings", (), 2)
    with desk.look() as unit:
        written = journal.customer_trail(unit.connection, number)
    assert [(line.verb, line.change) for line in written] == [
        ("added", {}),
        ("edited", {"fields": ["tags", "notes"]}),
    ]


def test_saving_what_did_not_change_changes_nothing(desk: Desk) -> None:
    before = card(records.add(desk, FULL))
    answer = records.edit(desk, before.row.id, FULL, before.version)
    assert isinstance(answer, Done)
    assert answer.undo is None
    assert card(answer) == before


def test_two_desks_do_not_overwrite_each_other(desk: Desk, second_desk: Desk) -> None:
    read = card(records.add(desk, FULL))
    number = read.row.id
    card(records.edit(second_desk, number, replace(FULL, phone="5559999"), read.version))
    refusal = refused(
        records.edit(desk, number, replace(FULL, notes="Mine"), read.version)  # type: ignore[arg-type]
    )
    assert (refusal.code, refusal.facts["because"]) == (Code.WRONG_STATUS, "customer-changed")
    assert records.card(desk, number).fields.phone == "5559999"


def test_a_customer_that_is_nobody(desk: Desk) -> None:
    with pytest.raises(RefusalError) as caught:
        records.card(desk, 77)
    assert caught.value.refusal.code is Code.UNKNOWN_ID
    assert refused(records.edit(desk, 77, FULL, 1)).code is Code.UNKNOWN_ID  # type: ignore[arg-type]


def test_family_holds_both_ways_and_payers_one_way(desk: Desk) -> None:
    dana, ruth, firm = (card(records.add(desk, replace(FULL, name=n))).row.id for n in "DRF")
    card(records.link(desk, ruth, dana, "family"))
    card(records.link(desk, dana, ruth, "family"))
    linked = card(records.link(desk, dana, firm, "payer"))
    assert [(link.kind, link.customer_id) for link in linked.links] == [
        ("family", ruth),
        ("payer", firm),
    ]
    assert [(link.kind, link.name) for link in records.card(desk, ruth).links] == [("family", "D")]
    assert [(link.kind, link.name) for link in records.card(desk, firm).links] == [
        ("pays for", "D")
    ]
    assert card(records.unlink(desk, ruth, dana, "family")).links == ()
    assert [link.kind for link in records.card(desk, dana).links] == ["payer"]
    refusal = refused(records.link(desk, dana, dana, "family"))  # type: ignore[arg-type]
    assert refusal_sentence(refusal) == "This takes two different customers."


def test_the_history_tells_every_visit_with_its_status(desk: Desk, clock: HandClock) -> None:
    dana = card(records.add(desk, FULL)).row.id
    numbers = []
    for hour in (10, 11, 13):
        request = HoldRequest(
            "phone",
            at(f"2026-11-24 {hour}:00"),
            ("chloe",),
            customer_id=dana,
            complete=Status.BOOKED,
        )
        numbers.append(done(booking.hold(desk, request)).appointment.id)
    done(booking.cancel(desk, numbers[1]))
    done(booking.no_show(desk, numbers[0]))
    held = HoldRequest("phone", at("2026-11-24 14:00"), ("chloe",), customer_id=dana)
    done(booking.hold(desk, held))
    clock.advance(timedelta(minutes=10))
    told = [(glance.id, glance.status) for glance in records.history(desk, dana)]
    assert told == [
        (numbers[2], Status.BOOKED),
        (numbers[1], Status.CANCELLED),
        (numbers[0], Status.NO_SHOW),
    ]
    shown = records.card(desk, dana)
    assert (shown.visits, shown.row.no_shows) == (3, 1)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (CustomerFields(phone="(212) 555-0123"), "phone"),
        (CustomerFields(phone="2125550123"), "phone"),
        (CustomerFields("Somebody", phone="001 212 555 0123"), "phone"),
        (CustomerFields(email="DANA@example.org "), "email"),
        (CustomerFields("dana fox"), "name"),
        (CustomerFields("Fox Dana"), "name"),
        (CustomerFields("Dana Foxx"), "name"),
        (CustomerFields("Dána Fox"), "name"),
        (CustomerFields("Dana Fox", "dana@example.org", "2125550123"), "phone"),
    ],
)
def test_a_duplicate_surfaces_while_it_is_typed(
    desk: Desk, typed: CustomerFields, why: str
) -> None:
    number = card(records.add(desk, FULL)).row.id
    card(records.add(desk, CustomerFields("Ruth Klein", "ruth@example.org", "+1 212 555 0124")))
    assert [(d.row.id, d.why) for d in records.duplicates(desk, typed)] == [(number, why)]
    assert records.duplicates(desk, typed, besides=number) == ()


@pytest.mark.parametrize(
    "typed",
    [
        CustomerFields(),
        CustomerFields("Dan"),
        CustomerFields("Dana Wolf"),
        CustomerFields(phone="0123"),
        CustomerFields(email="dana@"),
        CustomerFields(phone="+1 212 555 0199"),
    ],
)
def test_what_is_not_alike_is_no_duplicate(desk: Desk, typed: CustomerFields) -> None:
    card(records.add(desk, FULL))
    assert records.duplicates(desk, typed) == ()


def test_the_trail_tells_who_changed_what_and_when_and_what_stood_there(
    desk: Desk, second_desk: Desk, clock: HandClock
) -> None:
    simple = CustomerFields("Dana Fox", "dana@example.org", "2125550123")
    dana = card(records.add(desk, simple)).row.id
    clock.advance(timedelta(minutes=5))
    ola = card(records.add(desk, CustomerFields("Ola Nowak"))).row.id
    edited = replace(simple, phone="2125559999", notes="Secret")
    assert isinstance(records.edit(second_desk, dana, edited, 1), Done)
    records.link(second_desk, dana, ola, "payer")
    found = trail(desk, dana)
    assert [(entry.verb, entry.fields, entry.link, entry.other) for entry in found] == [
        ("linked", (), "payer", "Ola Nowak"),
        ("edited", ("phone", "notes"), "", ""),
        ("added", (), "", ""),
    ]
    assert [entry.desk for entry in found] == [second_desk.name, second_desk.name, desk.name]
    assert found[1].at - found[2].at == 300
    assert (found[1].before, found[1].after) == (
        {"phone": "2125550123", "notes": ""},
        {"phone": "2125559999", "notes": "Secret"},
    )
    assert not any(entry.before or entry.after for entry in (found[0], found[2]))
    assert len(trail(desk, dana, limit=2)) == 2
    assert trail(desk, dana, limit=2) == found[:2]


def test_a_booking_that_completes_a_record_says_so_in_its_trail(desk: Desk) -> None:
    dana = card(records.add(desk, CustomerFields("Dana Fox", "dana@example.org"))).row.id
    details = CustomerDetails("Dana Fox", "dana@example.org", "2125550123")
    request = HoldRequest("phone", at("2026-11-24 10:00"), ("chloe",), customer=details)
    done(booking.hold(desk, replace(request, complete=Status.BOOKED)))
    first = trail(desk, dana)[0]
    assert (first.verb, first.fields) == ("completed", ("phone",))
    assert (first.before, first.after) == ({"phone": ""}, {"phone": "2125550123"})


def contents(desk: Desk) -> list[str]:
    """What the book keeps of what stood in records."""
    with desk.look() as unit:
        rows = unit.connection.exec_driver_sql("SELECT before, after FROM customer_content")
        return [f"{row[0]} {row[1]}" for row in rows]


def test_the_trail_tells_no_contents_to_who_may_not_see_contact_data(desk: Desk) -> None:
    dana = card(records.add(desk, FULL)).row.id
    assert isinstance(records.edit(desk, dana, replace(FULL, phone="5559999"), 1), Done)
    for user, secret in (
        (User(0, "Chief", Role.ADMINISTRATOR), "8531"),
        (User(0, "Kim", Role.ADMINISTRATOR, withheld=frozenset({Right.SEE_CONTACTS})), "7264"),
    ):
        assert isinstance(users.add(desk, user, secret), Done)
        users.sign_in(desk, "8531")
    assert trail(desk, dana)[0].after == {"phone": "5559999"}
    assert isinstance(users.sign_in(desk, "7264"), Done)
    shown = trail(desk, dana)[0]
    assert (shown.fields, shown.before, shown.after) == (("phone",), {}, {})


def test_what_stood_in_a_record_goes_when_the_person_is_erased(desk: Desk) -> None:
    dana, ola = (card(records.add(desk, replace(FULL, name=name))).row.id for name in ("D", "O"))
    for number, name in ((dana, "D"), (ola, "O")):
        edited = replace(FULL, name=name, notes=f"Secret of {name}")
        assert isinstance(records.edit(desk, number, edited, 1), Done)
    assert len(contents(desk)) == 2
    assert isinstance(erasing.erase(desk, dana), Done)
    (left,) = contents(desk)
    assert "Secret of O" in left
    assert trail(desk, dana)[1].fields == ("notes",)
    assert (trail(desk, dana)[1].before, trail(desk, dana)[1].after) == ({}, {})


def test_what_stood_in_a_record_goes_when_adding_it_is_undone(desk: Desk) -> None:
    dana = card(records.add(desk, FULL)).row.id
    assert isinstance(records.edit(desk, dana, replace(FULL, notes="Secret"), 1), Done)
    assert isinstance(undo.undo(desk), Done)
    assert len(contents(desk)) == 2
    assert isinstance(undo.undo(desk), Done)
    assert contents(desk) == []
