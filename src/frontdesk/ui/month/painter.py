"""Paints the days of a month. Keeps nothing but what it is told for one picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from frontdesk.desk.month import MonthDay, MonthLine
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.calendar.plates import hatch_tile
from frontdesk.ui.month import wording
from frontdesk.ui.month.geometry import Box, CellRoom, MonthGrid
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import font
from frontdesk.ui.theme.tokens import Scheme
from frontdesk.ui.widgets.mirror import isolated

PAD = 8
_BAR = 3
_BADGES = {"arrived": "badge-arrived", "no-show": "badge-no-show"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day as it is to be painted. ``openings`` counts available times."""

    date: date
    day: MonthDay | None
    openings: int
    in_month: bool
    is_today: bool
    is_selected: bool
    is_hovered: bool
    has_focus: bool


class MonthPainter:
    """Paints in one scheme at one text scale and pixel ratio, for one zone."""

    def __init__(
        self, painter: QPainter, scheme: Scheme, scale: float, ratio: float, zone: str
    ) -> None:
        """Paint with ``painter``."""
        self._painter = painter
        self._scheme = scheme
        self._scale = scale
        self._ratio = ratio
        self._zone = zone
        self._room = CellRoom(scale)
        self._mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._around = Box(0, 0, 0, 0)  # what a place is mirrored in
        self._number = font(tokens.FONT_BASE)
        self._strong = font(tokens.FONT_BASE, QFont.Weight.DemiBold)
        self._small = font(tokens.FONT_SMALL)
        self._smallest = font(tokens.FONT_SMALLEST)

    def paint_head(self, grid: MonthGrid, locale: QLocale) -> None:
        """The names of the weekdays over their columns, and the numbers of the weeks."""
        scheme = self._scheme
        self._painter.fillRect(0, 0, grid.width, grid.head, QColor(scheme.base))
        self._painter.fillRect(0, grid.head - 1, grid.width, 1, QColor(scheme.hour_line))
        for column in range(7):
            box = self._around = grid.weekday_box(column)
            weekday = grid.days[column].isoweekday()
            name = locale.dayName(weekday, QLocale.FormatType.LongFormat)
            if QFontMetrics(self._small).horizontalAdvance(name) > box.width - 2 * PAD:
                name = locale.dayName(weekday, QLocale.FormatType.ShortFormat)
            room = QRectF(box.x + PAD, 0, box.width - 2 * PAD, box.height)
            self._write(self._small, scheme.secondary, name, room)
        for row in range(grid.weeks):
            box = self._around = grid.week_box(row)
            number = str(grid.days[row * 7 + 3].isocalendar().week)
            self._painter.fillRect(QRectF(*box), QColor(scheme.base))
            room = QRectF(box.x, box.y + 5 * self._scale, box.width, 22 * self._scale)
            self._write(self._smallest, scheme.muted, number, room, Qt.AlignmentFlag.AlignHCenter)

    def paint_cell(self, box: Box, cell: Cell) -> None:
        """One day with its date, figures, load, first visits and available times."""
        scheme, painter = self._scheme, self._painter
        self._around = box
        self._paint_ground(box, cell)
        lined = QRectF(box.x, box.y + box.height - 1, box.width, 1)
        painter.fillRect(lined, QColor(scheme.divider))
        painter.fillRect(
            QRectF(box.x + box.width - 1, box.y, 1, box.height), QColor(scheme.divider)
        )
        painter.save()
        painter.setClipRect(QRectF(box.x, box.y, box.width - 1, box.height - 1))
        self._paint_date(box, cell)
        if cell.day is not None:
            self._paint_day(box, cell, cell.day)
        painter.restore()
        if cell.is_selected:
            self._paint_ring(box, self._scheme.accent, 2 if cell.has_focus else 1)
        elif cell.is_hovered:
            self._paint_ring(box, self._scheme.border, 1)

    def _paint_ground(self, box: Box, cell: Cell) -> None:
        scheme = self._scheme
        whole = QRectF(*box)
        is_closed = cell.day is not None and not cell.day.is_open
        if is_closed:
            self._painter.setBrushOrigin(QPointF(box.x, box.y))
            self._painter.fillRect(
                whole, QBrush(hatch_tile(scheme.closed, scheme.closed_hatch, self._ratio))
            )
        else:
            self._painter.fillRect(whole, QColor(scheme.base if cell.in_month else scheme.surface))

    def _paint_date(self, box: Box, cell: Cell) -> None:
        scheme = self._scheme
        label = wording.date_text(cell.date)
        height = 22 * self._scale
        room = QRectF(box.x + PAD, box.y + 4 * self._scale, box.width - 2 * PAD, height)
        face = self._strong if cell.is_today else self._number
        ink = scheme.text if cell.in_month else scheme.muted
        if cell.is_today:
            width = max(QFontMetrics(face).horizontalAdvance(label) + 12 * self._scale, height)
            pill = QRectF(box.x + 4, room.y(), width, height)
            self._paint_pill(pill, scheme.accent)
            self._write(face, scheme.on_accent, label, pill, Qt.AlignmentFlag.AlignHCenter)
            room.setLeft(pill.right() + 4)
        else:
            self._write(face, ink, label, room)
            room.setLeft(room.left() + QFontMetrics(face).horizontalAdvance(label) + 10)
        if cell.day is not None:
            self._paint_figures(room, cell.day)

    def _paint_figures(self, room: QRectF, day: MonthDay) -> None:
        """The numbers at the right; where there is no room for words, the bare number."""
        scheme, metrics = self._scheme, QFontMetrics(self._small)
        right = Qt.AlignmentFlag.AlignRight
        holds, visits = wording.holds_text(day), wording.visits_text(day)
        both = metrics.horizontalAdvance(holds) + metrics.horizontalAdvance(visits) + 10
        if both > room.width():
            visits = str(day.visits) if day.visits else ""
        if visits:
            self._write(self._small, scheme.secondary, visits, room, right)
            room = room.adjusted(0, 0, -metrics.horizontalAdvance(visits) - 8, 0)
        if holds and metrics.horizontalAdvance(holds) <= room.width():
            self._write(self._small, scheme.hold_ink, holds, room, right)

    def _paint_day(self, box: Box, cell: Cell, day: MonthDay) -> None:
        scale, scheme = self._scale, self._scheme
        track = QRectF(box.x + PAD, box.y + 27 * scale, box.width - 2 * PAD - 1, _BAR)
        if day.is_open:
            self._fill(track, scheme.divider)
            full = QRectF(track)
            full.setWidth(round(track.width() * day.load))
            self._fill(full, scheme.border)
        reason, count = wording.closed_text(day), day.visits + day.holds + day.no_shows
        lines = self._room.lines(box.height, count, bool(cell.openings), bool(reason))
        left, width = box.x + PAD, box.width - 2 * PAD
        if reason:
            room = QRectF(left, box.y + self._room.top - 6 * scale, width, lines.pitch)
            self._write(self._small, scheme.secondary, reason, room)
        shown = day.lines[: lines.count]
        for index, line in enumerate(shown):
            y = box.y + lines.top + index * lines.pitch
            self._paint_line(QRectF(left, y, width, lines.pitch), line, cell)
        self._paint_foot(box, count - len(shown), cell.openings)

    def _paint_line(self, room: QRectF, line: MonthLine, cell: Cell) -> None:
        """A bar in the colour of the service, the start, and who."""
        scheme, painter = self._scheme, self._painter
        is_hold, missed = line.status is Status.INITIAL, line.status is Status.NO_SHOW
        quiet = line.completed or missed or not cell.in_month
        bar = QRectF(room.x(), room.y() + 3, _BAR, room.height() - 6)
        hue = scheme.hue(line.color)
        self._fill(bar, scheme.hold_ink if is_hold else hue.bar)
        left = room.x() + _BAR + 5
        clock = text.clock_text(line.start, self._zone).partition(" ")[0]  # as in the calendar
        ink = scheme.hold_ink if is_hold else scheme.muted if quiet else scheme.secondary
        width = QFontMetrics(self._small).horizontalAdvance("00:00")
        at_left = QRectF(left, room.y(), width, room.height())
        self._write(self._small, ink, clock, at_left, Qt.AlignmentFlag.AlignRight)
        left += width + 6
        end = room.right()
        badge = "no-show" if missed else "arrived" if line.arrived and not line.completed else ""
        if badge:
            size = 14
            picture = icons.pixmap(_BADGES[badge], ink, size, self._ratio)
            end -= size
            box = self._placed(QRectF(end, room.center().y() - size / 2, size, size))
            painter.drawPixmap(QPointF(round(box.x()), round(box.y())), picture)
            end -= 3
        name_ink = scheme.hold_ink if is_hold else scheme.muted if quiet else scheme.text
        name = QRectF(left, room.y(), end - left, room.height())
        self._write(self._small, name_ink, wording.line_text(line), name)

    def _paint_foot(self, box: Box, hidden: int, openings: int) -> None:
        """How many more at the left, how many available times at the right."""
        scheme = self._scheme
        height = self._room.foot - 5
        foot = QRectF(
            box.x + PAD, box.y + box.height - self._room.foot, box.width - 2 * PAD, height
        )
        words = wording.openings_text(openings)
        metrics = QFontMetrics(self._smallest)
        if words:
            width = metrics.horizontalAdvance(words) + 14
            pill = QRectF(foot.right() - width, foot.y(), width, height)
            self._paint_pill(pill, scheme.available)
            centre = Qt.AlignmentFlag.AlignHCenter
            self._write(self._smallest, scheme.available_tick, words, pill, centre)
            foot.setRight(pill.left() - 6)
        self._write(self._small, scheme.secondary, wording.more_text(hidden), foot)

    def _paint_ring(self, box: Box, color: str, width: int) -> None:
        painter = self._painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(QColor(color), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        inset = width / 2
        ring = QRectF(box.x, box.y, box.width - 1, box.height - 1)
        painter.drawRect(ring.adjusted(inset, inset, -inset, -inset))

    def _placed(self, room: QRectF) -> QRectF:
        """A place as the direction of the text wants it: from right to left all is mirrored."""
        if not self._mirrored:
            return room
        around = self._around
        return QRectF(
            2 * around.x + around.width - room.right(), room.y(), room.width(), room.height()
        )

    def _fill(self, room: QRectF, color: str) -> None:
        self._painter.fillRect(self._placed(room), QColor(color))

    def _paint_pill(self, room: QRectF, color: str) -> None:
        painter, half = self._painter, room.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(self._placed(room), half, half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _write(
        self,
        face: QFont,
        color: str,
        words: str,
        room: QRectF,
        across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        if not words or room.width() <= 0:
            return
        self._painter.setFont(face)
        self._painter.setPen(QColor(color))
        shown = QFontMetrics(face).elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        flags = across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(self._placed(room), flags, isolated(shown))
