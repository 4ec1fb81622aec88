"""A card over the whole window that explains something, and goes again without a trace."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.shadow import Shadow
from frontdesk.ui.widgets.tab_order import focus_again, focus_next

_MARGIN = 32
"""Logical pixels that stay free around the card."""
_VEIL = 110
"""Opacity of what lies over the window, of 255."""


class Overlay(QWidget):
    """Closes with Esc, with a click beside the card, and when the focus goes elsewhere.

    The keys of the window rest while it is open, so that nothing is booked unseen. The focus
    comes back to where it was.
    """

    left = Signal()
    """It was closed."""

    keeps_open = False
    """Whether only a key or a button of its own closes it: something may be typed in it."""

    def __init__(self, window: QMainWindow, name: str, width: int, height: int) -> None:
        """Make a hidden card over ``window``, at most ``width`` by ``height`` logical pixels.

        ``name`` is told to screen readers.
        """
        content = window.centralWidget()
        if isinstance(content, QStackedWidget):
            content = content.widget(0)  # whatever covers the window covers this card as well
        super().__init__(content or window)
        self._window = window
        self._below = content or window
        self._largest = (width, height)
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.card = QFrame(self)
        self.card.setProperty("look", "floating")
        self.card.setAccessibleName(name)
        Shadow(self.card)
        self.content = QVBoxLayout(self.card)
        self.content.setContentsMargins(24, 18, 24, 20)
        self.content.setSpacing(12)
        self.hide()

    def keys_that_close(self) -> frozenset[int]:
        """The keys beside Esc that close it, such as the one that opened it."""
        return frozenset()

    @property
    def is_open(self) -> bool:
        """Whether it lies over the window."""
        return not self.isHidden()

    def open_with(self, target: QWidget) -> None:
        """Show it, with the focus in ``target``."""
        if not self.is_open:
            self._before = self._window.focusWidget()
            self._below.installEventFilter(self)
            QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]
        self._cover()
        self.show()
        self.raise_()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_height(self, part: QWidget, wanted: int) -> None:
        """Make the card so high that ``part`` of it has ``wanted`` pixels, where there is room."""
        around = self.card.height() - part.height()
        self._largest = (self._largest[0], ceil((around + wanted) / text_scale()))
        self._cover()

    @Slot()
    def leave(self) -> None:
        """Close it; the focus goes back to where it was, or to the first stop of the window."""
        before = self._before
        self._close()
        if not focus_again(before):
            focus_next(self._below, forward=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window also when its size changes."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take the keys of the window, but for those that end the program."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ends = (QKeySequence.StandardKey.Quit, QKeySequence.StandardKey.Close)
            if not any(event.matches(key) for key in ends):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; no other key goes on to the window."""
        if event.key() in {Qt.Key.Key_Escape, *self.keys_that_close()}:
            self.leave()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        beside = not self.card.geometry().contains(event.position().toPoint())
        if beside and not self.keeps_open:
            self.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the card."""
        return focus_next(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window below."""
        veil = QColor(current_scheme().shadow)
        veil.setAlpha(_VEIL)
        QPainter(self).fillRect(event.rect(), veil)

    def _cover(self) -> None:
        room = self._below.rect()
        self.setGeometry(room)
        scale = text_scale()
        width = min(round(self._largest[0] * scale), room.width() - 2 * _MARGIN)
        height = min(round(self._largest[1] * scale), room.height() - 2 * _MARGIN)
        left, top = (room.width() - width) // 2, (room.height() - height) // 2
        self.card.setGeometry(QRect(left, top, width, height))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self or self.isAncestorOf(now) or now.window() is not self._window:
            return
        if self.keeps_open:
            return
        self._close()

    def _close(self) -> None:
        if not self.is_open:
            return
        self._before = None
        self._below.removeEventFilter(self)
        QApplication.instance().focusChanged.disconnect(self._follow_focus)  # type: ignore[union-attr]
        self.hide()
        self.left.emit()
