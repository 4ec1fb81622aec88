"""The small card beside a dragged visit: its new time, and what the desk says about the place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar.gesture_painter import ICONS, grade_colors
from frontdesk.ui.calendar.gesture_values import Judgement
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale

_PAD = 8
_SHADOW = 4
_WIDEST = 280
_AWAY = 10
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class GestureTag(QWidget):
    """Floats over its parent, takes no focus and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden card inside ``parent``."""
        super().__init__(parent)
        self._title = ""
        self._judgement: Judgement | None = None
        self._hint = ""
        self._picture: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def title(self) -> str:
        """The first line: where the visit would go."""
        return self._title

    @property
    def sentence(self) -> str:
        """What the desk says about the place; empty where it says nothing."""
        return self._judgement.sentence if self._judgement is not None else ""

    @property
    def grade(self) -> Grade | None:
        """The grade that the sentence is shown in."""
        return self._judgement.grade if self._judgement is not None else None

    def say(
        self,
        title: str,
        judgement: Judgement | None,
        around: QRect,
        room: QRect,
        hint: str = "",
    ) -> None:
        """Show ``title``, the judgement and a ``hint`` beside ``around``, within ``room``.

        Both rectangles are in the parent's coordinates.
        """
        if (title, judgement, hint) != (self._title, self._judgement, self._hint):
            self._title, self._judgement, self._hint = title, judgement, hint
            self._picture = None
            self.setAccessibleName(" ".join(part for part in (title, self.sentence) if part))
            self.update()
        self.setGeometry(_placed(self.sizeHint(), around, room))
        self.raise_()
        self.show()

    def sizeHint(self) -> QSize:
        """As large as its two texts."""
        title = QFontMetrics(_title_face())
        width, height = title.horizontalAdvance(self._title), title.height()
        if self.sentence:
            box = self._sentence_box()
            width, height = max(width, box.width() + _icon_room()), height + 3 + box.height()
        if self._hint:
            small = QFontMetrics(_hint_face())
            width = max(width, small.horizontalAdvance(self._hint))
            height += 3 + small.height()
        return QSize(width + 2 * (_PAD + _SHADOW) + 1, height + 2 * (_PAD - 2 + _SHADOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card from a picture that lasts while it says the same: it moves often."""
        ratio = self.devicePixelRatioF()
        picture = self._picture
        if picture is None or picture.deviceIndependentSize().toSize() != self.size():
            picture = self._picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                self._paint(painter)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, picture)

    def changeEvent(self, event: QEvent) -> None:
        """Draw it again in another scheme or text size."""
        super().changeEvent(event)
        self._picture = None

    def _paint(self, painter: QPainter) -> None:
        """A soft shadow, the card, and its texts with the icon of the grade."""
        scheme = current_scheme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(_SHADOW, 0, -1):
            shade = QColor(scheme.shadow)
            shade.setAlpha(14)
            painter.setBrush(shade)
            ring = body.adjusted(-spread, -spread + 1, spread, spread)
            painter.drawRoundedRect(ring, tokens.RADIUS + spread, tokens.RADIUS + spread)
        ground, ink, edge = scheme.base, scheme.text, scheme.border
        if self.grade in (Grade.EXCEPTION, Grade.REFUSED):
            ground, edge = grade_colors(scheme, self.grade, "")
            ink = edge
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        self._write(painter, body.adjusted(_PAD, _PAD - 2, -_PAD, 2 - _PAD), scheme.text, ink)

    def _write(self, painter: QPainter, room: QRectF, title_ink: str, ink: str) -> None:
        """The texts, from the left or from the right as the window reads."""
        rtl = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        title = _title_face()
        painter.setFont(title)
        painter.setPen(QColor(title_ink if self.grade is not Grade.REFUSED else ink))
        painter.drawText(room.adjusted(0, 0, 1, 0), flags, self._title)
        if self._hint:
            small = QFontMetrics(_hint_face()).height()
            plain = self.grade not in (Grade.EXCEPTION, Grade.REFUSED)
            painter.setFont(_hint_face())
            painter.setPen(QColor(current_scheme().muted if plain else ink))
            below = QRectF(room.x(), room.bottom() - small, room.width() + 1, small)
            painter.drawText(below, flags, self._hint)
        if not self.sentence:
            return
        top = room.y() + QFontMetrics(title).height() + 3
        size = round(icons.SIZE * text_scale())
        if self.grade in ICONS:
            picture = icons.pixmap(ICONS[self.grade], ink, size, self.devicePixelRatioF())
            x = room.right() - size if rtl else room.x()
            painter.drawPixmap(QPointF(x, top), picture)
        painter.setFont(_sentence_face())
        painter.setPen(QColor(ink))
        left = room.x() if rtl else room.x() + _icon_room()
        text = QRectF(left, top, room.width() - _icon_room() + 1, room.bottom() - top + 1)
        painter.drawText(text, flags | int(Qt.TextFlag.TextWordWrap), self.sentence)

    def _sentence_box(self) -> QRect:
        widest = round(_WIDEST * text_scale())
        metrics = QFontMetrics(_sentence_face())
        return metrics.boundingRect(QRect(0, 0, widest, 1000), _WRAPPED, self.sentence)


def _placed(size: QSize, around: QRect, room: QRect) -> QRect:
    """Beside ``around``, or below or above it where neither side has the room."""
    away = _AWAY - _SHADOW
    left, top = around.right() + away, around.top() - _SHADOW
    if left + size.width() > room.right():
        left = around.left() - away - size.width()
    if left < room.left():
        left = min(around.left() - _SHADOW, room.right() - size.width())
        top = around.bottom() + away
        if top + size.height() > room.bottom():
            top = around.top() - away - size.height()
    left = max(left, room.left())
    top = max(min(top, room.bottom() - size.height()), room.top())
    return QRect(QPoint(left, top), size)


def _title_face() -> QFont:
    return font(tokens.FONT_BASE, QFont.Weight.DemiBold)


def _sentence_face() -> QFont:
    return font(tokens.FONT_SMALL)


def _hint_face() -> QFont:
    return font(tokens.FONT_SMALLEST)


def _icon_room() -> int:
    return round(icons.SIZE * text_scale()) + 6
