"""The card of a customer apart from its widgets: reading, typing, saving, merging, erasing.

Reading never writes. What was typed and not saved stays, also when another card is opened: it is
there again when the first one is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.people import CustomerCard, Link
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields, LinkKind
from frontdesk.engine.refusals import Refusal
from frontdesk.ui import text
from frontdesk.ui.customers import jobs, state
from frontdesk.ui.customers.state import Busy, CardState
from frontdesk.ui.runner import Runner

CHECK_AFTER = 200
"""Milliseconds of rest before what is being typed is looked through."""


class CardController(QObject):
    """Holds one ``CardState``; the page renders it."""

    changed = Signal()
    """The state is another one."""
    opened = Signal()
    """Another card is shown, or a new one begun."""
    fieldRefused = Signal()
    """A field must be put right before the record can be saved."""
    closed = Signal()
    """There is no card to show any more."""
    done = Signal(str, object)
    """A sentence, and the id of its step in the undo log or None."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)
    wrote = Signal(object)
    """The ``Changes`` of a write."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Work through ``runner``, with no card yet."""
        super().__init__(parent)
        self._runner = runner
        self._state: CardState | None = None
        self._kept: dict[int | None, CardState] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(CHECK_AFTER)
        self._rest.timeout.connect(self.check)

    @property
    def state(self) -> CardState | None:
        """What the card shows; None while there is none."""
        return self._state

    # Opening

    @Slot(int)
    def open(self, customer_id: int) -> None:
        """Read the card of a customer; of a merged one, of whom it was merged into."""
        self._runner.run(jobs.open_job(customer_id), self._show, self.failed.emit, key="card")

    def begin(self, name: str = "") -> None:
        """Begin a new record, or go on with the one begun before."""
        self._runner.forget("card")
        self._keep()
        before = self._kept.pop(None, None)
        self._show_state(before or CardState(draft=CustomerFields(name=name)))

    def close(self) -> None:
        """Show no card."""
        self._runner.forget("card")
        self._keep()
        self._state = None
        self.closed.emit()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read the card again where the book changed."""
        number = self._state.customer_id if self._state is not None else None
        if number is not None and (changes.customers or changes.everything):
            self._runner.run(jobs.open_job(number), self._reread, self.failed.emit, key="card")

    # Typing

    def edit(self, fields: CustomerFields) -> None:
        """The user typed; nothing is written."""
        if self._state is not None and fields != self._state.draft:
            self._set(replace(self._state, draft=fields))
            self._rest.start()

    @Slot()
    def check(self) -> None:
        """Look through what is typed."""
        self._rest.stop()
        if self._state is None or not self._state.is_changed:
            if self._state is not None:
                self._set(replace(self._state, problems={}, hint="", duplicates=()))
            return
        job = jobs.check_job(self._state.draft, self._state.customer_id)
        self._runner.run(job, self._on_checked, self.failed.emit, key="card-check")

    @Slot()
    def discard(self) -> None:
        """Show the record as it was read; of a new one nothing is left."""
        if self._state is None:
            return
        self._rest.stop()
        self._runner.forget("card-check")
        if self._state.card is None:
            self._state = None
            self.closed.emit()
            return
        card = self._state.newer or self._state.card
        self._set(state.opened(card, self._state.history))

    @Slot()
    def reload(self) -> None:
        """Go on from the record as another desk left it; what was typed here stays."""
        if self._state is not None:
            self._set(state.reloaded(self._state))
            self.check()

    # Writing

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

    def _show(self, found: jobs.Opened) -> None:
        self._keep()
        number = found.card.row.id
        before = self._kept.pop(number, None)
        fresh = state.opened(found.card, found.history)
        self._show_state(
            fresh if before is None else state.reread(before, found.card, found.history)
        )

    def _reread(self, found: jobs.Opened) -> None:
        if self._state is None or self._state.customer_id is None:
            return
        if found.card.row.id != self._state.customer_id:
            self._carry_over(self._state, found)
            return
        self._set(state.reread(self._state, found.card, found.history))

    def _carry_over(self, before: CardState, found: jobs.Opened) -> None:
        """Go on with the record that this one was merged into; what was typed goes along."""
        words = self.tr("This record was merged into {name}.")
        self.told.emit("info", words.format(name=found.card.fields.name))
        self._show_state(state.carried_over(before, found.card, found.history))

    def _show_state(self, wanted: CardState) -> None:
        self._state = wanted
        self.opened.emit()
        self.changed.emit()
        if wanted.is_changed:
            self.check()

    def _keep(self) -> None:
        """Remember what is typed and not saved, for when its card is opened again."""
        self._rest.stop()
        self._runner.forget("card-check")
        if self._state is not None and self._state.is_changed:
            self._kept[self._state.customer_id] = replace(self._state, busy=Busy.NO)

    def _on_checked(self, found: jobs.Checked) -> None:
        if self._state is not None and found.fields == self._state.draft:
            self._set(
                replace(
                    self._state,
                    problems=found.problems,
                    hint=found.hint,
                    duplicates=found.duplicates,
                )
            )

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
            saved = state.opened(answer.value, now.history)
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
            problems = {**self._state.problems, field: str(facts.get("problem"))}
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

    def _set(self, wanted: CardState) -> None:
        self._state = wanted
        self.changed.emit()
