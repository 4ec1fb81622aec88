"""Buttons: with a key hint, flat, icon only, and a row of which one is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from frontdesk.ui.text import key_text
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font
from frontdesk.ui.theme.colors import mix
from frontdesk.ui.widgets.plain import set_plain_tool_tip, without_mnemonic
from frontdesk.ui.widgets.toggles import ReadersClick


class Button(QPushButton):
    """A push button with a verb and, smaller after it, the key that does the same."""

    _GAP = 6

    def __init__(
        self, text: str, look: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        """``look`` is ``""``, ``"primary"``, ``"flat"`` or ``"hold"``; ``key`` such as "F8"."""
        super().__init__(without_mnemonic(text), parent)
        self._key = key
        if look:
            self.setProperty("look", look)
        if key:
            self.setAccessibleDescription(key_text(key))

    @property
    def key(self) -> str:
        """The key that is written after the verb; empty for none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Write another key after the verb: the one that does the same now."""
        if key != self._key:
            self._key = key
            self.setAccessibleDescription(key_text(key))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """The usual size, with room for the key."""
        hint = super().sizeHint()
        if self._key:
            width = self._key_metrics().horizontalAdvance(key_text(self._key))
            hint.setWidth(hint.width() + width + self._GAP)
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never so narrow that the verb is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, its verb and its key side by side."""
        if not self._key:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        verb = self.text().replace("&&", "&")
        verb_font = QFont(self.font())
        if self.property("look") == "primary":
            verb_font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(verb_font)
        verb_width = metrics.horizontalAdvance(verb)
        key_width = self._key_metrics().horizontalAdvance(key_text(self._key))
        room = self.rect()
        left = (room.width() - verb_width - self._GAP - key_width) // 2
        baseline = (room.height() + metrics.ascent() - metrics.descent()) // 2
        ink, ground = self._inks()
        painter.setFont(verb_font)
        painter.setPen(QColor(ink))
        painter.drawText(QPoint(left, baseline), verb)
        painter.setFont(self._key_font())
        painter.setPen(QColor(mix(ink, ground, 0.14)))
        painter.drawText(QPoint(left + verb_width + self._GAP, baseline), key_text(self._key))

    def _inks(self) -> tuple[str, str]:
        scheme = current_scheme()
        look = self.property("look")
        if not self.isEnabled():
            return scheme.muted, scheme.base
        if look == "primary":
            return scheme.on_accent, scheme.accent
        if look == "hold":
            return scheme.hold_ink, scheme.hold
        return (scheme.accent if look == "flat" else scheme.text), scheme.base

    def _key_font(self) -> QFont:
        return font(tokens.FONT_SMALL)

    def _key_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._key_font())


class IconButton(QToolButton):
    """A square button with an icon; its name is told by tool tip and to screen readers."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        role: str = "secondary",
        size: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        """``icon_name`` as in ``theme.icons``; ``role`` a colour of the scheme; ``size`` px."""
        super().__init__(parent)
        self._icon_name = icon_name
        self._role = role
        self.setProperty("look", "icon")
        self.setFixedSize(size, size)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setAccessibleName(name)
        set_plain_tool_tip(self, name)
        self._color_icon()

    def set_icon(self, icon_name: str, name: str) -> None:
        """Show another icon with another name."""
        self._icon_name = icon_name
        self.setAccessibleName(name)
        set_plain_tool_tip(self, name)
        self._color_icon()

    def set_role(self, role: str) -> None:
        """Colour the icon by another colour of the scheme."""
        self._role = role
        self._color_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icon again when the scheme changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self._color_icon()

    def _color_icon(self) -> None:
        name = icons.facing(self._icon_name, mirrored=self.isRightToLeft())
        self.setIcon(icons.icon(name, current_scheme(), self._role))


class BadgeButton(IconButton):
    """An icon button with a dot at its corner while there is something to look at behind it."""

    _DOT = 8

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        """Make a button without a dot."""
        super().__init__(icon_name, name, parent=parent)
        self.has_badge = False

    def show_badge(self, name: str, badge: bool) -> None:
        """Name the button anew, with what the dot stands for, and show the dot or not."""
        self.setAccessibleName(name)
        set_plain_tool_tip(self, name)
        self.has_badge = badge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the dot over it."""
        super().paintEvent(event)
        if self.has_badge:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current_scheme().base), 1.5))
            painter.setBrush(QColor(current_scheme().accent))
            left = 2 if self.isRightToLeft() else self.width() - self._DOT - 2
            painter.drawEllipse(left, 2, self._DOT, self._DOT)


class Segments(QWidget):
    """A row of joined buttons, exactly one of which is chosen."""

    chosen = Signal(str)
    """The id of the segment that the user chose; ``choose`` does not emit it."""

    def __init__(self, segments: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """``segments`` are (id, text) from left to right; the first is chosen."""
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, (key, text) in enumerate(segments):
            button = _SegmentButton(without_mnemonic(text))
            button.setCheckable(True)
            button.setProperty("segment", segment_place(index, len(segments), self))
            button.setProperty("key", key)
            button.listen_to_readers()
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        if segments:
            self._buttons[segments[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._tell)

    def choose(self, key: str) -> None:
        """Show ``key`` as chosen."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        """The button of a segment."""
        return self._buttons[key]

    @property
    def current(self) -> str:
        """The id of the chosen segment."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def _tell(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("key")))


def segment_place(index: int, count: int, row: QWidget) -> str:
    """Which of ``count`` joined buttons in ``row`` one is, as the style sheet names it.

    The style sheet counts from the left, the row from where reading begins.
    """
    if count == 1:
        return "only"
    at = count - 1 - index if row.isRightToLeft() else index
    return {0: "first", count - 1: "last"}.get(at, "middle")


class _SegmentButton(ReadersClick, QPushButton):
    """Wide enough for its text in the bold of the chosen one, so that choosing moves nothing."""

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        extra = QFontMetrics(bold).horizontalAdvance(
            self.text()
        ) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(extra, 0), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
