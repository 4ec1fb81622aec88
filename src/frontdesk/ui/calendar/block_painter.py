"""Paints the blocks of visits, from what was worked out once for each of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QStaticText

from frontdesk.engine.values import Status
from frontdesk.ui.calendar import plates
from frontdesk.ui.calendar.blocks import HEIGHT_START, HOLD_LOOKS, Ink, Line, Look, VisitBlock
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.texts import TextBox, TextBoxes, leading
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.colors import mix
from frontdesk.ui.theme.tokens import Scheme

TEXT_LEFT = 9
_LINE_PITCH = 15
_FIRST_BASELINE = 13
_GAP = 4  # between the pieces of a line
_BADGE = icons.SIZE  # the grid of the icons, so that their lines stay sharp
_NAME_ROOM = 96
"""A name keeps this width before badges may stand beside it."""
_NAME_LEAST = 36
"""A name is not cut below this width for the sake of the time before it."""
_BLOCKS_KEPT = 3000


_Pen = tuple[TextBox, str]
"""A font with what was laid out in it, and a colour."""


@dataclass(slots=True)
class _Drawing:
    """A block as calls of the painter."""

    block: VisitBlock  # kept, so that its identity is not given to another one
    mirrored: bool
    pictures: list[tuple[QPointF, QPixmap]] = field(default_factory=list)
    texts: list[tuple[_Pen, QPointF, QStaticText]] = field(default_factory=list)


class BlockPainter:
    """Paints visits in one scheme at one text scale and pixel ratio."""

    def __init__(self, scheme: Scheme, boxes: TextBoxes, scale: float, ratio: float) -> None:
        """Share ``boxes`` with the painter of the day."""
        self._scheme = scheme
        self._boxes = boxes
        self._scale = scale
        self._ratio = ratio
        self._gap = round(_GAP * scale)
        self._drawings: OrderedDict[int, _Drawing] = OrderedDict()
        self._pens: dict[tuple[Look, Ink], _Pen] = {}

    def paint(
        self, painter: QPainter, blocks: Sequence[VisitBlock], *, mirrored: bool = False
    ) -> None:
        """Paint ``blocks``, which do not overlap, with their buffers, texts and badges.

        With ``mirrored`` their bars and the beginnings of their lines are at the right.
        Texts of one font and colour are written together: to change either costs as much as to
        write a text.
        """
        written: dict[_Pen, list[tuple[QPointF, QStaticText]]] = {}
        for block in blocks:
            drawing = self._drawing(block, mirrored)
            for at, picture in drawing.pictures:
                painter.drawPixmap(at, picture)
            for pen, place, text in drawing.texts:
                written.setdefault(pen, []).append((place, text))
        for (box, color), texts in written.items():
            painter.setFont(box.font)
            painter.setPen(QColor(color))
            for place, text in texts:
                painter.drawStaticText(place, text)

    def _drawing(self, block: VisitBlock, mirrored: bool) -> _Drawing:
        drawing = self._drawings.get(id(block))
        if drawing is None:
            if len(self._drawings) >= _BLOCKS_KEPT:  # one by one: to drop all takes a frame
                self._drawings.popitem(last=False)
            drawing = self._drawings[id(block)] = self._draw(block, mirrored)
        return drawing

    def paint_outline(self, painter: QPainter, block: VisitBlock, selected: bool) -> None:
        """Make ``block`` stand out: a thin line under the pointer, a thick one when selected."""
        if block.look in HOLD_LOOKS:  # its dashed border tells its state: stay outside of it
            ground, _hatch, ink = plates.hold_colors(self._scheme, block.look)
            color = mix(ground, ink, 0.35) if selected else ground
            outline(painter, block.rect.grown(2), color, 2)
        elif selected:
            outline(painter, block.rect, self._scheme.accent, 2)
        else:
            outline(painter, block.rect, self._scheme.hue(block.color).bar, 1)

    def _draw(self, block: VisitBlock, mirrored: bool) -> _Drawing:
        drawing = _Drawing(block, mirrored)
        for part in (block.before, block.after):
            if part is not None:
                self._add_plate(drawing, plates.buffer, part)
        if not block.rect.height:  # the visit is on the day before or after
            return drawing
        self._add_plate(drawing, plates.core, block.rect)
        if block.rect.height < HEIGHT_START * self._scale:
            self._add_small_text(drawing)
            return drawing
        room = round(block.rect.width) - TEXT_LEFT - 4
        badge_line, badges = self._placed_badges(block, room)
        taken = self._add_badges(drawing, badges, badge_line)
        for index in range(len(block.lines)):
            self._add_line(drawing, index, room - taken if index == badge_line else room)
        return drawing

    def _add_plate(self, drawing: _Drawing, plate: plates.Plate, rect: Rect) -> None:
        block, size = drawing.block, (round(rect.width), round(rect.height))
        ground = plates.Ground(
            self._scheme,
            block.color,
            block.look,
            *size,
            self._ratio,
            drawing.mirrored,
            block.visit.status is Status.RESERVED,
        )
        drawing.pictures.append((QPointF(rect.x, rect.y), plate(ground)))

    def _add_line(self, drawing: _Drawing, index: int, room: int) -> None:
        rect = drawing.block.rect
        inset = TEXT_LEFT
        baseline = rect.y + round((_FIRST_BASELINE + index * _LINE_PITCH) * self._scale)
        if drawing.block.look in HOLD_LOOKS:
            baseline += 1  # clear of the border
        for run in self._that_fit(drawing.block.lines[index], room):
            if room < 8:
                return
            pen = self._pen(drawing.block.look, run.ink)
            box = pen[0]
            text = box.text(run.text, room)
            at = QPointF(leading(rect, inset, box, text, drawing.mirrored), baseline - box.ascent)
            drawing.texts.append((pen, at, text))
            advance = box.width(run.text) + self._gap
            inset += advance
            room -= advance

    def _that_fit(self, line: Line, room: int) -> Line:
        """``line``, without its time where that would leave no room for the name.

        The axis tells the time, and nothing else the name.
        """
        if len(line) < 2 or line[0].ink is not Ink.TIME:
            return line
        left = room - self._boxes.of[Ink.TIME].width(line[0].text) - self._gap
        name = self._boxes.of[line[1].ink].width(line[1].text)
        return line if left >= min(name, round(_NAME_LEAST * self._scale)) else line[1:]

    def _add_small_text(self, drawing: _Drawing) -> None:
        """One small line in the middle of a block that is as high as a line."""
        box, rect = self._boxes.small, drawing.block.rect
        run = drawing.block.lines[0][0]
        y = round(rect.y + (rect.height - box.metrics.height()) / 2)
        text = box.text(run.text, round(rect.width) - TEXT_LEFT - 3)
        x = leading(rect, TEXT_LEFT, box, text, drawing.mirrored)
        pen = box, ink_color(self._scheme, drawing.block.look, run.ink)
        drawing.texts.append((pen, QPointF(x, y), text))

    def _pen(self, look: Look, ink: Ink) -> _Pen:
        pen = self._pens.get((look, ink))
        if pen is None:
            pen = self._boxes.of[ink], ink_color(self._scheme, look, ink)
            self._pens[look, ink] = pen
        return pen

    def _placed_badges(self, block: VisitBlock, room: int) -> tuple[int, tuple[str, ...]]:
        """The line that the badges stand on, and those that have room there.

        They never cost the name: where it needs the width, they go down, below the text or to
        its last line. On the only line of a low block stand the first ones, as many as have room.
        """
        lines, step = block.lines, round(_BADGE * self._scale) + 1
        beside_bar = block.rect.width - tokens.COLOUR_BAR - 2
        badges = block.badges[: max(int(beside_bar / step), 0)]
        if not badges:
            return 0, ()
        widths = [self._boxes.of[run.ink].width(run.text) + self._gap for run in lines[0]]
        needed = sum(widths[:-1]) + min(widths[-1], round(_NAME_ROOM * self._scale))
        if needed + len(badges) * step <= room:
            return 0, badges
        below = _FIRST_BASELINE + len(lines) * _LINE_PITCH + 4
        if block.rect.height >= below * self._scale and len(lines) > 1:
            return len(lines), badges
        if len(lines) == 1:
            return 0, badges[: max((room - needed) // step, 0)]
        few = 2 if block.unpaid else 1  # done hides nothing that is still to be done
        return len(lines) - 1, badges if len(lines) > 2 else badges[:few]

    def _add_badges(self, drawing: _Drawing, badges: tuple[str, ...], line: int) -> int:
        """Put ``badges`` at the far end of a line; returns the width that they take."""
        if not badges:
            return 0
        block, size = drawing.block, round(_BADGE * self._scale)
        taken = 3
        y = block.rect.y + 1 + round(line * _LINE_PITCH * self._scale)
        color = ink_color(self._scheme, block.look, Ink.META)
        if block.look is Look.LIVE:
            color = self._scheme.hue(block.color).bar
        for name in badges:
            taken += size
            x = block.rect.x + taken - size if drawing.mirrored else block.rect.right - taken
            picture = icons.pixmap(name, color, size, self._ratio)
            drawing.pictures.append((QPointF(x, y), picture))
            taken += 1
        return taken - 3


def ink_color(scheme: Scheme, look: Look, ink: Ink) -> str:
    """The colour of a text of a block; all pairs with their grounds reach 4.5:1."""
    if look in HOLD_LOOKS:
        if ink is Ink.HOLD or look is Look.HOLD_LAST_CALL:
            return plates.hold_colors(scheme, look)[2]
        return scheme.text if ink is Ink.NAME else scheme.secondary
    if look is Look.LIVE:
        return scheme.text if ink in (Ink.NAME, Ink.SERVICE) else scheme.secondary
    if look is Look.GONE:  # on a hatch, where the muted ink would be too pale
        return scheme.secondary
    return scheme.secondary if ink in (Ink.NAME, Ink.SERVICE) else scheme.muted


def outline(painter: QPainter, rect: Rect, color: str, thick: float) -> None:
    """A rounded line of ``thick`` pixels just inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = thick / 2
    edge = QRectF(*rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(edge, tokens.RADIUS - 0.5, tokens.RADIUS - 0.5)
    painter.restore()
