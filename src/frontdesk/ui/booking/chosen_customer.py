"""The known customer that a booking is for: the row that was chosen, and the figures after it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import records
from frontdesk.desk.people import CustomerCard, CustomerRow
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import RefusalError
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.runner import Runner

_KEY = "customer-card"


class ChosenCustomer(QObject):
    """Follows the customer number of the draft, whoever set it, and reads what is known."""

    changed = Signal()
    """``row`` or ``visits`` is another one now."""
    failed = Signal(object)
    """The error that a reading met."""

    def __init__(self, runner: Runner, booking: BookingController, parent: QObject) -> None:
        """Nobody is chosen, unless the draft of ``booking`` says so."""
        super().__init__(parent)
        self._runner = runner
        self._booking = booking
        self._number: int | None = None
        self.row: CustomerRow | None = None
        """Who is chosen; None for nobody, or while a number alone is known."""
        self.visits: int | None = None
        """How many visits there were; None until it was read."""
        booking.changed.connect(self._follow)

    def choose(self, row: CustomerRow) -> None:
        """Book for the customer of ``row``."""
        self._number, self.row, self.visits = row.id, row, None
        self._booking.choose_customer(row.id)
        self._read()
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Book for someone else; what was typed is there again."""
        self._booking.choose_customer(None)

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Something was written: read the figures again."""
        if self._number is not None:
            self._read()

    @Slot()
    def _follow(self) -> None:
        number = self._booking.draft.customer_id
        if number == self._number:
            return
        self._number, self.row, self.visits = number, None, None
        if number is None:
            self._runner.forget(_KEY)
        else:
            self._read()
        self.changed.emit()

    def _read(self) -> None:
        number = self._number
        assert number is not None

        def job(desk: Desk) -> CustomerCard:
            return records.card(desk, number)

        self._runner.run(job, self._on_card, self._fail, key=_KEY)

    def _on_card(self, card: CustomerCard) -> None:
        if card.erased_at is not None:
            self.clear()
            return
        if (card.row, card.visits) != (self.row, self.visits):
            self.row, self.visits = card.row, card.visits
            self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.clear()  # nobody has this number any more
        self.failed.emit(error)
