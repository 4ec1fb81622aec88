"""How a hold stands at a moment. Nothing here is Qt, and nothing counts down by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.engine.clock import moment_of

WARNING = 60
LAST_CALL = 20
LATE_TICK = 100_000
"""Microseconds after the whole second up to which a tick still stands for it."""


class Phase(StrEnum):
    """How urgent a hold is."""

    HELD = "held"
    WARNING = "warning"
    LAST_CALL = "last-call"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class HoldState:
    """A hold at one moment. ``seconds`` are the whole seconds left, never below zero."""

    phase: Phase
    seconds: int

    @property
    def text(self) -> str:
        """What is left, as "4:32"; a day or more in hours too, "25:00:00"."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def hold_state(expires: int, now: datetime) -> HoldState:
    """The state of a hold that ends at the moment ``expires`` (seconds), seen at ``now``.

    Warning with 60 seconds left or less, last call with 20 or less, expired at the very instant
    ``now >= expires``. A second that has begun is not counted as left, so that zero shows a
    little early rather than late; a tick is taken for its second although it comes just after.
    """
    begun = now.microsecond > LATE_TICK
    seconds = expires - moment_of(now) - begun
    if expires <= moment_of(now):
        return HoldState(Phase.EXPIRED, 0)
    if expires - LAST_CALL <= moment_of(now):
        return HoldState(Phase.LAST_CALL, seconds)
    if expires - WARNING <= moment_of(now):
        return HoldState(Phase.WARNING, seconds)
    return HoldState(Phase.HELD, seconds)
