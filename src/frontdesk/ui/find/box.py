"""The search box in the top bar. The cursor stays in it while the list below is moved through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.typed_line import TypedLine

_WIDTH = 372
_NARROW, _NARROWEST = 180, 120
_KEY = 22
"""Logical pixels that the name of the key takes at the end."""


class FindBox(TypedLine):
    """One line for names, digits, addresses and numbers; says which keys were pressed."""

    stepped = Signal(int)
    """To the next row of the list, or back when negative."""
    entered = Signal()
    cleared = Signal()
    """Esc was pressed: the list goes first, then the words."""
    arrived = Signal()
    """The cursor is here."""
    left = Signal()
    """The cursor is somewhere else now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box."""
        super().__init__(parent)
        self.word = ""
        """What a customer is called at the location shown."""
        self.show_word(self.tr("customer"))
        self.setAccessibleDescription("F2")
        self._leave_room()
        self.set_narrow(False)
        self.setMaximumWidth(round(_WIDTH * text_scale()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the longest question needs."""
        return QSize(round(_WIDTH * text_scale()), super().sizeHint().height())

    def set_narrow(self, narrow: bool) -> None:
        """Take even less room than usual, where there is none to be had."""
        self.setMinimumWidth(_NARROWEST if narrow else _NARROW)

    def show_word(self, word: str) -> None:
        """Call a customer ``word``."""
        self.word = word
        words = self.tr("Find {customer}, phone, booking …").format(customer=word)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    @Slot()
    def start(self) -> None:
        """Put the cursor here; what stands here is replaced by typing."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Enter and Esc belong to the list; every other key types."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # a key that is still down is not a second press
                self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the cursor is here."""
        super().focusInEvent(event)
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the cursor has left."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the script."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._leave_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and the key that leads here while it is empty."""
        super().paintEvent(event)
        if self.text() or self.hasFocus():
            return
        painter = QPainter(self)
        painter.setFont(font(tokens.FONT_SMALL))
        painter.setPen(QColor(current_scheme().muted))
        room = QRectF(self.rect()).adjusted(10, 0, -10, 0)
        end = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | end, "F2")

    def _leave_room(self) -> None:
        """Keep the words off the name of the key, whichever side it stands on."""
        room = round(_KEY * text_scale())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
