"""The list of a section's entries: colour, name and mark, dragged into the manager's order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from frontdesk.ui.customers.table import Index, Rows, Table
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.theme.tokens import COLOUR_BAR

_BAR_HEIGHT = 16


class EntryRows(Rows):
    """Names with their marks, each with the bar of its colour before it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` heads the names."""
        super().__init__([title, ""], parent)
        self._colors: tuple[str, ...] = ()

    def show_entries(
        self, rows: Sequence[tuple[str, str]], ids: Sequence[str], colors: Sequence[str]
    ) -> None:
        """Show (name, mark) for each id; an empty colour shows no bar."""
        is_same = tuple(colors) == self._colors
        self._colors = tuple(colors)
        self.show_rows(list(rows), list(ids))
        if not is_same and self.rowCount():
            last = self.index(self.rowCount() - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DecorationRole])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The bar, besides the texts."""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            color = self._colors[index.row()] if index.row() < len(self._colors) else ""
            return _bar(current_scheme().hue(color).bar) if color else None
        return super().data(index, role)


class EntryList(Table):
    """Tells where a row is dragged to; the rows themselves move when the model says so."""

    rowDragged = Signal(int, int)
    """The row that was dragged, and the place in the order that it is to have."""

    def __init__(self, model: EntryRows, name: str, parent: QWidget | None = None) -> None:
        """``name`` is told to screen readers."""
        super().__init__(model, name, parent=parent)
        self._pressed: tuple[int, QPoint] | None = None
        self._gap: int | None = None
        self.setProperty("look", "bare")
        self.horizontalHeader().hide()
        self.setIconSize(QSize(COLOUR_BAR + 4, _BAR_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(0)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row, and remember it for a drag."""
        super().mousePressEvent(event)
        row = self.rowAt(round(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._pressed = (row, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show between which rows the dragged one would come."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        _row, start = self._pressed
        at = event.position().toPoint()
        if self._gap is None and (at - start).manhattanLength() < QApplication.startDragDistance():
            return
        self._set_gap(self._gap_at(at.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the row."""
        pressed, gap = self._pressed, self._gap
        self._pressed = None
        self._set_gap(None)
        super().mouseReleaseEvent(event)
        if pressed is not None and gap is not None:
            row = pressed[0]
            to = gap - 1 if gap > row else gap
            if to != row:
                self.rowDragged.emit(row, to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends a drag and nothing else."""
        if event.key() == Qt.Key.Key_Escape and self._gap is not None:
            self._pressed = None
            self._set_gap(None)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the bars again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line at which the dragged row would come."""
        super().paintEvent(event)
        if self._gap is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(current_scheme().accent), 2))
            y = max(self._gap_top(self._gap), 1)
            painter.drawLine(QPointF(2, y), QPointF(self.viewport().width() - 2, y))

    def _gap_at(self, y: int) -> int:
        """The gap nearest to ``y``: 0 is above all rows."""
        count = self.model().rowCount()
        return min(range(count + 1), key=lambda gap: abs(self._gap_top(gap) - y))

    def _gap_top(self, gap: int) -> float:
        count = self.model().rowCount()
        if gap < count:
            return float(self.rowViewportPosition(gap))
        return float(self.rowViewportPosition(count - 1) + self.rowHeight(count - 1))

    def _set_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            if gap is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()


@lru_cache(maxsize=128)
def _bar(color: str) -> QPixmap:
    """The bar of a colour as the calendar draws it, with a gap after it."""
    ratio = 3
    made = QPixmap((COLOUR_BAR + 4) * ratio, _BAR_HEIGHT * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(0, 0, COLOUR_BAR, _BAR_HEIGHT), 1.5, 1.5)
    painter.end()
    return made
