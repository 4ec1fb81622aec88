"""One day of the hours editor: its strip and its line say the same, whichever is changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import IconButton
from frontdesk.ui.widgets.hours_line import fault_sentence, overnight_sentence, stored_text
from frontdesk.ui.widgets.hours_strip import DayStrip
from frontdesk.ui.widgets.hours_text import Windows, hours_text, parse_hours, to_file
from frontdesk.ui.widgets.plain import PlainLabel

_LINE_WIDTH = 196


class DayHours(QObject):
    """One row of the editor: the name of the day, its strip, its line, and what is wrong."""

    edited = Signal()
    """The user changed the day."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Make the row's widgets; the editor lays them out."""
        super().__init__(parent)
        self.name = name
        self.label = PlainLabel(name)
        self.strip = DayStrip(name)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("closed"))
        self.line.setAccessibleName(self.tr("Hours of {day} in numbers").format(day=name))
        self.line.setFixedWidth(round(_LINE_WIDTH * text_scale()))
        self.label.setBuddy(self.line)
        self.menu = IconButton("chevron-down", self.tr("Change {day}").format(day=name))
        self.words = PlainLabel("", "problem")
        self.words.setWordWrap(True)
        self.words.hide()
        self._fault = ""
        self.strip.changed.connect(self._write_line)
        self.line.textChanged.connect(self._read_line)

    @property
    def windows(self) -> Windows:
        """What the strip shows."""
        return self.strip.windows

    def stored(self) -> list[list[str]] | str:
        """The day as the setup file writes it; the text itself where it can't be read."""
        if parse_hours(self.line.text()).faults:
            return self.line.text()
        return to_file(self.strip.windows)

    def load(self, stored: Any) -> None:
        """Show a day silently; the same again leaves the cursor alone."""
        words = stored_text(stored)
        if (stored or []) != self.stored() and words != self.line.text():
            self._set_line(words)
            self.strip.show_windows(parse_hours(words).windows)
        self._tell()

    def show_fault(self, sentence: str) -> None:
        """Say what else is wrong with the day."""
        self._fault = sentence
        self._tell()

    def put(self, windows: Windows) -> None:
        """Give the day other hours, as the user's own doing."""
        self.strip.show_windows(windows)
        self._write_line(windows)

    @Slot(object)
    def _write_line(self, windows: Windows) -> None:
        self._set_line(hours_text(windows))
        self._tell()
        self.edited.emit()

    @Slot(str)
    def _read_line(self, typed: str) -> None:
        self.strip.show_windows(parse_hours(typed).windows)
        self._fault = ""
        self._tell()
        self.edited.emit()

    def _set_line(self, words: str) -> None:
        blocked = self.line.blockSignals(True)
        self.line.setText(words)
        self.line.setCursorPosition(0)
        self.line.blockSignals(blocked)

    def _tell(self) -> None:
        faults = parse_hours(self.line.text()).faults
        problem = fault_sentence(faults[0]) if faults else self._fault
        words = problem or overnight_sentence(self.strip.windows)
        self.words.set_look("problem" if problem else "caption")
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        if self.line.property("problem") != bool(problem):
            self.line.setProperty("problem", bool(problem))
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
