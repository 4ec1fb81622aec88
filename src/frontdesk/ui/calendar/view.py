"""The calendar widget: a frozen time axis, frozen heads, and the painted body that scrolls.

It shows a ``Scene`` and says what the user did; ``controller`` lays the scenes out. Mouse and
keyboard are read in ``pointing``, ``keyboard``, ``wheel`` and, for what is dragged, ``dragging``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import floor
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from frontdesk.ui.calendar.accessible import AccessibleOverlay
from frontdesk.ui.calendar.body import BodyPainter
from frontdesk.ui.calendar.bubble import ReasonBubble
from frontdesk.ui.calendar.dragging import Dragging
from frontdesk.ui.calendar.frozen import FrozenScrollArea
from frontdesk.ui.calendar.geometry import (
    QUARTER,
    ZOOM_STEPS,
    ZOOM_USUAL,
    ColumnScale,
    Rect,
    zoomed,
)
from frontdesk.ui.calendar.keyboard import CellCursor
from frontdesk.ui.calendar.painter import Emphasis
from frontdesk.ui.calendar.places import Place, busy_hours
from frontdesk.ui.calendar.pointing import Pointing
from frontdesk.ui.calendar.scene import NowLine, Scene
from frontdesk.ui.calendar.wheel import Wheel
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale

_SMALLEST_QUARTER = 8
_FEW = 8


class CalendarView(FrozenScrollArea):
    """Days by resource: a column for each day and resource."""

    startChosen = Signal(str, int)
    """A click or Enter on a legal start: resource id, start (instant in minutes)."""
    visitChosen = Signal(int)
    """A click or Enter on a visit: its id."""
    timeChosen = Signal(str, int)
    """A click or Enter on a time without a mark, or with Shift on any, also where a visit lies:
    resource id, instant. Answer with ``show_reason`` where it can't be had."""
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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Calendar"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._bubble = ReasonBubble(self)
        self._scene: Scene | None = None
        self._quarter: float = ZOOM_USUAL
        self._emphasis = Emphasis()
        self._body = BodyPainter(self)
        self._pointing = Pointing(self)
        self._cursor = CellCursor(self)
        self._wheel = Wheel(self)
        self.dragging = Dragging(self)
        self._is_current = True
        self.spoken = AccessibleOverlay(self)

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
    def visit_under_cursor(self) -> int | None:
        """The id of the visit that the cell cursor is on; None where it is on none."""
        place = self._cursor.place
        return place.block.visit.id if place is not None and place.block is not None else None

    @property
    def cursor_place(self) -> Place | None:
        """Where the cell cursor is; None while it was nowhere yet."""
        return self._cursor.place

    @property
    def is_current(self) -> bool:
        """Whether what is shown is what the book says; not while the book is out of reach."""
        return self._is_current

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
        return ColumnScale(count, self.viewport().width(), minimum, self.isRightToLeft())

    def set_scene(self, scene: Scene | None) -> None:
        """Show ``scene`` instead of the last one; the scrolled position stays."""
        self._scene = scene
        self._fit()
        self._cursor.settle()
        self._pointing.settle()
        self.show_edges(scene)
        self.viewport().update()
        self.dragging.settle()
        self.spoken.follow()

    def advance_scene(self, scene: Scene, changed: Iterable[Rect]) -> None:
        """Show ``scene``, which differs from the last one in the rectangles ``changed`` alone."""
        before, self._scene = self._scene, scene
        moved = before is None or before.now_line != scene.now_line
        self.dragging.settle()
        for rect in changed:
            self.update_rect(rect)
        if before is None or before.today is not scene.today:
            self.show_edges(scene)  # midnight: another head is that of today
        elif moved:
            self.show_axis(scene)
        self.spoken.follow()

    def set_empty_text(self, text: str) -> None:
        """The sentence shown while there is no column to show."""
        self._body.empty_text = text
        self.viewport().update()

    def set_current(self, current: bool) -> None:
        """Say whether the book is still what is shown: nothing else can be taken from it."""
        self._is_current = current
        self.spoken.follow()

    def focus_place(self, place: Place | None) -> None:
        """Take the keyboard focus, with the cell cursor at ``place``; None leaves it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if place is not None:
            self._cursor.go_to(place)

    def set_selected_visit(self, visit_id: int | None) -> None:
        """Outline all blocks of a visit, or of none."""
        self.set_emphasis(replace(self._emphasis, selected=visit_id))

    def set_emphasis(self, emphasis: Emphasis) -> None:
        """Make something else stand out; repaints what changes."""
        before, self._emphasis = self._emphasis, emphasis
        if (before.cursor, before.selected) != (emphasis.cursor, emphasis.selected):
            self.spoken.follow()
        if self._scene is not None:
            for rect in emphasis.changed_from(before, self._scene):
                self.update_rect(rect)

    # Reasons

    def show_reason(self, resource_id: str, instant: int, sentence: str) -> None:
        """Answer ``whyAsked`` or ``timeChosen``; ignored when the user has moved on since."""
        at = self._pointing.asked_at(resource_id, instant)
        if at is not None and sentence:
            viewport = self.viewport()
            self._bubble.say(sentence, viewport.mapTo(self, at), viewport.geometry())

    def hide_reason(self) -> None:
        """Take the bubble away; an answer that is still under way is no longer wanted."""
        self._pointing.forget_asked()
        self._bubble.hide()

    def ask_why(self, place: Place, at: QPoint) -> None:
        """Ask for the reason of ``place``; ``at`` is where the bubble goes, in the viewport."""
        self._pointing.remember_asked(place, at)
        self.whyAsked.emit(place.resource_id, place.instant, self.viewport().mapToGlobal(at))

    def take(self, place: Place, at: QPoint, *, exactly: bool = False) -> None:
        """Do what a click or Enter on ``place`` means.

        ``exactly`` means the very time, whatever lies there or is marked near it.
        """
        self.hide_reason()
        self._cursor.come_to(place)
        if exactly or (place.block is None and place.start is None):
            self._pointing.remember_asked(place, at)
            self.timeChosen.emit(place.resource_id, place.instant)
        elif place.block is not None:
            self.visitChosen.emit(place.block.visit.id)
        elif place.start is not None:
            self.startChosen.emit(place.resource_id, place.start)

    def begin_gesture(self) -> None:
        """Something is in the hand: nothing else floats, and Esc comes here."""
        self._pointing.leave()
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    # Scrolling and zoom

    def scroll_to_line(self, line: NowLine) -> None:
        """Bring the now-line into view, with the hour before it above."""
        assert self._scene is not None
        hour = self._scene.frame.time.line(self._scene.frame.time.day.start + 60)
        self.verticalScrollBar().setValue(line.y - hour)
        self.show_rect(line.bounds._replace(width=min(line.width, self.viewport().width())))

    def scroll_to(self, instant: int) -> None:
        """Bring ``instant`` to the top."""
        if self._scene is not None:
            self.verticalScrollBar().setValue(self._scene.line(instant))

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
        """Move the picture."""
        self.hide_reason()
        self.move_body(dx, dy)
        self.scroll_edges(self._scene)
        self._pointing.settle()
        self.dragging.scrolled()
        self.spoken.follow(scrolled=True)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self.place_edges()
        self.layoutChanged.emit()
        self._fit()
        self.dragging.resized()

    def changeEvent(self, event: QEvent) -> None:
        """Take over another scheme or text size."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._body.forget()
            self.set_margins()
            self.layoutChanged.emit()
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part of the scene that is asked for."""
        # Ends the painter when a bug raises as well: Qt would crash before the bug is told.
        with QPainter(self.viewport()) as painter:
            # Few small parts, such as countdowns in several columns, are not painted as the
            # large rectangle around them.
            few = event.region().rectCount() <= _FEW
            parts = cast(Iterable[QRect], event.region()) if few else (event.rect(),)
            for part in parts:
                painter.setClipRect(part)
                self._body.paint(painter, part)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll or zoom."""
        if self._wheel.turn(event):
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cell cursor, choose, zoom, or move what is in the hand."""
        if event.key() == Qt.Key.Key_Escape:
            self._pointing.forget_press()
        if not self.dragging.key(event) and not self._cursor.key(event):
            event.ignore()  # the window's single letters and the panel's keys

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ctrl and Alt change what a drag does."""
        self.dragging.mouse.change_modifiers(event)
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the menus from what is dragged."""
        if event.type() == QEvent.Type.ShortcutOverride and self.dragging.mouse.wants(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the visits, and leaves after the last one."""
        self.dragging.lose_focus()
        return self._cursor.to_next_block(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cell cursor when it was the keyboard that came here."""
        super().focusInEvent(event)
        self._cursor.appear(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cell cursor, and put back what is in the hand."""
        super().focusOutEvent(event)
        self._cursor.hide()
        self.dragging.lose_focus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, or drag."""
        if not self.dragging.mouse.move(event):
            self._pointing.move(event.position())
            self.dragging.mouse.hover(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Maybe the begin of a click, or of a drag."""
        if not self.dragging.mouse.press(event):
            self._pointing.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick presses: no second click, but a drag may begin with it."""
        self.dragging.mouse.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, when the pointer has hardly moved, or a drop."""
        if not self.dragging.mouse.release(event):
            self._pointing.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice that the pointer left, two fingers on a touchpad, and a mouse taken away."""
        if event.type() == QEvent.Type.Leave:
            self._pointing.leave()
        elif event.type() == QEvent.Type.UngrabMouse:
            self.dragging.lose_focus()
        elif isinstance(event, QNativeGestureEvent) and self._wheel.pinch(event):
            return True
        return super().viewportEvent(event)

    # Inside

    def _fit(self) -> None:
        scene = self._scene
        self.fit_scroll_bars(scene.width if scene else 0, scene.height if scene else 0)
