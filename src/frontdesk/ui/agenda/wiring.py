"""Connects the list with the days that are shown, the booking, and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from frontdesk.desk.agenda import AgendaRow
from frontdesk.desk.answers import Opening
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import moment_of
from frontdesk.ui import text
from frontdesk.ui.agenda.entries import Entry
from frontdesk.ui.agenda.page import AgendaPage
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.period import Period, Reach, View
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.viewing import Viewing
from frontdesk.ui.visit_verbs import VisitVerb, offered
from frontdesk.ui.window import MainWindow


class AgendaWiring(QObject):
    """Puts the page of the list into the window."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        viewing: Viewing,
        booking: BookingController,
        runner: Runner,
        notices: Notices,
        preferences: Preferences,
    ) -> None:
        """Connect everything, and arrange the table as it was left."""
        super().__init__(window)
        self._day = day
        self._viewing = viewing
        self._booking = booking
        self._preferences = preferences
        self.page = AgendaPage(runner, self._today)
        self._menu = window.menu
        self.page.table.offer(self._verbs_of)
        self.page.table.arrange(preferences.list_columns)
        day.reach = preferences.reach
        window.add_view(View.LIST, self.page)
        day.chosen.connect(self._show)
        viewing.columns.changed.connect(self._show_hidden)
        window.navigator.groupsChanged.connect(self.page.set_left_out)
        self.page.set_left_out(preferences.left_out)
        self.page.reachChosen.connect(self._choose_reach)
        self.page.visitChosen.connect(booking.visit.choose)
        self.page.openingTaken.connect(self._take)
        self.page.failed.connect(notices.report)
        self.page.table.arranged.connect(self._remember)

    def current(self) -> AgendaRow | None:
        """The visit on which the cursor stands."""
        entry = self.page.table.current
        return None if entry is None else entry.visit

    def current_id(self) -> int | None:
        """The number of the visit on which the cursor stands."""
        return self.page.table.current_visit

    def _verbs_of(self, entry: Entry) -> Sequence[QAction]:
        """What the menus and the letters can note about a row, where it makes sense."""
        menu, visit = self._menu, entry.visit
        if visit is None:
            return ()
        noted = {
            VisitVerb.ARRIVED: menu.arrived,
            VisitVerb.STARTED: menu.started,
            VisitVerb.DONE: menu.done,
            VisitVerb.NO_SHOW: menu.no_show,
            VisitVerb.PAID: menu.paid,
            VisitVerb.NOT_PAID: menu.not_paid,
        }
        verbs = [noted[verb] for verb in offered(visit) if verb in noted]
        return [*verbs, menu.rebook]

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what ``changes`` made stale."""
        self.page.refresh(changes)

    @Slot(object)
    def tick(self, now: datetime) -> None:
        """Let time pass: holds end, and visits begin that are to be paid for."""
        self.page.reader.tick(moment_of(now))

    @Slot()
    def _show(self) -> None:
        day, page = self._day, self.page
        if day.location is not None:
            page.show_business(day.business, day.location_id)
            self._show_hidden()
            listed = day.listed
            page.show_chosen(day.location_id, day.reach, listed, day.service_id, day.duration)

    @Slot()
    def _show_hidden(self) -> None:
        self.page.set_hidden_resources(self._viewing.columns.hidden)

    @Slot(object, object)
    def _choose_reach(self, reach: Reach, own: Period) -> None:
        self._preferences.reach = reach
        self._day.set_reach(reach, own)

    @Slot(object)
    def _take(self, opening: Opening) -> None:
        """Hold an available time of the list; the cursor goes on into the panel."""
        day = self._day
        if day.service_id:
            request = HoldRequest(
                day.service_id,
                opening.start,
                opening.resource_ids,
                opening.duration,
                day.location_id,
            )
            self._booking.take(request, day.timezone)

    @Slot()
    def _remember(self) -> None:
        self._preferences.list_columns = self.page.table.arrangement()

    def _today(self) -> date:
        return text.today_of(self._booking.now, self._day.timezone)
