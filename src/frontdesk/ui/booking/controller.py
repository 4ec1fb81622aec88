"""The state machine of a booking: what was pressed, and what the desk answered.

Knows no widget. The draft is only ever cleared by a booking or by the user.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal

from frontdesk.desk import booking
from frontdesk.desk.answers import Done, Opening, Refused, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.sentences import customer_needed_sentence, refusal_sentence
from frontdesk.engine.customers import FIELD_NAMES
from frontdesk.engine.refusals import Code
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.booking import jobs
from frontdesk.ui.booking.countdown import Phase
from frontdesk.ui.booking.in_hand import HoldInHand
from frontdesk.ui.booking.state import RECORD_FIELDS, Busy, Deed, Draft, Kind, Stage, request_of


class BookingController(HoldInHand):
    """Takes times, keeps them, books them, and says what became of those that were lost."""

    booked = Signal(object)
    """The ``Visit`` that was booked."""
    did = Signal(object)
    """The ``Deed`` that took effect, with the steps that take it back."""
    handsFull = Signal(str)
    """A hold was refused since this desk has as many as it may: the sentence."""
    draftChanged = Signal()
    """The user typed."""
    incomplete = Signal()
    """Book was pressed and something is missing or wrong: see ``state.problems``."""

    # What the user does

    def take(self, request: HoldRequest, timezone: str) -> None:
        """Hold a time at once; a hold in hand is let go for it. ``timezone`` is its location's."""
        if self.state.busy is Busy.NO:
            self._may_renew = True
            self.visit.leave()
            request = replace(request, customer_id=self.draft.customer_id)
            # A reason is given for this once: no other time is taken for it.
            wanted = replace(request, because=None, over=None)
            self._set(busy=Busy.HOLDING, wanted=wanted, timezone=timezone)
            self._runner.run(
                jobs.hold_job(request, self.state.live_hold), self._on_held, self._fail
            )

    def take_booked(self, request: HoldRequest, timezone: str) -> None:
        """Book a time at once for the chosen customer, without a hold that anyone sees."""
        if self.draft.customer_id is None:
            self.take(request, timezone)
            return
        notes = self.draft.notes.strip()
        self.take(replace(request, complete=Status.BOOKED, notes=notes), timezone)

    def choose_customer(self, customer_id: int | None) -> None:
        """Book for a known customer, or for None; what was typed stays beside it."""
        if self.state.busy is not Busy.BOOKING:
            self.typed(replace(self.draft, customer_id=customer_id))
            self._set(asked=())

    def take_opening(self, opening: Opening) -> None:
        """Hold one of the nearest times in place of the one that was lost, same details."""
        if self.state.wanted is not None:
            start, ids, length = opening.start, opening.resource_ids, opening.duration
            request = replace(self.state.wanted, start=start, resource_ids=ids, duration=length)
            self.take(replace(request, complete=None, again=None), self.state.timezone)

    def hold_again(self) -> None:
        """Hold the time of the expired hold once more."""
        if self.state.wanted is not None:
            self.take(self.state.wanted, self.state.timezone)

    def typed(self, draft: Draft) -> None:
        """Take over what is typed; in the last minute of a hold typing keeps it."""
        solved = {
            name: sentence
            for name, sentence in self.state.problems.items()
            if getattr(draft, name) == getattr(self.draft, name)
        }
        self.draft = draft
        self._may_renew = True
        self.draftChanged.emit()
        if solved != self.state.problems:
            self._set(problems=solved)
        standing = self.hold
        if (
            self.keeps_while_typing
            and standing is not None
            and standing.phase in (Phase.WARNING, Phase.LAST_CALL)
        ):
            self.keep()

    def check_email(self) -> None:
        """Look at the address once its field is left; the answer may come a little later."""
        email = self.draft.email.strip()
        if not email:
            return

        def tell(problem: str | None) -> None:
            if problem and self.draft.email.strip() == email:
                self._set(problems={**self.state.problems, "email": text.said(problem)})

        self._runner.run(jobs.email_job(email), tell, self._fail, key="email")

    def book(self) -> None:
        """Book the hold for whom the draft names; says what is missing instead of asking."""
        hold = self.state.hold
        if not self.state.can_book or hold is None:
            return
        self.visit.leave()
        missing = self.draft.missing()
        if missing:
            sentence = customer_needed_sentence(missing, text.translate)
            self._set(problems={_field_of(missing): sentence})
            self.incomplete.emit()
            return
        self._set(busy=Busy.BOOKING, problems={})
        job = jobs.book_job(hold, self.draft, self.state.asked)
        self._runner.run(job, self._on_booked, self._fail)

    def release(self) -> None:
        """Free the live hold, or turn away from a lost one. What was typed stays."""
        live = self.state.live_hold
        if self.state.busy is not Busy.NO:
            return
        if live is None:
            self._reset()
            return
        self._set(busy=Busy.RELEASING)
        number = live.appointment.id

        def answer(released: Done[int] | Refused) -> None:
            self._on_released(live, released)

        self._runner.run(lambda desk: booking.release(desk, number), answer, self._fail)

    def clear_draft(self) -> None:
        """Forget what was typed, because the user asked for it; a chosen customer stays."""
        self.draft = Draft(customer_id=self.draft.customer_id)
        self._set(problems={})

    # What the desk answers

    def _on_held(self, held: jobs.Held) -> None:
        answer = held.answer
        if isinstance(answer, Done) and answer.value.appointment.status is Status.BOOKED:
            self._on_booked(held)
            return
        if isinstance(answer, Done):
            wanted = self.state.wanted
            self._stand(answer.value)
            booked = wanted is not None and wanted.complete is Status.BOOKED
            self._ask(answer.value.warnings, aloud=booked)
            self.held.emit(answer.value)
            kind = Kind.HELD if held.left is None else Kind.MOVED
            self.did.emit(Deed(kind, answer.value, held.undo, held.left))
        else:
            self._on_hold_refused(held, answer)
        self._publish(held.changes)

    def _on_hold_refused(self, held: jobs.Held, answer: Refused) -> None:
        lost = answer.refusal.code in (Code.SLOT_TAKEN, Code.HOLD_EXPIRED_AND_TAKEN)
        if answer.refusal.facts.get("because") == "hold-limit":
            before = None if self.state.stage is Stage.IDLE else self.state.wanted
            wanted = before if self.state.hold is None else request_of(self.state.hold)
            self._set(busy=Busy.NO, wanted=wanted)
            self.handsFull.emit(refusal_sentence(answer.refusal, text.translate))
            return
        if held.restored is not None:
            self._stand(held.restored)
        elif self.state.live_hold is not None and held.outcome is None:
            self._set(busy=Busy.NO, wanted=request_of(self.state.live_hold))
        elif lost or self.state.stage is not Stage.IDLE:
            self._set(stage=Stage.TAKEN, busy=Busy.NO, hold=None, outcome=held.outcome)
            return  # the panel itself says it
        else:
            self._set(busy=Busy.NO, wanted=None)
        self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))

    def _on_booked(self, held: jobs.Held) -> None:
        answer = held.answer
        if isinstance(answer, Done):
            self.draft = Draft()
            self._reset()
            self.visit.show(answer.value)
            self.booked.emit(answer.value)
            self.did.emit(Deed(Kind.BOOKED, answer.value, held.undo))
        elif held.outcome is not None:
            self._set(stage=Stage.TAKEN, busy=Busy.NO, outcome=held.outcome)
            self._mark_end()
        else:
            self._on_book_refused(answer)
        self._publish(held.changes)

    def _on_book_refused(self, answer: Refused) -> None:
        facts, sentence = answer.refusal.facts, refusal_sentence(answer.refusal, text.translate)
        problems: dict[str, str] = {}
        if answer.refusal.code is Code.CUSTOMER_NEEDED:
            missing = cast(tuple[str, ...], facts["missing"])
            problems = {_field_of(what): _needed(what) for what in missing}
            self._set(asked=self._asked_of_known(missing))
        elif answer.refusal.code is Code.BAD_CUSTOMER:
            field = str(facts["field"])
            if self.draft.customer_id is None or field in self.state.asked:
                problems = {_field_of(field): text.said(cast(str, facts["problem"]))}
        if problems:  # the fields are there to be put right
            self._set(busy=Busy.NO, problems=problems)
            self.incomplete.emit()
            return
        self._set(busy=Busy.NO)
        self.told.emit("warning", sentence)
        self.refresh()

    def _ask(self, missing: tuple[str, ...], *, aloud: bool) -> None:
        """Ask for what the record of the chosen customer lacks, beside the fields if ``aloud``."""
        asked = self._asked_of_known(missing)
        problems = {_field_of(name): _needed(name) for name in asked if aloud}
        self._set(asked=asked, problems={**self.state.problems, **problems})

    def _asked_of_known(self, missing: tuple[str, ...]) -> tuple[str, ...]:
        """The fields to ask for of the chosen customer; of nobody chosen the location tells."""
        return () if self.draft.customer_id is None else missing

    def _on_released(self, gone: Visit, answer: Done[int] | Refused) -> None:
        self._reset()
        if isinstance(answer, Done):
            steps = () if answer.undo is None else (answer.undo,)
            self.did.emit(Deed(Kind.RELEASED, gone, steps))
            self._publish((answer.changes,))
        else:
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))


def _needed(what: str) -> str:
    """What to say beside the field that is to be filled; a field of the record has a caption."""
    if what in FIELD_NAMES and what != "name":
        return text.translate("This is needed here.")
    return customer_needed_sentence(what, text.translate)


def _field_of(what: str) -> str:
    """The field of the draft that is to be filled, from what a booking lacks."""
    places = {"customer": "name", "contact": "email", **RECORD_FIELDS}
    return places.get(what, what)
