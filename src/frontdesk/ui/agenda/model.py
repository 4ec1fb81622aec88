"""The list as a model for item views: plain texts, sorted and filtered without the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from frontdesk.ui.agenda.entries import Entry, Filter, Key, in_order, matching
from frontdesk.ui.agenda.wording import Column, column_text
from frontdesk.ui.widgets.plain import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class AgendaModel(QAbstractTableModel):
    """Every row that was read, and which of them are shown in what order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing, sorted by time."""
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._filter = Filter()
        self._column = Column.DATE
        self._descending = False

    @property
    def filter(self) -> Filter:
        """Which rows are wanted."""
        return self._filter

    @property
    def all_count(self) -> int:
        """How many rows were read, shown or not."""
        return len(self._entries)

    def entries(self) -> Sequence[Entry]:
        """The rows that are shown, from the top."""
        return self._shown

    def entry(self, row: int) -> Entry | None:
        """What stands in a row; None outside."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rows_of(self, keys: set[Key]) -> list[int]:
        """The rows of the entries with these keys that are shown."""
        return [row for row, entry in enumerate(self._shown) if entry.key in keys]

    def show_entries(self, entries: Sequence[Entry]) -> bool:
        """Take over what was read; whether that is anything new."""
        if tuple(entries) == self._entries:
            return False
        self._entries = tuple(entries)
        self._arrange()
        return True

    def show_filter(self, wanted: Filter) -> bool:
        """Show only some rows; whether those are others now."""
        if wanted == self._filter:
            return False
        self._filter = wanted
        self._arrange()
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the selection goes with its rows."""
        self._column = Column(column) if 0 <= column < len(Column) else Column.DATE
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._shown[index.row()].key for index in before]
        self._shown = in_order(self._shown, self._column, self._descending)
        rows = {entry.key: row for row, entry in enumerate(self._shown)}
        after = [
            self.index(rows[key], index.column()) for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # What item views ask

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as the filter lets through."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Always all of them."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and the whole of it as its tool tip."""
        entry = self._shown[index.row()]
        column = index.column()
        if role in _TEXTS:
            return entry.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._whole(entry, column))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The titles of the columns, at the left."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_text(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _arrange(self) -> None:
        self.beginResetModel()
        found = matching(self._entries, self._filter)
        self._shown = in_order(found, self._column, self._descending)
        self.endResetModel()

    def _whole(self, entry: Entry, column: int) -> str:
        """A note in its own lines; everything else as in its cell."""
        if column == Column.NOTE and entry.visit is not None:
            return entry.visit.notes
        return entry.cells[column]
