"""Every row of the table of a hold's states, with a clock moved by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from frontdesk.desk import booking, policies
from frontdesk.desk.answers import Cause, Done, EnvironmentFault
from frontdesk.engine.policy import Policy
from frontdesk.ui.booking import panel as panel_module
from frontdesk.ui.booking.state import Stage


@pytest.fixture
def spoken(monkeypatch):
    """What a screen reader is told by the panel: (sentence, assertive)."""
    said: list[tuple[str, bool]] = []

    def announce(_widget, sentence: str, *, assertive: bool = False) -> None:
        said.append((sentence, assertive))

    monkeypatch.setattr(panel_module, "announce", announce)
    return said


def lose(front, monkeypatch) -> None:
    """The book is out of reach, for every reading and writing."""

    def gone(*_arguments, **_more):
        raise EnvironmentFault(Cause.UNREACHABLE, str(front.book))

    monkeypatch.setattr(front.desk, "data_version", gone)
    monkeypatch.setattr(front.desk, "look", gone)
    monkeypatch.setattr(front.desk, "unit", gone)


def hold(front) -> int:
    front.choose_service("cut")
    return front.hold("ana", 10)


def test_held_is_quiet(front, spoken):
    hold(front)
    front.pass_time(100)
    assert front.head.texts.title == "Held 8:20"
    assert 0.82 < front.head.texts.share < 0.84
    assert spoken == []


def test_warning_says_it_once_politely_with_a_clock(front, spoken):
    hold(front)
    for seconds in (541, 1, 1, 1):
        front.pass_time(seconds)
    texts = front.head.texts
    assert (texts.title, texts.action, texts.key, texts.icon) == (
        "Ends in 0:56",
        "Keep",
        "F8",
        "clock",
    )
    assert spoken == [("Ends in 0:59. Mon 23 Nov, 10:00 – 10:30 · Ana", False)]


def test_typing_in_the_warning_renews_by_itself_unless_the_policy_says_no(front):
    hold(front)
    front.settle()
    policies.change(front.other, replace(Policy(), typing_renews=False))
    menu = front.window.menu.keep_while_typing
    front.wait(lambda: not menu.isChecked())
    front.pass_time(545)
    front.write("R")
    front.settle()
    assert front.head.texts.title == "Ends in 0:55"
    menu.trigger()
    front.wait(lambda: policies.read(front.other).typing_renews)
    front.settle()
    front.write("u")
    front.wait(lambda: front.head.texts.title == "Held 10:00")
    assert front.form.name.value() == "Ru"


def test_last_call_is_said_once_assertively_and_steals_no_focus(front, spoken):
    hold(front)
    front.press(Qt.Key.Key_Tab)
    before = front.focus()
    for seconds in (541, 39, 1, 1, 1):
        front.pass_time(seconds)
    assert front.head.texts.title == "Ends in 0:17"
    assert front.head.texts.tone.value == "urgent"
    assert [assertive for _sentence, assertive in spoken] == [False, True]
    assert front.focus() is before is front.form.email.line


def test_expired_and_free_is_held_again_once_and_says_so(front, spoken):
    first = hold(front)
    front.write("Ruth")
    before = front.focus()
    front.pass_time(600)
    front.wait(front.is_held)
    again = front.session.booking.state.hold.appointment.id
    assert again != first
    assert front.status(again) == "IN"
    assert front.head.texts.title == "Held 10:00"
    assert front.head.texts.what.endswith("Hold ended 9:10. Still free, so held again.")
    assert "held again" in spoken[-1][0]
    assert front.focus() is before
    assert front.form.name.value() == "Ruth"
    front.pass_time(600)
    front.wait(lambda: front.head.texts.title == "Hold ended 9:20. The time is still free")
    assert front.head.button().text() == "Hold again"
    front.pass_time(600)
    front.settle()
    assert front.session.booking.state.stage is Stage.ENDED
    assert isinstance(front.other_holds("ana", 10), Done)


def test_somebody_who_types_on_gets_the_new_hold_again_and_again(front):
    hold(front)
    for letter in "abc":
        front.settle()
        front.write(letter)
        front.pass_time(600)
        front.wait(lambda: front.is_held() and "held again" in front.head.texts.what)
    assert front.form.name.value() == "abc"


def test_expired_and_taken_names_who_and_one_key_takes_another(front, spoken):
    hold(front)
    front.write("Ruth")
    front.clock.advance(timedelta(seconds=600))
    assert isinstance(front.other_holds("ana", 10), Done)
    front.session.ticker.tick()
    front.wait(lambda: front.head.texts.title == "Taken by Desk 2 at 9:10")
    front.settle()
    assert spoken[-1] == ("Taken by Desk 2 at 9:10. Mon 23 Nov, 10:00 – 10:30 · Ana", True)
    rows = front.form.slots.rows
    assert len(rows) == 3
    rows[0].setFocus()
    front.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    assert front.form.name.value() == "Ruth"


def test_offline_says_until_when_the_hold_is_safe_and_keeps_the_form(front, monkeypatch, spoken):
    number = hold(front)
    front.write("Ruth")
    lose(front, monkeypatch)
    front.wait(lambda: front.head.texts.title.startswith("Connection lost"))
    assert front.head.texts.title == "Connection lost. Your hold is safe until 9:10"
    assert not front.form.book.isEnabled()
    front.press(Qt.Key.Key_F8)
    front.write(" Klein")
    assert front.form.name.value() == "Ruth Klein"
    monkeypatch.undo()
    front.wait(lambda: front.head.texts.title == "Held 10:00", timeout=10_000)
    assert front.form.book.isEnabled()
    assert front.session.booking.state.hold.appointment.id == number


def test_a_book_that_is_moved_away_is_noticed_before_anything_is_written(front, tmp_path):
    number = hold(front)
    front.write("Ruth")
    front.settle()
    front.wait(lambda: front.window.status_line.desk.text() != "Desk 1")
    front.book.rename(tmp_path / "elsewhere.db")
    front.wait(lambda: front.head.texts.title.startswith("Connection lost"))
    assert front.form.name.value() == "Ruth"
    (tmp_path / "elsewhere.db").rename(front.book)
    front.wait(lambda: front.head.texts.title == "Held 10:00", timeout=10_000)
    assert front.status(number) == "IN"


def test_a_hold_that_ends_offline_is_tried_again_once_the_book_is_back(front, monkeypatch):
    hold(front)
    front.write("Ruth")
    front.settle()
    lose(front, monkeypatch)
    front.wait(lambda: front.head.texts.title.startswith("Connection lost"))
    front.pass_time(600)
    assert front.head.texts.title == "Connection lost. Your hold ended 9:10"
    assert not front.form.book.isEnabled()
    monkeypatch.undo()
    front.wait(lambda: front.is_held() and "held again" in front.head.texts.what, timeout=10_000)
    assert front.form.name.value() == "Ruth"


def test_a_night_asleep_ends_the_hold_and_explains_it(front):
    hold(front)
    front.write("Ruth")
    front.pass_time(20 * 3600)
    front.wait(lambda: front.session.booking.state.stage is Stage.TAKEN)
    front.settle()
    assert front.head.texts.title == "10:00 is over."
    assert front.form.name.value() == "Ruth"


def test_a_clock_that_is_set_back_shows_the_same_hold_to_its_end(front):
    number = hold(front)
    front.pass_time(-120)
    front.settle()
    assert front.session.booking.state.hold.appointment.id == number
    assert front.head.texts.title == "Held 12:00"
    assert front.head.texts.detail == "until 9:10"


def test_a_clock_that_was_wrong_for_a_moment_gives_a_lost_hold_back(front):
    hold(front)
    front.end_for_good()
    number = front.session.booking.state.hold.appointment.id
    front.pass_time(-900)
    front.wait(front.is_held)
    assert front.session.booking.state.hold.appointment.id == number


def test_one_hold_more_than_allowed_is_refused_plainly_and_the_way_there_is_offered(front):
    policies.change(front.other, replace(Policy(), holds_per_desk=1))
    first = hold(front)
    front.settle()
    second = front.hold("bo", 11)  # instead of the first: allowed
    assert front.status(second) == "IN"
    assert first != second
    front.settle()
    front.session.booking._reset()  # as after a start that knows nothing of the hold
    front.click_time("ana", 12)
    front.wait(lambda: "on hold, and has" in front.window.notice.text)
    assert front.window.notice.text == (
        "This desk may have 1 at a time on hold, and has 1. Book or release one first."
    )
    front.session.wiring.notices.chosen.emit("own-holds")
    front.wait(front.is_held)
    assert front.session.booking.state.hold.appointment.id == second


def test_my_holds_count_down_in_the_status_line_and_lead_to_the_hold(front):
    line = front.window.status_line.own_holds
    assert line.isHidden()
    number = hold(front)
    front.wait(lambda: line.text() == "My hold 10:00")
    front.pass_time(60)
    assert line.text() == "My hold 9:00"
    assert any("HOLD · 9:00" in text for text in front.blocks()[number])
    front.window.top_bar.next.click()
    front.settle()
    front.calendar.setFocus()
    front.click(line)
    front.wait(lambda: number in front.blocks())
    front.wait(lambda: front.focus() is front.form.name.line)
    front.click(front.form.release)
    front.wait(line.isHidden)


def test_a_hold_that_another_desk_let_go_is_not_taken_back(front):
    number = hold(front)
    booking.release(front.other, number)
    front.wait(lambda: front.session.booking.state.stage is Stage.ENDED)
    front.settle()
    assert front.head.button().text() == "Hold again"
