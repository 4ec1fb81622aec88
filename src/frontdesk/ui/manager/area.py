"""The manager's area as a page of the window: a list of sections, and the page of each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_SECTION_ID = Qt.ItemDataRole.UserRole


class ManagerArea(QWidget):
    """Makes each section's page when it is first shown, so that starting costs nothing."""

    left = Signal()
    """The user goes back to the calendar."""
    sectionShown = Signal(str)
    """The id of the section whose page is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an area without sections; ``add_section`` brings them."""
        super().__init__(parent)
        self.setProperty("help", "setting-up")
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self._titles: dict[str, str] = {}
        self.back = Button(self.tr("Calendar"), key="Esc")
        self.back.clicked.connect(self.left)
        self.sections = QListWidget()
        self.sections.setProperty("look", "sections")
        self.sections.setAccessibleName(self.tr("Sections"))
        self.sections.currentItemChanged.connect(self._choose)
        self._stack = QStackedWidget()
        self.setFocusProxy(self.sections)
        self._compose()

    def add_section(self, section: str, title: str, make: Callable[[], QWidget]) -> None:
        """Offer a section; ``make`` makes its page when it is first shown."""
        item = QListWidgetItem(title)
        item.setData(_SECTION_ID, section)
        item.setSizeHint(QSize(0, round(tokens.CONTROL_HEIGHT * text_scale())))
        self.sections.addItem(item)
        self._items[section] = item
        self._titles[section] = title
        self._makers[section] = make

    def show_section(self, section: str) -> QWidget:
        """Show the page of a section; answers it."""
        self.sections.setCurrentItem(self._items[section])
        return self._page(section)

    @property
    def section(self) -> str:
        """The id of the section that is shown; empty before the first one is."""
        item = self.sections.currentItem()
        return "" if item is None else str(item.data(_SECTION_ID))

    def cover(self, page: QWidget) -> None:
        """Show ``page`` in place of the section's own, until ``uncover`` or another section."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show the section's own page again."""
        if self.section:
            page = self._page(self.section)
            if self._stack.currentWidget() is not page:
                self._stack.setCurrentWidget(page)
                page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mark(self, section: str, mark: str) -> None:
        """Say something beside a section's title, such as how many problems it has."""
        title = self._titles[section]
        self._items[section].setText(f"{title}  {mark}" if mark else title)

    def showEvent(self, event: QEvent) -> None:
        """Begin with the first section."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.sections.scheduleDelayedItemsLayout()  # the style gave the rows their height just now
        if not self.section and self.sections.count():
            self.sections.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text widens the list of sections, but never to the cost of its page."""
        super().resizeEvent(event)
        wanted = round(tokens.NAVIGATOR_WIDTH * text_scale())
        width = min(wanted, self.width() // 4)
        beside = width == wanted
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(along if beside else down)
        self._side.setFixedWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the calendar; what was edited stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            section = str(item.data(_SECTION_ID))
            self._stack.setCurrentWidget(self._page(section))
            self.sectionShown.emit(section)

    def _page(self, section: str) -> QWidget:
        if section not in self._pages:
            page = self._pages[section] = self._makers[section]()
            self._stack.addWidget(page)
        return self._pages[section]

    def _compose(self) -> None:
        side = self._side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(12)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(PlainLabel(self.tr("Manage"), "title"), 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.sections, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        rule = QFrame()
        rule.setProperty("look", "upright")
        row.addWidget(rule)
        row.addWidget(self._stack, 1)
