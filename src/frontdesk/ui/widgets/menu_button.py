"""A button without a frame that opens a menu: a name, and a chevron after it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.mirror import isolated
from frontdesk.ui.widgets.plain import set_plain_tool_tip

_GAP = 4
_PAD = 7


class MenuButton(QToolButton):
    """Shows a name as it is, shortened where the room is narrow."""

    def __init__(
        self,
        size: int = tokens.FONT_BASE,
        role: str = "text",
        *,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``size`` is the font's in px, ``role`` a colour of the scheme."""
        super().__init__(parent)
        self._name = ""
        self._size = size
        self._role = role
        self._weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        self._opens = True
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def name(self) -> str:
        """The whole name."""
        return self._name

    def show_name(self, name: str, spoken: str, *, opens: bool = True) -> None:
        """Show ``name``, which is said as ``spoken``; without a chevron where nothing opens."""
        self._name = name
        self._opens = opens
        self.setAccessibleName(spoken)
        set_plain_tool_tip(self, name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the name needs."""
        width = self._metrics().horizontalAdvance(self._name) + 4  # the ground's own edges too
        height = max(round(tokens.ROW_HEIGHT * text_scale()), self._metrics().height() + 6)
        return QSize(width + 2 * _PAD + icons.SIZE + _GAP, height)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(4 * _PAD + icons.SIZE + _GAP, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer, the name, the chevron and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = current_scheme()
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and self._opens:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.hover_tint))
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(font(self._size, self._weight))
        painter.setPen(QColor(getattr(scheme, self._role)))
        metrics = painter.fontMetrics()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        end = _PAD + icons.SIZE + _GAP
        room = ground.adjusted(end if rtl else _PAD, 0, -_PAD if rtl else -end, 0)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        along = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | along, isolated(name))
        if self._opens:
            chevron = icons.pixmap(
                "chevron-down", scheme.secondary, icons.SIZE, self.devicePixelRatioF()
            )
            width = metrics.horizontalAdvance(name) + _GAP
            left = room.right() - width - icons.SIZE if rtl else room.left() + width
            painter.drawPixmap(QPointF(left, (self.height() - icons.SIZE) / 2), chevron)
        if self.hasFocus():
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(self._size, self._weight))
