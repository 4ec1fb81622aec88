"""Colours as numbers: mixing, WCAG contrast, and a colour brought to a given brightness. No Qt.

Colours are ``#RRGGBB``.
"""

from __future__ import annotations

_BLACK, _WHITE = "#000000", "#FFFFFF"


def is_color(text: str) -> bool:
    """Whether ``text`` is ``#RRGGBB``."""
    return (
        len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in text[1:])
    )


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255 each."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(color: str, other: str, share: float) -> str:
    """``color`` with ``share`` (0 to 1) of ``other`` stirred in, as ``#RRGGBB``."""
    pairs = zip(channels(color), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2.2, 0 for black to 1 for white."""
    linear = []
    for channel in channels(color):
        value = channel / 255
        linear.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color: str, ground: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21, whichever of them is lighter."""
    lighter, darker = sorted((luminance(color), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def toned(color: str, lowest: float, highest: float) -> str:
    """``color``, made just so much darker or lighter that its luminance is in the range given.

    WCAG's contrast asks for nothing but luminance, so whatever is readable on one colour of the
    range is readable on all of them.
    """
    now = luminance(color)
    if lowest <= now <= highest:
        return color
    # Bisect the share of black or white; what is returned is always on the right side.
    pole, inside = (_BLACK, highest) if now > highest else (_WHITE, lowest)
    too_little, enough = 0.0, 1.0
    for _ in range(10):
        share = (too_little + enough) / 2
        tried = luminance(mix(color, pole, share))
        reached = tried <= inside if pole is _BLACK else tried >= inside
        if reached:
            enough = share
        else:
            too_little = share
    return mix(color, pole, enough)
