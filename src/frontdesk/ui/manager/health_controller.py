"""The state of the setup between the desk and its page: read, moved, decided, kept current."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.desk import health, moves, stranded
from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.decisions import Decision
from frontdesk.desk.moves import Move
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.stranded import OtherPlace, OtherPlaces
from frontdesk.engine.changes import Changes
from frontdesk.ui import text
from frontdesk.ui.runner import Runner

_PAUSE = 1500
"""Milliseconds for which changes are collected before the state is read again."""


class HealthController(QObject):
    """Reads ``Health`` when it may be another, and does what its page asks for."""

    read = Signal(object)
    """The ``Health`` of the setup in force."""
    placesFound = Signal(object)
    """The ``OtherPlaces`` of one visit."""
    did = Signal(str, object)
    """A sentence, and the step of the undo log."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    failed = Signal(object)
    """The error that something asked for by hand met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """``look`` reads."""
        super().__init__(parent)
        self._runner = runner
        self._wanted: deque[int] = deque()
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Read the state now."""
        self._timer.stop()
        self._runner.run(health.health, self.read.emit, _leave_as_it_is, key="health")

    @Slot()
    def look_soon(self) -> None:
        """Read the state once nothing has changed for a moment."""
        self._timer.start()

    def find_places(self, appointment_ids: Iterable[int]) -> None:
        """Work out where these visits could go, and forget those that were asked for before.

        One after the other: whatever else is to be read or written need not wait for all.
        """
        self._wanted = deque(appointment_ids)
        if not self._is_looking:
            self._find_next()

    def _find_next(self) -> None:
        self._is_looking = bool(self._wanted)
        if self._wanted:
            job = _places_job(self._wanted.popleft())
            self._runner.run(job, self._on_places, self._on_no_places)

    def _on_places(self, places: OtherPlaces) -> None:
        self.placesFound.emit(places)
        self._find_next()

    def _on_no_places(self, _error: BaseException) -> None:
        self._find_next()  # the visit is gone; so is its row, soon

    def move(self, places: OtherPlaces, to: OtherPlace, name: str) -> None:
        """Move a visit of ``name`` to one of the places found."""
        wanted = Move(places.appointment_id, to.start, None, to.resource_ids, places.version)

        def moved(answer: Done[Visit] | Refused) -> None:
            if self._is_done(answer):
                assert isinstance(answer, Done)
                visit = answer.value
                when = text.when_text(
                    visit.appointment.start, visit.appointment.end, visit.timezone
                )
                words = self.tr("{name} is moved to {when}.").format(name=name, when=when)
                self.did.emit(words, answer.undo)

        self._runner.run(lambda desk: moves.move(desk, wanted), moved, self.failed.emit)

    def hand_over(self, appointment_ids: Iterable[int]) -> None:
        """Give each visit to whoever is free at its time by then; what nobody can take stays."""
        numbers = tuple(appointment_ids)

        def handed(answer: Done[tuple[Visit, ...]] | Refused) -> None:
            if not self._is_done(answer):
                return
            assert isinstance(answer, Done)
            words = text.counted(
                len(answer.value),
                self.tr("{count} visit is with somebody else at the same time."),
                self.tr("{count} visits are with somebody else at the same time."),
            )
            if answer.undo is not None:
                self.did.emit(words, answer.undo)
            else:
                self.told.emit("info", words)

        self._runner.run(lambda desk: stranded.hand_over(desk, numbers), handed, self.failed.emit)

    def decide(self, appointment_id: int, decision: Decision, name: str) -> None:
        """Keep the visit of ``name`` where it is, with or without a note that they must know."""

        def decided(answer: Done[None] | Refused) -> None:
            if self._is_done(answer):
                words = {
                    Decision.KEEP: self.tr("The visit of {name} stays as it is."),
                    Decision.INFORM: self.tr(
                        "The visit of {name} stays, with a note that somebody must tell them."
                    ),
                }[decision]
                assert isinstance(answer, Done)
                self.did.emit(words.format(name=name), answer.undo)

        self._runner.run(
            lambda desk: stranded.decide(desk, appointment_id, decision),
            decided,
            self.failed.emit,
        )

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what is written, here and elsewhere."""
        if changes.configuration:
            self.look()
        elif changes.everything or changes.appointment_ids:
            self.look_soon()

    def _is_done(
        self, answer: Done[Visit] | Done[tuple[Visit, ...]] | Done[None] | Refused
    ) -> bool:
        self.look()
        if isinstance(answer, Refused):
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
            return False
        self.wrote.emit(answer.changes)
        return True


def _places_job(number: int) -> Callable[..., OtherPlaces]:
    return lambda desk: stranded.other_places(desk, number)


def _leave_as_it_is(_error: BaseException) -> None:
    """What nobody asked for by hand is not reported either; the next change reads it again."""
