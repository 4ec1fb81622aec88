"""Blocks of a person, a room or a place: time taken without a visit, once or repeating."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import Check, DateField, TimeField, Today
from frontdesk.ui.manager.repetition_field import RepetitionField
from frontdesk.ui.manager.repetition_words import block_times, block_title
from frontdesk.ui.manager.reveal import go_to
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import LineField
from frontdesk.ui.widgets.plain import plain_tool_tip

BlockEntry = dict[str, Any]
_AT = re.compile(r"\[(\d+)\]\.?(.*)")
_MOST_ROWS = 6


class BlockBox(QFrame):
    """One block: why, from when to when, and how it repeats."""

    edited = Signal()
    removed = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self._block: BlockEntry = {}
        self.reason = LineField(self.tr("Reason"), self.tr("such as Leave, Meeting or Repair"))
        self.whole_days = Check(self.tr("Whole days"))
        self.first = DateField(self.tr("From"), today)
        self.start = TimeField(self.tr("At"))
        self.last = DateField(self.tr("Until"), today)
        self.end = TimeField(self.tr("At"))
        self.repeats = RepetitionField(today)
        self.remove = Button(self.tr("Remove this block"))
        for field in (self.reason, self.first, self.start, self.last, self.end, self.repeats):
            field.edited.connect(self.edited)
        self.whole_days.clicked.connect(self._switch)
        self.remove.clicked.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.reason)
        column.addWidget(Columns(self.first, self.start, self.last, self.end))
        column.addWidget(self.whole_days)
        column.addWidget(self.repeats)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)

    def load(self, block: BlockEntry) -> None:
        """Show ``block``."""
        self._block = block
        self.reason.load(str(block.get("reason", "")))
        if (block.get("start"), block.get("end")) != self._span():
            self._show_span(str(block.get("start", "")), str(block.get("end", "")))
        for field in (self.start, self.end):
            field.setVisible(not self.whole_days.isChecked())
        self.repeats.load(block)

    def value(self) -> BlockEntry:
        """The block as the file holds it."""
        start, end = self._span()
        rule = self.repeats.value()
        shown = {"start": start, "end": end, "reason": self.reason.value(), "rrule": rule}
        return self._block | {
            key: value for key, value in shown.items() if value or key in self._block
        }

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong at each field."""
        self.first.set_problem(problems.get("start", ""))
        self.last.set_problem(problems.get("end", ""))
        self.reason.set_problem(problems.get("reason", problems.get("", "")))
        self.repeats.set_problem(problems.get("rrule", ""))

    @Slot()
    def _switch(self) -> None:
        """Between whole days and times; a block of whole days gets usual times to change."""
        if not self.whole_days.isChecked():
            with QSignalBlocker(self.start), QSignalBlocker(self.end):
                self.start.load("09:00")
                self.end.load("17:00")
        self.edited.emit()

    def _span(self) -> tuple[str, str]:
        """Start and end in wall-clock; the last of whole days ends at the midnight after it."""
        if self.whole_days.isChecked():
            return f"{self.first.value()}T00:00", _next_midnight(self.last.value())
        end = self.end.value()
        if end == "24:00":
            return f"{self.first.value()}T{self.start.value()}", _next_midnight(self.last.value())
        return f"{self.first.value()}T{self.start.value()}", f"{self.last.value()}T{end}"

    def _show_span(self, start: str, end: str) -> None:
        whole = start.endswith("T00:00") and end.endswith("T00:00") and start < end
        self.whole_days.setChecked(whole)
        first, _t, clock = start.partition("T")
        self.first.load(first)
        self.start.load(clock)
        last, _t, clock = end.partition("T")
        self.last.load(_day_before(last) if whole else last)
        self.end.load(clock)


class BlocksField(QWidget):
    """The blocks in a list, the chosen one in its box below."""

    edited = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """Begin without blocks."""
        super().__init__(parent)
        self._today = today
        self._blocks: list[BlockEntry] = []
        self._problems: dict[int, dict[str, str]] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Blocks"))
        self.list.setProperty("look", "rows")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = BlockBox(today)
        self.add = Button(self.tr("Add a block"))
        self.list.currentRowChanged.connect(self._open)
        self.box.edited.connect(self._take)
        self.box.removed.connect(self._remove)
        self.add.clicked.connect(self._add)
        self.setFocusProxy(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)
        self._render()

    def load(self, blocks: Sequence[BlockEntry], *, is_other: bool = False) -> None:
        """Show ``blocks``; of another entry none is open."""
        if is_other:
            self._set_row(-1)
        self._blocks = deepcopy(list(blocks))
        self._render()

    def value(self) -> list[BlockEntry]:
        """The blocks as the file holds them."""
        return deepcopy(self._blocks)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say each problem at its block; the first block with one is opened."""
        said: dict[int, dict[str, str]] = {}
        for path, sentence in problems.items():
            match = _AT.fullmatch(path)
            at, below = (int(match[1]), match[2]) if match else (0, "")
            said.setdefault(at, {})[below] = sentence
        self._problems = said
        if said and self.list.currentRow() not in said:
            self._set_row(min(said))
        self._render()

    @Slot()
    def _add(self) -> None:
        day = (self._today() + timedelta(days=1)).isoformat()
        self._blocks.append(
            {"start": f"{day}T12:00", "end": f"{day}T13:00", "reason": "", "rrule": None}
        )
        self._render()
        self._set_row(len(self._blocks) - 1)
        self._render()
        go_to(self.box.reason, self.box)
        self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        row = self.list.currentRow()
        del self._blocks[row]
        self._set_row(-1)
        self._render()
        go_to(self.add)
        self.edited.emit()

    @Slot()
    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._blocks):
            self._blocks[row] = self.box.value()
            self.edited.emit()

    @Slot()
    def _open(self) -> None:
        self._render()

    def _render(self) -> None:
        texts = [f"{block_title(block)}  ·  {block_times(block)}" for block in self._blocks]
        row = self.list.currentRow()
        with QSignalBlocker(self.list):
            while self.list.count() > len(texts):
                self.list.takeItem(self.list.count() - 1)
            while self.list.count() < len(texts):
                item = QListWidgetItem()
                item.setSizeHint(QSize(0, _row_height()))
                self.list.addItem(item)
            for at, words in enumerate(texts):
                item = self.list.item(at)
                if item.text() != words:
                    item.setText(words)
                    item.setToolTip(plain_tool_tip(words))
        rows = min(len(texts), _MOST_ROWS)
        self.list.setVisible(bool(texts))
        self.list.setFixedHeight(_row_height() * max(rows, 1) + 4)
        is_open = 0 <= row < len(self._blocks)
        self.box.setVisible(is_open)
        if is_open:
            self.box.load(self._blocks[row])
            self.box.show_problems(self._problems.get(row, {}))

    def _set_row(self, row: int) -> None:
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(row)


def _row_height() -> int:
    return round((tokens.ROW_HEIGHT + 3) * text_scale())


def _next_midnight(day: str) -> str:
    try:
        moment = datetime.strptime(day, "%Y-%m-%d") + timedelta(days=1)
    except (ValueError, OverflowError):
        return f"{day}T00:00"
    return moment.strftime("%Y-%m-%dT00:00")


def _day_before(day: str) -> str:
    try:
        return (datetime.strptime(day, "%Y-%m-%d") - timedelta(days=1)).strftime("%Y-%m-%d")
    except (ValueError, OverflowError):
        return day
