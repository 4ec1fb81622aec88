"""Texts fit into their room, and are shortened as Qt itself would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from frontdesk.ui.calendar.texts import TextBox

LETTERS = st.text("abcdefgh ijklmnopqrstuvwxyzABCDEFGÄÖéß·–0123456789", max_size=40)
"""No "…" among them: at the end of a text it tells that some was left out."""


@pytest.fixture(scope="module")
def box(qapp: QApplication) -> TextBox:
    font = QFont(qapp.font())
    font.setPixelSize(13)
    return TextBox(font)


@given(LETTERS, st.integers(20, 400))
def test_a_text_is_as_wide_as_its_room_at_most(box: TextBox, text: str, room: int) -> None:
    shown = box.text(text, room).text()
    assert box.metrics.horizontalAdvance(shown) <= room + 2  # kerning may add a little
    if shown != text and len(shown) < 5 and text.startswith(shown):
        assert box.metrics.horizontalAdvance(f"{text[:3]}…") > room - 2
    elif shown != text:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])
        longer = f"{text[: len(shown)]}…"
        assert box.metrics.horizontalAdvance(longer) > room - 2


def test_where_there_is_room_for_a_few_letters_no_dots_take_it(box: TextBox) -> None:
    room = box.width("Fri") + 1
    assert box.text("Frieda", room).text() == "Fri"
    assert box.text("Frieda Klein", 2 * room + 8).text().endswith("…")


@given(LETTERS)
def test_its_width_is_that_of_qt_but_for_kerning(box: TextBox, text: str) -> None:
    apart = abs(box.width(text) - box.metrics.horizontalAdvance(text))
    assert apart <= 2 + len(text) // 8  # a single pair such as "FA" takes up to two pixels


@pytest.mark.parametrize("text", ["محمد بن سلمان", "שרה כהן", "王小明", "🙂 Ruth", "é" * 40])
def test_other_scripts_are_left_to_qt(box: TextBox, text: str) -> None:
    shown = box.text(text, 40).text()
    expected = box.metrics.elidedText(text, Qt.TextElideMode.ElideRight, 40)
    assert shown == expected or text.startswith("é")
    assert box.metrics.horizontalAdvance(shown) <= 42


def test_the_same_text_is_laid_out_once(box: TextBox) -> None:
    assert box.text("Dana Fox", 100) is box.text("Dana Fox", 100)
