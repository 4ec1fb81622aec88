"""Text that staff or customers typed, shown as it is and never read as markup."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


def plain_tool_tip(text: str) -> str:
    """``text`` for ``setToolTip`` such that every character shows as itself.

    Qt guesses whether a tool tip is markup; wrapped and escaped, there is nothing to guess.
    """
    if not text:
        return ""
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'


def set_plain_tool_tip(widget: QWidget, text: str) -> None:
    """Give ``widget`` a tool tip that shows ``text`` as it is; empty removes it.

    A screen reader says the tool tip of what has no description, tags and all; so the text
    becomes the description, unless the widget was given another one.
    """
    before = widget.property("tip") or ""
    widget.setProperty("tip", text)
    widget.setToolTip(plain_tool_tip(text))
    if widget.accessibleDescription() in ("", before):
        widget.setAccessibleDescription(text)


def without_mnemonic(text: str) -> str:
    """``text`` for a button or a menu, where a single ``&`` would underline a letter."""
    return text.replace("&", "&&")


class PlainLabel(QLabel):
    """A label that never reads markup, and may shorten its text to the width it is given.

    A screen reader is told the whole text: it is the label's own, only painted shorter. The
    accessible name is left unset, since on a live label it would hide every later text.
    """

    def __init__(
        self,
        text: str = "",
        look: str = "",
        *,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``; ``look`` names a rule of the style sheet such as ``"caption"``.

        With ``elide`` the label gives way: it may become narrow, ends in "…" then, and shows
        the whole text as its tool tip.
        """
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text`` as it is."""
        if text != self.text():
            super().setText(text)
            self._tell_whole_text()

    def set_look(self, look: str) -> None:
        """Change the rule of the style sheet that the label follows."""
        if self.property("look") != look:
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters when the label may shorten its text."""
        hint = super().minimumSizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * 4))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, shortened where it must be."""
        room = self.contentsRect()
        if not self._elide or self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, alignment | Qt.TextFlag.TextSingleLine, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tool tip once it no longer fits."""
        super().resizeEvent(event)
        self._tell_whole_text()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the font changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._tell_whole_text()

    def _tell_whole_text(self) -> None:
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
            set_plain_tool_tip(self, self.text() if cut else "")


class Pill(PlainLabel):
    """A short remark on a coloured ground: "fills a gap", "Latex allergy"."""

    def __init__(self, text: str = "", kind: str = "good", parent: QWidget | None = None) -> None:
        """``kind`` is ``"good"``, ``"alert"`` or ``"plain"``."""
        super().__init__(text, parent=parent)
        self.setProperty("pill", kind)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class SectionHead(QWidget):
    """The small capital heading of a group in the navigator, with a count at the right."""

    def __init__(self, title: str, count: str = "", parent: QWidget | None = None) -> None:
        """Show ``title``; its capitals come from the style sheet, so readers do not spell it."""
        super().__init__(parent)
        self._title = PlainLabel(title, "section", elide=True)
        self._count = PlainLabel(count, "count")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self._count)

    def set_count(self, text: str) -> None:
        """Show ``text`` at the right, such as "3 of 4"."""
        self._count.setText(text)
