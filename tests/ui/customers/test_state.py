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
from frontdesk.ui.customers.unsaved import restored, unsaved_of

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


def hidden(card: CustomerCard) -> CustomerCard:
    """A record as the desk answers it to somebody who may not see contact data."""
    row = replace(card.row, phone="", email="", contacts_hidden=True)
    return replace(card, row=row, fields=replace(card.fields, email="", phone="", address=""))


def test_somebody_without_the_right_sees_no_contact_data_of_a_card_with_unsaved_edits():
    typed = replace(state.opened(card_of(DANA), ()), draft=replace(DANA, notes="Call first"))
    after = state.reread(typed, hidden(card_of(DANA)), ())
    assert (
        (after.draft.phone, after.draft.email) == (after.base.phone, after.base.email) == ("", "")
    )
    assert (after.draft.notes, after.newer, after.is_changed) == ("Call first", None, True)
    assert after.can_save
    back = state.reread(after, card_of(DANA), ())
    assert back.draft == replace(DANA, notes="Call first")
    assert back.base == DANA


def test_contact_data_that_was_typed_is_put_aside_and_comes_back():
    typed = replace(state.opened(card_of(DANA), ()), draft=replace(DANA, phone="555 0199"))
    after = state.reread(typed, hidden(card_of(DANA)), ())
    assert "555 0199" not in str(replace(after, aside={}))
    assert after.is_changed, "it is not forgotten"
    assert not after.can_save, "there is nothing that they could save"
    kept = unsaved_of(after)
    assert kept.draft.phone == "555 0199", "nor over a crash"
    again = restored(kept, hidden(card_of(DANA)), ())
    assert again.draft.phone == ""
    for waiting in (after, again):
        back = state.reread(waiting, card_of(DANA), ())
        assert back.draft == replace(DANA, phone="555 0199")
        assert (back.base, back.aside) == (DANA, {})


@given(base=FIELDS, draft=FIELDS)
def test_nothing_typed_is_lost_while_somebody_else_sits_here(base, draft):
    typed = replace(state.opened(card_of(base), ()), draft=draft)
    away = state.reread(typed, hidden(card_of(base)), ())
    assert (away.draft.email, away.draft.phone, away.base.email, away.base.phone) == ("",) * 4
    assert state.reread(away, card_of(base), ()).draft == draft
