"""Tells a screen reader which days it has come to: "Tuesday 24 November, 12 visits"."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frontdesk.desk.views import DaysView
from frontdesk.ui import text
from frontdesk.ui.counts import count
from frontdesk.ui.day import ShownDay
from frontdesk.ui.period import View
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.window import MainWindow


class SpokenDays(QObject):
    """Speaks once for each switch, as soon as the visits are known; never when days are reread."""

    def __init__(self, window: MainWindow, day: ShownDay, ticker: Ticker) -> None:
        """Follow ``day`` in ``window``."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._ticker = ticker
        self._told: tuple[object, ...] | None = None
        day.chosen.connect(self._follow)
        day.daysRead.connect(self._speak)

    @Slot()
    def _follow(self) -> None:
        """A month and a list have figures of their own: the heading is enough."""
        if self._day.view in (View.MONTH, View.LIST) and self._is_new():
            announce(self._window, self._window.top_bar.heading.text())

    @Slot(object)
    def _speak(self, days: DaysView) -> None:
        period = self._day.period
        is_shown = (days.first, days.last) == (period.first, period.last)
        if self._day.view in (View.MONTH, View.LIST) or not is_shown or not self._is_new():
            return
        visits = count(days, int(self._ticker.now.timestamp())).visits
        words = text.counted(visits, self.tr("{count} visit"), self.tr("{count} visits"))
        if not self._window.navigator.month.isAncestorOf(self._window.focusWidget()):
            heading = self._window.top_bar.heading.text()  # the mini-month said its day itself
            words = self.tr("{days}, {visits}").format(days=heading, visits=words)
        announce(self._window, words)

    def _is_new(self) -> bool:
        """Whether other days are shown than those told of last; the first are no switch."""
        period = self._day.period
        shown = (self._day.location_id, self._day.view, period.first, period.last)
        before, self._told = self._told, shown
        return before is not None and before != shown
