"""Connects the booking with the calendar, the panel and the menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Slot

from frontdesk.desk import calendar as calendar_desk
from frontdesk.desk.answers import RefusalError, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.sentences import reason_sentence, refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.ui import text
from frontdesk.ui.booking.parts import Connected, Parts
from frontdesk.ui.booking.state import Busy, Stage
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.geometry import Rect

_ROOM = 8
"""Logical pixels that stay free above and below a time that is scrolled to."""


class BookingWiring(Connected):
    """From a click on a time to the notice that it is booked."""

    def __init__(self, parts: Parts, calendar: CalendarController) -> None:
        """Connect everything."""
        super().__init__(parts)
        self._calendar = calendar
        self._enable_verbs()
        self._connect_verbs()
        self._connect_focus()

    def _connect_verbs(self) -> None:
        booking, window = self._booking, self._window
        for source in (booking, booking.visit):
            source.told.connect(self._notices.tell)
            source.failed.connect(self._notices.report)
        booking.held.connect(self.bring_into_view)
        booking.booked.connect(self._go_to_calendar)
        booking.visit.changed.connect(self._mark_selection)
        booking.changed.connect(self._enable_verbs)
        window.calendar.startChosen.connect(self._take_start)
        window.calendar.visitChosen.connect(booking.visit.choose)
        window.calendar.whyAsked.connect(self._ask_why)
        window.menu.book.triggered.connect(booking.book)
        window.menu.keep.triggered.connect(window.panel.press_head)
        window.menu.release.triggered.connect(booking.release)

    def _connect_focus(self) -> None:
        window = self._window
        for done in (
            window.panel.form.releasePressed,
            window.panel.idle.clearPressed,
            window.panel.visit.left,
            window.panel.visit.arrivePressed,
            window.panel.visit.payPressed,
            window.panel.visit.unpayPressed,
            window.panel.visit.cancelConfirmed,
        ):
            done.connect(self._go_to_calendar)  # the button pressed is about to go

    @Slot(str, int)
    def _take_start(self, resource_id: str, start: int) -> None:
        service, place, minutes = self._day.service_id, self._day.location_id, self._day.duration
        if service:
            request = HoldRequest(service, start, (resource_id,), minutes, place)
            self._booking.take(request, self._day.timezone)

    @Slot(str, int, QPoint)
    def _ask_why(self, resource_id: str, start: int, _at: QPoint) -> None:
        day, window = self._day, self._window
        if day.service is None:
            sentence = self.tr("Choose a service to see the times at which it can be booked.")
            window.calendar.show_reason(resource_id, start, sentence)
            return
        place, service, zone, minutes = (
            day.location_id,
            day.service_id,
            day.timezone,
            day.duration,
        )

        def ask(desk: Desk) -> str:
            try:
                reason = calendar_desk.why_not(desk, place, service, resource_id, start, minutes)
            except RefusalError as error:  # somebody retired, for one, whose visits are still there
                return refusal_sentence(error.refusal, text.translate)
            return reason_sentence(reason, zone, start, text.translate) if reason else ""

        def answer(sentence: str) -> None:
            window.calendar.show_reason(resource_id, start, sentence)

        self._runner.run(ask, answer, self._notices.report, key="why")

    @Slot(object)
    def bring_into_view(self, visit: Visit) -> None:
        """Scroll, if need be, to the time that was taken from a list."""
        entry, view = visit.appointment, self._window.calendar
        scene = view.scene
        if scene is None:
            return
        column = scene.column_of(entry.resource_ids[0], entry.start)
        if column is not None:
            top = column.time.line(entry.start)
            bottom = column.time.line(min(entry.end, column.day.end))
            view.show_rect(Rect(column.x, top - _ROOM, column.width, bottom - top + 2 * _ROOM))

    @Slot()
    def _mark_selection(self) -> None:
        chosen = self._booking.visit.visit
        self._calendar.set_selected_visit(chosen.appointment.id if chosen is not None else None)

    @Slot()
    def _enable_verbs(self) -> None:
        state, menu = self._booking.state, self._window.menu
        menu.book.setEnabled(state.can_book)
        menu.keep.setEnabled(state.stage in (Stage.HELD, Stage.ENDED))
        menu.release.setEnabled(state.stage is not Stage.IDLE and state.busy is Busy.NO)

    @Slot()
    def _go_to_calendar(self) -> None:
        self._window.focus_view()
