"""A card never leaves its room, and never lies under the pointer while there is another place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.calendar.card_place import beside
from frontdesk.ui.calendar.geometry import Rect

ROOM = Rect(0, 0, 900, 640)
SIZES = st.tuples(st.integers(100, 400), st.integers(60, 400))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Rect, tuple[float, float]]:
    """A block in the room, and a pointer on it."""
    x, y = draw(st.integers(0, 880)), draw(st.integers(0, 620))
    block = Rect(
        x, y, min(draw(st.integers(20, 300)), 900 - x), min(draw(st.integers(12, 640)), 640 - y)
    )
    return block, (x + draw(st.floats(0, block.width)), y + draw(st.floats(0, block.height)))


@given(blocks(), SIZES)
def test_it_is_within_the_room(
    block: tuple[Rect, tuple[float, float]], size: tuple[int, int]
) -> None:
    place = beside(block[0], size, ROOM, block[1])
    assert ROOM.x <= place.x <= place.right <= ROOM.right
    assert ROOM.y <= place.y <= place.bottom <= ROOM.bottom
    assert (place.width, place.height) == size


@given(blocks(), SIZES)
def test_it_is_not_under_the_pointer(
    block: tuple[Rect, tuple[float, float]], size: tuple[int, int]
) -> None:
    """The room is more than twice as wide as any card, so there is always another place."""
    pointer = block[1]
    assert not beside(block[0], size, ROOM, pointer).contains(*pointer)


def test_right_of_the_block_is_the_first_choice() -> None:
    block = Rect(100, 100, 120, 40)
    assert beside(block, (300, 200), ROOM, (110, 110)).x > block.right
    assert beside(block._replace(x=700), (300, 200), ROOM, (710, 110)).right < 700
