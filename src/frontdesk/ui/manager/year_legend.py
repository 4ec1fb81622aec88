"""What the colours and patterns of a year mean, in words and as a line of samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frontdesk.ui.manager.year_marks import Kind
from frontdesk.ui.manager.year_painter import paint_marks
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale


class Legend(QWidget):
    """What the colours and patterns of a year mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Name every kind."""
        super().__init__(parent)
        self._names: Sequence[tuple[Kind, str]] = list(mark_names().items())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(", ".join(name for _kind, name in self._names))

    def sizeHint(self) -> QSize:
        """One line, or two where the room is narrow."""
        return QSize(400, round(24 * text_scale()) * self._lines(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the lines that the width asks for."""
        super().resizeEvent(event)
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a small day and a name for each kind."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = 24 * text_scale()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = 0.0, 0.0
        for kind, name in self._names:
            width = self._entry_width(name)
            if x and x + width > self.width():
                x, y = 0.0, y + height
            left = self.width() - x - width if rtl else x
            swatch = QRectF(left + (width - 22 if rtl else 0), y + 3, 22, height - 6)
            paint_marks(painter, swatch, (kind,))
            painter.setFont(font(tokens.FONT_SMALL))
            painter.setPen(QColor(current_scheme().secondary))
            room = QRectF(left if rtl else left + 28, y, width - 28, height)
            along = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, along | Qt.AlignmentFlag.AlignVCenter, name)
            x += width + 18

    def _entry_width(self, name: str) -> float:
        return 30 + self.fontMetrics().horizontalAdvance(name)

    def _lines(self, width: int) -> int:
        lines, x = 1, 0.0
        for _kind, name in self._names:
            entry = self._entry_width(name)
            if x and x + entry > width:
                lines, x = lines + 1, 0.0
            x += entry + 18
        return lines


def mark_names() -> dict[Kind, str]:
    """What each kind of mark is called."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("YearView", words)

    return {
        Kind.CLOSURE: tr("Closure"),
        Kind.HOLIDAY: tr("Public holiday"),
        Kind.LEAVE: tr("Leave, or blocked all day"),
        Kind.DAY_OFF: tr("Day off"),
        Kind.OTHER_HOURS: tr("Other hours"),
        Kind.BLOCK: tr("Blocked for some hours"),
    }
