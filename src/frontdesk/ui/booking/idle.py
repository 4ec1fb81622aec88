"""The page while no booking is in hand: for whom, which service, and the first times to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.engine.values import Service
from frontdesk.ui import text
from frontdesk.ui.booking.asked_fields import ASKED_FOR
from frontdesk.ui.booking.customer_card import CustomerCard
from frontdesk.ui.booking.form import scrolling
from frontdesk.ui.booking.service_field import ServiceField
from frontdesk.ui.booking.state import Draft
from frontdesk.ui.booking.times_box import TimesBox
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import ChoiceField
from frontdesk.ui.widgets.plain import PlainLabel


class IdlePage(QWidget):
    """Customer, service and length, what to do next, and the first times."""

    serviceChosen = Signal(str)
    """The id of the service that the user chose; empty for none."""
    durationChosen = Signal(int)
    """The length in minutes that the user chose."""
    clearPressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the page of a business without services."""
        super().__init__(parent)
        self._title = PlainLabel(self.tr("New booking"), "heading")
        self.card = CustomerCard()
        self.service = ServiceField(self.tr("Service"))
        self.duration = ChoiceField(self.tr("Length"))
        self.service.edited.connect(self._tell_service)
        self.duration.edited.connect(self._tell_duration)
        self._hint = PlainLabel("", "secondary")
        self._hint.setWordWrap(True)
        self.times = TimesBox()
        self._kept = PlainLabel("")
        self._kept.setWordWrap(True)
        self._kept_card = self._card()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.card)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.service, 5)
        fields.addWidget(self.duration, 3, Qt.AlignmentFlag.AlignTop)
        column.addLayout(fields)
        column.addWidget(self._hint)
        column.addWidget(self._kept_card)
        column.addWidget(self.times)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(body))

    def show_services(self, services: Sequence[Service], chosen: Service | None) -> None:
        """Offer ``services``, with ``chosen`` chosen."""
        self.service.set_services(services, chosen.id if chosen is not None else "")
        self._write_hint(chosen)

    def show_lengths(self, service: Service | None, minutes: int | None) -> None:
        """Offer the lengths that ``service`` allows; hidden where there is but one."""
        lengths = lengths_of(service)
        self.duration.setVisible(len(lengths) > 1)
        offer(self.duration, [(length, text.minutes_text(length)) for length in lengths])
        self.duration.load(minutes)

    def show_draft(self, draft: Draft) -> None:
        """Say what is kept for the next booking; of a chosen customer there is a card."""
        known = [draft.notes]
        if draft.customer_id is None:
            more = [getattr(draft, name) for name in ASKED_FOR]
            known = [draft.name, draft.email, draft.phone, *more, draft.notes]
        told = " · ".join(" ".join(part.split()) for part in known if part.strip())
        self._kept_card.setVisible(bool(told))
        self._kept.setText(told)

    def _write_hint(self, chosen: Service | None) -> None:
        if chosen is None:
            self._hint.setText(
                self.tr("Choose a service. The times at which it can be booked are then marked.")
            )
            return
        price = text.price_text(chosen)
        self._hint.setText(
            self.tr("{price}. Click a marked time in the calendar to hold it.").format(price=price)
            if price
            else self.tr("Click a marked time in the calendar to hold it.")
        )

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        self.clear = Button(self.tr("Clear"), "flat")
        self.clear.clicked.connect(self.clearPressed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(self.tr("Kept for the next booking"), "caption", elide=True))
        words.addWidget(self._kept)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 10, 6, 10)
        row.addLayout(words, 1)
        row.addWidget(self.clear)
        return card

    def _tell_service(self) -> None:
        self.serviceChosen.emit(self.service.value())

    def _tell_duration(self) -> None:
        self.durationChosen.emit(self.duration.value())


def offer(field: ChoiceField, entries: list[tuple[Any, str]]) -> None:
    """Offer ``entries``; the same ones again leave an open list open."""
    combo = field.combo
    shown = [(combo.itemData(at), combo.itemText(at)) for at in range(combo.count())]
    if shown != entries:
        field.set_choices(entries)


def lengths_of(service: Service | None) -> list[int]:
    """The lengths in minutes that may be asked for, at most forty of them."""
    if service is None:
        return []
    rule = service.duration
    every = list(range(rule.minimum, rule.maximum + 1, rule.step))[:40]
    return every if rule.default in every else sorted([*every, rule.default])
