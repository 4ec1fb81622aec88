"""The strip below the calendar that asks why a rule is bent; the gesture has ended before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from frontdesk.desk.exceptions import LONGEST_REASON
from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel


class ReasonStrip(QFrame):
    """What would be done and what speaks against it, a line for the reason, and two verbs."""

    given = Signal(str)
    """The reason that was typed: do it."""
    left = Signal()
    """Put it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setFixedSize(icons.SIZE, icons.SIZE)
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
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
        self.back.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 2)
        row.addWidget(self.line, 3)
        row.addWidget(self.do)
        row.addWidget(self.back)
        self.hide()

    @property
    def text(self) -> str:
        """The sentences shown."""
        return self._text.text()

    def ask(self, sentence: str) -> None:
        """Show ``sentence`` (plain text) and put the cursor into the line."""
        self._text.setText(sentence)
        self.line.clear()
        self._enable()
        self._color()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.tr("{sentence} Type a reason.").format(sentence=sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the bar at the left."""
        scheme = current_scheme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(scheme.hold))
        painter.fillRect(QRectF(0, 0, 4, self.height()), QColor(scheme.hold_ink))

    def sizeHint(self) -> QSize:
        """As high as a notice."""
        return super().sizeHint().expandedTo(QSize(0, 44))

    def _enable(self) -> None:
        self.do.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        reason = self.line.text().strip()
        if reason:
            self.given.emit(reason)

    def _color(self) -> None:
        ink = current_scheme().hold_ink
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("alert", ink, icons.SIZE, ratio))
        self.update()
