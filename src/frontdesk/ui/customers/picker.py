"""Chooses another person: to link it, or to merge with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk.people import CustomerRow
from frontdesk.ui.customers.finder import Finder, Search
from frontdesk.ui.runner import Runner
from frontdesk.ui.widgets.buttons import Button, Segments
from frontdesk.ui.widgets.plain import PlainLabel


class Picker(QWidget):
    """A question, a search box, and the people found; Esc or Never mind closes it."""

    picked = Signal(int, str)
    """The id of the person, and the kind of link: family, payer, or empty where none is asked."""
    left = Signal()
    """It is closed, whatever was chosen."""
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        """Search through ``runner``; hidden until it is asked for."""
        super().__init__(parent)
        self._besides: int | None = None
        self._title = PlainLabel("", "strong")
        self._title.setWordWrap(True)
        self.kinds = Segments(
            (("family", self.tr("Family")), ("payer", self.tr("Pays the visits")))
        )
        self.finder = Finder(self.tr("People found"), self.tr("Name, phone or e-mail"))
        self.search = Search(runner, "pick-person", self)
        self.close_button = Button(self.tr("Never mind"))
        self.close_button.clicked.connect(self.leave)
        self.finder.asked.connect(self.search.ask)
        self.finder.chosen.connect(self._take)
        self.search.answered.connect(self._show)
        self.search.failed.connect(self.failed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        row = QHBoxLayout()
        row.addWidget(self.kinds)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.finder, 1)
        self.setMinimumHeight(250)
        self.hide()

    def ask(self, question: str, besides: int, *, with_kind: bool) -> None:
        """Ask for a person other than ``besides``."""
        self._besides = besides
        self._title.setText(question)
        self.kinds.setVisible(with_kind)
        self.finder.box.clear()
        self.search.ask("")
        self.show()
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Close it."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot(object, bool)
    def _show(self, rows: tuple[CustomerRow, ...], more: bool) -> None:
        others = tuple(row for row in rows if row.id != self._besides)
        self.finder.show_found(others, more, None)

    @Slot(int)
    def _take(self, customer_id: int) -> None:
        kind = "" if self.kinds.isHidden() else self.kinds.current
        self.leave()
        self.picked.emit(customer_id, kind)
