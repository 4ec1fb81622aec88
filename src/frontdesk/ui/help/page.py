"""The help: a list of topics that can be searched, and the page of one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QVBoxLayout,
)

from frontdesk.ui.help.reader import HelpReader
from frontdesk.ui.help.topics import Topic, search
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.overlay import Overlay
from frontdesk.ui.widgets.plain import PlainLabel

_SIZE = (980, 720)
_LIST_WIDTH = 260
_ID = Qt.ItemDataRole.UserRole


class HelpPage(Overlay):
    """Opens at the topic of what the user is on."""

    keysWanted = Signal()
    """The user wants the sheet of keys."""

    def __init__(self, window: QMainWindow, topics: tuple[Topic, ...]) -> None:
        """Make a closed page of ``topics`` over ``window``."""
        super().__init__(window, "", *_SIZE)
        name = self.tr("Help")
        self.setAccessibleName(name)
        self.card.setAccessibleName(name)
        self._topics = {topic.id: topic for topic in topics}
        self.box = QLineEdit()
        self.box.setPlaceholderText(self.tr("Search the help"))
        self.box.setAccessibleName(self.tr("Search the help"))
        self.list = QListWidget()
        self.list.setProperty("look", "sections")
        self.list.setAccessibleName(self.tr("Topics"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = PlainLabel(self.tr("No page has these words."), "secondary")
        self.nothing.setWordWrap(True)
        self.reader = HelpReader()
        self.keys = Button(self.tr("Sheet of keys"), key="?")
        self.close_button = Button(self.tr("Close"), key="Esc")
        self.box.textChanged.connect(self._search)
        self.box.installEventFilter(self)
        self.list.currentItemChanged.connect(self._show)
        self.keys.clicked.connect(self.keysWanted)
        self.close_button.clicked.connect(self.leave)
        self._compose(name)
        self._search("")

    @property
    def topic(self) -> str:
        """The id of the topic that is shown; empty for none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_ID))

    def keys_that_close(self) -> frozenset[int]:
        """The key that opens it closes it too."""
        return frozenset({Qt.Key.Key_F1})

    def open(self, topic_id: str) -> None:
        """Show the page of a topic, with the cursor in the search box."""
        self.box.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == topic_id:
                self.list.setCurrentRow(row)
        self.open_with(self.box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose a topic while one types."""
        if watched is self.box and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if event.type() == QEvent.Type.KeyPress and step is not None and self.list.count():
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _search(self, words: str) -> None:
        shown = self.topic
        found = search(tuple(self._topics.values()), words)
        self.list.clear()
        for topic in found:
            item = QListWidgetItem(topic.title)
            item.setData(_ID, topic.id)
            self.list.addItem(item)
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        ids = [topic.id for topic in found]
        self.list.setCurrentRow(ids.index(shown) if shown in ids and not words else 0)
        if not found:
            self.reader.show_topic(None)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _show(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.reader.show_topic(self._topics[str(item.data(_ID))], self.box.text())

    def _compose(self, name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(name, "title"), 1)
        head.addWidget(self.keys)
        head.addWidget(self.close_button)
        side = QVBoxLayout()
        side.setSpacing(10)
        width = round(_LIST_WIDTH * text_scale())
        for part in (self.box, self.list, self.nothing):
            part.setFixedWidth(width)
        side.addWidget(self.box)
        side.addWidget(self.nothing)
        side.addWidget(self.list, 1)
        side.addStretch()
        rule = QFrame()
        rule.setProperty("look", "upright")
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addLayout(side)
        body.addWidget(rule)
        body.addWidget(self.reader, 1)
        self.content.addLayout(head)
        self.content.addLayout(body, 1)
