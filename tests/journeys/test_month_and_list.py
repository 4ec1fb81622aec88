"""The month and the list in the real window: reached by keys, followed to a visit and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from frontdesk.desk import booking
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.values import Status
from frontdesk.ui.agenda.wording import Column
from frontdesk.ui.booking.state import Stage
from frontdesk.ui.period import View


def other_books(front, resource: str, hour: int, who: str, day: int = 23) -> int:
    """The second desk books somebody."""
    details = CustomerDetails(who, "someone@example.org")
    start = front.at(hour, day=day)
    request = HoldRequest(
        "cut", start, (resource,), None, "main", customer=details, complete=Status.BOOKED
    )
    answer = booking.hold(front.other, request)
    assert isinstance(answer, Done), answer
    front.session.feed.look()
    return answer.value.appointment.id


def show(front, view: View) -> None:
    """Press one of Day, Week, Month and List."""
    front.window.top_bar.viewChosen.emit(view.value)
    front.settle()


@pytest.fixture
def listed(front):
    """The window with the list in it."""
    show(front, View.LIST)
    return front.session.wiring.agenda.page


@pytest.fixture
def month(front):
    """The window with the month in it."""
    show(front, View.MONTH)
    return front.session.wiring.month.page


def column(listed, number: Column) -> list[str]:
    """The texts of a column."""
    model = listed.table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_enter_on_a_day_of_the_month_opens_it(front, month):
    assert month.isVisible()
    assert front.focus() is month.canvas
    front.press(Qt.Key.Key_Down)
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert front.calendar.isVisible()
    assert front.session.wiring.day.date.isoformat() == "2026-11-30"
    assert front.focus() is front.calendar


def test_the_arrows_of_the_bar_leaf_by_month_and_t_comes_back(front, month):
    front.click(front.window.top_bar.next)
    front.settle()
    assert front.window.top_bar.heading.text() == "December 2026"
    assert month.canvas.selected.isoformat() == "2026-12-23"
    month.focus()
    front.press(Qt.Key.Key_T)
    front.settle()
    assert month.canvas.selected.isoformat() == "2026-11-23"


def test_another_desks_visit_comes_into_the_month(front, month):
    other_books(front, "bo", 11, "Dana Fox")
    front.wait(lambda: "1 visit" in month.canvas.accessibleDescription())


def test_the_month_marks_the_times_of_the_chosen_service(front, month):
    front.click(front.window.navigator.services.row("talk"))
    front.settle()
    assert "available times" in month.canvas.accessibleDescription()


def test_another_desks_visit_comes_into_the_list(front, listed):
    assert listed.words.isVisible()  # nobody yet, and what to do
    other_books(front, "bo", 11, "Dana <b>Fox</b>")
    front.wait(lambda: column(listed, Column.CUSTOMER) == ["Dana <b>Fox</b>"])


def test_enter_on_a_row_opens_the_visit_in_the_panel(front, listed):
    number = other_books(front, "bo", 11, "Dana Fox")
    front.wait(lambda: listed.table.rows.rowCount() == 1)
    listed.focus()
    front.press(Qt.Key.Key_Down)
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    assert front.session.booking.visit.visit.appointment.id == number
    assert front.panel.visit.isVisible()


def test_the_letters_and_the_menu_note_what_became_of_the_row(front, listed):
    number = other_books(front, "bo", 9, "Dana Fox")
    other_books(front, "bo", 11, "Ruth Klein")
    front.wait(lambda: listed.table.rows.rowCount() == 2)
    listed.focus()
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_A)
    front.wait(lambda: column(listed, Column.STATUS) == ["Arrived", "Booked"])
    assert listed.table.current_visit == number
    assert front.focus() is listed.table
    menu = listed.table.menu()
    front.qtbot.addWidget(menu)
    verbs = [entry.text() for entry in menu.actions()]
    assert "Done" in verbs
    assert "Arrived" not in verbs
    front.wait(front.window.menu.undo.isEnabled)
    front.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: column(listed, Column.STATUS) == ["Booked", "Booked"])


def test_r_books_the_row_again_in_six_weeks(front, listed):
    other_books(front, "bo", 11, "Dana Fox")
    front.wait(lambda: listed.table.rows.rowCount() == 1)
    listed.focus()
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_R)
    front.wait(lambda: front.session.wiring.day.date.isoformat() == "2027-01-04")
    assert front.session.booking.draft.customer_id is not None


def test_month_and_list_tell_their_figures_below(front, listed):
    other_books(front, "bo", 11, "Dana Fox")
    figures = front.window.status_line.figures
    front.wait(lambda: figures.text() == "1 visit · 1 booked · 0 here")
    show(front, View.MONTH)
    front.wait(lambda: figures.text().startswith("1 visit · load"))
    show(front, View.DAY)
    front.wait(lambda: "1 booked" in figures.text())


def test_an_available_time_of_the_list_is_held_with_enter_and_booked(front, listed):
    front.click(front.window.navigator.services.row("talk"))
    front.settle()
    front.click(listed.filters.openings)
    front.settle()
    assert set(column(listed, Column.STATUS)) == {"Available"}
    listed.focus()
    front.press(Qt.Key.Key_Home)
    front.press(Qt.Key.Key_Return)
    front.wait(front.is_held)
    front.settle()
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@example.org")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.session.booking.state.stage is Stage.IDLE)
    front.settle()
    assert "Ruth Klein" in column(listed, Column.CUSTOMER)
    assert front.focus() is listed.table


def test_week_month_and_the_arrows_move_the_list(front, listed):
    other_books(front, "bo", 11, "Dana Fox", day=25)
    other_books(front, "bo", 12, "Ruth Klein", day=30)
    segments = listed.filters.segments
    assert column(listed, Column.CUSTOMER) == []
    segments.chosen.emit("day")
    for reach, names in (("week", ["Dana Fox"]), ("month", ["Dana Fox", "Ruth Klein"])):
        segments.choose(reach)
        segments.chosen.emit(reach)
        front.wait(lambda names=names: column(listed, Column.CUSTOMER) == names)
    front.click(front.window.top_bar.next)
    front.wait(lambda: column(listed, Column.CUSTOMER) == [])
    assert "December" in front.window.top_bar.heading.text()


def test_people_switched_off_at_the_left_leave_the_list(front, listed):
    other_books(front, "bo", 11, "Dana Fox")
    front.wait(lambda: listed.table.rows.rowCount() == 1)
    front.click(front.window.navigator.rows()["bo"])
    front.wait(lambda: listed.table.rows.rowCount() == 0)
    assert "switched off" in listed.words.text()


def test_view_reach_and_widths_are_remembered(front, listed):
    other_books(front, "bo", 11, "Dana Fox")
    listed.filters.segments.choose("week")
    listed.filters.segments.chosen.emit("week")
    listed.table.horizontalHeader().resizeSection(Column.CUSTOMER, 217)
    front.settle()
    assert front.preferences.view is View.LIST
    assert front.preferences.reach.value == "week"
    again = type(listed)(front.session.runner, listed.filters.first._today)
    front.qtbot.addWidget(again)
    again.table.arrange(front.preferences.list_columns)
    assert again.table.columnWidth(Column.CUSTOMER) == 217


def test_f6_goes_round_with_the_list_in_the_middle(front, listed):
    front.window.navigator.month.setFocus()
    QTest.keyClick(front.focus(), Qt.Key.Key_F6)
    assert listed.isAncestorOf(front.focus())


def test_a_hold_of_another_desk_leaves_list_and_month_when_it_ends(front, listed):
    front.other_holds("bo", 11)
    front.session.feed.look()
    front.wait(lambda: listed.table.rows.rowCount() == 1)
    assert column(listed, Column.STATUS)[0].startswith("Held by Desk 2 until")
    front.pass_time(600)
    front.wait(lambda: listed.table.rows.rowCount() == 0)
    front.other_holds("bo", 12)
    show(front, View.MONTH)
    canvas = front.session.wiring.month.page.canvas
    front.wait(lambda: "1 hold" in canvas.accessibleDescription())
    front.pass_time(600)
    front.wait(lambda: "hold" not in canvas.accessibleDescription())


def test_leafing_fast_ends_at_the_month_asked_for_last(front, month):
    other_books(front, "bo", 11, "Dana Fox", day=30)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        front.press(key)
    front.settle()
    front.press(Qt.Key.Key_End)
    front.wait(lambda: "1 visit" in month.canvas.accessibleDescription())
    assert month.canvas.selected.isoformat() == "2026-11-30"
