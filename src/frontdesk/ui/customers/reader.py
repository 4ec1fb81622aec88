"""The card of a customer apart from its widgets: opening it, and typing in it.

Reading never writes. What was typed and not saved stays, also when another card is opened: it is
there again when the first one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.engine.changes import Changes
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.refusals import RefusalError
from frontdesk.ui.customers import jobs, state
from frontdesk.ui.customers.state import Busy, CardState
from frontdesk.ui.customers.unsaved import Unsaved, restored, unsaved_of
from frontdesk.ui.runner import Runner

CHECK_AFTER = 200
"""Milliseconds of rest before what is being typed is looked through."""


class CardReader(QObject):
    """Holds one ``CardState``; the page renders it."""

    changed = Signal()
    """The state is another one."""
    opened = Signal()
    """Another card is shown, or a new one begun."""
    closed = Signal()
    """There is no card to show any more."""
    seatTaken = Signal()
    """Somebody else sits here, who may see more or less of the card."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Work through ``runner``, with no card yet."""
        super().__init__(parent)
        self._runner = runner
        self._state: CardState | None = None
        self._opening: int | None = None
        self._kept: dict[int | None, CardState] = {}
        self._restored: dict[int | None, Unsaved] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(CHECK_AFTER)
        self._rest.timeout.connect(self.check)

    @property
    def state(self) -> CardState | None:
        """What the card shows; None while there is none."""
        return self._state

    @property
    def unsaved(self) -> tuple[Unsaved, ...]:
        """What is typed on any card and not saved."""
        states = dict(self._kept)
        if self._state is not None:
            states[self._state.customer_id] = self._state
        typed = {n: unsaved_of(state) for n, state in states.items() if state.is_changed}
        return tuple((self._restored | typed).values())

    def restore(self, unsaved: Sequence[Unsaved]) -> None:
        """Take up what was typed before the window closed: it is there when its card is opened."""
        self._restored = {entry.customer_id: entry for entry in unsaved}
        self.changed.emit()

    # Opening

    @Slot(int)
    def open(self, customer_id: int) -> None:
        """Read the card of a customer; of a merged one, of whom it was merged into."""

        def show(found: jobs.Opened) -> None:
            self._opening = None
            self._show(found, customer_id)

        def fail(error: BaseException) -> None:
            self._opening = None
            self.failed.emit(error)

        self._opening = customer_id
        self._runner.run(jobs.open_job(customer_id), show, fail, key="card")

    def begin(self, name: str = "") -> None:
        """Begin a new record, or go on with the one begun before."""
        self._runner.forget("card")
        self._opening = None
        self._keep()
        before, typed = self._kept.pop(None, None), self._restored.pop(None, None)
        draft = CustomerFields(name=name) if typed is None else typed.draft
        self._show_state(before or CardState(draft=draft))

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read the card again where the book changed."""
        self.forget_gone(changes)
        if not (changes.customers or changes.everything):
            return
        number = self._state.customer_id if self._state is not None else None
        if self._opening is not None:  # it is not to be forgotten for the one that is left
            self.open(self._opening)
        elif number is not None:
            self._runner.run(jobs.open_job(number), self._reread, self._not_reread, key="card")

    def forget_gone(self, changes: Changes) -> None:
        """Keep nothing that was typed about people who are not in the book any more."""
        if (self._kept or self._restored) and (changes.customers or changes.everything):
            numbers = tuple(n for n in (*self._kept, *self._restored) if n is not None)
            self._runner.run(jobs.gone_job(numbers), self._forget, self.failed.emit, key="gone")

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
        self._set(replace(state.opened(card, self._state.history), trail=self._state.trail))

    @Slot()
    def reload(self) -> None:
        """Go on from the record as another desk left it; what was typed here stays."""
        if self._state is not None:
            self._set(state.reloaded(self._state))
            self.check()

    # Answers

    def _show(self, found: jobs.Opened, asked: int) -> None:
        self._keep()
        number = found.card.row.id
        before, typed = self._kept.pop(number, None), self._restored.pop(asked, None)
        fresh = state.opened(found.card, found.history)
        if typed is not None and found.card.erased_at is None:
            fresh = restored(typed, found.card, found.history)
        shown = fresh if before is None else state.reread(before, found.card, found.history)
        self._show_state(replace(shown, trail=found.trail))

    def _reread(self, found: jobs.Opened) -> None:
        if self._state is None or self._state.customer_id is None:
            return
        if found.card.row.id != self._state.customer_id:
            self._carry_over(self._state, found)
            return
        before = self._state
        again = replace(state.reread(before, found.card, found.history), trail=found.trail)
        if again.contacts_hidden is before.contacts_hidden:
            self._set(again)
        else:
            self.seatTaken.emit()
            self._set(again)
            self.check()

    def _not_reread(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self._state = None  # that it was ever added was undone
            self.closed.emit()
        else:
            self.failed.emit(error)

    def _carry_over(self, before: CardState, found: jobs.Opened) -> None:
        """Go on with the record that this one was merged into; what was typed goes along."""
        words = self.tr("This record was merged into {name}.")
        self.told.emit("info", words.format(name=found.card.fields.name))
        after = state.carried_over(before, found.card, found.history)
        self._show_state(replace(after, trail=found.trail))

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

    def _forget(self, gone: tuple[int, ...]) -> None:
        for number in gone:
            self._kept.pop(number, None)
            self._restored.pop(number, None)
        if gone:
            self.changed.emit()

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

    def _set(self, wanted: CardState) -> None:
        self._state = wanted
        self.changed.emit()
