"""The two schemes of high contrast: every text at least 7:1, lines and bars that cannot be missed.

Blocks have an outline of their bar's colour, since their grounds are nearly that of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from frontdesk.ui.theme.colors import toned
from frontdesk.ui.theme.tokens import DARK, LIGHT, Hue, Range, Scheme

_PALE: Range = (0.88, 1.0)
_DEEP: Range = (0.02, 0.07)
_DIM: Range = (0.0, 0.014)
_BRIGHT: Range = (0.48, 0.82)


def _sharpened(scheme: Scheme, fills: Range, bars: Range) -> Mapping[str, Hue]:
    return MappingProxyType(
        {
            hue.name: Hue(hue.name, toned(hue.fill, *fills), toned(hue.bar, *bars))
            for hue in scheme.hues.values()
        }
    )


CONTRAST_LIGHT = Scheme(
    name="light",
    high_contrast=True,
    base="#FFFFFF",
    surface="#F7F7F7",
    closed="#E9E9E9",
    closed_hatch="#BDBDBD",
    text="#000000",
    secondary="#141414",
    muted="#2B2B2B",
    border="#3D3D3D",
    divider="#808080",
    accent="#00358A",
    accent_hover="#002A6E",
    accent_pressed="#001F52",
    on_accent="#FFFFFF",
    accent_tint="#DCE7FA",
    hover_tint="#E2E2E2",
    now_line="#A30012",
    on_now_line="#FFFFFF",
    hour_line="#6B6B6B",
    quarter_line="#C9C9C9",
    available="#E6F6E6",
    available_tick="#0B5A12",
    hold="#FFF3C4",
    hold_hatch="#F2DF9E",
    hold_ink="#4A2D00",
    last_call="#FFE4E2",
    last_call_ink="#6E0000",
    bubble="#000000",
    on_bubble="#FFFFFF",
    shadow="#000000",
    hues=_sharpened(LIGHT, _PALE, _DEEP),
    fill_range=_PALE,
    bar_range=_DEEP,
)

CONTRAST_DARK = Scheme(
    name="dark",
    high_contrast=True,
    base="#000000",
    surface="#0B0B0B",
    closed="#121212",
    closed_hatch="#3A3A3A",
    text="#FFFFFF",
    secondary="#F2F2F2",
    muted="#DADADA",
    border="#C4C4C4",
    divider="#7A7A7A",
    accent="#9CC8FF",
    accent_hover="#B8D8FF",
    accent_pressed="#D3E7FF",
    on_accent="#000000",
    accent_tint="#0C2440",
    hover_tint="#242424",
    now_line="#FF9A9A",
    on_now_line="#000000",
    hour_line="#8E8E8E",
    quarter_line="#3D3D3D",
    available="#05220A",
    available_tick="#8CF096",
    hold="#2B1F00",
    hold_hatch="#453300",
    hold_ink="#FFD684",
    last_call="#3A0A0A",
    last_call_ink="#FFD9D7",
    bubble="#FFFFFF",
    on_bubble="#000000",
    shadow="#000000",
    hues=_sharpened(DARK, _DIM, _BRIGHT),
    fill_range=_DIM,
    bar_range=_BRIGHT,
)
