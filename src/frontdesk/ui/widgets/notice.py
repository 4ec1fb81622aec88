"""The strip inside the window that says what happened. Never a dialog, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.theme.tokens import Scheme
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import PlainLabel


class NoticeKind(StrEnum):
    """How a notice is meant; shown by icon and colour, and by how it is announced."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_ICONS = {
    NoticeKind.INFO: "info",
    NoticeKind.SUCCESS: "check",
    NoticeKind.WARNING: "alert",
    NoticeKind.ERROR: "error",
}


def _colors(scheme: Scheme, kind: NoticeKind) -> tuple[str, str]:
    """Ground and ink."""
    if kind is NoticeKind.ERROR:
        return scheme.last_call, scheme.last_call_ink
    if kind is NoticeKind.WARNING:
        return scheme.hold, scheme.hold_ink
    hue = scheme.hues["green" if kind is NoticeKind.SUCCESS else "blue"]
    return hue.fill, hue.bar


class NoticeStrip(QFrame):
    """One sentence with an icon, a few actions and a way to close it.

    Hidden until ``show_notice``; the next notice replaces the last one.
    """

    actionChosen = Signal(str)
    """The id of the action that the user pressed; the strip has hidden itself."""
    closed = Signal()
    """The user closed the strip without an action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden strip."""
        super().__init__(parent)
        self._kind = NoticeKind.INFO
        self._offered: tuple[tuple[str, str], ...] = ()
        self._icon = QLabel()
        self._icon.setFixedSize(icons.SIZE, icons.SIZE)
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._close = IconButton("close", self.tr("Close this notice"), size=24)
        self._close.clicked.connect(self._close_by_user)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addLayout(self._actions)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()

    @property
    def kind(self) -> NoticeKind:
        """The kind shown last."""
        return self._kind

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """The actions shown last, as (id, verb)."""
        return self._offered

    def show_notice(
        self,
        kind: NoticeKind | str,
        sentence: str,
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show ``sentence`` (plain text) with ``actions`` as (id, verb), and announce it."""
        self._kind = NoticeKind(kind)
        self._text.setText(sentence)
        self._offered = tuple(actions)
        self._replace_actions(actions)
        self._color()
        self.show()
        announce(self, sentence, assertive=self._kind is NoticeKind.ERROR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip while the focus is in it."""
        if event.key() == Qt.Key.Key_Escape:
            self._close_by_user()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the bar at the left that tells the kind."""
        ground, ink = _colors(current_scheme(), self._kind)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(QRectF(0, 0, 4, self.height()), QColor(ink))

    def sizeHint(self) -> QSize:
        """At least as high as a row of buttons, so that notices do not jump in height."""
        return super().sizeHint().expandedTo(QSize(0, 44))

    def _replace_actions(self, actions: Sequence[tuple[str, str]]) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, verb in actions:
            button = Button(verb)
            button.setProperty("key", key)
            button.clicked.connect(self._choose)
            self._actions.addWidget(button)
            button.show()

    def _color(self) -> None:
        ink = _colors(current_scheme(), self._kind)[1]
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(_ICONS[self._kind], ink, icons.SIZE, ratio))
        self.update()

    def _choose(self) -> None:
        key = str(self.sender().property("key"))
        self.hide()
        self.actionChosen.emit(key)

    def _close_by_user(self) -> None:
        self.hide()
        self.closed.emit()
