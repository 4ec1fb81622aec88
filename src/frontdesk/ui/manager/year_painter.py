"""Paints the days of a year: each kind of mark by its colour and by a pattern of its own."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from frontdesk.ui.manager.year_marks import Kind
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.theme.colors import mix

_GROUNDS = {
    Kind.CLOSURE: "rust",
    Kind.HOLIDAY: "violet",
    Kind.LEAVE: "blue",
    Kind.DAY_OFF: "teal",
}
_STEP = 5.0
_PATTERN = 0.28
"""How much of its bar's colour a pattern has: seen, and quieter than the number on it."""


def paint_marks(painter: QPainter, box: QRectF, kinds: tuple[Kind, ...]) -> None:
    """The ground of a day by its first kind, and the small signs of the others."""
    scheme = current_scheme()
    ground = next((kind for kind in kinds if kind in _GROUNDS), None)
    if ground is not None:
        hue = scheme.hue(_GROUNDS[ground])
        painter.setPen(QPen(QColor(hue.bar), 1))
        painter.setBrush(QColor(hue.fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        inner = box.adjusted(2, 2, -2, -2)
        _paint_pattern(painter, inner, ground, mix(hue.fill, hue.bar, _PATTERN))
    if Kind.OTHER_HOURS in kinds:
        painter.setPen(QPen(QColor(scheme.hue("teal").bar), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
    if Kind.BLOCK in kinds:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.hue("amber").bar))
        painter.drawRect(QRectF(box.left() + 3, box.top() + 3, 3, box.height() - 6))


def _paint_pattern(painter: QPainter, box: QRectF, kind: Kind, color: str) -> None:
    """Closures are hatched, leave is lined, a holiday is dotted in a corner, a day off is plain."""
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(QColor(color), 1))
    if kind is Kind.CLOSURE:
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
            x += _STEP
    elif kind is Kind.LEAVE:
        y = box.top() + 1.5
        while y < box.bottom():
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
            y += _STEP - 1
    elif kind is Kind.HOLIDAY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_scheme().hue(_GROUNDS[kind]).bar))
        painter.drawEllipse(QPointF(box.right() - 2, box.top() + 2), 2, 2)
    painter.restore()
