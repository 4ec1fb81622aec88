"""The month as one painted widget, moved through by mouse and keys."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from frontdesk.desk.month import MonthDay, MonthView
from frontdesk.ui.month import wording
from frontdesk.ui.month.geometry import CellRoom, MonthGrid, month_days
from frontdesk.ui.month.painter import Cell, MonthPainter
from frontdesk.ui.text import month_text
from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.day_grid import later_month
from frontdesk.ui.widgets.plain import plain_tool_tip

_MARGIN = 32
_HEAD = 28
_WHEEL_STEP = 120


class MonthCanvas(QWidget):
    """Says what was chosen; shows what it is told."""

    dayChosen = Signal(object)
    """The ``date`` that the cursor stands on now; also one of another month."""
    dayOpened = Signal(object)
    """The ``date`` that the user wants to see whole."""
    visitChosen = Signal(int)
    """The id of a visit whose line was pressed."""

    def __init__(self, today: date, locale: QLocale | None = None) -> None:
        """Show the empty month of ``today``."""
        super().__init__()
        self._locale = locale or QLocale()
        self._first_weekday = (self._locale.firstDayOfWeek().value - 1) % 7
        self._today = today
        self._selected = today
        self._days: Mapping[date, MonthDay] = {}
        self._openings: Mapping[date, int] = {}
        self._zone = "UTC"
        self._hovered: date | None = None
        self._turned = 0
        self._grid = self._laid_out()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    @property
    def selected(self) -> date:
        """The day on which the cursor stands."""
        return self._selected

    @property
    def grid(self) -> MonthGrid:
        """Which days are shown, and where."""
        return self._grid

    def shown_range(self) -> tuple[date, date]:
        """The first and the last day in the picture."""
        return self._grid.days[0], self._grid.days[-1]

    def select(self, day: date) -> None:
        """Put the cursor on ``day`` silently, and bring its month into view."""
        if day != self._selected:
            self._selected = day
            self._grid = self._laid_out()
            self._describe()
            self.update()

    def set_today(self, day: date) -> None:
        """Mark another day as today (after midnight)."""
        if day != self._today:
            self._today = day
            self.update()

    def show_month(self, view: MonthView | None) -> None:
        """Show what was read; None shows the bare days."""
        self._days = {} if view is None else {day.date: day for day in view.days}
        self._zone = "UTC" if view is None else view.timezone
        self._describe()
        self.update()

    def show_openings(self, openings: Mapping[date, int]) -> None:
        """Show how many available times the chosen service has on each day."""
        self._openings = dict(openings)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """As a calendar wants it."""
        return QSize(900, 640)

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press moves the cursor; on a visit it opens it, on the date or the rest the day."""
        day = self._day_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        visit = self._visit_at(event.position())
        if visit is not None:
            self._choose(day)
            self.visitChosen.emit(visit)
        elif self._opens_at(event.position()):
            self.dayOpened.emit(day)
        else:
            self._choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the day."""
        day = self._day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.dayOpened.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The day under the pointer stands out; what can be pressed shows a hand."""
        self._hover(self._day_at(event.position()))
        opens = self._opens_at(event.position()) or self._visit_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch of the wheel leafs by a month; touchpads add up to one."""
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= _WHEEL_STEP:
            back = self._turned > 0
            self._turned = 0
            self._choose(later_month(self._selected, -1 if back else 1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by day and week, Page Up and Down by month, Home and End in it."""
        day = self._selected
        sideways = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        last = calendar.monthrange(day.year, day.month)[1]
        moves = {
            Qt.Key.Key_Left: day - timedelta(days=sideways),
            Qt.Key.Key_Right: day + timedelta(days=sideways),
            Qt.Key.Key_Up: day - timedelta(days=7),
            Qt.Key.Key_Down: day + timedelta(days=7),
            Qt.Key.Key_PageUp: later_month(day, -1),
            Qt.Key.Key_PageDown: later_month(day, 1),
            Qt.Key.Key_Home: day.replace(day=1),
            Qt.Key.Key_End: day.replace(day=last),
        }
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key in moves:
            self._choose(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.dayOpened.emit(day)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tool tip tells the whole day."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            date_ = self._day_at(QPointF(event.pos()))
            day = None if date_ is None else self._days.get(date_)
            tip = "" if day is None else plain_tool_tip(self._tip(day))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _tip(self, day: MonthDay) -> str:
        return wording.tip_text(day, self._openings.get(day.date, 0), self._zone, self._today)

    def _choose(self, day: date) -> None:
        if day == self._selected:
            return
        self.select(day)
        announce(self, self.accessibleDescription())
        self.dayChosen.emit(day)

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            before, self._hovered = self._hovered, day
            for changed in (before, day):
                self._repaint_day(changed)

    def _repaint_day(self, day: date | None) -> None:
        index = None if day is None else self._grid.index_of(day)
        if index is not None:
            self.update(*self._grid.box(index))

    # Where things are

    def _laid_out(self) -> MonthGrid:
        scale = text_scale()
        return MonthGrid(
            month_days(self._selected, self._first_weekday),
            self.width(),
            self.height(),
            round(_MARGIN * scale),
            round(_HEAD * scale),
            self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )

    def _day_at(self, point: QPointF) -> date | None:
        index = self._grid.index_at(point.x(), point.y())
        return None if index is None else self._grid.days[index]

    def _visit_at(self, point: QPointF) -> int | None:
        """The id of the visit whose line is at a point."""
        index = self._grid.index_at(point.x(), point.y())
        if index is None:
            return None
        day = self._days.get(self._grid.days[index])
        if day is None:
            return None
        box = self._grid.box(index)
        count, has_foot = day.visits + day.holds + day.no_shows, bool(self._openings.get(day.date))
        lines = CellRoom(text_scale()).lines(box.height, count, has_foot, not day.is_open)
        at = lines.index_at(point.y() - box.y)
        return day.lines[at].id if at is not None and at < len(day.lines) else None

    def _opens_at(self, point: QPointF) -> bool:
        """Whether a point is on the date, or on what tells of more visits."""
        index = self._grid.index_at(point.x(), point.y())
        if index is None:
            return False
        box, room = self._grid.box(index), CellRoom(text_scale())
        y = point.y() - box.y
        return y < room.top - 6 or y >= box.height - room.foot

    def _describe(self) -> None:
        self.setAccessibleName(month_text(self._selected))
        day, openings = self._days.get(self._selected), self._openings.get(self._selected, 0)
        self.setAccessibleDescription(
            wording.spoken_text(day, self._selected, openings, self._today)
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring of the cursor is thick while keys move it."""
        super().focusInEvent(event)
        self._repaint_day(self._selected)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring of the cursor is thin again."""
        super().focusOutEvent(event)
        self._repaint_day(self._selected)

    def changeEvent(self, event: QEvent) -> None:
        """Lay out again when the direction or the size of the text changed."""
        super().changeEvent(event)
        kinds = (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange)
        if event.type() in kinds:
            self._grid = self._laid_out()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out in the new room."""
        super().resizeEvent(event)
        self._grid = self._laid_out()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the weekdays, then every day that is in the picture."""
        painter = QPainter(self)
        scheme = current_scheme()
        worker = MonthPainter(painter, scheme, text_scale(), self.devicePixelRatioF(), self._zone)
        worker.paint_head(self._grid, self._locale)
        for index, day in enumerate(self._grid.days):
            box = self._grid.box(index)
            if event.rect().intersects(QRect(*box)):
                worker.paint_cell(box, self._cell(day))

    def _cell(self, day: date) -> Cell:
        return Cell(
            date=day,
            day=self._days.get(day),
            openings=self._openings.get(day, 0),
            in_month=day.month == self._selected.month,
            is_today=day == self._today,
            is_selected=day == self._selected,
            is_hovered=day == self._hovered,
            has_focus=self.hasFocus(),
        )
