"""No typed letter is ever lost: not by Esc, expiry, another desk, kill -9 or a full disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from frontdesk.desk import booking, drafts, erasing, finding, records
from frontdesk.desk.answers import Cause, Done, EnvironmentFault
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.booking.state import Stage
from frontdesk.ui.session import Session

TYPIST = Path(__file__).with_name("typist.py")
ROWS = ("Ruth Klein", "ruth@ex", "(212)", "Knee, week 6  ")


def type_all(front) -> None:
    for index, words in enumerate(ROWS):
        if index:
            front.press(Qt.Key.Key_Tab)
        front.write(words)


def kept(front) -> dict[str, object]:
    """What the book keeps for this desk, read as after a crash: by somebody else."""
    stranger = Desk.open(front.book, front.clock, name="Desk 1")
    try:
        found = drafts.load(stranger)
    finally:
        stranger.close()
    return {} if found is None else {**found.form, "hold": found.appointment_id}


def kept_rows(front) -> tuple[object, ...]:
    form = kept(front)
    return tuple(form.get(name) for name in ("name", "email", "phone", "notes"))


def shown_rows(front) -> tuple[str, ...]:
    form = front.session.window.panel.form
    return form.name.value(), form.email.value(), form.phone.value(), form.notes.value()


def start_again(front, qtbot):
    """Close nothing in good order: a new window over the same book, as after a crash."""
    desk = Desk.open(front.book, front.clock, name="Desk 1")
    session = Session(desk, front.theme, front.preferences, front.book.parent)
    session.start(ticking=False)
    qtbot.waitUntil(lambda: session.window.shows_book, timeout=5000)
    qtbot.waitUntil(lambda: not session.runner.is_busy, timeout=5000)
    return session, desk


@contextmanager
def run_typist(book: Path, home: Path, story: str) -> Iterator[subprocess.Popen[str]]:
    """The program with somebody at it, who is gone at the end whatever became of the test."""
    home.mkdir(exist_ok=True)
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "TMPDIR": str(home),
    }
    process = subprocess.Popen(
        [sys.executable, str(TYPIST), str(book), story],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def form_on_disk(desk: Desk) -> Mapping[str, Any]:
    """What the book keeps for the desk of another process."""
    found = drafts.load(desk)
    return {} if found is None else found.form


@pytest.mark.slow
def test_kill_minus_9_loses_no_letter_and_the_hold_is_in_hand_again(qtbot, tmp_path, book, clock):
    desk = Desk.open(book, clock)
    with run_typist(book, tmp_path / "home", "type") as killed:
        assert killed.stdout is not None
        typed = json.loads(killed.stdout.readline())
        # Killed as soon as the last letter is on disk, however slow the machine.
        qtbot.waitUntil(lambda: form_on_disk(desk).get("notes") == typed[3], timeout=60_000)
        killed.kill()  # SIGKILL: no handler, no flush
    with run_typist(book, tmp_path / "home", "read") as again:
        told = json.loads(again.communicate(timeout=60)[0])
    assert told["form"] == typed
    assert told["head"] == "Held 10:00"
    assert "Your hold of Mon 23 Nov, 10:00 – 10:30 lives until 9:10." in told["notice"]
    desk.close()


@pytest.mark.slow
def test_kill_minus_9_loses_no_letter_of_a_customers_card(qtbot, tmp_path, book, clock):
    desk = Desk.open(book, clock)
    dana = records.add(desk, CustomerFields("Dana Fox", notes="Old"))
    assert isinstance(dana, Done)
    with run_typist(book, tmp_path / "home", "type-card") as killed:
        assert killed.stdout is not None
        typed = json.loads(killed.stdout.readline())

        def notes_on_disk() -> list[str]:
            return [card["draft"]["notes"] for card in form_on_disk(desk).get("cards", [])]

        qtbot.waitUntil(lambda: notes_on_disk() == [typed], timeout=60_000)
        killed.kill()  # SIGKILL: no handler, no flush
    with run_typist(book, tmp_path / "home", "read-card") as again:
        told = json.loads(again.communicate(timeout=60)[0])
    assert told["notice"] == "What you typed on the card of Dana Fox is not saved yet."
    assert told["notes"] == typed == "Old <b>Call</b> first"
    assert told["unsaved"]
    assert records.card(desk, dana.value.row.id).fields.notes == "Old"
    desk.close()


def test_cards_that_are_not_saved_come_back_beside_the_form_of_a_booking(front, qtbot):
    for name in ("Dana Fox", "Ben Fox"):
        assert isinstance(records.add(front.other, CustomerFields(name)), Done)
    ben, dana = (row.id for row in finding.find(front.other, "fox").customers)
    cards = front.session.wiring.customers
    for number, words in ((dana, "Half a sent"), (ben, "Other")):
        cards.open_card(number)
        front.wait(
            lambda n=number: cards.card.state is not None and cards.card.state.customer_id == n
        )
        cards.page.card.form.fields["notes"].setFocus()
        front.write(words)
    front.window.show_calendar()
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth")
    front.window.close()
    session, desk = start_again(front, qtbot)
    assert session.window.notice.text == (
        "What you typed before the window closed is here again. Your hold of Mon 23 Nov, "
        "10:00 – 10:30 lives until 9:10. What you typed on the card of Dana Fox, Ben Fox is not "
        "saved yet."
    )
    assert session.window.panel.form.name.value() == "Ruth"
    again = session.wiring.customers
    for number, words in ((ben, "Other"), (dana, "Half a sent")):
        again.open_card(number)
        qtbot.waitUntil(
            lambda n=number: again.card.state is not None and again.card.state.customer_id == n
        )
        assert again.page.card.form.fields["notes"].value() == words
    again.card.discard()
    assert {entry.customer_id for entry in again.card.unsaved} == {ben}
    session.dispose()
    desk.close()


def test_a_card_opens_although_another_desk_writes_at_that_moment(front):
    for name in ("Dana Fox", "Ben Fox"):
        assert isinstance(records.add(front.other, CustomerFields(name)), Done)
    ben, dana = (row.id for row in finding.find(front.other, "fox").customers)
    cards = front.session.wiring.customers
    for number in (dana, ben):
        cards.open_card(number)
        cards.refresh(Changes(everything=True))
        front.settle()
        assert cards.card.state.customer_id == number


def test_a_person_who_is_erased_is_in_no_draft_of_a_card(front):
    assert isinstance(records.add(front.other, CustomerFields("Dana Fox")), Done)
    dana = finding.find(front.other, "dana").customers[0].id
    cards = front.session.wiring.customers
    cards.open_card(dana)
    front.wait(lambda: cards.card.state is not None)
    cards.page.card.form.fields["notes"].setFocus()
    front.write("Secret")
    front.wait(lambda: "cards" in kept(front))
    cards.card.begin()
    assert isinstance(erasing.erase(front.other, dana), Done)
    front.session.feed.look()
    front.wait(lambda: not cards.card.unsaved)
    front.wait(lambda: kept(front) == {})


def test_letters_are_kept_a_moment_after_typing_stops(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    type_all(front)
    front.wait(lambda: kept_rows(front) == ROWS)
    assert kept(front)["hold"] == number


def test_letters_are_kept_while_typing_goes_on_without_a_pause(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.settle()
    seen = []
    for _ in range(25):  # two and a half seconds with a letter each tenth
        front.write("x")
        front.qtbot.wait(100)
        seen.append(len(str(kept(front).get("name", ""))))
    assert max(seen[:-1]) >= 8


def test_a_move_of_the_focus_keeps_the_letters_at_once(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.settle()
    front.write("Ruth")
    front.press(Qt.Key.Key_Tab)
    front.settle()  # far less than the pause
    assert kept(front)["name"] == "Ruth"


def test_closing_the_window_keeps_the_letters_typed_last(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write("Ruth Kl")
    front.window.close()
    assert kept(front)["name"] == "Ruth Kl"
    assert kept(front)["hold"] == number


def test_expiry_keeps_the_letters_typed_last_at_once(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.settle()
    front.write("Ruth Kl")
    front.pass_time(600)
    front.settle()
    assert kept(front)["name"] == "Ruth Kl"


def test_esc_and_release_and_another_desks_win_lose_nothing(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    type_all(front)
    for _ in range(3):
        front.press(Qt.Key.Key_Escape)
    assert shown_rows(front) == ROWS
    front.end_for_good()
    assert isinstance(front.other_holds("ana", 10), Done)
    front.wait(lambda: front.session.booking.state.stage is Stage.TAKEN)
    assert shown_rows(front) == ROWS
    front.click(front.form.release)
    front.settle()
    assert shown_rows(front) == ROWS
    assert kept_rows(front) == ROWS


def test_the_next_start_brings_back_form_and_hold_and_says_so(front, qtbot):
    front.choose_service("cut")
    number = front.hold("ana", 15)
    type_all(front)
    front.window.close()
    session, desk = start_again(front, qtbot)
    assert session.booking.state.live_hold.appointment.id == number
    assert session.window.panel.head.texts.title == "Held 10:00"
    form = session.window.panel.form
    assert form.isVisible()
    assert (form.name.value(), form.notes.value()) == (ROWS[0], ROWS[3])
    assert session.window.notice.text == (
        "What you typed before the window closed is here again. "
        "Your hold of Mon 23 Nov, 15:00 – 15:30 lives until 9:10."
    )
    session.dispose()
    desk.close()


def test_the_next_day_the_letters_are_back_and_the_lost_time_is_explained(front, qtbot):
    front.choose_service("cut")
    front.hold("ana", 15)
    type_all(front)
    front.window.close()
    front.clock.advance(timedelta(days=1))
    session, desk = start_again(front, qtbot)
    form = session.window.panel.form
    assert (form.name.value(), form.notes.value()) == (ROWS[0], ROWS[3])
    assert session.booking.state.live_hold is None
    assert "is here again" in session.window.notice.text
    assert "ended 9:10" in session.window.notice.text
    session.dispose()
    desk.close()


def test_a_form_without_a_hold_comes_back_for_the_next_booking(front, qtbot):
    front.choose_service("cut")
    front.hold("ana", 10)
    type_all(front)
    front.click(front.form.release)
    front.settle()
    front.window.close()
    session, desk = start_again(front, qtbot)
    assert session.booking.state.stage is Stage.IDLE
    assert session.booking.draft.name == ROWS[0]
    assert session.window.notice.text == (
        "What you typed before the window closed is here again, for the next booking."
    )
    session.dispose()
    desk.close()


def test_a_booked_form_does_not_come_back(front, qtbot):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@example.org")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.session.booking.state.stage is Stage.IDLE)
    front.settle()
    assert kept(front) == {}


def test_power_that_fails_between_booking_and_forgetting_books_nobody_twice(front, qtbot):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@example.org")
    front.wait(lambda: kept(front).get("email") == "ruth@example.org")
    front.window.close()  # and the booking is made by the answer that nobody heard
    details = front.session.booking.draft.details
    assert isinstance(booking.book(front.other, number, customer=details, notes=""), Done)
    session, desk = start_again(front, qtbot)
    assert session.booking.draft.name == ""
    assert session.window.notice.isHidden()
    assert kept(front) == {}
    session.dispose()
    desk.close()


def test_a_book_that_cannot_be_written_is_tried_again_until_it_can(front, monkeypatch):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.settle()
    real = drafts.save

    def full(*_arguments) -> None:
        raise EnvironmentFault(Cause.DISK_FULL, str(front.book))

    monkeypatch.setattr(drafts, "save", full)
    type_all(front)
    front.wait(lambda: "is full" in front.window.notice.text)
    assert shown_rows(front) == ROWS
    monkeypatch.setattr(drafts, "save", real)
    front.wait(lambda: kept_rows(front) == ROWS, timeout=8000)
