"""Two records of one person side by side, and what a merge would make of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk import merging
from frontdesk.desk.people import CustomerCard
from frontdesk.ui import text
from frontdesk.ui.customers.table import Rows, Table
from frontdesk.ui.customers.wording import merge_rows, one_line
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel


class MergePane(QWidget):
    """Nothing is written until Merge is pressed."""

    confirmed = Signal(int, int)
    """Merge: the record that stays, and the one that goes into it."""
    left = Signal()
    """It is closed, whatever was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden pane."""
        super().__init__(parent)
        self._kept: CustomerCard | None = None
        self._merged: CustomerCard | None = None
        self._title = PlainLabel("", "heading")
        self._title.setWordWrap(True)
        self._words = PlainLabel("", "secondary")
        self._words.setWordWrap(True)
        self.rows = Rows(("", self.tr("Stays"), self.tr("Goes into it"), self.tr("Will be")))
        self.table = Table(self.rows, self.tr("Both records, and what will be"), wide=3)
        self.table.set_widths({0: 112})
        self.merge = Button(self.tr("Merge"), "primary")
        self.swap = Button(self.tr("Keep the other one"))
        self.cancel = Button(self.tr("Never mind"))
        self.merge.clicked.connect(self._confirm)
        self.swap.clicked.connect(self._swap)
        self.cancel.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.merge, self.swap, self.cancel):
            button.setProperty("tall", True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.hide()

    def show_both(self, kept: CustomerCard, merged: CustomerCard) -> None:
        """Put the records side by side."""
        self._kept, self._merged = kept, merged
        self._render()
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Close it."""
        self.hide()
        self.left.emit()

    def _render(self) -> None:
        kept, merged = self._kept, self._merged
        assert kept is not None
        assert merged is not None
        names = {"merged": one_line(merged.fields.name), "kept": one_line(kept.fields.name)}
        self._title.setText(self.tr("Merge {merged} into {kept}?").format(**names))
        visits = text.counted(
            merged.visits,
            self.tr("{count} visit moves to the record that stays."),
            self.tr("{count} visits move to the record that stays."),
        )
        rest = self.tr(
            "Its gaps are filled; tags, notes and alerts of both are kept. The other record is "
            "still found under its old name and number, and can be un-merged at any time."
        )
        self._words.setText(f"{visits} {rest}" if merged.visits else rest)
        after = merging.preview(kept.fields, merged.fields)
        self.rows.show_rows(merge_rows(kept.fields, merged.fields, after))

    @Slot()
    def _swap(self) -> None:
        self._kept, self._merged = self._merged, self._kept
        self._render()

    @Slot()
    def _confirm(self) -> None:
        assert self._kept is not None
        assert self._merged is not None
        self.leave()
        self.confirmed.emit(self._kept.row.id, self._merged.row.id)
