"""The visit that is being looked at: what it is, whether its customer came, and its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import booking
from frontdesk.desk.answers import Done, RefusalError, Refused, Visit
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.booking import jobs
from frontdesk.ui.booking.state import Deed, Kind
from frontdesk.ui.runner import Runner


def touches(changes: Changes | None, visit: Visit) -> bool:
    """Whether ``visit`` may be another one after ``changes``; None means that all may be."""
    if changes is None or changes.everything or changes.configuration:
        return True
    return visit.appointment.id in changes.appointment_ids


class ChosenVisit(QObject):
    """Keeps one visit up to date while it is shown. Every verb runs on the database thread."""

    changed = Signal()
    """``visit``, ``guests`` or ``is_busy`` is another one now."""
    ownHold = Signal(object)
    """The visit asked for is a live hold of this desk: the ``Visit`` to go on with."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    did = Signal(object)
    """The ``Deed`` that took effect."""
    failed = Signal(object)
    """The error that a verb met; nothing was lost."""

    def __init__(self, runner: Runner, desk_name: str, parent: QObject | None = None) -> None:
        """Look at nothing yet."""
        super().__init__(parent)
        self._runner = runner
        self._desk_name = desk_name
        self.visit: Visit | None = None
        self.guests: tuple[Visit, ...] = ()
        """Every visit of the same class, this one among them; empty where it is no class."""
        self.is_busy = False

    def choose(self, appointment_id: int) -> None:
        """Look at a visit."""
        self._runner.run(jobs.visit_job(appointment_id), self._on_asked, self._fail, key="chosen")

    def show(self, visit: Visit) -> None:
        """Look at a visit that was just read."""
        self._set(visit, ())

    def leave(self) -> None:
        """Look at nothing any more."""
        if self.visit is not None:
            self._set(None, ())

    def cancel(self) -> None:
        """Cancel the visit; its time is free at once."""
        self._change(booking.cancel)

    def arrive(self) -> None:
        """Note that the customer is here."""
        self._change(booking.arrive)

    def pay(self) -> None:
        """Note that it is paid."""
        self._change(booking.pay)

    def unpay(self) -> None:
        """Take back that it is paid."""
        self._change(booking.unpay)

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Something was written: read the visit again if it may be another one now."""
        if self.visit is not None and touches(changes, self.visit):
            # One that was moved before it was looked at is a look into the past.
            follows = self.visit.appointment.rescheduled_id is None
            job = jobs.visit_job(self.visit.appointment.id, follows=follows)
            self._runner.run(job, self._on_read_again, self._gone, key="chosen")

    def _change(self, verb: Callable[[Desk, int], Done[Visit] | Refused]) -> None:
        if self.visit is None or self.is_busy:
            return
        number = self.visit.appointment.id
        self.is_busy = True
        self.changed.emit()
        self._runner.run(lambda desk: verb(desk, number), self._on_changed, self._fail)

    def _on_asked(self, found: tuple[Visit, ...]) -> None:
        entry = found[0].appointment
        if entry.status is Status.INITIAL and entry.desk == self._desk_name:
            self.ownHold.emit(found[0])
        else:
            self._set(found[0], found[1:])

    def _on_read_again(self, found: tuple[Visit, ...]) -> None:
        if self.visit is not None:
            self._set(found[0], found[1:])

    def _on_changed(self, answer: Done[Visit] | Refused) -> None:
        self.is_busy = False
        if isinstance(answer, Done):
            self._set(answer.value, self.guests)
            self.wrote.emit(answer.changes)
            if answer.value.appointment.status is Status.CANCELLED:
                steps = () if answer.undo is None else (answer.undo,)
                self.did.emit(Deed(Kind.CANCELLED, answer.value, steps))
        else:
            self.changed.emit()
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
            self.refresh()

    def _gone(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.leave()  # a hold that was released, or has expired and was swept
        else:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        self.is_busy = False
        self.changed.emit()
        if isinstance(error, RefusalError):
            self.told.emit("warning", refusal_sentence(error.refusal, text.translate))
        else:
            self.failed.emit(error)

    def _set(self, visit: Visit | None, guests: tuple[Visit, ...]) -> None:
        self.visit, self.guests = visit, guests
        self.changed.emit()
