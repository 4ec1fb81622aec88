"""What can be noted about a visit from anywhere: by menu, by key, or on its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QObject, Signal

from frontdesk.desk import booking
from frontdesk.desk.answers import Done, RefusalError, Refused, Visit
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import Facts, VisitView
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.runner import Runner
from frontdesk.ui.text import translate as tr


class VisitVerb(Enum):
    """What happened to a visit."""

    ARRIVED = "arrived"
    STARTED = "started"
    DONE = "done"
    NO_SHOW = "no-show"
    PAID = "paid"
    NOT_PAID = "not-paid"
    CANCEL = "cancel"


Answer = Done[Visit] | Refused

_VERBS: Mapping[VisitVerb, Callable[[Desk, int], Answer]] = {
    VisitVerb.ARRIVED: booking.arrive,
    VisitVerb.STARTED: booking.start,
    VisitVerb.DONE: booking.complete,
    VisitVerb.NO_SHOW: booking.no_show,
    VisitVerb.PAID: booking.pay,
    VisitVerb.NOT_PAID: booking.unpay,
    VisitVerb.CANCEL: booking.cancel,
}


def offered(visit: Facts) -> tuple[VisitVerb, ...]:
    """The verbs that make sense for a visit as it is shown, in their natural order.

    A class of several people is one block: what happened to each of them is noted in the list.
    """
    if isinstance(visit, VisitView) and visit.capacity > 1:
        return ()
    payment = _payment_verbs(visit)
    if visit.status not in (Status.BOOKED, Status.RESERVED) or visit.completed:
        return payment
    verbs: list[VisitVerb] = []
    if not visit.arrived and not visit.started:
        verbs.append(VisitVerb.ARRIVED)
    if not visit.started:
        verbs.append(VisitVerb.STARTED)
    verbs += [VisitVerb.DONE, *payment]
    if not visit.arrived and not visit.started:
        if visit.status is Status.BOOKED:
            verbs.append(VisitVerb.NO_SHOW)
        verbs.append(VisitVerb.CANCEL)
    return tuple(verbs)


def _payment_verbs(visit: Facts) -> tuple[VisitVerb, ...]:
    """Payment goes before the visit or long after it, whatever else was noted."""
    if visit.status is not Status.BOOKED:
        return ()
    if visit.owes:
        return (VisitVerb.PAID,)
    return (VisitVerb.NOT_PAID,) if visit.paid else ()


class VisitVerbs(QObject):
    """Runs the verbs off this thread, and says what came of them with the way back."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    did = Signal(str, object)
    """What was noted as a sentence, and the step of the undo log or None."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)
    """The error that a verb met; nothing was changed."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Run through ``runner``."""
        super().__init__(parent)
        self._runner = runner

    def do(self, verb: VisitVerb, appointment_id: int) -> None:
        """Note that ``verb`` happened to a visit."""
        work = _VERBS[verb]

        def answer(answer: Answer) -> None:
            self._on_answer(verb, answer)

        self._runner.run(lambda desk: work(desk, appointment_id), answer, self._fail)

    def _on_answer(self, verb: VisitVerb, answer: Answer) -> None:
        if isinstance(answer, Refused):
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
            return
        self.did.emit(_sentence(verb, answer.value), answer.undo)
        self.wrote.emit(answer.changes)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.told.emit("warning", refusal_sentence(error.refusal, text.translate))
        else:
            self.failed.emit(error)


def _sentence(verb: VisitVerb, visit: Visit) -> str:
    entry, customer = visit.appointment, visit.customer
    words = {
        "name": customer.name if customer is not None else tr("The visit"),
        "when": text.when_text(entry.start, entry.end, visit.timezone),
    }
    template = {
        VisitVerb.ARRIVED: tr("{name} is here ({when})."),
        VisitVerb.STARTED: tr("{name} is being served ({when})."),
        VisitVerb.DONE: tr("Done: {name}, {when}."),
        VisitVerb.NO_SHOW: tr("{name} did not come ({when})."),
        VisitVerb.PAID: tr("{name} has paid ({when})."),
        VisitVerb.NOT_PAID: tr("{name} has not paid ({when})."),
        VisitVerb.CANCEL: tr("Cancelled: {name}, {when}. The time is free again."),
    }[verb]
    if verb is VisitVerb.CANCEL and entry.overbooked:  # another visit has the time still
        template = tr("Cancelled: {name}, {when}.")
    return template.format(**words)
