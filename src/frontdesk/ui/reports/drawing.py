"""Paints a report: bars over time, bars by line, and the load as a heat map. Window and paper.

What is told by colour is told by a pattern or a number too.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter

from frontdesk.desk.reports import Cell, Figure, Kind, Line, Report
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.opened import Opened, opened_bar, opened_cell
from frontdesk.ui.theme.colors import contrast, mix
from frontdesk.ui.theme.tokens import Scheme

MOST_BARS = 12
_STACK = ("kept", "cancelled", "missed")
_PATTERNS = {
    "kept": ("indigo", Qt.BrushStyle.SolidPattern),
    "cancelled": ("copper", Qt.BrushStyle.BDiagPattern),
    "missed": ("plum", Qt.BrushStyle.Dense4Pattern),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of the drawing that can be pointed at and opened."""

    room: QRectF
    opens: Opened


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and fonts of a drawing; ``scale`` is that of its text.

    ``mirrored`` lays it out from right to left.
    """

    scheme: Scheme
    small: QFont
    scale: float = 1.0
    mirrored: bool = False

    @property
    def row(self) -> float:
        """The height of a line of text with its gap."""
        return QFontMetricsF(self.small).height() + 8 * self.scale


def height_of(report: Report, look: Look) -> int:
    """How high a drawing of the report should be."""
    if report.kind is Kind.VISITS:
        return round(210 * look.scale)
    count = 8 if report.grid is not None else min(len(report.lines), MOST_BARS)
    return round(count * look.row + (2 * look.row if _is_stacked(report) else 8 * look.scale))


class Drawing:
    """One report painted into ``room``; ``spots`` are what can be opened, in reading order."""

    def __init__(self, painter: QPainter, room: QRectF, report: Report, look: Look) -> None:
        """Paint it."""
        self._painter = painter
        self._room = room
        self._report = report
        self._look = look
        self.spots: list[Spot] = []
        painter.setFont(look.small)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if look.mirrored else Qt.LayoutDirection.LeftToRight
        )
        self._metrics = QFontMetricsF(look.small)
        if report.grid is not None:
            self._paint_grid()
        elif report.kind is Kind.VISITS:
            self._paint_columns()
        else:
            self._paint_rows()

    # The load

    def _paint_grid(self) -> None:
        grid = self._report.grid
        assert grid is not None
        used = [
            hour
            for hour in range(24)
            if any(cells[hour].open or cells[hour].taken for cells in grid.cells)
        ]
        hours = range(used[0], used[-1] + 1) if used else range(8, 18)
        side = max(self._width(wording.weekday_text(day)) for day in range(7)) + 12
        height = self._look.row
        width = min((self._room.width() - side) / len(hours), 88 * self._look.scale)
        left, top = self._room.left() + side, self._room.top()
        for place, hour in enumerate(hours):
            head = QRectF(left + place * width, top, width, height)
            self._write(head, str(hour), self._look.scheme.secondary, centred=True)
        for day, cells in enumerate(grid.cells):
            y = top + (day + 1) * height
            label = QRectF(self._room.left(), y, side - 8, height)
            self._write(label, wording.weekday_text(day), self._look.scheme.secondary)
            for place, hour in enumerate(hours):
                room = QRectF(left + place * width, y, width, height).adjusted(1, 1, -1, -1)
                cell = cells[hour]
                self._paint_cell(room, cell)
                self._add_spot(room, opened_cell(day, hour, cell))

    def _paint_cell(self, room: QRectF, cell: Cell) -> None:
        scheme, load = self._look.scheme, cell.load
        if load is None:
            self._fill_with(room, QColor(scheme.closed))
            self._fill_with(room, QBrush(QColor(scheme.closed_hatch), Qt.BrushStyle.BDiagPattern))
            if cell.taken:  # visits, or their buffers, outside the open time
                self._write(room, "•", scheme.secondary, centred=True)
            return
        color = mix(mix(scheme.base, scheme.hues["blue"].bar, 0.07), scheme.hues["blue"].bar, load)
        self._fill_with(room, QColor(color))
        inks = (scheme.text, scheme.base, "#000000", "#FFFFFF")
        ink = max(inks, key=lambda each: contrast(each, color))
        label = f"{round(load * 100)}"
        if self._width(label) < room.width():
            self._write(room, label, ink, centred=True)

    # Over time

    def _paint_columns(self) -> None:
        scheme, lines = self._look.scheme, self._report.lines
        legend = self._paint_legend()
        axis = self._look.row
        plot = self._room.adjusted(0, legend, 0, -axis)
        most = max((_stacked(line) for line in lines), default=0)
        side = self._width(f"{most:,}") + 12
        plot.setLeft(plot.left() + side)
        top = _round_up(most)
        for step in range(5):
            y = plot.bottom() - plot.height() * step / 4
            line_room = QRectF(plot.left(), round(y), plot.width(), 1)
            self._fill_with(line_room, QColor(scheme.divider))
            if top * step % 4 == 0:
                label = QRectF(self._room.left(), y - axis / 2, side - 8, axis)
                self._write(label, f"{top * step // 4:,}", scheme.secondary, right=True)
        width = plot.width() / max(len(lines), 1)
        shown = 0.0
        for place, line in enumerate(lines):
            left = plot.left() + place * width
            bar = min(max(width * 0.72, 2), 56 * self._look.scale)
            column = QRectF(left + (width - bar) / 2, plot.top(), bar, plot.height())
            self._paint_stack(column, line, top, upright=True)
            whole = QRectF(left, plot.top(), width, plot.height() + axis)
            self._add_spot(whole, opened_bar(line, line.figures[0]))
            words = wording.line_text(line)
            begin = left + max((width - self._width(words)) / 2, 0)  # below its bar, with room
            if begin >= shown and begin + self._width(words) <= plot.right() + 1:
                room = QRectF(begin, plot.bottom() + 2, self._width(words) + 4, axis)
                self._write(room, words, scheme.secondary)
                shown = begin + self._width(words) + 16

    # By line

    def _paint_rows(self) -> None:
        scheme, lines = self._look.scheme, self._report.lines[:MOST_BARS]
        stacked = _is_stacked(self._report)
        y = self._room.top() + (self._paint_legend() if stacked else 0)
        widest = max((self._width(wording.line_text(line)) for line in lines), default=0)
        side = min(widest + 16, self._room.width() * 0.32)
        main = [_main(line, self._report.kind) for line in lines]
        values = [wording.value_text(figure) for figure in main]
        end = max((self._width(words) for words in values), default=0) + 16
        sizes = [_size(line, f, stacked) for line, f in zip(lines, main, strict=True)]
        most = max(sizes, default=0)
        for line, figure, words in zip(lines, main, values, strict=True):
            room = QRectF(self._room.left(), y, self._room.width(), self._look.row)
            label = QRectF(room.left(), y, side - 8, room.height())
            self._write(label, wording.line_text(line), scheme.text)
            track = QRectF(room.left() + side, y + 4, room.width() - side - end, room.height() - 8)
            size = _size(line, figure, stacked)
            if stacked:
                self._paint_stack(track, line, most, upright=False)
            elif most:
                bar = QRectF(track)
                bar.setWidth(track.width() * size / most)
                self._fill_with(bar, QColor(scheme.hues["indigo"].bar))
            length = track.width() * size / most if most else 0
            value = QRectF(track.left() + length + 6, y, end, room.height())
            self._write(value, words, scheme.secondary)
            self._add_spot(room, opened_bar(line, figure))
            y += room.height()

    def _paint_legend(self) -> float:
        left, height = self._room.left(), self._look.row
        for name in _STACK:
            words = wording.figure_text(name)
            self._fill(QRectF(left, self._room.top() + 4, 14, height - 12), name)
            room = QRectF(left + 20, self._room.top() - 2, self._width(words) + 4, height)
            self._write(room, words, self._look.scheme.secondary)
            left += 20 + self._width(words) + 24
        return height + 4

    def _paint_stack(self, track: QRectF, line: Line, most: float, *, upright: bool) -> None:
        at = 0.0
        for name in _STACK:
            value = _value(line, name)
            if not value or not most:
                continue
            if upright:
                size = track.height() * value / most
                room = QRectF(track.left(), track.bottom() - at - size, track.width(), size)
            else:
                size = track.width() * value / most
                room = QRectF(track.left() + at, track.top(), size, track.height())
            self._fill(room, name)
            at += size

    def _fill(self, room: QRectF, name: str) -> None:
        hue, pattern = _PATTERNS[name]
        color = QColor(self._look.scheme.hues[hue].bar)
        if pattern is not Qt.BrushStyle.SolidPattern:
            self._fill_with(room, QColor(self._look.scheme.hues[hue].fill))
        self._painter.setBrushOrigin(QPointF(self._placed(room).topLeft()))
        self._fill_with(room, QBrush(color, pattern))

    def _fill_with(self, room: QRectF, ink: QBrush | QColor) -> None:
        self._painter.fillRect(self._placed(room), ink)

    def _placed(self, room: QRectF) -> QRectF:
        """Where ``room``, laid out from left to right, lies in the drawing."""
        if not self._look.mirrored:
            return room
        left = self._room.left() + self._room.right() - room.right()
        return QRectF(left, room.y(), room.width(), room.height())

    def _add_spot(self, room: QRectF, opens: Opened) -> None:
        self.spots.append(Spot(self._placed(room), opens))

    def _width(self, words: str) -> float:
        return self._metrics.horizontalAdvance(words)

    def _write(
        self, room: QRectF, words: str, color: str, *, centred: bool = False, right: bool = False
    ) -> None:
        across = Qt.AlignmentFlag.AlignLeft
        if centred or right:
            across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignRight
        self._painter.setPen(QColor(color))
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
        flags = across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(self._placed(room), int(flags), shown)


def _value(line: Line, name: str) -> int:
    return next((int(figure.value or 0) for figure in line.figures if figure.name == name), 0)


def _stacked(line: Line) -> int:
    return sum(_value(line, name) for name in _STACK)


def _is_stacked(report: Report) -> bool:
    return report.kind in (Kind.VISITS, Kind.SERVICES, Kind.PEOPLE, Kind.CUSTOMERS)


def _main(line: Line, kind: Kind) -> Figure:
    """The figure that a line's bar shows."""
    if kind is Kind.INCOME:
        return line.figures[-1]
    return line.figures[0]


def _size(line: Line, figure: Figure, stacked: bool) -> float:
    return float(_stacked(line) if stacked else figure.value or 0)


def _round_up(number: int) -> int:
    """The next number that four equal steps reach with round labels."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 4 >= number:
                return step * factor * 4
        step *= 10
