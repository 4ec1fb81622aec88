"""One day of the hours editor: windows drawn, stretched and moved by mouse and keys."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets import hours_day
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.hours_day import FINE_SNAP, SNAP, Part, Scale, Spot, Windows
from frontdesk.ui.widgets.hours_painter import StripLook, edge_text, paint_axis, paint_strip
from frontdesk.ui.widgets.hours_text import hours_text

HEIGHT = 30
_GRIP = 6
_THRESHOLD = 4
"""Pixels that the pointer goes before a press becomes a drag."""
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Drag(Enum):
    DRAW = "draw"
    EDGE = "edge"
    MOVE = "move"
    CARRY = "carry"


class HoursAxis(QWidget):
    """The hours above the strips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the usual hours."""
        super().__init__(parent)
        self._range = (8 * 60, 20 * 60)
        self.setFixedHeight(round(20 * text_scale()))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def show_range(self, first: int, last: int) -> None:
        """Show these wall minutes."""
        self._range = (first, last)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the hours."""
        painter = QPainter(self)
        paint_axis(painter, QRectF(self.rect()), Scale(*self._range, self.width()))


class DayStrip(QWidget):
    """The windows of one weekday.

    Dragging over closed time draws a window, dragging an edge or a window moves it, with Ctrl
    the whole day is carried to another. Left and Right choose an edge, with Shift they move it;
    Alt makes the steps five minutes.
    """

    changed = Signal(object)
    """The user's ``Windows``."""
    carried = Signal(QPoint)
    """The day is being carried to another one, at this place of the screen."""
    dropped = Signal(QPoint)
    """The day was dropped there; a null point means that it was not."""
    stepped = Signal(int)
    """The user goes on to the next day, or back when negative."""
    menuWanted = Signal(QPoint)
    """The user asks for what can be done, at this place of the screen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is the weekday's."""
        super().__init__(parent)
        self._name = name
        self._windows: Windows = ()
        self._shown: Windows = ()
        self._range = (8 * 60, 20 * 60)
        self._cursor: Spot | None = None
        self._hovered: Spot | None = None
        self._drag: _Drag | None = None
        self._pressed: tuple[QPoint, Spot | None] | None = None
        self._is_target = False
        self.menu_minute: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._describe()

    @property
    def windows(self) -> Windows:
        """What the day holds now."""
        return self._windows

    @property
    def scale(self) -> Scale:
        """Where minutes lie on the strip."""
        return Scale(*self._range, float(self.width()))

    @property
    def cursor_index(self) -> int | None:
        """The window that keys and the menu mean."""
        return None if self._cursor is None else self._cursor.index

    def show_windows(self, windows: Windows) -> None:
        """Show other windows, silently; a drag under way ends without effect."""
        if windows != self._windows:
            self._windows = self._shown = windows
            self._drag = self._pressed = None
            self._cursor = self._kept_cursor()
            self._describe()
            self.update()

    def show_range(self, first: int, last: int) -> None:
        """Show these wall minutes."""
        self._range = (first, last)
        self.update()

    def set_target(self, is_target: bool) -> None:
        """Mark the day as the one on which a carried day would be dropped."""
        if is_target != self._is_target:
            self._is_target = is_target
            self.update()

    def split(self) -> None:
        """Put a break into the chosen window."""
        if self._cursor is not None:
            self._keep(hours_day.split(self._windows, self._cursor.index, self.menu_minute))

    def remove(self) -> None:
        """Take the chosen window away."""
        if self._cursor is not None:
            self._keep(hours_day.without(self._windows, self._cursor.index))

    def add(self) -> None:
        """Add a window where the day is free."""
        window = hours_day.free_window(self._windows)
        if window is not None:
            after = tuple(sorted([*self._windows, window]))
            self._cursor = Spot(after.index(window), Part.START)
            self._keep(after)

    def clear(self) -> None:
        """Close the whole day."""
        self._keep(())

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            spot = self._spot(event.position().x())
            self._pressed = (event.position().toPoint(), spot)
            self._choose(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what dropping here would make of the day."""
        if self._pressed is None:
            self._hover(self._spot(event.position().x()))
            return
        if self._drag is None and not self._begin(event):
            return
        if self._drag is _Drag.CARRY:
            self.carried.emit(event.globalPosition().toPoint())
        else:
            self._shown = self._dragged(event)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what the drag made."""
        drag, shown = self._drag, self._shown
        self._drag = self._pressed = None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if drag is _Drag.CARRY:
            self.unsetCursor()
            self.dropped.emit(event.globalPosition().toPoint())
        elif drag is not None:
            self._keep(shown)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the window under the pointer, or with the chosen one."""
        self.menu_minute = None
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            spot = self._spot(event.pos().x())
            self._choose(spot)
            self.menu_minute = self.scale.minute(event.pos().x(), SNAP)
        self.menuWanted.emit(event.globalPos())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose and move edges; Insert, S and Delete add, split and remove a window."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        fine = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        self.menu_minute = None
        if key == Qt.Key.Key_Escape and self._pressed is not None:
            self._cancel()
        elif key in _ARROWS and shifted:
            self._nudge(_ARROWS[key] * (FINE_SNAP if fine else SNAP))
        elif key in _ARROWS and not modifiers & Qt.KeyboardModifier.ControlModifier and not fine:
            self._step(_ARROWS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not fine:
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Insert or (key == Qt.Key.Key_Plus and not fine):
            self.add()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key == Qt.Key.Key_S and not modifiers:
            self.split()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first edge, for the keys."""
        super().focusInEvent(event)
        if self._cursor is None and self._windows:
            self._cursor = Spot(0, Part.START)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(320, round(HEIGHT * text_scale()))

    def minimumSizeHint(self) -> QSize:
        """Wide enough to take hold of an hour."""
        return QSize(180, round(HEIGHT * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the day as it is, or as the drag under way would make it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        told = None
        if self._drag is not None:
            new = [n for n, window in enumerate(self._shown) if window not in self._windows]
            told = new[0] if new else None
        look = StripLook(
            self.scale,
            self._cursor if self.hasFocus() and self._drag is None else self._hovered,
            self.hasFocus(),
            self._is_target,
            told,
            self.isEnabled(),
        )
        paint_strip(painter, QRectF(self.rect()), self._shown, look)

    # Inside

    def _spot(self, x: float) -> Spot | None:
        return hours_day.spot_at(self._windows, self.scale, x, _GRIP)

    def _begin(self, event: QMouseEvent) -> bool:
        """Whether the pointer went far enough to mean a drag, and which."""
        assert self._pressed is not None
        at, spot = self._pressed
        if (event.position().toPoint() - at).manhattanLength() < _THRESHOLD:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._windows:
            self._drag = _Drag.CARRY
            self.setCursor(Qt.CursorShape.DragCopyCursor)
        elif spot is None:
            self._drag = _Drag.DRAW
        else:
            self._drag = _Drag.MOVE if spot.part is Part.BODY else _Drag.EDGE
        return True

    def _dragged(self, event: QMouseEvent) -> Windows:
        assert self._pressed is not None
        at, spot = self._pressed
        fine = event.modifiers() & Qt.KeyboardModifier.AltModifier
        snap = FINE_SNAP if fine else SNAP
        minute = self.scale.minute(event.position().x(), snap)
        if spot is None:
            return hours_day.drawn(self._windows, self.scale.minute(at.x(), snap), minute)
        if spot.part is not Part.BODY:
            return hours_day.with_edge(self._windows, spot, minute)
        way = self.scale.minute(event.position().x()) - self.scale.minute(at.x())
        return hours_day.moved(self._windows, spot.index, round(way / snap) * snap)

    def _cancel(self) -> None:
        carrying = self._drag is _Drag.CARRY
        self._drag = self._pressed = None
        self._shown = self._windows
        self.update()
        if carrying:
            self.unsetCursor()
            self.dropped.emit(QPoint())

    def _keep(self, windows: Windows) -> None:
        self._shown = windows
        if windows != self._windows:
            self._windows = windows
            self._cursor = self._kept_cursor()
            self._describe()
            announce(self, self.accessibleDescription())
            self.changed.emit(windows)
        self.update()

    def _kept_cursor(self) -> Spot | None:
        if not self._windows:
            return None
        if self._cursor is None:
            return Spot(0, Part.START)
        return Spot(min(self._cursor.index, len(self._windows) - 1), self._cursor.part)

    def _choose(self, spot: Spot | None) -> None:
        if spot is not None:
            part = Part.START if spot.part is Part.BODY else spot.part
            self._cursor = Spot(spot.index, part)
            self._describe()
            self.update()

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            is_edge = spot is not None and spot.part is not Part.BODY
            if is_edge:
                self.setCursor(Qt.CursorShape.SplitHCursor)
            else:
                self.unsetCursor()
            self.update()

    def _step(self, by: int) -> None:
        """Choose the edge before or after."""
        if not self._windows:
            return
        edges = [Spot(n, part) for n in range(len(self._windows)) for part in _EDGES]
        now = edges.index(self._cursor) if self._cursor in edges else 0
        self._cursor = edges[min(max(now + by, 0), len(edges) - 1)]
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()

    def _nudge(self, by: int) -> None:
        if self._cursor is not None:
            start, end = self._windows[self._cursor.index]
            minute = (start if self._cursor.part is Part.START else end) + by
            minute = minute // abs(by) * abs(by) if by > 0 else -(-minute // abs(by)) * abs(by)
            self._keep(hours_day.with_edge(self._windows, self._cursor, minute))

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Hours of {day}").format(day=self._name))
        if not self._windows:
            self.setAccessibleDescription(self.tr("Closed"))
            return
        words = hours_text(self._windows)
        if self._cursor is not None and self._cursor.index < len(self._windows):
            begins = self._cursor.part is Part.START
            which = self.tr("begins at {time}") if begins else self.tr("ends at {time}")
            words = f"{words}; {which.format(time=edge_text(self._windows, self._cursor))}"
        self.setAccessibleDescription(words)


_EDGES = (Part.START, Part.END)
