"""Texts of the calendar that are laid out, measured and shortened once, and drawn often."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextOption

from frontdesk.ui.calendar.blocks import Ink
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import font

_TEXTS_KEPT = 6000
_BY_ITS_LETTERS = QTextOption()
_BY_ITS_LETTERS.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
_BY_ITS_LETTERS.setWrapMode(QTextOption.WrapMode.NoWrap)
"""A name runs as its own script does, also in a window of the other direction."""


def leading(rect: Rect, inset: float, text: QStaticText, mirrored: bool) -> float:
    """The x of ``text`` that begins ``inset`` pixels from where the lines of ``rect`` begin.

    They begin at the left, or at the right where the window is mirrored.
    """
    return rect.right - inset - text.size().width() if mirrored else rect.x + inset


class TextBox:
    """Texts in one font that are laid out, and shortened, once."""

    def __init__(self, made: QFont) -> None:
        """Lay out in ``made``."""
        self.font = made
        self.metrics = QFontMetrics(made)
        self.ascent = self.metrics.ascent()
        self._texts: dict[tuple[str, int], QStaticText] = {}
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        """How wide ``text`` is."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width

    def text(self, text: str, room: int) -> QStaticText:
        """``text`` ready to be drawn, ending in "…" when wider than ``room``."""
        found = self._texts.get((text, room))
        if found is None:
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.clear()
                self._widths.clear()
            shown = text
            if self.width(text) > room:
                shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            found = QStaticText(shown)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setTextOption(_BY_ITS_LETTERS)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=self.font)
            self._texts[text, room] = found
        return found


class TextBoxes:
    """The fonts of the calendar by ink, and the small one for the lowest blocks."""

    def __init__(self) -> None:
        """Take the interface font at its present size."""
        bold = QFont.Weight.DemiBold
        self.of = {
            Ink.TIME: TextBox(font(tokens.FONT_BASE)),
            Ink.NAME: TextBox(font(tokens.FONT_BASE, bold)),
            Ink.SERVICE: TextBox(font(tokens.FONT_SMALL)),
            Ink.META: TextBox(font(tokens.FONT_SMALL)),
            Ink.HOLD: TextBox(font(tokens.FONT_SMALL, bold)),
        }
        self.small = TextBox(font(tokens.FONT_SMALLEST, bold))
