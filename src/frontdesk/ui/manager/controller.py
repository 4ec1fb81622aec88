"""The manager's draft between the window and the desk: opened, previewed, saved, kept current."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import setup_edit
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import Effects
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.setup_edit import Document, SetupDraft
from frontdesk.engine.changes import Changes
from frontdesk.ui import text
from frontdesk.ui.manager.state import SetupState
from frontdesk.ui.runner import Runner


class SetupController(QObject):
    """Owns the one ``SetupState`` of the window."""

    changed = Signal()
    """Entries, faults or what is unsaved are others now."""
    effectsFound = Signal(object)
    """The ``Effects`` that saving would have; decide about them, then call ``save``."""
    saved = Signal(str, object)
    """A sentence, and the step of the undo log."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    failed = Signal(object)
    """The error that a job met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Begin with an empty setup; ``open`` reads the real one."""
        super().__init__(parent)
        self._runner = runner
        self._is_open = False
        self._is_saving = False
        self._asked: SetupDraft | None = None
        self.state = SetupState(self.changed.emit)

    @property
    def is_saving(self) -> bool:
        """Whether a preview or a save is under way: Save waits for it."""
        return self._is_saving

    @Slot()
    def open(self) -> None:
        """Read the setup in force, unless something is being edited."""
        if not self.state.is_changed:
            self._runner.run(setup_edit.open_draft, self._load, self.failed.emit, key="setup")

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow what others change; what is edited here stays, and saving merges the two."""
        concerned = changes.everything or changes.configuration
        if self._is_open and concerned and not self.state.is_changed:
            job = setup_edit.draft_if_allowed
            self._runner.run(job, self._follow, self.failed.emit, key="setup")

    @Slot()
    def ask_save(self) -> None:
        """Find out what saving would do; it saves at once where that concerns nobody."""
        if self._is_saving or not self.state.is_changed or self.state.problems:
            return
        self._preview(SetupDraft(self.state.draft.base, deepcopy(self.state.document)))

    def ask_import(self, document: Document) -> None:
        """As ``ask_save``, for a whole document from elsewhere; what is edited here must wait."""
        if self._is_saving:
            return
        if self.state.is_changed:
            words = self.tr("Save or discard your own changes first, then import the file.")
            self.told.emit("warning", words)
            return
        self._preview(SetupDraft(self.state.draft.base, deepcopy(document)))

    @Slot(object)
    def save(self, decisions: Mapping[int, Decision]) -> None:
        """Save what was previewed, with what becomes of each visit that the change strands."""
        sent = self._asked or SetupDraft(self.state.draft.base, deepcopy(self.state.document))
        self._set_saving(True)

        def saved(answer: Done[SetupDraft] | Refused) -> None:
            self._on_saved(answer, sent)

        self._runner.run(lambda desk: setup_edit.save(desk, sent, decisions), saved, self._fail)

    @Slot()
    def discard(self) -> None:
        """Throw away what was edited, and show what is in force."""
        self.state.discard()
        self.open()

    def _load(self, draft: SetupDraft) -> None:
        self._is_open = True
        if not self.state.is_changed and draft.base != self.state.draft.base:
            self.state.load(draft)

    def _preview(self, draft: SetupDraft) -> None:
        self._asked = draft
        self._set_saving(True)
        self._runner.run(lambda desk: setup_edit.preview(desk, draft), self._on_effects, self._fail)

    def _follow(self, draft: SetupDraft | None) -> None:
        if draft is None:
            self._is_open = False  # somebody else sits here, who may not see the setup
        else:
            self._load(draft)

    def _on_effects(self, found: object) -> None:
        self._set_saving(False)
        if isinstance(found, Effects) and found.any:
            self.effectsFound.emit(found)
        else:
            self.save({})

    def _on_saved(self, answer: Done[SetupDraft] | Refused, sent: SetupDraft) -> None:
        self._set_saving(False)
        if isinstance(answer, Refused):
            if answer.refusal.facts.get("because") == "stranded":
                self._preview(sent)  # booked meanwhile: somebody must decide about that visit, too
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
            return
        self._asked = None
        is_own = sent.document == self.state.document or not self.state.is_changed
        fresh = answer.value
        self.state.load(fresh if is_own else SetupDraft(fresh.base, self.state.document))
        self.saved.emit(self.tr("The setup is saved."), answer.undo)
        self.wrote.emit(answer.changes)

    def _fail(self, error: BaseException) -> None:
        self._set_saving(False)
        self.failed.emit(error)

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.changed.emit()
