"""Connects the card of a visit with the verbs that its buttons ask for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Slot

from frontdesk.engine.changes import Changes
from frontdesk.ui import text
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.calendar.card import Act
from frontdesk.ui.calendar.cards import Cards
from frontdesk.ui.day import ShownDay
from frontdesk.ui.find.wiring import FindWiring
from frontdesk.ui.runner import Runner
from frontdesk.ui.visit_verbs import VisitVerb, VisitVerbs
from frontdesk.ui.window import MainWindow


class CardWiring(QObject):
    """From a button of the card to the desk."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        booking: BookingController,
        runner: Runner,
        verbs: VisitVerbs,
        find: FindWiring,
    ) -> None:
        """Watch the calendar of ``window``."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._booking = booking
        self._verbs = verbs
        self._find = find
        self.cards = Cards(window.calendar, runner, self._today)
        self.cards.acted.connect(self._act)

    @Slot(object)
    def refresh(self, _changes: Changes | None = None) -> None:
        """Something was written: what the card says may be another by now."""
        self.cards.refresh()

    @Slot(object, int)
    def _act(self, act: Act, visit_id: int) -> None:
        if act is Act.OPEN:
            self._window.calendar.visitChosen.emit(visit_id)
        elif act is Act.REBOOK:
            self._find.rebook(visit_id)
        else:
            self._verbs.do(VisitVerb(act.value), visit_id)

    def _today(self) -> date:
        return text.today_of(self._booking.now, self._day.timezone)
