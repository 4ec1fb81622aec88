"""What happens when somebody opens a backup file: it is asked, never just done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel


class BackupQuestion(QWidget):
    """Put the backup in the place of the book, or leave everything as it is."""

    restoreChosen = Signal()

    def __init__(self, backup: Path, book: str) -> None:
        """Ask about the file ``backup``; ``book`` is what would be replaced."""
        super().__init__()
        self.setWindowTitle(self.tr("Frontdesk backup"))
        self.setFixedWidth(560)
        name = PlainLabel(backup.name, "heading")
        self.words = PlainLabel(
            self.tr(
                "This is a backup of a book. Restoring it puts it in the place of the book at "
                "{book}. What is there now is kept beside it."
            ).format(book=book)
        )
        self.trouble = PlainLabel("")
        self.trouble.hide()
        for label in (self.words, self.trouble):
            label.setWordWrap(True)
        self.restore = Button(self.tr("Restore this backup"))
        self.restore.clicked.connect(self.restoreChosen)
        self.leave = Button(self.tr("Close"), "primary")
        self.leave.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        for label in (name, self.words, self.trouble):
            column.addWidget(label)
        column.addLayout(buttons)
        self.leave.setFocus()

    @Slot(str)
    def show_trouble(self, sentence: str) -> None:
        """Say why it was not restored."""
        self.trouble.setText(sentence)
        self.trouble.show()
