"""What every strip inside the window has: an icon, a sentence, a ground, and a bar that tells."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.widgets.plain import PlainLabel
from frontdesk.ui.widgets.tab_order import focus_again

_BAR = 4
_LOWEST = 44
"""Logical pixels: a row of buttons, so that strips do not jump in height."""


class Tone(NamedTuple):
    """How a strip is meant: the name of its icon, and its colours."""

    icon: str
    ground: str
    ink: str


class Strip(QFrame):
    """A hidden strip; its widgets are added to ``row``, and Esc in any of them leaves it.

    When it goes while the cursor is in it, the cursor returns to where it came from.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it with the icon and the sentence, which takes the room that is left."""
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setFixedSize(icons.SIZE, icons.SIZE)
        self._label = PlainLabel()
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 6, 8, 6)
        self.row.setSpacing(12)
        self.row.addWidget(self._icon)
        self.row.addWidget(self._label, 1)
        self._before: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._label.text()

    def tone(self) -> Tone:
        """How it is meant now; a warning where a strip says nothing else."""
        scheme = current_scheme()
        return Tone("alert", scheme.hold, scheme.hold_ink)

    def leave(self) -> None:
        """Do what Esc means: go away."""
        self.hide()

    def show_text(self, sentence: str) -> None:
        """Show the strip with ``sentence`` (plain text)."""
        self._label.setText(sentence)
        self._color()
        self.show()

    def setVisible(self, visible: bool) -> None:
        """Give the cursor back before Qt hands it to whatever comes next."""
        before, self._before = self._before, None if not visible else self._before
        if not visible:
            focused = QApplication.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                focus_again(before)
        super().setVisible(visible)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        entered = new is not None and self.isAncestorOf(new)
        if entered and old is not None and not self.isAncestorOf(old):
            self._before = old

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the bar where a line of text begins."""
        tone = self.tone()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tone.ground))
        left = self.width() - _BAR if self.isRightToLeft() else 0
        painter.fillRect(QRectF(left, 0, _BAR, self.height()), QColor(tone.ink))

    def sizeHint(self) -> QSize:
        """At least as high as a row of buttons."""
        return super().sizeHint().expandedTo(QSize(0, _LOWEST))

    def _color(self) -> None:
        tone = self.tone()
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(tone.icon, tone.ink, icons.SIZE, ratio))
        self.update()
