"""The calendar widget: a frozen time axis, frozen heads, and the painted body that scrolls.

It shows a ``Scene`` and says what the user did; ``controller`` lays the scenes out. Mouse and
keyboard are read in ``pointing`` and ``keyboard``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from frontdesk.ui.calendar.bubble import ReasonBubble
from frontdesk.ui.calendar.geometry import (
    QUARTER,
    ZOOM_STEPS,
    ZOOM_USUAL,
    ColumnScale,
    Rect,
    zoomed,
)
from frontdesk.ui.calendar.header import ColumnHeads, TimeAxis
from frontdesk.ui.calendar.keyboard import CellCursor
from frontdesk.ui.calendar.painter import DayPainter, Emphasis
from frontdesk.ui.calendar.places import Place, busy_hours
from frontdesk.ui.calendar.pointing import Pointing
from frontdesk.ui.calendar.scene import Scene
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale

_SMALLEST_QUARTER = 8
_SCROLL_STEP = 48
_LOOKS_CHANGED = (
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.DevicePixelRatioChange,
)


class CalendarView(QAbstractScrollArea):
    """A day by resource."""

    startChosen = Signal(str, int)
    """A click or Enter on a legal start: resource id, start (instant in minutes)."""
    visitChosen = Signal(int)
    """A click or Enter on a visit: its id."""
    whyAsked = Signal(str, int, QPoint)
    """The user points at a time that cannot be had: resource id, instant, global position.
    Answer with ``show_reason``."""
    layoutChanged = Signal()
    """The room or the zoom changed: the scene must be laid out again."""
    zoomChanged = Signal(int)
    """Logical pixels a quarter of an hour, to be remembered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty calendar."""
        super().__init__(parent)
        self.setObjectName("calendar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Calendar"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._heads = ColumnHeads(self)
        self._axis = TimeAxis(self)
        self._corner = _Corner(self)
        self._far_corner = _Corner(self)
        self._bubble = ReasonBubble(self)
        self._scene: Scene | None = None
        self._quarter: float = ZOOM_USUAL
        self._emphasis = Emphasis()
        self._empty_text = ""
        self._painter = self._new_painter()
        self._pointing = Pointing(self)
        self._cursor = CellCursor(self)
        self.verticalScrollBar().setSingleStep(_SCROLL_STEP)
        self.horizontalScrollBar().setSingleStep(_SCROLL_STEP)
        self._set_margins()

    # What is shown

    @property
    def scene(self) -> Scene | None:
        """What is shown now."""
        return self._scene

    @property
    def quarter(self) -> float:
        """The zoom: logical pixels a quarter of an hour, at a text scale of 1."""
        return self._quarter

    @property
    def emphasis(self) -> Emphasis:
        """What stands out for the moment."""
        return self._emphasis

    @property
    def reason(self) -> str:
        """The sentence in the bubble; empty while none is shown."""
        return self._bubble.sentence if self._bubble.isVisible() else ""

    def column_scale(self, count: int) -> ColumnScale:
        """The columns that fit into the present width."""
        minimum = round(tokens.COLUMN_MINIMUM * text_scale())
        return ColumnScale(count, self.viewport().width(), minimum)

    def set_scene(self, scene: Scene | None) -> None:
        """Show ``scene`` instead of the last one; the scrolled position stays."""
        self._scene = scene
        self._fit_scroll_bars()
        self._cursor.settle()
        self._pointing.settle()
        self._show_edges()
        self.viewport().update()

    def advance_scene(self, scene: Scene, changed: Iterable[Rect]) -> None:
        """Show ``scene``, which differs from the last one in the rectangles ``changed`` alone."""
        moved = self._scene is None or self._scene.now_line != scene.now_line
        self._scene = scene
        for rect in changed:
            self._update_rect(rect)
        if moved:
            self._axis.show_scene(scene, self.verticalScrollBar().value())

    def set_empty_text(self, text: str) -> None:
        """The sentence shown while there is no column to show."""
        self._empty_text = text
        self.viewport().update()

    def set_selected_visit(self, visit_id: int | None) -> None:
        """Outline all blocks of a visit, or of none."""
        self.set_emphasis(replace(self._emphasis, selected=visit_id))

    def set_emphasis(self, emphasis: Emphasis) -> None:
        """Make something else stand out; repaints what changes."""
        before, self._emphasis = self._emphasis, emphasis
        for rect in _differences(self._scene, before, emphasis):
            self._update_rect(rect)

    # Reasons

    def show_reason(self, resource_id: str, instant: int, sentence: str) -> None:
        """Answer ``whyAsked``; ignored when the user has moved on to another place since."""
        at = self._pointing.asked_at(resource_id, instant)
        if at is not None and sentence:
            self._bubble.say(sentence, self.viewport().mapTo(self, at))

    def hide_reason(self) -> None:
        """Take the bubble away."""
        self._bubble.hide()

    def ask_why(self, place: Place, at: QPoint) -> None:
        """Ask for the reason of ``place``; ``at`` is where the bubble goes, in the viewport."""
        self._pointing.remember_asked(place, at)
        self.whyAsked.emit(place.resource_id, place.instant, self.viewport().mapToGlobal(at))

    def take(self, place: Place, at: QPoint) -> None:
        """Do what a click or Enter on ``place`` means."""
        self.hide_reason()
        if place.block is not None:
            self.visitChosen.emit(place.block.visit.id)
        elif place.start is not None:
            self.startChosen.emit(place.resource_id, place.start)
        else:
            self.ask_why(place, at)

    # Scrolling and zoom

    def offset(self) -> QPoint:
        """The scene's coordinates of the viewport's top left."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def scroll_to(self, instant: int) -> None:
        """Bring ``instant`` to the top."""
        if self._scene is not None:
            self.verticalScrollBar().setValue(self._scene.frame.time.line(instant))

    def show_rect(self, rect: Rect) -> None:
        """Scroll as little as needed for ``rect`` to be seen."""
        for bar, low, high, room in (
            (self.horizontalScrollBar(), rect.x, rect.right, self.viewport().width()),
            (self.verticalScrollBar(), rect.y, rect.bottom, self.viewport().height()),
        ):
            if low < bar.value() or high - low > room:
                bar.setValue(floor(low))
            elif high > bar.value() + room:
                bar.setValue(ceil(high) - room)

    def set_zoom(self, quarter: float, anchor: int | None = None) -> None:
        """Zoom such that the time at the viewport's y ``anchor`` (its middle) stays in place."""
        if quarter == self._quarter:
            return
        y = self.viewport().height() // 2 if anchor is None else anchor
        bar = self.verticalScrollBar()
        under = (bar.value() + y) / self._quarter
        self._quarter = quarter
        self.layoutChanged.emit()
        bar.setValue(round(under * quarter) - y)
        self.zoomChanged.emit(round(quarter))

    def zoom_by(self, steps: int, anchor: int | None = None) -> None:
        """Go ``steps`` zoom steps in, or out when negative."""
        self.set_zoom(zoomed(self._quarter, steps), anchor)

    def fit_open_hours(self) -> None:
        """Zoom and scroll such that the open hours fill the height."""
        if self._scene is None:
            return
        hours = busy_hours(self._scene)
        quarters = max(hours.end - hours.start, QUARTER) / QUARTER
        quarter = floor(self.viewport().height() / quarters / text_scale())
        self.set_zoom(min(max(quarter, _SMALLEST_QUARTER), ZOOM_STEPS[-1]))
        self.scroll_to(hours.start)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the picture; only what comes into view is painted."""
        self.hide_reason()
        if self.devicePixelRatioF().is_integer():
            self.viewport().scroll(dx, dy)
        else:  # moved by a fraction of a device pixel, lines would smear
            self.viewport().update()
        self._show_edges()
        self._pointing.settle()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._place_edges()
        self.layoutChanged.emit()
        self._fit_scroll_bars()

    def changeEvent(self, event: QEvent) -> None:
        """Take over another scheme or text size."""
        super().changeEvent(event)
        if event.type() in _LOOKS_CHANGED:
            self._painter = self._new_painter()
            self._set_margins()
            self.layoutChanged.emit()
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part of the scene that is asked for."""
        # Ends the painter when a bug raises as well: Qt would crash before the bug is told.
        with QPainter(self.viewport()) as painter:
            self._paint(painter, event.rect())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer, Shift scrolls sideways."""
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps:
                self.zoom_by(1 if steps > 0 else -1, round(event.position().y()))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cell cursor, choose, zoom."""
        if not self._cursor.key(event):
            event.ignore()  # the window's single letters and the panel's keys

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the visits, and leaves after the last one."""
        return self._cursor.to_next_block(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cell cursor when it was the keyboard that came here."""
        super().focusInEvent(event)
        self._cursor.appear(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cell cursor."""
        super().focusOutEvent(event)
        self._cursor.hide()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover."""
        self._pointing.move(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Maybe the begin of a click."""
        self._pointing.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, when the pointer has hardly moved."""
        self._pointing.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice that the pointer left."""
        if event.type() == QEvent.Type.Leave:
            self._pointing.leave()
        return super().viewportEvent(event)

    # Inside

    def _new_painter(self) -> DayPainter:
        return DayPainter(current_scheme(), text_scale(), self.devicePixelRatioF())

    def _set_margins(self) -> None:
        axis = round(tokens.AXIS_WIDTH * text_scale())
        head = round(tokens.HEAD_HEIGHT * text_scale())
        self.setViewportMargins(axis, head, 0, 0)
        self._place_edges()

    def _place_edges(self) -> None:
        room = self.viewport().geometry()
        self._corner.setGeometry(0, 0, room.x(), room.y())
        self._heads.setGeometry(room.x(), 0, room.width(), room.y())
        right = room.x() + room.width()
        self._far_corner.setGeometry(right, 0, max(self.width() - right, 0), room.y())
        self._axis.setGeometry(0, room.y(), room.x(), room.height())

    def _show_edges(self) -> None:
        offset = self.offset()
        self._heads.show_scene(self._scene, offset.x())
        self._axis.show_scene(self._scene, offset.y())

    def _fit_scroll_bars(self) -> None:
        width = self._scene.width if self._scene is not None else 0
        height = self._scene.height if self._scene is not None else 0
        room = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setPageStep(part)
            bar.setRange(0, max(whole - part, 0))

    def _paint(self, painter: QPainter, part: QRect) -> None:
        scene = self._scene
        if scene is None or not scene.columns:
            painter.fillRect(part, QColor(current_scheme().base))
            self._paint_empty(painter)
            return
        offset = self.offset()
        painter.translate(-offset)
        area = Rect(part.x() + offset.x(), part.y() + offset.y(), part.width(), part.height())
        if area.bottom > scene.height:
            painter.fillRect(part.translated(offset), QColor(current_scheme().base))
        self._painter.paint(painter, scene, area, self._emphasis)

    def _update_rect(self, rect: Rect) -> None:
        left, top = floor(rect.x), floor(rect.y)
        part = QRect(left, top, ceil(rect.right) - left, ceil(rect.bottom) - top)
        self.viewport().update(part.adjusted(-2, -2, 2, 2).translated(-self.offset()))

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(font(tokens.FONT_BASE))
        painter.setPen(QColor(current_scheme().secondary))
        room = self.viewport().rect().adjusted(24, 24, -24, -24)
        centred = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(room, centred, self._empty_text)


class _Corner(QWidget):
    """An empty corner beside the heads: over the axis, and over the scroll bar."""

    def paintEvent(self, event: QPaintEvent) -> None:
        scheme = current_scheme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(scheme.base))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(scheme.hour_line))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), QColor(scheme.divider))


def _differences(scene: Scene | None, before: Emphasis, after: Emphasis) -> Iterable[Rect]:
    if scene is None:
        return
    ids = {before.hovered, before.selected} ^ {after.hovered, after.selected}
    if before.hovered != after.hovered or before.selected != after.selected:
        ids |= {before.hovered, before.selected, after.hovered, after.selected}
    ids.discard(None)
    if ids:
        yield from (block.bounds for block in scene.blocks if block.visit.id in ids)
    if before.ghost != after.ghost:
        yield from (ghost.bounds for ghost in (before.ghost, after.ghost) if ghost is not None)
    if before.cursor != after.cursor:
        yield from (rect for rect in (before.cursor, after.cursor) if rect is not None)
