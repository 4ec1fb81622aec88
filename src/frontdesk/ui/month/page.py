"""The page of the month: the painted weeks, and what is read for them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk.desk.month import MonthView
from frontdesk.engine.changes import Changes
from frontdesk.ui.month.reader import MonthAsked, MonthReader
from frontdesk.ui.month.view import MonthCanvas
from frontdesk.ui.month.wording import month_figures
from frontdesk.ui.runner import Runner


class MonthPage(QWidget):
    """Shows the month of the day that is chosen; reads while it is seen."""

    dayChosen = Signal(object)
    """The ``date`` that the user moved to."""
    dayOpened = Signal(object)
    """The ``date`` that the user wants to see whole."""
    visitChosen = Signal(int)
    """The id of a visit to look at."""
    figuresChanged = Signal()
    """``figures`` are others now."""
    failed = Signal(object)
    """The error that a reading met."""

    def __init__(self, runner: Runner, today: date, parent: QWidget | None = None) -> None:
        """Make the page with the empty month of ``today``."""
        super().__init__(parent)
        self.setProperty("help", "month")
        self._location_id = ""
        self._service: tuple[str, int | None] = ("", None)
        self._resource_ids: tuple[str, ...] | None = None
        self.figures = ""
        """The month in words: visits, holds, those who did not come, and load."""
        self.canvas = MonthCanvas(today)
        self.reader = MonthReader(runner, self)
        self.canvas.dayChosen.connect(self._move)
        self.canvas.dayOpened.connect(self.dayOpened)
        self.canvas.visitChosen.connect(self.visitChosen)
        self.reader.monthRead.connect(self._show)
        self.reader.openingsRead.connect(self.canvas.show_openings)
        self.reader.failed.connect(self.failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)

    def show_chosen(
        self,
        location_id: str,
        day: date,
        service_id: str,
        duration: int | None,
        resource_ids: tuple[str, ...] | None = None,
    ) -> None:
        """Show the month of ``day`` at a location, with the times of a service or none.

        With resources named, only what they take part in counts.
        """
        if location_id != self._location_id:
            self.canvas.show_month(None)
            self.canvas.show_openings({})
        self._location_id = location_id
        self._service = (service_id, duration)
        self._resource_ids = resource_ids
        self.canvas.select(day)
        self._ask()

    def tick(self, now: int, today: date) -> None:
        """Let time pass to the moment ``now`` (seconds), on the day ``today``."""
        self.canvas.set_today(today)
        self.reader.tick(now)

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what ``changes`` made stale."""
        self.reader.refresh(changes, self._location_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was missed."""
        super().showEvent(event)
        self.reader.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody looks."""
        super().hideEvent(event)
        self.reader.set_seen(False)

    def focus(self) -> None:
        """Put the cursor on the chosen day."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show(self, view: MonthView) -> None:
        self.canvas.show_month(view)
        self.reader.set_end(view.hold_ends_at)
        month = self.canvas.selected.month
        days = [day for day in view.days if day.date.month == month]
        self.figures = month_figures(days) if days else ""
        self.figuresChanged.emit()

    @Slot(object)
    def _move(self, day: date) -> None:
        self._ask()
        self.dayChosen.emit(day)

    def _ask(self) -> None:
        if self._location_id:
            service, duration = self._service
            days = self.canvas.shown_range()
            asked = MonthAsked(self._location_id, *days, self._resource_ids, service, duration)
            self.reader.ask(asked)
