"""The list of services: one is chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.engine.values import Service
from frontdesk.ui import text
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.mirror import isolated, placed
from frontdesk.ui.widgets.toggles import ReadersClick


class ServiceRow(ReadersClick, QAbstractButton):
    """One service: its colour, its name, its length and price."""

    _PAD = 8
    _BAR = 3

    def __init__(self, service: Service | None, name: str, parent: QWidget | None = None) -> None:
        """A row for ``service``, or for none of them."""
        super().__init__(parent)
        self.service_id = service.id if service is not None else ""
        self._name = name
        self._color = service.color if service is not None else ""
        self._detail = ""
        if service is not None:
            parts = (text.minutes_text(service.duration.default), text.short_price_text(service))
            self._detail = " · ".join(part for part in parts if part)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.listen_to_readers()

    def sizeHint(self) -> QSize:
        """One row of the navigator."""
        return QSize(160, round((tokens.ROW_HEIGHT + 1) * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the chosen one, the bar, the name and the rest."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = current_scheme()
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            tint = scheme.accent_tint if self.isChecked() else scheme.hover_tint
            painter.setBrush(QColor(tint))
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        left = float(self._PAD)
        if self._color:
            painter.setBrush(QColor(scheme.hue(self._color).bar))
            bar = QRectF(left, self.height() / 2 - 7, self._BAR, 14)
            painter.drawRoundedRect(placed(self, bar), 1, 1)
            left += self._BAR + self._PAD
        across = Qt.AlignmentFlag.AlignVCenter
        room = QRectF(self.rect()).adjusted(left, 0, -self._PAD, 0)
        painter.setFont(font(tokens.FONT_SMALL))
        painter.setPen(QColor(scheme.secondary if self.isChecked() else scheme.muted))
        detail = painter.fontMetrics().horizontalAdvance(self._detail)
        painter.drawText(
            placed(self, room), across | Qt.AlignmentFlag.AlignRight, isolated(self._detail)
        )
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(font(tokens.FONT_BASE, weight))
        painter.setPen(QColor(scheme.text if self._color else scheme.secondary))
        room.setWidth(room.width() - detail - 6)
        name = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(placed(self, room), across | Qt.AlignmentFlag.AlignLeft, isolated(name))
        if self.hasFocus():
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = ground.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(ring, tokens.RADIUS, tokens.RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as Space does; the arrows move on and choose, as with radio buttons."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ServiceList(QWidget):
    """All services of a location, with "None" before them."""

    chosen = Signal(str)
    """The id of the service that the user chose; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._services: tuple[Service, ...] | None = None
        self._rows: dict[str, ServiceRow] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def row(self, service_id: str) -> ServiceRow:
        """The row of a service, or of none."""
        return self._rows[service_id]

    def show_services(self, services: Sequence[Service], chosen: str) -> None:
        """Offer ``services`` with the id ``chosen`` chosen; the same ones keep their rows."""
        if tuple(services) != self._services:
            self._services = tuple(services)
            for row in self._rows.values():
                self._group.removeButton(row)
                row.hide()
                row.deleteLater()
            rows = [ServiceRow(None, self.tr("None"))]
            rows += [ServiceRow(service, service.name) for service in services]
            self._rows = {row.service_id: row for row in rows}
            for row in rows:
                self._group.addButton(row)
                self._column.addWidget(row)
        self._rows.get(chosen, self._rows[""]).setChecked(True)

    def _tell(self, row: QAbstractButton) -> None:
        if isinstance(row, ServiceRow):
            self.chosen.emit(row.service_id)
