"""The painted part of a report: pointed at, moved through by keys, and opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from frontdesk.desk.reports import Report
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.drawing import Drawing, Look, Spot, height_of
from frontdesk.ui.reports.opened import Place
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.widgets.plain import plain_tool_tip

_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_HOURS_BELOW = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class ReportCanvas(QWidget):
    """Shows one report; each bar and each hour opens the visits behind it."""

    opened = Signal(object)
    """The ``Opened`` of what was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._report: Report | None = None
        self._spots: list[Spot] = []
        self._at = -1
        self._kept: Place | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_report(self, report: Report | None) -> None:
        """Paint another report; in the same kind of report keys stay where they stood."""
        before = self._report
        if report is None or before is None or report.kind is not before.kind:
            self._kept = None
        elif 0 <= self._at < len(self._spots):
            self._kept = self._spots[self._at].opens.place
        self._report, self._spots, self._at = report, [], -1
        self.setFixedHeight(height_of(report, self._look()) if report is not None else 0)
        self.setVisible(report is not None and bool(report.lines or report.grid))
        self.setAccessibleName("" if report is None else wording.kind_text(report.kind))
        self.setAccessibleDescription("" if report is None else wording.summary(report))
        self.update()

    @property
    def spots(self) -> list[Spot]:
        """What can be opened, as it was painted last."""
        return self._spots

    @property
    def at(self) -> int:
        """The place among ``spots`` that keys stand on; -1 for none."""
        return self._at

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the report, and the ring of the place that keys stand on."""
        painter = QPainter(self)
        if self._report is None:
            return
        room = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        self._spots = Drawing(painter, room, self._report, self._look()).spots
        if self._kept is not None:  # there may be more places before it by now
            places = [spot.opens.place for spot in self._spots]
            self._at = places.index(self._kept) if self._kept in places else -1
            self._kept = None
        if self.hasFocus() and 0 <= self._at < len(self._spots):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_scheme().accent), 2))
            painter.drawRect(self._spots[self._at].room.adjusted(1, 1, -1, -1))
        elif self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_scheme().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is pressed."""
        place = self._place(event)
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self._open()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where pressing opens something."""
        opens = self._place(event) >= 0
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, open with Enter or Space."""
        key = Qt.Key(event.key())
        if key in _KEYS and self._spots:
            turned = self.isRightToLeft() and key not in _HOURS_BELOW
            self._move((-1 if turned else 1) * _KEYS[key] * self._stride(key))
        elif key in _OPENS and 0 <= self._at < len(self._spots):
            self._open()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell what the pointer rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_of(event.pos().x(), event.pos().y())
            words = self._spots[place].opens.words if place >= 0 else ""
            QToolTip.showText(event.globalPos(), plain_tool_tip(words), self)
            return True
        return super().event(event)

    def _stride(self, key: Qt.Key) -> int:
        """A day of the heat map is a row of as many hours as are shown."""
        if self._report is None or self._report.grid is None or key not in _HOURS_BELOW:
            return 1
        return max(len(self._spots) // 7, 1)

    def _move(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._spots) - 1) if self._at >= 0 else 0
        announce(self, self._spots[self._at].opens.words)
        self.update()

    def _open(self) -> None:
        self.opened.emit(self._spots[self._at].opens)

    def _place(self, event: QMouseEvent) -> int:
        return self._place_of(event.position().x(), event.position().y())

    def _place_of(self, x: float, y: float) -> int:
        found = [n for n, spot in enumerate(self._spots) if spot.room.contains(x, y)]
        return found[0] if found else -1

    def _look(self) -> Look:
        small = font(tokens.FONT_SMALL)
        return Look(current_scheme(), small, text_scale(), self.isRightToLeft())
