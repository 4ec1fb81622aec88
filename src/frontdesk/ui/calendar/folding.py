"""The button in the corner of the calendar: how many columns folded away, and bring them back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from frontdesk.ui.text import counted
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font
from frontdesk.ui.widgets.plain import set_plain_tool_tip


class FoldButton(QToolButton):
    """Two short lines: "3 / folded", or "Fold / 3" while the columns are shown."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden until there is something to fold."""
        super().__init__(parent)
        self._lines = ("", "")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    @property
    def words(self) -> str:
        """Both lines as one."""
        return " ".join(self._lines).strip()

    def show_count(self, count: int, *, folded: bool) -> None:
        """Tell that ``count`` columns do not offer the chosen service; hidden where none does."""
        self.setVisible(count > 0)
        if folded:
            self._lines = (str(count), self.tr("folded"))
            one = self.tr("Show {count} column that does not offer the service")
            many = self.tr("Show {count} columns that do not offer the service")
        else:
            self._lines = (self.tr("Fold"), str(count))
            one = self.tr("Fold {count} column that does not offer the service")
            many = self.tr("Fold {count} columns that do not offer the service")
        name = counted(count, one, many)
        self.setAccessibleName(name)
        set_plain_tool_tip(self, name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer, the lines, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = current_scheme()
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.hover_tint))
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(font(tokens.FONT_SMALLEST))
        painter.setPen(QColor(scheme.accent))
        half = self.height() / 2
        for number, line in enumerate(self._lines):
            room = QRectF(0, number * half + (1 if number == 0 else -1), self.width(), half)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, line)
        if self.hasFocus():
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
