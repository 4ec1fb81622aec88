"""Hours as a line of text, with sentences for what is wrong or easily mistaken in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from frontdesk.ui.widgets.form import LineField
from frontdesk.ui.widgets.hours_day import Part, Spot
from frontdesk.ui.widgets.hours_text import (
    DAY,
    HoursFault,
    Why,
    Windows,
    from_file,
    hours_text,
    minute_text,
    parse_hours,
    to_file,
    window_text,
)


def fault_sentence(fault: HoursFault) -> str:
    """What is wrong with a piece of typed hours, and how to write it."""
    if fault.why is Why.OVERLAPS:
        words = _tr("{piece} overlaps {other}. Join them, or end one where the other begins.")
        return words.format(piece=fault.piece, other=fault.other)
    if fault.why is Why.NO_SUCH_TIME:
        words = _tr("“{piece}” names a time that no clock shows. Hours go from 00:00 to 24:00.")
        return words.format(piece=fault.piece)
    if not fault.piece:
        return _tr("There is a comma with nothing beside it.")
    words = _tr("“{piece}” is not a pair of times. Write 09:00–12:00, 13:00–17:00.")
    return words.format(piece=fault.piece)


def overnight_sentence(windows: Windows) -> str:
    """Says of a window past midnight that it is one: an end before a start may be a slip."""
    late = next((window for window in windows if window[1] > DAY), None)
    if late is None:
        return ""
    words = _tr("{window} runs past midnight and ends at {time} on the next day.")
    return words.format(window=window_text(late), time=minute_text(late[1]))


def spoken(windows: Windows, edge: Spot | None) -> str:
    """A day for who cannot see it: its hours, and where the chosen edge of them lies."""
    if not windows:
        return _tr("Closed")
    words = hours_text(windows)
    if edge is None or edge.index >= len(windows):
        return words
    start, end = windows[edge.index]
    if edge.part is Part.START:
        return _tr("{hours}; begins at {time}").format(hours=words, time=minute_text(start))
    return _tr("{hours}; ends at {time}").format(hours=words, time=minute_text(end))


def stored_text(stored: Any) -> str:
    """A value of the setup file as a line; a text stands there for what could not be read."""
    if isinstance(stored, str):
        return stored
    try:
        return hours_text(from_file(stored or ()))
    except (TypeError, ValueError):
        return str(stored)


class HoursField(LineField):
    """The hours of one date, typed."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        """Show a closed day."""
        super().__init__(caption, _tr("closed"), parent)
        self.edited.connect(self._say_problem)

    def load_windows(self, stored: Sequence[Sequence[str]] | str) -> None:
        """Show hours as the setup file writes them, unless that is what is typed already."""
        if stored != self.stored():
            self.load(stored_text(stored))
        self._say_problem()

    def stored(self) -> list[list[str]] | str:
        """The hours as the setup file writes them, or what is typed where that can't be read."""
        found = parse_hours(self.value())
        return self.value() if found.faults else to_file(found.windows)

    def _say_problem(self) -> None:
        faults = parse_hours(self.value()).faults
        self.set_problem(fault_sentence(faults[0]) if faults else "")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Hours", words)
