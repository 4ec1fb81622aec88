"""What is cleared away now and then. Nothing depends on it: an expired hold takes no time."""

from __future__ import annotations

from frontdesk.desk.unit import Desk
from frontdesk.store import appointments

KEPT = 24 * 3600
"""Seconds that an expired hold is kept, since the form that it belongs to may still be open."""


def tidy(desk: Desk) -> int:
    """Delete a few hundred of the holds that expired a day ago; how many they were.

    Their audit trail stays. No other desk hears of it, as none showed them any more.
    """
    with desk.unit(quiet=True) as unit:
        return appointments.sweep(unit.connection, unit.moment - KEPT)
