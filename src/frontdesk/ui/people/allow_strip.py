"""The strip below a refusal: a manager types a PIN, and the one refused act is done after all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.desk.users import LONGEST_PASSWORD
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.strip import Strip, Tone

_FIELD_WIDTH = 150


class AllowStrip(Strip):
    """Says what was refused and why, with a field for the PIN of somebody who may allow it."""

    secretGiven = Signal(str)
    """A PIN or password, typed to allow the act."""
    declined = Signal()
    """Nobody allows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__(parent)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMaxLength(LONGEST_PASSWORD)
        self.secret.setPlaceholderText(self.tr("PIN or password"))
        self.secret.setAccessibleName(self.tr("PIN or password of whoever allows it"))
        self.secret.setFixedWidth(round(_FIELD_WIDTH * text_scale()))
        self.allow = Button(self.tr("Allow once"), key="Enter")
        self._close = IconButton("close", self.tr("Leave it refused"), size=24)
        self.secret.returnPressed.connect(self._give)
        self.allow.clicked.connect(self._give)
        self._close.clicked.connect(self.leave)
        self.row.addWidget(self.secret)
        self.row.addWidget(self.allow)
        self.row.addWidget(self._close)

    def tone(self) -> Tone:
        """A warning with a lock."""
        return super().tone()._replace(icon="lock")

    def offer(self, sentence: str) -> None:
        """Say why an act was refused, and take a PIN."""
        self._say(self.tr("{sentence} A manager may allow this.").format(sentence=sentence))

    def show_problem(self, sentence: str) -> None:
        """Say why the PIN does not allow it; another may be typed."""
        self._say(sentence)
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Leave it refused."""
        self.secret.clear()
        super().leave()
        self.declined.emit()

    @Slot()
    def _give(self) -> None:
        if self.secret.text():
            self.secretGiven.emit(self.secret.text())

    def _say(self, words: str) -> None:
        self.secret.clear()
        self.show_text(words)
        announce(self, words, assertive=False)
