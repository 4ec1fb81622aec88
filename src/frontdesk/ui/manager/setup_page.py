"""The setup file in the manager's area: written, looked at before it is imported; the sample."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.file_changes import FileChanges, file_changes
from frontdesk.ui.manager.values import shortened
from frontdesk.ui.setup_files import FaultPane, ReadFile, SetupFiles
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_WIDTH = 760
_MOST_NAMES = 12


class SetupPage(QWidget):
    """Three things: export, import with a look before, and the sample data out again."""

    shown = Signal()
    """The page came into sight; ``show_sample`` is due."""
    sampleUnwanted = Signal()
    """The user wants the sample data out of the book."""

    def __init__(
        self, controller: SetupController, files: SetupFiles, parent: QWidget | None = None
    ) -> None:
        """``files`` reads and writes; ``controller`` previews and saves what was read."""
        super().__init__(parent)
        self._controller = controller
        self._read: ReadFile | None = None
        self.export = Button(self.tr("Export …"))
        self.choose = Button(self.tr("Choose a file …"))
        self.summary = PlainLabel("", "strong")
        self.lists = PlainLabel("", "secondary")
        self.go = Button(self.tr("Import"), "primary")
        self.drop = Button(self.tr("Leave it"))
        self.faults = FaultPane()
        layout = self.faults.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)  # here it stands among what has margins already
        self.remove = Button(self.tr("Remove the sample data"))
        self._sample = QWidget()
        self._found = QWidget()
        self.export.clicked.connect(files.ask_export)
        self.choose.clicked.connect(files.ask_check)
        self.go.clicked.connect(self._import)
        self.drop.clicked.connect(self._leave)
        self.remove.clicked.connect(self.sampleUnwanted)  # at once: Undo puts it all back
        files.checked.connect(self.show_file)
        controller.saved.connect(self._leave)
        self.setFocusProxy(self.export)
        self._compose()

    @Slot(object)
    def show_file(self, read: ReadFile) -> None:
        """Say what a file would change, or list its faults."""
        self.faults.setVisible(False)
        self._read = read if read.document is not None else None
        self._found.setVisible(read.document is not None)
        if read.document is None:
            self.faults.show_faults(read.faults)
            return
        changes = file_changes(self._controller.state.draft.base, read.document)
        self.summary.setText(self._summary(read.name, changes))
        self.lists.setText("\n".join(self._lists(changes)))
        self.lists.setVisible(not changes.is_none)
        self.go.setEnabled(not changes.is_none)
        (self.drop if changes.is_none else self.go).setFocus()

    def show_sample(self, is_sample: bool) -> None:
        """Offer to remove the sample data, where there is nothing else in force."""
        self._sample.setVisible(is_sample)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask whether there is a sample."""
        super().showEvent(event)
        self.shown.emit()

    def _summary(self, name: str, changes: FileChanges) -> str:
        if changes.is_none:
            return self.tr("{file} says exactly what is in force.").format(file=name)
        return self.tr("{file} adds {added}, changes {changed} and retires {retired}.").format(
            file=name,
            added=len(changes.added),
            changed=len(changes.changed),
            retired=len(changes.retired),
        )

    def _lists(self, changes: FileChanges) -> list[str]:
        return [
            title.format(names=_names(names))
            for title, names in (
                (self.tr("New: {names}"), changes.added),
                (self.tr("Changed: {names}"), changes.changed),
                (self.tr("Retired: {names}"), changes.retired),
            )
            if names
        ]

    @Slot()
    def _import(self) -> None:
        if self._read is not None and self._read.document is not None:
            self._controller.ask_import(self._read.document)

    @Slot()
    def _leave(self) -> None:
        self._read = None
        self._found.hide()
        self.faults.hide()

    def _compose(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Setup file"), "title"))
        column.addWidget(
            _words(
                self.tr(
                    "Everything that is set up here, in one file: to keep, to compare, to bring "
                    "to another book. Visits and customers are not in it."
                )
            )
        )
        column.addLayout(_row(self.export))
        column.addWidget(line())
        column.addWidget(PlainLabel(self.tr("Import"), "heading"))
        column.addWidget(
            _words(
                self.tr(
                    "You see what the file changes, whom that would leave without their time, and "
                    "next week's available times, before anything is saved."
                )
            )
        )
        column.addLayout(_row(self.choose))
        found = QVBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(6)
        for label in (self.summary, self.lists):
            label.setWordWrap(True)
            found.addWidget(label)
        found.addLayout(_row(self.go, self.drop))
        column.addWidget(self._found)
        column.addWidget(self.faults)
        sample = QVBoxLayout(self._sample)
        sample.setContentsMargins(0, 0, 0, 0)
        sample.setSpacing(12)
        sample.addWidget(line())
        sample.addWidget(PlainLabel(self.tr("Sample data"), "heading"))
        sample.addWidget(
            _words(
                self.tr(
                    "This book holds the sample business. Remove it, with its people and visits, "
                    "to begin with your own."
                )
            )
        )
        sample.addLayout(_row(self.remove))
        column.addWidget(self._sample)
        column.addStretch(1)
        for part in (self._found, self._sample):
            part.hide()
        body.setMaximumWidth(round(_WIDTH * text_scale()))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(body))


def _words(sentence: str) -> PlainLabel:
    label = PlainLabel(sentence, "secondary")
    label.setWordWrap(True)
    return label


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _names(names: Sequence[str]) -> str:
    return shortened(names, _MOST_NAMES)
