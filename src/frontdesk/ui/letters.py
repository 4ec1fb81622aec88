"""Single letters: A arrived, S started, D done, X no-show, P paid, and the other verbs of one key.

They act only where nobody types: while the calendar or the list has the focus.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from frontdesk.desk.agenda import AgendaRow
from frontdesk.desk.views import VisitView
from frontdesk.engine.values import Status
from frontdesk.ui.booking.visit import ChosenVisit
from frontdesk.ui.calendar.controller import translated_words
from frontdesk.ui.notices import Notices
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.visit_verbs import VisitVerb, VisitVerbs, offered
from frontdesk.ui.window import MainWindow

Shown = VisitView | AgendaRow
"""A visit as the calendar shows it, or the list."""


class Letters(QObject):
    """Notes what became of the visit that the keyboard is on, or that is looked at."""

    def __init__(
        self,
        window: MainWindow,
        verbs: VisitVerbs,
        chosen: ChosenVisit,
        notices: Notices,
        preferences: Preferences,
    ) -> None:
        """Connect the menus and the calendar; ``let_act_in`` adds another place."""
        super().__init__(window)
        self._window = window
        self._verbs = verbs
        self._chosen = chosen
        self._notices = notices
        self._preferences = preferences
        self._places: dict[QWidget, Callable[[], Shown | None]] = {}
        menu = window.menu
        self._noted = {
            menu.arrived: VisitVerb.ARRIVED,
            menu.started: VisitVerb.STARTED,
            menu.done: VisitVerb.DONE,
            menu.no_show: VisitVerb.NO_SHOW,
            menu.paid: VisitVerb.PAID,
            menu.not_paid: VisitVerb.NOT_PAID,
        }
        for action in self._noted:
            action.triggered.connect(self._note)
        menu.single_letters.triggered.connect(self._use)
        menu.use_letters(preferences.single_letters)
        self.let_act_in(window.calendar, self._under_cell_cursor)

    def let_act_in(self, widget: QWidget, current: Callable[[], Shown | None]) -> None:
        """Let letters act while ``widget`` has the focus; ``current`` is the visit they mean."""
        self._places[widget] = current
        self._window.menu.let_act_in(widget)

    @Slot(bool)
    def _use(self, wanted: bool) -> None:
        self._preferences.single_letters = wanted
        self._window.menu.use_letters(wanted)

    @Slot()
    def _note(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        focused = self._window.focusWidget()
        place = self._places.get(focused) if focused is not None else None
        visit = place() if place is not None else None
        if visit is not None and self._noted[action] not in offered(visit):
            self._notices.tell("info", self._why_not(self._noted[action], visit))
        elif visit is not None:
            self._verbs.do(self._noted[action], visit.id)
        elif self._chosen.visit is not None:
            self._verbs.do(self._noted[action], self._chosen.visit.appointment.id)
        else:
            self._notices.tell("info", self.tr("Choose a visit first."))

    def _why_not(self, verb: VisitVerb, visit: Shown) -> str:
        if isinstance(visit, VisitView) and visit.capacity > 1:
            return self.tr("This is a class. Note it for each person in the list.")
        if verb is VisitVerb.PAID and visit.paid:
            return self.tr("Nothing was noted: the visit is paid.")
        if verb in (VisitVerb.PAID, VisitVerb.NOT_PAID) and visit.status is Status.BOOKED:
            if visit.owes:
                return self.tr("Nothing was noted: the visit is not paid.")
            return self.tr("Nothing was noted: the visit costs nothing.")
        status = translated_words().status(visit)
        return self.tr("Nothing was noted: the visit is “{status}”.").format(status=status)

    def _under_cell_cursor(self) -> VisitView | None:
        place = self._window.calendar.cursor_place
        return place.block.visit if place is not None and place.block is not None else None
