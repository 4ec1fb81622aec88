"""What the window says about events and troubles, in the one strip that it has for that."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from frontdesk import paths
from frontdesk.desk.answers import Cause, EnvironmentFault, RefusalError
from frontdesk.desk.sentences import fault_sentence, refusal_sentence
from frontdesk.ui import text
from frontdesk.ui.widgets.notice import NoticeKind, NoticeStrip

_log = logging.getLogger(__name__)
_GOOD_NEWS = 8000
"""Milliseconds after which good news takes itself away; troubles stay."""
_UNDO = "undo-"
_REDO = "redo"
_RETRY = "retry"
_LOG = "log"


class Notices(QObject):
    """Words errors and shows them; the last one counts."""

    retryWanted = Signal()
    """The user wants to try again."""
    undoWanted = Signal(int)
    """The user wants this step of the undo log undone."""
    redoWanted = Signal()
    """The user wants what was undone last done again."""
    chosen = Signal(str)
    """An action that ``tell`` was given: its id."""

    def __init__(self, strip: NoticeStrip) -> None:
        """Speak through ``strip``."""
        super().__init__(strip)
        self._strip = strip
        self._is_trouble = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GOOD_NEWS)
        self._timer.timeout.connect(strip.hide)
        strip.actionChosen.connect(self._act)

    @Slot(str, str)
    def tell(self, kind: str, sentence: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """Say what happened, with ``actions`` as (id, verb)."""
        self._is_trouble = False
        self._strip.show_notice(kind, sentence, actions)
        if kind in (NoticeKind.SUCCESS, NoticeKind.INFO):
            self._timer.start()
        else:
            self._timer.stop()

    def add(self, sentence: str, action: tuple[str, str]) -> None:
        """Say more about what was just said, with one more action; it stays until it is closed."""
        if self._strip.isVisible() and not self._is_trouble:
            words, actions = f"{self._strip.text} {sentence}", [*self._strip.offered, action]
            self._strip.show_notice(self._strip.kind, words, actions)
        else:
            self._strip.show_notice(NoticeKind.INFO, sentence, [action])
        self._timer.stop()

    @Slot(str, object)
    def tell_done(self, sentence: str, step_id: int | None) -> None:
        """Say what was done, and offer to undo it where there is a step of the undo log."""
        self._is_trouble = False
        actions = [] if step_id is None else [(f"{_UNDO}{step_id}", self.tr("Undo"))]
        self._strip.show_notice(NoticeKind.SUCCESS, sentence, actions)
        self._timer.start()

    def tell_turned(self, sentence: str, step_id: int, undone: bool) -> None:
        """Say what was undone (or done again), and offer the way back."""
        if undone:
            self.tell(NoticeKind.SUCCESS, sentence, [(_REDO, self.tr("Redo"))])
        else:
            self.tell_done(sentence, step_id)

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Say what went wrong and what to do; a bug is called one."""
        self._timer.stop()
        if isinstance(error, EnvironmentFault):
            _log.warning("The book cannot be used: %s", error)
            words, actions = self._fault_words(error)
        elif isinstance(error, RefusalError):
            self.tell("warning", refusal_sentence(error.refusal, text.translate))
            return
        else:
            words = self.tr(
                "Something went wrong in Frontdesk itself. The book was not changed, and what you "
                "typed is still here. The details are in the log."
            )
            actions = [(_LOG, self.tr("Open the log folder"))]
        self._strip.show_notice(NoticeKind.ERROR, words, actions)
        self._is_trouble = True

    def _fault_words(self, fault: EnvironmentFault) -> tuple[str, list[tuple[str, str]]]:
        if fault.cause is Cause.SCHEMA_TOO_NEW:
            # This window had the book open: the program was updated meanwhile, here or beside it.
            words = self.tr(
                "The book was taken over by a newer version of Frontdesk. Close this window and "
                "open Frontdesk again; all that was booked is there."
            )
            return words, []
        words = " ".join(fault_sentence(fault, text.translate))
        return words, [(_RETRY, self.tr("Try again"))]

    def withdraw_news(self) -> None:
        """Take good news away, with its way back: it was for somebody who sits here no more."""
        if self._strip.kind in (NoticeKind.SUCCESS, NoticeKind.INFO):
            self._strip.hide()

    def withdraw(self) -> None:
        """The trouble is over: take its notice away, and leave any other."""
        if self._is_trouble:
            self._strip.hide()
            self._is_trouble = False

    @Slot(str)
    def _act(self, action: str) -> None:
        if action == _RETRY:
            self.retryWanted.emit()
        elif action.startswith(_UNDO):
            self.undoWanted.emit(int(action.removeprefix(_UNDO)))
        elif action == _REDO:
            self.redoWanted.emit()
        elif action != _LOG:
            self.chosen.emit(action)
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.user_log_dir())))
