"""The totals of a report as a row of tiles, each a button that opens the visits behind it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from frontdesk.desk.reports import Figure, Report
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.opened import opened_figure
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, font
from frontdesk.ui.widgets.plain import set_plain_tool_tip

_PAD = 12


class Tile(QPushButton):
    """One total: its name, the number, and that of the period before."""

    def __init__(
        self, figure: Figure, before: Figure | None, parent: QWidget | None = None
    ) -> None:
        """Show ``figure``; pressing it opens the visits behind it."""
        super().__init__(parent)
        self.figure = figure
        self._name = wording.figure_text(figure.name)
        self._value = wording.value_text(figure)
        self._change = "" if before is None else wording.change_text(figure, before)
        self.setAccessibleName(wording.spoken_figure(figure))
        origin = wording.origin_text(figure.name)
        told = filter(None, (self._change, origin))
        self.setAccessibleDescription(" ".join(told))
        set_plain_tool_tip(self, origin)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for all three."""
        small, large = self._fonts()
        wide = max(small.horizontalAdvance(self._name), small.horizontalAdvance(self._change))
        width = max(wide, large.horizontalAdvance(self._value)) + 2 * _PAD + 4
        lines = 2 if self._change else 1
        return QSize(width, lines * small.height() + large.height() + 20)

    def minimumSizeHint(self) -> QSize:
        """Room for the number."""
        small, large = self._fonts()
        width = max(large.horizontalAdvance(self._value), small.averageCharWidth() * 8)
        return QSize(width + 2 * _PAD, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the texts, and the ring of the focus."""
        painter, scheme = QPainter(self), current_scheme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(scheme.hover_tint if self.underMouse() else scheme.surface))
        edge = QPen(QColor(scheme.accent), 2) if self.hasFocus() else QPen(QColor(scheme.divider))
        painter.setPen(edge)
        painter.drawRoundedRect(room, tokens.RADIUS, tokens.RADIUS)
        small, large = self._fonts()
        inner = room.adjusted(_PAD - 1, 8, -_PAD + 1, -8)
        y = inner.top()
        for words, metrics, face, ink in (
            (self._name, small, self._small(), scheme.secondary),
            (self._value, large, self._large(), scheme.text),
            (self._change, small, self._small(), scheme.secondary),
        ):
            line = QRectF(inner.left(), y, inner.width(), metrics.height())
            painter.setFont(face)
            painter.setPen(QColor(ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()) + 1)
            along = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, along, shown)
            y += metrics.height()

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._small()), QFontMetrics(self._large())

    def _small(self) -> QFont:
        return font(tokens.FONT_SMALL)

    def _large(self) -> QFont:
        return font(tokens.FONT_TITLE, QFont.Weight.DemiBold)


class Tiles(QWidget):
    """The totals of the report that is shown."""

    opened = Signal(object)
    """The ``Opened`` of the tile that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.tiles: list[Tile] = []
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_report(self, report: Report | None) -> None:
        """Show the totals of another report, or the same ones as they are now."""
        focused = next((at for at, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        self._at = self._at if focused is None else focused
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.tiles = []
        totals = () if report is None else report.totals
        before = () if report is None else report.before
        for place, figure in enumerate(totals):
            tile = Tile(figure, before[place] if before else None)
            tile.clicked.connect(self._open)
            self._row.addWidget(tile)
            tile.show()  # at once, not with the next turn: the focus may be due to it
            self.tiles.append(tile)
        self._row.addStretch(1)
        self._lead_focus()
        if focused is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self._at = self.tiles.index(tile)
            self._lead_focus()
            self.opened.emit(opened_figure(tile.figure))

    def _lead_focus(self) -> None:
        """Let the focus of the row be that of the tile that was opened last."""
        if self._at < len(self.tiles):
            self.setFocusProxy(self.tiles[self._at])
