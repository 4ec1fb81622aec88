"""Day, several days, week: which columns are seen, how one gets there, and what is remembered."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from frontdesk.desk import booking, configuration
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.engine.changes import Changes
from frontdesk.ui.calendar.places import Place
from frontdesk.ui.counts import Group
from frontdesk.ui.period import View
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MONDAY = date(2026, 11, 23)


def columns(front) -> list[tuple[str, int]]:
    """Resource and day of the month of each column."""
    return [(c.resource_id, c.date.day) for c in front.calendar.scene.columns]


def press(front, key, modifiers) -> None:
    front.press(key, modifiers)
    front.settle()


def choose(front, view: View) -> None:
    """Click a segment of the top bar."""
    for button in front.window.top_bar.views.findChildren(QPushButton):
        if button.property("key") == view.value:
            front.click(button)
    front.settle()


def head(front, resource_id: str, day: int, *, group: bool) -> QPoint:
    """The middle of a head, in the heads' own coordinates."""
    column = front.calendar.scene.column_of(resource_id, front.at(12, day=day))
    y = 10 if group else front.calendar.viewport().y() - 30
    return QPoint(column.x + 40 - front.calendar.offset().x(), y)


def test_alt_and_a_digit_shows_that_many_days(front):
    front.calendar.setFocus()
    for count in (3, 9, 1, 2):
        press(front, Qt.Key(Qt.Key.Key_0 + count), ALT)
        dates = [group.date for group in front.calendar.scene.groups]
        assert dates == [MONDAY + timedelta(days=n) for n in range(count)]
        assert len(columns(front)) == 3 * count
    assert front.window.top_bar.heading.text() == "23 – 24 November"
    assert columns(front)[:4] == [("ana", 23), ("bo", 23), ("chair", 23), ("ana", 24)]


def test_a_step_goes_on_by_as_many_days_as_are_shown(front):
    front.calendar.setFocus()
    press(front, Qt.Key.Key_3, ALT)
    press(front, Qt.Key.Key_Right, CONTROL)
    assert {day for _, day in columns(front)} == {26, 27, 28}
    press(front, Qt.Key.Key_Left, CONTROL)
    press(front, Qt.Key.Key_Left, CONTROL)
    assert {day for _, day in columns(front)} == {20, 21, 22}
    press(front, Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier)
    assert {day for _, day in columns(front)} == {23, 24, 25}


def test_the_week_has_a_column_for_each_day_and_person(front):
    front.session.wiring.day.set_date(date(2026, 11, 26))
    choose(front, View.WEEK)
    shown = front.session.wiring.day.period
    assert shown.count == 7
    assert len(columns(front)) == 21
    assert front.calendar.scene.groups[0].date == shown.first
    press(front, Qt.Key.Key_Right, CONTROL)
    assert front.session.wiring.day.date == date(2026, 12, 3)
    choose(front, View.DAY)
    assert len(columns(front)) == 3
    assert front.window.top_bar.heading.text() == "Thursday 3 December"


def test_the_work_week_leaves_out_the_days_at_its_edges(front):
    choose(front, View.WEEK)
    front.window.menu.work_week.trigger()
    front.settle()
    weekdays = [group.date.weekday() for group in front.calendar.scene.groups]
    assert weekdays == [0, 1, 2, 3, 4]


def test_a_time_of_another_day_in_sight_is_held_there_and_the_days_stay(front):
    front.calendar.setFocus()
    press(front, Qt.Key.Key_2, ALT)
    front.choose_service("cut")
    tuesday = front.at(10, day=24)
    front.click(front.calendar.viewport(), front.place("ana", tuesday))
    front.wait(front.is_held)
    front.settle()
    assert front.session.booking.state.hold.appointment.start == tuesday
    assert {day for _, day in columns(front)} == {23, 24}
    block = front.calendar.scene.column_of("ana", tuesday).blocks[0]
    assert block.visit.start == tuesday


def test_openings_are_marked_on_all_days_that_are_shown(front):
    front.calendar.setFocus()
    press(front, Qt.Key.Key_2, ALT)
    front.choose_service("cut")
    for day in (23, 24):
        assert front.calendar.scene.column_of("ana", front.at(12, day=day)).ticks


def test_a_click_on_the_head_of_a_day_opens_it(front):
    front.calendar.setFocus()
    press(front, Qt.Key.Key_3, ALT)
    front.click(front.calendar._heads, head(front, "ana", 25, group=True))
    front.settle()
    assert columns(front) == [("ana", 25), ("bo", 25), ("chair", 25)]


def test_alt_and_a_click_on_a_head_shows_that_one_alone_and_all_again(front):
    heads = front.calendar._heads
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, ALT, head(front, "bo", 23, group=False))
    assert columns(front) == [("bo", 23)]
    assert not front.window.navigator.rows()["ana"].isChecked()
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, ALT, head(front, "bo", 23, group=False))
    assert len(columns(front)) == 3


def test_a_set_of_columns_is_named_and_chosen_from_the_menu(front):
    front.click(front.window.navigator.rows()["chair"])
    menu = front.window.menu.columns_menu
    action(menu, "Name this choice …").trigger()
    popup = front.session.wiring.viewing.sets.popup
    front.wait(lambda: popup.line.hasFocus())
    assert popup.height() > popup.line.height() + 20  # the line and its caption
    front.write("Stylists & co")
    front.press(Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert front.window.navigator.column_sets.name == "Stylists & co"
    action(menu, "All people and rooms").trigger()
    assert len(columns(front)) == 3
    action(menu, "Stylists && co").trigger()
    assert columns(front) == [("ana", 23), ("bo", 23)]
    action(menu, "Remove “Stylists && co”").trigger()
    assert front.window.navigator.column_sets.name == "Some"


def test_a_long_name_does_not_widen_the_left_side(front):
    choice, navigator = front.session.wiring.viewing.columns, front.window.navigator
    choice.toggle_only("ana")
    choice.save_set("W" * 300)
    front.settle()
    assert navigator.widget().width() <= navigator.viewport().width()
    assert navigator.column_sets.name == "W" * 40


def test_a_name_that_is_taken_is_refused_in_place(front):
    menu, choice = front.window.menu.columns_menu, front.session.wiring.viewing.columns
    for name, one in (("One", "ana"), ("Two", "bo")):
        choice.toggle_only(one)
        choice.save_set(name)
    action(menu, "Rename “Two” …").trigger()
    popup = front.session.wiring.viewing.sets.popup
    front.wait(lambda: popup.line.hasFocus())
    front.write("One")
    front.press(Qt.Key.Key_Return)
    assert "already" in popup.problem
    front.press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert [entry.name for entry in choice.sets] == ["One", "Two"]


def action(menu, words: str):
    return next(entry for entry in menu.actions() if entry.text() == words)


def test_columns_without_the_service_fold_and_can_be_shown(front):
    assert not front.calendar.folding.isVisible()
    front.choose_service("cut")
    assert columns(front) == [("ana", 23), ("bo", 23)]
    assert front.calendar.folding.words == "1 folded"
    front.click(front.calendar.folding)
    assert len(columns(front)) == 3
    assert front.calendar.folding.words == "Fold 1"
    front.click(front.calendar.folding)
    assert len(columns(front)) == 2
    front.click(front.window.navigator.services.row(""))
    front.settle()
    assert len(columns(front)) == 3
    assert not front.calendar.folding.isVisible()


@pytest.mark.parametrize(("view", "count"), [(View.WEEK, 1), (View.DAY, 4)])
def test_the_view_is_remembered(front, tmp_path, qtbot, view, count):
    front.session.wiring.day.set_count(count)
    front.session.wiring.day.set_view(view)
    front.settle()
    front.window.close()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    again = Session(front.other, front.theme, Preferences(settings), tmp_path)
    again.start(ticking=False)
    days = 7 if view is View.WEEK else count
    qtbot.waitUntil(lambda: again.window.calendar.scene is not None)
    assert len(again.window.calendar.scene.groups) == days
    assert again.window.top_bar.views.current == view.value
    again.dispose()


def test_a_day_of_the_small_month_begins_the_days(front):
    front.calendar.setFocus()
    press(front, Qt.Key.Key_3, ALT)
    front.window.navigator.month.dateChosen.emit(date(2026, 11, 24))
    front.settle()
    assert {day for _, day in columns(front)} == {24, 25, 26}


def test_now_is_found_in_a_week(front):
    choose(front, View.WEEK)
    front.calendar.setFocus()
    front.calendar.verticalScrollBar().setValue(0)
    front.press(Qt.Key.Key_N)
    line = front.calendar.scene.now_line
    assert line is not None
    top = front.calendar.offset().y()
    assert top < line.y < top + front.calendar.viewport().height()
    assert QApplication.focusWidget() is front.calendar


def test_at_midnight_the_head_of_the_next_day_is_that_of_today(front):
    choose(front, View.WEEK)
    front.pass_time(15 * 3600 - 1)  # a second before midnight
    front.settle()
    heads = front.calendar.heads
    before = heads.grab().toImage()
    front.pass_time(1)
    after = heads.grab().toImage()
    assert after != before
    scene = front.calendar.scene
    assert (scene.today.date.day, scene.now_line.text) == (24, "0:00")
    assert front.session.wiring.day.date == MONDAY  # what is looked at stays
    front.session.feed.publish(Changes(everything=True))
    front.settle()
    assert heads.grab().toImage() == after


def test_home_twice_and_enter_open_a_day(front):
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    press(front, Qt.Key.Key_3, ALT)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Home, Qt.Key.Key_Right):
        front.press(key)
    before = front.calendar.grab().toImage()
    front.press(Qt.Key.Key_Right)
    assert front.calendar.grab().toImage() != before  # the ring goes along
    press(front, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert columns(front) == [("ana", 25), ("bo", 25), ("chair", 25)]


def retire(front, resource_id: str) -> None:
    """Another desk takes someone out of the setup."""
    setup = json.loads(configuration.dump_setup(front.other))
    setup["resources"] = [entry for entry in setup["resources"] if entry["id"] != resource_id]
    for service in setup["services"]:
        service["resources"] = [name for name in service["resources"] if name != resource_id]
    configuration.load_setup(front.other, json.dumps(setup))
    front.session.feed.look()


def test_someone_who_is_retired_by_another_desk_goes_from_the_week(front):
    choose(front, View.WEEK)
    front.calendar.setFocus(Qt.FocusReason.TabFocusReason)
    front.press(Qt.Key.Key_Home)
    front.session.wiring.viewing.columns.hide("chair")
    retire(front, "ana")
    front.wait(lambda: {c.resource_id for c in front.calendar.scene.columns} == {"bo"})
    assert set(front.window.navigator.rows()) == {"bo", "chair"}
    front.press(Qt.Key.Key_Right)
    front.calendar.grab()


def test_the_visits_of_someone_who_is_retired_stay_in_sight_until_they_are_moved(front):
    columns = front.session.wiring.viewing.columns
    assert isinstance(front.other_holds("ana", 10), Done)
    retire(front, "ana")
    front.wait(lambda: front.calendar.scene.columns[-1].hours == "Retired")

    def shown() -> list[str]:
        return [column.resource_id for column in front.calendar.scene.columns]

    assert shown() == ["bo", "chair", "ana"]
    assert set(front.window.navigator.rows()) == {"bo", "chair"}
    for choose_columns in (columns.hide, columns.toggle_only):
        choose_columns("ana")  # nothing could bring them back
        assert shown() == ["bo", "chair", "ana"]
    columns.hide("chair")
    assert shown() == ["bo", "ana"]
    columns.toggle_only("bo")
    assert shown() == ["bo"]
    columns.toggle_only("bo")
    assert shown() == ["bo", "ana"]
    columns.show_all()
    front.choose_service("cut")
    assert shown() == ["bo"]  # nobody retired offers a service
    front.calendar.foldingPressed.emit()
    front.calendar.ask_why(Place("ana", front.at(12)), QPoint(20, 20))
    front.wait(lambda: bool(front.calendar.reason))
    assert front.calendar.reason == "Ana <b>Reyes</b> is retired and takes no more visits."
    front.pass_time(600)
    front.session.feed.publish(Changes(everything=True))
    front.wait(lambda: shown() == ["bo", "chair"])


def test_who_cancelled_is_seen_when_it_is_ticked_and_that_is_remembered(front, tmp_path):
    held = front.other_holds("ana", 10)
    details = CustomerDetails("Dana Fox", "dana@example.org")
    number = held.value.appointment.id
    assert isinstance(booking.book(front.other, number, details), Done)
    assert isinstance(booking.cancel(front.other, number), Done)
    front.session.feed.look()
    row = front.window.navigator.group_rows()[Group.CANCELLED]
    front.wait(lambda: row.accessibleDescription() == "1")
    front.settle()
    assert not row.isChecked()
    assert front.blocks() == {}
    front.choose_service("cut")
    front.click(row)
    [block] = front.calendar.scene.blocks
    assert block.spoken.endswith("cancelled")
    assert front.at(10) in front.offered()["ana"]  # it takes no time
    front.window.close()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    again = Session(front.other, front.theme, Preferences(settings), tmp_path)
    again.start(ticking=False)
    assert again.window.navigator.group_rows()[Group.CANCELLED].isChecked()
    front.qtbot.waitUntil(lambda: again.window.calendar.scene is not None)
    assert [b.visit.id for b in again.window.calendar.scene.blocks] == [number]
    again.dispose()
