"""Who sits at this desk, as the window last read it: signing in, locking, and what they may do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import users
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.users import Seat
from frontdesk.engine.changes import Changes
from frontdesk.engine.rights import Right, User
from frontdesk.ui import text
from frontdesk.ui.runner import Runner


class Access(QObject):
    """Reads the seat, follows its changes, and changes who sits in it."""

    changed = Signal()
    """``seat`` is another one now."""
    refused = Signal(str)
    """Nobody was signed in: a sentence."""
    wrote = Signal(object)
    """``Changes``: whoever sits here sees other things now."""
    left = Signal()
    """Nobody sits here any more: pages that nobody sees must forget what took a right, too."""
    failed = Signal(object)
    """The error that signing in met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Begin as a book without users does."""
        super().__init__(parent)
        self._runner = runner
        self._is_trying = False
        self.seat = Seat()

    @property
    def is_trying(self) -> bool:
        """Whether a secret is being tried."""
        return self._is_trying

    def may(self, right: Right) -> bool:
        """Whether the window offers what takes ``right``; the desk itself asks again."""
        return right in self.seat.rights

    @Slot()
    def refresh(self, changes: Changes | None = None) -> None:
        """Read the seat again where it may be another one."""
        if changes is None or changes.everything or changes.configuration:
            self._runner.run(users.seat, self._take, self._leave, key="seat")

    def sign_in(self, secret: str) -> None:
        """Let whoever has ``secret`` sit here."""
        if not self._is_trying and secret:
            self._is_trying = True
            self._runner.run(lambda desk: users.sign_in(desk, secret), self._signed, self._fail)

    @Slot()
    def lock(self) -> None:
        """Sign out whoever sits here; a book without users has nothing to lock."""
        if self.seat.has_users and not self.seat.is_locked:
            self._show(Seat(None, has_users=True, rights=frozenset()))
            self._runner.run(users.sign_out, self._locked, self.failed.emit)

    def _signed(self, answer: Done[User] | Refused) -> None:
        self._is_trying = False
        if isinstance(answer, Refused):
            self.refused.emit(refusal_sentence(answer.refusal, text.translate))
            return
        user = answer.value
        self._show(Seat(user, has_users=True, rights=user.rights))
        self.wrote.emit(Changes(everything=True))

    def _take(self, seat: Seat) -> None:
        is_left = seat.is_locked and not self.seat.is_locked  # somebody else ended it
        self._show(seat)
        if is_left:
            self.left.emit()

    def _locked(self, _nothing: None) -> None:
        # Read everything again, now without what takes a right: the next one to sign in may have
        # fewer, and must not see it for the blink until the book was read.
        self.wrote.emit(Changes(everything=True))
        self.left.emit()

    def _show(self, seat: Seat) -> None:
        if seat != self.seat:
            self.seat = seat
            self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self._is_trying = False
        self.refused.emit("")
        self.failed.emit(error)

    def _leave(self, _error: BaseException) -> None:
        """What was read last stays true here; the feed says that the book is lost."""
