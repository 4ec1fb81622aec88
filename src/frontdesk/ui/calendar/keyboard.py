"""The cell cursor: everything that the mouse can do in the calendar, by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from frontdesk.ui.calendar.geometry import QUARTER, Rect, quarter_before, same_time
from frontdesk.ui.calendar.head_keys import HeadCursor
from frontdesk.ui.calendar.places import (
    Place,
    busy_hours,
    ghost_of,
    next_block,
    place_of,
    shown_start,
    stepped,
)

if TYPE_CHECKING:
    from frontdesk.ui.calendar.scene import Scene
    from frontdesk.ui.calendar.view import CalendarView

_BY_TAB = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_PAGE = 60


class CellCursor:
    """A column and an instant that the arrows move; seen only while the calendar has focus."""

    def __init__(self, view: CalendarView) -> None:
        """Move over ``view``, which passes its keys on."""
        self._view = view
        self._column = 0
        self._resource_id = ""
        self._day = 0  # the number of its group
        self._instant: int | None = None
        self._visit_id: int | None = None  # which of several visits at the same time
        self._is_seen = False
        self._heads = HeadCursor(view)

    @property
    def place(self) -> Place | None:
        """What is under the cursor; None while it has not been set."""
        if self._view.scene is None or self._instant is None:
            return None
        return place_of(self._view.scene, self._column, self._instant, self._visit_id)

    def key(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it means nothing here."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._zoom_key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        key = event.key()
        if self._heads.day is not None and self._heads.key(key):
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._choose(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        if key == Qt.Key.Key_Escape and self._view.reason:
            self._view.hide_reason()
            return True
        return self._move_key(key)

    def to_next_block(self, forward: bool) -> bool:
        """Go to the next visit; False after the last one."""
        scene = self._view.scene
        if scene is None or not scene.columns:
            return False
        self._ensure()
        assert self._instant is not None
        place = self.place
        here = place.block if place is not None else None
        block = next_block(scene, self._column, self._instant, forward, here)
        if block is None:
            return False
        self._go(block.number, shown_start(scene, block), block.visit.id)
        return True

    def go_to(self, place: Place) -> None:
        """Go to a place of the scene."""
        scene = self._view.scene
        column = scene.column_of(place.resource_id, place.instant) if scene is not None else None
        if column is not None:
            self._go(column.number, place.instant, _visit_of(place))

    def come_to(self, place: Place) -> None:
        """Something was done at ``place``: keys go on from there, but nothing needs to be seen."""
        scene = self._view.scene
        column = scene.column_of(place.resource_id, place.instant) if scene is not None else None
        if column is None or place == self.place:
            return
        self._set(column.number, place.instant, _visit_of(place))
        self._is_seen = False
        self.hide()

    def appear(self, reason: Qt.FocusReason) -> None:
        """The calendar got the focus."""
        if reason in _BY_TAB:
            self._ensure()
            self._is_seen = True
        self._show()

    def hide(self) -> None:
        """The calendar lost the focus."""
        self._heads.leave()
        self._view.set_emphasis(replace(self._view.emphasis, cursor=None))

    def settle(self) -> None:
        """The scene is another one: stay with the resource and the time of day."""
        scene = self._view.scene
        if scene is None or self._instant is None:
            return
        if scene.columns:
            self._column = self._settled_column(scene)
            day = scene.columns[self._column].day
            if not day.start <= self._instant < day.end:
                self._instant = same_time(self._instant, scene.frame.zone, day)
            self._resource_id = scene.columns[self._column].resource_id
        self._show()

    def _settled_column(self, scene: Scene) -> int:
        """The same resource on the same day, or else on the day that is at the same place."""
        assert self._instant is not None
        column = scene.column_of(self._resource_id, self._instant)
        if column is not None:
            return column.number
        days = scene.numbers.get(self._resource_id, ())
        if days:
            return days[min(self._day, len(days) - 1)]
        return min(self._column, len(scene.columns) - 1)

    def _zoom_key(self, key: int) -> bool:
        if key == Qt.Key.Key_0:
            self._view.fit_open_hours()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._view.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self._view.zoom_by(-1)
        else:
            return False
        return True

    def _move_key(self, key: int) -> bool:
        scene = self._view.scene
        if scene is None or not scene.columns:
            return False
        first = self._instant is None
        self._ensure()
        assert self._instant is not None
        column, instant = min(self._column, len(scene.columns) - 1), self._instant
        day = scene.columns[column].day
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            on = Qt.Key.Key_Left if scene.frame.columns.mirrored else Qt.Key.Key_Right
            column += 1 if key == on else -1
            column = min(max(column, 0), len(scene.columns) - 1)
            if scene.columns[column].day != day:
                instant = same_time(instant, scene.frame.zone, scene.columns[column].day)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            down = key == Qt.Key.Key_Down
            instant = stepped(scene, column, self._edge(down), down)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            instant += _PAGE if key == Qt.Key.Key_PageDown else -_PAGE
            instant = min(max(instant, day.start), day.end - QUARTER)
        elif key == Qt.Key.Key_Home:
            home = same_time(busy_hours(scene).start, scene.frame.zone, day)
            if instant == home and not first and scene.is_grouped:
                self._heads.enter(scene.groups[scene.columns[column].group])
                return True
            instant = home
        elif key == Qt.Key.Key_End:
            instant = same_time(busy_hours(scene).end - QUARTER, scene.frame.zone, day)
        else:
            return False
        if first:  # the first arrow only shows where the cursor is
            column, instant = self._column, self._instant
        self._go(column, instant)
        return True

    def _edge(self, down: bool) -> int:
        """Where a step begins: at the end of the visit under the cursor, not within it."""
        scene, place = self._view.scene, self.place
        assert scene is not None
        assert self._instant is not None
        if place is None or place.block is None:
            return self._instant
        return place.block.visit.end - 1 if down else shown_start(scene, place.block)

    def _choose(self, exactly: bool) -> bool:
        place = self.place
        if place is None:
            return False
        rect = self._rect()
        offset = self._view.offset()
        at = QPoint(round(rect.x + rect.width / 2), round(rect.y)) - offset
        self._view.take(place, at, exactly=exactly)
        return True

    def _ensure(self) -> None:
        """Begin at the top of what is seen, in the first column that is seen."""
        scene = self._view.scene
        if scene is None or not scene.columns or self._instant is not None:
            return
        offset = self._view.offset()
        begin = self._view.viewport().width() - 2 if scene.frame.columns.mirrored else 1
        column = scene.column_at(offset.x() + begin) or scene.columns[0]
        top = column.time.instant_at(offset.y() + column.time.quarter - 1)
        self._set(column.number, quarter_before(top, scene.frame.zone))

    def _set(self, column: int, instant: int, visit_id: int | None = None) -> None:
        self._column, self._instant, self._visit_id = column, instant, visit_id
        scene = self._view.scene
        if scene is not None and 0 <= column < len(scene.columns):
            self._resource_id = scene.columns[column].resource_id
            self._day = scene.columns[column].group

    def _go(self, column: int, instant: int, visit_id: int | None = None) -> None:
        self._set(column, instant, visit_id)
        self._is_seen = True
        self._view.hide_reason()
        self._view.show_rect(self._rect())
        self._show()

    def _rect(self) -> Rect:
        """The block under the cursor, the visit that could be held there, or the cell."""
        scene, place = self._view.scene, self.place
        if scene is None or place is None or self._instant is None:
            return Rect(0, 0, 0, 0)
        if place.block is not None:
            return place.block.rect
        if place.start is not None:
            ghost = ghost_of(scene, place.resource_id, place.start)
            if ghost is not None:
                return ghost.core
        column = scene.columns[self._column]
        top = column.time.line(self._instant)
        bottom = column.time.line(self._instant + QUARTER)
        return Rect(column.x, top, column.width - 1, bottom - top + 1)

    def _show(self) -> None:
        view, scene, place = self._view, self._view.scene, self.place
        if scene is None or place is None or not (self._is_seen and view.hasFocus()):
            return
        ghost = None
        if place.start is not None:
            ghost = ghost_of(scene, place.resource_id, place.start)
        view.set_emphasis(replace(view.emphasis, cursor=self._rect(), ghost=ghost))


def _visit_of(place: Place) -> int | None:
    return place.block.visit.id if place.block is not None else None
