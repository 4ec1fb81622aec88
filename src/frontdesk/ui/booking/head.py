"""The head of the panel: what is held, for how long still, or what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.theme.tokens import Scheme
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_BAR = 3
_HEIGHT = 76
_TITLE, _SPACE = 1, 3  # places in the first line


class Tone(StrEnum):
    """How urgent the head looks; never by colour alone, the words and the icon say it too."""

    CALM = "calm"
    WARNING = "warning"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class HeadTexts:
    """Everything that the head shows at one moment.

    ``share`` (0 to 1) is what is left of the time; None where no time runs. ``action`` is the
    verb of the button and ``key`` its shortcut; no verb, no button.
    """

    title: str
    detail: str = ""
    what: str = ""
    tone: Tone = Tone.CALM
    icon: str = ""
    share: float | None = None
    action: str = ""
    key: str = ""
    action_enabled: bool = True


class HoldHead(QWidget):
    """A strip on top of the panel. Its texts change with each tick, its button seldom."""

    acted = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty head."""
        super().__init__(parent)
        self._texts = HeadTexts("")
        self._icon = QLabel()
        self._icon.setFixedSize(icons.SIZE, icons.SIZE)
        self._title = PlainLabel("", "heading")
        self._title.setWordWrap(True)
        self._detail = PlainLabel("", elide=True)
        self._what = PlainLabel("")
        self._what.setWordWrap(True)
        self._buttons: dict[tuple[str, str], Button] = {}
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self._icon)
        self._first.addWidget(self._title)
        self._first.addWidget(self._detail)
        self._first.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10 + _BAR)
        column.setSpacing(2)
        column.addLayout(self._first)
        column.addWidget(self._what)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        # Two lines, so that nothing below moves while the words change.
        self.setMinimumHeight(round(_HEIGHT * text_scale()))

    @property
    def texts(self) -> HeadTexts:
        """What is shown now."""
        return self._texts

    def button(self) -> Button | None:
        """The button that is shown now."""
        return next((entry for entry in self._buttons.values() if entry.isVisibleTo(self)), None)

    def show_texts(self, texts: HeadTexts) -> None:
        """Show ``texts``; only what differs is touched, so that no focus is lost."""
        if texts == self._texts:
            return
        before, self._texts = self._texts, texts
        self._title.setText(texts.title)
        self._title.setWordWrap(not texts.detail)
        self._first.setStretch(_TITLE, 0 if texts.detail else 1)
        self._first.setStretch(_SPACE, 1 if texts.detail else 0)
        self._detail.setText(texts.detail)
        self._detail.setVisible(bool(texts.detail))
        self._what.setText(texts.what)
        self._what.setVisible(bool(texts.what))
        self._icon.setVisible(bool(texts.icon))
        self._show_button(texts)
        self._leave_room()
        if (before.tone, before.icon) != (texts.tone, texts.icon):
            self._color()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrower panel the words take more lines."""
        super().resizeEvent(event)
        self._leave_room()

    def changeEvent(self, event: QEvent) -> None:
        """Colour again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the thin bar of the time that is left."""
        ground, ink = _colors(current_scheme(), self._texts.tone)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        line = QRectF(0, self.height() - _BAR, self.width(), _BAR)
        if self._texts.share is None:
            painter.fillRect(line.adjusted(0, _BAR - 1, 0, 0), QColor(current_scheme().divider))
            return
        line.setWidth(self.width() * min(max(self._texts.share, 0), 1))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            line.moveRight(self.width())
        painter.fillRect(line, QColor(ink))

    def _leave_room(self) -> None:
        """Grow for words that take more than the usual two lines, in another language say."""
        needed = self.heightForWidth(self.width())
        self.setMinimumHeight(max(round(_HEIGHT * text_scale()), needed))

    def _show_button(self, texts: HeadTexts) -> None:
        wanted = (texts.action, texts.key)
        for entry, button in self._buttons.items():
            if entry != wanted:
                button.hide()
        if not texts.action:
            return
        if wanted not in self._buttons:
            made = Button(texts.action, "hold", texts.key, self)
            made.setFixedHeight(round(28 * text_scale()))
            made.clicked.connect(self.acted)
            self._first.addWidget(made)
            self._buttons[wanted] = made
        self._buttons[wanted].show()
        self._buttons[wanted].setEnabled(texts.action_enabled)

    def _color(self) -> None:
        scheme = current_scheme()
        ink = _colors(scheme, self._texts.tone)[1]
        calm = self._texts.tone is Tone.CALM
        title, detail = (scheme.text, scheme.secondary) if calm else (ink, ink)
        for label, color in (
            (self._title, title),
            (self._detail, detail),
            (self._what, scheme.text),
        ):
            own = label.palette()
            own.setColor(QPalette.ColorRole.WindowText, QColor(color))
            label.setPalette(own)
        if self._texts.icon:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(icons.pixmap(self._texts.icon, ink, icons.SIZE, ratio))
        self.update()


def _colors(scheme: Scheme, tone: Tone) -> tuple[str, str]:
    """Ground and ink."""
    if tone is Tone.URGENT:
        return scheme.last_call, scheme.last_call_ink
    return scheme.hold, scheme.hold_ink
