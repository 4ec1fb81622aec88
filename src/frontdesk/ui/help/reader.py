"""Shows a page of the help as text that can be read by caret, marked and copied."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from frontdesk.ui.help.topics import Kind, Part, Topic, folded
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font

_LIST_STYLES = {
    Kind.ITEM: QTextListFormat.Style.ListDisc,
    Kind.STEP: QTextListFormat.Style.ListDecimal,
}
_LINE_HEIGHT = 135
"""Per cent of the font's own."""


class HelpReader(QTextEdit):
    """Put together from plain words: nothing in a page is read as markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until ``show_topic``."""
        super().__init__(parent)
        self._topic: Topic | None = None
        self._words = ""
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "page")
        self.document().setDocumentMargin(4)

    def show_topic(self, topic: Topic | None, words: str = "") -> None:
        """Show a page from its top, with the ``words`` that were searched for marked."""
        self._topic, self._words = topic, words
        self.clear()
        self.setAccessibleName(topic.title if topic is not None else "")
        if topic is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(_block(0, 12))
        cursor.insertText(topic.title, _characters(tokens.FONT_TITLE, bold=True))
        before = None
        for part in topic.parts:
            self._write(cursor, part, before)
            before = part.kind
        self._mark(words)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        """Write it again in the colours of another scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._topic is not None:
            self.show_topic(self._topic, self._words)

    def _write(self, cursor: QTextCursor, part: Part, before: Kind | None) -> None:
        heading = part.kind is Kind.HEADING
        cursor.insertBlock(_block(14 if heading else 0, 4 if heading else 8))
        if part.kind in _LIST_STYLES:
            if part.kind is before:
                previous = cursor.block().previous().textList()
                previous.add(cursor.block())
            else:
                cursor.createList(_LIST_STYLES[part.kind])
        elif cursor.currentList() is not None:
            cursor.currentList().remove(cursor.block())
            cursor.setBlockFormat(_block(14 if heading else 0, 4 if heading else 8))
        size = tokens.FONT_LARGE if heading else tokens.FONT_BASE + 1
        for run in part.runs:
            cursor.insertText(run.text, _characters(size, bold=heading, key=run.is_key))

    def _mark(self, words: str) -> None:
        text = self.toPlainText()
        plain = folded(text)
        marks = []
        # Accents fold into nothing, so places agree only where the text has none.
        for word in folded(words).split() if len(plain) == len(text) else ():
            for match in re.finditer(re.escape(word), plain):
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self.document())
                mark.cursor.setPosition(match.start())
                mark.cursor.setPosition(match.end(), QTextCursor.MoveMode.KeepAnchor)
                mark.format.setBackground(QColor(current_scheme().hold))
                mark.format.setForeground(QColor(current_scheme().hold_ink))
                marks.append(mark)
        self.setExtraSelections(marks)


def _block(above: int, below: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(above)
    made.setBottomMargin(below)
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def _characters(size: int, *, bold: bool = False, key: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(size, QFont.Weight.DemiBold if bold or key else QFont.Weight.Normal))
    made.setForeground(QColor(current_scheme().text))
    if key:
        made.setBackground(QColor(current_scheme().surface))
    return made
