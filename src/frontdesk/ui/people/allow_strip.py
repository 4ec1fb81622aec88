"""The strip below a refusal: a manager types a PIN, and the one refused act is done after all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from frontdesk.desk.users import LONGEST_PASSWORD
from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import PlainLabel

_FIELD_WIDTH = 150


class AllowStrip(QFrame):
    """Says what was refused and why, with a field for the PIN of somebody who may allow it."""

    secretGiven = Signal(str)
    """A PIN or password, typed to allow the act."""
    declined = Signal()
    """Nobody allows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setFixedSize(icons.SIZE, icons.SIZE)
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
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
        self._close.clicked.connect(self._decline)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.secret)
        row.addWidget(self.allow)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()

    def offer(self, sentence: str) -> None:
        """Say why an act was refused, and take a PIN."""
        words = self.tr("{sentence} A manager may allow this.").format(sentence=sentence)
        self._say(words)
        self.secret.clear()
        self._color()
        self.show()

    def show_problem(self, sentence: str) -> None:
        """Say why the PIN does not allow it; another may be typed."""
        self._say(sentence)
        self.secret.clear()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it refused."""
        if event.key() == Qt.Key.Key_Escape:
            self._decline()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a warning, with the bar at the left."""
        scheme = current_scheme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(scheme.hold))
        painter.fillRect(QRectF(0, 0, 4, self.height()), QColor(scheme.hold_ink))

    def sizeHint(self) -> QSize:
        """As high as a notice."""
        return super().sizeHint().expandedTo(QSize(0, 44))

    @Slot()
    def _give(self) -> None:
        if self.secret.text():
            self.secretGiven.emit(self.secret.text())

    @Slot()
    def _decline(self) -> None:
        self.secret.clear()
        self.hide()
        self.declined.emit()

    def _say(self, words: str) -> None:
        self._text.setText(words)
        announce(self, words, assertive=False)

    def _color(self) -> None:
        ink, ratio = current_scheme().hold_ink, self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("lock", ink, icons.SIZE, ratio))
        self.update()
