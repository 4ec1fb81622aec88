"""Takes every call of the desk off the GUI thread: one database thread, answers in order."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontdesk.desk.answers import EnvironmentFault, Refused
from frontdesk.desk.unit import Desk
from frontdesk.engine.refusals import Code, Refusal, RefusalError

T = TypeVar("T")
_log = logging.getLogger(__name__)

_LONGEST_FAREWELL = 15.0
"""Seconds that closing waits for the job under way; a locked book gives up after a third."""


@dataclass(slots=True)
class _Job(Generic[T]):
    """One accepted call and whom to tell."""

    serial: int
    key: str | None
    work: Callable[[Desk], T]
    done: Callable[[T], None]
    failed: Callable[[BaseException], None]
    value: T | None = None
    error: BaseException | None = None


def is_bug(error: BaseException) -> bool:
    """Whether ``error`` is ours: neither the environment's fault nor a refusal of the rules."""
    return not isinstance(error, EnvironmentFault | RefusalError)


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """A job that whoever sits here may not do, to be run again once somebody allows it."""

    refusal: Refusal
    work: Callable[[Desk], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class Runner(QObject):
    """Runs jobs, functions of the desk, one after the other on the database thread.

    Made and called on the GUI thread, where the answers arrive too: exactly one of ``done`` and
    ``failed`` for each job, unless a newer job of the same key made the answer void.
    """

    idle = Signal()
    """The last answer that was owed has been delivered."""
    refused = Signal(object)
    """A ``RefusedAct``: a write that takes a right; told after its own answer."""
    _answered = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Start the database thread, which alone uses ``desk`` from now on."""
        super().__init__(parent)
        self._desk = desk
        self._jobs: deque[_Job[Any]] = deque()
        self._ready = threading.Condition()
        self._closing = False
        self._serial = 0
        self._owed = 0
        self._newest: dict[str, int] = {}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still owed."""
        return self._owed > 0

    def run(
        self,
        job: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        key: str | None = None,
    ) -> None:
        """Run ``job`` on the database thread and answer on this one.

        A newer job of the same ``key`` makes the older answers void, and older ones that have
        not started are not run at all: a key is for reading. Writes go without one. After
        ``close`` nothing is accepted.
        """
        if self._closing:
            return
        if key is not None:
            self.forget(key)
        with self._ready:
            self._serial += 1
            if key is not None:
                self._newest[key] = self._serial
            self._jobs.append(_Job(self._serial, key, job, done, failed))
            self._owed += 1
            self._ready.notify()

    def forget(self, key: str) -> None:
        """Make every answer of ``key`` void: what it was asked for is not wanted any more."""
        with self._ready:
            self._newest.pop(key, None)
            waiting = [entry for entry in self._jobs if entry.key != key]
            self._owed -= len(self._jobs) - len(waiting)
            self._jobs = deque(waiting)

    def close(self) -> None:
        """Finish the writes that were asked for, drop the readings, and end the thread.

        No answer arrives afterwards.
        """
        with self._ready:
            self._closing = True
            self._jobs = deque(entry for entry in self._jobs if entry.key is None)
            self._owed = 0
            self._ready.notify()
        self._thread.join(_LONGEST_FAREWELL)
        if self._thread.is_alive():
            _log.error("The database thread did not end in %s seconds", _LONGEST_FAREWELL)

    def _work(self) -> None:
        while self._work_once():
            pass  # the job lives in the call's frame, so that none is kept alive while waiting

    def _work_once(self) -> bool:
        with self._ready:
            while not self._jobs and not self._closing:
                self._ready.wait()
            if not self._jobs:
                return False
            job = self._jobs.popleft()
        try:
            job.value = job.work(self._desk)
        except Exception as error:
            job.error = error
            if is_bug(error):
                _log.exception("A job of the window failed: this is a bug")
        if not self._closing:
            self._answered.emit(job)
        return True

    @Slot(object)
    def _deliver(self, job: _Job[Any]) -> None:
        if self._closing:
            return
        self._owed -= 1
        try:
            if job.key is None or self._newest.get(job.key) == job.serial:
                if job.error is None:
                    job.done(job.value)
                else:
                    job.failed(job.error)
                self._tell_refused(job)
        finally:
            if not self._owed:
                self.idle.emit()

    def _tell_refused(self, job: _Job[Any]) -> None:
        refusal = _refusal_in(job.value if job.error is None else job.error)
        if job.key is None and refusal is not None and "right" in refusal.facts:
            self.refused.emit(RefusedAct(refusal, job.work, job.done, job.failed))


def _refusal_in(answer: object) -> Refusal | None:
    """The missing permission that an answer tells of, also among others or with more around it."""
    if isinstance(answer, tuple):
        found = map(_refusal_in, answer)
        return next((refusal for refusal in found if refusal is not None), None)
    if isinstance(answer, Refused | RefusalError):
        return answer.refusal if answer.refusal.code is Code.NO_PERMISSION else None
    inner = getattr(answer, "answer", None)
    return None if inner is None else _refusal_in(inner)
