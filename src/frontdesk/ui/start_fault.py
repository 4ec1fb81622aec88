"""The window that opens where the book cannot: what is wrong, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_ICON = 32
_WIDTH = 520
_LEAVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class StartFault(QWidget):
    """Two sentences and Close; the program ends with it."""

    def __init__(self, what: str, next_step: str) -> None:
        """Say ``what`` happened, and what to do about it."""
        super().__init__()
        self.setWindowTitle(self.tr("Frontdesk can't open the book"))
        self.setFixedWidth(_WIDTH)
        icon = QLabel()
        scheme = current_scheme()
        ratio = self.devicePixelRatioF()
        icon.setPixmap(icons.pixmap("error", scheme.last_call_ink, _ICON, ratio))
        self.what = PlainLabel(what, "heading")
        self.next_step = PlainLabel(next_step)
        self.what.setMinimumHeight(_ICON)  # one line stands beside the middle of the icon
        for label in (self.what, self.next_step):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = Button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.close)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.what)
        words.addWidget(self.next_step)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        words.addSpacing(12)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 20)
        row.setSpacing(16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.close_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need in this width; the layout's own guess has gaps in it."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.heightForWidth(_WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc are what people press at a message."""
        if event.key() in _LEAVE:
            self.close()
        else:
            super().keyPressEvent(event)
