"""What the waiting list says about a wish, in a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontdesk.desk.first_available import Part
from frontdesk.desk.waiting import Waiting, WaitingEntry
from frontdesk.desk.waiting_matches import Settled
from frontdesk.ui.waiting.wording import entry_lines, entry_story, suited_sentence, wish_text

TODAY = date(2026, 11, 24)
WISH = Waiting(7, "cut", "main", TODAY, date(2026, 12, 6))
ENTRY = WaitingEntry(3, WISH, "Dana\nFox", "555-0148", "Cut & dry", ("Bo",), 0, "Desk 1")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "until 6 Dec"),
        ({"last": date(2027, 1, 5)}, "until 5 Jan 2027"),
        ({"first": date(2026, 12, 1)}, "1 Dec – 6 Dec"),
        ({"first": date(2026, 12, 6)}, "6 Dec"),
        ({"part": Part.MORNING}, "until 6 Dec · mornings"),
        ({"weekdays": frozenset({4, 1})}, "until 6 Dec · Tue, Fri"),
    ],
)
def test_a_wish_is_told_in_a_line(qapp, change, words):
    assert wish_text(replace(WISH, **change), (), TODAY) == words
    assert wish_text(replace(WISH, **change), ("Bo",), TODAY) == f"{words} · with Bo"


def test_an_entry_has_two_lines_and_a_whole_story(qapp):
    assert entry_lines(ENTRY, TODAY) == ("Dana Fox", "Cut & dry · until 6 Dec · with Bo")
    noted = replace(ENTRY, wish=replace(WISH, notes="<b>knee</b>"))
    assert entry_story(noted, TODAY).splitlines() == [
        "Dana Fox",
        "555-0148",
        "Cut & dry · until 6 Dec · with Bo",
        "<b>knee</b>",
    ]


def test_one_is_named_and_more_are_counted(qapp):
    assert suited_sentence(Settled(suited=(ENTRY,))) == "Dana Fox waits for this time."
    assert suited_sentence(Settled(suited=(ENTRY, ENTRY))) == "2 people wait for this time."
