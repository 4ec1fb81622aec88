"""The waiting list at the left: a count, a line for each who waits, and what to do with one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from frontdesk.desk.waiting import WaitingEntry
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.waiting.wording import entry_lines, entry_story
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead, plain_tool_tip

_ID = Qt.ItemDataRole.UserRole
_ROW = 44
_MOST_SEEN = 5


class WaitingSection(QWidget):
    """Says what was chosen; shows the list it is given."""

    bookWanted = Signal(int)
    """Offer times to an entry, by its number."""
    editWanted = Signal(int)
    removeWanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty section."""
        super().__init__(parent)
        self.setProperty("help", "waiting")
        self._entries: tuple[WaitingEntry, ...] = ()
        self._suited: frozenset[int] = frozenset()
        self.head = SectionHead(self.tr("Waiting list"))
        self.nothing = PlainLabel(self.tr("Nobody waits. W puts a customer here."), "muted")
        self.nothing.setWordWrap(True)
        self.list = QListWidget()
        self.list.setProperty("look", "sections")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Waiting list"))
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemActivated.connect(self._book_item)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        for part in (self.head, self.nothing, self.list):
            column.addWidget(part)
        self.list.hide()

    @property
    def current(self) -> int | None:
        """The number of the entry that is chosen."""
        item = self.list.currentItem()
        return None if item is None else int(item.data(_ID))

    def entry(self, entry_id: int) -> WaitingEntry | None:
        """An entry that is shown."""
        return next((entry for entry in self._entries if entry.id == entry_id), None)

    def show_entries(self, entries: Sequence[WaitingEntry], today: date) -> None:
        """Show who waits, those in front whom a time that came free suits."""
        chosen = self.current
        shown = sorted(entries, key=lambda entry: entry.id not in self._suited)
        self._entries = tuple(shown)
        self.list.clear()
        for entry in shown:
            item = QListWidgetItem("\n".join(entry_lines(entry, today)))
            item.setData(_ID, entry.id)
            story = entry_story(entry, today)
            item.setToolTip(plain_tool_tip(story))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, story.replace("\n", ", "))
            item.setSizeHint(QSize(0, round(_ROW * text_scale())))
            if entry.id in self._suited:
                face = item.font()
                face.setBold(True)
                item.setFont(face)
            self.list.addItem(item)
            if entry.id == chosen:
                self.list.setCurrentItem(item)
        self.head.set_count(str(len(shown)) if shown else "")
        self.nothing.setVisible(not shown)
        self.list.setVisible(bool(shown))
        seen = min(len(shown), _MOST_SEEN)
        self.list.setFixedHeight(round(seen * _ROW * text_scale()) + 6)

    def mark(self, suited: Collection[int]) -> None:
        """Put those in front, from the next ``show_entries`` on, whom a free time suits."""
        self._suited = frozenset(suited)

    def focus_first(self) -> None:
        """Put the cursor on the first entry."""
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del takes the chosen one off the list; Enter offers times on every system."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            number = self.current
            if number is not None and event.key() == Qt.Key.Key_Delete:
                self.removeWanted.emit(number)
                return True
            if number is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.bookWanted.emit(number)
                return True
        return super().eventFilter(watched, event)

    def menu_for(self, entry_id: int) -> QMenu:
        """What can be done with an entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, slot in (
            (self.tr("Offer times"), self._book),
            (self.tr("Change what they wait for …"), self._edit),
            (self.tr("Take off the list"), self._remove),
        ):
            action = menu.addAction(words)
            action.setData(entry_id)
            action.triggered.connect(slot)
        return menu

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        item = self.list.itemAt(at) or self.list.currentItem()
        if item is not None:
            self.list.setCurrentItem(item)
            self.menu_for(int(item.data(_ID))).popup(self.list.viewport().mapToGlobal(at))

    @Slot(QListWidgetItem)
    def _book_item(self, item: QListWidgetItem) -> None:
        self.bookWanted.emit(int(item.data(_ID)))

    @Slot()
    def _book(self) -> None:
        self.bookWanted.emit(self._asked())

    @Slot()
    def _edit(self) -> None:
        self.editWanted.emit(self._asked())

    @Slot()
    def _remove(self) -> None:
        self.removeWanted.emit(self._asked())

    def _asked(self) -> int:
        action = self.sender()
        assert isinstance(action, QAction)
        return int(action.data())
