"""The page of a visit that was chosen in the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.desk.answers import Visit
from frontdesk.engine.values import Business, Status
from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.payments import payment_text
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import Pill, PlainLabel


class VisitPage(QWidget):
    """Who, when, with whom, how it stands, and what can be done about it."""

    left = Signal()
    """The user turned back."""
    arrivePressed = Signal()
    payPressed = Signal()
    unpayPressed = Signal()
    cancelConfirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self._number: int | None = None
        self._unknown = ""
        self.show_word(self.tr("customer"))
        self._name = PlainLabel("", "heading")
        self._name.setWordWrap(True)
        self._status = Pill("", "plain")
        self._contact = PlainLabel("", "secondary")
        self._contact.setWordWrap(True)
        self._contact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows = {
            "service": (PlainLabel(self.tr("Service"), "caption"), PlainLabel("")),
            "when": (PlainLabel(self.tr("Time"), "caption"), PlainLabel("")),
            "who": (PlainLabel(self.tr("With"), "caption"), PlainLabel("")),
            "payment": (PlainLabel(self.tr("Payment"), "caption"), PlainLabel("")),
            "notes": (PlainLabel(self.tr("Note"), "caption"), PlainLabel("")),
            "guests": (PlainLabel(self.tr("In this class"), "caption"), PlainLabel("")),
            "number": (PlainLabel(self.tr("Number"), "caption"), PlainLabel("", "secondary")),
        }
        self.back = IconButton("close", self.tr("Close this visit"))
        self.back.clicked.connect(self.left)
        self.arrive = Button(self.tr("Arrived"), "primary")
        self.cancel = Button(self.tr("Cancel visit"))
        self._payment = QWidget()
        self.pay = Button(self.tr("Paid"))
        self.unpay = Button(self.tr("Not paid"))
        self.pay.clicked.connect(self.payPressed)
        self.unpay.clicked.connect(self.unpayPressed)
        self.arrive.clicked.connect(self.arrivePressed)
        self.cancel.clicked.connect(self._ask)
        self.confirm = Button(self.tr("Cancel visit"), "primary")
        self.keep = Button(self.tr("Keep it"))
        self.confirm.clicked.connect(self._confirm)
        self.keep.clicked.connect(self._stop_asking)
        self._rule = line()
        self._asking = PlainLabel("")
        self._question = self._question_strip()
        self._foot = self._verbs()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(self._body()), 1)
        column.addWidget(self._rule)
        column.addWidget(self._question)
        column.addWidget(self._foot)
        self._question.hide()

    def show_word(self, word: str) -> None:
        """Call a customer ``word``."""
        words = self.tr("{customer} not known yet").format(customer=word)
        self._unknown = words[:1].upper() + words[1:]

    def show_visit(
        self,
        visit: Visit,
        guests: Sequence[Visit],
        business: Business,
        is_busy: bool,
        today: date,
    ) -> None:
        """Show ``visit`` as seen from ``today``; ``guests`` is everyone in its class, if it is one.

        Who of a class has paid is noted in the list, one by one.
        """
        entry, customer = visit.appointment, visit.customer
        if entry.id != self._number:
            self._number = entry.id
            self._stop_asking()
        service = business.services.get(entry.service_id)
        name = service.name if service is not None else entry.service_id
        known = customer.name if customer is not None else self._unknown
        self._name.setText(name if guests else known)
        self._status.setText(self._status_text(visit))
        contact = [] if customer is None or guests else [customer.phone, customer.email]
        if contact and visit.contacts_hidden:
            contact = [self.tr("Phone and e-mail hidden")]
        self._contact.setText(" · ".join(part for part in contact if part))
        self._contact.setVisible(bool(self._contact.text()))
        self._fill("service", f"{name}, {text.minutes_text(entry.duration)}")
        self._fill("when", text.when_text(entry.start, entry.end, visit.timezone))
        self._fill("who", text.names_text(business, entry.resource_ids))
        payment = None if guests else visit.payment
        self._fill("payment", "" if payment is None else payment_text(visit, today))
        is_paid = payment is not None and payment.paid_at is not None
        can_change = payment is not None and payment.can_change
        self._payment.setVisible(payment is not None)
        self.pay.setVisible(can_change and not is_paid)
        self.unpay.setVisible(can_change and is_paid)
        self._fill("notes", "" if guests else entry.notes)
        self._fill("guests", "\n".join(self._guest(guest) for guest in guests))
        self._asking.setText(
            self.tr("Cancel this visit?")  # another one has its time still
            if entry.overbooked
            else self.tr("Cancel this visit? Its time is free at once.")
        )
        self._fill("number", "" if guests else str(entry.id))
        live = entry.status in (Status.BOOKED, Status.RESERVED) and entry.completed_at is None
        coming = live and not guests
        self.arrive.setVisible(entry.arrived_at is None)
        for button in (self.arrive, self.cancel, self.confirm, self.pay, self.unpay):
            button.setEnabled(not is_busy)
        if not coming:
            self._stop_asking()
        self._foot.setVisible(coming and not self._question.isVisibleTo(self))
        self._rule.setVisible(coming)

    def _fill(self, row: str, value: str) -> None:
        caption, label = self._rows[row]
        label.setText(value)
        caption.setVisible(bool(value))
        label.setVisible(bool(value))

    def _status_text(self, visit: Visit) -> str:
        entry = visit.appointment
        if entry.status is Status.INITIAL:
            until = text.moment_text(entry.hold_expires_at or 0, visit.timezone)
            return self.tr("Held by {desk} until {time}").format(desk=entry.desk, time=until)
        if entry.status is Status.BOOKED and entry.completed_at is not None:
            return self.tr("Done")
        if entry.arrived_at is not None and entry.status in (Status.BOOKED, Status.RESERVED):
            at = text.moment_text(entry.arrived_at, visit.timezone)
            return self.tr("Arrived at {time}").format(time=at)
        return {
            Status.RESERVED: self.tr("Reserved"),
            Status.BOOKED: self.tr("Booked"),
            Status.CANCELLED: self.tr("Cancelled"),
            Status.RESCHEDULED: self.tr("Moved"),
            Status.NO_SHOW: self.tr("No-show"),
        }[entry.status]

    def _guest(self, guest: Visit) -> str:
        """Who it is, how they are reached, and that they have not paid where that is due."""
        known = guest.customer.name if guest.customer is not None else self.tr("Held seat")
        phone = guest.customer.phone if guest.customer is not None else ""
        is_unpaid = guest.payment is not None and guest.payment.is_due
        parts = (known, phone, self.tr("Unpaid") if is_unpaid else "")
        return " · ".join(part for part in parts if part)

    def _body(self) -> QWidget:
        body = QWidget()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        status = QHBoxLayout()
        status.addWidget(self._status)
        status.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for at, (name, (caption, label)) in enumerate(self._rows.items()):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if name == "payment":  # its button is higher than a line of text
                grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(self._payment_line(label), at, 1)
            else:
                grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, at, 1)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 12, 10, 14)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addLayout(status)
        inside.addWidget(self._contact)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(card)
        column.addLayout(grid)
        column.addStretch(1)
        return body

    def _payment_line(self, label: PlainLabel) -> QWidget:
        """A widget, which is hidden with the row: an empty layout would take the grid's room."""
        row = QHBoxLayout(self._payment)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label, 1)
        row.addWidget(self.pay)
        row.addWidget(self.unpay)
        return self._payment

    def _verbs(self) -> QWidget:
        return _foot_of(self.arrive, self.cancel)

    def _question_strip(self) -> QWidget:
        strip = _foot_of(self.confirm, self.keep)
        self._asking.setWordWrap(True)
        layout = strip.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self._asking)
        return strip

    def _ask(self) -> None:
        self._foot.hide()
        self._question.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_asking(self) -> None:
        """Offer the verbs again; the cursor goes back to them only from the question."""
        if self._question.isVisibleTo(self):
            was_there = self.confirm.hasFocus() or self.keep.hasFocus()
            self._foot.show()
            if was_there:
                self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            self._question.hide()

    def _confirm(self) -> None:
        self._question.hide()
        self.cancelConfirmed.emit()


def _foot_of(first: Button, second: Button) -> QWidget:
    foot = QWidget()
    foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    for button in (first, second):
        button.setProperty("tall", True)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    column = QVBoxLayout(foot)
    column.setContentsMargins(16, 14, 16, 16)
    column.setSpacing(12)
    column.addLayout(row)
    return foot
