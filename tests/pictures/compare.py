"""How far two pictures are apart, and what is left behind where it is too far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

PLAIN = 48
"""From here on (of 255, in any of red, green and blue) the eye sees that a pixel is another."""
MOST_PLAIN = 0.004
"""The share of pixels that may be plainly another: what an edge in a letter comes to when another
version of FreeType draws it. A word that is missing or a bar of another colour is more."""
FORMAT = QImage.Format.Format_RGB32


@dataclass(frozen=True)
class Difference:
    """``plain`` is the share (0 to 1) of the pixels that are plainly another."""

    plain: float
    picture: QImage

    @property
    def is_too_much(self) -> bool:
        """Whether these are two pictures and not one."""
        return self.plain > MOST_PLAIN


def difference(one: QImage, other: QImage) -> Difference:
    """Compare two pictures; of different sizes they have nothing in common.

    The picture of the difference shows in red what is plainly another, over a pale ground.
    """
    one, other = one.convertToFormat(FORMAT), other.convertToFormat(FORMAT)
    marked = QImage(one.size(), FORMAT)
    marked.fill(0xFFFFFF)
    if one.size() != other.size():
        return Difference(1.0, marked)
    first, second = bytes(one.constBits()), bytes(other.constBits())
    count = 0
    for at in range(0, len(first), 4):
        if first[at : at + 3] == second[at : at + 3]:
            continue
        apart = max(
            abs(a - b) for a, b in zip(first[at : at + 3], second[at : at + 3], strict=True)
        )
        y, x = divmod(at // 4, one.width())
        marked.setPixel(x, y, 0xFFFF0000 if apart >= PLAIN else 0xFFFFDDDD)
        count += apart >= PLAIN
    return Difference(count / (one.width() * one.height()), marked)


def check(name: str, actual: QImage, references: Path, left: Path) -> None:
    """Fail where ``actual`` is not the picture called ``name``; both are written to ``left`` then.

    AssertionError: it is another picture, or there is no reference yet.
    """
    path = references / f"{name}.png"
    actual.save(str(left / f"{name}-actual.png"))
    assert path.exists(), f"no picture {name} yet: look at {left} and copy it to {references}"
    found = difference(actual, QImage(str(path)))
    if found.is_too_much:
        found.picture.save(str(left / f"{name}-difference.png"))
    assert not found.is_too_much, f"{name}: {found.plain:.2%} of the pixels differ; see {left}"
