"""A small floating field that asks for one name: Enter takes it, Esc or another click closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLineEdit, QVBoxLayout, QWidget

from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.plain import PlainLabel

_WIDTH = 260
_EDGE = 8


class NamePopup(QFrame):
    """Floats over the window; opened below some widget of it."""

    entered = Signal(str)
    """The name as typed, never blank. Answer with ``refuse``, or ``hide`` it."""
    closed = Signal()
    """Esc closed it: the cursor belongs somewhere else now."""

    def __init__(self, window: QWidget, longest: int) -> None:
        """Float over ``window``, hidden; names have at most ``longest`` letters."""
        super().__init__(window)
        self.setProperty("look", "floating")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self._shadow = shadow
        self._caption = PlainLabel("", "caption")
        self.line = QLineEdit()
        self.line.setMaxLength(longest)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._calm)
        self._problem = PlainLabel("", "problem")
        self._problem.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        for part in (self._caption, self.line, self._problem):
            column.addWidget(part)
        self.setFixedWidth(round(_WIDTH * text_scale()))
        self.hide()

    @property
    def problem(self) -> str:
        """What is wrong with the name; empty while nothing is."""
        return self._problem.text()

    def ask(self, caption: str, name: str, below: QWidget) -> None:
        """Ask for a name, ``name`` for a start, below a widget of the window."""
        self._caption.setText(caption)
        self.line.setAccessibleName(caption)
        self.line.setText(name)
        self.line.selectAll()
        self._say("")
        color = QColor(current_scheme().shadow)
        color.setAlpha(70)
        self._shadow.setColor(color)
        window = self.parentWidget()
        assert window is not None
        at = below.mapTo(window, QPoint(0, below.height() + 4))
        farthest = max(window.width() - self.width() - _EDGE, _EDGE)
        self.move(min(max(at.x(), _EDGE), farthest), at.y())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the name cannot be had; it stays to be corrected."""
        self._say(sentence)
        announce(self.line, sentence, assertive=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the name, Esc closes, and so does leaving the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.line.text().strip():
                    self.entered.emit(self.line.text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self.closed.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _calm(self) -> None:
        self._say("")

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        layout = self.layout()
        assert layout is not None
        wraps = layout.hasHeightForWidth()  # not while the only wrapped line is hidden
        needed = layout.totalHeightForWidth(self.width()) if wraps else -1
        self.setFixedHeight(needed if needed > 0 else layout.totalSizeHint().height())
