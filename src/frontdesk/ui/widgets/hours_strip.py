"""One day of the hours editor: windows drawn, stretched and moved by mouse and keys."""

from __future__ import annotations

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
from frontdesk.ui.widgets.hours_drag import Drag, Press
from frontdesk.ui.widgets.hours_line import spoken
from frontdesk.ui.widgets.hours_painter import StripLook, paint_strip

HEIGHT = 30
_GRIP = 6
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


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
        self._press: Press | None = None
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
            self._press = None
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
            self._press = Press(event.position().toPoint(), spot)
            self._choose(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what dropping here would make of the day."""
        press = self._press
        if press is None:
            self._hover(self._spot(event.position().x()))
            return
        if press.drag is None and not press.begin(event, self._windows):
            return
        if press.drag is Drag.CARRY:
            self.setCursor(Qt.CursorShape.DragCopyCursor)
            self.carried.emit(event.globalPosition().toPoint())
        else:
            self._shown = press.dragged(event, self._windows, self.scale)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what the drag made."""
        drag, shown = self._dragging, self._shown
        self._press = None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if drag is Drag.CARRY:
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
        if key == Qt.Key.Key_Escape and self._press is not None:
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
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else 18:00–08:00
        told = None
        if self._dragging is not None:
            new = [n for n, window in enumerate(self._shown) if window not in self._windows]
            told = new[0] if new else None
        look = StripLook(
            self.scale,
            self._cursor if self.hasFocus() and self._dragging is None else self._hovered,
            self.hasFocus(),
            self._is_target,
            told,
            self.isEnabled(),
        )
        paint_strip(painter, QRectF(self.rect()), self._shown, look)

    # Inside

    @property
    def _dragging(self) -> Drag | None:
        return None if self._press is None else self._press.drag

    def _spot(self, x: float) -> Spot | None:
        return hours_day.spot_at(self._windows, self.scale, x, _GRIP)

    def _cancel(self) -> None:
        carrying = self._dragging is Drag.CARRY
        self._press = None
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
        self._cursor = hours_day.edge_beside(self._windows, self._cursor, by)
        self._describe()
        announce(self, self.accessibleDescription())
        self.update()

    def _nudge(self, by: int) -> None:
        if self._cursor is not None:
            self._keep(hours_day.nudged(self._windows, self._cursor, by))

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Hours of {day}").format(day=self._name))
        self.setAccessibleDescription(spoken(self._windows, self._cursor))
