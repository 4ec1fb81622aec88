"""Every pairing of colours that the window uses can be read (WCAG 2.2)."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.calendar.block_painter import ink_color
from frontdesk.ui.calendar.blocks import Ink, Look
from frontdesk.ui.calendar.plates import hold_colors
from frontdesk.ui.theme.colors import contrast, luminance, mix, toned
from frontdesk.ui.theme.high_contrast import CONTRAST_DARK, CONTRAST_LIGHT
from frontdesk.ui.theme.tokens import DARK, LIGHT, SAFE_HUES, Hue, Scheme

ALL = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
SCHEMES = pytest.mark.parametrize(
    "scheme", ALL, ids=lambda scheme: f"{scheme.name}{'-contrast' * scheme.high_contrast}"
)
SHAPE = 3.0
COLORS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def least(scheme: Scheme) -> float:
    """WCAG's AA for a text of the usual schemes, AAA for those of high contrast."""
    return 7.0 if scheme.high_contrast else 4.5


def check_texts_on(scheme: Scheme, hue: Hue, look: Look) -> None:
    """Every text of a visit can be read on every ground that it may stand on."""
    fill = hue.fill if look is Look.LIVE else scheme.past_fill(hue)
    grounds = [fill, scheme.hatch_on(fill, hue.bar)] if look is Look.GONE else [fill]
    for ink in Ink:
        for ground in grounds:
            assert contrast(ink_color(scheme, look, ink), ground) >= least(scheme), (hue, ink)


def check_shapes_of(scheme: Scheme, hue: Hue) -> None:
    """Its bar is seen on its block and on the page, and so is what outlines the block."""
    assert contrast(hue.bar, hue.fill) >= SHAPE, hue
    assert contrast(hue.bar, scheme.base) >= SHAPE, hue
    assert contrast(scheme.accent, hue.fill) >= SHAPE, hue


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#767676", "#FFFFFF", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The published values of WCAG for black, white and the grey just dark enough."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@SCHEMES
@pytest.mark.parametrize("ink", ["text", "secondary", "muted", "accent"])
@pytest.mark.parametrize("ground", ["base", "surface"])
def test_texts_on_the_window(scheme: Scheme, ink: str, ground: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= least(scheme)


@SCHEMES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "closed"),
        ("secondary", "closed"),
        ("secondary", "closed_hatch"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_accent", "accent_pressed"),
        ("text", "accent_tint"),
        ("text", "hover_tint"),
        ("secondary", "hover_tint"),
        ("accent", "hover_tint"),
        ("on_now_line", "now_line"),
        ("text", "available"),
        ("available_tick", "available"),
        ("hold_ink", "hold"),
        ("hold_ink", "hold_hatch"),
        ("text", "hold"),
        ("secondary", "hold"),
        ("last_call_ink", "last_call"),
        ("text", "last_call"),
        ("last_call_ink", "base"),
        ("last_call_ink", "surface"),
        ("on_bubble", "bubble"),
    ],
)
def test_texts_on_their_own_grounds(scheme: Scheme, ink: str, ground: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= least(scheme)


@SCHEMES
@pytest.mark.parametrize("look", [Look.LIVE, Look.PAST, Look.GONE])
def test_texts_of_a_visit_in_every_hue(scheme: Scheme, look: Look) -> None:
    for hue in scheme.hues.values():
        check_texts_on(scheme, hue, look)


@SCHEMES
@pytest.mark.parametrize("look", [Look.HOLD, Look.HOLD_WARNING, Look.HOLD_LAST_CALL])
def test_texts_and_border_of_a_hold(scheme: Scheme, look: Look) -> None:
    ground, hatch, border = hold_colors(scheme, look)
    for ink in Ink:
        assert contrast(ink_color(scheme, look, ink), ground) >= least(scheme)
        assert contrast(ink_color(scheme, look, ink), hatch) >= least(scheme)
    assert contrast(border, scheme.base) >= SHAPE


@SCHEMES
def test_shapes_that_carry_meaning(scheme: Scheme) -> None:
    """Borders of controls, focus, the now-line, bars of visits and ticks of openings."""
    for shape in (scheme.border, scheme.accent, scheme.now_line, scheme.available_tick):
        assert contrast(shape, scheme.base) >= SHAPE
        assert contrast(shape, scheme.surface) >= SHAPE
    for hue in scheme.hues.values():
        check_shapes_of(scheme, hue)


@SCHEMES
def test_notices_can_be_read(scheme: Scheme) -> None:
    for name in ("blue", "green"):
        assert contrast(scheme.text, scheme.hues[name].fill) >= least(scheme)


def test_all_schemes_know_the_same_hues() -> None:
    assert all(list(scheme.hues) == list(LIGHT.hues) for scheme in ALL)


@pytest.mark.parametrize("hue", LIGHT.hues.values(), ids=lambda hue: hue.name)
def test_a_colour_of_the_table_means_its_hue_in_both_schemes(hue) -> None:  # type: ignore[no-untyped-def]
    assert DARK.hue(hue.bar).name == hue.name
    assert LIGHT.hue(hue.bar.lower()).name == hue.name
    assert LIGHT.hue(hue.name).name == hue.name


@given(COLORS)
def test_whatever_a_manager_picks_can_be_read(picked: str) -> None:
    for scheme in ALL:
        hue = scheme.hue(picked)
        for look in (Look.LIVE, Look.PAST, Look.GONE):
            check_texts_on(scheme, hue, look)
        check_shapes_of(scheme, hue)


@given(COLORS)
def test_a_picked_colour_keeps_its_tone(picked: str) -> None:
    """The strongest of red, green and blue is still the strongest, where one of them was."""
    channels = [int(picked[at : at + 2], 16) for at in (1, 3, 5)]
    bar = LIGHT.hue(picked).bar
    shown = [int(bar[at : at + 2], 16) for at in (1, 3, 5)]
    assert shown[channels.index(max(channels))] == max(shown)
    assert shown[channels.index(min(channels))] == min(shown)


@pytest.mark.parametrize("picked", ["#0E7C86", "#A0522D", "#7A3E9D"])
def test_a_colour_that_can_be_read_is_taken_as_it_is(picked: str) -> None:
    assert LIGHT.hue(picked).bar == picked


@given(COLORS, st.floats(0, 0.9), st.floats(0.05, 0.1))
def test_toning_ends_in_the_range_asked_for(color: str, lowest: float, width: float) -> None:
    made = luminance(toned(color, lowest, lowest + width))
    assert lowest <= made <= lowest + width


@pytest.mark.parametrize("wrong", ["", "red", "#12345", "#GGGGGG", "<b>"])
def test_a_wrong_colour_never_stops_a_day_from_being_shown(wrong: str) -> None:
    assert LIGHT.hue(wrong).name == "slate"


# What protanopia, deuteranopia and tritanopia leave of linear red, green and blue, after
# Machado, Oliveira and Fernandes (2009), severity 1.
COLOR_BLIND = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(color: str, eye: str) -> tuple[float, float, float]:
    """A colour in CIELAB (D65) as an eye sees it."""
    linear = []
    for at in (1, 3, 5):
        value = int(color[at : at + 2], 16) / 255
        linear.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    left = [
        min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1)
        for row in COLOR_BLIND[eye]
    ]
    rows = (
        (0.4124564, 0.3575761, 0.1804375, 0.95047),
        (0.2126729, 0.7151522, 0.0721750, 1.0),
        (0.0193339, 0.1191920, 0.9503041, 1.08883),
    )
    x, y, z = (
        (lambda t: t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116)(
            sum(a * b for a, b in zip(row[:3], left, strict=True)) / row[3]
        )
        for row in rows
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eye", COLOR_BLIND)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_two_of_the_safe_six_look_alike(scheme: Scheme, eye: str) -> None:
    """A difference (CIE76) of 2.3 is just seen; thin bars side by side need several times that."""
    bars = [seen(scheme.hues[name].bar, eye) for name in SAFE_HUES]
    assert all(math.dist(one, other) >= 10 for one, other in combinations(bars, 2))


def test_the_hues_of_the_table_do_look_alike_to_some() -> None:
    """The control: what the safe six are for."""
    bars = [seen(LIGHT.hues[name].bar, "deuteranopia") for name in ("blue", "violet")]
    assert math.dist(*bars) < 10


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_mixing_reaches_both_ends(one: int, other: int) -> None:
    first, second = f"#{one:06X}", f"#{other:06X}"
    assert mix(first, second, 0) == first
    assert mix(first, second, 1) == second
