"""Paints the scrolled body of the calendar: the days, what is dragged, or why there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.painter import DayPainter
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale

if TYPE_CHECKING:
    from frontdesk.ui.calendar.view import CalendarView

_MARGIN = 24


class BodyPainter:
    """Keeps a painter for the scheme, the text size and the screen that the view has now."""

    def __init__(self, view: CalendarView) -> None:
        """Paint the viewport of ``view``."""
        self._view = view
        self._painter = self._made()
        self.empty_text = ""

    def forget(self) -> None:
        """The scheme, the font or the direction is another one."""
        self._painter = self._made()

    def paint(self, painter: QPainter, part: QRect) -> None:
        """Paint ``part`` of the viewport; the painter's origin is the viewport's."""
        view, scene = self._view, self._view.scene
        if scene is None or not scene.columns:
            painter.fillRect(part, QColor(current_scheme().base))
            self._paint_empty(painter)
            return
        if self._painter.ratio != view.devicePixelRatioF():  # the window is on another screen
            self._painter = self._made()
        offset = view.offset()
        painter.save()
        painter.translate(-offset)
        body = part.translated(offset)
        area = Rect(body.x(), body.y(), body.width(), body.height())
        self._painter.paint(painter, scene, area, view.emphasis)
        view.dragging.shown.paint(painter, area)
        painter.restore()

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(font(tokens.FONT_BASE))
        painter.setPen(QColor(current_scheme().secondary))
        room = self._view.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        centred = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(room, centred, self.empty_text)

    def _made(self) -> DayPainter:
        return DayPainter(current_scheme(), text_scale(), self._view.devicePixelRatioF())
