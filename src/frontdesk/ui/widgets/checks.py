"""A row of the navigator: a check box, a colour bar, a name and a count."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.mirror import isolated, placed
from frontdesk.ui.widgets.plain import set_plain_tool_tip, without_mnemonic
from frontdesk.ui.widgets.toggles import ReadersClick


class CheckRow(ReadersClick, QCheckBox):
    """A check box as the mock draws it; ``toggled`` and ``clicked`` as on any check box.

    The name is shown as it is and shortened where the row is narrow. Connect ``clicked``: it
    comes from the user alone, ``toggled`` also from ``setChecked``.
    """

    _BOX = 14
    _GAP = 9

    def __init__(
        self, name: str, color: str = "", count: str = "", parent: QWidget | None = None
    ) -> None:
        """``color`` (``#RRGGBB`` or the name of a hue) draws the bar; empty draws none."""
        super().__init__(without_mnemonic(name), parent)
        self._name = name
        self._color = color
        self._count = count
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()
        self.listen_to_readers()

    def set_count(self, count: str) -> None:
        """Show ``count`` at the right end."""
        if count != self._count:
            self._count = count
            self._describe()
            self.update()

    def sizeHint(self) -> QSize:
        """One row; wide enough for the whole name."""
        width = self._text_left() + self.fontMetrics().horizontalAdvance(self._name) + self._GAP
        width += self._count_width()
        return QSize(round(width), round(tokens.ROW_HEIGHT * text_scale()))

    def minimumSizeHint(self) -> QSize:
        """Narrow rows shorten the name."""
        return QSize(round(self._text_left()) + 40, self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        """The whole row is one target."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        scheme = current_scheme()
        middle = self.height() / 2
        if self._color:
            size = self._box_size()
            bar = QRectF(size + self._GAP, middle - size / 2, 3, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.hue(self._color).bar))
            painter.drawRoundedRect(placed(self, bar), 1, 1)
        vertical = Qt.AlignmentFlag.AlignVCenter
        right = self.width() - self._count_width()
        room = QRectF(self._text_left(), 0, right - self._text_left() - 4, self.height())
        shown = self.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.setFont(self.font())
        painter.setPen(QColor(scheme.text if self.isEnabled() else scheme.muted))
        painter.drawText(placed(self, room), vertical | Qt.AlignmentFlag.AlignLeft, isolated(shown))
        painter.setFont(font(tokens.FONT_SMALL))
        painter.setPen(QColor(scheme.muted))
        painter.drawText(QRectF(self.rect()), vertical | Qt.AlignmentFlag.AlignRight, self._count)

    def event(self, event: QEvent) -> bool:
        """Offer the whole name as a tool tip where it is cut."""
        if event.type() == QEvent.Type.Resize:
            needed = self.sizeHint().width()
            set_plain_tool_tip(self, self._name if needed > self.width() else "")
        return super().event(event)

    def _paint_box(self, painter: QPainter) -> None:
        scheme = current_scheme()
        size = self._box_size()
        box = placed(self, QRectF(0.5, (self.height() - size) / 2 + 0.5, size - 1, size - 1))
        checked = self.isChecked()
        edge = scheme.accent if checked or self.underMouse() else scheme.border
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(scheme.accent if checked else scheme.base))
        painter.drawRoundedRect(box, 2, 2)
        if checked:
            painter.setPen(QPen(QColor(scheme.on_accent), 1.4, c=Qt.PenCapStyle.RoundCap))
            x, y, unit = box.x(), box.y(), box.width() / 13
            painter.drawPolyline(
                [
                    QPointF(x + 3.2 * unit, y + 6.7 * unit),
                    QPointF(x + 5.6 * unit, y + 9.0 * unit),
                    QPointF(x + 9.9 * unit, y + 4.3 * unit),
                ]
            )
        if self.hasFocus():
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(1, 1, self.width() - 2, self.height() - 2)
            painter.drawRoundedRect(ring, tokens.RADIUS, tokens.RADIUS)

    def _box_size(self) -> float:
        return self._BOX * text_scale()

    def _text_left(self) -> float:
        return self._box_size() + self._GAP + (3 + self._GAP if self._color else 0)

    def _count_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._count) + 2 if self._count else 0

    def _describe(self) -> None:
        self.setAccessibleDescription(self._count)
