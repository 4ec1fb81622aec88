"""The page of an empty book: sample data, or the business from a setup file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_ICON = 40


class WelcomePage(QWidget):
    """Two ways to begin."""

    fillPressed = Signal()
    importPressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel()
        self._title = PlainLabel(self.tr("This book is empty"), "title")
        self._words = PlainLabel(
            self.tr(
                "Try Frontdesk with a made-up clinic, its people and a few weeks of visits. "
                "Or bring your own business from a setup file."
            ),
            "secondary",
        )
        self._words.setWordWrap(True)
        self.fill = Button(self.tr("Fill with a sample business"), "primary")
        self.load = Button(self.tr("Import a setup file …"))
        self.fill.clicked.connect(self.fillPressed)
        self.load.clicked.connect(self.importPressed)
        for button in (self.fill, self.load):
            button.setProperty("tall", True)
        card = self._card()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def set_busy(self, busy: bool) -> None:
        """Show that the sample data is being written."""
        self.fill.setText(
            self.tr("Filling the book …") if busy else self.tr("Fill with a sample business")
        )
        self.fill.setEnabled(not busy)
        self.load.setEnabled(not busy)

    def color(self) -> None:
        """Colour the icon for the scheme in force."""
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("calendar", current_scheme().accent, _ICON, ratio))

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(480)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.fill)
        buttons.addWidget(self.load)
        buttons.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 32, 32, 32)
        inside.setSpacing(12)
        inside.addWidget(self._icon)
        inside.addWidget(self._title)
        inside.addWidget(self._words)
        inside.addSpacing(8)
        inside.addLayout(buttons)
        self.color()
        return card
