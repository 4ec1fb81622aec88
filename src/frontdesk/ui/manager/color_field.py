"""A colour: one of those that stay apart for every eye, another, or any that is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from frontdesk.ui.manager.values import color_of
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.theme.tokens import DARK, LIGHT, SAFE_HUES, Scheme
from frontdesk.ui.widgets.form import Field
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip
from frontdesk.ui.widgets.toggles import ReadersClick

_SIDE = 24
_PER_ROW = 9


class Swatch(ReadersClick, QAbstractButton):
    """A square of a colour, checked while it is the chosen one."""

    def __init__(self, color: str, name: str, parent: QWidget | None = None) -> None:
        """``color`` is ``#RRGGBB``; ``name`` is told to screen readers and by tool tip."""
        super().__init__(parent)
        self.color = color
        self.setCheckable(True)
        self.setAccessibleName(name)
        set_plain_tool_tip(self, name)
        side = round(_SIDE * text_scale())
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.listen_to_readers()

    def sizeHint(self) -> QSize:
        """A small square."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour, a mark on the chosen one, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = current_scheme()
        square = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.hue(self.color).bar))
        painter.drawRoundedRect(square, tokens.RADIUS, tokens.RADIUS)
        if self.isChecked():
            unit = square.width() / 18
            painter.setPen(QPen(QColor(scheme.base), 2, c=Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            left, top = square.left(), square.top()
            painter.drawPolyline(
                [
                    QPointF(left + 4.5 * unit, top + 9.5 * unit),
                    QPointF(left + 7.8 * unit, top + 12.8 * unit),
                    QPointF(left + 13.8 * unit, top + 5.6 * unit),
                ]
            )
        if self.hasFocus() or self.isChecked():
            ink = scheme.accent if self.hasFocus() else scheme.border
            painter.setPen(QPen(QColor(ink), 2 if self.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.RADIUS + 1, tokens.RADIUS + 1)


class ColorSample(QWidget):
    """How a visit in a colour looks in the light and in the dark window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a colour."""
        super().__init__(parent)
        self._color = ""
        self._words = (self.tr("Light"), self.tr("Dark"))
        self.setFixedSize(round(188 * text_scale()), round(34 * text_scale()))
        self.setAccessibleName(self.tr("How it looks"))

    def show_color(self, color: str) -> None:
        """Show ``color``; what is none is shown as slate, as in the calendar."""
        if color != self._color:
            self._color = color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint two blocks side by side."""
        painter = QPainter(self)
        half = self.width() / 2
        for at, scheme in enumerate((LIGHT, DARK)):
            place = QRectF(at * half, 0, half - 3, self.height())
            self._paint(painter, scheme, place, self._words[at])

    def _paint(self, painter: QPainter, scheme: Scheme, place: QRectF, name: str) -> None:
        hue = scheme.hue(self._color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_scheme().divider), 1))
        painter.setBrush(QColor(scheme.base))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        block = place.adjusted(4, 4, -4, -4)
        painter.fillRect(block, QColor(hue.fill))
        painter.fillRect(QRectF(block.left(), block.top(), 4, block.height()), QColor(hue.bar))
        painter.setPen(QColor(scheme.text))
        painter.setFont(font(tokens.FONT_SMALL))
        painter.drawText(block.adjusted(10, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, name)


class ColorField(Field):
    """Swatches, a line for any other colour, and a sample of both schemes."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        """Offer the six safe colours first, then the others."""
        self._swatches = [Swatch(color, name) for color, name in self._named_colors()]
        self._line = QLineEdit()
        self._line.setFixedWidth(round(92 * text_scale()))
        self._line.setPlaceholderText("#1D5DB8")
        self._sample = ColorSample()
        self._note = PlainLabel("", "muted")
        self._note.setWordWrap(True)
        self._note.hide()
        whole = self._whole()
        super().__init__(caption, whole, parent)
        self._line.setAccessibleName(_tr("{caption}, as #RRGGBB").format(caption=caption))
        whole.setFocusProxy(self._line)
        for swatch in self._swatches:
            swatch.clicked.connect(self._choose)
        self._line.textChanged.connect(self._type)

    @property
    def line(self) -> QLineEdit:
        """Where any colour is typed."""
        return self._line

    @property
    def swatches(self) -> list[Swatch]:
        """The colours that are offered."""
        return list(self._swatches)

    @property
    def note(self) -> str:
        """What is said about a colour that is clamped; empty for all others."""
        return self._note.text() if not self._note.isHidden() else ""

    def value(self) -> str:
        """``#RRGGBB``, or what is typed where that is no colour."""
        return color_of(self._line.text())

    def load(self, color: str) -> None:
        """Show a colour."""
        if color != self.value():
            with QSignalBlocker(self._line):
                self._line.setText(color)
        self._show()

    @Slot()
    def _choose(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, Swatch):
            self._line.setText(swatch.color)
            self._show()

    @Slot(str)
    def _type(self, _text: str) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        color = self.value()
        for swatch in self._swatches:
            swatch.setChecked(swatch.color == color)
        self._sample.show_color(color)
        clamped = any(
            scheme.hue(color).name == color and scheme.hue(color).bar != color
            for scheme in (LIGHT, DARK)
        )
        self._note.setText(
            _tr("Shown a little lighter or darker where texts could not be read on it.")
        )
        self._note.setVisible(clamped)

    def _named_colors(self) -> list[tuple[str, str]]:
        names = {
            "indigo": _tr("Indigo"),
            "sea": _tr("Sea"),
            "forest": _tr("Forest"),
            "ochre": _tr("Ochre"),
            "copper": _tr("Copper"),
            "plum": _tr("Plum"),
            "blue": _tr("Blue"),
            "teal": _tr("Teal"),
            "green": _tr("Green"),
            "olive": _tr("Olive"),
            "amber": _tr("Amber"),
            "rust": _tr("Rust"),
            "pink": _tr("Pink"),
            "violet": _tr("Violet"),
            "slate": _tr("Slate"),
        }
        return [(LIGHT.hues[hue].bar, name) for hue, name in names.items()]

    def _whole(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(6)
        safe = PlainLabel(_tr("Apart for every eye"), "muted")
        more = PlainLabel(_tr("More"), "muted")
        for row, (label, swatches) in enumerate(
            (
                (safe, self._swatches[: len(SAFE_HUES)]),
                (more, self._swatches[len(SAFE_HUES) :]),
            )
        ):
            grid.addWidget(label, 2 * row, 0, 1, _PER_ROW + 1)
            for at, swatch in enumerate(swatches):
                grid.addWidget(swatch, 2 * row + 1, at)
        grid.setColumnStretch(_PER_ROW, 1)
        own = QHBoxLayout()
        own.setSpacing(12)
        own.addWidget(self._line)
        own.addWidget(self._sample)
        own.addStretch(1)
        grid.addWidget(PlainLabel(_tr("Any other"), "muted"), 4, 0, 1, _PER_ROW + 1)
        grid.addLayout(own, 5, 0, 1, _PER_ROW + 1)
        grid.addWidget(self._note, 6, 0, 1, _PER_ROW + 1)
        return whole


def _tr(words: str) -> str:
    """Translated; a field names its parts before it is a widget itself."""
    return QCoreApplication.translate("Manager", words)
