"""A question inside the page, with its answers as buttons: never a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel


class Question(QWidget):
    """Words, and one or two answers; hidden until it is asked."""

    confirmed = Signal()
    declined = Signal()

    def __init__(self, yes: str, no: str = "", parent: QWidget | None = None) -> None:
        """``yes`` and ``no`` are verbs; without ``no`` there is one answer."""
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self.yes = Button(yes, "primary")
        self.no = Button(no)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.declined)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(10)
        column.addWidget(self._words)
        column.addLayout(buttons)
        if not no:
            self.no.hide()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is a no, where there is one, and does nothing else."""
        if event.key() == Qt.Key.Key_Escape and not self.no.isHidden():
            self.declined.emit()
        else:
            super().keyPressEvent(event)

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.text()

    def ask(self, words: str) -> None:
        """Show ``words``, and announce them once."""
        if words != self.words or self.isHidden():
            self._words.setText(words)
            announce(self, words)
        self.show()
