"""The locked window: a field for a PIN, a pad for those without a keyboard, and the holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontdesk.desk.users import LONGEST_PASSWORD
from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import Pill, PlainLabel

_WIDTH = 280
_ICON = 32
_DIGITS = "123456789"


class PinPad(QWidget):
    """Ten digits and a way back, for a finger."""

    digit = Signal(str)
    """The digit that was pressed."""
    back = Signal()
    """Take the last letter away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the pad; the keyboard passes it by, having digits of its own."""
        super().__init__(parent)
        self.keys: dict[str, Button] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, digit in enumerate([*_DIGITS, "", "0"]):
            if digit:
                key = self.keys[digit] = Button(digit)
                key.setProperty("tall", True)
                key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                key.clicked.connect(self._tell)
                grid.addWidget(key, at // 3, at % 3)
        self.erase = IconButton("chevron-left", self.tr("Take the last digit away"), size=36)
        self.erase.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.erase.clicked.connect(self.back)
        grid.addWidget(self.erase, 3, 2, Qt.AlignmentFlag.AlignCenter)
        for column in range(3):
            grid.setColumnStretch(column, 1)

    @Slot()
    def _tell(self) -> None:
        key = self.sender()
        self.digit.emit(next(digit for digit, button in self.keys.items() if button is key))


class LockPage(QWidget):
    """Shows nothing of the book but how long this desk's own holds still run."""

    secretGiven = Signal(str)
    """A PIN or password was typed, and Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = PlainLabel(self.tr("Locked"), "title")
        self.words = PlainLabel(self.tr("Type your PIN or password."), "secondary")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setMaxLength(LONGEST_PASSWORD)
        self.secret.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.secret.setAccessibleName(self.tr("PIN or password"))
        self.secret.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.problem = PlainLabel("", "problem")
        self.pad = PinPad()
        self.unlock = Button(self.tr("Unlock"), "primary", key="Enter")
        self.unlock.setProperty("tall", True)
        self.holds = Pill("", "alert")
        self.holds.hide()
        self.secret.returnPressed.connect(self._give)
        self.secret.textEdited.connect(self._forget_problem)
        self.unlock.clicked.connect(self._give)
        self.pad.digit.connect(self.secret.insert)
        self.pad.back.connect(self.secret.backspace)
        self.setFocusProxy(self.secret)
        self._compose()

    def show_holds(self, words: str) -> None:
        """Say how long this desk's holds still run; empty where it has none."""
        self.holds.setText(words)
        self.holds.setVisible(bool(words))

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say why the window stays locked; what was typed is taken away."""
        self.secret.clear()
        self.problem.setText(sentence)
        self.set_trying(False)
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        if sentence:
            announce(self, sentence, assertive=True)

    def set_trying(self, trying: bool) -> None:
        """Take nothing more while a secret is being tried."""
        self.unlock.setEnabled(not trying)
        self.secret.setReadOnly(trying)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin anew, with the cursor in the field."""
        super().showEvent(event)
        self.show_problem("")
        colors = current_scheme()
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("lock", colors.secondary, _ICON, ratio))

    @Slot()
    def _give(self) -> None:
        typed = self.secret.text()
        if typed and not self.secret.isReadOnly():
            self.set_trying(True)
            self.problem.setText("")
            self.secretGiven.emit(typed)

    @Slot(str)
    def _forget_problem(self, _typed: str) -> None:
        self.problem.setText("")

    def _compose(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(round(_WIDTH * text_scale()))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._icon)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.secret)
        self.problem.setWordWrap(True)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Room for two lines, so that nothing moves under a finger.
        self.problem.setMinimumHeight(self.problem.fontMetrics().lineSpacing() * 2)
        column.addWidget(self.problem)
        column.addWidget(self.pad)
        column.addWidget(self.unlock)
        column.addSpacing(10)
        column.addWidget(self.holds, 0, Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
