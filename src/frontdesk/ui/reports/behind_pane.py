"""The visits behind a figure, beside the report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk.finding import FoundVisit
from frontdesk.desk.people import VisitGlance
from frontdesk.desk.reports import STEPS, Behind, VisitBehind
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.customers.table import Rows, Table
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.opened import Opened
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import PlainLabel


class VisitRows(Rows):
    """Puts a visit into words when it comes into sight: there may be thousands."""

    def show_visits(self, visits: Sequence[VisitBehind]) -> None:
        """Show ``visits``."""
        self.show_rows([()] * len(visits), visits)

    def _cell(self, row: int, column: int) -> str:
        return wording.visit_row(self.value(row))[column]


class BehindPane(QWidget):
    """Lists visits or holds, or says that there are none; one can be opened in the calendar."""

    visitWanted = Signal(object)
    """The ``FoundVisit`` to be shown in the calendar."""
    moreWanted = Signal()
    """The user wants to see those that are not listed yet."""
    closed = Signal()
    """The user is done with the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden pane."""
        super().__init__(parent)
        self._title = PlainLabel("", "strong", elide=True)
        self.count = PlainLabel("", "caption")
        self.origin = PlainLabel("", "caption")
        self.origin.setWordWrap(True)
        self.more = Button(self.tr("Show more"))
        self.more.clicked.connect(self.moreWanted)
        self.more.hide()
        self.opened: Opened | None = None
        self._is_new = False
        self._close = IconButton("close", self.tr("Close the list (Esc)"), size=24)
        self._close.clicked.connect(self.closed)
        titles = ["When", "Customer", "Service", "With", "Status"]
        self._rows = VisitRows([text.translate(title) for title in titles])
        self.list = Table(self._rows, self.tr("Visits behind the figure"), wide=1)
        self.list.setProperty("look", "bare")
        self.list.set_widths({0: 192, 2: 190, 3: 240, 4: 108})
        self.list.activated.connect(self._choose)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.more)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 0)
        column.setSpacing(4)
        column.addLayout(head)
        below = QVBoxLayout()
        below.setContentsMargins(8, 0, 0, 4)
        below.setSpacing(4)
        below.addWidget(self.count)
        below.addWidget(self.origin)
        column.addLayout(below)
        column.addWidget(self.list, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.hide()

    def begin(self, opened: Opened) -> None:
        """Show that the visits of this figure are being read."""
        self._is_new = True
        self.renew(opened)
        self.count.setText("")
        self.more.hide()
        self._rows.show_visits([])
        self._show_list(True)
        self.show()

    def renew(self, opened: Opened) -> None:
        """Tell the same figure as it is now; its visits follow, and what is shown stays so long."""
        self.opened = opened
        self._title.setText(opened.words)
        self.origin.setText(opened.origin)
        self.origin.setVisible(bool(opened.origin))

    @Slot(object)
    def show_behind(self, behind: Behind) -> None:
        """List the visits, or say in a sentence that there are none.

        The cursor goes there when a figure was opened, and stays at its visit afterwards.
        """
        words = self._count_text(behind)
        row = self._row_now(behind.visits)
        had_cursor = self._is_new or self.list.hasFocus() or self.more.hasFocus()
        self._is_new = False
        self.count.setText(words)
        self.more.setVisible(behind.more and len(behind.visits) < STEPS[-1])
        self._rows.show_visits(behind.visits)
        self._show_list(bool(behind.visits))
        if behind.visits:
            self.list.setCurrentIndex(self._rows.index(row, 0))
        if not had_cursor:
            return
        if behind.visits:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, words)

    def _row_now(self, visits: Sequence[VisitBehind]) -> int:
        """The row of the visit that the cursor stands on; of one that went, the next one."""
        at = max(self.list.currentIndex().row(), 0)
        current = self._rows.value(at)
        numbers = [visit.id for visit in visits]
        if isinstance(current, VisitBehind) and current.id in numbers:
            return numbers.index(current.id)
        return min(at, max(len(numbers) - 1, 0))

    def _count_text(self, behind: Behind) -> str:
        count = len(behind.visits)
        if behind.more:
            return self.tr("The latest {count}").format(count=count)
        if self.opened is not None and self.opened.behind.hold is not None:
            if not count:
                return self.tr("There are no holds behind this figure.")
            return text.counted(count, self.tr("{count} hold"), self.tr("{count} holds"))
        if not count:
            return self.tr("There are no visits behind this figure.")
        return text.counted(count, self.tr("{count} visit"), self.tr("{count} visits"))

    def _show_list(self, is_shown: bool) -> None:
        self.list.setVisible(is_shown)
        self._rest.setVisible(not is_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the list, and nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        visit = self._rows.value(index.row())
        if isinstance(visit, VisitBehind) and visit.is_there:
            self.visitWanted.emit(_found(visit))


def _found(visit: VisitBehind) -> FoundVisit:
    known = visit.state in set(Status)
    glance = VisitGlance(
        visit.id,
        Status(visit.state) if known else Status.BOOKED,
        visit.start,
        visit.timezone,
        visit.service_id,
        visit.service_name,
        visit.resource_ids,
        visit.resource_names,
    )
    return FoundVisit(glance, visit.customer_id, visit.customer_name)
