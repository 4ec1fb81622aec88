"""Labelled fields: a caption above, the control, and a line below for what is wrong with it.

What was typed stays until someone clears it. Loading a value never looks like typing: ``edited``
comes from the user alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.widgets.plain import PlainLabel

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Line breaks and other control characters, which no single line holds."""


class Field(QWidget):
    """Caption, control and problem line; the base of the fields below."""

    edited = Signal()
    """The user changed the value."""

    def __init__(self, caption: str, control: QWidget, parent: QWidget | None = None) -> None:
        """Stack ``caption`` over ``control``; the caption names it to screen readers too."""
        super().__init__(parent)
        self._control = control
        self._caption = PlainLabel(caption, "caption")
        self._caption.setBuddy(control)
        self._problem = PlainLabel("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        control.setAccessibleName(caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._caption)
        column.addWidget(control)
        column.addWidget(self._problem)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def control(self) -> QWidget:
        """The input itself, for the focus order and shortcuts."""
        return self._control

    @property
    def problem(self) -> str:
        """The sentence below the control; empty when nothing is wrong."""
        return self._problem.text()

    def set_caption(self, caption: str) -> None:
        """Change the caption, also as the name of the control."""
        self._caption.setText(caption)
        self._control.setAccessibleName(caption)

    def set_problem(self, sentence: str) -> None:
        """Say under the control what is wrong and what to do; empty takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        # Of several parts the one that is typed in is marked, and a screen reader reads there.
        for part in filter(None, (self._control, self._control.focusProxy())):
            part.setAccessibleDescription(sentence)
            part.setProperty("problem", bool(sentence))
            part.style().unpolish(part)
            part.style().polish(part)


class LineField(Field):
    """One line of text; a line break that is pasted becomes a space."""

    def __init__(self, caption: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        """``placeholder`` shows while the field is empty."""
        self._line = QLineEdit()
        self._line.setPlaceholderText(placeholder)
        super().__init__(caption, self._line, parent)
        # Not textEdited: what a screen reader or dictation puts in would go unheard.
        self._line.textChanged.connect(self._tell)

    @property
    def line(self) -> QLineEdit:
        """The control."""
        return self._line

    def value(self) -> str:
        """The text as typed, spaces and all."""
        return self._line.text()

    def load(self, text: str) -> None:
        """Show ``text``; the same text again leaves the cursor where it is."""
        if text != self._line.text():
            with QSignalBlocker(self._line):
                self._line.setText(text)

    def _tell(self, text: str) -> None:
        if _BREAKS.search(text):  # pasted, from a cell of a table for instance
            self._line.setText(_BREAKS.sub(" ", text).strip())
        else:
            self.edited.emit()


class TextField(Field):
    """Several lines of plain text; Tab moves on."""

    def __init__(self, caption: str, lines: int = 3, parent: QWidget | None = None) -> None:
        """``lines`` is the height."""
        self._editor = QPlainTextEdit()
        self._editor.setTabChangesFocus(True)
        self._lines = lines
        super().__init__(caption, self._editor, parent)
        self._fit()
        self._editor.textChanged.connect(self.edited)

    @property
    def editor(self) -> QPlainTextEdit:
        """The control."""
        return self._editor

    def value(self) -> str:
        """The text as typed."""
        return self._editor.toPlainText()

    def load(self, text: str) -> None:
        """Show ``text``; the same text again leaves the cursor where it is."""
        if text != self._editor.toPlainText():
            with QSignalBlocker(self._editor):
                self._editor.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the height in lines when the font changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._editor.setFixedHeight(self._editor.fontMetrics().lineSpacing() * self._lines + 18)


class ChoiceField(Field):
    """One of several entries, each with an id."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        """Make an empty choice; fill it with ``set_choices``."""
        self._combo = QComboBox()
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(6)
        super().__init__(caption, self._combo, parent)
        self._combo.activated.connect(self._tell)  # unlike currentIndexChanged, silent in loading

    @property
    def combo(self) -> QComboBox:
        """The control."""
        return self._combo

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer ``choices`` as (value, text), keeping the chosen value where it still exists."""
        chosen = self.value()
        self._combo.clear()
        for value, text in choices:
            self._combo.addItem(text, value)
        self.load(chosen)

    def choices(self) -> list[tuple[Any, str]]:
        """What is offered, as (value, text)."""
        indices = range(self._combo.count())
        return [(self._combo.itemData(index), self._combo.itemText(index)) for index in indices]

    def value(self) -> Any:
        """The chosen value; None while nothing can be chosen."""
        return self._combo.currentData()

    def load(self, value: Any) -> None:
        """Choose ``value``; an unknown one leaves the first entry chosen."""
        index = self._combo.findData(value)
        if index >= 0:
            self._combo.setCurrentIndex(index)

    def _tell(self, _index: int) -> None:
        self.edited.emit()
