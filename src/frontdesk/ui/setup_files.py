"""File ▸ Export and Import setup: native file dialogs, and every fault of a file as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from frontdesk.desk import configuration, setup_edit
from frontdesk.desk.answers import Done
from frontdesk.desk.configuration import LoadReport
from frontdesk.desk.setup_edit import Document
from frontdesk.desk.setup_file import read_setup
from frontdesk.desk.unit import Desk
from frontdesk.ui import text
from frontdesk.ui.runner import Runner
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its document written in full, or its faults, each with its path."""

    name: str
    document: Document | None
    faults: tuple[str, ...]


class FaultPane(QFrame):
    """The faults of a setup file, one a line; can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden pane."""
        super().__init__(parent)
        self._title = PlainLabel("", "strong")
        self._list = QPlainTextEdit()
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._list.setFixedHeight(160)
        self._list.setAccessibleName(self.tr("Faults of the setup file"))
        close = Button(self.tr("Close"))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(self._list)
        self.hide()

    @property
    def lines(self) -> list[str]:
        """The faults that are shown."""
        return self._list.toPlainText().splitlines()

    def show_faults(self, faults: Sequence[str]) -> None:
        """Show ``faults``."""
        one = self.tr("The setup file has a fault. Nothing was changed.")
        many = self.tr("The setup file has {count} faults. Nothing was changed.")
        self._title.setText(text.counted(len(faults), one, many))
        self._list.setPlainText("\n".join(faults))
        self.show()
        self._list.setFocus()


class SetupFiles(QObject):
    """Asks for a file and hands it to the desk; files are read and written on its thread."""

    told = Signal(str, str)
    """A kind of notice and its sentence."""
    did = Signal(str, object)
    """A sentence, and the step of the undo log."""
    faultsFound = Signal(object)
    """The faults of a file as sentences, each with its path."""
    checked = Signal(object)
    """The ``ReadFile`` that was asked for with ``check``."""
    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    failed = Signal(object)

    def __init__(self, runner: Runner, window: QWidget) -> None:
        """Ask in dialogs of ``window``."""
        super().__init__(window)
        self._runner = runner
        self._window = window

    @Slot()
    def ask_import(self) -> None:
        """Let the user choose a setup file to load."""
        self._ask_for_file().fileSelected.connect(self.load)

    @Slot()
    def ask_check(self) -> None:
        """Let the user choose a setup file to look at before it is loaded."""
        self._ask_for_file().fileSelected.connect(self.check)

    @Slot()
    def ask_export(self) -> None:
        """Let the user choose where the setup goes."""
        dialog = self._dialog(self.tr("Export setup"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("frontdesk-setup.json")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    @Slot(str)
    def load(self, name: str) -> None:
        """Load the setup file ``name``: all of it, or nothing."""
        self._runner.run(_load_job(Path(name)), self._on_loaded, self._fail)

    @Slot(str)
    def check(self, name: str) -> None:
        """Read the setup file ``name`` and check it; nothing is changed."""
        self._runner.run(_check_job(Path(name)), self.checked.emit, self._fail)

    @Slot(str)
    def save(self, name: str) -> None:
        """Write the configuration in force to the file ``name``."""
        self._runner.run(_save_job(Path(name)), self._on_saved, self._fail)

    def _ask_for_file(self) -> QFileDialog:
        dialog = self._dialog(self.tr("Import setup"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()
        return dialog

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters([self.tr("Setup files (*.json)"), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_loaded(self, done: Done[LoadReport]) -> None:
        report = done.value
        if report.faults:
            self.faultsFound.emit([str(fault) for fault in report.faults])
            return
        self.wrote.emit(done.changes)
        if report.stranded:
            names = ", ".join(entry.name for entry in report.stranded)
            words = self.tr("The setup was imported. Visits ahead stay with: {names}.")
            self.told.emit("warning", words.format(names=names))
        elif report.changed:
            self.did.emit(self.tr("The setup was imported."), done.undo)
        else:
            self.told.emit("info", self.tr("The book already has exactly this setup."))

    def _on_saved(self, name: str) -> None:
        self.told.emit("success", self.tr("The setup was written to {file}.").format(file=name))

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, _FileError):
            words = self.tr("{file} can't be used: {why}. Choose another file.")
            self.told.emit("error", words.format(file=error.name, why=error.why))
        else:
            self.failed.emit(error)


class _FileError(Exception):
    """The system refused a file; ``why`` in its own words."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.name = str(path)
        self.why = why


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise _FileError(path, "it is too large for a setup file")
        return path.read_bytes()
    except OSError as error:
        raise _FileError(path, error.strerror or str(error)) from error


def _load_job(path: Path) -> Callable[[Desk], Done[LoadReport]]:
    return lambda desk: configuration.load_setup(desk, _read(path))


def _check_job(path: Path) -> Callable[[Desk], ReadFile]:
    def job(_desk: Desk) -> ReadFile:
        result = read_setup(_read(path))
        if result.business is None:
            return ReadFile(path.name, None, tuple(map(str, result.faults)))
        return ReadFile(path.name, setup_edit.document_of_file(result), ())

    return job


def _save_job(path: Path) -> Callable[[Desk], str]:
    def job(desk: Desk) -> str:
        content = configuration.dump_setup(desk)
        try:
            path.write_text(content, encoding="utf-8")
        except OSError as error:
            raise _FileError(path, error.strerror or str(error)) from error
        return str(path)

    return job
