"""What a person at the desk may do beyond what every person at the desk may."""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """A single right. The desk's verbs ask for it; a book without users grants them all."""

    OVERBOOK = "overbook"  # over another visit, or inside its buffer
    OUTSIDE_HOURS = "outside-hours"  # in closed time, or over a block
    SEE_PRICES = "see-prices"
    SEE_CONTACTS = "see-contacts"
    EXPORT = "export"
    CONFIGURE = "configure"


EVERY_RIGHT = frozenset(Right)
