"""Every pairing of colours that the window uses can be read (WCAG 2.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.calendar.block_painter import ink_color
from frontdesk.ui.calendar.blocks import Ink, Look
from frontdesk.ui.calendar.plates import hold_colors
from frontdesk.ui.theme.tokens import DARK, LIGHT, Scheme, contrast, mix, nearest_hue

SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
TEXT = 4.5
SHAPE = 3.0


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
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= TEXT


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
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= TEXT


@SCHEMES
@pytest.mark.parametrize("ink", list(Ink))
@pytest.mark.parametrize("look", [Look.LIVE, Look.PAST, Look.GONE])
def test_texts_of_a_visit_in_every_hue(scheme: Scheme, look: Look, ink: Ink) -> None:
    for hue in scheme.hues.values():
        fill = hue.fill if look is Look.LIVE else scheme.past_fill(hue)
        grounds = [fill]
        if look is Look.GONE:
            grounds.append(scheme.hatch_on(fill, hue.bar))
        for ground in grounds:
            assert contrast(ink_color(scheme, look, ink), ground) >= TEXT, (hue.name, ground)


@SCHEMES
@pytest.mark.parametrize("look", [Look.HOLD, Look.HOLD_WARNING, Look.HOLD_LAST_CALL])
def test_texts_and_border_of_a_hold(scheme: Scheme, look: Look) -> None:
    ground, hatch, border = hold_colors(scheme, look)
    for ink in Ink:
        assert contrast(ink_color(scheme, look, ink), ground) >= TEXT
        assert contrast(ink_color(scheme, look, ink), hatch) >= TEXT
    assert contrast(border, scheme.base) >= SHAPE


@SCHEMES
def test_shapes_that_carry_meaning(scheme: Scheme) -> None:
    """Borders of controls, focus, the now-line, bars of visits and ticks of openings."""
    for shape in (scheme.border, scheme.accent, scheme.now_line, scheme.available_tick):
        assert contrast(shape, scheme.base) >= SHAPE
        assert contrast(shape, scheme.surface) >= SHAPE
    for hue in scheme.hues.values():
        assert contrast(hue.bar, hue.fill) >= SHAPE
        assert contrast(hue.bar, scheme.base) >= SHAPE
        assert contrast(scheme.accent, hue.fill) >= SHAPE  # the outline of a selected visit


@SCHEMES
def test_notices_can_be_read(scheme: Scheme) -> None:
    for name in ("blue", "green"):
        assert contrast(scheme.text, scheme.hues[name].fill) >= TEXT


def test_both_schemes_know_the_same_hues() -> None:
    assert list(LIGHT.hues) == list(DARK.hues)


@pytest.mark.parametrize("hue", LIGHT.hues.values(), ids=lambda hue: hue.name)
def test_a_colour_of_the_table_means_its_hue_in_both_schemes(hue) -> None:  # type: ignore[no-untyped-def]
    assert DARK.hue(hue.bar).name == hue.name
    assert LIGHT.hue(hue.bar.lower()).name == hue.name
    assert LIGHT.hue(hue.name).name == hue.name


@pytest.mark.parametrize(
    ("picked", "hue"), [("#FF0000", "rust"), ("#00FF00", "green"), ("#0000FF", "blue")]
)
def test_a_loud_colour_is_clamped_to_one_that_can_be_read(picked: str, hue: str) -> None:
    assert nearest_hue(picked) == hue


@pytest.mark.parametrize("wrong", ["", "red", "#12345", "#GGGGGG", "<b>"])
def test_a_wrong_colour_never_stops_a_day_from_being_shown(wrong: str) -> None:
    assert LIGHT.hue(wrong).name == "slate"


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_mixing_reaches_both_ends(one: int, other: int) -> None:
    first, second = f"#{one:06X}", f"#{other:06X}"
    assert mix(first, second, 0) == first
    assert mix(first, second, 1) == second
