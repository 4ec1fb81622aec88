"""The page of an empty book: set up a business, take a sample, or import a setup file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import current_scheme
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_ICON = 40
_WIDTH = 520


class WelcomePage(QWidget):
    """Three ways to begin, and the page of the one that takes several steps."""

    beginPressed = Signal()
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
                "Set up your business in a few steps: its hours, its people, what can be booked. "
                "Or look around first, in a made-up clinic with a few weeks of visits; it can be "
                "taken out again."
            ),
            "secondary",
        )
        self._words.setWordWrap(True)
        self.begin = Button(self.tr("Set up your business"), "primary")
        self.fill = Button(self.tr("Fill with a sample business"))
        self.load = Button(self.tr("Import a setup file …"))
        self.begin.clicked.connect(self.beginPressed)
        self.fill.clicked.connect(self.fillPressed)
        self.load.clicked.connect(self.importPressed)
        for button in (self.begin, self.fill, self.load):
            button.setProperty("tall", True)
            button.setAutoDefault(True)  # Enter presses it, as Space does
        self._first = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card())
        row.addStretch(1)
        column = QVBoxLayout(self._first)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def show_steps(self, page: QWidget) -> None:
        """Show ``page`` instead of the ways to begin, until ``show_first``."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def show_first(self) -> None:
        """Show the ways to begin again."""
        self._pages.setCurrentWidget(self._first)

    def show_begun(self, begun: bool) -> None:
        """Say whether the set-up was begun already, and can be gone on with."""
        self.begin.setText(
            self.tr("Go on with the set-up") if begun else self.tr("Set up your business")
        )

    def focus_begin(self) -> None:
        """Put the cursor on the first way to begin, unless somebody is busy on the page."""
        focused = self.window().focusWidget()
        if focused is None or not focused.isVisible() or not self.isAncestorOf(focused):
            self.begin.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that the sample data is being written."""
        self.fill.setText(
            self.tr("Filling the book …") if busy else self.tr("Fill with a sample business")
        )
        for button in (self.begin, self.fill, self.load):
            button.setEnabled(not busy)

    def color(self) -> None:
        """Colour the icon for the scheme in force."""
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("calendar", current_scheme().accent, _ICON, ratio))

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(_WIDTH)
        others = QHBoxLayout()
        others.setSpacing(12)
        others.addWidget(self.fill)
        others.addWidget(self.load)
        others.addStretch(1)
        first = QHBoxLayout()
        first.addWidget(self.begin)
        first.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 32, 32, 32)
        inside.setSpacing(12)
        inside.addWidget(self._icon)
        inside.addWidget(self._title)
        inside.addWidget(self._words)
        inside.addSpacing(8)
        inside.addLayout(first)
        inside.addLayout(others)
        self.color()
        return card
