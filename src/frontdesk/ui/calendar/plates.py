"""The grounds of blocks and stretches, drawn once and kept as pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from frontdesk.ui.calendar.blocks import HEIGHT_START, HOLD_LOOKS, Look
from frontdesk.ui.theme.colors import mix
from frontdesk.ui.theme.tokens import COLOUR_BAR, RADIUS, Scheme

HATCH = 12
"""Logical pixels between two lines of a hatch, measured sideways."""
_FIELD = 22 * HATCH, 84 * HATCH
"""The size of the picture that hatched stretches are copied from: as large as most of them."""
_KEPT = 1500

Plate = Callable[[Scheme, str, Look, int, int, float], QPixmap]
"""Draws a ground: scheme, colour, look, width, height (logical pixels), pixel ratio."""


def _canvas(width: float, height: float, ratio: float) -> QPixmap:
    picture = QPixmap(max(round(width * ratio), 1), max(round(height * ratio), 1))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


@lru_cache(maxsize=64)
def hatch_tile(fill: str, line: str, ratio: float) -> QPixmap:
    """A tile of ``fill`` with diagonal lines, to be laid side by side."""
    return _hatched(fill, line, ratio, HATCH, HATCH)


def paint_hatch(painter: QPainter, room: QRect, colors: tuple[str, str], ratio: float) -> None:
    """Hatch ``room`` in two colours (ground and lines), in step with all that is hatched so.

    Pieces of a large picture are copied, which is ten times as fast as laying tiles.
    """
    field = _hatch_field(*colors, ratio)
    step_x, step_y = _FIELD[0] - HATCH, _FIELD[1] - HATCH
    for x in range(room.x(), room.x() + room.width(), step_x):
        for y in range(room.y(), room.y() + room.height(), step_y):
            width = min(step_x, room.x() + room.width() - x)
            height = min(step_y, room.y() + room.height() - y)
            left, top = x % HATCH, y % HATCH
            source = QRectF(left * ratio, top * ratio, width * ratio, height * ratio)
            painter.drawPixmap(QRectF(x, y, width, height), field, source)


@lru_cache(maxsize=4)
def _hatch_field(fill: str, line: str, ratio: float) -> QPixmap:
    return _hatched(fill, line, ratio, *_FIELD)


def _hatched(fill: str, line: str, ratio: float, width: int, height: int) -> QPixmap:
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(fill))  # opaque from the first, which spares blending when it is laid
    tile = QPainter(picture)
    tile.setRenderHint(QPainter.RenderHint.Antialiasing)
    tile.setPen(QPen(QColor(line), 1))
    for shift in range(-height - HATCH, width + 1, HATCH):  # also those that cut a corner
        tile.drawLine(QPointF(shift - 1, height + 1), QPointF(shift + height + 1, -1))
    tile.end()
    return picture


def hold_colors(scheme: Scheme, look: Look) -> tuple[str, str, str]:
    """Ground, hatch and ink of a hold."""
    if look is Look.HOLD_LAST_CALL:
        ink = scheme.last_call_ink
        return scheme.last_call, mix(scheme.last_call, ink, 0.1), ink
    return scheme.hold, scheme.hold_hatch, scheme.hold_ink


@lru_cache(maxsize=_KEPT)
def core(scheme: Scheme, color: str, look: Look, width: int, height: int, ratio: float) -> QPixmap:
    """The ground of a visit with its colour bar, or of a hold with its dashed border."""
    picture = _canvas(width, height, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, width, height), RADIUS, RADIUS)
    painter.setClipPath(shape)
    if look in HOLD_LOOKS:
        _hold(painter, scheme, look, width, height, ratio)
    else:
        _visit(painter, scheme, color, look, width, height, ratio)
    painter.end()
    return picture


def _visit(
    painter: QPainter,
    scheme: Scheme,
    color: str,
    look: Look,
    width: int,
    height: int,
    ratio: float,
) -> None:
    hue = scheme.hue(color)
    live = look is Look.LIVE
    fill = hue.fill if live else scheme.past_fill(hue)
    bar = hue.bar if live else scheme.past_bar(hue)
    room = QRectF(0, 0, width, height)
    if look is Look.GONE:
        tile = hatch_tile(fill, scheme.hatch_on(fill, hue.bar), ratio)
        painter.drawTiledPixmap(room, tile)
    else:
        painter.fillRect(room, QColor(fill))
    painter.fillRect(QRectF(0, 0, COLOUR_BAR, height), QColor(bar))


def _hold(
    painter: QPainter, scheme: Scheme, look: Look, width: int, height: int, ratio: float
) -> None:
    ground, hatch, ink = hold_colors(scheme, look)
    painter.drawTiledPixmap(QRectF(0, 0, width, height), hatch_tile(ground, hatch, ratio))
    thick = 1.0 if look is Look.HOLD or height < HEIGHT_START else 2.0
    pen = QPen(QColor(ink), thick)
    pen.setDashPattern([(2 + thick) / thick, (1 + thick) / thick])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = thick / 2
    border = QRectF(inset, inset, width - thick, height - thick)
    painter.drawRoundedRect(border, RADIUS - inset, RADIUS - inset)


@lru_cache(maxsize=_KEPT)
def buffer(
    scheme: Scheme, color: str, look: Look, width: int, height: int, ratio: float
) -> QPixmap:
    """The ground of a buffer: the block's colour, lighter and hatched."""
    picture = _canvas(width, height, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, width, height), 2, 2)
    painter.setClipPath(shape)
    if look in HOLD_LOOKS:
        ground, _hatch, ink = hold_colors(scheme, look)
        fill = mix(ground, scheme.base, 0.35)
    else:
        hue = scheme.hue(color)
        fill, ink = scheme.buffer_fill(hue), hue.bar
        if look is not Look.LIVE:
            fill = mix(fill, scheme.base, 0.25)
    tile = hatch_tile(fill, scheme.hatch_on(fill, ink), ratio)
    painter.drawTiledPixmap(QRectF(0, 0, width, height), tile)
    painter.end()
    return picture
