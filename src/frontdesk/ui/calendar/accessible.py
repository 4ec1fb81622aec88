"""Real widgets over the painted calendar, for screen readers alone.

A painted picture says nothing. While a reader is connected, each column head, visit and available
time in view is covered by a transparent button that has its name, takes its press, and gets out
of the way of the mouse; without a reader there are none. (An accessible interface written in
Python could say as much, but nothing in it could be pressed.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGroupBox, QWidget

from frontdesk.ui.calendar.accessible_spots import (
    ColumnSpots,
    Key,
    Kind,
    Spot,
    focus_key,
    place_of_key,
    spots_of,
)
from frontdesk.ui.calendar.geometry import Rect

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView

_AFTER_SCROLLING = 60
"""Milliseconds without scrolling after which what came into view is named."""


class AccessibleOverlay(QObject):
    """Keeps the widgets in step with what the view shows."""

    headPressed = Signal(str, int)
    """A column head was pressed: resource id, first instant of the column's day."""

    def __init__(
        self, view: CalendarView, is_wanted: Callable[[], bool] = QAccessible.isActive
    ) -> None:
        """Cover ``view`` while ``is_wanted`` says that somebody listens."""
        super().__init__(view)
        self._view = view
        self._is_wanted = is_wanted
        self._columns: dict[Key, _ColumnGroup] = {}
        self._focused: Key | None = None
        self._had_focus = False
        self._shown: object = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.sync)

    @property
    def count(self) -> int:
        """The widgets that there are now."""
        return sum(1 + len(group.spots) for group in self._columns.values())

    def follow(self, *, scrolled: bool = False) -> None:
        """What the view shows is about to be another thing; costs nothing while nobody listens."""
        if not self._is_wanted():
            if self._columns:
                self._clear()
        elif scrolled:
            self._later.start(_AFTER_SCROLLING)
        elif not self._later.isActive() or self._later.interval():
            self._later.start(0)

    @Slot()
    def sync(self) -> None:
        """Make, move, name and take away widgets until they are what the view shows now."""
        view, scene = self._view, self._view.scene
        if scene is None or not self._is_wanted():
            self._clear()
            return
        offset, room = view.offset(), view.viewport().geometry()
        area = Rect(offset.x(), offset.y(), room.width(), room.height())
        cursor, selected = view.cursor_place, view.emphasis.selected
        key = focus_key(scene, cursor)
        # A tick of the clock leaves the columns as they are, unless a hold runs in them.
        shown = (scene.columns, scene.openings, area, room, key, selected, view.is_current)
        if shown == self._shown:
            self._focus(key)
            return
        self._shown = shown
        self._unfocus(but=key)
        wanted = spots_of(scene, area, cursor, selected)
        gone = set(self._columns) - {column.key for column in wanted}
        for column_key in gone:
            _discard(self._columns.pop(column_key))
        for column in wanted:
            group = self._columns.get(column.key)
            if group is None:
                group = self._columns[column.key] = _ColumnGroup(view.viewport(), self)
            group.show_column(column, offset, room.y(), view.is_current)
        self._focus(key)

    def press(self, key: Key) -> None:
        """Do what a click on a spot does."""
        view, scene = self._view, self._view.scene
        if scene is None:
            return
        if key.kind is Kind.HEAD:
            self.headPressed.emit(key.resource_id, key.day)
            return
        place = place_of_key(scene, key)
        widget = self._widget(key)
        if place is not None and widget is not None:
            at = widget.mapTo(view.viewport(), QPoint(widget.width() // 2, 0))
            view.take(place, at)

    def take_focus(self, key: Key) -> None:
        """Put the cell cursor on a spot: a reader asked for the focus to be there."""
        scene = self._view.scene
        place = place_of_key(scene, key) if scene is not None else None
        self._view.focus_place(place)

    def _unfocus(self, but: Key | None = None) -> None:
        """Let go of the spot that the cursor left, before it goes: its focus is the calendar's."""
        left = self._widget(self._focused) if self._focused not in (None, but) else None
        if left is not None:
            left.setFocusProxy(None)  # type: ignore[arg-type] # Qt's way to take it back

    def _focus(self, key: Key | None) -> None:
        """Say where the cell cursor is, once for each place while the calendar has the focus."""
        before, self._focused = (self._focused, self._had_focus), key
        self._had_focus = self._view.hasFocus()
        widget = self._widget(key)
        if widget is None:
            return
        # Whoever asks the widget whether it has the focus is told that of the calendar.
        widget.setFocusProxy(self._view)
        if self._had_focus and before != (key, True):
            QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))

    def _widget(self, key: Key | None) -> _SpotButton | None:
        if key is None:
            return None
        column = self._columns.get(Key(Kind.HEAD, key.resource_id, key.day))
        return None if column is None else column.spots.get(key)

    def _clear(self) -> None:
        self._later.stop()
        self._unfocus()
        self._focused = self._shown = None
        while self._columns:
            _discard(self._columns.popitem()[1])


class _ColumnGroup(QGroupBox):
    """One column; its spots are its children in the order in which they are read."""

    def __init__(self, viewport: QWidget, overlay: AccessibleOverlay) -> None:
        super().__init__(viewport)
        self._overlay = overlay
        self._order: list[Key] = []
        self.spots: dict[Key, _SpotButton] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        pass

    def show_column(self, column: ColumnSpots, offset: QPoint, head: int, is_current: bool) -> None:
        """Hold what ``column`` says; ``head`` is the height of the heads above the viewport."""
        if self.accessibleName() != column.name:
            self.setAccessibleName(column.name)
        # The heads lie above the viewport: the group reaches up to them, where nothing is drawn.
        rect = _rect(column.rect).adjusted(0, -head, 0, 0).translated(-offset)
        self.setGeometry(rect)
        self._drop(column.spots)
        order = []
        for spot in column.spots:
            button = self.spots.get(spot.key)
            if button is None:
                button = self.spots[spot.key] = _SpotButton(self, self._overlay)
            button.setEnabled(is_current)
            button.show_spot(spot)
            if spot.key.kind is Kind.HEAD:
                button.setGeometry(0, offset.y(), rect.width(), head)
            else:
                body = _rect(spot.rect)
                button.setGeometry(
                    body.translated(-_rect(column.rect).topLeft()).translated(0, head)
                )
            order.append(button)
        keys = [spot.key for spot in column.spots]
        if keys != self._order:
            self._order = keys
            _put_in_order(self, order)
        for widget in (*order, self):
            widget.show()

    def _drop(self, wanted: Iterable[Spot]) -> None:
        kept = {spot.key for spot in wanted}
        for key in set(self.spots) - kept:
            _discard(self.spots.pop(key))


class _SpotButton(QAbstractButton):
    """One spot: named, pressable, seen by nobody."""

    def __init__(self, group: _ColumnGroup, overlay: AccessibleOverlay) -> None:
        super().__init__(group)
        self._overlay = overlay
        self._spot: Spot | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a reader may ask; Tab passes by
        self.clicked.connect(self._press)

    def paintEvent(self, event: QPaintEvent) -> None:
        pass

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The calendar keeps the focus; its cell cursor comes here."""
        if self._spot is not None:
            self._overlay.take_focus(self._spot.key)

    def show_spot(self, spot: Spot) -> None:
        """Be ``spot`` from now on; readers hear only of what is another."""
        if spot == self._spot:
            return
        self._spot = spot
        for told, say, words in (
            (self.accessibleName(), self.setAccessibleName, spot.name),
            (self.accessibleDescription(), self.setAccessibleDescription, spot.remark),
        ):
            if told != words:
                say(words)

    @Slot()
    def _press(self) -> None:
        if self._spot is not None:
            self._overlay.press(self._spot.key)


def _put_in_order(parent: QWidget, wanted: list[_SpotButton]) -> None:
    """Let the children be asked for in the order ``wanted``; nothing where they are."""
    is_wanted = set(wanted)
    now = [child for child in parent.children() if child in is_wanted]
    if now != wanted:
        for button in wanted:
            button.raise_()


def _rect(rect: Rect) -> QRect:
    left, top = floor(rect.x), floor(rect.y)
    return QRect(left, top, ceil(rect.right) - left, ceil(rect.bottom) - top)


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
