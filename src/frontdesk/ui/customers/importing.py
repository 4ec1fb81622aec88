"""Importing customers: which column is what, what would come of it, and then the import."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.customer_import import Imported, Preview
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.ui import text
from frontdesk.ui.customers import file_jobs
from frontdesk.ui.customers.file_jobs import FileError, Table
from frontdesk.ui.runner import Runner


class Importing(QObject):
    """Holds the file that may be imported; nothing is written before ``run``."""

    changed = Signal()
    """There is another file, mapping or dry run."""
    opened = Signal()
    """A file was read."""
    closed = Signal()
    """The file was imported, or put away."""
    done = Signal(str, object)
    """A sentence, and the id of its step in the undo log."""
    told = Signal(str, str)
    failed = Signal(object)
    wrote = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Work through ``runner``."""
        super().__init__(parent)
        self._runner = runner
        self.table: Table | None = None
        self.roles: list[str] = []
        """What each column is; empty for one that is left out."""
        self.is_current = False
        """Whether the dry run is the one of this mapping."""
        self.is_busy = False

    @property
    def mapping(self) -> dict[str, int]:
        """The column of each role that is chosen."""
        return {role: place for place, role in enumerate(self.roles) if role}

    @property
    def twice(self) -> str:
        """A role that more than one column has; empty where there is none."""
        return next((role for role in self.roles if role and self.roles.count(role) > 1), "")

    @Slot(str)
    def read(self, name: str) -> None:
        """Read the file ``name``."""
        self._runner.run(file_jobs.read_job(name), self._on_read, self._fail, key="import")

    @Slot(int, str)
    def choose(self, column: int, role: str) -> None:
        """Say what a column is, or with an empty ``role`` that it is left out.

        Two columns may be the same thing for a while, as where the arrow keys pass by it.
        """
        if self.table is None:
            return
        self.roles[column] = role
        self.is_current = False
        self._runner.forget("import")
        self.changed.emit()
        if not self.twice:
            job = file_jobs.preview_job(self.table.data, self.mapping)
            self._runner.run(job, self._on_preview, self._fail, key="import")

    @Slot()
    def run(self) -> None:
        """Import what is new and without a fault."""
        if self.table is None or self.is_busy or not self.is_current:
            return
        self.is_busy = True
        self.changed.emit()
        job = file_jobs.import_job(self.table.data, self.mapping)
        self._runner.run(job, self._on_imported, self._fail)

    @Slot()
    def put_away(self) -> None:
        """Import nothing."""
        self._runner.forget("import")
        self.table = None
        self.roles = []
        self.closed.emit()

    def _on_read(self, table: Table) -> None:
        self.table = table
        known = {place: role for role, place in table.preview.mapping.items()}
        self.roles = [known.get(place, "") for place in range(len(table.preview.columns))]
        self.is_current, self.is_busy = True, False
        self.opened.emit()
        self.changed.emit()

    def _on_preview(self, preview: Preview) -> None:
        if self.table is not None and dict(preview.mapping) == self.mapping:
            self.table = replace(self.table, preview=preview)
            self.is_current = True
            self.changed.emit()

    def _on_imported(self, answer: Done[Imported] | Refused) -> None:
        self.is_busy = False
        if isinstance(answer, Refused):
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))
            self.changed.emit()
            return
        count = answer.value.count
        one, many = (
            self.tr("{count} record was imported."),
            self.tr("{count} records were imported."),
        )
        self.put_away()
        self.done.emit(text.counted(count, one, many), answer.undo)
        self.wrote.emit(answer.changes)

    def _fail(self, error: BaseException) -> None:
        self.is_busy = False
        self.changed.emit()
        if isinstance(error, FileError):
            self.told.emit("error", file_sentence(error))
        else:
            self.failed.emit(error)


def file_sentence(error: FileError) -> str:
    """What is wrong with a file, and the next step."""
    words = text.translate("{file} can't be used: {why}. Choose another file.")
    return words.format(file=error.name, why=error.why)
