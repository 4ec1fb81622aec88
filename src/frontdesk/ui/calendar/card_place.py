"""Where a card goes beside a block. Nothing here is Qt."""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk.ui.calendar.geometry import Rect

_GAP = 6
_CLEAR = 10
"""Logical pixels around the pointer that a card stays out of."""


def beside(
    block: Rect, size: tuple[float, float], room: Rect, pointer: tuple[float, float] | None
) -> Rect:
    """A place of ``size`` for the card of ``block``, within ``room`` as far as it fits.

    Right of the block if there is room, else left of it, below or above; never where the pointer
    is, if any other place is left. All are in the same coordinates, also ``pointer``, which is
    None for a card that was asked for by a key.
    """
    places = [_within(place, room) for place in _wanted(block, size)]
    if pointer is not None:
        x, y = pointer
        places = [place for place in places if not place.grown(_CLEAR).contains(x, y)] or places
    # The first of those that cover least of the block, which stays readable.
    return min(places, key=lambda place: _shared(place, block))


def _wanted(block: Rect, size: tuple[float, float]) -> Iterable[Rect]:
    width, height = size
    yield Rect(block.right + _GAP, block.y, width, height)
    yield Rect(block.x - _GAP - width, block.y, width, height)
    yield Rect(block.x, block.bottom + _GAP, width, height)
    yield Rect(block.x, block.y - _GAP - height, width, height)


def _within(place: Rect, room: Rect) -> Rect:
    """``place`` moved into ``room``; its top left stays inside even where it is too large."""
    x = max(min(place.x, room.right - place.width), room.x)
    y = max(min(place.y, room.bottom - place.height), room.y)
    return place._replace(x=x, y=y)


def _shared(one: Rect, other: Rect) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(width, 0) * max(height, 0)
