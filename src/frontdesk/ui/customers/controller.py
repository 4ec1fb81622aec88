"""What is written about a customer: saved, linked, merged, un-merged and erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal, Slot

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.people import CustomerCard, Link
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import LinkKind
from frontdesk.engine.refusals import Refusal
from frontdesk.ui import text
from frontdesk.ui.customers import jobs, state
from frontdesk.ui.customers.reader import CardReader
from frontdesk.ui.customers.state import Busy, CardState


class CardController(CardReader):
    """A card that can be written, on command and never by itself."""

    fieldRefused = Signal()
    """A field must be put right before the record can be saved."""
    done = Signal(str, object)
    """A sentence, and the id of its step in the undo log or None."""
    wrote = Signal(object)
    """The ``Changes`` of a write."""

    @Slot()
    def save(self) -> None:
        """Write what was typed."""
        now = self._state
        if now is None or not now.can_save:
            return
        self._rest.stop()
        version = now.card.version if now.card is not None else 0
        self._set(replace(now, busy=Busy.SAVING, tried=True))
        job = jobs.save_job(now.customer_id, now.draft, version)

        def on_saved(answer: jobs.Answer) -> None:
            self._on_saved(now, answer)

        self._runner.run(job, on_saved, self._on_failed)

    def link(self, other_id: int, kind: LinkKind) -> None:
        """Say that the other person is family, or pays."""
        if self._state is not None and self._state.customer_id is not None:
            job = jobs.link_job(self._state.customer_id, other_id, kind, away=False)
            self._write(job, self.tr("Linked."))

    @Slot(object)
    def unlink(self, link: Link) -> None:
        """Take a link away, whichever way it points."""
        if self._state is None or self._state.customer_id is None:
            return
        own, other = self._state.customer_id, link.customer_id
        kind: LinkKind = "family" if link.kind == "family" else "payer"
        pair = (other, own) if link.kind == "pays for" else (own, other)
        self._write(jobs.link_job(*pair, kind, away=True), self.tr("The link was removed."))

    def merge(self, kept_id: int, merged_id: int) -> None:
        """Make one record of two, and show it."""
        words = self.tr("Merged into {name}.")
        self._write(jobs.merge_job(kept_id, merged_id), words, kept_id)

    @Slot(int)
    def unmerge(self, merged_id: int) -> None:
        """Take a merged record out again."""
        self._write(jobs.unmerge_job(merged_id), self.tr("{name} is a record of its own again."))

    @Slot()
    def erase(self) -> None:
        """Erase the person; the user was asked."""
        if self._state is not None and self._state.customer_id is not None:
            self._set(replace(self._state, busy=Busy.OTHER))
            job = jobs.erase_job(self._state.customer_id)
            self._runner.run(job, self._on_erased, self._on_failed)

    # Answers

    def _on_saved(self, asked: CardState, answer: jobs.Answer) -> None:
        now = self._state
        is_shown = now is not None and now.customer_id == asked.customer_id
        if isinstance(answer, Refused) and is_shown:
            self._rest_from(answer)
            return
        if isinstance(answer, Refused):  # what was typed is there when its card is opened again
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
            return
        self._kept.pop(asked.customer_id, None)
        if now is not None and is_shown:
            saved = replace(
                state.opened(answer.value, now.history), trail=now.trail, aside=now.aside
            )
            typed_since = now.draft != asked.draft
            self._set(replace(saved, draft=now.draft) if typed_since else saved)
        name = answer.value.fields.name
        words = self.tr("Added: {name}.") if asked.card is None else self.tr("Saved: {name}.")
        self.done.emit(words.format(name=name), answer.undo)
        self.wrote.emit(answer.changes)

    def _refuse(self, refusal: Refusal) -> None:
        facts = refusal.facts
        if facts.get("because") == "customer-changed":
            self.refresh(Changes(customers=True))
        field = facts.get("field")
        if isinstance(field, str) and self._state is not None:
            problems = {**self._state.problems, field: text.said(cast(str, facts.get("problem")))}
            self._set(replace(self._state, problems=problems))
            self.check()  # it named the first problem; there may be others
            self.fieldRefused.emit()
        else:
            self.told.emit("warning", refusal_sentence(refusal, text.translate))

    def _write(
        self, job: Callable[[Desk], jobs.Answer], words: str, open_id: int | None = None
    ) -> None:
        if self._state is not None:
            self._set(replace(self._state, busy=Busy.OTHER))

        def on_answer(answer: jobs.Answer) -> None:
            self._rest_from(answer)
            if isinstance(answer, Done):
                self.done.emit(words.format(name=answer.value.fields.name), answer.undo)
                self.wrote.emit(answer.changes)
                if open_id is not None:
                    self.open(open_id)

        self._runner.run(job, on_answer, self._on_failed)

    def _on_erased(self, answer: Done[int] | Refused) -> None:
        self._rest_from(answer)
        if isinstance(answer, Done):
            self._kept.pop(answer.value, None)
            self._state = None
            self.closed.emit()
            self.done.emit(self.tr("The person was erased. Their visits stay, nameless."), None)
            self.wrote.emit(answer.changes)

    def _rest_from(self, answer: Done[CustomerCard] | Done[int] | Refused) -> None:
        if self._state is not None:
            self._set(replace(self._state, busy=Busy.NO))
        if isinstance(answer, Refused):
            self._refuse(answer.refusal)

    def _on_failed(self, error: BaseException) -> None:
        if self._state is not None:
            self._set(replace(self._state, busy=Busy.NO))
        self.failed.emit(error)
