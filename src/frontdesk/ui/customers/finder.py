"""Finding customers as their names are typed: for the list of the page, and to pick a person."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from frontdesk.desk.finding import Found
from frontdesk.desk.people import CustomerRow
from frontdesk.engine.changes import Changes
from frontdesk.ui.customers import jobs
from frontdesk.ui.customers.table import Rows, Table
from frontdesk.ui.customers.wording import customer_row
from frontdesk.ui.runner import Runner
from frontdesk.ui.widgets.plain import PlainLabel

LIMIT = 60


class Search(QObject):
    """Asks the desk; only the answer to what was typed last is heard."""

    answered = Signal(object, bool)
    """The rows of the customers found, and whether there are more."""
    failed = Signal(object)

    def __init__(self, runner: Runner, key: str, parent: QObject | None = None) -> None:
        """``key`` tells this search from others at the runner."""
        super().__init__(parent)
        self._runner = runner
        self._key = key
        self._recent: tuple[int, ...] = ()
        self.words = ""

    @Slot(str)
    def ask(self, words: str) -> None:
        """Search for ``words``; for none, those who were opened last."""
        self.words = words
        if words.strip():
            job = jobs.find_job(words, LIMIT)
            self._runner.run(job, self._on_found, self.failed.emit, key=self._key)
        else:
            job_of_recent = jobs.rows_job(self._recent)
            self._runner.run(job_of_recent, self._on_recent, self.failed.emit, key=self._key)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Search again where customers changed."""
        if changes.customers or changes.everything:
            self.ask(self.words)

    def remember(self, customer_id: int) -> None:
        """This customer was opened."""
        others = (number for number in self._recent if number != customer_id)
        self._recent = (customer_id, *others)[:30]
        if not self.words.strip():
            self.ask(self.words)

    def _on_found(self, found: Found) -> None:
        if found.asked == self.words:
            self.answered.emit(found.customers, found.more)

    def _on_recent(self, rows: tuple[CustomerRow, ...]) -> None:
        if not self.words.strip():
            self.answered.emit(rows, False)


class Finder(QWidget):
    """A search box and the list of who was found; the arrows go from one into the other."""

    chosen = Signal(int)
    """The id of a customer that the user chose."""
    asked = Signal(str)
    """What is typed now."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        """``name`` is what screen readers call the list."""
        super().__init__(parent)
        self.box = QLineEdit()
        self.box.setPlaceholderText(placeholder)
        self.box.setAccessibleName(placeholder)
        self.box.setMaxLength(300)
        self.rows = Rows((self.tr("Name"), self.tr("Phone"), self.tr("Visit")))
        self.table = Table(self.rows, name)
        self.table.set_widths({1: 126, 2: 108})
        self.words = PlainLabel("", "secondary")
        self.words.setWordWrap(True)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.box.textChanged.connect(self.asked)
        self.box.returnPressed.connect(self._take_first)
        self.box.installEventFilter(self)
        self.table.clicked.connect(self._take)
        self.table.activated.connect(self._take)

    def show_found(self, rows: tuple[CustomerRow, ...], more: bool, chosen: int | None) -> None:
        """List ``rows``, with the customer ``chosen`` marked."""
        self.rows.show_rows([customer_row(row) for row in rows], [row.id for row in rows])
        self.words.setText(self._words_for(len(rows), more))
        self.words.setVisible(bool(self.words.text()))
        self.mark(chosen)

    def mark(self, customer_id: int | None) -> None:
        """Mark a customer in the list, where it is there."""
        row = self.rows.row_of(customer_id)
        if row < 0:
            self.table.clearSelection()
        elif self.table.currentIndex().row() != row or not self.table.selectedIndexes():
            self.table.selectRow(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the box goes into the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and self.rows.rowCount()
        ):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.selectedIndexes():
                self.table.selectRow(0)
            return True
        return super().eventFilter(watched, event)

    def _words_for(self, count: int, more: bool) -> str:
        if more:
            words = self.tr("The first {count}. Type more to narrow the search.")
            return words.format(count=count)
        if count:
            return "" if self.box.text().strip() else self.tr("Opened last:")
        if self.box.text().strip():
            return self.tr("Nobody is found by this.")
        return self.tr("Type part of a name, the last digits of a phone, or an e-mail.")

    @Slot()
    def _take_first(self) -> None:
        first = self.rows.value(0)
        if first is not None:
            self.table.selectRow(0)
            self.chosen.emit(first)

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        number = self.rows.value(index.row())
        if number is not None:
            self.chosen.emit(number)
