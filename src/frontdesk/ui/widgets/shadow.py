"""The soft shadow of what floats over the window, painted in a fraction of a millisecond.

Qt's own effect for it blurs the whole widget again for each row that changes in it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme

_REACH = 16
"""Logical pixels that the shadow reaches beyond the edge."""
_DROP = 4
"""Logical pixels that it lies below what throws it."""
_DARKEST = 30
"""Opacity at the edge, of 255."""


class Shadow(QWidget):
    """Lies under a widget of the same parent and follows it: shown, hidden, moved and raised."""

    def __init__(self, of: QWidget) -> None:
        """Be the shadow of ``of``, which has its parent already."""
        super().__init__(of.parentWidget())
        self._of = of
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        of.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            margin = _REACH + _DROP
            self.setGeometry(self._of.geometry().adjusted(-margin, -margin, margin, margin))
        if kind == QEvent.Type.Hide:
            self.hide()
        elif kind == QEvent.Type.Show:
            self.show()
        if kind in (QEvent.Type.Show, QEvent.Type.ZOrderChange):
            self.stackUnder(self._of)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rings that fade out; nothing where the widget covers them."""
        covered = self._of.geometry().translated(-self.pos())
        edge = tokens.RADIUS + 1
        if covered.adjusted(edge, edge, -edge, -edge).contains(event.rect()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        color = QColor(current_scheme().shadow)
        base = QRectF(covered).translated(0, _DROP)
        for step in range(-_DROP, _REACH):
            left = 1 - max(step, 0) / _REACH
            color.setAlpha(round(_DARKEST * left * left))
            painter.setPen(QPen(color, 1.5))
            ring = base.adjusted(-step, -step, step, step)
            radius = tokens.RADIUS + max(step, 0)
            painter.drawRoundedRect(ring, radius, radius)
