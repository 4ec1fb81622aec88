"""Texts of the calendar that are laid out, measured and shortened once, and drawn often."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QStaticText, QTextOption

from frontdesk.ui.calendar.blocks import Ink
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import font

_TEXTS_KEPT = 6000
_LEAST_BEFORE_DOTS = 3
_LAST_OF_LATIN = "ɏ"
_SIGNS = frozenset("–—…‘’“”€•")
_BY_ITS_LETTERS = QTextOption()
_BY_ITS_LETTERS.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
_BY_ITS_LETTERS.setWrapMode(QTextOption.WrapMode.NoWrap)
"""A name runs as its own script does, also in a window of the other direction."""


def leading(rect: Rect, inset: float, box: TextBox, text: QStaticText, mirrored: bool) -> float:
    """The x of ``text`` that begins ``inset`` pixels from where the lines of ``rect`` begin.

    They begin at the left, or at the right where the window is mirrored.
    """
    if not mirrored:
        return rect.x + inset
    text.prepare(font=box.font)  # otherwise it would not know its width yet
    return rect.right - inset - text.size().width()


class TextBox:
    """Texts in one font that are laid out, and shortened, once."""

    def __init__(self, made: QFont) -> None:
        """Lay out in ``made``."""
        self.font = made
        self.metrics = QFontMetrics(made)
        self.ascent = self.metrics.ascent()
        self._advances: dict[str, float] = {}
        self._lengths: dict[str, float] = {}
        self._dots = self._advance("…")
        self._texts: dict[tuple[str, int], QStaticText] = {}

    def width(self, text: str) -> int:
        """How wide ``text`` is, to a pixel or two."""
        return round(self._length(text))

    def text(self, text: str, room: int) -> QStaticText:
        """``text`` ready to be drawn, ending in "…" when wider than ``room``.

        Where the dots would leave but a letter or two, the letters have their room as well.
        """
        found = self._texts.get((text, room))
        if found is None:
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.clear()
            found = QStaticText(self._shortened(text, room))
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setTextOption(_BY_ITS_LETTERS)
            self._texts[text, room] = found
        return found

    def _shortened(self, text: str, room: int) -> str:
        if not _is_simple(text):
            return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        if self._length(text) <= room:
            return text
        shown = self._beginning(text, room - self._dots)
        if len(shown) < _LEAST_BEFORE_DOTS:
            return self._beginning(text, room)
        return f"{shown}…"

    def _beginning(self, text: str, room: float) -> str:
        """As many letters of ``text`` as have room."""
        for at, letter in enumerate(text):
            room -= self._advance(letter)
            if room < 0:
                return text[:at]
        return text

    def _length(self, text: str) -> float:
        found = self._lengths.get(text)
        if found is None:
            if len(self._lengths) > _TEXTS_KEPT:
                self._lengths.clear()
            found = self._lengths[text] = self._measured(text)
        return found

    def _measured(self, text: str) -> float:
        """The sum of the letters: kerning aside, and many times as fast as laying the text out."""
        if not _is_simple(text):
            return self.metrics.horizontalAdvance(text)
        advances = self._advances
        try:
            return sum([advances[letter] for letter in text])
        except KeyError:
            return sum([self._advance(letter) for letter in text])

    def _advance(self, letter: str) -> float:
        found = self._advances.get(letter)
        if found is None:
            found = QFontMetricsF(self.font).horizontalAdvance(letter)
            self._advances[letter] = found
        return found


def _is_simple(text: str) -> bool:
    """Whether letters stand side by side as they are: Latin, figures and common signs."""
    if text.isascii() or max(text) <= _LAST_OF_LATIN:
        return True
    return all(letter <= _LAST_OF_LATIN or letter in _SIGNS for letter in text)


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
