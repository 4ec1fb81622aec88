"""The dark bubble that says in one sentence why a time is not available."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.announce import announce

_PAD_X = 10
_PAD_Y = 6
_WIDEST = 380
_SHADOW = 4
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class ReasonBubble(QWidget):
    """Floats over its parent, takes no focus and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden bubble inside ``parent``."""
        super().__init__(parent)
        self._sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the bubble says."""
        return self._sentence

    def say(self, sentence: str, at: QPoint, room: QRect) -> None:
        """Show ``sentence`` (plain text) just above ``at``, within ``room``.

        Both are in the parent's coordinates.
        """
        self._sentence = sentence
        self.setAccessibleName(sentence)
        size = self.sizeHint()
        farthest = max(room.right() - size.width(), room.left())
        left = min(max(at.x() - size.width() // 3, room.left()), farthest)
        top = at.y() - size.height() - 10
        if top < room.top():
            top = at.y() + 18
        self.setGeometry(QRect(QPoint(left, top), size))
        self.raise_()
        self.show()
        self.update()
        announce(self, sentence)

    def sizeHint(self) -> QSize:
        """As large as the sentence, wrapped where it is very long."""
        widest = round(_WIDEST * text_scale())
        box = QFontMetrics(self._face()).boundingRect(
            QRect(0, 0, widest, 1000), _WRAPPED, self._sentence
        )
        return QSize(
            box.width() + 2 * (_PAD_X + _SHADOW) + 1, box.height() + 2 * (_PAD_Y + _SHADOW)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a soft shadow, the ground and the sentence."""
        scheme = current_scheme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        body = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        for spread in range(_SHADOW, 0, -1):
            shade = QColor(scheme.shadow)
            shade.setAlpha(10)
            painter.setBrush(shade)
            ring = body.adjusted(-spread, -spread + 1, spread, spread)
            painter.drawRoundedRect(ring, tokens.RADIUS + spread, tokens.RADIUS + spread)
        painter.setBrush(QColor(scheme.bubble))
        painter.drawRoundedRect(body, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(self._face())
        painter.setPen(QColor(scheme.on_bubble))
        painter.drawText(
            body.adjusted(_PAD_X, _PAD_Y, 1 - _PAD_X, -_PAD_Y), _WRAPPED, self._sentence
        )

    def _face(self) -> QFont:
        return font(tokens.FONT_SMALL)
