"""The list under the search box: part of the window, so that the cursor never leaves the box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontdesk.ui.find.wording import Entry
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip
from frontdesk.ui.widgets.shadow import Shadow

_WIDTH = 560
_GAP = 4
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class FoundRow(QAbstractButton):
    """One customer or visit in two lines; someone new in one."""

    _TALL, _LOW, _PAD = 48, 36, 12

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        """Show ``entry`` as it is: nothing in it is read as markup."""
        super().__init__(parent)
        self.entry = entry
        self.is_current = False
        self.setAccessibleName(entry.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares what lies beneath
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if entry.alert:
            set_plain_tool_tip(self, entry.alert)

    def sizeHint(self) -> QSize:
        """One row."""
        height = self._TALL if self.entry.target is not None else self._LOW
        return QSize(240, round(height * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the name with its alert, and what is known below."""
        painter = QPainter(self)
        scheme, entry = current_scheme(), self.entry
        painter.fillRect(self.rect(), QColor(scheme.base))
        if self.is_current or self.underMouse():
            tint = scheme.accent_tint if self.is_current else scheme.hover_tint
            painter.fillRect(self.rect(), QColor(tint))
        room = QRectF(self.rect()).adjusted(self._PAD, 4, -self._PAD, -4)
        if entry.target is None:
            ratio = self.devicePixelRatioF()
            plus = icons.pixmap("new-customer", scheme.accent, icons.SIZE, ratio)
            painter.drawPixmap(QPoint(self._PAD, (self.height() - icons.SIZE) // 2), plus)
            room.setLeft(room.left() + icons.SIZE + 8)
            self._write(painter, room, _LEFT, entry.title, scheme.accent)
            return
        first, second = QRectF(room), QRectF(room)
        first.setHeight(room.height() / 2)
        second.setTop(first.bottom())
        first.setRight(self._aside(painter, first, entry.aside, scheme.text, tokens.FONT_BASE))
        painter.setFont(font(tokens.FONT_BASE, QFont.Weight.DemiBold))
        alert = self._alert_width(entry.alert)
        name = QRectF(first)
        name.setWidth(max(first.width() - alert, first.width() * 0.4))
        used = self._write(painter, name, _LEFT, entry.title, scheme.text)
        if entry.alert:
            first.setLeft(name.left() + used + 8)
            self._pill(painter, first, entry.alert)
        painter.setFont(font(tokens.FONT_SMALL))
        ink = scheme.last_call_ink if entry.warns else scheme.secondary
        second.setRight(self._aside(painter, second, entry.remark, ink, tokens.FONT_SMALL))
        painter.setFont(font(tokens.FONT_SMALL))
        self._write(painter, second, _LEFT, entry.detail, scheme.secondary)

    def _aside(self, painter: QPainter, room: QRectF, words: str, ink: str, size: int) -> float:
        """Write ``words`` at the right, and answer where they begin."""
        if not words:
            return room.right()
        painter.setFont(font(size))
        part = QRectF(room)
        part.setLeft(room.left() + room.width() * 0.5)
        return room.right() - self._write(painter, part, _RIGHT, words, ink) - 12

    @staticmethod
    def _write(
        painter: QPainter, room: QRectF, where: Qt.AlignmentFlag, words: str, ink: str
    ) -> float:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(QColor(ink))
        painter.drawText(room, where | Qt.TextFlag.TextSingleLine, shown)
        return float(metrics.horizontalAdvance(shown))

    @staticmethod
    def _alert_width(words: str) -> float:
        return 0.0 if not words else 8.0 + min(12 + 7.5 * len(words), 180)

    def _pill(self, painter: QPainter, room: QRectF, words: str) -> None:
        hue = current_scheme().hues["rust"]
        painter.setFont(font(tokens.FONT_SMALLEST))
        metrics = painter.fontMetrics()
        widest = int(room.width()) - 16
        if widest < 24:
            return
        shown = metrics.elidedText(f"! {words}", Qt.TextElideMode.ElideRight, widest)
        height = metrics.height() + 3
        box = QRectF(room.left(), 0, metrics.horizontalAdvance(shown) + 16, height)
        box.moveTop(room.center().y() - height / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(hue.fill))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(hue.bar))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class FindPopup(QFrame):
    """Rows under a box of the same window; one of them is current."""

    chosen = Signal(object)
    """The ``Entry`` that was chosen."""

    def __init__(self, window: QWidget, below: QWidget) -> None:
        """Float over ``window``, ``below`` the search box."""
        super().__init__(window)
        self._below = below
        self._rows: list[FoundRow] = []
        self._current = 0
        self._spoken: Entry | None = None
        self.setProperty("look", "floating")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Found"))
        self._shadow = Shadow(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 5, 1, 5)
        self._column.setSpacing(0)
        self._more = PlainLabel(self.tr("There are more: type another letter or digit."), "muted")
        self._more.setContentsMargins(12, 4, 12, 6)
        self._column.addWidget(self._more)
        window.installEventFilter(self)
        self.hide()

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        """The rows from first to last."""
        return tuple(self._rows)

    @property
    def current(self) -> Entry | None:
        """The entry that Enter chooses."""
        return self._rows[self._current].entry if self._rows else None

    def show_entries(self, entries: Sequence[Entry], more: bool) -> None:
        """Show ``entries``, the first of them current; ``more`` were found than are shown."""
        if [row.entry for row in self._rows] != list(entries):
            self._replace(entries)
        self._more.setVisible(more)
        self._set_current(0)
        self._speak_first()
        self.show()
        self.place()
        self.raise_()

    def _speak_first(self) -> None:
        """Have the first row read, once for as long as it stays the first."""
        first = self.current
        if first != self._spoken:
            self._spoken = first
            announce(self, first.spoken if first is not None else "")

    def step(self, by: int) -> None:
        """Make another row current, and have it read."""
        if self._rows:
            self._set_current(min(max(self._current + by, 0), len(self._rows) - 1))
            announce(self, self._rows[self._current].entry.spoken)

    def place(self) -> None:
        """Stand under the box, as wide as the window allows."""
        window = self.parentWidget()
        if window is None:
            return
        width = min(max(self._below.width(), round(_WIDTH * text_scale())), window.width() - 16)
        self.setFixedWidth(width)
        height = self.sizeHint().height()
        at = self._below.mapTo(window, QPoint(0, self._below.height() + _GAP))
        left = min(max(at.x(), 8), window.width() - width - 8)
        self.setGeometry(left, at.y(), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the box when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def _replace(self, entries: Sequence[Entry]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [FoundRow(entry, self) for entry in entries]
        for at, row in enumerate(self._rows):
            row.clicked.connect(self._tell)
            self._column.insertWidget(at, row)
            row.show()

    def _set_current(self, at: int) -> None:
        self._current = at
        for index, row in enumerate(self._rows):
            row.is_current = index == at
            row.update()

    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, FoundRow):
            self.chosen.emit(row.entry)
