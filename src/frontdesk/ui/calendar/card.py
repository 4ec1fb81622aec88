"""The card that opens over a visit: its whole story, and what can be done about it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from frontdesk.desk.story import Story
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.card_wording import CardTexts
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import Pill, PlainLabel

_WIDTH = 344
_PAD = 14


class Act(Enum):
    """What a button of the card asks for."""

    OPEN = "open"
    ARRIVED = "arrived"
    STARTED = "started"
    DONE = "done"
    NO_SHOW = "no-show"
    PAID = "paid"
    REBOOK = "rebook"
    CANCEL = "cancel"


def acts_on(story: Story) -> tuple[Act, ...]:
    """What can be done about a visit, in the order of the buttons."""
    entry = story.visit.appointment
    if story.capacity > 1 or entry.status is Status.INITIAL:
        return (Act.OPEN,)
    payment = story.visit.payment
    pay = (Act.PAID,) if payment is not None and payment.is_due and payment.can_change else ()
    if entry.status not in (Status.BOOKED, Status.RESERVED) or entry.completed_at is not None:
        return (Act.OPEN, *pay, Act.REBOOK)
    if entry.started_at is not None:
        return (Act.OPEN, Act.DONE, *pay, Act.REBOOK)
    if entry.arrived_at is not None:
        return (Act.OPEN, Act.STARTED, Act.DONE, *pay, Act.REBOOK)
    missed = (Act.NO_SHOW,) if entry.status is Status.BOOKED else ()
    return (Act.OPEN, Act.ARRIVED, *missed, *pay, Act.REBOOK, Act.CANCEL)


class VisitCard(QFrame):
    """Floats over its parent; takes the focus only when it was asked for by a key."""

    acted = Signal(object, int)
    """The ``Act`` of the button pressed, and the id of the visit."""
    escaped = Signal()
    """Esc was pressed in the card."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden card inside ``parent``."""
        super().__init__(parent)
        self.setProperty("look", "floating")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._number = 0
        self._color = ""
        self._widest = round(_WIDTH * text_scale())
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 4)
        self._shadow = shadow
        self.setGraphicsEffect(shadow)
        self._name = _wrapped("heading")
        self._status = Pill("", "plain")
        self._alerts = Pill("", "alert")
        self._alerts.setWordWrap(True)
        self._labels = {
            "when": _wrapped(""),
            "what": _wrapped(""),
            "contact": _wrapped("secondary"),
            "payment": _wrapped(""),
            "alerts": self._alerts,
            "note": _wrapped("secondary"),
            "history": _wrapped("muted"),
            "exception": _wrapped("secondary"),
            "made": _wrapped("muted"),
        }
        names = {
            Act.OPEN: self.tr("Open"),
            Act.ARRIVED: self.tr("Arrived"),
            Act.STARTED: self.tr("Started"),
            Act.DONE: self.tr("Done"),
            Act.NO_SHOW: self.tr("No-show"),
            Act.PAID: self.tr("Paid"),
            Act.REBOOK: self.tr("Rebook"),
            Act.CANCEL: self.tr("Cancel"),
        }
        self.buttons = {act: Button(name, "flat") for act, name in names.items()}
        for act, button in self.buttons.items():
            button.setProperty("act", act)
            button.clicked.connect(self._press)
        self._lay_out()
        self.hide()

    @property
    def visit_id(self) -> int | None:
        """The visit whose card is open; None while it is closed."""
        return None if self.isHidden() else self._number

    @property
    def lines(self) -> tuple[str, ...]:
        """All that is written on it, from top to bottom."""
        every = (self._name, self._status, *self._labels.values())
        return tuple(label.text() for label in every if not label.isHidden())

    def show_story(self, story: Story, texts: CardTexts, widest: int) -> None:
        """Fill the card, which is ``widest`` pixels wide at most; it is still to be placed."""
        self._number = story.visit.appointment.id
        self._color = story.color
        self.setAccessibleName(texts.name)
        self.setAccessibleDescription(texts.spoken)
        self._name.setText(texts.name)
        self._status.setText(texts.status)
        for field, label in self._labels.items():
            words = getattr(texts, field)
            label.setText(words)
            label.setVisible(bool(words))
        acts = acts_on(story)
        for act, button in self.buttons.items():
            button.setVisible(act in acts)
        shade = QColor(current_scheme().shadow)
        shade.setAlpha(70)
        self._shadow.setColor(shade)
        self._widest = widest
        self._fit()

    def take_focus(self) -> None:
        """Put the keyboard on the first button."""
        self.buttons[Act.OPEN].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; the arrows go from button to button."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.focusNextPrevChild(True)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusNextPrevChild(False)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the buttons of the card; Esc leaves it."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        at = next((n for n, button in enumerate(shown) if button.hasFocus()), -1)
        step = 1 if forward else -1
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Keep the width in step with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the bar in the colour of the service."""
        super().paintEvent(event)
        painter = QPainter(self)
        bar = self.rect().adjusted(1, 1, -1, -1)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.setLeft(bar.right() - tokens.COLOUR_BAR + 1)
        else:
            bar.setWidth(tokens.COLOUR_BAR)
        painter.fillRect(bar, QColor(current_scheme().hue(self._color).bar))

    def _press(self) -> None:
        act = self.sender().property("act")
        self.acted.emit(act, self._number)

    def _fit(self) -> None:
        """As high as its lines at a fixed width: a card that jumps sideways cannot be read."""
        buttons = sum(b.sizeHint().width() + 2 for b in self.buttons.values() if not b.isHidden())
        width = max(round(_WIDTH * text_scale()), buttons + 2 * _PAD)
        width = min(width, self._widest)
        column = self.layout()
        assert column is not None
        column.activate()
        self.resize(width, max(column.heightForWidth(width), column.sizeHint().height() // 2))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD + tokens.COLOUR_BAR, 12, _PAD, 8)
        column.setSpacing(4)
        column.addLayout(head)
        for label in self._labels.values():
            column.addWidget(label)
        column.addSpacing(4)
        column.addLayout(row)


def _wrapped(look: str) -> PlainLabel:
    label = PlainLabel("", look)
    label.setWordWrap(True)
    return label
