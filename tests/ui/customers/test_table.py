"""Tables of customers: every text as itself, and the words of the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from frontdesk.desk.customer_import import LineFault, Preview
from frontdesk.ui.customers.import_pane import counts, left_out
from frontdesk.ui.customers.table import Lines, Rows, Table
from frontdesk.ui.customers.wording import many

ODD = ["<b>x</b>", "O'Brien; DROP", "=1+1", "a & b", "محمد", "😀", "x" * 300]


@pytest.mark.parametrize("name", ODD)
def test_a_cell_and_its_tool_tip_show_the_name_itself(name, qapp):
    rows = Rows(("Name", "Phone"))
    rows.show_rows([(name, "1")], [7])
    index = rows.index(0, 0)
    assert rows.data(index) == name
    tip = QTextDocument()
    tip.setHtml(rows.data(index, Qt.ItemDataRole.ToolTipRole))
    assert tip.toPlainText() == name
    assert rows.value(0) == 7
    assert rows.value(-1) is None


def test_the_same_rows_again_leave_the_selection_where_it_is(qtbot):
    rows = Rows(("Name",))
    table = Table(rows, "People")
    qtbot.addWidget(table)
    rows.show_rows([("a",), ("b",)], [1, 2])
    table.selectRow(1)
    rows.show_rows([("a",), ("b",)], [1, 2])
    assert table.currentIndex().row() == 1
    rows.show_rows([("b",)], [2])
    assert rows.row_of(2) == 0
    assert rows.row_of(1) == -1


@pytest.mark.parametrize(
    ("word", "heading"),
    [
        ("customer", "Customers"),
        ("patient", "Patients"),
        ("family", "Families"),
        ("boy", "Boys"),
        ("guests", "Guests"),
    ],
)
def test_the_word_for_one_gives_the_heading(word, heading):
    assert many(word) == heading


def test_what_an_import_leaves_out_is_told_in_the_order_of_the_file():
    faults = (LineFault(12, "email", "Bad."), LineFault(3, "name", "This is missing."))
    preview = Preview(("Name",), {"name": 0}, (), 1, (7,), faults)
    assert counts(preview) == "1 new record · 1 already in the book · 2 lines with faults"
    assert left_out(preview) == [
        "Line 3, Name: This is missing.",
        "Line 7: already in the book",
        "Line 12, E-mail: Bad.",
    ]


def test_a_file_of_faults_is_told_in_part():
    faults = tuple(LineFault(line, "email", "Bad.") for line in range(2, 800))
    told = left_out(Preview(("E-mail",), {"email": 0}, (), 0, (), faults))
    assert len(told) == 501
    assert told[-1] == "… and 298 more"


def test_rows_of_lines_grow_with_their_text_and_with_less_room(qtbot):
    rows = Lines(["When", "What"])
    table = Table(rows, "Changes", wide=1)
    table.set_widths({0: 100})
    table.wrap_lines()
    qtbot.addWidget(table)
    table.resize(500, 400)
    rows.show_rows([("9:00", "Added"), ("9:05", "Notes: – → " + "call first, " * 20)])
    table.show()
    qtbot.waitUntil(lambda: table.rowHeight(1) > table.rowHeight(0), timeout=30_000)
    short, long = table.rowHeight(0), table.rowHeight(1)
    table.resize(300, 400)
    qtbot.waitUntil(lambda: table.rowHeight(1) > long, timeout=30_000)
    assert table.rowHeight(0) == short
