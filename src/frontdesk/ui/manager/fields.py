"""Fields of the manager's forms: numbers, dates, times, switches. What was typed is never lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from frontdesk.ui import text
from frontdesk.ui.manager.values import clock_of, date_of, number_of, number_text
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.form import Field, LineField
from frontdesk.ui.widgets.plain import without_mnemonic
from frontdesk.ui.widgets.toggles import ReadersClick

Today = Callable[[], date]
_NARROW = 132


def narrow(field: Field, width: int = _NARROW) -> None:
    """Keep the control of a field at ``width`` logical pixels at a text scale of 1."""
    field.control.setFixedWidth(round(width * text_scale()))
    layout = field.layout()
    if layout is not None:
        layout.setAlignment(field.control, Qt.AlignmentFlag.AlignLeading)


class Check(ReadersClick, QCheckBox):
    """A check box; connect ``clicked``, which comes from the user alone."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """``words`` are shown as they are."""
        super().__init__(without_mnemonic(words), parent)
        self.listen_to_readers()


class _NumberLine(QLineEdit):
    """A line whose number the arrow keys raise and lower."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step; everything else is typing."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        by = steps.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


class NumberField(Field):
    """A whole number, typed; the arrow keys step it. Nothing typed means none."""

    def __init__(
        self, caption: str, step: int = 1, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """``placeholder`` says what an empty field means, such as "no limit"."""
        self._line = _NumberLine()
        self._line.setPlaceholderText(placeholder)
        super().__init__(caption, self._line, parent)
        narrow(self)
        self._step = step
        self._line.textChanged.connect(self._tell)
        self._line.stepped.connect(self._change_by)

    @property
    def line(self) -> QLineEdit:
        """The control."""
        return self._line

    def value(self) -> int | str | None:
        """The number; what is typed where that is none; None for nothing."""
        return number_of(self._line.text())

    def load(self, value: Any) -> None:
        """Show a number, or whatever stands in its place."""
        if value != self.value() or isinstance(value, bool):
            with QSignalBlocker(self._line):
                self._line.setText(number_text(value))

    @Slot(int)
    def _change_by(self, steps: int) -> None:
        value = self.value()
        now = value if isinstance(value, int) else 0
        self._line.setText(str(max(0, now + steps * self._step)))

    @Slot(str)
    def _tell(self, _text: str) -> None:
        self.edited.emit()


class _Reading(LineField):
    """A line that is read into a form of its own, and shows that form when it is left."""

    def __init__(self, caption: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(caption, placeholder, parent)
        narrow(self)
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> str:
        """What the file holds for what is typed."""
        return self.read(self.line.text())

    def read(self, typed: str) -> str:
        """The value of ``typed``; itself where it can't be read."""
        raise NotImplementedError

    def load(self, text: str) -> None:
        """Show a value; the same again leaves what is typed alone."""
        if text != self.value():
            super().load(text)

    @Slot()
    def _tidy(self) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(self.value())


class DateField(_Reading):
    """A date: "2026-11-27", or "27 nov", "next fri", "+2w"."""

    def __init__(self, caption: str, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is the day that "next fri" counts from."""
        self._today = today
        super().__init__(caption, "2026-11-27", parent)

    def read(self, typed: str) -> str:
        """ISO 8601."""
        return date_of(typed, self._today(), text.date_words())


class TimeField(_Reading):
    """A time of day: "09:30", or "9"."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(caption, "09:30", parent)
        narrow(self, 76)

    def read(self, typed: str) -> str:
        """Two digits for the hour and two for the minute."""
        return clock_of(typed)


class NoticeField(Field):
    """A length of time as a number of minutes, hours or days."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        """Begin with hours."""
        self._line = _NumberLine()
        self._line.setFixedWidth(round(56 * text_scale()))
        self._unit = QComboBox()
        for unit, words in (
            (1, _tr("minutes")),
            (60, _tr("hours")),
            (1440, _tr("days")),
        ):
            self._unit.addItem(words, unit)
        self._unit.setAccessibleName(caption)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line)
        row.addWidget(self._unit)
        row.addStretch(1)
        super().__init__(caption, both, parent)
        self._line.setAccessibleName(caption)
        both.setFocusProxy(self._line)
        self._line.textChanged.connect(self._tell)
        self._line.stepped.connect(self._change_by)
        self._unit.activated.connect(self._tell)

    @property
    def line(self) -> QLineEdit:
        """Where the number is typed."""
        return self._line

    @property
    def unit(self) -> QComboBox:
        """Where the unit is chosen; its data are the minutes of one."""
        return self._unit

    def value(self) -> int | str | None:
        """Minutes; what is typed where that is no number; None for nothing."""
        number = number_of(self._line.text())
        return number * self._unit.currentData() if isinstance(number, int) else number

    def choose_unit(self, unit: int) -> None:
        """Show lengths as numbers of ``unit`` minutes from now on, where they are whole."""
        minutes = self.value()
        self._unit.setCurrentIndex(self._unit.findData(unit))
        if isinstance(minutes, int) and self.value() != minutes:
            self._write(minutes)

    def load(self, value: Any) -> None:
        """Show minutes in the unit that is chosen, or in minutes where that is not whole."""
        if value != self.value() or isinstance(value, bool):
            self._write(value)

    def _write(self, value: Any) -> None:
        unit = self._unit.currentData()
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and value % unit:
            self._unit.setCurrentIndex(self._unit.findData(1))
            unit = 1
        with QSignalBlocker(self._line):
            self._line.setText(number_text(value // unit if is_number else value))

    @Slot(int)
    def _change_by(self, steps: int) -> None:
        number = number_of(self._line.text())
        now = number if isinstance(number, int) else 0
        self._line.setText(str(max(0, now + steps)))

    @Slot()
    def _tell(self) -> None:
        self.edited.emit()


def _tr(words: str) -> str:
    """Translated; a field names its parts before it is a widget itself."""
    return QCoreApplication.translate("Manager", words)
