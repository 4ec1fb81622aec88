"""The grounds of blocks and stretches, drawn once and kept as pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

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
_PIECE, _BREAK = 5, 3
"""Logical pixels of a bar in pieces."""


class Ground(NamedTuple):
    """What the ground of a block or buffer depends on; lengths are logical pixels.

    ``mirrored`` has the bar at the right, ``reserved`` has it in pieces: not booked yet.
    """

    scheme: Scheme
    color: str
    look: Look
    width: int
    height: int
    ratio: float
    mirrored: bool = False
    reserved: bool = False

    @property
    def room(self) -> QRectF:
        """All of it."""
        return QRectF(0, 0, self.width, self.height)


Plate = Callable[[Ground], QPixmap]
"""Draws a ground."""


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
def core(ground: Ground) -> QPixmap:
    """The ground of a visit with its colour bar, or of a hold with its dashed border."""
    picture = _canvas(ground.width, ground.height, ground.ratio)
    with QPainter(picture) as painter:
        _clip(painter, ground.room, RADIUS)
        if ground.look in HOLD_LOOKS:
            _hold(painter, ground)
        else:
            _visit(painter, ground)
    return picture


def _clip(painter: QPainter, room: QRectF, radius: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(room, radius, radius)
    painter.setClipPath(shape)


def _visit(painter: QPainter, ground: Ground) -> None:
    scheme = ground.scheme
    hue = scheme.hue(ground.color)
    live = ground.look is Look.LIVE
    fill = hue.fill if live else scheme.past_fill(hue)
    bar = hue.bar if live else scheme.past_bar(hue)
    if ground.look is Look.GONE:
        tile = hatch_tile(fill, scheme.hatch_on(fill, hue.bar), ground.ratio)
        painter.drawTiledPixmap(ground.room, tile)
    else:
        painter.fillRect(ground.room, QColor(fill))
    left = ground.width - COLOUR_BAR if ground.mirrored else 0
    step, piece = (_PIECE + _BREAK, _PIECE) if ground.reserved else (ground.height, ground.height)
    for y in range(0, ground.height, max(step, 1)):
        painter.fillRect(QRectF(left, y, COLOUR_BAR, piece), QColor(bar))
    if scheme.high_contrast:
        _border(painter, ground.room, QPen(QColor(bar), 1.0))


def _border(painter: QPainter, room: QRectF, pen: QPen) -> None:
    inset = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = room.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(edge, RADIUS - inset, RADIUS - inset)


def _hold(painter: QPainter, ground: Ground) -> None:
    fill, hatch, ink = hold_colors(ground.scheme, ground.look)
    painter.drawTiledPixmap(ground.room, hatch_tile(fill, hatch, ground.ratio))
    thick = 1.0 if ground.look is Look.HOLD or ground.height < HEIGHT_START else 2.0
    pen = QPen(QColor(ink), thick)
    pen.setDashPattern([(2 + thick) / thick, (1 + thick) / thick])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    _border(painter, ground.room, pen)


@lru_cache(maxsize=_KEPT)
def buffer(ground: Ground) -> QPixmap:
    """The ground of a buffer: the block's colour, lighter and hatched."""
    scheme = ground.scheme
    if ground.look in HOLD_LOOKS:
        held, _hatch, ink = hold_colors(scheme, ground.look)
        fill = mix(held, scheme.base, 0.35)
    else:
        hue = scheme.hue(ground.color)
        fill, ink = scheme.buffer_fill(hue), hue.bar
        if ground.look is not Look.LIVE:
            fill = mix(fill, scheme.base, 0.25)
    picture = _canvas(ground.width, ground.height, ground.ratio)
    with QPainter(picture) as painter:
        _clip(painter, ground.room, 2)
        tile = hatch_tile(fill, scheme.hatch_on(fill, ink), ground.ratio)
        painter.drawTiledPixmap(ground.room, tile)
        if scheme.high_contrast:
            _border(painter, ground.room, QPen(QColor(mix(fill, ink, 0.5)), 1.0))
    return picture
