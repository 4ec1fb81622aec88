"""Paints the hours of a day as a strip, and the hours above it; colours come from the scheme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from frontdesk.ui.calendar.plates import paint_hatch
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.hours_day import Part, Scale, Spot, Windows
from frontdesk.ui.widgets.hours_text import DAY, window_text

_INSET = 4
_LEAST_BETWEEN_HOURS = 30


@dataclass(frozen=True, slots=True)
class StripLook:
    """What a strip shows besides its windows."""

    scale: Scale
    chosen: Spot | None = None
    """The edge that keys would move, or what is under the pointer."""
    focused: bool = False
    is_target: bool = False
    """Whether a day that is carried would be dropped here."""
    told: int | None = None
    """The window that says its times above all else: it is being dragged."""
    enabled: bool = True


def paint_strip(painter: QPainter, room: QRectF, windows: Windows, look: StripLook) -> None:
    """The closed day as ground, hour lines, and each window with its times."""
    scheme = current_scheme()
    painter.fillRect(room, QColor(scheme.closed))
    ratio = painter.device().devicePixelRatioF()
    paint_hatch(painter, room.toRect(), (scheme.closed, scheme.closed_hatch), ratio)
    _paint_hours(painter, room, look.scale)
    for index, window in enumerate(windows):
        left, right = look.scale.x(window[0]), look.scale.x(window[1])
        box = QRectF(left, room.top() + _INSET, right - left, room.height() - 2 * _INSET)
        _paint_window(painter, box, look, told=look.told == index)
        _paint_times(painter, box, window_text(window), told=look.told == index)
    if look.chosen is not None and look.chosen.index < len(windows):
        _paint_grip(painter, room, windows, look)
    edge = scheme.accent if look.focused or look.is_target else scheme.hour_line
    width = 2 if look.focused or look.is_target else 1
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(room.adjusted(half, half, -half, -half), tokens.RADIUS, tokens.RADIUS)


def paint_axis(painter: QPainter, room: QRectF, scale: Scale) -> None:
    """The hours over the strips; those of the next day are written paler."""
    scheme = current_scheme()
    painter.setFont(font(tokens.FONT_SMALLEST))
    step = scale.hour_step(_LEAST_BETWEEN_HOURS * text_scale())
    for minute in range(-(-scale.first // step) * step, scale.last + 1, step):
        words = str(minute // 60 if minute <= DAY else minute // 60 - 24)
        width = painter.fontMetrics().horizontalAdvance(words) + 2
        left = min(max(scale.x(minute) - width / 2, 0), room.width() - width)
        painter.setPen(QColor(scheme.secondary if minute <= DAY else scheme.muted))
        box = QRectF(left, room.top(), width, room.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_hours(painter: QPainter, room: QRectF, scale: Scale) -> None:
    scheme = current_scheme()
    step = scale.hour_step(_LEAST_BETWEEN_HOURS / 2)
    for minute in range(-(-scale.first // step) * step, scale.last, step):
        if minute <= scale.first:
            continue
        midnight = minute == DAY
        painter.setPen(QPen(QColor(scheme.border if midnight else scheme.hour_line), 1))
        x = round(scale.x(minute)) + 0.5
        painter.drawLine(QPointF(x, room.top() + 1), QPointF(x, room.bottom() - 1))


def _paint_window(painter: QPainter, box: QRectF, look: StripLook, *, told: bool) -> None:
    scheme = current_scheme()
    ink = scheme.accent if look.enabled else scheme.muted
    painter.setPen(QPen(QColor(ink), 1.5 if told else 1))
    painter.setBrush(QColor(scheme.accent_tint if look.enabled else scheme.surface))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)


def _paint_times(painter: QPainter, box: QRectF, words: str, *, told: bool) -> None:
    weight = QFont.Weight.DemiBold if told else QFont.Weight.Normal
    painter.setFont(font(tokens.FONT_SMALLEST, weight))
    width = painter.fontMetrics().horizontalAdvance(words)
    if width + 8 > box.width():
        words = words.partition("–")[0]
        width = painter.fontMetrics().horizontalAdvance(words)
    if width + 6 <= box.width():
        painter.setPen(QColor(current_scheme().text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_grip(painter: QPainter, room: QRectF, windows: Windows, look: StripLook) -> None:
    """A bar on the edge that is meant."""
    spot = look.chosen
    if spot is None or spot.part is Part.BODY:
        return
    minute = windows[spot.index][0 if spot.part is Part.START else 1]
    x = look.scale.x(minute)
    bar = QRectF(x - 2, room.top() + _INSET, 4, room.height() - 2 * _INSET)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_scheme().accent))
    painter.drawRoundedRect(bar, 2, 2)
