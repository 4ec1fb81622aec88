"""Reading for a page that is not always seen: what is asked for is read while somebody looks."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from frontdesk.desk.answers import RefusalError
from frontdesk.engine.changes import Changes
from frontdesk.ui.runner import Runner

Q = TypeVar("Q")


class SeenReader(QObject, Generic[Q]):
    """Keeps one question, a frozen value, and reads its answer whenever that may be another.

    While the page is hidden nothing is read; what was missed is read when it is seen again.
    """

    failed = Signal(object)
    """The error that a reading met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Read nothing until ``ask``."""
        super().__init__(parent)
        self._runner = runner
        self._asked: Q | None = None
        self._is_seen = False
        self._is_stale = False
        self._ends_at: int | None = None

    @property
    def asked(self) -> Q | None:
        """What is read; None before the first question."""
        return self._asked

    def ask(self, asked: Q) -> None:
        """Read the answer to another question from now on; the same again reads nothing."""
        if asked != self._asked:
            self._asked = asked
            self._look()

    def set_seen(self, seen: bool) -> None:
        """Whether anybody looks at the page."""
        self._is_seen = seen
        if self._is_stale:
            self._look()

    def refresh(self, changes: Changes | None, location_id: str | None) -> None:
        """Read again what ``changes`` made stale at a location; None means all, in both places."""
        named = changes is not None and not (changes.everything or changes.configuration)
        places = changes.location_ids if changes is not None and named else frozenset()
        concerned = not places or location_id is None or location_id in places
        if self._asked is not None and concerned:
            self._look()

    def read_unseen(self) -> None:
        """Read again although nobody looks: what was read may not be shown to the next one."""
        if self._asked is not None and not self._is_seen:
            self.read(self._asked)

    def set_end(self, moment: int | None) -> None:
        """What was read runs out at ``moment`` (seconds); None where only a write can change it."""
        self._ends_at = moment

    def tick(self, now: int) -> None:
        """Read again once what was read has run out: what time does is written by nobody."""
        if self._ends_at is not None and now >= self._ends_at:
            self._ends_at = None
            self._look()

    def read(self, asked: Q) -> None:
        """Have the runner read the answer to ``asked``; each reader says how."""
        raise NotImplementedError

    def _look(self) -> None:
        self._is_stale = not self._is_seen
        if self._is_seen and self._asked is not None:
            self.read(self._asked)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self._is_stale = True  # the configuration changed; whoever reads it asks again
        else:
            self.failed.emit(error)
