"""A report into a file: asked for in the native dialog, written on the database thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from frontdesk.desk import exports
from frontdesk.desk.answers import RefusalError
from frontdesk.desk.reports import Report
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.spreadsheet import write_table
from frontdesk.desk.unit import Desk
from frontdesk.ui import text
from frontdesk.ui.reports import paper, wording
from frontdesk.ui.runner import Runner


class ReportFiles(QObject):
    """Writes the report that is shown."""

    told = Signal(str, str)
    """Kind and sentence of a notice."""
    failed = Signal(object)
    """The error that writing met."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        """Ask in dialogs of ``parent``."""
        super().__init__(parent)
        self._runner = runner
        self._parent = parent
        self._report: Report | None = None
        self._business = ""

    def show_report(self, report: Report | None, business: str) -> None:
        """Write this one from now on."""
        self._report, self._business = report, business

    @Slot()
    def ask_csv(self) -> None:
        """Let the user choose where the table goes."""
        self._ask(self.tr("Export as CSV"), self.tr("Tables (*.csv)"), "csv", self.save_csv)

    @Slot()
    def ask_pdf(self) -> None:
        """Let the user choose where the page goes."""
        self._ask(self.tr("Export as PDF"), self.tr("Documents (*.pdf)"), "pdf", self.save_pdf)

    @Slot(str)
    def save_csv(self, name: str) -> None:
        """Write the report as a table to the file ``name``."""
        if self._report is not None:
            content = write_table(wording.table_for_file(self._report))
            self._write(name, content.encode("utf-8-sig", errors="replace"))

    @Slot(str)
    def save_pdf(self, name: str) -> None:
        """Write the report as a page to the file ``name``."""
        if self._report is not None:
            self._write(name, paper.pdf_of(self._report, self._business))

    def _write(self, name: str, content: bytes) -> None:
        def job(desk: Desk) -> str:
            exports.write(desk, Path(name), content)
            return name

        self._runner.run(job, self._on_saved, self._fail)

    def _ask(self, title: str, kind: str, suffix: str, save: object) -> None:
        if self._report is None:
            return
        dialog = QFileDialog(self._parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([kind, self.tr("All files (*)")])
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self._report.kind.value}-{self._report.period.first}.{suffix}")
        dialog.fileSelected.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_saved(self, name: str) -> None:
        self.told.emit("success", self.tr("The report was written to {file}.").format(file=name))

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.told.emit("warning", refusal_sentence(error.refusal, text.translate))
        elif isinstance(error, OSError):
            why = error.strerror or str(error)
            sentence = self.tr("The file could not be written: {why}. Choose another place.")
            self.told.emit("error", sentence.format(why=why))
        else:
            self.failed.emit(error)
