"""The small month of the navigator: a heading, and the days below it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.text import month_text
from frontdesk.ui.widgets.buttons import IconButton
from frontdesk.ui.widgets.day_grid import DayGrid
from frontdesk.ui.widgets.plain import PlainLabel


class MiniMonth(QWidget):
    """A month with its heading; choosing a day is all it does."""

    dateChosen = Signal(object)
    """The ``date`` that the user chose."""
    monthShown = Signal(object, object)
    """The first and last ``date`` in the picture, whenever another month is shown."""

    def __init__(
        self, today: date, parent: QWidget | None = None, locale: QLocale | None = None
    ) -> None:
        """Show the month of ``today``, with it chosen."""
        super().__init__(parent)
        self._locale = locale or QLocale()
        self._heading = PlainLabel("", "strong")
        self._days = DayGrid(today, self._locale)
        earlier = IconButton("chevron-left", self.tr("Previous month"), "muted", 24)
        later = IconButton("chevron-right", self.tr("Next month"), "muted", 24)
        earlier.clicked.connect(self._days.show_earlier)
        later.clicked.connect(self._days.show_later)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self._heading, 1)
        head.addWidget(earlier)
        head.addWidget(later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._days)
        self.setFocusProxy(self._days)
        self._days.chosen.connect(self.dateChosen)
        self._days.shown.connect(self._tell_month)
        self._write_heading()

    @property
    def selected(self) -> date:
        """The chosen day."""
        return self._days.selected

    def shown_range(self) -> tuple[date, date]:
        """The first and last day in the picture."""
        return self._days.grid[0], self._days.grid[-1]

    def set_selected(self, day: date, first: date | None = None, last: date | None = None) -> None:
        """Choose ``day`` and show its month, without ``dateChosen``.

        ``first`` and ``last`` are the days shown with it, which get a pale ground.
        """
        self._days.select(day)
        self._days.set_shown(first or day, last or day)

    def set_today(self, day: date) -> None:
        """Ring another day as today (after midnight)."""
        self._days.set_today(day)

    def set_openings(self, openings: Mapping[date, int]) -> None:
        """How many openings each day has; drawn as no, one, two or three dots."""
        self._days.set_openings(openings)

    def point_at(self, at: QPoint | None) -> date | None:
        """The day under ``at`` (global) while something is dragged there; it is marked."""
        inside = at is not None and self._days.isVisible()
        return self._days.point_at(self._days.mapFromGlobal(at) if inside and at else None)

    def _tell_month(self, first: date, last: date) -> None:
        self._write_heading()
        self.monthShown.emit(first, last)

    def _write_heading(self) -> None:
        self._heading.setText(month_text(self._days.month))
