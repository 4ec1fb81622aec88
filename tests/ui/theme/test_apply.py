"""The theme reaches the application, and changes while the window is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.theme.apply import Theme, current_scheme, font, style_sheet, text_scale
from frontdesk.ui.theme.tokens import DARK, LIGHT


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A theme in light, taken off the shared application afterwards."""
    made = Theme(qapp, "light")
    yield made
    made.set_choice("light")
    qapp.setStyleSheet("")


def test_forced_schemes_show_at_once(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    assert page.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.base
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")
    assert theme.scheme is DARK
    assert current_scheme() is DARK
    assert page.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.base


def test_the_same_choice_again_is_no_change(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("light")


def test_base_font_is_13_pixels(theme: Theme, qapp: QApplication) -> None:
    assert qapp.font().pixelSize() == 13
    assert text_scale() == 1.0


def test_fonts_grow_with_the_systems_text_scaling(theme: Theme, qapp: QApplication) -> None:
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPixelSize(26)
    try:
        qapp.setFont(large)
        assert text_scale() == 2.0
        assert font(11).pixelSize() == 22
    finally:
        qapp.setFont(usual)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_style_sheet_names_no_unknown_token(qapp: QApplication, scheme) -> None:  # type: ignore[no-untyped-def]
    assert "$" not in style_sheet(scheme)


def test_style_sheet_is_understood(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    """Qt only warns on a sheet that it cannot parse; pytest-qt would show it, so ask a widget."""
    label = QLabel("x")
    label.setProperty("look", "muted")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.muted
