"""The days of the mini-month: one painted widget, moved through by mouse and keys."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from frontdesk.ui.text import counted
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.announce import announce

_WEEKS = 6
_DAYS = 7
_MOST_DOTS = 3


def month_grid(year: int, month: int, first_weekday: int) -> list[date]:
    """The 42 days that a month's six rows show; ``first_weekday`` is 0 for Monday."""
    first = date(year, month, 1)
    start = first - timedelta(days=(first.weekday() - first_weekday) % _DAYS)
    return [start + timedelta(days=offset) for offset in range(_WEEKS * _DAYS)]


def later_month(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


class DayGrid(QWidget):
    """The days of a month and their marks: today, chosen, and dots for openings."""

    chosen = Signal(object)
    shown = Signal(object, object)

    def __init__(self, today: date, locale: QLocale) -> None:
        super().__init__()
        self._locale = locale
        self._today = today
        self.selected = today
        self._first = self._last = today
        self.month = today.replace(day=1)
        self._openings: Mapping[date, int] = {}
        self._first_weekday = (locale.firstDayOfWeek().value - 1) % _DAYS
        self._hovered: date | None = None
        self.grid = month_grid(today.year, today.month, self._first_weekday)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def select(self, day: date) -> None:
        """Choose ``day`` silently and bring its month into view."""
        self.selected = day
        self.show_month(day)
        self._describe()
        self.update()

    def set_shown(self, first: date, last: date) -> None:
        """Lay a pale ground under the days ``first..last``."""
        self._first, self._last = first, last
        self.update()

    def set_today(self, day: date) -> None:
        self._today = day
        self.update()

    def set_openings(self, openings: Mapping[date, int]) -> None:
        self._openings = dict(openings)
        self._describe()
        self.update()

    def show_earlier(self) -> None:
        self.show_month(later_month(self.month, -1))

    def show_later(self) -> None:
        self.show_month(later_month(self.month, 1))

    def show_month(self, day: date) -> None:
        """Show the month that holds ``day``."""
        month = day.replace(day=1)
        if month == self.month:
            return
        self.month = month
        self.grid = month_grid(month.year, month.month, self._first_weekday)
        self._hovered = None
        self.update()
        self.shown.emit(self.grid[0], self.grid[-1])

    # Geometry: a heading row, then six rows of equal height.

    def sizeHint(self) -> QSize:
        scale = text_scale()
        return QSize(round(216 * scale), round((20 + _WEEKS * 30) * scale))

    def _heading_height(self) -> float:
        return 20 * text_scale()

    def _cell(self, index: int) -> QRectF:
        width = self.width() / _DAYS
        height = (self.height() - self._heading_height()) / _WEEKS
        row, column = divmod(index, _DAYS)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = _DAYS - 1 - column
        return QRectF(column * width, self._heading_height() + row * height, width, height)

    def _day_at(self, point: QPointF) -> date | None:
        hits = (index for index in range(len(self.grid)) if self._cell(index).contains(point))
        index = next(hits, None)
        return None if index is None else self.grid[index]

    def point_at(self, at: QPoint | None) -> date | None:
        """The day at ``at``, marked as under a pointer; None takes the mark away."""
        day = None if at is None else self._day_at(QPointF(at))
        self._hover(day)
        return day

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self._choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y()
        if steps:
            self.show_month(later_month(self.month, -1 if steps > 0 else 1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by day and week, Page Up and Page Down by month, Home and End in it."""
        day = self.selected
        sideways = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        moves = {
            Qt.Key.Key_Left: timedelta(days=-sideways),
            Qt.Key.Key_Right: timedelta(days=sideways),
            Qt.Key.Key_Up: timedelta(days=-_DAYS),
            Qt.Key.Key_Down: timedelta(days=_DAYS),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._choose(day + moves[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._choose(later_month(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self._choose(day.replace(day=1))
        elif key == Qt.Key.Key_End:
            self._choose(day.replace(day=calendar.monthrange(day.year, day.month)[1]))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tool tip of a day with openings says how many."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            count = self._openings.get(day, 0) if day else 0
            text = self._available(count) if count else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _choose(self, day: date) -> None:
        self.select(day)
        announce(self, self.accessibleDescription())
        self.chosen.emit(day)

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            self.update()

    def _describe(self) -> None:
        day = QDate(self.selected.year, self.selected.month, self.selected.day)
        spoken = self._locale.toString(day, QLocale.FormatType.LongFormat)
        count = self._openings.get(self.selected, 0)
        if count:
            spoken += ", " + self._available(count)
        self.setAccessibleName(self.tr("Month"))
        self.setAccessibleDescription(spoken)

    def _available(self, count: int) -> str:
        return counted(count, self.tr("{count} available time"), self.tr("{count} available times"))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint weekday names, then the days with ring, disc and dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = current_scheme()
        painter.setFont(font(tokens.FONT_SMALLEST))
        painter.setPen(QColor(scheme.muted))
        for index in range(_DAYS):
            cell = self._cell(index)
            box = QRectF(cell.x(), 0, cell.width(), self._heading_height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._weekday_name(index))
        self._paint_shown(painter)
        for index, day in enumerate(self.grid):
            self._paint_day(painter, self._cell(index), day)

    def _paint_shown(self, painter: QPainter) -> None:
        """One ground for each week of the days that are shown together."""
        if self._first == self._last:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_scheme().accent_tint))
        for week in range(_WEEKS):
            days = range(week * _DAYS, (week + 1) * _DAYS)
            cells = [self._cell(n) for n in days if self._first <= self.grid[n] <= self._last]
            if cells:
                ground = cells[0].united(cells[-1])
                height = min(cells[0].width(), cells[0].height()) - 1
                middle = ground.center().y()
                ground.setTop(middle - height / 2)
                ground.setHeight(height)
                painter.drawRoundedRect(ground, height / 2, height / 2)

    def _weekday_name(self, index: int) -> str:
        weekday = (self._first_weekday + index) % _DAYS + 1
        return self._locale.dayName(weekday, QLocale.FormatType.ShortFormat)[:2]

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        scheme = current_scheme()
        chosen = day == self.selected
        radius = min(cell.width(), cell.height()) / 2 - 0.5
        self._paint_disc(painter, cell.center(), radius, day)
        ink = scheme.text if day.month == self.month.month else scheme.muted
        if chosen:
            ink = scheme.on_accent
        elif day == self._today:
            ink = scheme.accent
        bold = chosen or day == self._today
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        painter.setFont(font(tokens.FONT_SMALL, weight))
        painter.setPen(QColor(ink))
        dots = min(self._openings.get(day, 0), _MOST_DOTS)
        lift = 3 * text_scale() if dots else 0
        painter.drawText(cell.translated(0, -lift), Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.on_accent if chosen else scheme.available_tick))
        size = 1.75 * text_scale()
        y = cell.center().y() + 8.5 * text_scale()
        for dot in range(dots):
            x = cell.center().x() + (dot - (dots - 1) / 2) * size * 3
            painter.drawEllipse(QPointF(x, y), size, size)

    def _paint_disc(self, painter: QPainter, middle: QPointF, radius: float, day: date) -> None:
        scheme = current_scheme()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self.selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.accent))
            painter.drawEllipse(middle, radius, radius)
            if self.hasFocus():
                painter.setPen(QPen(QColor(scheme.surface), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(middle, radius - 2, radius - 2)
        elif day == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.divider))
            painter.drawEllipse(middle, radius, radius)
        if day == self._today and day != self.selected:
            painter.setPen(QPen(QColor(scheme.accent), 1.25))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius - 0.5, radius - 0.5)
