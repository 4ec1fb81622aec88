"""The strip below the calendar that asks why a rule is bent; the gesture has ended before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from frontdesk.desk.exceptions import LONGEST_REASON
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.strip import Strip

_SHORTEST = 120
_ABREAST = 720
"""Logical pixels of width, at a text scale of 1, at which sentence and line stand in one row."""


class ReasonStrip(Strip):
    """What would be done and what speaks against it, a line for the reason, and two verbs."""

    given = Signal(str)
    """The reason that was typed: do it."""
    left = Signal()
    """Put it back."""

    def __init__(self, do: str, back: str, parent: QWidget | None = None) -> None:
        """Make a hidden strip; ``do`` and ``back`` are what its verbs are called."""
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_REASON)
        self.line.setPlaceholderText(self.tr("Reason"))
        self.line.setAccessibleName(self.tr("Reason"))
        self.line.setMinimumWidth(_SHORTEST)
        self.line.textChanged.connect(self._enable)
        self.line.returnPressed.connect(self._give)
        self.do = Button(do, "primary", "↵")
        self.do.clicked.connect(self._give)
        self.back = Button(back, key="Esc")
        self.back.clicked.connect(self.leave)
        answer = QHBoxLayout()
        answer.setSpacing(12)
        answer.addWidget(self.line, 1)
        answer.addWidget(self.do)
        answer.addWidget(self.back)
        self.row.removeWidget(self._label)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(8)
        self._parts.addWidget(self._label, 1)
        self._parts.addLayout(answer, 1)
        self.row.addLayout(self._parts, 1)

    def ask(self, sentence: str) -> None:
        """Show ``sentence`` (plain text) and put the cursor into the line.

        A reason that was typed for the same and came to nothing stands there again.
        """
        if sentence != self.text:
            self.line.clear()
        self.line.selectAll()
        self._enable()
        self.show_text(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.tr("{sentence} Type a reason.").format(sentence=sentence))

    def forget(self) -> None:
        """What was asked for is done: the reason is not kept for another time."""
        self.line.clear()

    def leave(self) -> None:
        """Put it back."""
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line below the sentence where both beside each other are squeezed."""
        super().resizeEvent(event)
        narrow = self.width() < round(_ABREAST * text_scale())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(down if narrow else across)

    def _enable(self) -> None:
        self.do.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        reason = self.line.text().strip()
        if reason:
            self.given.emit(reason)
