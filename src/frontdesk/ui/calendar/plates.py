"""The grounds of blocks and stretches, drawn once and kept as pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from frontdesk.ui.calendar.blocks import HEIGHT_START, HOLD_LOOKS, Look
from frontdesk.ui.theme.colors import mix
from frontdesk.ui.theme.tokens import COLOUR_BAR, RADIUS, Scheme

HATCH = 12
"""Logical pixels between two lines of a hatch, measured sideways."""
_TILE = 10 * HATCH
"""The side of a tile of hatch: large, so that few of them fill a column."""
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
    tile = QPixmap(round(_TILE * ratio), round(_TILE * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(fill))  # opaque from the first, which spares blending each time it is laid
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), 1))
    for shift in range(-_TILE, _TILE + 1, HATCH):  # the neighbours' lines reach over the corners
        painter.drawLine(QPointF(shift - 1, _TILE + 1), QPointF(shift + _TILE + 1, -1))
    painter.end()
    return tile


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
