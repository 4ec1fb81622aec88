"""The icons are all there, drawn in the colour asked for, and sharp."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from pytestqt.qtbot import QtBot

from frontdesk import paths
from frontdesk.ui.theme import icons
from frontdesk.ui.theme.tokens import DARK, LIGHT

NAMES = sorted(path.stem for path in paths.resource("icons").glob("*.svg"))


def inked(name: str, color: str, ratio: float = 1.0) -> set[str]:
    """The colours of the fully opaque pixels."""
    image = icons.pixmap(name, color, 64, ratio).toImage()
    found = set()
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if pixel.alpha() == 255:
                found.add(pixel.name())
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("control-")])
def test_every_icon_is_drawn_in_its_role_alone(qtbot: QtBot, name: str) -> None:
    assert inked(name, "#c4262e") == {"#c4262e"}


def test_an_icon_has_as_many_pixels_as_the_screen(qtbot: QtBot) -> None:
    picture = icons.pixmap("plus", "#000000", 16, 1.5)
    assert (picture.width(), picture.height()) == (24, 24)
    assert picture.deviceIndependentSize().width() == 16


def test_an_icon_is_muted_where_disabled(qtbot: QtBot) -> None:
    made = icons.icon("plus", LIGHT, "text")
    normal = made.pixmap(16, QIcon.Mode.Normal).toImage().pixelColor(8, 8)
    disabled = made.pixmap(16, QIcon.Mode.Disabled).toImage().pixelColor(8, 8)
    assert normal == QColor(LIGHT.text)
    assert disabled == QColor(LIGHT.hour_line)


def test_an_unknown_icon_is_a_loud_mistake(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000")


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_the_marks_of_standard_controls_keep_to_the_tokens(scheme) -> None:  # type: ignore[no-untyped-def]
    """A style sheet cannot colour a picture, so these carry their colour in the file."""
    for name, color in (("down", scheme.secondary), ("up", scheme.secondary)):
        text = paths.resource(f"icons/control-{name}-{scheme.name}.svg").read_text("utf-8")
        assert f'stroke="{color}"' in text
    check = paths.resource(f"icons/control-check-{scheme.name}.svg").read_text("utf-8")
    assert f'stroke="{scheme.on_accent}"' in check
