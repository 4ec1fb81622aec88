"""Rows of the five-step set-up: people and rooms, and services, one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import PlainLabel

Row = dict[str, str]


class EditedRow(QWidget):
    """One line of fields, with what is wrong in it below."""

    edited = Signal()
    """The user changed a cell."""
    left = Signal()
    """The user is done with a cell."""
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without cells; ``cell`` adds them."""
        super().__init__(parent)
        self._values: dict[str, Callable[[], str]] = {}
        self._cells: dict[str, QWidget] = {}
        self.remove = IconButton("close", _tr("Remove this row"))
        self.remove.clicked.connect(self.removed)
        self._problem = PlainLabel("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addWidget(self._problem)

    def text_cell(self, key: str, name: str, text: str, width: int = 0) -> QLineEdit:
        """Add a line; ``width`` 0 takes the room that is left."""
        line = QLineEdit(text)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        line.textChanged.connect(self._tell)
        line.editingFinished.connect(self.left)
        self._add(key, line, line.text, width)
        return line

    def choice_cell(
        self, key: str, name: str, choices: Sequence[tuple[str, str]], value: str, width: int
    ) -> QComboBox:
        """Add a choice of (value, text)."""
        combo = QComboBox()
        for each, words in choices:
            combo.addItem(words, each)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.setAccessibleName(name)
        combo.activated.connect(self._tell)
        self._add(key, combo, lambda: str(combo.currentData()), width)
        return combo

    def value(self) -> Row:
        """What the cells hold."""
        return {key: read() for key, read in self._values.items()}

    def cell(self, key: str) -> QWidget:
        """The control of a cell."""
        return self._cells[key]

    def focused_key(self) -> str:
        """The key of the cell with the cursor; empty for none."""
        return next((key for key, cell in self._cells.items() if cell.hasFocus()), "")

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark cells by key, and say below what is wrong; "" is the first cell."""
        first = next(iter(self._cells))
        marked = {key or first for key in problems}
        for key, cell in self._cells.items():
            cell.setProperty("problem", key in marked)
            cell.style().unpolish(cell)
            cell.style().polish(cell)
            cell.setAccessibleDescription("")
        words = " ".join(dict.fromkeys(problems.values()))
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        for key in marked:
            self._cells[key].setAccessibleDescription(words)

    def _add(self, key: str, cell: QWidget, read: Callable[[], str], width: int) -> None:
        if width:
            cell.setFixedWidth(round(width * text_scale()))
        self._line.insertWidget(self._line.count() - 1, cell, 0 if width else 1)
        self._cells[key] = cell
        self._values[key] = read
        if len(self._cells) == 1:
            self.setFocusProxy(cell)

    @Slot()
    def _tell(self) -> None:
        self.edited.emit()


class EditedRows(QWidget):
    """Rows under one another, with verbs that add some."""

    edited = Signal()
    """The user changed, added or removed a row."""
    left = Signal()
    """The user is done with a cell."""

    def __init__(
        self,
        make: Callable[[Row], EditedRow],
        new: Sequence[tuple[str, Row]],
        heads: Sequence[tuple[str, int]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``make`` makes a row; ``new`` are verbs with the row each adds; ``heads`` the titles."""
        super().__init__(parent)
        self._make = make
        self.rows: list[EditedRow] = []
        self._offered: EditedRow | None = None
        self.adders: list[Button] = []
        self._holder = QVBoxLayout()
        self._holder.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if heads:
            column.addLayout(_heads(heads))
        column.addLayout(self._holder)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for verb, row in new:
            button = Button(verb)
            button.setProperty("row", row)
            button.clicked.connect(self._grow)
            foot.addWidget(button)
            self.adders.append(button)
        foot.addStretch(1)
        column.addLayout(foot)

    def load(self, rows: Sequence[Row]) -> None:
        """Show ``rows``; the same again leaves the cursor alone."""
        if list(rows) == self.values():
            return
        while self.rows:
            self._drop(self.rows[-1])
        for row in rows:
            self._append(row)

    def values(self) -> list[Row]:
        """What the rows hold."""
        return [row.value() for row in self.rows]

    def show_problems(self, problems: Mapping[int, Mapping[str, str]]) -> None:
        """Say what is wrong, by the number of the row and the key of the cell."""
        for at, row in enumerate(self.rows):
            row.show_problems(problems.get(at, {}))

    def go_on(self) -> bool:
        """Enter was pressed: on to the same cell of the next row, or to a new row like the last.

        From a last row without a name, and where no cell has the cursor, there is nothing to go
        on to: False.
        """
        at = next((n for n, row in enumerate(self.rows) if row.focused_key()), None)
        if at is None:
            return False
        row = self.rows[at]
        if at + 1 < len(self.rows):
            self.rows[at + 1].cell(row.focused_key()).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if row.value()["name"].strip():
            kind = row.value().get("kind")
            adder = next(a for a in self.adders if a.property("row").get("kind") == kind)
            self._offered = self._add(adder.property("row"))
            return True
        return False

    def tidy(self) -> None:
        """Take away the row that Enter brought, when nothing was typed into it."""
        row, self._offered = self._offered, None
        fresh = [adder.property("row") for adder in self.adders]
        if row is not None and row in self.rows and row.value() in fresh:
            self._drop(row)
            self.edited.emit()

    @Slot()
    def _grow(self) -> None:
        self._add(self.sender().property("row"))

    def _add(self, value: Row) -> EditedRow:
        row = self._append(dict(value))
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        return row

    @Slot()
    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, EditedRow):
            self._drop(row)
            self.adders[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _append(self, value: Row) -> EditedRow:
        row = self._make(value)
        row.edited.connect(self.edited)
        row.left.connect(self.left)
        row.removed.connect(self._remove)
        self.rows.append(row)
        self._holder.addWidget(row)
        row.show()
        return row

    def _drop(self, row: EditedRow) -> None:
        self.rows.remove(row)
        self._holder.removeWidget(row)
        row.hide()
        row.deleteLater()


def person_row(value: Row) -> EditedRow:
    """A row of a person or a room."""
    row = EditedRow()
    row.text_cell("name", _tr("Name"), value["name"])
    kinds = (
        ("staff", _tr("Person")),
        ("room", _tr("Room")),
        ("equipment", _tr("Equipment")),
    )
    row.choice_cell("kind", _tr("Kind"), kinds, value["kind"], 130)
    return row


SERVICE_WIDTHS = {"minutes": 90, "price": 90, "places": 90}
"""Logical pixels of the cells behind the name."""


def service_row(value: Row) -> EditedRow:
    """A row of a service."""
    row = EditedRow()
    row.text_cell("name", _tr("Name"), value["name"])
    names = {"minutes": _tr("Minutes"), "price": _tr("Price"), "places": _tr("Places")}
    for key, width in SERVICE_WIDTHS.items():
        line = row.text_cell(key, names[key], value[key], width)
        if key == "price":
            line.setPlaceholderText(_tr("none"))
    return row


def _heads(heads: Sequence[tuple[str, int]]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for words, width in heads:
        label = PlainLabel(words, "caption")
        if width:
            label.setFixedWidth(round(width * text_scale()))
        line.addWidget(label, 0 if width else 1)
    line.addSpacing(28)
    return line


def _tr(words: str) -> str:
    return QCoreApplication.translate("Assistant", words)
