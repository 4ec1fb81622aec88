"""Customers in the book who may be the one being typed, said in quiet lines while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk import records
from frontdesk.desk.people import CustomerRow
from frontdesk.desk.records import Duplicate
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.state import Draft
from frontdesk.ui.find.wording import one_line
from frontdesk.ui.runner import Runner
from frontdesk.ui.text import translate as tr
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip

_KEY = "lookalikes"
_MOST = 2


class LookalikeFinder(QObject):
    """Compares what is typed with the book after each letter; late answers are dropped."""

    found = Signal(object)
    """A tuple of ``CustomerRow``, surest first; empty for none."""
    failed = Signal(object)
    """The error that a comparison met."""

    def __init__(self, runner: Runner, booking: BookingController, parent: QObject) -> None:
        """Follow the draft of ``booking``."""
        super().__init__(parent)
        self._runner = runner
        self._booking = booking
        self._asked = CustomerFields()
        booking.changed.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Compare what is typed now."""
        typed = _fields_of(self._booking.draft)
        if typed == self._asked:
            return
        self._asked = typed
        if typed == CustomerFields():
            self._runner.forget(_KEY)
            self.found.emit(())
            return

        def job(desk: Desk) -> tuple[Duplicate, ...]:
            return records.duplicates(desk, typed, limit=_MOST)

        self._runner.run(job, self._tell, self.failed.emit, key=_KEY)

    def _tell(self, answer: tuple[Duplicate, ...]) -> None:
        self.found.emit(tuple(entry.row for entry in answer))


class LookalikeLines(QWidget):
    """ "Ruth Klein, (212) 555-0148 – use this one", a line for each."""

    chosen = Signal(object)
    """The ``CustomerRow`` to use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make no line yet."""
        super().__init__(parent)
        self._shown: tuple[CustomerRow, ...] = ()
        self._lines: list[QWidget] = []
        self._words: list[PlainLabel] = []
        self._buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """ "Use this one" of each line."""
        return tuple(self._buttons)

    @property
    def words(self) -> tuple[str, ...]:
        """What each line says."""
        return tuple(words.text() for words in self._words)

    @Slot(object)
    def show_rows(self, rows: Sequence[CustomerRow]) -> None:
        """Offer these customers; the same ones keep their lines and the focus."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self._words, self._buttons = [], [], []
        for row in rows:
            self._add(row)
        self.setVisible(bool(rows))

    def _add(self, row: CustomerRow) -> None:
        known = ", ".join(part for part in (one_line(row.name), row.phone or row.email) if part)
        words = PlainLabel(known, "secondary", elide=True)
        use = Button(tr("Use this one"), "flat")
        use.setAccessibleName(tr("Use {customer}").format(customer=known))
        use.clicked.connect(self._tell)
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(words, 1)
        inside.addWidget(use)
        set_plain_tool_tip(use, known)
        use.installEventFilter(self)
        self._column.addWidget(line)
        self._lines.append(line)
        self._words.append(words)
        self._buttons.append(use)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter uses the customer, as Space does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not event.modifiers() and isinstance(watched, Button):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        use = self.sender()
        if isinstance(use, Button) and use in self._buttons:
            self.chosen.emit(self._shown[self._buttons.index(use)])


def _fields_of(draft: Draft) -> CustomerFields:
    """The part that tells who is typed; nothing while a known customer is chosen."""
    if draft.customer_id is not None:
        return CustomerFields()
    return CustomerFields(name=draft.name, email=draft.email, phone=draft.phone)
