"""Twelve painted months; days are chosen by dragging or by keys, and told by name."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from frontdesk.ui import text
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.manager.year_geometry import YearGrid
from frontdesk.ui.manager.year_legend import mark_names
from frontdesk.ui.manager.year_marks import Kind, Mark, Year
from frontdesk.ui.manager.year_painter import paint_marks
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.day_grid import later_month
from frontdesk.ui.widgets.plain import plain_tool_tip

_DAYS = 7


class YearView(QWidget):
    """A year with its marks, and a stretch of chosen days in it."""

    chosen = Signal()
    """``selection`` is another one."""
    yearWanted = Signal(int)
    """The user went by keys into another year, to a day of it that is chosen already."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Show the year of ``today`` without marks."""
        super().__init__(parent)
        self._today = today
        self._year = Year(today.year, {}, frozenset())
        self._anchor = self._current = today
        self._locale = QLocale()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Year"))
        self._describe()

    @property
    def selection(self) -> tuple[date, date]:
        """The first and the last chosen day."""
        return min(self._anchor, self._current), max(self._anchor, self._current)

    def show_year(self, year: Year) -> None:
        """Show a year with its marks; the chosen days stay where the year has them."""
        is_other = year.year != self._year.year
        self._year = year
        if is_other and self._current.year != year.year:
            self._anchor = self._current = date(year.year, self._current.month, 1)
            self.chosen.emit()
        self._describe()
        self.update()

    def choose(self, first: date, last: date | None = None) -> None:
        """Choose days."""
        self._anchor, self._current = first, last or first
        self._after_choice()

    def day_sentence(self, day: date) -> str:
        """A day and all that is marked on it, in words."""
        spoken = text.long_day_text(day, date.min)
        marks = [self._mark_words(mark) for mark in self._year.marks.get(day, ())]
        if not marks and day.weekday() in self._year.closed_weekdays:
            marks = [self.tr("no hours on this weekday")]
        return f"{spoken}: {'; '.join(marks)}" if marks else spoken

    @property
    def grid(self) -> YearGrid:
        """Where the days lie now."""
        return YearGrid(
            self._year.year,
            (self._locale.firstDayOfWeek().value - 1) % _DAYS,
            float(self.width()),
            float(self.height()),
            text_scale(),
            self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stretch of days, or with Shift make the one there is longer."""
        day = self._day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self._current = day
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._anchor = day
            self._after_choice()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the stretch on."""
        day = self._day_at(event.position())
        pressed = event.buttons() & Qt.MouseButton.LeftButton
        if pressed and day is not None and day != self._current:
            self._current = day
            self._after_choice()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by day and week, Page by month, Home and End in the month; Shift stretches."""
        day = self._target(Qt.Key(event.key()))
        if day is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self._current = day
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = day
        if day.year != self._year.year:
            self.yearWanted.emit(day.year)
        self._after_choice()

    def event(self, event: QEvent) -> bool:
        """The tool tip of a day names what is marked on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            words = self.day_sentence(day) if day is not None else ""
            QToolTip.showText(event.globalPos(), plain_tool_tip(words), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the months take in this width."""
        super().resizeEvent(event)
        least = YearGrid(self._year.year, 0, float(event.size().width()), 0.0, text_scale())
        self.setMinimumHeight(round(least.needed_height))

    def minimumSizeHint(self) -> QSize:
        """One month beside another."""
        return QSize(round(340 * text_scale()), 0)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = self.grid
        for month in range(1, 13):
            self._paint_head(painter, grid, month)
        first, last = self.selection
        for day in grid.days():
            self._paint_day(painter, _qrect(grid.cell(day)), day, is_chosen=first <= day <= last)

    def _paint_head(self, painter: QPainter, grid: YearGrid, month: int) -> None:
        scheme = current_scheme()
        painter.setFont(font(tokens.FONT_BASE, QFont.Weight.DemiBold))
        painter.setPen(QColor(scheme.text))
        leading = Qt.AlignmentFlag.AlignLeft if not grid.mirrored else Qt.AlignmentFlag.AlignRight
        name = self._locale.standaloneMonthName(month)
        room = _qrect(grid.title(month)).adjusted(6, 0, -6, 0)
        painter.drawText(room, leading | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(tokens.FONT_SMALLEST))
        painter.setPen(QColor(scheme.muted))
        for column in range(_DAYS):
            weekday = (grid.first_weekday + column) % _DAYS + 1
            short = self._locale.standaloneDayName(weekday, QLocale.FormatType.ShortFormat)[:2]
            box = _qrect(grid.weekday(month, column))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date, *, is_chosen: bool) -> None:
        scheme = current_scheme()
        box = cell.adjusted(1, 1, -1, -1)
        marks = self._year.marks.get(day, ())
        if is_chosen and not marks:
            painter.fillRect(box, QColor(scheme.accent_tint))
        paint_marks(painter, box, tuple(mark.kind for mark in marks))
        if is_chosen:
            width = 2 if day == self._current and self.hasFocus() else 1.25
            painter.setPen(QPen(QColor(scheme.accent), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        closed = day.weekday() in self._year.closed_weekdays
        is_today = day == self._today
        bold = QFont.Weight.DemiBold if is_today else QFont.Weight.Normal
        painter.setFont(font(tokens.FONT_SMALL, bold))
        ink = scheme.accent if is_today and not marks else scheme.text
        painter.setPen(QColor(scheme.muted if closed and not marks and not is_today else ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    # Inside

    def _day_at(self, at: QPointF) -> date | None:
        return self.grid.day_at(at.x(), at.y())

    def _target(self, key: Qt.Key) -> date | None:
        day = self._current
        sideways = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        days = {
            Qt.Key.Key_Left: -sideways,
            Qt.Key.Key_Right: sideways,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
        }
        if key in days:
            return day + timedelta(days=days[key])
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in months:
            return later_month(day, months[key])
        if key == Qt.Key.Key_Home:
            return day.replace(day=1)
        if key == Qt.Key.Key_End:
            return later_month(day.replace(day=1), 1) - timedelta(days=1)
        return None

    def _after_choice(self) -> None:
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()
        self.chosen.emit()

    def _describe(self) -> None:
        words = self.day_sentence(self._current)
        first, last = self.selection
        if first != last:
            count = (last - first).days + 1
            words = self.tr("{day}; {count} days chosen").format(day=words, count=count)
        self.setAccessibleDescription(words)

    def _mark_words(self, mark: Mark) -> str:
        kinds = mark_names()
        if mark.kind is Kind.OTHER_HOURS:
            return self.tr("other hours {hours}").format(hours=mark.hours)
        what = kinds[mark.kind].casefold()
        words = self.tr("{name} ({what})").format(name=mark.name, what=what) if mark.name else what
        return f"{words} {mark.hours}" if mark.hours else words


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
