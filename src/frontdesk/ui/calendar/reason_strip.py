"""The strip below the calendar that asks why a rule is bent; the gesture has ended before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.desk.exceptions import LONGEST_REASON
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.strip import Strip


class ReasonStrip(Strip):
    """What would be done and what speaks against it, a line for the reason, and two verbs."""

    given = Signal(str)
    """The reason that was typed: do it."""
    left = Signal()
    """Put it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_REASON)
        self.line.setPlaceholderText(self.tr("Reason"))
        self.line.setAccessibleName(self.tr("Reason"))
        self.line.setMinimumWidth(200)
        self.line.textChanged.connect(self._enable)
        self.line.returnPressed.connect(self._give)
        self.do = Button(self.tr("Do it"), "primary", "↵")
        self.do.clicked.connect(self._give)
        self.back = Button(self.tr("Put back"), key="Esc")
        self.back.clicked.connect(self.leave)
        self.row.addWidget(self.line, 1)
        self.row.addWidget(self.do)
        self.row.addWidget(self.back)

    def ask(self, sentence: str) -> None:
        """Show ``sentence`` (plain text) and put the cursor into the line."""
        self.line.clear()
        self._enable()
        self.show_text(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.tr("{sentence} Type a reason.").format(sentence=sentence))

    def leave(self) -> None:
        """Put it back."""
        self.left.emit()

    def _enable(self) -> None:
        self.do.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        reason = self.line.text().strip()
        if reason:
            self.given.emit(reason)
