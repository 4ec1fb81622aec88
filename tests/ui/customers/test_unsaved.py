"""What is typed on a card comes back from the book letter for letter, whatever else is in it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.people import CustomerCard, CustomerRow
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.customers.unsaved import Unsaved, form_of, read_form, restored

TEXTS = st.text(max_size=8)
FIELDS = st.builds(
    CustomerFields, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple), TEXTS, TEXTS,
)  # fmt: skip
DANA = CustomerFields(name="Dana Fox", phone="555 0148", notes="Old")


@given(st.builds(Unsaved, st.none() | st.integers(1, 99), st.integers(0, 9), FIELDS, FIELDS))
def test_every_letter_comes_back_through_json(unsaved: Unsaved) -> None:
    assert read_form(json.loads(json.dumps([form_of(unsaved)]))) == (unsaved,)


@pytest.mark.parametrize(
    "form",
    [None, "x", {}, [1], [{}], [{"customer": 1, "version": "x", "base": {}, "draft": {}}]],
)
def test_what_is_no_card_counts_as_never_made(form: object) -> None:
    assert read_form(form) == ()


def test_fields_that_were_changed_meanwhile_are_the_book_s_and_clashes_are_named() -> None:
    typed = Unsaved(7, 1, DANA, replace(DANA, notes="Mine", email="d@x.org"))
    now = replace(DANA, notes="Theirs", phone="555 0199")
    row = CustomerRow(7, "Dana Fox", "", "", "", (), "", None, None, 0, None, "", None, "")
    after = restored(typed, CustomerCard(row, now, 2, 0, None, None, (), (), 0), ())
    assert after.draft == replace(DANA, notes="Mine", email="d@x.org", phone="555 0199")
    assert dict(after.theirs) == {"notes": "Theirs"}
    assert after.is_changed
