"""Connects whoever sits at the desk with the window: locked or named, and what it offers them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from frontdesk.desk import users
from frontdesk.desk.answers import Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, Refusal, refuse
from frontdesk.engine.rights import Right
from frontdesk.ui import text
from frontdesk.ui.booking.own_holds import OwnHolds, holds_text
from frontdesk.ui.notices import Notices
from frontdesk.ui.people.access import Access
from frontdesk.ui.people.controller import UsersController
from frontdesk.ui.people.idle import IdleWatch
from frontdesk.ui.people.lock_page import LockPage
from frontdesk.ui.people.users_page import UsersPage
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import RefusedAct, Runner
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of trying an act again: its answer, or why nobody allowed it."""

    value: Any
    refusal: Refusal | None = None


class PeopleWiring(QObject):
    """From Ctrl+L or an idle hour to the next PIN, and from a refusal to a manager's leave."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        ticker: Ticker,
        notices: Notices,
        own_holds: OwnHolds,
        preferences: Preferences,
    ) -> None:
        """Connect everything; ``start`` sets it going."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._ticker = ticker
        self._notices = notices
        self._own_holds = own_holds
        self._preferences = preferences
        self.title = self.tr("Users")
        """What the section of users is called in the manager's area."""
        self._refused: RefusedAct | None = None
        self._last: int | None = None
        self.access = Access(runner, self)
        self.idle = IdleWatch(ticker.now, self)
        self.access.changed.connect(self._show_seat)
        self.access.wrote.connect(self.wrote)
        self.access.failed.connect(notices.report)
        window.menu.lock.triggered.connect(self._lock)
        window.top_bar.user.clicked.connect(self._lock)
        ticker.ticked.connect(self.idle.tick)
        self.idle.idle.connect(self.access.lock)
        runner.refused.connect(self._offer_leave)
        window.allow.secretGiven.connect(self._ask_leave)
        window.allow.declined.connect(self._leave_refused)
        menus = window.menu
        self._needs: dict[QAction, Right] = {
            menus.import_setup: Right.CONFIGURE,
            menus.import_customers: Right.CONFIGURE,
            menus.customer_settings: Right.CONFIGURE,
            menus.keep_while_typing: Right.CONFIGURE,
            menus.restore: Right.USERS,
            menus.export_setup: Right.EXPORT,
            menus.back_up: Right.EXPORT,
            menus.export_customers: Right.EXPORT,
            menus.export_cards: Right.EXPORT,
        }
        for action in (menus.manage, *self._needs):
            action.enabledChanged.connect(self._keep_off)
        for menu in window.menuBar().findChildren(QMenu):
            menu.setToolTipsVisible(True)

    def start(self) -> None:
        """See who sits here, before anything of the book is shown."""
        self.idle.minutes = self._preferences.lock_after
        handle = self._window.windowHandle()
        if handle is not None:
            self.idle.follow(handle)
        self.access.refresh()

    @cached_property
    def lock_page(self) -> LockPage:
        """The page over the locked window; made by the first lock."""
        page = LockPage(self._window)
        page.secretGiven.connect(self.access.sign_in)
        self.access.refused.connect(page.show_problem)
        self._ticker.ticked.connect(self._show_holds)
        self._own_holds.changed.connect(self._show_holds)
        return page

    @cached_property
    def users(self) -> UsersController:
        """The users as they are edited; made with their page."""
        controller = UsersController(self._runner, self)
        controller.did.connect(self._notices.tell_done)
        controller.wrote.connect(self.wrote)
        controller.failed.connect(self._notices.report)
        return controller

    def make_users_page(self) -> QWidget:
        """The manager's page of users."""
        page = UsersPage(self.users, self._preferences.lock_after)
        page.lockAfterChosen.connect(self.set_lock_after)
        return page

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what became of the users; whoever wrote since wants no old act allowed."""
        self.access.refresh(changes)
        if "users" in self.__dict__:
            self.users.refresh(changes)
        if changes.appointment_ids or changes.customers:
            self._forget_offer()

    @Slot(int)
    def set_lock_after(self, minutes: int) -> None:
        """Lock this workstation after so many minutes without a touch; 0 for never."""
        self._preferences.lock_after = minutes
        self.idle.minutes = minutes

    # Who sits here

    @Slot()
    def _lock(self) -> None:
        if self.access.seat.has_users:
            self.access.lock()
        else:
            words = self.tr("Nobody has to sign in here: this book has no users yet.")
            self._notices.tell("info", words)

    @Slot()
    def _show_seat(self) -> None:
        seat, window = self.access.seat, self._window
        window.top_bar.show_user("" if seat.user is None else seat.user.name)
        self._offer_actions()
        if seat.is_locked:
            self._forget_offer()
            if self._last is not None:
                self._notices.withdraw_news()
            self._show_holds()
            window.cover(self.lock_page)
        else:
            self._leave_pages()
            window.uncover()

    def _leave_pages(self) -> None:
        """Whoever takes over from somebody else begins in the calendar, unless they may manage."""
        user = self.access.seat.user
        if user is not None and user.id != self._last:
            if self._last is not None and not self._manages:
                self._window.show_calendar()
            self._last = user.id

    @property
    def _manages(self) -> bool:
        return self.access.may(Right.CONFIGURE) or self.access.may(Right.USERS)

    @Slot()
    def _show_holds(self, _now: object = None) -> None:
        self.lock_page.show_holds(holds_text(self._own_holds.visits, self._ticker.now))

    @Slot()
    def _offer_actions(self) -> None:
        """Offer the pages and files that whoever sits here may have; say why the others not."""
        manages = self._manages
        self._allow(self._window.menu.manage, Right.CONFIGURE, manages)
        self._window.top_bar.forbid_managing("" if manages else _why_not(Right.CONFIGURE))
        for action, right in self._needs.items():
            self._allow(action, right, self.access.may(right))

    @Slot(bool)
    def _keep_off(self, enabled: bool) -> None:
        """Others turn actions on and off too, for other reasons: a right that is missing wins."""
        if enabled and self.access.seat.has_users:
            self._offer_actions()

    def _allow(self, action: QAction, right: Right, may: bool) -> None:
        reason = "" if may else _why_not(right)
        if reason or action.property("reason"):
            action.setEnabled(may)
            action.setProperty("reason", reason)
            action.setToolTip(reason)

    # One act allowed

    @Slot(object)
    def _offer_leave(self, act: RefusedAct) -> None:
        if self.access.seat.user is None:
            return
        self._refused = act
        self._window.notice.hide()  # it said the same sentence
        self._window.allow.offer(refusal_sentence(act.refusal, text.translate))

    @Slot(str)
    def _ask_leave(self, secret: str) -> None:
        act = self._refused
        if act is None:
            return
        right = Right(str(act.refusal.facts["right"]))

        def job(desk: Desk) -> _Outcome:
            answer = users.allow(desk, secret, right)
            if isinstance(answer, Refused):
                return _Outcome(None, answer.refusal)
            return _Outcome(act.work(answer.value))

        def answered(outcome: _Outcome) -> None:
            if outcome.refusal is not None:
                words = refusal_sentence(outcome.refusal, text.translate)
                self._window.allow.show_problem(words)
                return
            self._forget_offer()
            act.done(outcome.value)

        def failed(error: BaseException) -> None:
            self._forget_offer()
            act.failed(error)

        self._runner.run(job, answered, failed)

    @Slot()
    def _leave_refused(self) -> None:
        self._refused = None

    def _forget_offer(self) -> None:
        self._refused = None
        self._window.allow.hide()


def _why_not(right: Right) -> str:
    """The sentence about a right that is missing."""
    return refusal_sentence(refuse(Code.NO_PERMISSION, right=right.value).refusal, text.translate)
