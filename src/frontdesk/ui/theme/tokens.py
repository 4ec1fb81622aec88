"""Colours, sizes and durations by name, for the light and the dark scheme. Nothing here is Qt.

Colours are ``#RRGGBB``; lengths are logical pixels at a text scale of 1; durations milliseconds.
Every pairing of text and ground that the window uses reaches 4.5:1, every border that carries
meaning 3:1 (WCAG 2.2); ``tests/ui/theme`` computes it. The schemes of high contrast, with 7:1,
are in ``high_contrast``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from frontdesk.ui.theme.colors import is_color, mix, toned

SPACE = 4
"""The rhythm: paddings and gaps are multiples of it."""
RADIUS = 3
BORDER = 1

FONT_BASE = 13
FONT_SMALL = 12
FONT_SMALLEST = 11
FONT_LARGE = 15
FONT_TITLE = 18

CONTROL_HEIGHT = 30
ROW_HEIGHT = 25
TOP_BAR_HEIGHT = 52
STATUS_LINE_HEIGHT = 28
NAVIGATOR_WIDTH = 248
PANEL_WIDTH = 376

AXIS_WIDTH = 56
HEAD_HEIGHT = 56
COLUMN_MINIMUM = 120
COLOUR_BAR = 4

MOTION_SHORT = 100
MOTION_LONG = 150
REST_BEFORE_REASON = 250
"""The pointer rests this long before the calendar asks why a time is not available."""
REST_BEFORE_CARD = 400
"""The pointer rests this long on a visit before its card opens."""


@dataclass(frozen=True, slots=True)
class Hue:
    """The two colours of a category: the ground of a block, and its bar and icons."""

    name: str
    fill: str
    bar: str


Range = tuple[float, float]
"""From the lowest to the highest relative luminance."""


@dataclass(frozen=True, eq=False)  # there are four of them, told apart and hashed by identity
class Scheme:
    """Every colour of one appearance of the window.

    ``fill_range`` and ``bar_range`` are the luminances that the two colours of a hue may have, so
    that all texts and bars keep their contrast.
    """

    name: Literal["light", "dark"]
    base: str
    surface: str
    closed: str
    closed_hatch: str
    text: str
    secondary: str
    muted: str
    border: str
    divider: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_tint: str
    hover_tint: str
    now_line: str
    on_now_line: str
    hour_line: str
    quarter_line: str
    available: str
    available_tick: str
    hold: str
    hold_hatch: str
    hold_ink: str
    last_call: str
    last_call_ink: str
    bubble: str
    on_bubble: str
    shadow: str
    hues: Mapping[str, Hue]
    fill_range: Range
    bar_range: Range
    high_contrast: bool = False

    def hue(self, color: str) -> Hue:
        """The hue that stands for a configured ``color`` (``#RRGGBB``, or the name of a hue).

        A colour that a manager picked keeps its tone and is clamped in brightness, which keeps
        the contrast of texts and bars in every scheme. Anything that is no colour means slate: a
        wrong one must never stop a day from being shown.
        """
        return _hue(self, color)

    def past_fill(self, hue: Hue) -> str:
        """The ground of a visit that is over: paler, and still telling its colour."""
        return mix(hue.fill, self.base, 0.32)

    def past_bar(self, hue: Hue) -> str:
        """The bar of a visit that is over."""
        return mix(hue.bar, self.base, 0.34)

    def buffer_fill(self, hue: Hue) -> str:
        """The ground of the time before and after a visit that its resource is still taken."""
        return mix(hue.fill, self.base, 0.4)

    def hatch_on(self, fill: str, ink: str) -> str:
        """The colour of hatch lines over ``fill``: seen, and quieter than any text."""
        return mix(fill, ink, 0.09 if self.name == "light" else 0.12)


def made_hues(
    entries: tuple[tuple[str, str, str], ...], safe_bars: tuple[str, ...], base: str, fills: Range
) -> Mapping[str, Hue]:
    """The table of hues: ``entries`` (name, fill, bar), and ``SAFE_HUES`` with ``safe_bars``."""
    hues = {name: Hue(name, fill, bar) for name, fill, bar in entries}
    for name, bar in zip(SAFE_HUES, safe_bars, strict=True):
        hues[name] = Hue(name, _fill_of(bar, base, fills), bar)
    return MappingProxyType(hues)


def _fill_of(bar: str, base: str, fills: Range) -> str:
    return toned(mix(bar, base, 0.82), *fills)


SAFE_HUES = ("indigo", "sea", "forest", "ochre", "copper", "plum")
"""Six hues that a colour-blind eye keeps apart by their brightness; offered before all others."""


_LIGHT_FILLS: Range = (0.785, 0.86)
_DARK_FILLS: Range = (0.018, 0.034)

LIGHT = Scheme(
    name="light",
    base="#FFFFFF",
    surface="#F5F7F9",
    closed="#ECEFF3",
    closed_hatch="#DADFE6",
    text="#1A2330",
    secondary="#465264",
    muted="#5C6878",
    border="#76828F",
    divider="#DDE2E8",
    accent="#1D5DB8",
    accent_hover="#184F9E",
    accent_pressed="#134184",
    on_accent="#FFFFFF",
    accent_tint="#E4EDF9",
    hover_tint="#EBEEF2",
    now_line="#C4262E",
    on_now_line="#FFFFFF",
    hour_line="#CBD2DB",
    quarter_line="#E6EAEF",
    available="#E9F3E9",
    available_tick="#2F7A34",
    hold="#FFF3D1",
    hold_hatch="#F3E2B4",
    hold_ink="#7A4B00",
    last_call="#FBE0DF",
    last_call_ink="#8E1B1B",
    bubble="#1A2330",
    on_bubble="#F5F7F9",
    shadow="#1A2330",
    hues=made_hues(
        (
            ("blue", "#DCE9FB", "#1D5DB8"),
            ("teal", "#D6F0EE", "#0F766E"),
            ("green", "#DDF1DC", "#2F7A34"),
            ("olive", "#EEF0CF", "#6B6A12"),
            ("amber", "#FBEBCB", "#8F5A00"),
            ("rust", "#FBE2D8", "#A8431A"),
            ("pink", "#FADFEA", "#A8295F"),
            ("violet", "#E9E2FA", "#6441B5"),
            ("slate", "#E3E8EE", "#4A5A6E"),
        ),
        ("#2D3FA9", "#3D8D9B", "#033816", "#675317", "#B06F35", "#80005C"),
        "#FFFFFF",
        _LIGHT_FILLS,
    ),
    fill_range=_LIGHT_FILLS,
    bar_range=(0.025, 0.225),
)

DARK = Scheme(
    name="dark",
    base="#14181D",
    surface="#1B2027",
    closed="#101317",
    closed_hatch="#1D2228",
    text="#E7EBF0",
    secondary="#B5BECA",
    muted="#98A3B0",
    border="#77828F",
    divider="#2A313A",
    accent="#7FB0F5",
    accent_hover="#99C1F8",
    accent_pressed="#B2D0FA",
    on_accent="#14181D",
    accent_tint="#1F2C3E",
    hover_tint="#252C34",
    now_line="#FF6B6B",
    on_now_line="#14181D",
    hour_line="#3A434E",
    quarter_line="#252C34",
    available="#16231A",
    available_tick="#7CCB82",
    hold="#3B2D0B",
    hold_hatch="#503E14",
    hold_ink="#F0B952",
    last_call="#481B1B",
    last_call_ink="#FFC9C6",
    bubble="#E7EBF0",
    on_bubble="#14181D",
    shadow="#000000",
    hues=made_hues(
        (
            ("blue", "#1C304C", "#7FB0F5"),
            ("teal", "#123936", "#5CC8BE"),
            ("green", "#1B3A1F", "#7CCB82"),
            ("olive", "#34360F", "#C9CB5B"),
            ("amber", "#40300F", "#F0B952"),
            ("rust", "#44261A", "#F09B73"),
            ("pink", "#441E2F", "#F08DB5"),
            ("violet", "#2D2449", "#B49CF2"),
            ("slate", "#2A323C", "#A9B6C6"),
        ),
        ("#6885F6", "#99BEBE", "#D4EED8", "#F9C718", "#E96E2D", "#AB7493"),
        "#14181D",
        _DARK_FILLS,
    ),
    fill_range=_DARK_FILLS,
    bar_range=(0.23, 0.82),
)


@lru_cache(maxsize=1024)
def _hue(scheme: Scheme, color: str) -> Hue:
    if color in scheme.hues:
        return scheme.hues[color]
    if not is_color(color):
        return scheme.hues["slate"]
    known = _named_bars().get(color.upper())
    if known is not None:
        return scheme.hues[known]
    bar = toned(color, *scheme.bar_range)
    return Hue(color, _fill_of(color, scheme.base, scheme.fill_range), bar)


@lru_cache(maxsize=1)
def _named_bars() -> Mapping[str, str]:
    """The name of the hue of each bar in the table, of the light scheme or the dark one."""
    return {hue.bar: hue.name for scheme in (DARK, LIGHT) for hue in scheme.hues.values()}
