"""Undo and redo of what this desk did today: what would be undone, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import undo as undo_desk
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.undo import Step
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.ui import text
from frontdesk.ui.runner import Runner

Answers = tuple[Done[Step] | Refused, ...]


def _next_steps(desk: Desk) -> tuple[Step | None, Step | None]:
    return undo_desk.next_undo(desk), undo_desk.next_redo(desk)


def _turn_job(steps: tuple[int | None, ...], *, undone: bool) -> Callable[[Desk], Answers]:
    """Turn ``steps`` in this order, up to the first that is refused."""
    turn = undo_desk.redo if undone else undo_desk.undo

    def job(desk: Desk) -> Answers:
        answers: list[Done[Step] | Refused] = []
        for step in steps:
            answers.append(turn(desk, step))
            if isinstance(answers[-1], Refused):
                break
        return tuple(answers)

    return job


class UndoSteps(QObject):
    """Knows the next step either way, and turns steps through the rules of the desk."""

    changed = Signal()
    """``next_undo`` or ``next_redo`` is another one now."""
    turned = Signal(object, bool)
    """A ``Step`` was undone (True) or done again (False); before its changes are told."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)
    """The error that a turn met; nothing was changed."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Know of no step yet."""
        super().__init__(parent)
        self._runner = runner
        self._is_turning = False
        self._together: dict[int, tuple[int, ...]] = {}
        self.next_undo: Step | None = None
        self.next_redo: Step | None = None

    @Slot(object)
    def refresh(self, _changes: Changes | None = None) -> None:
        """Something was written: see what would be undone now."""
        self._runner.run(_next_steps, self._show, self._leave, key="undo-steps")

    def tie(self, steps: tuple[int, ...]) -> int | None:
        """The step to name for ``steps``, which one press takes back together, in this order."""
        if not steps:
            return None
        self._together[steps[0]] = steps
        return steps[0]

    @Slot()
    def undo(self) -> None:
        """Undo the latest step."""
        self._turn((None,), undone=False)

    @Slot(int)
    def undo_step(self, step_id: int) -> None:
        """Undo the step that a notice offered to."""
        self._turn(self._together.get(step_id, (step_id,)), undone=False)

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn((None,), undone=True)

    def _turn(self, steps: tuple[int | None, ...], *, undone: bool) -> None:
        if self._is_turning:
            return  # a second press in the same breath is one too many
        self._is_turning = True
        answer = self._on_redone if undone else self._on_undone
        self._runner.run(_turn_job(steps, undone=undone), answer, self._fail)

    def _on_undone(self, answers: Answers) -> None:
        self._tell(answers, now_undone=True)

    def _on_redone(self, answers: Answers) -> None:
        self._tell(answers, now_undone=False)

    def _tell(self, answers: Answers, *, now_undone: bool) -> None:
        self._is_turning = False
        for answer in answers:
            if isinstance(answer, Done):
                self.turned.emit(answer.value, now_undone)
                self.wrote.emit(answer.changes)
            else:
                self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
        self.refresh()

    def _show(self, steps: tuple[Step | None, Step | None]) -> None:
        self.next_undo, self.next_redo = steps
        self.changed.emit()

    def _leave(self, _error: BaseException) -> None:
        """What was shown stays: a turn asks the book itself, and the feed says that it is lost."""

    def _fail(self, error: BaseException) -> None:
        self._is_turning = False
        self.failed.emit(error)
