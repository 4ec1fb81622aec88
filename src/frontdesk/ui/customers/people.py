"""Beside the form: earlier visits, linked people, merged records, and possible doubles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.customers.state import CardState
from frontdesk.ui.customers.table import Lines, Rows, Table
from frontdesk.ui.customers.wording import (
    change_row,
    duplicate_text,
    link_name,
    one_line,
    visit_row,
)
from frontdesk.ui.text import twelve_hours
from frontdesk.ui.widgets.buttons import Button, Segments
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead

Verb = tuple[str, str]


class VerbRows(QWidget):
    """Lines of text with a few buttons each."""

    pressed = Signal(str, object)
    """The id of the verb, and the value of its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_lines(self, lines: Sequence[tuple[str, Any]], verbs: Sequence[Verb]) -> None:
        """Show ``lines`` as (text, value), each with ``verbs`` as (id, name); the same stay."""
        wanted = (tuple(lines), tuple(verbs))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for text, value in lines:
            self._column.addWidget(self._line(text, value, verbs))
        self.setVisible(bool(lines))

    def buttons(self) -> list[Button]:
        """All buttons from top to bottom."""
        return [b for b in self.findChildren(Button) if not b.isHidden()]

    def _line(self, text: str, value: Any, verbs: Sequence[Verb]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(PlainLabel(text, elide=True), 1)
        for key, name in verbs:
            button = Button(name, "flat")
            button.setProperty("key", key)
            button.setProperty("value", value)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(self._tell)
            row.addWidget(button)
        return line

    @Slot()
    def _tell(self) -> None:
        button = self.sender()
        self.pressed.emit(str(button.property("key")), button.property("value"))


class BesidePane(QWidget):
    """Renders what a card says about visits and other people."""

    visitWanted = Signal(object)
    """A ``VisitGlance`` that the user wants to see on its day."""
    openWanted = Signal(int)
    mergeWanted = Signal(int)
    unmergeWanted = Signal(int)
    unlinkWanted = Signal(object)
    linkWanted = Signal()
    """The user wants to choose a person to link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        heads = (self.tr("When"), self.tr("Service"), self.tr("With"), self.tr("Status"))
        self.history = Rows(heads)
        self.table = Table(self.history, self.tr("Visits, the latest first"), wide=1)
        self.table.set_widths({0: _when_width(), 2: 112, 3: 84})
        self.table.setMinimumHeight(150)
        self.table.setAccessibleDescription(self.tr("Enter shows the visit on its day"))
        self.table.activated.connect(self._open_visit)
        self.changes = Lines((self.tr("When"), self.tr("What"), self.tr("By")))
        self.trail = Table(self.changes, self.tr("Changes of the record, the latest first"), wide=1)
        self.trail.set_widths({0: _when_width(), 2: 112})
        self.trail.setMinimumHeight(150)
        self.trail.wrap_lines()
        self.shown = Segments([("visits", self.tr("Visits")), ("changes", self.tr("Changes"))])
        self.shown.chosen.connect(self._turn)
        self._known = False
        self._no_visits = PlainLabel(self.tr("No visit yet."), "muted")
        self._doubles = SectionHead(self.tr("Already in the book?"))
        self.doubles = VerbRows()
        self._merged = SectionHead(self.tr("Merged into this record"))
        self.merged = VerbRows()
        self._links = SectionHead(self.tr("Linked people"))
        self.links = VerbRows()
        self.link = Button(self.tr("Link a person …"))
        self.link.clicked.connect(self.linkWanted)
        for rows in (self.doubles, self.merged, self.links):
            rows.pressed.connect(self._act)
        self._compose()

    def show_state(self, state: CardState) -> None:
        """Show what belongs to the card."""
        known = self._known = state.card is not None
        self.changes.show_rows([change_row(change) for change in state.trail], state.trail)
        self.history.show_rows([visit_row(v) for v in state.history], state.history)
        for part in (self.shown, self._links):
            part.setVisible(known)
        self._turn()
        self.link.setVisible(known and not state.is_erased)
        doubles = [(duplicate_text(found), found.row.id) for found in state.duplicates]
        verbs = [("open", self.tr("Open card"))]
        if known:
            verbs.append(("merge", self.tr("Merge …")))
        self.doubles.show_lines(doubles, verbs)
        self._doubles.setVisible(bool(doubles))
        merged = [] if state.card is None else state.card.merged
        lines = [(f"{one_line(name)} ({number})", number) for number, name in merged]
        self.merged.show_lines(lines, [("unmerge", self.tr("Un-merge"))])
        self._merged.setVisible(bool(lines))
        links = () if state.card is None else state.card.links
        open_or_remove = [("open-link", self.tr("Open card")), ("unlink", self.tr("Remove"))]
        self.links.show_lines([(link_name(link), link) for link in links], open_or_remove)

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._doubles)
        column.addWidget(self.doubles)
        heads = QHBoxLayout()
        heads.addWidget(self.shown)
        heads.addStretch(1)
        column.addLayout(heads)
        column.addWidget(self._no_visits)
        column.addWidget(self.table, 1)
        column.addWidget(self.trail, 1)
        column.addSpacing(4)
        column.addWidget(self._links)
        column.addWidget(self.links)
        row = QHBoxLayout()
        row.addWidget(self.link)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._merged)
        column.addWidget(self.merged)
        column.addStretch(0)

    @Slot()
    def _turn(self) -> None:
        """Show the visits, or the changes."""
        visits = self._known and self.shown.current == "visits"
        is_empty = self.history.rowCount() == 0
        self.table.setVisible(visits and not is_empty)
        self._no_visits.setVisible(visits and is_empty)
        self.trail.setVisible(self._known and not visits)

    @Slot(QModelIndex)
    def _open_visit(self, index: QModelIndex) -> None:
        visit = self.history.value(index.row())
        if visit is not None:
            self.visitWanted.emit(visit)

    @Slot(str, object)
    def _act(self, verb: str, value: Any) -> None:
        if verb == "open":
            self.openWanted.emit(value)
        elif verb == "open-link":
            self.openWanted.emit(value.customer_id)
        elif verb == "merge":
            self.mergeWanted.emit(value)
        elif verb == "unmerge":
            self.unmergeWanted.emit(value)
        else:
            self.unlinkWanted.emit(value)


def _when_width() -> int:
    """Pixels for a date and a time, at a text scale of 1."""
    return 172 if twelve_hours() else 150
