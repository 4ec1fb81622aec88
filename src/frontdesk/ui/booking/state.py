"""How a booking stands, as frozen values. Nothing here is Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from frontdesk.desk.answers import CustomerDetails, Opening, Visit
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.refusals import Reason


class Stage(StrEnum):
    """Where the one booking in hand stands."""

    IDLE = "idle"
    HELD = "held"
    ENDED = "ended"
    """The hold has expired; whether the time is still free is being asked, or it is."""
    TAKEN = "taken"
    """The time wanted cannot be had any more; the nearest ones are offered."""


class Busy(StrEnum):
    """Which verb is under way; its answer decides, and no other verb starts meanwhile."""

    NO = ""
    HOLDING = "holding"
    BOOKING = "booking"
    RELEASING = "releasing"


RECORD_FIELDS = {"notes": "remarks"}
"""Fields of a customer's record that a ``Draft`` calls otherwise: its own notes are the visit's."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff typed, letter for letter, and the known customer they chose.

    A chosen customer (by number) is booked instead of the typed name, e-mail and phone, which
    stay as they are: they are there again when the customer is put back. What is behind them is
    asked for at some locations only; ``remarks`` are the notes on the customer.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    customer_id: int | None = None
    birth_date: str = ""
    address: str = ""
    language: str = ""
    tags: str = ""
    remarks: str = ""
    alerts: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody was chosen and nothing but white space was typed."""
        return self.customer_id is None and self.details.is_empty and not self.notes.strip()

    @property
    def details(self) -> CustomerDetails:
        """The part that tells who the customer is."""
        return CustomerDetails(
            **{
                entry.name: getattr(self, RECORD_FIELDS.get(entry.name, entry.name))
                for entry in fields(CustomerDetails)
            }
        )

    def answers(self, asked: Collection[str]) -> CustomerDetails:
        """Of what is typed, only these fields of a record: what was asked of a known customer."""
        kept = {
            entry.name: getattr(self.details, entry.name) if entry.name in asked else ""
            for entry in fields(CustomerDetails)
        }
        return CustomerDetails(**kept)

    def missing(self) -> str:
        """What a booking still needs: ``customer``, ``name`` or ``contact``; empty if nothing."""
        if self.customer_id is not None:
            return ""
        if self.details.is_empty:
            return "customer"
        if not self.name.strip():
            return "name"
        return "" if self.email.strip() or self.phone.strip() else "contact"

    def over(self, kept: Draft) -> Draft:
        """This draft, with ``kept`` wherever nothing was typed in it."""
        return Draft(
            **{f.name: getattr(self, f.name) or getattr(kept, f.name) for f in fields(self)}
        )


def form_of(draft: Draft) -> dict[str, Any]:
    """What the book keeps of ``draft``."""
    return {entry.name: getattr(draft, entry.name) for entry in fields(draft)}


def draft_of(form: Mapping[str, Any]) -> Draft:
    """The draft that was kept as ``form``; an entry that is none of ours counts as never made."""
    known = {entry.name: entry.default for entry in fields(Draft)}
    return Draft(
        **{
            name: value
            for name, value in form.items()
            if name in known and isinstance(value, str) is isinstance(known[name], str)
        }
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a time that was lost. ``reason`` is None while it is still free.

    ``desk`` and ``taken_at`` (a moment) name who took it, where a visit or hold is in the way.
    ``hold`` is the hold itself where it lives after all: its end lies ahead again once a clock
    that was wrong is set back.
    """

    reason: Reason | None = None
    desk: str = ""
    taken_at: int | None = None
    nearest: tuple[Opening, ...] = ()
    hold: Visit | None = None


class Kind(StrEnum):
    """What was done."""

    HELD = "held"
    MOVED = "moved"
    BOOKED = "booked"
    RELEASED = "released"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done, for the strip. ``undo`` are the steps that take it back, in order.

    ``left`` is the visit of a hold that moved, as it was before.
    """

    kind: Kind
    visit: Visit
    undo: tuple[int, ...] = ()
    left: Visit | None = None


@dataclass(frozen=True, slots=True)
class PanelState:
    """A booking in hand but for the draft and the present moment.

    ``hold`` is the hold in hand, or the one that has expired; ``wanted`` is what to ask for
    again, in the zone ``timezone``. ``ended_at`` is the moment the hold expired, ``renewed_from``
    the one at which the last hold did, where this one was then made without being asked for.
    ``problems`` holds, by field of the draft, the sentence about what is wrong with it. ``asked``
    are the fields that the record of the chosen customer lacks and the location asks for.
    """

    stage: Stage = Stage.IDLE
    hold: Visit | None = None
    wanted: HoldRequest | None = None
    ended_at: int | None = None
    renewed_from: int | None = None
    outcome: Outcome | None = None
    busy: Busy = Busy.NO
    offline: bool = False
    timezone: str = "UTC"
    problems: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    @property
    def live_hold(self) -> Visit | None:
        """The hold whose countdown runs."""
        return self.hold if self.stage is Stage.HELD else None

    @property
    def can_book(self) -> bool:
        """Whether Book may be pressed; an expired hold is tried again by the database."""
        return (
            self.stage in (Stage.HELD, Stage.ENDED)
            and self.hold is not None
            and self.busy is Busy.NO
            and not self.offline
        )


def request_of(visit: Visit) -> HoldRequest:
    """What to ask for to hold the time of ``visit`` again, with the exception that it has."""
    entry = visit.appointment
    return HoldRequest(
        entry.service_id,
        entry.start,
        entry.resource_ids,
        entry.duration,
        entry.location_id,
        customer_id=entry.customer_id,
        again=entry.id,
    )
