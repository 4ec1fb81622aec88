"""Rows of plain text for item views, each with the value that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.plain import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """A table that is replaced as a whole; every cell shows as itself, in its tool tip too."""

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        """``heads`` are the titles of the columns."""
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._values: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]], values: Sequence[Any] = ()) -> None:
        """Show ``rows``; ``values`` are what they stand for."""
        if (tuple(rows), tuple(values)) == (self._rows, self._values):
            return
        self.beginResetModel()
        self._rows, self._values = tuple(rows), tuple(values)
        self.endResetModel()

    def set_heads(self, heads: Sequence[str]) -> None:
        """Name the columns otherwise; there may be another number of them."""
        self.beginResetModel()
        self._heads = tuple(heads)
        self.endResetModel()

    def value(self, row: int) -> Any:
        """What a row stands for; None outside."""
        return self._values[row] if 0 <= row < len(self._values) else None

    def row_of(self, value: Any) -> int:
        """The row that stands for ``value``, or -1."""
        return self._values.index(value) if value in self._values else -1

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """All cells."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as were given."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as there are heads."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        cell = self._cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(cell)
        return None

    def _cell(self, row: int, column: int) -> str:
        return self._rows[row][column]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The titles of the columns, at the left."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole and section < len(self._heads):
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class Lines(Rows):
    """Rows of several lines, the first ones side by side."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, from the top."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        return super().data(index, role)


class Table(QTableView):
    """Whole rows, no grid, one column that takes the room that is left."""

    def __init__(
        self, model: Rows, name: str, wide: int = 0, parent: QWidget | None = None
    ) -> None:
        """``name`` is told to screen readers; ``wide`` is the column that stretches."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round((tokens.ROW_HEIGHT + 5) * text_scale()))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(48)
        self._wide = wide
        self.set_widths({})

    def wrap_lines(self) -> None:
        """Let rows grow with what stands in them, in as many lines as the widths need."""
        self.setProperty("look", "lines")
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # Rows know of their contents by themselves, and nothing of the widths.
        self.horizontalHeader().sectionResized.connect(self.resizeRowsToContents)

    def set_widths(self, widths: dict[int, int]) -> None:
        """Columns of fixed width in pixels at a text scale of 1; the wide one takes the rest."""
        head = self.horizontalHeader()
        for section in range(head.count()):
            stretch = section == self._wide or section not in widths
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(section, mode)
            if not stretch:
                head.resizeSection(section, round(widths[section] * text_scale()))
