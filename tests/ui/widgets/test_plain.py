"""What people typed is shown as it is, shortened where it must be, and told whole to readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.theme.apply import Theme
from frontdesk.ui.widgets.plain import (
    Pill,
    PlainLabel,
    SectionHead,
    plain_tool_tip,
    set_plain_tool_tip,
    without_mnemonic,
)

MARKUP = '<img src=x> & "Ruth"'


def test_a_label_shows_markup_as_letters(qtbot: QtBot) -> None:
    label = PlainLabel(MARKUP)
    qtbot.addWidget(label)
    as_markup = PlainLabel("")
    as_markup.setTextFormat(Qt.TextFormat.RichText)
    as_markup.setText(MARKUP)
    qtbot.addWidget(as_markup)
    assert label.text() == MARKUP
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > as_markup.sizeHint().width()


def test_a_tool_tip_shows_markup_as_letters() -> None:
    tip = plain_tool_tip(MARKUP)
    assert "<img" not in tip
    assert "&lt;img src=x&gt; &amp;" in tip
    assert plain_tool_tip("") == ""


def _described(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_a_reader_hears_a_tool_tip_without_its_tags(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_plain_tool_tip(widget, MARKUP)
    assert _described(widget) == MARKUP
    set_plain_tool_tip(widget, "Next day")
    assert _described(widget) == "Next day"
    set_plain_tool_tip(widget, "")
    assert _described(widget) == ""


def test_a_tool_tip_leaves_a_description_alone(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setAccessibleDescription("F8")
    set_plain_tool_tip(widget, "Keep the hold")
    assert _described(widget) == "F8"


def test_an_ampersand_is_no_mnemonic() -> None:
    assert without_mnemonic("Fox & Sons") == "Fox && Sons"


def test_a_narrow_label_gives_way_and_offers_the_whole_text(qtbot: QtBot) -> None:
    label = PlainLabel("Samuel Adeyemi-Richardson <jr>", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.minimumSizeHint().width() < 60
    assert "&lt;jr&gt;" in label.toolTip()
    label.resize(600, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize("width", [40, 600])
def test_a_reader_hears_the_whole_and_the_latest_text(qtbot: QtBot, width: int) -> None:
    label = PlainLabel("Held 4:32", elide=True)
    qtbot.addWidget(label)
    label.resize(width, 20)
    label.setText("Taken by Desk 2 at 14:33")
    spoken = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
    assert spoken == "Taken by Desk 2 at 14:33"


def test_a_section_is_capitals_only_to_the_eye(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    head = SectionHead("People", "3 of 3")
    qtbot.addWidget(head)
    head.show()
    title = head.findChildren(PlainLabel)[0]
    assert title.text() == "People"
    theme.set_choice("dark")  # another style sheet must not take the capitals away
    assert title.font().capitalization() == QFont.Capitalization.AllUppercase
    theme.set_choice("light")
    qapp.setStyleSheet("")


def test_a_pill_is_plain_text_too(qtbot: QtBot) -> None:
    pill = Pill("<b>Latex</b>", "alert")
    qtbot.addWidget(pill)
    assert pill.text() == "<b>Latex</b>"
    assert pill.textFormat() == Qt.TextFormat.PlainText
