"""The pane of an import: a choice for each column, what would come of it, and the faults."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from frontdesk.desk.customer_import import ROLES, LineFault, Preview
from frontdesk.engine.customers import FIELD_NAMES
from frontdesk.ui import text
from frontdesk.ui.booking.form import scrolling
from frontdesk.ui.customers.importing import Importing
from frontdesk.ui.customers.state import shown
from frontdesk.ui.customers.table import Rows, Table
from frontdesk.ui.customers.wording import field_names, one_line
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead

_MOST_FAULTS = 500
_SAMPLES = 3


class RoleChoice(QComboBox):
    """What a column is. The wheel scrolls the list that it stands in, and chooses nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the list."""
        event.ignore()


class ImportPane(QWidget):
    """Renders an ``Importing``."""

    def __init__(self, importing: Importing, parent: QWidget | None = None) -> None:
        """Make a pane without a file."""
        super().__init__(parent)
        self._importing = importing
        self._title = PlainLabel("", "title", elide=True)
        words = self.tr("Say which column is what. Nothing is written before you press Import.")
        self._hint = PlainLabel(words, "secondary")
        self._columns = QWidget()
        self._grid = QGridLayout(self._columns)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self.roles: list[RoleChoice] = []
        self.rows = Rows(list(field_names().values()))
        self.table = Table(self.rows, self.tr("The first rows as they would be read"))
        self.table.setFixedHeight(124)
        self.counts = PlainLabel("", "strong")
        self.counts.setWordWrap(True)
        self.faults = QPlainTextEdit()
        self.faults.setReadOnly(True)
        self.faults.setTabChangesFocus(True)
        self.faults.setFixedHeight(88)
        self.faults.setAccessibleName(self.tr("Lines that are left out"))
        self.run = Button(self.tr("Import"), "primary")
        self.cancel = Button(self.tr("Never mind"))
        self.run.clicked.connect(importing.run)
        self.cancel.clicked.connect(importing.put_away)
        importing.opened.connect(self._begin)
        importing.changed.connect(self._render)
        self._compose()

    def _compose(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.run, self.cancel):
            button.setProperty("tall", True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(scrolling(self._columns), 1)
        column.addWidget(SectionHead(self.tr("The first rows as they would be read")))
        column.addWidget(self.table)
        column.addWidget(self.counts)
        column.addWidget(self.faults)
        column.addLayout(buttons)

    @Slot()
    def _begin(self) -> None:
        """Offer a choice for each column of a new file."""
        table = self._importing.table
        assert table is not None
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        heads = (self.tr("Column"), self.tr("Is"), self.tr("Begins with"))
        for place, head in enumerate(heads):
            self._grid.addWidget(PlainLabel(head, "caption"), 0, place)
        self.roles = []
        for place, title in enumerate(table.preview.columns):
            name = one_line(title) or self.tr("Column {number}").format(number=place + 1)
            choice = self._choice(place, name)
            values = " · ".join(one_line(value) for value in table.values[place] if value.strip())
            self._grid.addWidget(PlainLabel(name, elide=True), place + 1, 0)
            self._grid.addWidget(choice, place + 1, 1)
            self._grid.addWidget(PlainLabel(values, "muted", elide=True), place + 1, 2)
            self.roles.append(choice)
        self._grid.setRowStretch(len(table.preview.columns) + 1, 1)
        self._title.setText(self.tr("Import from {file}").format(file=table.name))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, place: int, name: str) -> RoleChoice:
        choice = RoleChoice()
        choice.setProperty("place", place)
        choice.setMinimumWidth(180)
        choice.setAccessibleName(self.tr("What {column} is").format(column=name))
        choice.addItem(self.tr("left out"), "")
        for role, caption in _role_names().items():
            choice.addItem(caption, role)
        choice.activated.connect(self._tell)
        return choice

    @Slot(int)
    def _tell(self, index: int) -> None:
        choice = self.sender()
        assert isinstance(choice, RoleChoice)
        self._importing.choose(int(choice.property("place")), str(choice.itemData(index)))

    @Slot()
    def _render(self) -> None:
        table = self._importing.table
        if table is None:
            return
        for role, choice in zip(self._importing.roles, self.roles, strict=True):
            choice.setCurrentIndex(choice.findData(role))
            choice.setEnabled(not self._importing.is_busy)
        preview = table.preview
        used = [name for name in FIELD_NAMES if any(_cell(row, name) for row in preview.sample)]
        captions = field_names()
        self.rows.show_rows([])
        self.rows.set_heads([captions[name] for name in used])
        self.table.set_widths({})
        samples = [tuple(_cell(row, name) for name in used) for row in preview.sample[:_SAMPLES]]
        self.rows.show_rows(samples)
        waiting = not self._importing.is_current
        self.counts.setText(self._words(preview))
        self.faults.setPlainText("\n".join(left_out(preview)))
        self.faults.setVisible(bool(preview.faults or preview.known))
        busy = self._importing.is_busy
        verb = self.tr("Importing …") if busy else self.tr("Import {count}")
        self.run.setText(verb.format(count=preview.new))
        self.run.setEnabled(preview.new > 0 and not waiting and not busy)

    def _words(self, preview: Preview) -> str:
        if self._importing.twice:
            words = self.tr("Two columns are “{role}”. Leave one of them out.")
            return words.format(role=_role_names()[self._importing.twice])
        if not self._importing.is_current:
            return self.tr("Looking through the file …")
        return counts(preview)


def counts(preview: Preview) -> str:
    """What an import would do, in figures."""
    tr = text.translate
    lines = len({fault.line for fault in preview.faults})
    parts = [text.counted(preview.new, tr("{count} new record"), tr("{count} new records"))]
    if preview.known:
        parts.append(tr("{count} already in the book").format(count=len(preview.known)))
    if lines:
        one, many = tr("{count} line with a fault"), tr("{count} lines with faults")
        parts.append(text.counted(lines, one, many))
    return " · ".join(parts)


def left_out(preview: Preview) -> list[str]:
    """The lines that would be left out, each with its reason, in the order of the file."""
    tr = text.translate
    known = tr("Line {line}: already in the book")
    found = [(line, known.format(line=line)) for line in preview.known]
    found += [(fault.line, _fault(fault)) for fault in preview.faults]
    sentences = [sentence for _line, sentence in sorted(found)]
    rest = len(sentences) - _MOST_FAULTS
    if rest > 0:
        sentences[_MOST_FAULTS:] = [tr("… and {count} more").format(count=rest)]
    return sentences


def _fault(fault: LineFault) -> str:
    field = field_names().get(fault.field, fault.field)
    words = text.translate("Line {line}, {field}: {problem}")
    return words.format(line=fault.line, field=field, problem=one_line(text.said(fault.problem)))


def _role_names() -> dict[str, str]:
    names = field_names() | {
        "first_name": text.translate("First name"),
        "last_name": text.translate("Last name"),
    }
    return {role: names[role] for role in ROLES}


def _cell(row: object, name: str) -> str:
    return one_line(shown(getattr(row, name)))
