"""What a change of a record says: what stood there where that is known, and what it names else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frontdesk.desk.first_available import Part
from frontdesk.desk.record_trail import RecordChange, ToldWish
from frontdesk.desk.waiting import Waiting
from frontdesk.engine.clock import instant_of
from frontdesk.ui.customers.wording import change_row
from tests.books import MONDAY_MORNING

AT = instant_of(MONDAY_MORNING) * 60
EDITED = RecordChange(AT, "America/New_York", "Ida", "Desk 1", "edited", ("phone", "tags"))
WISH = Waiting(1, "cut", "main", date(2026, 11, 24), date(2026, 12, 6))
WAITS = RecordChange(AT, "America/New_York", "", "Desk 1", "waits")
CUT = ToldWish(WISH, "Haircut", ("Bo",))


def what(change: RecordChange) -> str:
    """What the row of a change says about it."""
    return change_row(change)[1]


def test_an_edit_says_what_stood_there_and_stands_there_now() -> None:
    change = replace(
        EDITED,
        before={"phone": "212 555", "tags": ["VIP", "Knee"]},
        after={"phone": "", "tags": ["Knee"]},
    )
    assert what(change) == "Phone: 212 555 → –\nTags: VIP, Knee → Knee"
    assert what(replace(change, verb="completed")).startswith("Completed by a booking\nPhone: ")


def test_an_edit_without_contents_names_the_fields() -> None:
    assert change_row(EDITED) == ("23 Nov 2026, 9:00", "Changed: Phone, Tags", "Ida, Desk 1")


def test_a_long_text_is_cut_and_shown_in_one_line() -> None:
    change = replace(EDITED, before={"notes": "a\nb"}, after={"notes": "x" * 5000})
    assert what(change) == f"Notes: a b → {'x' * 120}…"


def test_the_waiting_list_says_what_was_waited_for() -> None:
    later = replace(CUT, wish=replace(WISH, part=Part.MORNING, notes="{Calls} back"))
    assert what(WAITS) == "On the waiting list"
    assert what(replace(WAITS, wish_after=CUT)) == (
        "On the waiting list: Haircut · 24 Nov – 6 Dec · with Bo"
    )
    assert what(replace(WAITS, verb="waits otherwise", wish_before=CUT, wish_after=later)) == (
        "Changed on the waiting list: Haircut · 24 Nov – 6 Dec · with Bo → "
        "Haircut · 24 Nov – 6 Dec · mornings · with Bo · {Calls} back"
    )
    assert what(replace(WAITS, verb="waits no more", wish_before=CUT)).startswith(
        "Off the waiting list: Haircut"
    )
