"""Appointments as values, and the table of statuses: who may leave which, and for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from frontdesk.engine.clock import moment_of
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status


class Verb(StrEnum):
    """What moves an appointment from one status to the next."""

    BOOK = "book"
    RESERVE = "reserve"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    NO_SHOW = "no-show"
    UNDO_NO_SHOW = "undo-no-show"


TRANSITIONS: Mapping[tuple[Status, Verb], Status] = {
    (Status.INITIAL, Verb.BOOK): Status.BOOKED,
    (Status.INITIAL, Verb.RESERVE): Status.RESERVED,
    (Status.RESERVED, Verb.BOOK): Status.BOOKED,
    (Status.RESERVED, Verb.CANCEL): Status.CANCELLED,
    (Status.BOOKED, Verb.CANCEL): Status.CANCELLED,
    (Status.BOOKED, Verb.RESCHEDULE): Status.RESCHEDULED,
    (Status.BOOKED, Verb.NO_SHOW): Status.NO_SHOW,
    (Status.NO_SHOW, Verb.UNDO_NO_SHOW): Status.BOOKED,
}
"""Every allowed change of status. A release deletes an IN row and so is no change of status."""

_AIMS = {verb: after for (_before, verb), after in TRANSITIONS.items()}


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom a visit is for."""

    id: int
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One visit. ``start``, ``duration`` and buffers in minutes; ``..._at`` are moments (seconds).

    ``resource_ids`` stand in role order. Both buffers were frozen when the visit was made.
    ``hold_expires_at`` is None unless the status is IN. ``desk`` is the workstation that made it.
    ``overbooked`` marks a visit that was put over others on purpose. ``version`` counts how often
    it was written: whoever changes what they saw names it, so that nobody is overwritten.
    """

    id: int
    status: Status
    location_id: str
    service_id: str
    resource_ids: tuple[str, ...]
    start: int
    duration: int
    buffer_before: int
    buffer_after: int
    created_at: int
    hold_expires_at: int | None = None
    customer_id: int | None = None
    notes: str = ""
    desk: str = ""
    rescheduled_id: int | None = None
    confirmed_at: int | None = None
    arrived_at: int | None = None
    started_at: int | None = None
    completed_at: int | None = None
    paid_at: int | None = None
    overbooked: bool = False
    version: int = field(default=1, compare=False)

    @property
    def end(self) -> int:
        """The instant at which the visit itself ends, without its buffer."""
        return self.start + self.duration

    @property
    def footprint(self) -> Span:
        """What the visit takes from its resources, buffers included."""
        return Span(self.start - self.buffer_before, self.end + self.buffer_after)


def is_expired(appointment: Appointment, now: datetime) -> bool:
    """Whether this is a hold whose booking timer has run out: at the very instant it does."""
    return (
        appointment.status is Status.INITIAL
        and appointment.hold_expires_at is not None
        and moment_of(now) >= appointment.hold_expires_at
    )


def takes_time(appointment: Appointment, now: datetime) -> bool:
    """Whether the visit is live: its footprint is closed to everyone else."""
    if appointment.status is Status.INITIAL:
        return not is_expired(appointment, now)
    return appointment.status in (Status.RESERVED, Status.BOOKED)


def status_after(before: Status, verb: Verb) -> Status:
    """The status that a verb leads to; refused, naming both, where the table does not hold it."""
    after = TRANSITIONS.get((before, verb))
    if after is None:
        raise refuse(Code.WRONG_STATUS, status=before.value, wanted=_AIMS[verb].value)
    return after
