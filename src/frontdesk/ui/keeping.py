"""Wires what the window promises: drafts that last, steps that can be undone, holds in sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.desk.answers import Visit
from frontdesk.desk.sentences import step_sentence
from frontdesk.desk.undo import Step
from frontdesk.desk.views import DaysView
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.drafts import DraftKeeper, Kept
from frontdesk.ui.booking.own_holds import OwnHolds, holds_text
from frontdesk.ui.booking.state import Deed
from frontdesk.ui.booking.wiring import BookingWiring
from frontdesk.ui.booking.wording import deed_sentence, kept_sentence
from frontdesk.ui.customers.wiring import CustomersWiring
from frontdesk.ui.day import ShownDay
from frontdesk.ui.feed import ChangeFeed
from frontdesk.ui.find.wording import one_line
from frontdesk.ui.notices import Notices
from frontdesk.ui.policy import PolicyInForce
from frontdesk.ui.runner import Runner
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.undo import UndoSteps
from frontdesk.ui.window import MainWindow

_HOLDS = "own-holds"
_CARD = "unsaved-card"


class Keeping(QObject):
    """Connects drafts, undo, policy and the desk's own holds with the window."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        booking: BookingController,
        verbs: BookingWiring,
        runner: Runner,
        ticker: Ticker,
        feed: ChangeFeed,
        notices: Notices,
    ) -> None:
        """Connect everything; ``start`` sets it going."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._booking = booking
        self._verbs = verbs
        self._ticker = ticker
        self._notices = notices
        self._sought: Visit | None = None
        self._cards: CustomersWiring | None = None
        self.drafts = DraftKeeper(runner, booking, self)
        self.undo = UndoSteps(runner, self)
        self.own_holds = OwnHolds(runner, self)
        self.policy = PolicyInForce(runner, self)
        for part in (self.undo, self.policy):
            part.told.connect(notices.tell)
            part.failed.connect(notices.report)
            part.wrote.connect(self.wrote)
        for follower in (self.undo, self.own_holds, self.policy):
            feed.changed.connect(follower.refresh)
        self._connect_drafts()
        self._connect_undo()
        self._connect_holds()
        self._connect_policy()

    def start(self) -> None:
        """Read what was kept, what can be undone, and what this desk holds."""
        self.policy.refresh()
        self.drafts.start()
        self.undo.refresh()
        self.own_holds.refresh()

    def follow_cards(self, customers: CustomersWiring) -> None:
        """Keep what is typed on customers' cards, too."""
        self.drafts.follow_cards(customers.card)
        self._cards = customers

    def _connect_drafts(self) -> None:
        self.drafts.restored.connect(self._tell_restored)
        self.drafts.failed.connect(self._notices.report)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def _connect_undo(self) -> None:
        menu, undo = self._window.menu, self.undo
        undo.changed.connect(self._name_steps)
        undo.turned.connect(self._follow)
        menu.undo.triggered.connect(undo.undo)
        menu.redo.triggered.connect(undo.redo)
        self._notices.undoWanted.connect(undo.undo_step)
        self._notices.redoWanted.connect(undo.redo)
        self.policy.did.connect(self._notices.tell_done)
        for source in (self._booking, self._booking.visit):
            source.did.connect(self._tell_deed)

    def _connect_holds(self) -> None:
        line = self._window.status_line
        line.ownHoldsPressed.connect(self._go_to_hold)
        self.own_holds.changed.connect(self._show_holds)
        self.own_holds.failed.connect(self._leave)
        self._ticker.ticked.connect(self._show_holds)
        self._booking.handsFull.connect(self._tell_hands_full)
        self._notices.chosen.connect(self._choose)
        self._day.daysRead.connect(self._bring_sought)

    def _connect_policy(self) -> None:
        self.policy.changed.connect(self._apply_policy)
        self._window.menu.keep_while_typing.triggered.connect(self._set_typing_renews)

    # Drafts

    @Slot(object)
    def _tell_restored(self, kept: Kept) -> None:
        if kept.hold is not None:
            self._go_to(kept.hold)
        cards = [one_line(card.name) for card in kept.cards]
        sentence = kept_sentence(kept.draft, kept.hold, cards, lives=kept.lives)
        actions = [(_CARD, self.tr("Open the card"))] if cards else []
        self._notices.tell("info", sentence, actions)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self.drafts.save_now()

    # Undo

    @Slot(object)
    def _tell_deed(self, deed: Deed) -> None:
        sentence = deed_sentence(deed, self._day.business)
        self._notices.tell_done(sentence, self.undo.tie(deed.undo))

    @Slot()
    def _name_steps(self) -> None:
        menu = self._window.menu
        before, after = self.undo.next_undo, self.undo.next_redo
        menu.name_steps(_named(before), _named(after))

    @Slot(object, bool)
    def _follow(self, step: Step, undone: bool) -> None:
        """Show in the panel what a turned step made of its visit, and say it."""
        number = step.appointment_id
        if number is not None and step.kind in ("hold", "release", "book"):
            frees = undone is (step.kind != "release")
            if not frees:
                self._booking.visit.choose(number)
            elif step.kind != "book":
                self._booking.forget(number)
        sentence = step_sentence(step.kind, step.facts, text.translate)
        words = self.tr("Undone: {step}.") if undone else self.tr("Done again: {step}.")
        self._notices.tell_turned(words.format(step=sentence), step.id, undone)

    # Holds

    @Slot()
    def _show_holds(self, _now: datetime | None = None) -> None:
        words = holds_text(self.own_holds.visits, self._ticker.now)
        self._window.status_line.show_own_holds(words)

    @Slot()
    def _go_to_hold(self) -> None:
        live = self._booking.state.live_hold
        current = live.appointment.id if live is not None else None
        visit = self.own_holds.after(current, self._ticker.now)
        if visit is not None:
            self._go_to(visit)
            self._booking.visit.choose(visit.appointment.id)

    def _go_to(self, visit: Visit) -> None:
        entry, day = visit.appointment, self._day
        self._sought = visit
        if entry.location_id != day.location_id:
            day.set_location(entry.location_id, entry.service_id)
        day.show_date(local_date(entry.start, visit.timezone))

    @Slot(object)
    def _bring_sought(self, view: DaysView) -> None:
        visit = self._sought
        if visit is None or view.location_id != visit.appointment.location_id:
            return
        if view.first <= local_date(visit.appointment.start, visit.timezone) <= view.last:
            self._sought = None
            self._verbs.bring_into_view(visit)

    @Slot(str)
    def _tell_hands_full(self, sentence: str) -> None:
        self._notices.tell("warning", sentence, [(_HOLDS, self.tr("Go to the hold"))])

    @Slot(str)
    def _choose(self, action: str) -> None:
        if action == _HOLDS:
            self._go_to_hold()
        elif action == _CARD and self._cards is not None:
            self._cards.open_unsaved()

    @Slot(object)
    def _leave(self, _error: BaseException) -> None:
        """What was read last still counts down; the feed says that the book is lost."""

    # Policy

    @Slot()
    def _apply_policy(self) -> None:
        renews = self.policy.policy.typing_renews
        self._booking.keeps_while_typing = renews
        self._window.menu.keep_while_typing.setChecked(renews)
        self._window.menu.note_payments(self.policy.policy.payments_noted)

    @Slot(bool)
    def _set_typing_renews(self, wanted: bool) -> None:
        self.policy.change(replace(self.policy.policy, typing_renews=wanted))


def _named(step: Step | None) -> str:
    return "" if step is None else step_sentence(step.kind, step.facts, text.translate)
