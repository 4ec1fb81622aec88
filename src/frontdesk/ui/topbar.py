"""The bar on top: which place, which day, and how the window looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from frontdesk.engine.values import Location
from frontdesk.ui import text
from frontdesk.ui.find.box import FindBox
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip, without_mnemonic


class TopBar(QWidget):
    """Says what was pressed; shows what it is told."""

    locationChosen = Signal(str)
    """The id of the location."""
    stepped = Signal(int)
    """Days to go on, or back when negative."""
    todayPressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a bar without a location."""
        super().__init__(parent)
        self.setFixedHeight(round(tokens.TOP_BAR_HEIGHT * text_scale()))
        self.navigator = IconButton("panel-left", self.tr("Show or hide the left side"))
        self.location = _LocationButton()
        self.location.setFixedWidth(round((tokens.NAVIGATOR_WIDTH - 52) * text_scale()))
        self._locations = QMenu(self)
        self._group = QActionGroup(self)
        self._shown: tuple[object, ...] = ()
        self.location.setMenu(self._locations)
        self._locations.triggered.connect(self._tell_location)
        self.previous = IconButton("chevron-left", self.tr("Previous day"), size=30)
        self.today = Button(self.tr("Today"))
        self.next = IconButton("chevron-right", self.tr("Next day"), size=30)
        for button in (self.previous, self.next):
            button.setProperty("look", "framed")  # as the button between them
        self.heading = PlainLabel("", "title")
        self.week = PlainLabel("", "muted")
        self.search = FindBox()
        self.theme = IconButton("sun", self.tr("Light or dark"))
        self.theme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.today.clicked.connect(self.todayPressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(self.navigator)
        row.addWidget(self.location)
        row.addSpacing(12)
        row.addWidget(self.previous)
        row.addWidget(self.today)
        row.addWidget(self.next)
        row.addSpacing(24)
        row.addWidget(self.heading)
        row.addSpacing(8)
        row.addWidget(self.week, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addSpacing(16)
        row.addWidget(self.search, 4)
        row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self.theme)

    def show_day(self, day: date, today: date) -> None:
        """Head the window with ``day``."""
        self.heading.setText(text.long_day_text(day, today))
        self.week.setText(self.tr("week {number}").format(number=day.isocalendar().week))
        self.today.setEnabled(day != today)

    def show_locations(self, locations: Sequence[Location], chosen: str) -> None:
        """Offer ``locations``; with a single one there is nothing to choose."""
        if (*locations, chosen) == self._shown:
            return
        self._shown = (*locations, chosen)
        self._locations.clear()
        for location in locations:
            action = QAction(without_mnemonic(location.name), self._locations)
            action.setData(location.id)
            action.setCheckable(True)
            action.setChecked(location.id == chosen)
            self._group.addAction(action)
            self._locations.addAction(action)
        names = {location.id: location.name for location in locations}
        self.location.show_name(names.get(chosen, ""), len(locations) > 1)
        self.location.setEnabled(len(locations) > 1)

    def show_theme(self) -> None:
        """Show the icon of the scheme in force."""
        dark = current_scheme().name == "dark"
        self.theme.set_icon("moon" if dark else "sun", self.tr("Light or dark"))

    def _tell_location(self, action: QAction) -> None:
        self.locationChosen.emit(str(action.data()))

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)


class _LocationButton(QToolButton):
    """The name of the location, with a chevron after it where there are others."""

    _GAP = 4

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._has_others = False
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_name(self, name: str, has_others: bool) -> None:
        """Show ``name`` as it is."""
        self._name = name
        self._has_others = has_others
        self.setAccessibleName(self.tr("Location: {name}").format(name=name))
        set_plain_tool_tip(self, name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round((tokens.CONTROL_HEIGHT + 2) * text_scale()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = current_scheme()
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and self._has_others:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.hover_tint))
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(font(tokens.FONT_LARGE, QFont.Weight.DemiBold))
        painter.setPen(QColor(scheme.text))
        metrics = painter.fontMetrics()
        room = ground.adjusted(7, 0, -7 - icons.SIZE - self._GAP, 0)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if self._has_others:
            chevron = icons.pixmap("chevron-down", scheme.secondary, icons.SIZE, self._ratio())
            left = room.left() + metrics.horizontalAdvance(name) + self._GAP
            painter.drawPixmap(QPointF(left, (self.height() - icons.SIZE) / 2), chevron)
        if self.hasFocus():
            painter.setPen(QPen(QColor(scheme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)

    def _ratio(self) -> float:
        return self.devicePixelRatioF()
