"""The card as a value: what was typed survives whatever the book does meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.people import CustomerCard, CustomerRow
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.customers import state
from frontdesk.ui.customers.state import CardState

DANA = CustomerFields(name="Dana Fox", email="dana@example.org", phone="555 0148", tags=("vip",))
TEXTS = st.text(max_size=5)
FIELDS = st.builds(
    CustomerFields,
    name=TEXTS,
    email=TEXTS,
    phone=TEXTS,
    tags=st.lists(TEXTS, max_size=2).map(tuple),
    notes=TEXTS,
)


def card_of(fields: CustomerFields, version: int = 1) -> CustomerCard:
    row = CustomerRow(
        7, fields.name, fields.email, fields.phone, "", (), "", None, None, 0, None, "", None, ""
    )
    return CustomerCard(row, fields, version, 0, None, None, (), (), 0)


def test_a_card_that_was_only_read_has_nothing_to_save():
    shown = state.opened(card_of(DANA), ())
    assert not shown.is_changed
    assert not shown.can_save


def test_an_untouched_card_takes_what_another_desk_wrote():
    shown = state.opened(card_of(DANA), ())
    other = card_of(replace(DANA, phone="555 0199"), version=2)
    after = state.reread(shown, other, ())
    assert after.draft.phone == "555 0199"
    assert after.newer is None


def test_a_touched_card_keeps_what_was_typed_and_says_that_there_is_a_newer_one():
    typed = replace(state.opened(card_of(DANA), ()), draft=replace(DANA, email="dana@"))
    after = state.reread(typed, card_of(replace(DANA, phone="555 0199"), version=2), ())
    assert after.draft.email == "dana@"
    assert after.draft.phone == "555 0148"
    assert after.newer is not None


def test_reloading_takes_the_other_fields_and_names_what_both_changed():
    typed = replace(
        state.opened(card_of(DANA), ()), draft=replace(DANA, email="mine@x.org", notes="Mine")
    )
    theirs = replace(DANA, email="theirs@x.org", phone="555 0199")
    after = state.reloaded(state.reread(typed, card_of(theirs, version=2), ()))
    assert after.draft == replace(DANA, email="mine@x.org", notes="Mine", phone="555 0199")
    assert after.theirs == {"email": "theirs@x.org"}
    assert after.newer is None
    assert after.card is not None
    assert after.card.version == 2


@given(base=FIELDS, draft=FIELDS, now=FIELDS)
def test_no_typed_field_is_ever_lost_by_reloading(base, draft, now):
    after, theirs = state.rebased(base, draft, now)
    for name in ("name", "email", "phone", "tags", "notes"):
        typed = getattr(draft, name)
        if typed != getattr(base, name):
            assert getattr(after, name) == typed
        else:
            assert getattr(after, name) == getattr(now, name)
    assert all(getattr(draft, name) == getattr(after, name) for name in theirs)


def test_an_erased_record_can_not_be_saved():
    erased = replace(card_of(CustomerFields()), erased_at=5)
    assert not CardState(erased, CustomerFields(name="Back")).can_save


@pytest.mark.parametrize(
    ("typed", "tags"),
    [("", ()), (" vip , knee", ("vip", "knee")), ("a,,a, b,", ("a", "b"))],
)
def test_tags_are_told_apart_by_commas(typed, tags):
    assert state.tags_of(typed) == tags
