"""How fast the calendar scrolls while something is dragged to its edge. No Qt here."""

from __future__ import annotations

EDGE = 32
"""Logical pixels inside an edge in which a drag scrolls."""
BEYOND = 40
"""Logical pixels outside an edge up to which it still does; farther out, another pane is meant."""
_SLOWEST = 2
_FASTEST = 26


def edge_speed(at: float, room: float) -> int:
    """Pixels to scroll a step with the pointer at ``at`` of ``room``; negative is backwards.

    The nearer to the edge, or beyond it, the faster.
    """
    if room < 3 * EDGE or not -BEYOND <= at <= room + BEYOND:
        return 0
    if at < EDGE:
        return -_speed(EDGE - at)
    return _speed(at - (room - EDGE)) if at > room - EDGE else 0


def _speed(depth: float) -> int:
    share = min(depth / (EDGE + BEYOND), 1.0)
    return round(_SLOWEST + (_FASTEST - _SLOWEST) * share * share)
