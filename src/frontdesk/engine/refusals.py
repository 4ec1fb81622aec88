"""Refusals are data: a code from the contract and the facts that its sentence needs.

The sentences themselves live in ``frontdesk.desk.sentences``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """The error codes of the command line and the window."""

    UNKNOWN_ID = "unknown-id"
    NOT_OFFERED_HERE = "not-offered-here"
    BAD_DURATION = "bad-duration"
    BAD_TIME = "bad-time"
    BAD_RANGE = "bad-range"
    NOT_AVAILABLE = "not-available"
    SLOT_TAKEN = "slot-taken"
    HOLD_EXPIRED_AND_TAKEN = "hold-expired-and-taken"
    WRONG_STATUS = "wrong-status"
    CUSTOMER_NEEDED = "customer-needed"
    BAD_CUSTOMER = "bad-customer"
    INVALID_SETUP = "invalid-setup"
    DATABASE = "database"
    SCHEMA_TOO_NEW = "schema-too-new"
    NO_PERMISSION = "no-permission"


class Why(StrEnum):
    """Why a start is not available, in the order in which ``explain`` looks."""

    PAST = "past"
    NOTICE = "notice"
    HORIZON = "horizon"
    NOT_OFFERED = "not-offered"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside-hours"
    BLOCKED = "blocked"
    BOOKED = "booked"
    HELD = "held"
    BUFFER = "buffer"
    DAILY_LIMIT = "daily-limit"
    OFF_GRID = "off-grid"


Fact = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one resource is not available at one start, with the facts of the sentence."""

    why: Why
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request was refused. ``reason`` is set where a time was not available."""

    code: Code
    facts: Mapping[str, Fact] = field(default_factory=dict)
    reason: Reason | None = None


class RefusalError(Exception):
    """Carries a refusal out of the rules; the desk turns it into its answer."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the refusal for whoever answers the caller."""
        super().__init__(refusal.code.value)
        self.refusal = refusal


def refuse(code: Code, reason: Reason | None = None, **facts: Fact) -> RefusalError:
    """A ``RefusalError`` to raise, with the facts that its sentence needs."""
    return RefusalError(Refusal(code, facts, reason))
