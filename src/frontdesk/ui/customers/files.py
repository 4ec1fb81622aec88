"""Native dialogs for files of customers, and what came of an export."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from frontdesk.ui.customers import file_jobs
from frontdesk.ui.customers.file_jobs import FileError
from frontdesk.ui.customers.importing import file_sentence
from frontdesk.ui.runner import Runner


class CustomerFiles(QObject):
    """Asks for a file; exports write it on the database thread."""

    importChosen = Signal(str)
    """The path of a file to import from."""
    told = Signal(str, str)
    failed = Signal(object)

    def __init__(self, runner: Runner, window: QWidget) -> None:
        """Ask in dialogs of ``window``."""
        super().__init__(window)
        self._runner = runner
        self._window = window

    @Slot()
    def ask_import(self) -> None:
        """Let the user choose a file to import from."""
        dialog = QFileDialog(self._window, self.tr("Import from CSV"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables (*.csv *.txt *.tsv)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.importChosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def ask_csv(self) -> None:
        """Let the user choose where the table goes."""
        dialog = self._save_dialog(self.tr("Export as CSV"), self.tr("Tables (*.csv)"), "csv")
        dialog.fileSelected.connect(self.save_csv)
        dialog.open()

    @Slot()
    def ask_vcards(self) -> None:
        """Let the user choose where the cards go."""
        dialog = self._save_dialog(self.tr("Export as vCards"), self.tr("vCards (*.vcf)"), "vcf")
        dialog.fileSelected.connect(self.save_vcards)
        dialog.open()

    @Slot(str)
    def save_csv(self, name: str) -> None:
        """Write all customers to the table ``name``."""
        self._runner.run(file_jobs.export_job(name, cards=False), self._on_saved, self._fail)

    @Slot(str)
    def save_vcards(self, name: str) -> None:
        """Write all customers to the file of cards ``name``."""
        self._runner.run(file_jobs.export_job(name, cards=True), self._on_saved, self._fail)

    def _save_dialog(self, title: str, kind: str, suffix: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([kind, self.tr("All files (*)")])
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"frontdesk-customers.{suffix}")
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_saved(self, name: str) -> None:
        self.told.emit("success", self.tr("Everybody was written to {file}.").format(file=name))

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, FileError):
            self.told.emit("error", file_sentence(error))
        else:
            self.failed.emit(error)
