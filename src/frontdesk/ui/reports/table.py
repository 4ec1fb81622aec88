"""The table of a report: a figure in every cell, each opened with Enter or a double click."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from frontdesk.desk.reports import Line, Report
from frontdesk.ui.customers.table import Index, Rows, Table
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.opened import opened_figure
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.plain import plain_tool_tip

_BESIDE = 24
"""Pixels of a head beside its title, at a text scale of 1."""
_FIGURE_WIDTH = 108


class FigureRows(Rows):
    """Rows whose numbers stand at the right."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and where it stands."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._along(index.column())
        line = self.value(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() and isinstance(line, Line):
            origin = wording.origin_text(line.figures[index.column() - 1].name)
            if origin:
                return plain_tool_tip(origin)
        return super().data(index, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The heads stand as their columns do."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._along(section)
        return super().headerData(section, orientation, role)

    def _along(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class FigureTable(Table):
    """Shows the lines of a report."""

    opened = Signal(object)
    """The ``Opened`` of the figure that was opened."""
    lineChosen = Signal(str)
    """The key of the line that the cursor stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        self._shown = FigureRows([""])
        super().__init__(self._shown, "", parent=parent)
        self._report: Report | None = None
        self.setProperty("look", "bare")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)

    def show_report(self, report: Report | None) -> None:
        """Show the lines of another report; of the same one the cursor stays where it is."""
        before, self._report = self._report, report
        self.setVisible(report is not None and bool(report.lines))
        if report is None:
            return
        is_same = before is not None and before.kind is report.kind
        at = self.currentIndex()
        row, column = (at.row(), at.column()) if is_same else (-1, -1)
        heads = wording.heads(report)
        self._shown.set_heads(heads)
        self._shown.show_rows(wording.rows(report), report.lines)
        self.setAccessibleName(wording.kind_text(report.kind))
        # Titles of one word need little, and those of other languages more.
        measure = self.horizontalHeader().fontMetrics().horizontalAdvance
        needed = max(round(measure(head) / text_scale()) + _BESIDE for head in heads[1:] or [""])
        self.set_widths(dict.fromkeys(range(1, len(heads)), max(_FIGURE_WIDTH, needed)))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setCurrentIndex(self._shown.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the figure under the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = self._shown.value(index.row())
        if line is None:
            return
        self.opened.emit(opened_figure(line.figures[max(index.column() - 1, 0)], line))
