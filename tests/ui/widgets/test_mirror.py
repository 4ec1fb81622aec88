"""Painted texts run as their own letters do, in windows of either direction."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from frontdesk.ui.widgets.mirror import isolated


def places(words: str, around: Qt.LayoutDirection) -> list[float]:
    """Where the letters of ``words`` but the first begin, in a window that runs ``around``.

    Where the first one begins, two directions meet, and the cursor has two places.
    """
    option = QTextOption()
    option.setTextDirection(around)
    layout = QTextLayout(isolated(words), QApplication.font())
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return [line.cursorToX(at + 1)[0] for at in range(1, len(words))]  # type: ignore[index]


@pytest.mark.parametrize("around", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize(
    ("words", "rightwards"),
    [
        ("Yusuf Sand…", True),
        ("30 min · $75", True),
        ("13:00 – 14:00", True),
        ("(212) 555-0131", True),
        ("דנה כה…", False),
    ],
)
def test_letters_run_as_they_do_by_themselves(
    qapp: QApplication, around: Qt.LayoutDirection, words: str, rightwards: bool
) -> None:
    first, *_, last = places(words, around)
    assert (first < last) is rightwards
