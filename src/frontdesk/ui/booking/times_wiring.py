"""Connects the lists of first times with what is looked for and with the booking."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot

from frontdesk.desk.answers import Opening
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.zones import local_date
from frontdesk.ui.booking.first_times import TimesFilter, TimesFinder
from frontdesk.ui.booking.parts import Connected, Parts
from frontdesk.ui.booking.state import Stage
from frontdesk.ui.booking.times_box import TimesBox


class TimesWiring(Connected):
    """From the first times to a hold, or to a booking at once for a known customer."""

    def __init__(self, parts: Parts) -> None:
        """Connect everything."""
        super().__init__(parts)
        self._takes_next = False
        self._focuses_next = False
        self.finder = TimesFinder(self._runner, self._day, self._now, self)
        self.finder.changed.connect(self._show)
        self.finder.failed.connect(self._notices.report)
        for box in self._boxes():
            box.taken.connect(self.take)
            box.booked.connect(self.take_booked)
            box.narrowed.connect(self._narrow)
            box.fromChosen.connect(self.finder.look_from)
            box.otherDateWanted.connect(self._window.menu.go_to_date.trigger)
        service = self._window.panel.idle.service
        service.entered.connect(self._take_first)
        service.enteredWithShift.connect(self._book_first)
        service.edited.connect(self._wait_for_nothing)
        service.line.typed.connect(self._wait_for_nothing)
        service.focusChanged.connect(self._hint)
        self._window.menu.find_time.triggered.connect(self.focus)

    @Slot()
    def focus(self) -> None:
        """Put the cursor on the first time, or where the service is chosen."""
        self._window.show_calendar()
        panel = self._window.panel
        panel.leave_visit()
        page = panel.idle if self._booking.state.stage is Stage.IDLE else panel.form
        if self.finder.is_reading:
            self._focuses_next = True
        if not page.times.focus_first() and page is panel.idle:
            panel.idle.service.start()

    def focus_when_found(self) -> None:
        """Put the cursor on the first time as soon as it is known."""
        self._focuses_next = True
        self._show()

    @Slot(object)
    def take(self, opening: Opening) -> None:
        """Hold a time of the list; the calendar goes to its day, the list stays."""
        request = self._request(opening)
        if request is not None:
            self._booking.take(request, self._day.timezone)

    @Slot(object)
    def take_booked(self, opening: Opening) -> None:
        """Book a time of the list at once, if a known customer is chosen; hold it if not."""
        request = self._request(opening)
        if request is not None:
            self._booking.take_booked(request, self._day.timezone)

    def _request(self, opening: Opening) -> HoldRequest | None:
        self._wait_for_nothing()
        if not self._day.service_id:
            return None
        shown = local_date(opening.start, self._day.timezone)
        if shown in self._day.period:
            shown = self._day.date  # it is seen already: the days stay as they are
        self.finder.stay(shown)
        self._day.set_date(shown)
        return HoldRequest(
            self._day.service_id,
            opening.start,
            opening.resource_ids,
            opening.duration,
            self._day.location_id,
        )

    @Slot()
    def _take_first(self) -> None:
        """Take the first time; one that is still being looked for is taken once it is seen."""
        if self.finder.is_reading:
            self._takes_next = True
        elif self.finder.rows:
            self.take(self.finder.rows[0].opening)

    @Slot()
    def _book_first(self) -> None:
        """Book the first time, but never one that was not seen yet."""
        if self.finder.rows and not self.finder.is_reading:
            self.take_booked(self.finder.rows[0].opening)

    @Slot(object)
    def _narrow(self, wanted: TimesFilter) -> None:
        self.finder.narrow(wanted)

    @Slot()
    def _wait_for_nothing(self) -> None:
        self._takes_next = self._focuses_next = False

    @Slot()
    def _show(self) -> None:
        for box in self._boxes():
            box.show_finder(self.finder)
        if self.finder.is_reading:
            return
        takes, focuses = self._takes_next, self._focuses_next
        self._wait_for_nothing()
        if takes:
            self._take_first()
        elif focuses:
            self.focus()

    @Slot()
    def _hint(self) -> None:
        panel = self._window.panel
        panel.idle.times.set_hinting(panel.idle.service.takes_time)

    def _boxes(self) -> tuple[TimesBox, TimesBox]:
        panel = self._window.panel
        return panel.idle.times, panel.form.times

    def _now(self) -> datetime:
        return self._booking.now
