"""The licences of all that the program holds: a list of the parts, and the text of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from frontdesk.licences import Part
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_SIZE = (940, 600)
_LIST_WIDTH = 250


class Licences(QDialog):
    """Nothing to decide: to read, to search by first letters, and to copy."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        """Show ``parts``, of which there is at least one; the first is open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Licences"))
        scale = text_scale()
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))
        self._parts = tuple(parts)
        self.list = QListWidget()
        self.list.setProperty("look", "sections")
        self.list.setAccessibleName(self.tr("Parts of the program"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(round(_LIST_WIDTH * scale))
        self.name = PlainLabel("", "heading")
        self.terms = PlainLabel("", "secondary")
        for label in (self.name, self.terms):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        # Their authors laid these texts out in columns of a typewriter.
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self.close_button = Button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.close)
        self._compose()
        for part in self._parts:
            self.list.addItem(QListWidgetItem(part.name))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _compose(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.name)
        words.addWidget(self.terms)
        words.addWidget(self.text, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addLayout(words, 1)
        introduction = PlainLabel(
            self.tr("Frontdesk is made with the work of many others. These are their terms."),
        )
        introduction.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(introduction)
        column.addLayout(body, 1)
        column.addLayout(buttons)

    @Slot(int)
    def _show(self, row: int) -> None:
        part = self._parts[row]
        self.name.setText(f"{part.name} {part.version}".strip())
        self.terms.setText("\n".join(line for line in (part.licence, part.page) if line))
        self.text.setPlainText(part.text())
