"""The users between the window and the desk: read, saved one by one, and kept current."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import users
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.rights import User
from frontdesk.ui import text
from frontdesk.ui.people.state import NEW, UserDraft, UsersState
from frontdesk.ui.runner import Runner

Answers = tuple[Done[User] | Refused, ...]


def _write(desk: Desk, draft: UserDraft, *, fields: bool) -> Answers:
    """Write a draft: a new user with a secret, or what changed of a known one."""
    if draft.user.id == NEW:
        return (users.add(desk, draft.user, draft.secret),)
    answers: list[Done[User] | Refused] = []
    if fields:
        answers.append(users.edit(desk, draft.user))
    if draft.secret and not any(isinstance(answer, Refused) for answer in answers):
        answers.append(users.set_secret(desk, draft.user.id, draft.secret))
    return tuple(answers)


class UsersController(QObject):
    """Owns the one ``UsersState`` of the window."""

    changed = Signal()
    """Users, drafts or who is chosen are others now."""
    did = Signal(str, object)
    """A sentence, and the step of the undo log."""
    refused = Signal(str)
    """A sentence on why the chosen draft was not saved."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    failed = Signal(object)
    """The error that a job met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Know of nobody; ``open`` reads the book."""
        super().__init__(parent)
        self._runner = runner
        self.is_saving = False
        self.state = UsersState()

    @Slot()
    def open(self) -> None:
        """Read the users."""
        self._runner.run(users.everyone, self._load, self.failed.emit, key="users")

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what others change; what is typed here stays."""
        if changes.everything or changes.configuration:
            self.open()

    def choose(self, number: int) -> None:
        """Edit another user; what was typed about the one before stays."""
        self.state.chosen = number
        self.changed.emit()

    def begin(self) -> None:
        """Add a user."""
        self.state.begin()
        self.changed.emit()

    def take(self, draft: UserDraft) -> None:
        """Keep what was typed."""
        self.state.take(draft)
        self.changed.emit()

    @Slot()
    def discard(self) -> None:
        """Throw away what was typed about the chosen user."""
        if self.state.chosen is not None:
            self.state.forget(self.state.chosen)
            self.changed.emit()

    @Slot()
    def save(self) -> None:
        """Write the chosen draft."""
        number = self.state.chosen
        if number is None or not self.state.is_changed(number) or self.state.problems(number):
            return
        draft = self.state.draft(number)
        stored = None if number == NEW else self._stored(number)
        self._run(draft, fields=draft.user != stored)

    def retire(self, retired: bool) -> None:
        """Retire the chosen user, or take them back."""
        number = self.state.chosen
        if number is not None and number != NEW:
            self._run(UserDraft(replace(self._stored(number), retired=retired)), fields=True)

    def _run(self, draft: UserDraft, *, fields: bool) -> None:
        if self.is_saving:
            return
        self.is_saving = True
        self.changed.emit()

        def answered(answers: Answers) -> None:
            self._on_saved(draft, answers)

        self._runner.run(lambda desk: _write(desk, draft, fields=fields), answered, self._fail)

    def _on_saved(self, draft: UserDraft, answers: Answers) -> None:
        self.is_saving = False
        undo = None
        for answer in answers:
            if isinstance(answer, Refused):
                self.refused.emit(refusal_sentence(answer.refusal, text.translate))
                self.open()
                return
            undo = answer.undo if answer.undo is not None else undo
        user = answers[-1].value if isinstance(answers[-1], Done) else draft.user
        self.state.forget(draft.user.id)
        self.state.chosen = user.id
        self.did.emit(self._sentence(user, draft), undo)
        self.wrote.emit(Changes(configuration=True))
        self.open()

    def _sentence(self, user: User, draft: UserDraft) -> str:
        if draft.user.id == NEW:
            return self.tr("{name} can sign in now.").format(name=user.name)
        words = self.tr("{name} is retired.") if user.retired else self.tr("{name} is saved.")
        return words.format(name=user.name)

    def _stored(self, number: int) -> User:
        return next(user for user in self.state.users if user.id == number)

    def _load(self, found: tuple[User, ...]) -> None:
        self.state.load(found)
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.is_saving = False
        self.changed.emit()
        self.failed.emit(error)
