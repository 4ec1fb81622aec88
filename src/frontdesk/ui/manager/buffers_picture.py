"""A visit with the time kept free before and after it, drawn to scale."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale

_EXAMPLE = 10 * 60
"""The example starts at 10:00."""
_BAR = 40
_AXIS = 18


class BuffersPicture(QWidget):
    """One bar: hatched where only people and rooms are taken, plain where the customer is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to draw."""
        super().__init__(parent)
        self._minutes = (0, 0, 0)
        self._color = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lengths(self, before: int, length: int, after: int, color: str) -> None:
        """Draw a visit of ``length`` minutes; 0 draws nothing."""
        if ((before, length, after), color) != (self._minutes, self._color):
            self._minutes, self._color = (before, length, after), color
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(360, round((_BAR + _AXIS + 4) * text_scale()))

    def minimumSizeHint(self) -> QSize:
        """Half of that in width."""
        return QSize(180, self.sizeHint().height())

    def edges(self) -> tuple[float, float, float, float]:
        """Where the bar begins, the visit begins and ends, and the bar ends: pixels from left."""
        before, length, after = self._minutes
        total = max(before + length + after, 1)
        room, margin = self.width() - 2 * self._margin(), self._margin()
        points = (0, before, before + length, total)
        first, start, end, last = (margin + room * at / total for at in points)
        return first, start, end, last

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, and the times at its edges."""
        before, length, after = self._minutes
        if not length:
            return
        painter = QPainter(self)
        scheme = current_scheme()
        hue = scheme.hue(self._color)
        first, start, end, last = self.edges()
        height = _BAR * text_scale()
        for left, right, minutes in ((first, start, before), (end, last, after)):
            if minutes:
                place = QRectF(left, 0, right - left, height)
                ground = scheme.buffer_fill(hue)
                painter.fillRect(place, QColor(ground))
                hatch = QColor(scheme.hatch_on(ground, scheme.text))
                painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
                self._write(painter, place, minutes, scheme.secondary)
        visit = QRectF(start, 0, end - start, height)
        painter.fillRect(visit, QColor(hue.fill))
        painter.fillRect(QRectF(start, 0, 4, height), QColor(hue.bar))
        self._write(painter, visit.adjusted(8, 0, 0, 0), length, scheme.text)
        painter.setPen(QPen(QColor(scheme.divider), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(first, 0, last - first, height).adjusted(0.5, 0.5, -0.5, -0.5))
        self._axis(painter, height)

    def _write(self, painter: QPainter, place: QRectF, minutes: int, ink: str) -> None:
        words = self.tr("{minutes} min").format(minutes=minutes)
        painter.setFont(font(tokens.FONT_SMALL))
        if painter.fontMetrics().horizontalAdvance(words) > place.width() - 4:
            words = str(minutes)
        if painter.fontMetrics().horizontalAdvance(words) <= place.width() - 4:
            painter.setPen(QColor(ink))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _axis(self, painter: QPainter, top: float) -> None:
        """The times below the edges; those of the visit itself go before the others."""
        before, length, after = self._minutes
        first, start, end, last = self.edges()
        painter.setFont(font(tokens.FONT_SMALL))
        painter.setPen(QColor(current_scheme().muted))
        taken: list[QRectF] = []
        for x, minute in (
            (start, _EXAMPLE),
            (end, _EXAMPLE + length),
            (first, _EXAMPLE - before),
            (last, _EXAMPLE + length + after),
        ):
            words = clock(minute)
            width = painter.fontMetrics().horizontalAdvance(words) + 6
            place = QRectF(x - width / 2, top + 2, width, _AXIS * text_scale())
            if not any(place.intersects(other) for other in taken):
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
                taken.append(place)

    def _margin(self) -> float:
        return 20 * text_scale()


def clock(minute: int) -> str:
    """A minute of the day as "9:50", also of the day before or after."""
    hours, minutes = divmod(minute % 1440, 60)
    return f"{hours}:{minutes:02}"


def taken_span(before: int, length: int, after: int) -> tuple[str, str, str, str]:
    """The four times of the example: taken from, visit from, visit to, taken to."""
    points = (-before, 0, length, length + after)
    first, start, end, last = (clock(_EXAMPLE + at) for at in points)
    return first, start, end, last
