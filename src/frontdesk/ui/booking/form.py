"""The page of a booking in hand: for whom it is, what it costs, Book and Release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.booking.asked_fields import AskedFields, needed
from frontdesk.ui.booking.customer_card import CustomerCard
from frontdesk.ui.booking.enter import LastEnter, is_plain_enter
from frontdesk.ui.booking.lookalikes import LookalikeLines
from frontdesk.ui.booking.slots import SlotList
from frontdesk.ui.booking.state import RECORD_FIELDS, Busy, Draft, PanelState, Stage
from frontdesk.ui.booking.times_box import TimesBox
from frontdesk.ui.customers.wording import field_names
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import Field, LineField, TextField
from frontdesk.ui.widgets.plain import PlainLabel

BOOK_KEY = "Ctrl+Enter"
_AROUND_NOTES = 18
"""Logical pixels of border and padding around the lines of the note."""
_AROUND_FIELD = 14
"""Logical pixels that are seen above and below the field that takes the cursor."""


def scrolling(body: QWidget) -> QScrollArea:
    """``body`` in an area that scrolls up and down, and only where it must."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setViewport(QWidget())  # sees through; to look Qt's own up would cost the start 20 ms
    area.setWidget(body)
    body.setAutoFillBackground(False)
    return area


def line() -> QFrame:
    """A thin rule between two parts."""
    rule = QFrame()
    rule.setProperty("look", "line")
    return rule


class FormPage(QWidget):
    """Fields and buttons; keeps no state but what is typed in it."""

    edited = Signal()
    """The user changed a field."""
    emailLeft = Signal()
    """The cursor left the e-mail field."""
    bookPressed = Signal()
    releasePressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self._loaded = Draft()
        self._asked: tuple[str, ...] = ()
        self.name = LineField(self.tr("Name"))
        self.email = LineField(self.tr("E-mail"))
        self.phone = LineField(self.tr("Phone"))
        self.notes = TextField(self.tr("Note for the team"), lines=3)
        # The style's own least height of one line would let it shrink where the page is long.
        room = self.notes.editor.maximumHeight() - _AROUND_NOTES
        self.notes.editor.setStyleSheet(f"min-height: {room}px")
        self._fields: dict[str, Field] = {
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "notes": self.notes,
        }
        self.asked = AskedFields()
        for field in self._fields.values():
            field.edited.connect(self.edited)
        self.asked.edited.connect(self.edited)
        self.email.line.installEventFilter(self)
        self.enter = LastEnter(self.notes.editor, self)
        self.enter.pressed.connect(self.bookPressed)
        self.enter.changed.connect(self._name_key)
        self.edited.connect(self._name_key)
        self.card = CustomerCard()
        self.lookalikes = LookalikeLines()
        self.times = TimesBox(self.tr("Other times"))
        self._near_head = PlainLabel(self.tr("Nearest times"), "caption")
        self._near_head.setWordWrap(True)
        self.slots = SlotList()
        self.book = Button(self.tr("Book"), "primary", BOOK_KEY)
        self.release = Button(self.tr("Release"))
        self.book.clicked.connect(self.bookPressed)
        self.release.clicked.connect(self.releasePressed)
        self._times_shown = QWidget()
        self._what = PlainLabel("", "secondary", elide=True)
        self._price = PlainLabel("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = scrolling(self._body())
        column.addWidget(self._area, 1)
        column.addWidget(line())
        column.addWidget(self._foot())

    @property
    def draft(self) -> Draft:
        """What is typed now, letter for letter."""
        typed: dict[str, Any] = {name: self._value(field) for name, field in self._fields.items()}
        typed |= self.asked.values()
        return replace(self._loaded, **typed)

    @property
    def enter_books(self) -> bool:
        """Whether Enter books here and now: the cursor stands in the last field or on Book, and
        nothing is missing.
        """
        here = self.enter.is_ready or (self.enter.is_seen and self.book.hasFocus())
        draft = self.draft
        is_answered = all(getattr(draft, name).strip() for name in self._asked)
        return here and self.book.isEnabled() and is_answered and not draft.missing()

    def load(self, draft: Draft, required: Sequence[str] = ()) -> None:
        """Show ``draft``; what is the same already keeps its cursor.

        ``required`` are fields of the customer's record to ask for besides those of any booking;
        of a known customer they are all that is asked for.
        """
        self._loaded = draft
        self._ask(tuple(RECORD_FIELDS.get(name, name) for name in required))
        for name in ("name", "email", "phone"):
            self._fields[name].setVisible(draft.customer_id is None or name in self._asked)
        self.asked.load(draft)
        self.name.load(draft.name)
        self.email.load(draft.email)
        self.phone.load(draft.phone)
        self.notes.load(draft.notes)
        self._name_key()

    def focus_first_empty(self) -> None:
        """Put the cursor where typing goes on, or on Book where nothing is empty."""
        shown = (field for field in self._all_fields().values() if not field.isHidden())
        empty = (field for field in shown if not self._value(field).strip())
        field = next(empty, None)
        if field is None and self.book.isEnabled():
            self.book.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_to(field or self.notes)
        self.enter.begin()

    def focus_first_problem(self) -> None:
        """Put the cursor where something is to be put right."""
        wrong = (field for field in self._all_fields().values() if field.problem)
        field = next(wrong, None)
        if field is not None:
            self._go_to(field)

    def show_state(self, state: PanelState, business: Business, today: date) -> None:
        """Show the buttons, problems and nearest times of ``state``, seen from ``today``."""
        for name, field in self._all_fields().items():
            if field.problem != state.problems.get(name, ""):
                field.set_problem(state.problems.get(name, ""))
        taken = state.stage is Stage.TAKEN and state.outcome is not None
        near = state.outcome.nearest if taken and state.outcome is not None else ()
        self._near_head.setVisible(taken)
        self._near_head.setText(
            self.tr("Nearest times, with everything you typed")
            if near
            else self.tr("No other time is free in the week after. Choose another day.")
        )
        self._times_shown.setVisible(state.stage is Stage.HELD)
        self.times.setEnabled(state.busy is Busy.NO)
        self.slots.setVisible(bool(near))
        self.slots.show_times(text.opening_rows(near, business, state.timezone, today))
        self.slots.setEnabled(state.busy is Busy.NO)
        lines = (self.name, self.email, self.phone, *self.asked.shown.values())
        for line in (field.line for field in lines):
            line.setReadOnly(state.busy is Busy.BOOKING)  # a letter typed now would be lost
        self.notes.editor.setReadOnly(state.busy is Busy.BOOKING)
        live = state.live_hold
        self.enter.show_hold(live.appointment.id if live is not None else None)
        self._render_buttons(state)
        self._render_price(state, business)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the e-mail field is left."""
        if watched is self.email.line and event.type() == QEvent.Type.FocusOut:
            self.emailLeft.emit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line goes on to the next field; it never books by accident."""
        if not is_plain_enter(event):
            super().keyPressEvent(event)
        elif self.book.hasFocus():
            self.enter.press(event)
        elif not event.isAutoRepeat():
            self.focusNextChild()

    def _go_to(self, field: Field) -> None:
        """Put the cursor into a field and bring it into sight, once it has its place.

        Qt scrolls by itself only for Tab.
        """
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(
            0, field, partial(self._area.ensureWidgetVisible, field, 0, _AROUND_FIELD)
        )

    def _ask(self, asked: tuple[str, ...]) -> None:
        known = self._loaded.customer_id is not None
        self.asked.ask(asked, Draft() if known else self._loaded)
        if asked != self._asked:
            self._asked = asked
            captions = field_names()
            for name in ("name", "email", "phone"):
                caption = captions[name]
                self._fields[name].set_caption(needed(caption) if name in asked else caption)

    def _all_fields(self) -> dict[str, Field]:
        """The fields by their name in the draft, in the order in which they are filled in."""
        fields = dict(self._fields)
        notes = fields.pop("notes")
        return {**fields, **self.asked.shown, "notes": notes}

    @Slot()
    def _name_key(self) -> None:
        self.book.set_key(self.tr("Enter") if self.enter_books else BOOK_KEY)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        near = QVBoxLayout()
        near.setSpacing(4)
        near.addWidget(self._near_head)
        near.addWidget(self.slots)
        column.addLayout(near)
        column.addWidget(self.card)
        for field in (self.name, self.email, self.phone, self.lookalikes, self.asked, self.notes):
            column.addWidget(field)
        inside = QVBoxLayout(self._times_shown)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.times)
        column.addWidget(self._times_shown)
        column.addStretch(1)
        return body

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        prices = QHBoxLayout()
        prices.addWidget(self._what, 1)
        prices.addWidget(self._price)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.book, self.release):
            button.setProperty("tall", True)
        self.book.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.book, 1)
        buttons.addWidget(self.release)
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(prices)
        column.addLayout(buttons)
        return foot

    def _render_buttons(self, state: PanelState) -> None:
        booking = state.busy is Busy.BOOKING
        if booking and self.book.hasFocus():
            # Disabled, it would hand the focus to Release, and the next Enter would press that.
            self.notes.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.book.setText(self.tr("Booking …") if booking else self.tr("Book"))
        self.book.setEnabled(state.can_book)
        self._name_key()
        live = state.stage is Stage.HELD
        self.release.setText(self.tr("Release") if live else self.tr("Close"))
        self.release.setEnabled(state.busy is Busy.NO and not (live and state.offline))

    def _render_price(self, state: PanelState, business: Business) -> None:
        wanted = state.wanted
        service = business.services.get(wanted.service_id) if wanted is not None else None
        if service is None or wanted is None:
            self._what.setText("")
            self._price.setText("")
            return
        minutes = text.minutes_text(wanted.duration or service.duration.default)
        self._what.setText(f"{service.name}, {minutes}")
        self._price.setText(text.price_text(service))

    @staticmethod
    def _value(field: Field) -> str:
        assert isinstance(field, LineField | TextField)
        return field.value()
