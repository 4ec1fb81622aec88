"""A small field under the date: type "+6w", "next tue" or "24.12." and go there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from frontdesk.desk.answers import RefusalError
from frontdesk.desk.dates import parse_date
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.ui import text
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.plain import PlainLabel
from frontdesk.ui.widgets.shadow import Shadow
from frontdesk.ui.widgets.typed_line import TypedLine

_WIDTH = 300


class GoToDate(QFrame):
    """Floats over the window below the heading; Enter goes, Esc or another click closes it."""

    dateChosen = Signal(object)
    """The ``date`` to go to."""
    closed = Signal()
    """The field was closed by a key; the cursor belongs somewhere else now."""

    def __init__(self, window: QWidget, below: QWidget, today: Callable[[], date]) -> None:
        """Open ``below`` the heading of ``window``; ``today`` tells the local date."""
        super().__init__(window)
        self._below = below
        self._today = today
        self.setProperty("look", "floating")
        self._shadow = Shadow(self)
        caption = PlainLabel(self.tr("Go to date"), "caption")
        self.line = TypedLine()
        self.line.setAccessibleName(caption.text())
        self.line.setPlaceholderText(self.tr("+6w, next tue, 24.12. …"))
        self.line.typed.connect(self._read)
        self.line.installEventFilter(self)
        self._answer = PlainLabel("", "secondary")
        self._answer.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        for part in (caption, self.line, self._answer):
            column.addWidget(part)
        self.setFixedWidth(round(_WIDTH * text_scale()))
        self.hide()

    @property
    def answer(self) -> str:
        """What the field understood, or what it did not."""
        return self._answer.text()

    @Slot()
    def open(self) -> None:
        """Show the empty field with the cursor in it."""
        self.line.clear()
        self._say("", "secondary")
        window = self.parentWidget()
        assert window is not None
        at = self._below.mapTo(window, QPoint(-12, self._below.height() + 4))
        self.move(max(min(at.x(), window.width() - self.width() - 8), 8), at.y())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes, Esc closes, and so does leaving the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self.closed.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _read(self, words: str) -> date | None:
        """Say what ``words`` mean; while they mean nothing yet, say nothing."""
        day = None
        if words.strip():
            try:
                day = parse_date(words, self._today(), text.date_words())
            except RefusalError:
                day = None
        self._say(self._named(day), "secondary")
        return day

    def _go(self) -> None:
        words = self.line.text()
        if not words.strip():
            return
        try:
            day = parse_date(words, self._today(), text.date_words())
        except RefusalError as error:
            sentence = refusal_sentence(error.refusal, text.translate)
            self._say(sentence, "problem")
            announce(self.line, sentence, assertive=True)
            return
        self.hide()
        self.dateChosen.emit(day)
        self.closed.emit()

    def _named(self, day: date | None) -> str:
        return "" if day is None else text.long_day_text(day, self._today())

    def _say(self, sentence: str, look: str) -> None:
        self._answer.setText(sentence)
        self._answer.set_look(look)
        self._answer.setVisible(bool(sentence))
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))
