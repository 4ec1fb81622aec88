"""Connects the five-step set-up with the page of an empty book, the desk and this workstation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.desk import setup_edit
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.setup_edit import Document, SetupDraft
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from frontdesk.ui.manager.assistant import AssistantPage

_KEEP_AFTER = 300
"""Milliseconds without a key after which what is typed is kept on disk."""


class AssistantWiring(QObject):
    """From "Set up your business" to the calendar of its first working day."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""

    def __init__(
        self,
        welcome: WelcomePage,
        runner: Runner,
        day: ShownDay,
        ticker: Ticker,
        notices: Notices,
        preferences: Preferences,
    ) -> None:
        """Connect the page; it is made when it is first asked for."""
        super().__init__(welcome)
        self._welcome = welcome
        self._runner = runner
        self._day = day
        self._ticker = ticker
        self._notices = notices
        self._preferences = preferences
        self._page: AssistantPage | None = None
        self._is_new = False
        self._kept = preferences.setup_begun
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER)
        self._timer.timeout.connect(self.flush)
        welcome.show_begun(bool(self._kept))
        welcome.beginPressed.connect(self.show)
        day.businessRead.connect(self._go_to_working_day)

    @property
    def page(self) -> AssistantPage:
        """The page; made on first use, with what was typed before a restart."""
        if self._page is None:
            from frontdesk.ui.manager.assistant import AssistantPage  # not while starting

            self._page = page = AssistantPage()
            if self._kept:
                page.load(self._kept)
            page.kept.connect(self._keep)
            page.finished.connect(self._save)
            page.left.connect(self._leave)
        return self._page

    @Slot()
    def show(self) -> None:
        """Show the step that was reached."""
        self._welcome.show_steps(self.page)
        self.page.focus_step()

    @Slot()
    def flush(self) -> None:
        """Write down what is typed, so that nothing of it is lost with the window."""
        self._timer.stop()
        if self._preferences.setup_begun != self._kept:
            self._preferences.setup_begun = self._kept
            self._preferences.save()

    @Slot(str)
    def _keep(self, kept: str) -> None:
        self._kept = kept
        self._timer.start()

    @Slot()
    def _leave(self) -> None:
        self.flush()
        self._welcome.show_begun(bool(self._kept))
        self._welcome.show_first()
        self._welcome.begin.setFocus()

    @Slot(object)
    def _save(self, document: Document) -> None:
        self.page.set_busy(True)
        self._runner.run(_save_job(document), self._on_saved, self._fail)

    def _on_saved(self, answer: Done[SetupDraft] | Refused) -> None:
        self.page.set_busy(False)
        if isinstance(answer, Refused):
            self._notices.tell("warning", refusal_sentence(answer.refusal, text.translate))
            return
        self._kept = ""
        self.flush()
        self._is_new = True
        page, self._page = self.page, None
        self._welcome.show_begun(False)
        self._welcome.show_first()
        page.deleteLater()
        self.wrote.emit(answer.changes)
        words = self.tr("{name} is set up. Click a free time to take the first appointment.")
        name = answer.value.document["company"]["name"]
        self._notices.tell_done(words.format(name=name), answer.undo)

    def _fail(self, error: BaseException) -> None:
        self.page.set_busy(False)
        self._notices.report(error)

    @Slot(object)
    def _go_to_working_day(self, business: Business) -> None:
        """A new book opens on the next day on which the place is open, not on a closed Sunday."""
        place = next((p for p in business.locations.values() if not p.retired), None)
        if not self._is_new or place is None:
            return
        self._is_new = False
        open_days = [day for day, windows in place.hours.items() if windows]
        today = text.today_of(self._ticker.now, place.timezone)
        self._day.date = next_open_day(open_days, today)


def next_open_day(weekdays: Iterable[int], today: date) -> date:
    """The first day from ``today`` on that falls on one of ``weekdays`` (0 is Monday)."""
    wanted = set(weekdays)
    days = (today + timedelta(days=n) for n in range(7))
    return next((day for day in days if day.weekday() in wanted), today)


def _save_job(document: Document) -> Callable[[Desk], Done[SetupDraft] | Refused]:
    def job(desk: Desk) -> Done[SetupDraft] | Refused:
        base = setup_edit.open_draft(desk).base
        return setup_edit.save(desk, SetupDraft(base, document))

    return job
