"""Paints a gesture above the blocks: the ghost in its grade, what fades and what is dimmed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.gesture_picture import GesturePicture, GhostPart
from frontdesk.ui.calendar.painter import meets
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import font, text_scale
from frontdesk.ui.theme.tokens import Scheme
from frontdesk.ui.widgets.mirror import isolated

_FADE = 150
_DIM = 165
_THROUGH = 248
_LINES = 70
_TEXT_LEFT = 9
ICONS = {Grade.NOTE: "info", Grade.EXCEPTION: "alert", Grade.REFUSED: "no-entry"}
"""The icon of each grade that says something; never colour alone."""


def grade_colors(scheme: Scheme, grade: Grade | None, color: str) -> tuple[str, str]:
    """Ground and ink of a ghost, or of what is said beside it."""
    if grade is Grade.REFUSED:
        return scheme.last_call, scheme.last_call_ink
    if grade is Grade.EXCEPTION:
        return scheme.hold, scheme.hold_ink
    hue = scheme.hue(color or "slate")
    return hue.fill, hue.bar


def paint_gesture(
    painter: QPainter, scheme: Scheme, picture: GesturePicture, area: Rect, ratio: float
) -> None:
    """Paint the part of ``picture`` in ``area``; the painter's origin is the scene's."""
    for rects, strength in ((picture.dimmed, _DIM), (picture.faded, _FADE)):
        veil = QColor(scheme.base)
        veil.setAlpha(strength)
        for rect in rects:
            if meets(rect, area):
                painter.fillRect(QRectF(*rect), veil)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if picture.stretch is not None and meets(picture.stretch, area):
        _paint_stretch(painter, scheme, picture)
    for ghost in picture.ghosts:
        if meets(ghost.bounds, area):
            _paint_ghost(painter, scheme, picture, ghost, ratio)
    painter.restore()


def _paint_ghost(
    painter: QPainter, scheme: Scheme, picture: GesturePicture, ghost: GhostPart, ratio: float
) -> None:
    fill, ink = grade_colors(scheme, picture.grade, picture.color)
    ground = QColor(fill)
    ground.setAlpha(_THROUGH if ghost.is_held else _FADE)
    for part in (ghost.before, ghost.after):
        if part is not None:
            soft, lines = QColor(fill), QColor(ink)
            soft.setAlpha(_FADE)
            lines.setAlpha(_LINES)
            painter.fillRect(QRectF(*part), soft)
            painter.fillRect(QRectF(*part), QBrush(lines, Qt.BrushStyle.BDiagPattern))
    dashed = picture.settled or picture.grade is Grade.EXCEPTION or not ghost.is_held
    line = QPen(QColor(ink), 1.5)
    line.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    painter.setPen(line)
    painter.setBrush(ground)
    edge = QRectF(*ghost.core).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawRoundedRect(edge, tokens.RADIUS, tokens.RADIUS)
    if ghost.is_held:
        _write(painter, scheme, picture, ghost.core, ratio)


def _write(
    painter: QPainter, scheme: Scheme, picture: GesturePicture, core: Rect, ratio: float
) -> None:
    """The new time, the name below it where there is room, and the icon of the grade."""
    ink = scheme.last_call_ink if picture.grade is Grade.REFUSED else scheme.text
    painter.setPen(QColor(ink))
    room = core.width - _TEXT_LEFT - 4
    icon = "copy" if picture.copies else ""
    icon = ICONS.get(picture.grade, icon) if picture.grade is not None else icon
    size = round(icons.SIZE * text_scale())
    if icon and core.height >= size and room > 3 * size:
        color = grade_colors(scheme, picture.grade, picture.color)[1]
        end = core.x + 4 if picture.mirrored else core.right - 4 - size
        at = QPointF(end, core.y + 1)
        painter.drawPixmap(at, icons.pixmap(icon, color, size, ratio))
        room -= size + 2
    lines = (
        (picture.text, font(tokens.FONT_BASE, QFont.Weight.DemiBold)),
        (picture.title, font(tokens.FONT_SMALL)),
    )
    baseline = min(13 * text_scale(), core.height / 2 + 5)
    for text, face in lines:
        if baseline > core.height:
            return
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room))
        painter.setFont(face)
        x = _beginning(core, metrics.horizontalAdvance(shown), picture.mirrored)
        painter.drawText(QPointF(x, core.y + round(baseline)), isolated(shown))
        baseline += 15 * text_scale()
        if baseline + metrics.descent() > core.height:
            return


def _beginning(rect: Rect, width: int, mirrored: bool) -> float:
    """The left end of a text of ``width`` in a block."""
    return rect.right - _TEXT_LEFT - width if mirrored else rect.x + _TEXT_LEFT


def _paint_stretch(painter: QPainter, scheme: Scheme, picture: GesturePicture) -> None:
    assert picture.stretch is not None
    ground = QColor(scheme.accent_tint)
    ground.setAlpha(_THROUGH)
    painter.setPen(QPen(QColor(scheme.accent), 1.5))
    painter.setBrush(ground)
    edge = QRectF(*picture.stretch).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawRoundedRect(edge, tokens.RADIUS, tokens.RADIUS)
    painter.setPen(QColor(scheme.text))
    face = font(tokens.FONT_BASE, QFont.Weight.DemiBold)
    painter.setFont(face)
    baseline = min(13 * text_scale(), picture.stretch.height / 2 + 5)
    room = round(picture.stretch.width) - _TEXT_LEFT - 4
    metrics = QFontMetrics(face)
    shown = metrics.elidedText(picture.text, Qt.TextElideMode.ElideRight, room)
    x = _beginning(picture.stretch, metrics.horizontalAdvance(shown), picture.mirrored)
    painter.drawText(QPointF(x, picture.stretch.y + round(baseline)), isolated(shown))
