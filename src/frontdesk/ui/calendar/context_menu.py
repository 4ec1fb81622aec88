"""The menus of the right button and of the Menu key: over visits, empty time and heads."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from frontdesk.desk.views import VisitView
from frontdesk.engine.values import Status
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.gesture_grips import can_lift
from frontdesk.ui.calendar.header import ColumnHeads
from frontdesk.ui.calendar.places import Place, place_at
from frontdesk.ui.calendar.tray_wiring import TrayWiring
from frontdesk.ui.text import key_text
from frontdesk.ui.viewing import Viewing
from frontdesk.ui.visit_verbs import VisitVerb, VisitVerbs, offered
from frontdesk.ui.widgets.plain import without_mnemonic
from frontdesk.ui.window import MainWindow


class CalendarMenus(QObject):
    """Opens a native menu where it is asked for; it never waits for an answer."""

    def __init__(
        self,
        window: MainWindow,
        booking: BookingController,
        verbs: VisitVerbs,
        tray: TrayWiring,
        viewing: Viewing,
    ) -> None:
        """Watch the calendar of ``window``."""
        super().__init__(window)
        self._window = window
        self._view = window.calendar
        self._booking = booking
        self._verbs = verbs
        self._tray = tray
        self._viewing = viewing
        self._place: Place | None = None
        self._at = QPoint()
        self._view.viewport().installEventFilter(self)
        self._view.installEventFilter(self)
        heads = self._view.findChild(ColumnHeads)
        assert isinstance(heads, ColumnHeads)
        self._heads = heads
        self._heads.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu of what lies under the pointer or the cell cursor."""
        if not isinstance(event, QContextMenuEvent):
            return False
        if self._view.dragging.mouse.swallows_menu():
            return True  # the press put back what was in the hand
        if watched is self._heads:
            self._open_head(event)
            return True
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if watched is self._view and not by_key:
            return False
        self._open(self._view.cursor_place if by_key else self._under(event.pos()), event, by_key)
        return True

    def menu_for(self, place: Place) -> QMenu:
        """The menu of a place."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._place = place
        if place.block is not None:
            self._fill_for_visit(menu, place.block)
        else:
            self._fill_for_time(menu, place)
        return menu

    # Inside

    def _under(self, at: QPoint) -> Place | None:
        scene, offset = self._view.scene, self._view.offset()
        if scene is None:
            return None
        return place_at(scene, at.x() + offset.x(), at.y() + offset.y())

    def _open(self, place: Place | None, event: QContextMenuEvent, by_key: bool) -> None:
        if place is None:
            return
        if place.block is not None:
            place = replace(place, instant=max(place.block.visit.start, self._first(place)))
        self._view.focus_place(place)  # so that the keys mean the same visit afterwards
        self._at = event.pos()
        cursor = self._view.emphasis.cursor
        if by_key and cursor is not None:
            middle = QPoint(round(cursor.x + cursor.width / 2), round(cursor.y + 12))
            self._at = middle - self._view.offset()
        self.menu_for(place).popup(self._view.viewport().mapToGlobal(self._at))

    def _first(self, place: Place) -> int:
        """Where the day of a place begins: a visit over midnight is cut off there."""
        scene = self._view.scene
        column = scene.column_of(place.resource_id, place.instant) if scene is not None else None
        return column.day.start if column is not None else place.instant

    def _open_head(self, event: QContextMenuEvent) -> None:
        scene = self._view.scene
        x = event.pos().x() + self._view.offset().x()
        column = scene.column_at(x) if scene is not None else None
        if column is not None and not column.view.retired:
            menu = self.head_menu(column.resource_id, column.view.name)
            menu.popup(self._heads.mapToGlobal(event.pos()))

    def head_menu(self, resource_id: str, name: str) -> QMenu:
        """The menu of a column's head."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = self._viewing.columns
        only = self.tr("Show all again") if columns.is_only_one else self.tr("Only {name}")
        for words, slot in (
            (only, self._only),
            (self.tr("Hide {name}"), self._hide),
            (self.tr("Week of {name}"), self._week),
        ):
            action = self._add(menu, words.format(name=name))
            action.setData(resource_id)
            action.triggered.connect(slot)
        return menu

    def _fill_for_visit(self, menu: QMenu, block: VisitBlock) -> None:
        visit = block.visit
        self._add(menu, self.tr("Open")).triggered.connect(self._take)
        menu.addSeparator()
        for verb in offered(visit):
            if verb is VisitVerb.CANCEL:
                continue
            action = self._add(menu, self._name_of(verb), self._key_of(verb))
            action.setData(verb.value)
            action.triggered.connect(self._note)
        if visit.capacity == 1:
            again = self._add_known(menu, self._window.menu.rebook)
            again.triggered.connect(self._rebook)
            self._add_known(menu, self._window.menu.wait).triggered.connect(self._wait)
        if self._can_be_shared(visit):
            menu.addSeparator()
            shared = self._add(menu, self.tr("Hold the same time as well"), key_text("Shift+Enter"))
            shared.triggered.connect(self._take_exactly)
        if can_lift(visit, self._own_desk()):
            menu.addSeparator()
            self._add_known(menu, self._window.menu.cut).triggered.connect(self._cut)
            self._add_known(menu, self._window.menu.copy).triggered.connect(self._copy)
        if VisitVerb.CANCEL in offered(visit):
            menu.addSeparator()
            cancel = self._add(menu, self._name_of(VisitVerb.CANCEL))
            cancel.setData(VisitVerb.CANCEL.value)
            cancel.triggered.connect(self._note)
        menu.addSeparator()
        menu.addMenu(self.tr("Colour by")).addActions(self._window.menu.colors.actions())

    def _fill_for_time(self, menu: QMenu, place: Place) -> None:
        scene = self._view.scene
        if scene is not None and scene.openings is not None:
            if place.start is not None:
                self._add(menu, self.tr("Hold this time")).triggered.connect(self._take)
            else:
                self._add(menu, self.tr("Why not?")).triggered.connect(self._ask_why)
                every_time = self._add(menu, self.tr("Hold it all the same"))
                every_time.triggered.connect(self._take)
        else:
            self._add(menu, self.tr("Choose a service")).triggered.connect(self._choose_service)
        for entry in self._tray.entries[-1:]:
            words = self.tr("Copy {name} here") if entry.copies else self.tr("Move {name} here")
            paste = self._add(menu, words.format(name=entry.title))
            paste.triggered.connect(self._paste)

    def _add(self, menu: QMenu, name: str, key: str = "") -> QAction:
        """A verb with the key that does the same; written only, or both would act on it."""
        action = QAction(without_mnemonic(name) + (f"\t{key}" if key else ""), menu)
        menu.addAction(action)
        return action

    def _add_known(self, menu: QMenu, known: QAction) -> QAction:
        """What is in the menu bar too, but for the visit under the pointer."""
        key = known.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return self._add(menu, known.text(), key)

    def _key_of(self, verb: VisitVerb) -> str:
        bar = self._window.menu
        known = {
            VisitVerb.ARRIVED: bar.arrived,
            VisitVerb.STARTED: bar.started,
            VisitVerb.DONE: bar.done,
            VisitVerb.NO_SHOW: bar.no_show,
            VisitVerb.PAID: bar.paid,
        }
        return known[verb].shortcut().toString() if verb in known else ""

    def _name_of(self, verb: VisitVerb) -> str:
        return {
            VisitVerb.ARRIVED: self.tr("Arrived"),
            VisitVerb.STARTED: self.tr("Started"),
            VisitVerb.DONE: self.tr("Done"),
            VisitVerb.NO_SHOW: self.tr("No-show"),
            VisitVerb.PAID: self.tr("Paid"),
            VisitVerb.NOT_PAID: self.tr("Not paid"),
            VisitVerb.CANCEL: self.tr("Cancel the visit"),
        }[verb]

    def _can_be_shared(self, visit: VisitView) -> bool:
        """Whether another visit might be put over this one, by those who may."""
        scene = self._view.scene
        has_service = scene is not None and scene.openings is not None
        return has_service and visit.status in (Status.BOOKED, Status.RESERVED)

    def _own_desk(self) -> str:
        scene = self._view.scene
        return scene.frame.own_desk if scene is not None else ""

    @Slot()
    def _take(self) -> None:
        if self._place is not None:
            self._view.take(self._place, self._at)

    @Slot()
    def _take_exactly(self) -> None:
        if self._place is not None:
            self._view.take(self._place, self._at, exactly=True)

    @Slot()
    def _ask_why(self) -> None:
        if self._place is not None:
            self._view.ask_why(self._place, self._at)

    @Slot()
    def _note(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self._place is not None and self._place.block:
            self._verbs.do(VisitVerb(action.data()), self._place.block.visit.id)

    @Slot()
    def _rebook(self) -> None:
        self._booking.visit.leave()  # what the cursor is on is meant, not what the panel shows
        self._window.menu.rebook.trigger()

    @Slot()
    def _wait(self) -> None:
        self._window.menu.wait.trigger()  # the cursor is on what was pointed at

    @Slot()
    def _cut(self) -> None:
        if self._place is not None and self._place.block is not None:
            self._tray.put(self._place.block, copies=False)

    @Slot()
    def _copy(self) -> None:
        if self._place is not None and self._place.block is not None:
            self._tray.put(self._place.block, copies=True)

    @Slot()
    def _paste(self) -> None:
        if self._place is not None:
            self._tray.paste_at(self._place)

    @Slot()
    def _choose_service(self) -> None:
        self._booking.visit.leave()
        self._window.menu.find_time.trigger()

    @Slot()
    def _only(self) -> None:
        self._viewing.columns.toggle_only(self._chosen())

    @Slot()
    def _hide(self) -> None:
        self._viewing.columns.hide(self._chosen())

    @Slot()
    def _week(self) -> None:
        self._viewing.open_week(self._chosen())

    def _chosen(self) -> str:
        action = self.sender()
        return str(action.data()) if isinstance(action, QAction) else ""
