"""The window around the booking: empty book, days, other desks, odd names, and trouble."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from frontdesk.desk import booking, configuration
from frontdesk.desk.answers import Cause, CustomerDetails, EnvironmentFault
from frontdesk.store.schema import SCHEMA
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session

ODD = ["<b>bold</b>", "O'Brien; DROP TABLE customer", "&Co & Sons", '=HYPERLINK("x")', "Zoë 李"]


def test_an_empty_book_offers_sample_data_and_fills(empty_front):
    front = empty_front
    front.wait(lambda: front.window.welcome.isVisible())
    assert front.focus() is front.window.welcome.begin
    front.press(Qt.Key.Key_Tab)
    assert front.focus() is front.window.welcome.fill
    front.press(Qt.Key.Key_Space)
    assert not front.window.welcome.fill.isEnabled()
    front.wait(lambda: front.window.shows_book and bool(front.blocks()), timeout=60_000)
    assert len(configuration.business(front.other).resources) > 3


def test_a_setup_file_fills_the_book_and_a_faulty_one_lists_its_faults(
    empty_front, tmp_path, request
):
    front = empty_front
    front.wait(lambda: front.window.welcome.isVisible())
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "frontdesk-setup/1", "company": {"name": 7}}')
    front.session.wiring.setup_files.load(str(broken))
    front.wait(lambda: front.window.faults.isVisible())
    assert any(line.startswith("company.name: ") for line in front.window.faults.lines)
    assert configuration.business(front.other).locations == {}
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps(request.module.SMALL))
    front.session.wiring.setup_files.load(str(whole))
    front.wait(lambda: front.window.shows_book)
    assert front.window.top_bar.location.accessibleName() == "Location: Only one"


SMALL = {
    "format": "frontdesk-setup/1",
    "company": {"name": "Small"},
    "locations": [{"id": "one", "name": "Only one", "timezone": "Europe/London"}],
}


def test_a_setup_file_that_is_missing_is_one_sentence(front, tmp_path):
    front.session.wiring.setup_files.load(str(tmp_path / "nowhere.json"))
    front.wait(lambda: front.window.notice.isVisible())
    assert "nowhere.json can't be used" in front.window.notice.text


def test_an_exported_setup_loads_again(front, tmp_path):
    target = tmp_path / "setup.json"
    front.session.wiring.setup_files.save(str(target))
    front.wait(lambda: front.window.notice.isVisible())
    assert configuration.check_setup(target.read_text(encoding="utf-8")) == ()


@pytest.mark.parametrize("name", ODD)
def test_names_show_as_themselves(front, name):
    front.choose_service("cut")
    number = front.hold("bo", 10)
    front.write(name)
    front.press(Qt.Key.Key_Tab)
    front.press(Qt.Key.Key_Tab)
    front.write("555-0100")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")
    front.settle()
    assert booking.show(front.other, number).customer.name == name
    assert any(name in line for line in front.blocks()[number])
    assert name in front.window.notice.text
    labels = [label for label in front.window.findChildren(QLabel) if label.text()]
    assert any(label.text() == name for label in labels)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_names_of_places_and_services_keep_their_ampersand(front):
    assert front.window.top_bar.location.accessibleName() == "Location: Main & First"
    actions = front.window.top_bar.location.menu().actions()
    assert [action.text() for action in actions] == ["Main && First", "Harbour"]
    assert front.window.navigator.services.row("cut").accessibleName() == "Cut & dry"
    assert front.window.navigator.rows()["ana"].text() == "Ana <b>Reyes</b>"


def test_fast_paging_ends_on_the_day_asked_for_last(front):
    for _ in range(12):
        front.click(front.window.top_bar.next)
    for _ in range(4):
        front.click(front.window.top_bar.previous)
    front.settle()
    assert front.session.wiring.day.date == date(2026, 12, 1)
    assert front.window.top_bar.heading.text() == "Tuesday 1 December"
    assert front.calendar.scene.columns[0].view.date == date(2026, 12, 1)
    front.click(front.window.top_bar.today)
    front.settle()
    assert front.calendar.scene.columns[0].view.date == date(2026, 11, 23)


def test_days_and_panes_by_keys(front):
    front.calendar.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    front.press(Qt.Key.Key_Right, control)
    front.press(Qt.Key.Key_Right, control)
    front.press(Qt.Key.Key_Left, control)
    assert front.session.wiring.day.date == date(2026, 11, 24)
    front.press(Qt.Key.Key_T)
    assert front.session.wiring.day.date == date(2026, 11, 23)
    seen = []
    for _ in range(3):
        front.press(Qt.Key.Key_F6)
        focus = front.focus()
        panes = (front.window.navigator, front.calendar, front.panel)
        seen.append(next(i for i, p in enumerate(panes) if p is focus or p.isAncestorOf(focus)))
    assert seen == [2, 0, 1]


def test_a_letter_in_a_field_is_a_letter(front):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.click(front.window.top_bar.next)
    front.form.name.line.setFocus()
    front.write("TN tn")
    assert front.form.name.value() == "TN tn"
    assert front.session.wiring.day.date == date(2026, 11, 24)


def test_another_location_shows_its_people_and_its_own_hours(front):
    front.choose_service("cut")
    front.session.wiring._choose_location("harbour")
    front.settle()
    assert [column.resource_id for column in front.calendar.scene.columns] == ["dev"]
    assert front.session.wiring.day.timezone == "America/Los_Angeles"
    assert set(front.window.navigator.rows()) == {"dev"}


def test_hidden_columns_and_the_chosen_service_are_remembered(front, tmp_path, qtbot):
    front.choose_service("cut")
    front.click(front.window.navigator.rows()["bo"])
    assert [column.resource_id for column in front.calendar.scene.columns] == ["ana"]
    front.click(front.calendar.folding)
    assert [column.resource_id for column in front.calendar.scene.columns] == ["ana", "chair"]
    front.window.close()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    again = Session(front.other, front.theme, Preferences(settings), tmp_path)
    again.start(ticking=False)
    qtbot.waitUntil(lambda: again.window.calendar.scene is not None)
    assert [c.resource_id for c in again.window.calendar.scene.columns] == ["ana", "chair"]
    assert again.wiring.day.service_id == "cut"
    again.dispose()


def test_pointing_at_a_taken_time_says_why(front):
    made = front.other_holds("ana", 10).value.appointment.id
    booking.book(front.other, made, CustomerDetails("Dana Fox", "", "555-0100"))
    front.choose_service("cut")
    front.wait(lambda: front.at(10) not in front.offered()["ana"])
    front.click(front.calendar.folding)
    front.click_time("chair", 11)
    front.wait(lambda: front.calendar.reason != "")
    assert front.calendar.reason == "Chair 1 does not offer Cut & dry."


def test_without_a_service_a_click_says_what_to_do(front):
    front.click_time("ana", 11)
    front.wait(lambda: "Choose a service" in front.calendar.reason)


def test_a_slow_database_never_stops_the_window(front):
    front.choose_service("cut")
    go, started = threading.Event(), threading.Event()

    def slow(desk):
        started.set()
        assert go.wait(20)

    front.session.runner.run(slow, lambda value: None, lambda error: None)
    assert started.wait(5)
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(2)
    # Not the next day, which may be at hand already.
    front.window.navigator.month.dateChosen.emit(date(2026, 11, 30))
    front.click_time("ana", 11)
    front.wait(lambda: len(ticks) >= 25)
    assert front.window.top_bar.heading.text() == "Monday 30 November"
    front.pass_time(61)
    go.set()
    front.wait(lambda: front.calendar.scene.columns[0].view.date == date(2026, 11, 30))


@pytest.mark.slow
def test_a_locked_book_is_said_and_the_form_is_kept(front):
    front.choose_service("cut")
    number = front.hold("ana", 10)
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@example.org")
    with closing(sqlite3.connect(front.book)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        front.wait(lambda: "locked" in front.window.notice.text, timeout=20_000)
    assert "locked" in front.window.notice.text
    assert "Try again" in front.window.notice.text
    assert front.form.name.value() == "Ruth Klein"
    assert front.form.email.value() == "ruth@example.org"
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")


@pytest.mark.slow
def test_a_window_that_was_overtaken_by_an_upgrade_says_to_open_it_again(front):
    front.choose_service("cut")
    with closing(sqlite3.connect(front.book)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    front.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: "open Frontdesk again" in front.window.notice.text)
    assert front.window.notice.offered == ()  # to try again would not help


def test_a_book_that_is_gone_disables_book_and_keeps_the_form(front, monkeypatch):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth Klein")

    def gone() -> int:
        raise EnvironmentFault(Cause.UNREACHABLE, str(front.book))

    monkeypatch.setattr(front.desk, "data_version", gone)
    front.wait(lambda: front.head.texts.title.startswith("Connection lost"))
    assert front.head.texts.title == "Connection lost. Your hold is safe until 9:10"
    assert not front.form.book.isEnabled()
    assert front.form.name.value() == "Ruth Klein"
    assert front.window.status_line.desk.text() == "Desk 1 · connection lost"
    assert front.window.top_bar.age.text() == "as of 9:00"
    assert front.blocks()[1] == ["10:00Cut & dry", "HOLD · 10:00"]  # what was read last stays
    assert not front.calendar.is_current
    monkeypatch.undo()
    front.wait(lambda: front.head.texts.title == "Held 10:00", timeout=10_000)
    assert front.form.book.isEnabled()
    assert front.window.notice.isHidden()
    assert front.window.top_bar.age.isHidden()


def test_days_that_cannot_be_read_leave_those_that_could(front, monkeypatch):
    def gone(*_args: object) -> None:
        raise EnvironmentFault(Cause.UNREACHABLE, str(front.book))

    monkeypatch.setattr("frontdesk.desk.calendar.days_view", gone)
    front.session.wiring.day.set_date(date(2026, 12, 14))
    front.wait(lambda: front.window.notice.isVisible())
    assert front.window.top_bar.heading.text() == "Monday 23 November"
    assert front.calendar.scene.columns[0].view.date == date(2026, 11, 23)
    monkeypatch.undo()
    front.session.wiring.day.set_date(date(2026, 12, 14))
    front.wait(lambda: front.calendar.scene.columns[0].view.date == date(2026, 12, 14))


def test_a_bug_is_said_honestly_and_loses_nothing(front, monkeypatch, caplog):
    front.choose_service("cut")
    front.hold("ana", 10)
    front.write("Ruth Klein")

    def broken(*_arguments, **_more):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(booking, "extend", broken)
    front.press(Qt.Key.Key_F8)
    front.wait(lambda: "went wrong in Frontdesk itself" in front.window.notice.text)
    assert front.form.name.value() == "Ruth Klein"
    assert "ZeroDivisionError" in caplog.text


def test_counts_stand_in_the_status_line(front):
    made = front.other_holds("ana", 10).value.appointment.id
    booking.book(front.other, made, CustomerDetails("Dana Fox", "", "555-0100"))
    booking.arrive(front.other, made)
    front.other_holds("bo", 11)
    front.wait(lambda: "1 hold (10:00)" in front.window.status_line.figures.text())
    assert front.window.status_line.figures.text().startswith(
        "1 visit · 0 booked · 1 here · 1 hold (10:00) · load "
    )
    front.pass_time(28)
    assert "1 hold (9:32)" in front.window.status_line.figures.text()


def test_the_navigator_folds_where_the_window_is_narrow_and_comes_back(front):
    assert front.window.navigator.isVisible()
    front.window.resize(1366, 768)
    front.wait(lambda: not front.window.navigator.isVisible())
    front.click(front.window.top_bar.navigator)
    assert front.window.navigator.isVisible()


def test_book_is_in_sight_at_768_pixels_of_height(front):
    front.window.resize(1366, 768)
    front.session.wiring.day.set_service("cut")
    front.wait(lambda: bool(front.offered()))
    front.hold("ana", 10)
    button = front.form.book
    bottom = button.mapTo(front.window, button.rect().bottomLeft()).y()
    assert 0 < bottom < 768
    assert button.visibleRegion().boundingRect().height() == button.height()


def test_another_desks_write_disturbs_nothing_that_one_is_at(front):
    front.choose_service("cut")
    front.settle()
    row = front.window.navigator.rows()["bo"]
    row.setFocus()
    made = front.other_holds("ana", 11).value.appointment.id
    front.wait(lambda: made in front.blocks())
    front.settle()
    assert front.window.navigator.rows()["bo"] is row
    assert front.focus() is row


def test_a_new_setup_from_another_desk_is_taken_over(front, request):
    wider = json.loads(json.dumps(request.module.SMALL))
    wider["locations"][0] |= {"id": "main", "name": "Moved"}
    configuration.load_setup(front.other, json.dumps(wider))
    front.wait(lambda: front.window.top_bar.location.accessibleName() == "Location: Moved")
    assert front.window.windowTitle() == "Small – Frontdesk"


def test_the_menus_offer_what_can_be_done(front):
    menu = front.window.menu
    assert not menu.book.isEnabled()
    assert not menu.release.isEnabled()
    front.choose_service("cut")
    front.hold("ana", 10)
    assert menu.book.isEnabled()
    assert menu.keep.isEnabled()
    menu.release.trigger()
    front.wait(lambda: not menu.release.isEnabled() and not menu.keep.isEnabled())


def test_leafing_through_the_month_is_not_undone_by_time(front):
    month = front.window.navigator.month
    later = next(b for b in month.findChildren(QToolButton) if b.accessibleName() == "Next month")
    front.click(later)
    assert month.shown_range()[0] == date(2026, 11, 30)
    front.pass_time(1)
    assert month.shown_range()[0] == date(2026, 11, 30)


def test_the_first_day_is_today_where_the_business_is(front):
    """The computer may stand in another zone; at 23:30 in New York it is tomorrow in London."""
    front.session.dispose()
    front.clock.set(datetime(2026, 11, 25, 4, 30, tzinfo=UTC))
    again = Session(front.other, front.theme, front.preferences, front.book.parent)
    again.start(ticking=False)
    front.qtbot.waitUntil(lambda: again.window.calendar.scene is not None)
    assert again.wiring.day.date == date(2026, 11, 24)
    front.clock.advance(timedelta(minutes=30))
    again.ticker.tick()
    assert again.window.top_bar.today.isEnabled()
    again.dispose()


def test_the_first_window_leaves_room_for_its_frame_on_a_small_screen(front):
    session = Session(front.desk, front.theme, front.preferences, front.book.parent)
    try:
        room, size = session.window.screen().availableSize(), session.window.size()
        assert room.height() < 960, "this is about a screen that the usual size does not fit"
        assert size.height() <= room.height() - 36, "its last buttons would lie below the edge"
    finally:
        session.dispose()


@pytest.mark.parametrize("width", [900, 1093, 1366])
@pytest.mark.parametrize("user", ["", "Christiane"])
def test_however_narrow_the_window_no_date_and_no_view_is_cut(front, width, user):
    bar = front.window.top_bar
    front.window.resize(width, 600)
    bar.show_user(user)
    front.settle()
    said = [bar.today, bar.heading, *bar.views.findChildren(QPushButton)]
    assert all(part.width() >= part.sizeHint().width() for part in said)
    assert bar.search.width() >= 120
    assert bar.theme.isVisible() is (width == 1366 or (width == 1093 and not user))
