"""The list on a real book: filters, sorting, keys, what is copied, and what is kept."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest

from frontdesk.desk import booking
from frontdesk.desk.agenda import AgendaRow, AgendaView
from frontdesk.desk.answers import Cause, EnvironmentFault
from frontdesk.engine.values import Status
from frontdesk.ui.agenda.entries import Filter, visit_entries
from frontdesk.ui.agenda.model import AgendaModel
from frontdesk.ui.agenda.table import AgendaTable
from frontdesk.ui.agenda.wording import Column, Standing
from frontdesk.ui.period import Period, Reach
from frontdesk.ui.runner import Runner

from .conftest import TUESDAY, Front

ODD = ["<b>x</b>", "=1+1", "O'Brien; DROP", "a & b", "محمد", "😀", "x" * 300]


@pytest.mark.parametrize("name", ODD)
def test_names_show_as_themselves_in_cell_and_tool_tip(front: Front, name: str) -> None:
    front.book(9, name)
    front.show()
    assert front.cells(Column.CUSTOMER) == [name]
    tip = QTextDocument()
    tip.setHtml(front.table.model().index(0, Column.CUSTOMER).data(Qt.ItemDataRole.ToolTipRole))
    assert tip.toPlainText() == name


def test_the_days_that_are_shown_are_listed(front: Front) -> None:
    front.book(9)
    front.book(10, day=date(2026, 11, 25))
    front.show()
    assert front.times() == ["9:00"]
    front.show(Period(date(2026, 11, 23), 7))
    assert front.cells(Column.DATE) == ["Tue 24 Nov", "Wed 25 Nov"]
    assert front.page.filters.count.text() == "2 visits"


def test_a_click_on_a_head_sorts_and_the_cursor_stays_on_its_visit(front: Front) -> None:
    front.book(9, "Zoë")
    front.book(11, "Dana")
    front.show()
    front.table.setCurrentIndex(front.table.model().index(1, 0))
    chosen = front.table.current_visit
    front.table.sortByColumn(Column.CUSTOMER, Qt.SortOrder.AscendingOrder)
    assert front.cells(Column.CUSTOMER) == ["Dana", "Zoë"]
    assert front.table.current_visit == chosen
    assert front.table.currentIndex().row() == 0


def test_typing_filters_without_accents_and_esc_takes_it_away(front: Front) -> None:
    front.book(9, "Zoë Weiß")
    front.book(11, "Dana Fox")
    front.show()
    QTest.keyClicks(front.page.filters.words, "weiss")
    front.qtbot.waitUntil(lambda: front.times() == ["9:00"])
    front.page.filters.words.setFocus()
    QTest.keyClick(front.page.filters.words, Qt.Key.Key_Escape)
    front.qtbot.waitUntil(lambda: front.times() == ["9:00", "11:00"])


def test_status_person_and_service_filter(front: Front) -> None:
    front.book(9)
    front.book(9, "Ruth Klein", "bo")
    gone = front.book(13)
    booking.cancel(front.other, gone)
    front.show()
    filters = front.page.filters
    assert front.times() == ["9:00", "9:00"]
    filters.who.setCurrentIndex(filters.who.findData("bo"))
    filters.who.activated.emit(filters.who.currentIndex())
    assert front.cells(Column.CUSTOMER) == ["Ruth Klein"]
    filters.clear()
    filters.status.setCurrentText("Cancelled, moved")
    filters.status.activated.emit(filters.status.currentIndex())
    assert front.times() == ["13:00"]


def test_people_are_offered_by_the_names_they_have(front: Front) -> None:
    names = [front.page.filters.who.itemText(at) for at in range(front.page.filters.who.count())]
    assert names == ["Everyone", "Ana", "Bo & <b>Co</b>"]


def test_enter_and_a_double_click_open_the_visit(front: Front) -> None:
    number = front.book(9)
    front.show()
    front.table.setCurrentIndex(front.table.model().index(0, 3))
    with front.qtbot.waitSignal(front.page.visitChosen) as opened:
        front.press(Qt.Key.Key_Return)
    assert opened.args == [number]
    middle = front.table.visualRect(front.table.model().index(0, 3)).center()
    QTest.mouseClick(front.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    with front.qtbot.waitSignal(front.page.visitChosen):
        QTest.mouseDClick(front.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_available_times_are_listed_among_the_visits_and_taken_with_enter(front: Front) -> None:
    front.book(9)
    front.show(service="cut")
    assert front.page.filters.openings.isEnabled()
    front.page.filters.openings.click()
    front.settle()
    assert "Available" in front.cells(Column.STATUS)
    row = front.cells(Column.STATUS).index("Available")
    front.table.setCurrentIndex(front.table.model().index(row, 0))
    with front.qtbot.waitSignal(front.page.openingTaken) as taken:
        front.press(Qt.Key.Key_Return)
    (opening,) = taken.args
    assert (opening.duration, len(opening.resource_ids)) == (60, 1)
    assert front.table.current_visit is None


def test_without_a_service_there_are_no_times_to_list(front: Front) -> None:
    front.show()
    assert not front.page.filters.openings.isEnabled()


def test_another_desks_visit_comes_in_and_the_selection_stays(front: Front) -> None:
    front.book(10)
    front.book(12)
    front.show()
    front.table.selectRow(1)
    chosen = front.table.current_visit
    front.book(9)
    front.refresh()
    assert front.times() == ["9:00", "10:00", "12:00"]
    assert front.table.current_visit == chosen
    assert [entry.visit.id for entry in front.table.chosen()] == [chosen]


def test_when_the_chosen_visit_goes_the_cursor_stands_on_its_neighbour(front: Front) -> None:
    front.book(9)
    middle, last = front.book(11), front.book(13)
    front.show()
    front.table.selectRow(1)
    assert front.table.current_visit == middle
    booking.cancel(front.other, middle)
    front.refresh()
    assert front.times() == ["9:00", "13:00"]
    assert front.table.current_visit == last
    assert front.table.chosen() == []


def test_ctrl_c_copies_the_chosen_rows_in_their_order(front: Front) -> None:
    front.book(9, "=1+1")
    front.book(11)
    front.show()
    front.table.selectAll()
    front.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[Column.TIME] for line in lines] == ["9:00", "11:00"]
    assert lines[0].split("\t")[Column.CUSTOMER] == "'=1+1"


def test_a_letter_does_not_move_the_cursor(front: Front) -> None:
    front.book(9, "Ana")
    front.book(11, "Zoë")
    front.show()
    front.table.setCurrentIndex(front.table.model().index(0, Column.CUSTOMER))
    front.press(Qt.Key.Key_Z)
    assert front.table.currentIndex().row() == 0


def test_home_and_end_go_to_the_first_and_the_last_row(front: Front) -> None:
    for hour in (9, 11, 13):
        front.book(hour)
    front.show()
    front.table.setCurrentIndex(front.table.model().index(1, 3))
    front.press(Qt.Key.Key_End)
    assert front.table.currentIndex().row() == 2
    front.press(Qt.Key.Key_Home)
    assert front.table.currentIndex().row() == 0


def test_the_menu_of_a_row_opens_and_copies(front: Front) -> None:
    front.book(9)
    front.show()
    front.table.selectRow(0)
    menu = front.table.menu()
    front.qtbot.addWidget(menu)
    assert [entry.text() for entry in menu.actions() if entry.text()] == ["Open", "Copy rows"]
    with front.qtbot.waitSignal(front.page.visitChosen):
        menu.actions()[0].trigger()


def test_an_empty_day_says_what_to_do(front: Front) -> None:
    front.show(service="cut")
    assert front.page.words.text().startswith("Nobody is booked on Tuesday 24 November.")
    assert front.page.remedy.isVisible()
    front.page.remedy.click()
    front.settle()
    assert set(front.cells(Column.STATUS)) == {"Available"}


def test_where_the_filters_hide_everything_they_can_be_cleared(front: Front) -> None:
    front.book(9)
    front.show()
    front.page.filters.words.setText("nobody at all")
    front.qtbot.waitUntil(lambda: front.page.words.isVisible())
    assert front.page.words.text() == "Nothing on Tuesday 24 November fits these filters."
    front.page.remedy.click()
    assert front.times() == ["9:00"]


def test_from_and_to_are_typed_as_they_are_said(front: Front) -> None:
    front.show()
    filters = front.page.filters
    filters.show_reach(Reach.OWN, Period(TUESDAY, 1))
    filters.last.setText("+3d")
    with front.qtbot.waitSignal(front.page.reachChosen) as chosen:
        QTest.keyClick(filters.last, Qt.Key.Key_Return)
    assert chosen.args == [Reach.OWN, Period(TUESDAY, 4)]
    filters.last.setText("someday")
    with front.qtbot.assertNotEmitted(front.page.reachChosen):
        QTest.keyClick(filters.last, Qt.Key.Key_Return)
    assert filters.last.property("problem")
    assert filters.last.accessibleDescription()


def test_widths_and_sorting_can_be_kept(front: Front) -> None:
    front.book(9, "Zoë")
    front.book(11, "Dana")
    front.show()
    with front.qtbot.waitSignal(front.table.arranged):
        front.table.horizontalHeader().resizeSection(Column.CUSTOMER, 231)
    front.table.sortByColumn(Column.CUSTOMER, Qt.SortOrder.AscendingOrder)
    kept = front.table.arrangement()
    again = AgendaTable(AgendaModel())
    front.qtbot.addWidget(again)
    again.arrange(kept)
    again.show_entries(list(front.table.rows.entries()))
    again.resize(900, 300)
    assert again.columnWidth(Column.CUSTOMER) == 231
    assert again.model().index(0, Column.CUSTOMER).data() == "Dana"
    again.arrange(QByteArray(b"not a state"))
    assert again.columnWidth(Column.CUSTOMER) == 231


def test_until_somebody_draws_a_width_the_columns_follow_the_window(front: Front) -> None:
    table = AgendaTable(AgendaModel())
    front.qtbot.addWidget(table)
    with front.qtbot.assertNotEmitted(table.arranged):
        table.resize(989, 300)
        table.show()
        small = table.columnWidth(Column.CUSTOMER)
        table.resize(1400, 300)
        front.qtbot.waitUntil(lambda: table.columnWidth(Column.CUSTOMER) > small)
        table.resize(989, 300)
        front.qtbot.waitUntil(lambda: table.columnWidth(Column.CUSTOMER) == small)
    with front.qtbot.waitSignal(table.arranged):
        table.horizontalHeader().resizeSection(Column.CUSTOMER, 231)
    table.resize(1400, 300)
    front.settle()
    assert table.columnWidth(Column.CUSTOMER) == 231


def test_that_a_visit_is_unpaid_is_not_cut_on_a_small_screen(front: Front) -> None:
    made = AgendaRow(
        1, 600, 660, Status.BOOKED, "cut", "Cut", "#1D5DB8", ("ana",), ("Ana",), 1, "Dana Fox"
    )
    due = replace(made, id=2, arrived=True, owes=True)

    def table_with(*rows: AgendaRow) -> AgendaTable:
        table = AgendaTable(AgendaModel())
        front.qtbot.addWidget(table)
        table.resize(989, 300)
        table.show()
        view = AgendaView("main", "UTC", TUESDAY, TUESDAY, rows, False, 700 * 60)
        table.show_entries(visit_entries(view))
        return table

    before = table_with(made).columnWidth(Column.STATUS)
    table = table_with(made, due)
    assert table.rows.index(1, Column.STATUS).data() == "Arrived, unpaid"
    needed = table.sizeHintForIndex(table.rows.index(1, Column.STATUS)).width()
    assert before < needed <= table.columnWidth(Column.STATUS)
    assert table.columnWidth(Column.NOTE) >= 48
    assert table.horizontalScrollBar().maximum() == 0
    table.show_entries([])
    assert table.columnWidth(Column.STATUS) >= needed, "the columns do not dance as days turn"


def test_five_thousand_rows_are_shown_sorted_and_filtered_without_a_freeze(front: Front) -> None:
    """Generous to a slow machine: a freeze would be seconds."""
    made = AgendaRow(
        0, 0, 30, Status.BOOKED, "cut", "Cut", "#1D5DB8", ("ana",), ("Ana",), 1, "Dana Fox"
    )
    rows = tuple(
        replace(made, id=n, start=n, end=n + 30, customer_name=f"Person {n * 7919 % 5000}")
        for n in range(5000)
    )
    found = visit_entries(AgendaView("main", "UTC", TUESDAY, TUESDAY, rows, False, 0))
    front.show()
    took = []
    for step in (
        lambda: front.table.show_entries(found),
        lambda: front.table.sortByColumn(Column.CUSTOMER, Qt.SortOrder.AscendingOrder),
        lambda: front.table.show_filter(Filter(words="person 4999")),
    ):
        began = time.perf_counter()
        step()
        took.append(time.perf_counter() - began)
    assert front.table.rows.rowCount() == 1
    assert {entry.standing for entry in front.table.rows.entries()} == {Standing.BOOKED}
    assert max(took) < 1, took


def test_a_hidden_list_reads_nothing_and_catches_up(front: Front) -> None:
    front.show()
    front.page.hide()
    front.book(9)
    front.page.refresh(None)
    assert not front.runner.is_busy
    front.page.show()
    front.settle()
    assert front.times() == ["9:00"]


def test_rows_never_stand_under_days_that_could_not_be_read(front: Front) -> None:
    """The book is gone while another day is asked for, and is found again."""
    front.book(9)
    front.show()
    fault = EnvironmentFault(Cause.UNREACHABLE, "book.db")
    front.runner.run = _failing(front.runner, fault)
    with front.qtbot.waitSignal(front.page.failed) as failed:
        front.page.show_chosen("main", Reach.DAY, Period(date(2026, 11, 25), 1), "", None)
    assert failed.args == [fault]
    assert front.times() == []
    assert front.page.words.text() == "These days can't be read now."
    del front.runner.run
    front.page.show_chosen("main", Reach.DAY, Period(TUESDAY, 1), "", None)
    front.settle()
    assert front.times() == ["9:00"]


def test_a_failed_refresh_leaves_the_rows_of_the_same_days(front: Front) -> None:
    front.book(9)
    front.show()
    front.runner.run = _failing(front.runner, EnvironmentFault(Cause.UNREACHABLE, "book.db"))
    with front.qtbot.waitSignal(front.page.failed):
        front.page.refresh(None)
    assert front.times() == ["9:00"]


def _failing(runner: Runner, fault: EnvironmentFault):
    """The runner's own ``run`` with jobs that meet ``fault``."""
    run = runner.run

    def fail(_desk: object) -> None:
        raise fault

    def run_failing(_job, done, failed, key=None) -> None:
        run(fail, done, failed, key)

    return run_failing
