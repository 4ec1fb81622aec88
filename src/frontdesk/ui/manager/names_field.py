"""People and rooms in an order: chosen ones in a list, the others to be added from a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import IconButton
from frontdesk.ui.widgets.form import Field
from frontdesk.ui.widgets.plain import plain_tool_tip

_ID = Qt.ItemDataRole.UserRole
_MOST_ROWS = 7


class OrderedList(QListWidget):
    """A list whose rows are dragged, or moved and taken out by keys."""

    dropped = Signal()
    """The user dragged a row to another place."""
    moveWanted = Signal(int)
    """The current row is to go up (-1) or down (1)."""
    outWanted = Signal()
    """The current row is to be taken out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows are, but for very many."""
        rows = min(max(self.count(), 1), _MOST_ROWS)
        self.setFixedHeight(_row_height() * rows + 4)

    def event(self, event: QEvent) -> bool:
        """Take the keys before a shortcut of the page does."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and _step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row, Del takes it out."""
        step = _step_of(event)
        if step:
            self.moveWanted.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.outWanted.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell when a row was dragged."""
        super().dropEvent(event)
        self.dropped.emit()


def _row_height() -> int:
    return round((tokens.ROW_HEIGHT + 3) * text_scale())


def _step_of(event: QKeyEvent) -> int:
    """-1 or 1 for Alt with an arrow, 0 for any other key."""
    if event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)


class NamesField(Field):
    """Keeps ids in the user's order, by drag, by buttons, or by Alt with the arrow keys."""

    def __init__(self, caption: str, add: str, parent: QWidget | None = None) -> None:
        """``add`` stands in the choice of what can be added."""
        self.list = OrderedList()
        self.list.setAccessibleName(caption)
        self.list.setProperty("look", "rows")
        self.add = QComboBox()
        self.add.setAccessibleName(add)
        self.up = IconButton("chevron-up", _tr("Move up (Alt+Up)"))
        self.down = IconButton("chevron-down", _tr("Move down (Alt+Down)"))
        self.remove = IconButton("close", _tr("Take out (Del)"))
        self._add_words = add
        self._choices: dict[str, str] = {}
        whole = self._whole()
        super().__init__(caption, whole, parent)
        whole.setFocusProxy(self.list)
        self.add.activated.connect(self._add)
        self.up.clicked.connect(self.move_up)
        self.down.clicked.connect(self.move_down)
        self.remove.clicked.connect(self.take_out)
        self.list.currentRowChanged.connect(self._offer)
        self.list.dropped.connect(self._tell)
        self.list.moveWanted.connect(self._move)
        self.list.outWanted.connect(self.take_out)
        self._offer()

    def value(self) -> list[str]:
        """The ids in order."""
        return [str(self.list.item(row).data(_ID)) for row in range(self.list.count())]

    def load(self, ids: Sequence[str], choices: Sequence[tuple[str, str]]) -> None:
        """Show ``ids`` by the names of ``choices`` (id, name); unknown ones as themselves."""
        if dict(choices) == self._choices and list(ids) == self.value():
            return
        self._choices = dict(choices)
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry_id in ids:
                self._append(entry_id)
            self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._show()

    # What the user does

    @Slot(int)
    def _add(self, index: int) -> None:
        entry_id = self.add.itemData(index)
        if entry_id:
            self._append(entry_id)
            self.list.setCurrentRow(self.list.count() - 1)
            self._tell()

    @Slot()
    def move_up(self) -> None:
        """Move the current one before its neighbour."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the current one behind its neighbour."""
        self._move(1)

    @Slot()
    def take_out(self) -> None:
        """Take the current one out."""
        row = self.list.currentRow()
        if row >= 0:
            self.list.takeItem(row)
            self._tell()

    @Slot(int)
    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + by < self.list.count():
            with QSignalBlocker(self.list):
                item = self.list.takeItem(row)
                self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)
            self._tell()

    @Slot()
    def _tell(self) -> None:
        self._show()
        self.edited.emit()

    # Showing

    def _append(self, entry_id: str) -> None:
        name = self._choices.get(entry_id, entry_id)
        item = QListWidgetItem(name)
        item.setData(_ID, entry_id)
        item.setSizeHint(QSize(0, _row_height()))
        item.setToolTip(plain_tool_tip(name))
        self.list.addItem(item)

    def _show(self) -> None:
        chosen = set(self.value())
        self.add.clear()
        self.add.addItem(self._add_words, "")
        for entry_id, name in self._choices.items():
            if entry_id not in chosen:
                self.add.addItem(name, entry_id)
        self.add.setEnabled(self.add.count() > 1)
        self.list.fit()
        self._offer()

    @Slot()
    def _offer(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)
        self.remove.setEnabled(row >= 0)

    def _whole(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.add, 1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        column.addLayout(row)
        whole.setMaximumWidth(round(360 * text_scale()))
        return whole


def _tr(words: str) -> str:
    """Translated; a field names its parts before it is a widget itself."""
    return QCoreApplication.translate("Manager", words)
