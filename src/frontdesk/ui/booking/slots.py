"""A short list of times to take: each row one button, moved through by the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.desk.answers import Opening
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale


class SlotRow(QAbstractButton):
    """One time: "14:50  Today · Ben"."""

    _HEIGHT = 30
    _PAD = 8

    def __init__(self, time: str, rest: str, name: str, parent: QWidget | None = None) -> None:
        """``time`` stands out, ``rest`` follows; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._time = time
        self._rest = rest
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(160, round(self._HEIGHT * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the time, the rest, and the line below."""
        painter = QPainter(self)
        scheme = current_scheme()
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), QColor(scheme.hover_tint))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(scheme.divider))
        bold = font(tokens.FONT_BASE, QFont.Weight.DemiBold)
        width = max(QFontMetrics(bold).horizontalAdvance(word) for word in (self._time, "00:00"))
        room = QRectF(self.rect()).adjusted(self._PAD, 0, -self._PAD, -1)
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(bold)
        painter.setPen(QColor(scheme.text if self.isEnabled() else scheme.muted))
        painter.drawText(QRectF(room.x(), room.y(), width, room.height()), across, self._time)
        painter.setFont(font(tokens.FONT_BASE))
        painter.setPen(QColor(scheme.secondary if self.isEnabled() else scheme.muted))
        left = room.x() + width + 10
        shown = painter.fontMetrics().elidedText(
            self._rest, Qt.TextElideMode.ElideRight, int(room.right() - left)
        )
        painter.drawText(QRectF(left, room.y(), room.right() - left, room.height()), across, shown)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(scheme.accent), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -2)
            painter.drawRoundedRect(ring, tokens.RADIUS, tokens.RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the time, as Space does on any button; the arrows go to the next row."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
