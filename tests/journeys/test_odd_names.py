"""Whatever a name is made of, it shows as itself: on screen, in tool tips, menus and files."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget

from frontdesk.desk import booking, records
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.customer_files import export_csv
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.values import Status

ODD = {
    "markup": "<b>x</b> &amp; Co",
    "statement": "O'Brien; DROP TABLE customer;--",
    "formula": "=1+1",
    "emoji": "Zoë 🦊👩‍👩‍👧",
    "Hebrew": "שרה לוי",
    "Arabic": "محمد علي",
    "turned": "\u202eevil\u202c Fox",
    "placeholder": "{name} %s %1 [*]",
    "300 letters": "Nn" * 150,
}


def said_by(tip: str) -> str:
    """What a person reads in a tool tip, which Qt takes for markup where it looks like it."""
    might_be = QtGui.Qt.mightBeRichText(tip)
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if might_be else tip


@pytest.fixture(params=ODD.values(), ids=ODD.keys())
def name(request) -> str:
    return request.param


@pytest.fixture
def visit(front, name) -> int:
    """A visit of that customer at ten, booked at the other desk."""
    fields = CustomerFields(name, phone="(212) 555-0148", alerts=name, notes=name, tags=("x",))
    added = records.add(front.other, fields)
    assert isinstance(added, Done)
    request = HoldRequest(
        "cut", front.at(10), ("bo",), None, "main", customer_id=added.value.row.id,
        complete=Status.BOOKED, notes=name,
    )  # fmt: skip
    made = booking.hold(front.other, request)
    assert isinstance(made, Done)
    number = made.value.appointment.id
    front.wait(lambda: number in front.blocks())
    return number


def test_labels_never_read_a_name_as_markup(front, visit, name):
    front.click_time("bo", 10)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    front.settle()
    labels = [label for label in front.panel.visit.findChildren(QLabel) if not label.isHidden()]
    texts = [label.text() for label in labels]
    assert texts[0] == name
    assert any(text == name for text in texts[1:]), "the note"
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_the_search_and_the_panel_say_the_name_and_the_alert(front, visit, name):
    front.press(Qt.Key.Key_F2)
    front.write("0148")
    front.settle()
    row = front.session.wiring.find.popup.rows[0]
    assert row.entry.title == name
    assert name in row.accessibleName()
    assert said_by(row.toolTip()) == name
    front.press(Qt.Key.Key_Return)
    front.settle()
    assert front.panel.idle.card.lines[0] == name
    assert front.panel.idle.card.lines[1] == f"! {name}"
    assert_no_tip_is_markup(front.window)


def test_the_page_of_customers_says_it_in_list_card_and_tips(front, visit, name):
    page = front.session.wiring.customers.page
    front.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    front.settle()
    front.write("0148")
    front.settle()
    cell = page.finder.rows.index(0, 0, QModelIndex())
    assert cell.data() == name
    assert said_by(cell.data(Qt.ItemDataRole.ToolTipRole)) == name
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: page.card.form.fields["name"].value() == name)
    front.settle()
    assert page.card.form.fields["notes"].value() == name
    assert_no_tip_is_markup(page)


def test_undo_says_it_in_the_strip_and_the_menu(front, visit, name):
    front.click_time("bo", 10)
    front.wait(lambda: front.session.booking.visit.visit is not None)
    front.settle()
    front.click(front.panel.visit.cancel)
    front.click(front.panel.visit.confirm)
    front.wait(lambda: name in front.window.notice.text)
    front.wait(lambda: front.window.menu.undo.isEnabled())
    shown = front.window.menu.undo.text()
    assert name[:40] in shown.replace("&&", "&")
    assert shown.replace("&&", "").count("&") == 0
    assert len(shown) < 130
    assert_no_tip_is_markup(front.window)


def test_a_spreadsheet_gets_it_as_text(front, visit, name):
    rows = list(csv.reader(io.StringIO(export_csv(front.other))))
    (cell,) = {row[0] for row in rows[1:]}
    assert cell.removeprefix("'") == name
    assert cell[0] not in "=+-@"


def test_a_drawn_name_changes_nothing_else(front, visit, name):
    """The picture of the day is painted without an error, whatever the name."""
    front.window.grab()
    drawn = " ".join(front.blocks()[visit])
    assert drawn.replace("\u2066", "").replace("\u2069", "").find(name[:3]) >= 0


def assert_no_tip_is_markup(within: QWidget) -> None:
    """No tool tip is what a customer typed, unescaped: Qt would read it as markup."""
    for widget in within.findChildren(QWidget):
        tip = widget.toolTip()
        if QtGui.Qt.mightBeRichText(tip):
            assert tip.startswith('<p style="white-space: pre-wrap">'), tip
            assert "<b>" not in tip
