"""Paints the cells of the list: with a style sheet a page of them takes longer than a frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from frontdesk.ui.agenda.entries import OVER, Entry
from frontdesk.ui.agenda.model import AgendaModel, Index
from frontdesk.ui.agenda.wording import Column, Standing
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font
from frontdesk.ui.theme.tokens import Scheme
from frontdesk.ui.widgets.mirror import isolated

_BADGES = {
    Standing.HELD: ("hold", "hold_ink"),
    Standing.ARRIVED: ("badge-arrived", "accent"),
    Standing.STARTED: ("badge-arrived", "accent"),
    Standing.DONE: ("check", "muted"),
    Standing.NO_SHOW: ("badge-no-show", "muted"),
    Standing.AVAILABLE: ("plus", "available_tick"),
    Standing.CANCELLED: ("close", "muted"),
    Standing.MOVED: ("close", "muted"),
    Standing.BOOKED: ("calendar", "muted"),
    Standing.RESERVED: ("clock", "muted"),
}
_UNPAID = ("badge-unpaid", "text")
_QUIET = (Column.LENGTH, Column.PHONE, Column.WITH, Column.NOTE)
_PAD = 7
_BAR = 3
_GAP = 6


class RowDelegate(QStyledItemDelegate):
    """Rows with a line below, a bar in the colour of the service, and a ring for the cursor."""

    def __init__(self, table: QAbstractItemView) -> None:
        """Paint for ``table``."""
        super().__init__(table)
        self._table = table
        self._faces: dict[tuple[bool, bool], tuple[QFont, QFontMetrics]] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        scheme, rect = current_scheme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(scheme.accent_tint))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(scheme.divider))
        model = index.model()
        entry = model.entry(index.row()) if isinstance(model, AgendaModel) else None
        if entry is not None:
            self._paint_content(painter, option, entry, Column(index.column()))
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the whole text, for a double click between two heads."""
        model = index.model()
        entry = model.entry(index.row()) if isinstance(model, AgendaModel) else None
        if entry is None:
            return QSize()
        column = Column(index.column())
        metrics = self._face_of(entry, column)[1]
        width = metrics.horizontalAdvance(entry.cells[column]) + 2 * _PAD
        if column in (Column.SERVICE, Column.STATUS):
            width += icons.SIZE + _GAP
        return QSize(width, metrics.height() + _PAD)

    def _paint_content(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, column: Column
    ) -> None:
        rect, scheme = option.rect, current_scheme()
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        if column == Column.SERVICE:
            bar = QRect(rect.left() + 3, rect.top() + 6, _BAR, rect.height() - 12)
            placed = QStyle.visualRect(option.direction, rect, bar)
            painter.fillRect(placed, QColor(scheme.hue(entry.color).bar))
            room.setLeft(room.left() + _GAP)
        elif column == Column.STATUS:
            at = QRect(room.left(), room.center().y() - icons.SIZE // 2 + 1, icons.SIZE, icons.SIZE)
            placed = QStyle.visualRect(option.direction, rect, at)
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(QPointF(placed.topLeft()), badge(entry, scheme, ratio))
            room.setLeft(at.right() + _GAP)
        face, metrics = self._face_of(entry, column)
        painter.setFont(face)
        painter.setPen(QColor(ink(entry, column, scheme)))
        words = metrics.elidedText(entry.cells[column], option.textElideMode, room.width())
        across = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = across | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        placed = QStyle.visualRect(option.direction, rect, room)
        painter.drawText(placed, flags | Qt.TextFlag.TextSingleLine, isolated(words))

    def _face_of(self, entry: Entry, column: Column) -> tuple[QFont, QFontMetrics]:
        """Names stand out; a name is struck out where nobody comes any more."""
        kind = (column == Column.CUSTOMER, entry.standing in OVER)
        if kind not in self._faces:
            is_name, is_over = kind
            weight = QFont.Weight.DemiBold if is_name else QFont.Weight.Normal
            face = font(tokens.FONT_BASE, weight)
            face.setStrikeOut(is_name and is_over)
            self._faces[kind] = (face, QFontMetrics(face))
        return self._faces[kind]


def status_width(words: str) -> int:
    """Pixels that a status needs with its icon, so that nothing of it is cut."""
    metrics = QFontMetrics(font(tokens.FONT_BASE))
    return metrics.horizontalAdvance(words) + 2 * _PAD + icons.SIZE + _GAP + 1


def badge(entry: Entry, scheme: Scheme, ratio: float) -> QPixmap:
    """The icon before the word for how a row stands; that it is unpaid wants to be seen first."""
    name, role = _UNPAID if entry.unpaid else _BADGES[entry.standing]
    return icons.pixmap(name, getattr(scheme, role), icons.SIZE, ratio)


def ink(entry: Entry, column: Column, scheme: Scheme) -> str:
    """The colour of the text of a cell."""
    if entry.unpaid and column == Column.STATUS:
        return scheme.text
    if entry.standing in OVER or entry.standing in (Standing.DONE, Standing.NO_SHOW):
        return scheme.muted
    if entry.standing is Standing.HELD:
        return scheme.hold_ink
    if entry.standing is Standing.AVAILABLE:
        return scheme.available_tick
    return scheme.secondary if column in _QUIET else scheme.text
