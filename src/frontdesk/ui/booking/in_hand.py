"""The hold in hand as time goes by: its end and what became of its time, and how it comes back.

Knows no widget. Every verb runs on the database thread; while one is under way no other starts,
and its answer alone decides.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import booking
from frontdesk.desk.answers import Done, RefusalError, Refused, Visit
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import moment_of
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.booking import jobs
from frontdesk.ui.booking.countdown import HoldState, Phase, hold_state
from frontdesk.ui.booking.state import Busy, Draft, Outcome, PanelState, Stage, request_of
from frontdesk.ui.booking.visit import ChosenVisit, touches
from frontdesk.ui.runner import Runner


class HoldInHand(QObject):
    """Keeps a hold while it is wanted, and says what became of one that ended."""

    changed = Signal()
    """``state`` or ``draft`` is another one now."""
    held = Signal(object)
    """A time was taken: the ``Visit``. The cursor belongs into the first empty field."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)
    """The error that a verb met: a fault of the environment, or a bug. Nothing was lost."""

    def __init__(self, runner: Runner, desk_name: str, now: datetime) -> None:
        """Start idle at the moment ``now``."""
        super().__init__()
        self._runner = runner
        self._now = now
        self._keeping = False
        self._may_renew = False
        self.visit = ChosenVisit(runner, desk_name, self)
        self.visit.ownHold.connect(self._take_up)
        self.state = PanelState()
        self.draft = Draft()
        self.keeps_while_typing = True

    @property
    def now(self) -> datetime:
        """The moment that is shown."""
        return self._now

    @property
    def hold(self) -> HoldState | None:
        """How the live hold stands now."""
        live = self.state.live_hold
        if live is None or live.appointment.hold_expires_at is None:
            return None
        return hold_state(live.appointment.hold_expires_at, self._now)

    # What the user does

    def keep(self) -> None:
        """Give the live hold a full new term."""
        live = self.state.live_hold
        if self._keeping or self.state.offline or self.state.busy is Busy.BOOKING:
            return
        if live is not None:
            self._keeping = self._may_renew = True
            number = live.appointment.id
            self._runner.run(
                lambda desk: booking.extend(desk, number), self._on_kept, self._keep_failed
            )

    def restore(self, draft: Draft, hold: Visit | None, *, lives: bool) -> None:
        """Take up what this desk left half done; what is typed or held by now stays."""
        self.draft = self.draft.over(draft)
        if hold is None or self.state.stage is not Stage.IDLE or self.state.busy is not Busy.NO:
            self.changed.emit()
            return
        self._may_renew = False
        self._stand(hold)
        if lives:
            self.tick(self._now)
            self.held.emit(hold)
        else:
            self._end()

    def forget(self, appointment_id: int) -> None:
        """The hold in hand was released by another way than ``release``; what was typed stays."""
        live = self.state.live_hold
        if live is not None and live.appointment.id == appointment_id:
            self._reset()

    # What comes from outside

    @Slot(object)
    def tick(self, now: datetime) -> None:
        """Look at the hold at the moment ``now``."""
        self._now = now
        standing = self.hold
        if standing is None:
            return
        if standing.phase is Phase.EXPIRED and self.state.busy is Busy.NO:
            self._end(renew=True)  # a verb under way wins or loses in the database alone
        else:
            self.changed.emit()

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Something was written: see whether the hold, the lost time or the visit still stand."""
        if self.state.live_hold is not None and touches(changes, self.state.live_hold):
            number = self.state.live_hold.appointment.id
            self._runner.run(
                lambda desk: booking.show(desk, number),
                self._on_own_hold,
                self._own_hold_gone,
                key="own-hold",
            )
        elif self.state.stage is not Stage.HELD:
            unknown = self.state.stage is Stage.ENDED and self.state.outcome is None
            self._look_again(renew=unknown)

    def set_offline(self, offline: bool) -> None:
        """The book cannot be reached; nothing is booked until it can."""
        if offline != self.state.offline:
            self._set(offline=offline)

    # What the desk answers

    def _on_kept(self, answer: Done[Visit] | Refused) -> None:
        self._keeping = False
        if isinstance(answer, Refused):
            self.refresh()
            return
        self._on_own_hold(answer.value)
        self._set(renewed_from=None)
        self._publish((answer.changes,))

    def _keep_failed(self, error: BaseException) -> None:
        self._keeping = False
        self._fail(error)

    def _on_own_hold(self, visit: Visit) -> None:
        live = self.state.live_hold
        if live is None or live.appointment.id != visit.appointment.id:
            return
        if visit.appointment.status is Status.INITIAL:
            self._set(hold=visit)
            return
        self._reset()  # another window of this desk finished it
        self.visit.show(visit)

    def _own_hold_gone(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self._may_renew = False
            self._end()  # someone else released it, and meant it
        else:
            self._fail(error)

    def _take_up(self, visit: Visit) -> None:
        """A hold of this desk was chosen: go on with it. One in hand stays held beside it."""
        live = self.state.live_hold
        if live is not None and live.appointment.id == visit.appointment.id:
            self.visit.leave()
        elif self.state.busy is Busy.NO:
            self._may_renew = True
            self.visit.leave()
            self._stand(visit)
            self.tick(self._now)
        else:
            self.visit.show(visit)
            return
        self.held.emit(visit)

    def _on_renewed(self, found: Done[Visit] | Outcome) -> None:
        ended = self.state.ended_at
        if isinstance(found, Done):
            self._stand(found.value)
            self._set(renewed_from=ended)
            self._publish((found.changes,))
        else:
            self._set(busy=Busy.NO)
            self._on_outcome(found)

    def _renew_failed(self, error: BaseException) -> None:
        self._may_renew = True  # nothing was tried: the book could not be reached
        self._fail(error)

    def _on_outcome(self, outcome: Outcome) -> None:
        if self.state.stage not in (Stage.ENDED, Stage.TAKEN) or self.state.busy is not Busy.NO:
            return
        if outcome.hold is not None:
            self._stand(outcome.hold)
        else:
            stage = Stage.ENDED if outcome.reason is None else Stage.TAKEN
            self._set(stage=stage, outcome=outcome)

    # Steps shared by several of these

    def _stand(self, visit: Visit) -> None:
        """A hold is in hand now."""
        self._set(
            stage=Stage.HELD,
            hold=visit,
            wanted=request_of(visit),
            timezone=visit.timezone,
            ended_at=None,
            renewed_from=None,
            outcome=None,
            busy=Busy.NO,
        )

    def _end(self, *, renew: bool = False) -> None:
        """The hold is over; ask what became of its time, or try one new hold of it."""
        self._set(stage=Stage.ENDED, outcome=None)
        self._mark_end()
        self._look_again(renew=renew)
        hold = self.state.hold
        if hold is not None:
            place = frozenset({hold.appointment.location_id})
            self._publish((Changes(frozenset({hold.appointment.id}), place),))

    def _mark_end(self) -> None:
        hold = self.state.hold
        if hold is not None and hold.appointment.hold_expires_at is not None:
            # Earlier than its timer where someone else released it.
            self._set(ended_at=min(hold.appointment.hold_expires_at, moment_of(self._now)))

    def _look_again(self, *, renew: bool = False) -> None:
        hold = self.state.hold
        if hold is None or self.state.busy is not Busy.NO or self.state.offline:
            return
        if not renew or not self._may_renew:
            self._runner.run(jobs.look_again_job(hold), self._on_outcome, self._fail, "outcome")
            return
        self._may_renew = False  # once, until somebody shows to be there
        self._set(busy=Busy.HOLDING)
        self._runner.run(jobs.hold_on_job(hold), self._on_renewed, self._renew_failed)

    def _fail(self, error: BaseException) -> None:
        hold = self.state.hold
        self._set(busy=Busy.NO, wanted=self.state.wanted if hold is None else request_of(hold))
        if isinstance(error, RefusalError):
            self.told.emit("warning", refusal_sentence(error.refusal, text.translate))
        else:
            self.failed.emit(error)

    def _publish(self, changes: tuple[Changes, ...]) -> None:
        for entry in changes:
            self.wrote.emit(entry)

    def _reset(self) -> None:
        self.state = PanelState(offline=self.state.offline)
        self.changed.emit()

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit()
