"""What Enter does in the last field of the form: it books, once somebody can have meant that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

NOT_SEEN = 250
"""Milliseconds in which nobody has read what just came: an Enter then was meant for what was there
before it.
"""


def is_plain_enter(event: QKeyEvent) -> bool:
    """Whether Enter is pressed by itself, the one beside the digits too."""
    others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not others


class LastEnter(QObject):
    """Watches the note of a booking: in an empty one Enter goes on, which is to book.

    An empty first line is nothing that anybody writes; after the first letter Enter breaks the
    line. A key that is still down counts once, and a press in the breath in which the hold was
    placed, or the cursor came here, not at all: a double press on a time books nothing.
    """

    pressed = Signal()
    """Enter was pressed, and meant."""
    changed = Signal()
    """``is_ready`` may be another one now."""

    def __init__(self, editor: QPlainTextEdit, parent: QObject) -> None:
        """Watch ``editor``; nothing is held yet."""
        super().__init__(parent)
        self._editor = editor
        self._held: int | None = None
        self._not_seen = self._timer(NOT_SEEN)
        self._settled = self._timer(0)  # once the focus is where it goes
        editor.installEventFilter(self)
        editor.textChanged.connect(self.changed)

    @property
    def is_seen(self) -> bool:
        """Whether there is a hold, and was for long enough to be noticed."""
        return self._held is not None and not self._not_seen.isActive()

    @property
    def is_ready(self) -> bool:
        """Whether Enter goes on from here."""
        return self.is_seen and self._editor.hasFocus() and self._editor.document().isEmpty()

    def begin(self) -> None:
        """The cursor was put where typing goes on: what is pressed in this breath is no answer."""
        self._not_seen.start()

    def show_hold(self, appointment_id: int | None) -> None:
        """The hold in hand is this one; None for none that is live."""
        if appointment_id != self._held:
            self._held = appointment_id
            self.begin()

    def press(self, event: QKeyEvent) -> None:
        """Enter was pressed in the note, or on Book."""
        if self.is_seen and not event.isAutoRepeat():
            self.pressed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter in the empty note; everything else is the note's own."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.begin()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._settled.start()
        elif (
            isinstance(event, QKeyEvent)
            and kind == QEvent.Type.KeyPress
            and is_plain_enter(event)
            and self._editor.document().isEmpty()
        ):
            self.press(event)
            return True
        return super().eventFilter(watched, event)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.changed)
        return timer
