"""Keeps what is typed in the book, so that no crash and no power cut loses a letter of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.desk import drafts
from frontdesk.desk.answers import Visit
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Status
from frontdesk.ui.booking import jobs
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.state import Draft, Stage, draft_of, form_of
from frontdesk.ui.customers.reader import CardReader
from frontdesk.ui.customers.unsaved import Unsaved, read_form
from frontdesk.ui.customers.unsaved import form_of as form_of_card
from frontdesk.ui.runner import Runner

PAUSE = 300
"""Milliseconds after the last letter at which it is kept."""
LONGEST = 1000
"""Milliseconds of typing without a pause after which the letters are kept all the same."""
_RETRY = 1000
_LONGEST_RETRY = 16_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What was left half done: the draft, its hold where that is known, and customers' cards."""

    draft: Draft
    hold: Visit | None = None
    lives: bool = False
    cards: tuple[Unsaved, ...] = ()


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What is to be in the book."""

    draft: Draft = field(default_factory=Draft)
    appointment_id: int | None = None
    stage: Stage = Stage.IDLE
    cards: tuple[Unsaved, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self == _Snapshot()


def _kept_job(desk: Desk) -> Kept | None:
    kept = drafts.load(desk)
    if kept is None:
        return None
    draft, cards = draft_of(kept.form), read_form(kept.form.get("cards"))
    known = None
    if kept.appointment_id is not None:
        known = jobs.standing_job(kept.appointment_id)(desk)
    if known is not None and known[0].appointment.status is Status.INITIAL:
        return Kept(draft, *known, cards)
    # Booked, and the power failed before the draft was thrown away?
    if known is not None and _is_booked_as(known[0], draft):
        draft = Draft()
    if draft == Draft() and not cards:
        drafts.discard(desk)
        return None
    return Kept(draft, cards=cards)


def _is_booked_as(visit: Visit, draft: Draft) -> bool:
    entry, customer = visit.appointment, visit.customer
    if customer is None or entry.status not in (Status.BOOKED, Status.RESERVED):
        return False
    same = customer.id == draft.customer_id or customer.name == draft.name.strip()
    return same and entry.notes == draft.notes.strip()


def _save_job(new: _Snapshot) -> Callable[[Desk], None]:
    def job(desk: Desk) -> None:
        if new.is_empty:
            drafts.discard(desk)
            return
        form = form_of(new.draft)
        if new.cards:
            form["cards"] = [form_of_card(card) for card in new.cards]
        drafts.save(desk, form, new.appointment_id)

    return job


class DraftKeeper(QObject):
    """Writes the draft of ``booking`` into the book: a moment after typing stops, each second
    while it goes on, and at once when the hold is another one or the focus moves.
    """

    restored = Signal(object)
    """What was ``Kept`` is in the panel again."""
    failed = Signal(object)
    """The draft can't be kept just now: the error, once for each such time. It is tried again."""

    def __init__(self, runner: Runner, booking: BookingController, parent: QObject) -> None:
        """Watch ``booking``; nothing is written before ``start`` has read what was kept."""
        super().__init__(parent)
        self._runner = runner
        self._booking = booking
        self._cards: CardReader | None = None
        self._asked: _Snapshot | None = None
        self._has_read = False
        self._is_writing = False
        self._retry_after = _RETRY
        self._pause = self._timer(PAUSE, self.save_now)
        self._longest = self._timer(LONGEST, self.save_now)
        self._retry = self._timer(_RETRY, self._try_again)
        booking.changed.connect(self._look)
        booking.draftChanged.connect(self._look)

    def follow_cards(self, cards: CardReader) -> None:
        """Keep what is typed on customers' cards, too."""
        self._cards = cards
        cards.changed.connect(self._look)

    def start(self) -> None:
        """Read what was kept and put it into the panel."""
        self._runner.run(_kept_job, self._restore, self._not_read)

    def flush(self) -> None:
        """Ask for one last writing, if there is anything new; the runner ends after it."""
        if self._has_read and self._snapshot() != self._asked:
            self._runner.run(_save_job(self._snapshot()), _nothing, _nothing)

    @Slot()
    def save_now(self) -> None:
        """Keep what is typed without waiting for a pause."""
        self._pause.stop()
        self._longest.stop()
        new = self._snapshot()
        if not self._has_read or self._is_writing or new == self._asked:
            return
        self._asked = new
        self._is_writing = True
        self._runner.run(_save_job(new), self._saved, self._not_saved)

    @Slot()
    def _look(self) -> None:
        new, asked = self._snapshot(), self._asked
        if not self._has_read or self._is_writing or new == asked or self._retry.isActive():
            return
        if asked is None or (new.appointment_id, new.stage) != (asked.appointment_id, asked.stage):
            self.save_now()
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _snapshot(self) -> _Snapshot:
        state = self._booking.state
        number = state.hold.appointment.id if state.hold is not None else None
        cards = () if self._cards is None else self._cards.unsaved
        return _Snapshot(self._booking.draft, number, state.stage, cards)

    def _restore(self, kept: Kept | None) -> None:
        self._has_read = True
        self._retry_after = _RETRY
        if kept is None:
            self._asked = _Snapshot()
            self._look()
            return
        self._booking.restore(kept.draft, kept.hold, lives=kept.lives)
        if self._cards is not None:
            self._cards.restore(kept.cards)
        self._look()
        self.restored.emit(kept)

    def _saved(self, _nothing: None) -> None:
        self._is_writing = False
        self._retry_after = _RETRY
        self._look()

    def _not_read(self, error: BaseException) -> None:
        self._try_later(error)

    def _not_saved(self, error: BaseException) -> None:
        self._is_writing = False
        self._asked = None
        self._try_later(error)

    def _try_later(self, error: BaseException) -> None:
        if self._retry_after == _RETRY:
            self.failed.emit(error)
        self._retry.start(self._retry_after)
        self._retry_after = min(self._retry_after * 2, _LONGEST_RETRY)

    @Slot()
    def _try_again(self) -> None:
        if self._has_read:
            self.save_now()
        else:
            self.start()

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer


def _nothing(_answer: object) -> None:
    """Nobody is there any more to be told."""
