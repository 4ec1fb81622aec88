"""Connects the month with the day that is chosen and with the visit that is looked at."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, Slot

from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import moment_of
from frontdesk.ui import text
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.day import ShownDay
from frontdesk.ui.month.page import MonthPage
from frontdesk.ui.notices import Notices
from frontdesk.ui.period import View
from frontdesk.ui.runner import Runner
from frontdesk.ui.viewing import Viewing
from frontdesk.ui.window import MainWindow


class MonthWiring(QObject):
    """Puts the page of the month into the window."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        viewing: Viewing,
        booking: BookingController,
        runner: Runner,
        notices: Notices,
    ) -> None:
        """Connect everything."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._viewing = viewing
        self._booking = booking
        self.page = MonthPage(runner, day.date)
        window.add_view(View.MONTH, self.page)
        day.chosen.connect(self._show)
        viewing.columns.changed.connect(self._show)
        self.page.dayChosen.connect(day.set_date)
        self.page.dayOpened.connect(self._open)
        self.page.visitChosen.connect(booking.visit.choose)
        self.page.failed.connect(notices.report)
        window.menu.let_act_in(self.page.canvas)

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what ``changes`` made stale."""
        self.page.refresh(changes)

    @Slot(object)
    def tick(self, now: datetime) -> None:
        """Let time pass: holds end, and after midnight another day is today."""
        self.page.tick(moment_of(now), text.today_of(now, self._day.timezone))

    @Slot()
    def _show(self) -> None:
        day, page = self._day, self.page
        if day.location is not None:
            self.tick(self._booking.now)
            service = (day.service_id, day.duration)
            page.show_chosen(day.location_id, day.date, *service, self._counted())

    def _counted(self) -> tuple[str, ...] | None:
        """The resources whose columns are shown; None for all of them."""
        here = self._day.business.resources_at(self._day.location_id)
        hidden = self._viewing.columns.hidden
        shown = tuple(resource.id for resource in here if resource.id not in hidden)
        return None if len(shown) == len(here) else shown

    @Slot(object)
    def _open(self, day: date) -> None:
        self._viewing.open_day(day)
        self._window.focus_view()
