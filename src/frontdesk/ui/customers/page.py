"""The page of customers: the list at the left, one card or another pane at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from frontdesk.ui.customers.card import CardPane
from frontdesk.ui.customers.controller import CardController
from frontdesk.ui.customers.finder import Finder
from frontdesk.ui.customers.wording import called, many
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_LIST_WIDTH = 410


def first_in(pane: QWidget) -> QWidget | None:
    """The first control in ``pane`` that Tab would stop at."""
    control = pane.nextInFocusChain()
    while control is not None and control is not pane:
        stops = control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.focusProxy() is None
        if stops and control.isEnabled() and control.isVisible() and pane.isAncestorOf(control):
            return control
        control = control.nextInFocusChain()
    return None


class CustomersPage(QWidget):
    """Puts the parts together; ``ui.customers.wiring`` connects them."""

    left = Signal()
    """The user goes back to the calendar."""
    beginWanted = Signal(str)
    """The user adds a customer; what is in the search box."""

    def __init__(
        self, controller: CardController, runner: Runner, parent: QWidget | None = None
    ) -> None:
        """Make the page with an empty list and no card."""
        super().__init__(parent)
        self.setProperty("help", "customers")
        self._title = PlainLabel("", "title")
        self.back = Button(self.tr("Calendar"), key="Esc")
        self.back.clicked.connect(self.left)
        self.finder = Finder(self.tr("Customers found"), self.tr("Name, phone or e-mail"))
        self.add = Button(self.tr("New"), "primary")
        self.add.clicked.connect(self._begin)
        self.more = Button(self.tr("More"))
        self._more = QMenu(self)
        self._more.setToolTipsVisible(True)  # what is off says which right it takes
        self.more.setMenu(self._more)
        self.card = CardPane(controller, runner)
        self._right = QStackedWidget()
        self._nothing = self._empty()
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.card)
        controller.opened.connect(self.show_card)
        controller.closed.connect(self.show_nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left_side())
        rule = QFrame()
        rule.setProperty("look", "upright")
        row.addWidget(rule)
        row.addWidget(self._right, 1)
        self.show_word("customer")

    def show_word(self, word: str) -> None:
        """Call customers what the business calls them."""
        self._title.setText(many(word))
        self.add.setText(self.tr("New {word}").format(word=called(word)).replace("&", "&&"))
        self.finder.table.setAccessibleName(many(word))

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer ``actions`` in the menu of the button More."""
        self._more.addActions(actions)

    def add_pane(self, pane: QWidget) -> None:
        """Take in a pane that can be shown instead of a card."""
        self._right.addWidget(pane)

    def show_pane(self, pane: QWidget) -> None:
        """Show a pane instead of the card; what is typed there stays."""
        self._right.setCurrentWidget(pane)

    def shows(self, pane: QWidget) -> bool:
        """Whether a pane is the one at the right."""
        return self._right.currentWidget() is pane

    @Slot()
    def show_card(self) -> None:
        """Show the card."""
        self._right.setCurrentWidget(self.card)

    @Slot()
    def show_nothing(self) -> None:
        """Show that no card is open."""
        self._right.setCurrentWidget(self._nothing)
        self.finder.mark(None)
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self) -> None:
        """Put the cursor into the search box, with what is there selected."""
        self.finder.box.selectAll()
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_next_pane(self) -> None:
        """Go on to the next of the list, the form, and what stands beside it."""
        right = self._right.currentWidget()
        parts = self.card.panes() if right is self.card else [right]
        panes: list[QWidget] = [self.finder, *parts]
        focused = self.window().focusWidget()
        at = [index for index, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)]
        start = at[0] + 1 if at else 0
        for pane in (*panes[start:], *panes[:start]):
            target = first_in(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter books what the panel holds; not while nobody sees the panel."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            books = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if books and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what lies over the card, and else goes back to the calendar."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not (self.shows(self.card) and self.card.leave_step()):
            self.left.emit()

    def _left_side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("surface")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(round(_LIST_WIDTH * text_scale()))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.more)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(tokens.SPACE * 3)
        column.addLayout(head)
        column.addWidget(self.finder, 1)
        column.addLayout(foot)
        return side

    def _empty(self) -> QWidget:
        page = QWidget()
        words = PlainLabel(
            self.tr("Choose somebody from the list, or add a new record."), "secondary"
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.addWidget(words)
        return page

    @Slot()
    def _begin(self) -> None:
        self.beginWanted.emit(self.finder.box.text())
