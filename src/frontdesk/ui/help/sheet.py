"""The sheet of keys: everything that keys can do, on one card over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.help.keys import KeyGroup, KeyLine, key_groups
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.overlay import Overlay
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead

_SIZE = QSize(1300, 860)
_COLUMN = 380
_GAP = 32
_LONG_KEYS = 20
"""Letters of the keys of a line that still stand side by side."""
_HEAD_ROWS = 2
"""Rows that the heading of a group takes, when columns are made equally long."""


class KeySheet(Overlay):
    """Reads the menus each time it is opened."""

    def __init__(self, window: QMainWindow) -> None:
        """Make a closed sheet over ``window``."""
        super().__init__(window, "", _SIZE.width(), _SIZE.height())
        name = self.tr("Keys")
        self.setAccessibleName(name)
        self.card.setAccessibleName(name)
        self.close_button = Button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(name, "title"), 1)
        head.addWidget(self.close_button)
        self.columns = _Columns()
        self.content.addLayout(head)
        self.content.addWidget(self.columns, 1)

    def keys_that_close(self) -> frozenset[int]:
        """The key that opens it closes it too."""
        return frozenset({Qt.Key.Key_Question})

    def open(self) -> None:
        """Show the keys as they are now."""
        self.columns.show_groups(key_groups(self._window))
        self.open_with(self.columns)
        self.fit_height(self.columns.viewport(), self.columns.whole_height())


class _Columns(QScrollArea):
    """Groups of keys in as many columns as have room; scrolled by the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[KeyGroup, ...] = ()
        self._count = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys and what they do"))

    def show_groups(self, groups: tuple[KeyGroup, ...]) -> None:
        """Show ``groups``, from the top."""
        self._groups = groups
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def whole_height(self) -> int:
        """Logical pixels that the groups need to be seen without scrolling."""
        body = self.widget()
        layout = body.layout() if body is not None else None
        return 0 if layout is None else layout.totalHeightForWidth(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make as many columns as have room."""
        super().resizeEvent(event)
        if self._groups and self._room() != self._count:
            self._lay_out()

    def _room(self) -> int:
        return max(round(self.viewport().width() / ((_COLUMN + _GAP) * text_scale())), 1)

    def _lay_out(self) -> None:
        self._count = self._room()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, tokens.SPACE * 2, 0)
        row.setSpacing(_GAP)
        for groups in in_columns(self._groups, self._count):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in groups:
                column.addLayout(_group(group))
            column.addStretch(1)
            row.addLayout(column, 1)
        self.setWidget(body)


def in_columns(groups: Sequence[KeyGroup], count: int) -> list[list[KeyGroup]]:
    """``groups`` in at most ``count`` columns about equally long; each goes into the shortest."""
    columns: list[list[KeyGroup]] = [[] for _ in range(count)]
    lengths = [0] * count
    for group in sorted(groups, key=lambda entry: -len(entry.lines)):
        at = lengths.index(min(lengths))
        columns[at].append(group)
        lengths[at] += len(group.lines) + _HEAD_ROWS
    order = {group.title: index for index, group in enumerate(groups)}
    for column in columns:
        column.sort(key=lambda group: order[group.title])
    return sorted((column for column in columns if column), key=lambda c: order[c[0].title])


def _group(group: KeyGroup) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(SectionHead(group.title))
    if group.note:
        column.addWidget(PlainLabel(group.note, "caption"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for index, line in enumerate(group.lines):
        verb = PlainLabel(line.verb)
        verb.setWordWrap(True)
        grid.addWidget(_caps(line), index, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(verb, index, 1)
    column.addLayout(grid)
    return column


def _caps(line: KeyLine) -> QWidget:
    """The keys of a line, each as the cap of a key."""
    caps = QWidget()
    caps.setMinimumWidth(round(104 * text_scale()))
    long = sum(len(key) for key in line.keys) > _LONG_KEYS
    row = QVBoxLayout(caps) if long else QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3 if long else 4)
    for key in line.keys:
        cap = PlainLabel(key, "key")
        cap.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        row.addWidget(cap)
    row.addStretch(1)
    return caps
