"""The tray below the calendar: visits that wait there, at their old time, to be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from frontdesk.ui.calendar.gesture_values import Lifted
from frontdesk.ui.calendar.gestures import DRAG_REACH
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.buttons import IconButton
from frontdesk.ui.widgets.mirror import isolated
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip

_PAD = 10
_WIDEST = 240
_CHIP_HEIGHT = 38


@dataclass(frozen=True, slots=True)
class TrayEntry:
    """A visit on the tray. ``copies``: placing it makes a copy, and the visit stays."""

    lifted: Lifted
    title: str
    detail: str
    copies: bool = False

    @property
    def key(self) -> tuple[int, bool]:
        """What tells it from the others."""
        return self.lifted.visit_id, self.copies


class TrayChip(QWidget):
    """One visit on the tray: dragged off by the mouse, or placed at the cell cursor by Enter."""

    pulled = Signal(object)
    """A drag began: the ``TrayEntry``."""
    carried = Signal(QPoint, object)
    """The pointer (global) and the modifier keys during the drag."""
    dropped = Signal()
    abandoned = Signal()
    """Esc during the drag, or the mouse was taken away."""
    wanted = Signal(object)
    """Enter: place the ``TrayEntry`` at the cell cursor."""
    removed = Signal(object)
    """Delete, Esc or ×: the ``TrayEntry`` goes back."""

    def __init__(self, entry: TrayEntry) -> None:
        """Show ``entry``."""
        super().__init__()
        self.entry = entry
        self._pressed: QPointF | None = None
        self._drags = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{entry.title}, {entry.detail}")
        self.setAccessibleDescription(self.tr("Enter places it at the cursor of the calendar"))
        set_plain_tool_tip(self, f"{entry.title}\n{entry.detail}")
        close = IconButton("close", self.tr("Take off the tray"), size=22)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Delete does the same
        close.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(close)

    def sizeHint(self) -> QSize:
        """As wide as its texts, within limits."""
        bold = QFontMetrics(_title_face()).horizontalAdvance(self.entry.title)
        small = QFontMetrics(_detail_face()).horizontalAdvance(self.entry.detail)
        width = min(max(bold, small), round(_WIDEST * text_scale())) + 2 * _PAD + 28
        return QSize(width, round(_CHIP_HEIGHT * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a small block: bar, name, and what it is."""
        scheme = current_scheme()
        hue = scheme.hue(self.entry.lifted.color or "slate")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QColor(scheme.accent if self.hasFocus() else hue.bar))
            painter.setBrush(QColor(hue.fill))
            painter.drawRoundedRect(body, tokens.RADIUS, tokens.RADIUS)
            rtl = self.isRightToLeft()
            bar = self.width() - tokens.COLOUR_BAR if rtl else 0
            painter.fillRect(QRectF(bar, 0, tokens.COLOUR_BAR, self.height()), QColor(hue.bar))
            room, middle = self.width() - 2 * _PAD - 26, self.height() / 2
            for text, face, ink, base in (
                (self.entry.title, _title_face(), scheme.text, middle - 3 * text_scale()),
                (self.entry.detail, _detail_face(), scheme.secondary, middle + 12 * text_scale()),
            ):
                metrics = QFontMetrics(face)
                painter.setFont(face)
                painter.setPen(QColor(ink))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                far = self.width() - _PAD - 2 - metrics.horizontalAdvance(shown)
                painter.drawText(QPointF(far if rtl else _PAD + 2, round(base)), isolated(shown))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Maybe the begin of a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        elif self._drags:
            self._end()
            self.abandoned.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it off."""
        if self._pressed is None:
            return
        away = event.position() - self._pressed
        if not self._drags:
            if away.x() ** 2 + away.y() ** 2 < DRAG_REACH**2:
                return
            self._drags = True
            self.pulled.emit(self.entry)
        self.carried.emit(event.globalPosition().toPoint(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put it down, wherever it is."""
        if event.button() == Qt.MouseButton.LeftButton:
            drags = self._drags
            self._end()
            if drags:
                self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter places it, Delete and Esc put it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self.entry)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            self._remove()
        else:
            super().keyPressEvent(event)

    def _end(self) -> None:
        self._pressed, self._drags = None, False

    def _remove(self) -> None:
        self.removed.emit(self.entry)


class Tray(QFrame):
    """The strip with the chips; hidden while nothing lies on it."""

    pulled = Signal(object)
    carried = Signal(QPoint, object)
    dropped = Signal()
    abandoned = Signal()
    wanted = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty, hidden tray."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tray"))
        self._chips: dict[tuple[int, bool], TrayChip] = {}
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._row)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setViewport(QWidget())  # to look Qt's own up would cost the start 20 ms
        scroll.setWidget(inside)
        scroll.setFixedHeight(round((_CHIP_HEIGHT + 2) * text_scale()))
        for part in (scroll, inside):
            part.setAutoFillBackground(False)
        self._scroll = scroll
        hint = PlainLabel(self.tr("Ctrl+V places at the cursor"), "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("Tray"), "strong"))
        row.addWidget(scroll, 1)
        row.addWidget(hint)
        self.hide()

    def chips(self) -> Sequence[TrayChip]:
        """The chips, the first that was put there in front."""
        return tuple(self._chips.values())

    def show_entries(self, entries: Sequence[TrayEntry]) -> None:
        """Show ``entries`` instead of what lay here; a chip that stays keeps the focus."""
        wanted = {entry.key: entry for entry in entries}
        for key, chip in list(self._chips.items()):
            if wanted.get(key) != chip.entry:
                del self._chips[key]
                self._row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
        for place, entry in enumerate(entries):
            if entry.key not in self._chips:
                chip = self._chips[entry.key] = self._made(entry)
                self._row.insertWidget(place, chip)
        self.setVisible(bool(entries))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and a line above it."""
        scheme = current_scheme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(scheme.surface))
            painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(scheme.hour_line))

    def changeEvent(self, event: QEvent) -> None:
        """Take over another scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _made(self, entry: TrayEntry) -> TrayChip:
        chip = TrayChip(entry)
        chip.pulled.connect(self.pulled)
        chip.carried.connect(self.carried)
        chip.dropped.connect(self.dropped)
        chip.abandoned.connect(self.abandoned)
        chip.wanted.connect(self.wanted)
        chip.removed.connect(self.removed)
        return chip


def _title_face() -> QFont:
    return font(tokens.FONT_BASE, QFont.Weight.DemiBold)


def _detail_face() -> QFont:
    return font(tokens.FONT_SMALL)
