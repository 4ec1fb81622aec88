"""The frozen edges of the calendar: column heads above, the time axis at the left."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from frontdesk.ui.calendar.block_painter import outline
from frontdesk.ui.calendar.blocks import Ink
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.scene import Column, DayGroup, Scene
from frontdesk.ui.calendar.texts import TextBoxes, leading
from frontdesk.ui.calendar.wording import clock_text
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.plain import plain_tool_tip

_LEFT = 11
_RIGHT = 11
_LOAD_BAR = 3
GROUP_HEIGHT = 24
"""Logical pixels of the row of days above the names, where several days are shown."""


class ColumnHeads(QWidget):
    """Name, hours today and load above each column; scrolls sideways with the body.

    Where several days are shown, each has a head over its columns.
    """

    dayChosen = Signal(object)
    """The ``date`` of a day's head that was clicked."""
    onlyChosen = Signal(str)
    """The resource of a head that was clicked with Alt: its id."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing until ``show_scene``."""
        super().__init__(parent)
        self._scene: Scene | None = None
        self._offset = 0
        self._hovered: date | None = None
        self._cursor: date | None = None
        self._boxes = TextBoxes()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_scene(self, scene: Scene | None, offset: int) -> None:
        """Show the heads of ``scene``, scrolled ``offset`` pixels to the right."""
        self._scene = scene
        self._offset = offset
        self.update()

    def scroll_to(self, scene: Scene | None, offset: int) -> None:
        """Show the heads ``offset`` pixels to the right; those in sight before are only moved."""
        before, self._offset, self._scene = self._offset, offset, scene
        if before == offset:
            return
        # A day's head stays in sight while its columns pass by; and moved by a fraction of a
        # device pixel, lines would smear.
        if scene is None or scene.is_grouped or not self.devicePixelRatioF().is_integer():
            self.update()
        else:
            self.scroll(before - offset, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the texts out anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._boxes = TextBoxes()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads that are in view."""
        scheme = current_scheme()
        painter = QPainter(self)
        part = event.rect()
        painter.fillRect(part, QColor(scheme.base))
        scene = self._scene
        top = self._group_height()
        seen = Rect(self._offset + part.x(), 0, part.width(), 1)
        for column in scene.columns_in(seen) if scene is not None else ():
            self._paint_head(painter, column, column.x - self._offset, top)
        if scene is not None and scene.is_grouped:
            for group in scene.groups:
                self._paint_group(painter, group, top)
        bottom = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(bottom, QColor(scheme.hour_line))

    def event(self, event: QEvent) -> bool:
        """The tool tip of a head holds all that may be cut in it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self._column_at(event.pos().x())
            parts = (column.view.name, column.hours, column.load) if column else ()
            text = "\n".join(part for part in parts if part)
            QToolTip.showText(event.globalPos(), plain_tool_tip(text), self)
            return True
        return super().event(event)

    def set_cursor(self, day: date | None) -> None:
        """Ring the head of a day, or of none."""
        if day != self._cursor:
            self._cursor = day
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A day's head opens the day; Alt on a name shows that one alone."""
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        group, column = self._group_at(at), self._column_at(at.x())
        if group is not None:
            self.dayChosen.emit(group.date)
        elif column is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.onlyChosen.emit(column.resource_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a day's head can be clicked."""
        group = self._group_at(event.position().toPoint())
        self._hover(group.date if group is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hover(None)

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            hand = day is not None
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _group_height(self) -> int:
        grouped = self._scene is not None and self._scene.is_grouped
        return round(GROUP_HEIGHT * text_scale()) if grouped else 0

    def _group_at(self, at: QPoint) -> DayGroup | None:
        """The day whose head is at a point."""
        if self._scene is None or at.y() >= self._group_height():
            return None
        column = self._column_at(at.x())
        return None if column is None else self._scene.groups[column.group]

    def _column_at(self, x: int) -> Column | None:
        return None if self._scene is None else self._scene.column_at(x + self._offset)

    def _paint_group(self, painter: QPainter, group: DayGroup, height: int) -> None:
        """The day over its columns; stays in sight while any part of them is."""
        scheme = current_scheme()
        left, right = group.x - self._offset, group.x + group.width - self._offset
        if left >= self.width() or right <= 0:
            return
        if group.date == self._hovered:
            ground = QRectF(left, 0, right - left, height)
            painter.fillRect(ground, QColor(scheme.hover_tint))
        end = left if self.isRightToLeft() else right - 1
        painter.fillRect(QRectF(end, 0, 1, self.height()), QColor(scheme.hour_line))
        painter.fillRect(QRectF(left, height - 1, right - left, 1), QColor(scheme.divider))
        first, last = max(left, 0), min(right, self.width())
        room = last - first - _LEFT - _RIGHT
        scale = text_scale()
        today = self._scene is not None and self._scene.today is group
        ink = scheme.accent if today else scheme.text
        if group.date == self._cursor:
            ring = Rect(left + 1, 1, right - left - 3, height - 3)
            outline(painter, ring, scheme.accent, 2)
        self._write(painter, Ink.NAME, ink, group.title, first + _LEFT, 16 * scale, room)

    def _paint_head(self, painter: QPainter, column: Column, x: int, top: int) -> None:
        scheme, scale = current_scheme(), text_scale()
        width, height = column.width, self.height()
        end = x if column.mirrored else x + width - 1
        painter.fillRect(QRectF(end, top, 1, height - top), QColor(scheme.divider))
        room = width - _LEFT - _RIGHT
        above, below = top + 22 * scale, top + 39 * scale
        self._write(painter, Ink.NAME, scheme.text, column.view.name, x + _LEFT, above, room)
        small = self._boxes.of[Ink.META]
        self._write(painter, Ink.META, scheme.secondary, column.hours, x + _LEFT, below, room)
        load = small.width(column.load)
        if small.width(column.hours) + 8 + load <= room:  # the bar tells it too
            far = x + _LEFT if column.mirrored else x + width - _RIGHT - load
            self._write(painter, Ink.META, scheme.secondary, column.load, far, below, load + 1)
        length = (width - 1) * min(column.view.load, 1)
        begin = x + width - length if column.mirrored else x
        bar = QRectF(begin, height - 1 - _LOAD_BAR, length, _LOAD_BAR)
        painter.fillRect(bar, QColor(scheme.hour_line))

    def _write(
        self,
        painter: QPainter,
        ink: Ink,
        color: str,
        text: str,
        x: float,
        baseline: float,
        room: float,
    ) -> None:
        if not text or room <= 0:
            return
        box = self._boxes.of[ink]
        painter.setFont(box.font)
        painter.setPen(QColor(color))
        shown = box.text(text, int(room))
        left = leading(Rect(x, 0, room, 0), 0, box, shown, self.isRightToLeft())
        painter.drawStaticText(QPointF(left, round(baseline) - box.ascent), shown)


class TimeAxis(QWidget):
    """The hours at the left and the tag of the now-line; scrolls up and down with the body."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing until ``show_scene``."""
        super().__init__(parent)
        self._scene: Scene | None = None
        self._offset = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_scene(self, scene: Scene | None, offset: int) -> None:
        """Show the hours of ``scene``, scrolled ``offset`` pixels down."""
        self._scene = scene
        self._offset = offset
        self.update()

    def scroll_to(self, scene: Scene | None, offset: int) -> None:
        """Show the hours ``offset`` pixels down; sideways nothing moves."""
        if offset != self._offset:
            self.show_scene(scene, offset)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hours that are in view, and the tag over them."""
        scheme = current_scheme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(scheme.base))
        edge = QRectF(0 if self.isRightToLeft() else self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, QColor(scheme.divider))
        if self._scene is None:
            return
        self._paint_hours(painter, self._scene)
        if self._scene.now_line is not None:
            self._paint_now(painter, self._scene.now_line.y, self._scene.now_line.text)

    def _paint_hours(self, painter: QPainter, scene: Scene) -> None:
        face = font(tokens.FONT_SMALL)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        painter.setPen(QColor(current_scheme().secondary))
        now, scale = scene.now_line, text_scale()
        for mark in scene.marks:
            y = scene.frame.time.line(mark.instant) - self._offset
            if not mark.is_hour or not -metrics.height() < y < self.height():
                continue
            if now is not None and abs(y + 9 * scale - now.y + self._offset) < 16 * scale:
                continue  # the tag of the now-line is there
            text = clock_text(mark.wall_minute, scene.frame.twelve_hours)
            if scene.frame.twelve_hours:
                text = text.replace(":00", "")
            x = 10 if self.isRightToLeft() else self.width() - 10 - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x, y + metrics.ascent() + 2), text)

    def _paint_now(self, painter: QPainter, line: int, text: str) -> None:
        scheme = current_scheme()
        y = line - self._offset
        height = round(18 * text_scale())
        left = 5 if self.isRightToLeft() else 8
        tag = QRectF(left, y - height / 2, self.width() - 8 - 5, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.now_line))
        painter.drawRoundedRect(tag, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(font(tokens.FONT_SMALLEST, QFont.Weight.DemiBold))
        painter.setPen(QColor(scheme.on_now_line))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text.split(" ")[0])
