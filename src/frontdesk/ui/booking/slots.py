"""A short list of times to take: each row one button, moved through by the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.desk.answers import Opening
from frontdesk.ui.text import time_text
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.mirror import placed


class SlotRow(QAbstractButton):
    """One time: "14:50  Today · Ben"."""

    _HEIGHT = 30
    _PAD = 8

    enteredWithShift = Signal()
    """Shift and Enter, or Shift and a click."""

    def __init__(self, time: str, rest: str, name: str, parent: QWidget | None = None) -> None:
        """``time`` stands out, ``rest`` follows; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._time = time
        self._rest = rest
        self._pill = ""
        self._hint = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_pill(self, words: str) -> None:
        """Show a short remark at the right: "fills a gap"."""
        self._pill = words
        self.update()

    def set_hint(self, key: str) -> None:
        """Mark the row as the one that ``key`` takes from elsewhere; empty takes it away."""
        self._hint = key
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(160, round(self._HEIGHT * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the time, the rest, and the line below."""
        painter = QPainter(self)
        scheme = current_scheme()
        if self.isDown() or self.underMouse() or self._hint:
            tint = scheme.accent_tint if self._hint else scheme.hover_tint
            painter.fillRect(self.rect(), QColor(tint))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(scheme.divider))
        bold = font(tokens.FONT_BASE, QFont.Weight.DemiBold)
        words = (self._time, time_text(12))
        width = max(QFontMetrics(bold).horizontalAdvance(word) for word in words)
        room = QRectF(self.rect()).adjusted(self._PAD, 0, -self._PAD, -1)
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(bold)
        painter.setPen(QColor(scheme.text if self.isEnabled() else scheme.muted))
        time = QRectF(room.x(), room.y(), width, room.height())
        painter.drawText(placed(self, time), across, self._time)
        painter.setFont(font(tokens.FONT_BASE))
        painter.setPen(QColor(scheme.secondary if self.isEnabled() else scheme.muted))
        left = room.x() + width + 10
        room.setRight(self._paint_right(painter, room))
        painter.setFont(font(tokens.FONT_BASE))
        painter.setPen(QColor(scheme.secondary if self.isEnabled() else scheme.muted))
        shown = painter.fontMetrics().elidedText(
            self._rest, Qt.TextElideMode.ElideRight, int(room.right() - left)
        )
        rest = QRectF(left, room.y(), room.right() - left, room.height())
        painter.drawText(placed(self, rest), across, shown)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the remark's ground would cover the row
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -2)
            painter.drawRoundedRect(ring, tokens.RADIUS, tokens.RADIUS)

    def _paint_right(self, painter: QPainter, room: QRectF) -> float:
        """Paint the key and the remark at the right, and answer where they begin."""
        scheme, end = current_scheme(), room.right()
        painter.setFont(font(tokens.FONT_SMALLEST))
        metrics = painter.fontMetrics()
        if self._hint:
            painter.setPen(QColor(scheme.muted))
            across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            hint = QRectF(room.x(), room.y(), end - room.x(), room.height())
            painter.drawText(placed(self, hint), across, self._hint)
            end -= metrics.horizontalAdvance(self._hint) + 8
        if self._pill:
            height = metrics.height() + 3
            wide = metrics.horizontalAdvance(self._pill) + 16
            box = QRectF(end - wide, room.center().y() - height / 2, wide, height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.available))
            painter.drawRoundedRect(placed(self, box), height / 2, height / 2)
            painter.setPen(QColor(scheme.available_tick))
            painter.drawText(placed(self, box), Qt.AlignmentFlag.AlignCenter, self._pill)
            end = box.left() - 8
        return end

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click takes the time; with Shift it asks for more."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.isDown():
            self.setDown(False)
            self.enteredWithShift.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the time, as Space does on any button; the arrows go to the next row."""
        key = event.key()
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.isAutoRepeat():
            return  # a key that is still down is not a second press
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.enteredWithShift.emit()
        elif is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class SlotList(QWidget):
    """Times to take with one click or Enter."""

    taken = Signal(object)
    """The ``Opening`` that the user took."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._shown: list[tuple[Opening, str, str]] = []
        self._rows: list[SlotRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> tuple[SlotRow, ...]:
        """The buttons, from first to last."""
        return tuple(self._rows)

    def show_times(self, times: Sequence[tuple[Opening, str, str]]) -> None:
        """Show ``times`` as (opening, time, rest); the same times again change nothing."""
        if list(times) == self._shown:
            return
        self._shown = list(times)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for _opening, time, rest in times:
            row = SlotRow(time, rest, f"{time}, {rest}")
            row.clicked.connect(self._take)
            self._column.addWidget(row)
            self._rows.append(row)

    def _take(self) -> None:
        row = self.sender()
        if isinstance(row, SlotRow) and row in self._rows:
            self.taken.emit(self._shown[self._rows.index(row)][0])
