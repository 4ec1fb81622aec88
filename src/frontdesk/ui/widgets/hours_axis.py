"""The hours above the strips of the hours editor."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.hours_day import Scale
from frontdesk.ui.widgets.hours_painter import paint_axis


class HoursAxis(QWidget):
    """The hours above the strips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the usual hours."""
        super().__init__(parent)
        self._range = (8 * 60, 20 * 60)
        self.setFixedHeight(round(20 * text_scale()))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def show_range(self, first: int, last: int) -> None:
        """Show these wall minutes."""
        self._range = (first, last)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the hours."""
        painter = QPainter(self)
        paint_axis(painter, QRectF(self.rect()), Scale(*self._range, self.width()))
