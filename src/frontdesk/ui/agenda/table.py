"""The table of the list: rows are chosen, opened, copied and acted on by keys or the mouse."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QByteArray,
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from frontdesk.ui.agenda.entries import Entry, Filter, copied
from frontdesk.ui.agenda.model import AgendaModel
from frontdesk.ui.agenda.row_delegate import RowDelegate, status_width
from frontdesk.ui.agenda.wording import Column
from frontdesk.ui.text import twelve_hours
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale

_WIDTHS = {
    Column.DATE: 94,
    Column.TIME: 54,
    Column.LENGTH: 66,
    Column.CUSTOMER: 138,
    Column.PHONE: 118,
    Column.SERVICE: 134,
    Column.WITH: 160,
    Column.STATUS: 118,
}
"""Logical pixels at a text scale of 1; the note takes the room that is left."""
_OF_TWELVE_HOURS = {Column.TIME: 80, Column.CUSTOMER: 132, Column.SERVICE: 122}
"""Other widths where a time says whether it is before noon."""
_WIDEST_STATUS = 176
"""As much does the status get where its words say that a visit is unpaid."""
_NOTE = 112
_WIDEST = 1.3
"""Times the widths above, where there is room and nobody chose otherwise."""


class AgendaTable(QTableView):
    """Keeps the chosen rows over every change of what is shown."""

    opened = Signal(object)
    """The ``Entry`` that the user wants to see, or to take where it is an available time."""
    currentMoved = Signal()
    """The cursor stands on another row."""
    arranged = Signal()
    """The widths or the sorting of the columns are others now."""

    def __init__(self, model: AgendaModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Visits"))
        self.setProperty("look", "bare")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RowDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round((tokens.ROW_HEIGHT + 5) * text_scale()))
        self.copy = QAction(self.tr("Copy rows"), self)
        self.copy.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy.triggered.connect(self.copy_rows)
        self.addAction(self.copy)
        self._offered: Callable[[Entry], Sequence[QAction]] = _no_actions
        self._is_arranged = False
        self._status_width = _WIDTHS[Column.STATUS]
        self._set_up_head()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_current)

    @property
    def current(self) -> Entry | None:
        """The row on which the cursor stands."""
        return self.rows.entry(self.currentIndex().row())

    @property
    def current_visit(self) -> int | None:
        """The id of the visit on which the cursor stands; None on an available time."""
        entry = self.current
        return None if entry is None or entry.visit is None else entry.visit.id

    def chosen(self) -> list[Entry]:
        """The selected rows from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [entry for row in rows if (entry := self.rows.entry(row)) is not None]

    def offer(self, actions: Callable[[Entry], Sequence[QAction]]) -> None:
        """Put ``actions`` for a row into its context menu, between opening and copying."""
        self._offered = actions

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what was read."""
        with self._kept():
            self.rows.show_entries(entries)
        self._make_room_for({e.cells[Column.STATUS] for e in entries if e.unpaid})

    def show_filter(self, wanted: Filter) -> None:
        """Show only some of it."""
        with self._kept():
            self.rows.show_filter(wanted)

    def arrangement(self) -> QByteArray:
        """Widths and sorting of the columns, to be remembered."""
        return self.horizontalHeader().saveState()

    def arrange(self, state: QByteArray) -> None:
        """Take over what was remembered; anything unreadable changes nothing."""
        head = self.horizontalHeader()
        with QSignalBlocker(head):
            if not state.isEmpty() and head.restoreState(state):
                self._is_arranged = True
                self._fix_head()
        column, order = head.sortIndicatorSection(), head.sortIndicatorOrder()
        self.rows.sort(column, order)

    @Slot()
    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, or the one with the cursor."""
        entries = self.chosen() or [entry for entry in [self.current] if entry is not None]
        if entries:
            QGuiApplication.clipboard().setText(copied(entries))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End go to the first and the last row."""
        key, rows = event.key(), self.rows.rowCount()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and rows:
            row = 0 if key == Qt.Key.Key_Home else rows - 1
            self.setCurrentIndex(self.rows.index(row, max(self.currentIndex().column(), 0)))
        elif event.text().isalnum() and plain:
            event.ignore()  # a letter is a verb here, not the start of a search
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room that is there."""
        super().resizeEvent(event)
        if not self._is_arranged:
            self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The verbs of the row, at the pointer or, by the menu key, at the row."""
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).bottomLeft()
        else:
            index = self.indexAt(at)
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        menu = self.menu()
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at))

    def menu(self) -> QMenu | None:
        """The context menu of the current row; None where there is none."""
        entry = self.current
        if entry is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self.tr("Hold this time") if entry.opening is not None else self.tr("Open")
        opening = menu.addAction(name)
        opening.triggered.connect(self._open_current)
        menu.addActions(list(self._offered(entry)))
        menu.addSeparator()
        menu.addAction(self.copy)
        return menu

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Keep cursor, selection and place over a change of the rows."""
        current, keys = self.current, {entry.key for entry in self.chosen()}
        at, top = self.currentIndex(), self.verticalScrollBar().value()
        row, column = at.row(), at.column()
        yield
        last = self.rows.rowCount() - 1
        if current is None or last < 0 or self.currentIndex().isValid():
            return
        selection, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        for kept in self.rows.rows_of(keys):
            selection.select(self.rows.index(kept, 0), flag.Select | flag.Rows)
        seen = top <= row <= top + self.verticalScrollBar().pageStep()
        again = self.rows.rows_of({current.key})
        row = again[0] if again else min(row, last)  # its neighbour, where the row is gone
        selection.setCurrentIndex(self.rows.index(row, column), flag.NoUpdate)
        self.verticalScrollBar().setValue(top)
        if seen:
            self.scrollTo(self.rows.index(row, column))

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(48)
        self._fix_head()
        self._fit()
        head.setSortIndicator(Column.DATE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        head.sectionResized.connect(self._tell_resized)
        head.sortIndicatorChanged.connect(self._tell_arranged)

    def _fix_head(self) -> None:
        """What is never remembered otherwise."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)

    def _make_room_for(self, unpaid: set[str]) -> None:
        """Widen the status for what it says of the unpaid; never back, as days are turned."""
        needed = max((status_width(words) for words in unpaid), default=0)
        width = min(math.ceil(needed / text_scale()), _WIDEST_STATUS)
        if width > self._status_width:
            self._status_width = width
            if not self._is_arranged:
                self._fit()

    def _fit(self) -> None:
        """Share out the room, until the user has chosen the widths."""
        head = self.horizontalHeader()
        room = head.width() / text_scale() - _NOTE  # as wide as the rows
        widths = _WIDTHS | (_OF_TWELVE_HOURS if twelve_hours() else {})
        widths |= {Column.STATUS: self._status_width}
        factor = min(max(room / sum(widths.values()), 1.0), _WIDEST) * text_scale()
        with QSignalBlocker(self):
            for column, width in widths.items():
                head.resizeSection(column, round(width * factor))

    @Slot(int, int, int)
    def _tell_resized(self, section: int, _old: int, _new: int) -> None:
        if section != Column.NOTE:  # that one goes with the window, nobody drags it
            self._tell_arranged()

    @Slot()
    def _tell_arranged(self) -> None:
        if not self.signalsBlocked():
            self._is_arranged = True
            self.arranged.emit()

    @Slot()
    def _tell_current(self) -> None:
        self.currentMoved.emit()

    @Slot()
    def _open_current(self) -> None:
        self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        entry = self.rows.entry(index.row())
        if entry is not None:
            self.opened.emit(entry)


def _no_actions(_entry: Entry) -> Sequence[QAction]:
    return ()
