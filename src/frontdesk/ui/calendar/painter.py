"""Paints a scene with a QPainter: on the screen now, on paper too. Keeps no state of the day.

What is kept between paintings is only what makes them fast: texts that are already laid out, and
the grounds of blocks as pictures (see ``texts``, ``plates`` and ``block_painter``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from frontdesk.ui.calendar import plates
from frontdesk.ui.calendar.block_painter import TEXT_LEFT, BlockPainter, outline
from frontdesk.ui.calendar.blocks import Ink, Look
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.places import Ghost
from frontdesk.ui.calendar.scene import Column, Kind, Scene, Stretch
from frontdesk.ui.calendar.texts import TextBoxes, leading
from frontdesk.ui.calendar.wording import clock_text
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.tokens import Scheme


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out for the moment: all blocks of a visit, the ghost, the cell cursor."""

    hovered: int | None = None
    selected: int | None = None
    ghost: Ghost | None = None
    cursor: Rect | None = None

    def changed_from(self, other: Emphasis, scene: Scene) -> Iterator[Rect]:
        """Where ``scene`` looks different from what it does with ``other``."""
        if (self.hovered, self.selected) != (other.hovered, other.selected):
            for number in {self.hovered, self.selected, other.hovered, other.selected}:
                if number is not None:
                    yield from (block.bounds for block in scene.blocks_of(number))
        if self.ghost != other.ghost:
            yield from (ghost.bounds for ghost in (self.ghost, other.ghost) if ghost is not None)
        if self.cursor != other.cursor:
            yield from (rect for rect in (self.cursor, other.cursor) if rect is not None)


NOTHING = Emphasis()


class DayPainter:
    """Paints scenes in one scheme at one text scale."""

    def __init__(self, scheme: Scheme, text_scale: float = 1.0, ratio: float = 1.0) -> None:
        """Prepare fonts and colours; ``ratio`` is device pixels a logical one.

        Make a new one when any of them changes.
        """
        self._scheme = scheme
        self._scale = text_scale
        self.ratio = ratio
        self._boxes = TextBoxes()
        self._blocks = BlockPainter(scheme, self._boxes, text_scale, ratio)

    def paint(
        self, painter: QPainter, scene: Scene, area: Rect, emphasis: Emphasis = NOTHING
    ) -> None:
        """Paint the part of ``scene`` in ``area``; the painter's origin is the scene's."""
        scheme = self._scheme
        columns = scene.columns_in(area)
        x, y, width, height = whole(area)
        painter.fillRect(x, y, width, height, QColor(scheme.base))
        self._paint_stretches(painter, columns, area, Kind.AVAILABLE)
        self._paint_lines(painter, scene, area)
        self._paint_stretches(painter, columns, area, Kind.CLOSED)
        self._paint_stretches(painter, columns, area, Kind.BLOCKED)
        self._paint_columns(painter, scene, columns, area)
        self._paint_labels(painter, scene, area)
        self._paint_ticks(painter, columns, area)
        self._paint_blocks(painter, columns, area, emphasis)
        if emphasis.ghost is not None and meets(emphasis.ghost.bounds, area):
            self._paint_ghost(painter, scene, emphasis.ghost)
        if emphasis.cursor is not None:  # around it, so that no text is covered
            outline(painter, emphasis.cursor.grown(2), scheme.accent, 2)
        if scene.now_line is not None:
            line = scene.now_line
            painter.fillRect(QRectF(line.x, line.y - 1, line.width, 2), QColor(scheme.now_line))

    def _paint_lines(self, painter: QPainter, scene: Scene, area: Rect) -> None:
        hour, quarter = QColor(self._scheme.hour_line), QColor(self._scheme.quarter_line)
        for group in scene.groups:
            left = round(max(group.x, area.x))
            width = round(min(group.x + group.width, area.right)) - left
            if width <= 0:
                continue
            line = group.time.line
            first = bisect_left(group.marks, (group.time.instant_at(area.y - 2),))
            for mark in group.marks[first:]:
                y = line(mark.instant)
                if y > area.bottom:
                    break
                if y >= area.y - 1:
                    painter.fillRect(left, y, width, 1, hour if mark.is_hour else quarter)

    def _paint_columns(
        self, painter: QPainter, scene: Scene, columns: Sequence[Column], area: Rect
    ) -> None:
        divider, edge = QColor(self._scheme.divider), QColor(self._scheme.hour_line)
        ends = {group.first + group.count - 1 for group in scene.groups[:-1]}  # of a day
        _x, top, _width, height = whole(area)
        for column in columns:
            color = edge if column.number in ends else divider
            x = column.x if column.mirrored else column.x + column.width - 1
            painter.fillRect(x, top, 1, height, color)

    def _paint_labels(self, painter: QPainter, scene: Scene, area: Rect) -> None:
        """The hours of a day whose clock runs apart from the axis, in its first column."""
        box = self._boxes.of[Ink.META]
        for group in scene.groups:
            if not area.x - group.width < group.x < area.right:
                continue
            painter.setFont(box.font)
            painter.setPen(QColor(self._scheme.muted))
            for mark in group.labels:
                y = group.time.line(mark.instant)
                if area.y - box.metrics.height() <= y <= area.bottom:
                    label = clock_text(mark.wall_minute, scene.frame.twelve_hours)
                    text = box.text(label, round(group.width))
                    room = Rect(group.x, y, group.width, 1)
                    x = leading(room, TEXT_LEFT + 2, box, text, scene.frame.columns.mirrored)
                    painter.drawStaticText(QPointF(x, y + 2), text)

    def _paint_ticks(self, painter: QPainter, columns: Sequence[Column], area: Rect) -> None:
        color = QColor(self._scheme.available_tick)
        for column in columns:
            for tick in column.ticks:
                if meets(tick, area):
                    painter.fillRect(*whole(tick), color)

    def _paint_stretches(
        self, painter: QPainter, columns: Sequence[Column], area: Rect, kind: Kind
    ) -> None:
        for column in columns:
            for stretch in column.stretches:
                if stretch.kind is kind and meets(stretch.rect, area):
                    self._paint_stretch(painter, stretch, area, column.mirrored)

    def _paint_stretch(
        self, painter: QPainter, stretch: Stretch, area: Rect, mirrored: bool
    ) -> None:
        rect, scheme = stretch.rect, self._scheme
        if stretch.kind is Kind.AVAILABLE:
            painter.fillRect(*whole(rect), QColor(scheme.available))
            return
        # Only the part that is asked for is tiled, in step with the whole.
        x, y, right, bottom = self._common(rect, area)
        colors = scheme.closed, scheme.closed_hatch
        plates.paint_hatch(painter, QRect(x, y, right - x, bottom - y), colors, self.ratio)
        box = self._boxes.of[Ink.META]
        if stretch.text and rect.height >= box.metrics.height():
            painter.setFont(box.font)
            painter.setPen(QColor(scheme.secondary))
            text = box.text(stretch.text, round(rect.width) - TEXT_LEFT - 10)
            at = QPointF(leading(rect, TEXT_LEFT + 2, box, text, mirrored), rect.y + 3)
            painter.drawStaticText(at, text)

    def _paint_blocks(
        self, painter: QPainter, columns: Sequence[Column], area: Rect, emphasis: Emphasis
    ) -> None:
        shown = [
            block for column in columns for block in column.blocks if meets(block.bounds, area)
        ]
        mirrored = any(column.mirrored for column in columns)
        self._blocks.paint(painter, shown, mirrored=mirrored)
        for block in shown:  # above all others, which may touch the outline
            if block.visit.id in (emphasis.hovered, emphasis.selected):
                self._blocks.paint_outline(painter, block, block.visit.id == emphasis.selected)

    @staticmethod
    def _common(rect: Rect, area: Rect) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what the two have in common."""
        return (
            round(max(rect.x, area.x)),
            round(max(rect.y, area.y)),
            round(min(rect.right, area.right)),
            round(min(rect.bottom, area.bottom)),
        )

    def _paint_ghost(self, painter: QPainter, scene: Scene, ghost: Ghost) -> None:
        for part in (ghost.before, ghost.after):
            if part is not None:
                size = round(part.width), round(part.height)
                ground = plates.Ground(self._scheme, "green", Look.LIVE, *size, self.ratio)
                picture = plates.buffer(ground)
                painter.drawPixmap(QPointF(part.x, part.y), picture)
        core = ghost.core
        hue = self._scheme.hues["green"]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(hue.bar), 1.5))
        painter.setBrush(QColor(hue.fill))
        edge = QRectF(*core).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(edge, tokens.RADIUS, tokens.RADIUS)
        painter.restore()
        box = self._boxes.of[Ink.NAME]
        painter.setFont(box.font)
        painter.setPen(QColor(self._scheme.text))
        text = box.text(ghost.text, round(core.width) - TEXT_LEFT - 4)
        baseline = min(13 * self._scale, core.height / 2 + box.ascent / 2 - 1)
        x = leading(core, TEXT_LEFT, box, text, scene.frame.columns.mirrored)
        painter.drawStaticText(QPointF(x, core.y + baseline - box.ascent), text)


def whole(rect: Rect) -> tuple[int, int, int, int]:
    """``rect`` in whole pixels: Qt fills those several times as fast as broken ones."""
    return round(rect.x), round(rect.y), round(rect.width), round(rect.height)


def meets(rect: Rect, area: Rect) -> bool:
    """Whether the two rectangles share a point."""
    return (
        rect.x < area.x + area.width
        and area.x < rect.x + rect.width
        and rect.y < area.y + area.height
        and area.y < rect.y + rect.height
    )
