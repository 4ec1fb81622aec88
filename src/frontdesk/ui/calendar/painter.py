"""Paints a scene with a QPainter: on the screen now, on paper too. Keeps no state of the day.

What is kept between paintings is only what makes them fast: texts that are already laid out, and
the grounds of blocks as pictures (see ``plates``).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QStaticText

from frontdesk.ui.calendar import plates
from frontdesk.ui.calendar.blocks import (
    HEIGHT_START,
    HOLD_LOOKS,
    Ink,
    Line,
    Look,
    VisitBlock,
)
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.places import Ghost
from frontdesk.ui.calendar.scene import Kind, Scene, Stretch
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import font
from frontdesk.ui.theme.tokens import Scheme

_LINE_PITCH = 15
_TEXT_LEFT = 9
_BADGE = 16  # the grid of the icons, so that their lines stay sharp
_NAME_ROOM = 96
"""A name keeps this width before badges may stand beside it."""
_TEXTS_KEPT = 6000


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out for the moment: all blocks of a visit, the ghost, the cell cursor."""

    hovered: int | None = None
    selected: int | None = None
    ghost: Ghost | None = None
    cursor: Rect | None = None


NOTHING = Emphasis()


class TextBox:
    """Texts in one font that are laid out, and shortened, once."""

    def __init__(self, made: QFont) -> None:
        """Lay out in ``made``."""
        self.font = made
        self.metrics = QFontMetrics(made)
        self.ascent = self.metrics.ascent()
        self._texts: dict[tuple[str, int], QStaticText] = {}
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        """How wide ``text`` is."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width

    def text(self, text: str, room: int) -> QStaticText:
        """``text`` ready to be drawn, ending in "…" when wider than ``room``."""
        found = self._texts.get((text, room))
        if found is None:
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.clear()
                self._widths.clear()
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            found = QStaticText(shown)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=self.font)
            self._texts[text, room] = found
        return found


class DayPainter:
    """Paints scenes in one scheme at one text scale."""

    def __init__(self, scheme: Scheme, text_scale: float = 1.0, ratio: float = 1.0) -> None:
        """Prepare fonts and colours; ``ratio`` is device pixels a logical one.

        Make a new one when any of them changes.
        """
        self.scheme = scheme
        self.scale = text_scale
        self.ratio = ratio
        bold = QFont.Weight.DemiBold
        self._boxes = {
            Ink.TIME: TextBox(font(tokens.FONT_BASE)),
            Ink.NAME: TextBox(font(tokens.FONT_BASE, bold)),
            Ink.SERVICE: TextBox(font(tokens.FONT_SMALL)),
            Ink.META: TextBox(font(tokens.FONT_SMALL)),
            Ink.HOLD: TextBox(font(tokens.FONT_SMALL, bold)),
        }
        self._small = TextBox(font(tokens.FONT_SMALLEST, bold))
        self._colors: dict[str, QColor] = {}

    def color(self, value: str) -> QColor:
        """``#RRGGBB`` as a QColor, made once."""
        made = self._colors.get(value)
        if made is None:
            made = self._colors[value] = QColor(value)
        return made

    def paint(
        self, painter: QPainter, scene: Scene, area: Rect, emphasis: Emphasis = NOTHING
    ) -> None:
        """Paint the part of ``scene`` in ``area``; the painter's origin is the scene's."""
        painter.fillRect(QRectF(*area), self.color(self.scheme.base))
        self._paint_stretches(painter, scene, area, Kind.AVAILABLE)
        self._paint_lines(painter, scene, area)
        self._paint_stretches(painter, scene, area, Kind.CLOSED)
        self._paint_stretches(painter, scene, area, Kind.BLOCKED)
        self._paint_columns(painter, scene, area)
        for tick in scene.ticks:
            if _meets(tick, area):
                painter.fillRect(QRectF(*tick), self.color(self.scheme.available_tick))
        self._paint_blocks(painter, scene, area, emphasis)
        if emphasis.ghost is not None and _meets(emphasis.ghost.bounds, area):
            self._paint_ghost(painter, scene, emphasis.ghost)
        if emphasis.cursor is not None:
            self._paint_cursor(painter, emphasis.cursor)
        if scene.now_line is not None:
            line = QRectF(area.x, scene.now_line.y - 1, area.width, 2)
            painter.fillRect(line, self.color(self.scheme.now_line))

    def _paint_lines(self, painter: QPainter, scene: Scene, area: Rect) -> None:
        hour, quarter = self.color(self.scheme.hour_line), self.color(self.scheme.quarter_line)
        line = scene.frame.time.line
        for mark in scene.marks:
            y = line(mark.instant)
            if area.y - 1 <= y <= area.bottom:
                color = hour if mark.is_hour else quarter
                painter.fillRect(QRectF(area.x, y, area.width, 1), color)

    def _paint_columns(self, painter: QPainter, scene: Scene, area: Rect) -> None:
        divider = self.color(self.scheme.divider)
        for column in scene.columns:
            x = column.x + column.width - 1
            if area.x - 1 <= x <= area.right:
                painter.fillRect(QRectF(x, area.y, 1, area.height), divider)

    def _paint_stretches(self, painter: QPainter, scene: Scene, area: Rect, kind: Kind) -> None:
        for stretch in scene.stretches:
            if stretch.kind is kind and _meets(stretch.rect, area):
                self._paint_stretch(painter, stretch, area)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch, area: Rect) -> None:
        rect, scheme = stretch.rect, self.scheme
        if stretch.kind is Kind.AVAILABLE:
            painter.fillRect(QRectF(*rect), self.color(scheme.available))
            return
        # Only the part that is asked for is tiled, in step with the whole.
        x, y = max(rect.x, area.x), max(rect.y, area.y)
        part = QRectF(x, y, min(rect.right, area.right) - x, min(rect.bottom, area.bottom) - y)
        tile = plates.hatch_tile(scheme.closed, scheme.closed_hatch, self.ratio)
        painter.drawTiledPixmap(part, tile, QPointF(x % plates.HATCH, y % plates.HATCH))
        box = self._boxes[Ink.META]
        if stretch.text and rect.height >= box.metrics.height():
            painter.setFont(box.font)
            painter.setPen(self.color(scheme.muted))
            text = box.text(stretch.text, round(rect.width) - _TEXT_LEFT - 10)
            painter.drawStaticText(QPointF(rect.x + _TEXT_LEFT + 2, rect.y + 3), text)

    def _paint_blocks(
        self, painter: QPainter, scene: Scene, area: Rect, emphasis: Emphasis
    ) -> None:
        marked = []
        for block in scene.blocks:
            if not _meets(block.bounds, area):
                continue
            self._paint_block(painter, block)
            if block.visit.id in (emphasis.hovered, emphasis.selected):
                marked.append(block)
        for block in marked:  # above all others, which may touch the outline
            self._paint_outline(painter, block, block.visit.id == emphasis.selected)

    def _paint_block(self, painter: QPainter, block: VisitBlock) -> None:
        rect = block.rect
        for part in (block.before, block.after):
            if part is not None:
                size = round(part.width), round(part.height)
                picture = plates.buffer(self.scheme, block.color, block.look, *size, self.ratio)
                painter.drawPixmap(QPointF(part.x, part.y), picture)
        size = round(rect.width), round(rect.height)
        picture = plates.core(self.scheme, block.color, block.look, *size, self.ratio)
        painter.drawPixmap(QPointF(rect.x, rect.y), picture)
        if rect.height < HEIGHT_START * self.scale:
            self._paint_tiny(painter, block)
            return
        room = round(rect.width) - _TEXT_LEFT - 4
        badge_line, badges = self._placed_badges(block, room)
        taken = self._paint_badges(painter, block, badges, badge_line) if badges else 0
        baseline = rect.y + round(13 * self.scale)
        for index, line in enumerate(block.lines):
            self._paint_line(
                painter,
                block,
                line,
                QPointF(rect.x + _TEXT_LEFT, baseline + round(index * _LINE_PITCH * self.scale)),
                room - taken if index == badge_line else room,
            )

    def _paint_line(
        self, painter: QPainter, block: VisitBlock, line: Line, at: QPointF, room: int
    ) -> None:
        x = at.x()
        for run in line:
            if room < 8:
                return
            box = self._boxes[run.ink]
            painter.setFont(box.font)
            painter.setPen(self.color(self._ink(block, run.ink)))
            painter.drawStaticText(QPointF(x, at.y() - box.ascent), box.text(run.text, room))
            advance = box.width(run.text) + 4
            x += advance
            room -= advance

    def _paint_tiny(self, painter: QPainter, block: VisitBlock) -> None:
        """One small line in the middle of a block that is as high as a line."""
        box, rect = self._small, block.rect
        run = block.lines[0][0]
        painter.setFont(box.font)
        painter.setPen(self.color(self._ink(block, run.ink)))
        y = rect.y + (rect.height - box.metrics.height()) / 2
        text = box.text(run.text, round(rect.width) - _TEXT_LEFT - 3)
        painter.drawStaticText(QPointF(rect.x + _TEXT_LEFT, round(y)), text)

    def _placed_badges(self, block: VisitBlock, room: int) -> tuple[int, tuple[str, ...]]:
        """The line that the badges stand on, and those that have room there.

        They never cost the name: where it needs the width, they go down to the last line.
        """
        badges, lines = block.badges, block.lines
        step = round(_BADGE * self.scale) + 1
        needed = sum(self._boxes[run.ink].width(run.text) + 4 for run in lines[0][:-1])
        name = self._boxes[lines[0][-1].ink].width(lines[0][-1].text)
        needed += min(name, round(_NAME_ROOM * self.scale))
        if needed + len(badges) * step <= room:
            return 0, badges
        if len(lines) == 1:
            return 0, ()
        return len(lines) - 1, badges if len(lines) > 2 else badges[:1]

    def _paint_badges(
        self, painter: QPainter, block: VisitBlock, badges: tuple[str, ...], line: int
    ) -> int:
        """Draw ``badges`` from the right; returns the width that they take."""
        size = round(_BADGE * self.scale)
        right = left = block.rect.right - 3
        y = block.rect.y + 1 + round(line * _LINE_PITCH * self.scale)
        hue = self.scheme.hue(block.color)
        ink = hue.bar if block.look is Look.LIVE else self._ink(block, Ink.META)
        for name in badges:
            left -= size
            picture = icons.pixmap(name, ink, size, self.ratio)
            painter.drawPixmap(QPointF(left, y), picture)
            left -= 1
        return round(right - left)

    def _ink(self, block: VisitBlock, ink: Ink) -> str:
        scheme = self.scheme
        if block.look in HOLD_LOOKS:
            if ink is Ink.HOLD or block.look is Look.HOLD_LAST_CALL:
                return plates.hold_colors(scheme, block.look)[2]
            return scheme.text if ink is Ink.NAME else scheme.secondary
        if block.look is Look.LIVE:
            return scheme.text if ink in (Ink.NAME, Ink.SERVICE) else scheme.secondary
        return scheme.secondary if ink in (Ink.NAME, Ink.SERVICE) else scheme.muted

    def _paint_outline(self, painter: QPainter, block: VisitBlock, selected: bool) -> None:
        thick = 2.0 if selected else 1.0
        hue = self.scheme.hue(block.color)
        hold = block.look in HOLD_LOOKS
        color = self.scheme.hold_ink if hold else hue.bar
        self._outline(painter, block.rect, self.scheme.accent if selected else color, thick)

    def _outline(self, painter: QPainter, rect: Rect, color: str, thick: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.color(color), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = thick / 2
        edge = QRectF(*rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(edge, tokens.RADIUS - 0.5, tokens.RADIUS - 0.5)
        painter.restore()

    def _paint_ghost(self, painter: QPainter, scene: Scene, ghost: Ghost) -> None:
        for part in (ghost.before, ghost.after):
            if part is not None:
                size = round(part.width), round(part.height)
                picture = plates.buffer(self.scheme, "green", Look.LIVE, *size, self.ratio)
                painter.drawPixmap(QPointF(part.x, part.y), picture)
        core = ghost.core
        hue = self.scheme.hues["green"]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.color(hue.bar), 1.5))
        painter.setBrush(self.color(hue.fill))
        edge = QRectF(*core).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(edge, tokens.RADIUS, tokens.RADIUS)
        painter.restore()
        assert scene.openings is not None
        start = scene.telling.time(ghost.start)
        end = scene.telling.time(ghost.start + scene.openings.duration)
        box = self._boxes[Ink.NAME]
        painter.setFont(box.font)
        painter.setPen(self.color(self.scheme.text))
        text = box.text(f"{start} – {end}", round(core.width) - _TEXT_LEFT - 4)
        y = core.y + min(13 * self.scale, core.height / 2 + box.ascent / 2 - 1) - box.ascent
        painter.drawStaticText(QPointF(core.x + _TEXT_LEFT, y), text)

    def _paint_cursor(self, painter: QPainter, rect: Rect) -> None:
        self._outline(painter, rect, self.scheme.base, 4)
        self._outline(painter, rect, self.scheme.accent, 2)


def _meets(rect: Rect, area: Rect) -> bool:
    return (
        rect.x < area.x + area.width
        and area.x < rect.x + rect.width
        and rect.y < area.y + area.height
        and area.y < rect.y + rect.height
    )
