"""A window system whose only font is ours, and a desk's day to paint."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from tests.pictures.compare import check
from tests.pictures.pixel_font import FAMILY, write_font

REFERENCES = Path(__file__).parent / "references"
Checked = Callable[[str, QImage], None]


@pytest.fixture(scope="session")
def pixel_font(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QFont:
    """The font of all pictures, as the interface font at 100 %."""
    path = write_font(tmp_path_factory.mktemp("font") / "pixels.ttf")
    assert QFontDatabase.addApplicationFont(str(path)) >= 0
    font = QFont(FAMILY)
    font.setPixelSize(13)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)  # no letter from elsewhere
    return font


@pytest.fixture(autouse=True)
def only_our_font(qapp: QApplication, pixel_font: QFont) -> Iterator[None]:
    """Paint everything in it, and leave the application as it was."""
    usual = qapp.font()
    qapp.setFont(pixel_font)
    yield
    qapp.setFont(usual)


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Compares a picture with the one of its name that was looked at and kept."""

    def compare(name: str, picture: QImage) -> None:
        if sys.platform != "linux":
            pytest.skip(
                "the pictures were made with FreeType; other systems draw letters their way"
            )
        check(name, picture, REFERENCES, tmp_path)

    return compare
