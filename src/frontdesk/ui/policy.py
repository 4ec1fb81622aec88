"""The policy of the book that is in force, as this window last read it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import policies
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.engine.changes import Changes
from frontdesk.engine.policy import Policy
from frontdesk.ui import text
from frontdesk.ui.runner import Runner


class PolicyInForce(QObject):
    """Reads the policy, follows its changes, and changes it."""

    changed = Signal()
    """``policy`` was read."""
    did = Signal(str, object)
    """A sentence, and the step of the undo log."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)
    """The error that a change met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Begin with the policy of a new book."""
        super().__init__(parent)
        self._runner = runner
        self.policy = Policy()

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read it again where it may be another one now."""
        if changes is None or changes.everything or changes.configuration:
            self._runner.run(policies.read, self._show, self._leave, key="policy")

    def change(self, wanted: Policy) -> None:
        """Put ``wanted`` in force, for every desk."""
        self._runner.run(lambda desk: policies.change(desk, wanted), self._changed, self._fail)

    def _show(self, policy: Policy) -> None:
        self.policy = policy
        self.changed.emit()

    def _changed(self, answer: Done[Policy] | Refused) -> None:
        if isinstance(answer, Done):
            self._show(answer.value)
            self.did.emit(self.tr("The settings were saved."), answer.undo)
            self.wrote.emit(answer.changes)
            return
        self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.changed.emit()  # what shows the wish goes back to what is in force
        self.failed.emit(error)

    def _leave(self, _error: BaseException) -> None:
        """What was read last stays in force here; the feed says that the book is lost."""
