"""Connects the manager's area with the window, the desk and the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.desk import demo
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import Effects, StrandedVisit
from frontdesk.desk.finding import FoundVisit
from frontdesk.desk.health import Health
from frontdesk.desk.people import VisitGlance
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.engine.changes import Changes
from frontdesk.ui import text
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.health_controller import HealthController
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.setup_files import SetupFiles
from frontdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from frontdesk.ui.manager.area import ManagerArea
    from frontdesk.ui.manager.effects_pane import EffectsPane
    from frontdesk.ui.manager.setup_page import SetupPage

HEALTH = "health"
SETUP_FILE = "setup-file"
_FIRST_LOOK = 4000
"""Milliseconds from the start to the first look at the setup's health."""


class ManagerWiring(QObject):
    """From Ctrl+M to a saved setup, and back to the calendar with Esc."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    visitWanted = Signal(object)
    """The ``FoundVisit`` to be shown in the calendar."""
    attentionNeeded = Signal(int)
    """How many things of the setup somebody should look at."""

    def __init__(
        self, window: MainWindow, runner: Runner, notices: Notices, files: SetupFiles
    ) -> None:
        """Connect the area; it is made when it is first asked for."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._notices = notices
        self._files = files
        self._area: ManagerArea | None = None
        self._effects: EffectsPane | None = None
        self._setup_page: SetupPage | None = None
        self._moves_follow = False
        self._others: list[tuple[str, str, Callable[[], QWidget]]] = []
        self.controller = SetupController(runner, self)
        self.health = HealthController(runner, self)
        self.controller.saved.connect(self._on_saved)
        self.controller.effectsFound.connect(self._show_effects)
        self.health.did.connect(notices.tell_done)
        self.health.read.connect(self._mark_health)
        for part in (self.controller, self.health):
            part.told.connect(notices.tell)
            part.failed.connect(notices.report)
            part.wrote.connect(self.wrote)
        window.menu.manage.triggered.connect(self.show)
        self._first_look = QTimer(self)
        self._first_look.setSingleShot(True)
        self._first_look.setInterval(_FIRST_LOOK)
        self._first_look.timeout.connect(self.health.look)

    def start(self) -> None:
        """Look at the setup's health once the first day has been seen."""
        self._first_look.start()

    @property
    def area(self) -> ManagerArea:
        """The page; made on first use."""
        if self._area is None:
            from frontdesk.ui.manager.area import ManagerArea  # none of it while starting

            self._area = area = ManagerArea()
            area.left.connect(self._window.show_calendar)
            self._add_sections(area)
            self._window.add_page(area)
        return self._area

    def add_section(self, section: str, title: str, make: Callable[[], QWidget]) -> None:
        """Offer the page of another part in the area; ``make`` makes it when it is shown."""
        self._others.append((section, title, make))

    @property
    def effects(self) -> EffectsPane:
        """The pane that asks before saving; made on first use."""
        if self._effects is None:
            from frontdesk.ui.manager.effects_pane import EffectsPane

            self._effects = pane = EffectsPane()
            pane.decided.connect(self._decide)
            pane.cancelled.connect(self.area.uncover)
        return self._effects

    @Slot()
    def show(self) -> None:
        """Show the area with the setup in force."""
        self.controller.open()
        self._window.show_page(self.area)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def ask_import(self) -> None:
        """Show the page of the setup file, and let the user choose one."""
        self.show()
        self.area.show_section(SETUP_FILE)
        self._files.ask_check()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what others change."""
        self.controller.refresh(changes)
        self.health.refresh(changes)

    def _add_sections(self, area: ManagerArea) -> None:
        """Each section's page is made when it is first shown."""
        for other in self._others:
            area.add_section(*other)
        area.add_section(HEALTH, self.tr("Health"), self._make_health)
        area.add_section(SETUP_FILE, self.tr("Setup file"), self._make_setup_page)

    def _make_health(self) -> QWidget:
        from frontdesk.ui.manager.health_page import HealthPage

        page = HealthPage(self.health)
        page.entryWanted.connect(self._edit)
        page.visitWanted.connect(self._open_visit)
        return page

    def _make_setup_page(self) -> QWidget:
        from frontdesk.ui.manager.setup_page import SetupPage

        page = self._setup_page = SetupPage(self.controller, self._files)
        page.shown.connect(self._look_for_sample)
        page.sampleUnwanted.connect(self._remove_sample)
        return page

    # What saving would do

    @Slot(object)
    def _show_effects(self, effects: Effects) -> None:
        self.effects.show_effects(effects)
        self.area.cover(self.effects)

    @Slot(object)
    def _decide(self, decisions: Mapping[int, Decision]) -> None:
        self._moves_follow = Decision.MOVE in decisions.values()
        self.area.uncover()
        self.controller.save(decisions)

    @Slot(str, object)
    def _on_saved(self, sentence: str, step: int | None) -> None:
        self._notices.tell_done(sentence, step)
        if self._moves_follow:
            self._moves_follow = False
            self.area.show_section(HEALTH)  # which offers where each could go

    # Health

    @Slot(object)
    def _mark_health(self, health: Health) -> None:
        count = len(health.problems) + len(health.stranded)
        if self._area is not None:
            self._area.show_mark(HEALTH, str(count) if count else "")
        self.attentionNeeded.emit(count)

    @Slot(str, str)
    def _edit(self, section: str, entry_id: str) -> None:
        from frontdesk.ui.manager.entries import EntriesPage

        page = self.area.show_section(section)
        if isinstance(page, EntriesPage) and entry_id:
            page.choose(entry_id)

    @Slot(object)
    def _open_visit(self, stranded: StrandedVisit) -> None:
        visit, customer = stranded.visit, stranded.customer
        glance = VisitGlance(
            visit.id,
            visit.status,
            visit.start,
            stranded.timezone,
            visit.service_id,
            stranded.service_name,
            visit.resource_ids,
            stranded.resource_names,
            visit.notes,
        )
        self._window.show_calendar()
        number, name = (None, "") if customer is None else (customer.id, customer.name)
        self.visitWanted.emit(FoundVisit(glance, number, name))

    # The sample

    @Slot()
    def _look_for_sample(self) -> None:
        self._runner.run(
            demo.is_sample, self._show_sample, self.controller.failed.emit, key="sample"
        )

    def _show_sample(self, is_sample: bool) -> None:
        if self._setup_page is not None:
            self._setup_page.show_sample(is_sample)

    @Slot()
    def _remove_sample(self) -> None:
        self._runner.run(demo.remove, self._on_removed, self.controller.failed.emit)

    def _on_removed(self, answer: Done[None] | Refused) -> None:
        if isinstance(answer, Refused):
            self._notices.tell("warning", refusal_sentence(answer.refusal, text.translate))
            return
        self._window.show_calendar()
        words = self.tr("The sample data is gone; the book is empty.")
        self._notices.tell_done(words, answer.undo)
        self.wrote.emit(answer.changes)
