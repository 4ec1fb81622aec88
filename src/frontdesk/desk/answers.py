"""What a verb of the desk answers: done, or refused with a reason that is data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from frontdesk.engine.booking import Appointment, Customer
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Refusal, RefusalError
from frontdesk.store.faults import Cause, EnvironmentFault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """What staff typed about a customer; nothing in it has been checked yet.

    The fields after ``phone`` are asked for only where the location of the booking requires them.
    ``notes`` and ``alerts`` are about the customer, as on the card; ``tags`` has commas between.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    birth_date: str = ""
    address: str = ""
    language: str = ""
    tags: str = ""
    notes: str = ""
    alerts: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space was typed."""
        return not any(getattr(self, entry.name).strip() for entry in fields(self))


@dataclass(frozen=True, slots=True)
class Payment:
    """What is noted about the payment of a visit.

    ``paid_at`` is a moment (seconds), None while nobody noted one; ``is_due`` then says whether
    it should have been paid by the moment at which this was read. ``can_change`` is whether that
    it is paid can be noted or taken back. ``price`` (a decimal text) and ``currency`` are the
    service's, None for whoever may not see prices.
    """

    paid_at: int | None
    is_due: bool = False
    can_change: bool = True
    price: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment with its customer, once known, and the zone of its location."""

    appointment: Appointment
    customer: Customer | None
    timezone: str
    warnings: tuple[str, ...] = ()
    """What a booking still lacks although the verb succeeded (``--complete`` without enough data):
    ``customer``, ``name``, ``contact`` or fields that the location requires."""
    contacts_hidden: bool = False
    """Phone and e-mail are empty because whoever sits here may not see them."""
    payment: Payment | None = None
    """None where payments are not noted, and where there is nothing to note."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An available time: booking it as it stands gives no validation error.

    ``start`` is an instant in minutes, ``duration`` minutes; ``resource_ids`` in role order.
    """

    start: int
    duration: int
    resource_ids: tuple[str, ...]
    seats: int = 1

    @property
    def end(self) -> int:
        """The instant at which the visit would end, without its buffer."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The verb took effect: its result, and what it changed.

    ``undo`` names the step in this desk's undo log (``frontdesk.desk.undo``) where there is one.
    """

    value: T
    changes: Changes
    undo: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The verb changed nothing. ``nearest`` offers free times where one was lost."""

    refusal: Refusal
    nearest: tuple[Opening, ...] = ()


__all__ = [
    "Cause",
    "CustomerDetails",
    "Done",
    "EnvironmentFault",
    "Opening",
    "Payment",
    "RefusalError",
    "Refused",
    "Visit",
]
