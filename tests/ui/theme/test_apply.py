"""The theme reaches the application, and changes while the window is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.theme.apply import (
    SCHEMES,
    Choice,
    Theme,
    current_scheme,
    font,
    style_sheet,
    system_scheme,
    text_scale,
)
from frontdesk.ui.theme.high_contrast import CONTRAST_DARK, CONTRAST_LIGHT
from frontdesk.ui.theme.tokens import DARK, LIGHT, Scheme
from frontdesk.ui.widgets.buttons import Button


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


@pytest.mark.parametrize(
    ("choice", "scheme"), [("contrast-light", CONTRAST_LIGHT), ("contrast-dark", CONTRAST_DARK)]
)
def test_high_contrast_can_be_forced(theme: Theme, choice: Choice, scheme: Scheme) -> None:
    theme.set_choice(choice)
    assert theme.scheme is scheme
    assert current_scheme() is scheme
    assert QApplication.palette().color(QPalette.ColorRole.WindowText).name() == scheme.text.lower()


@pytest.mark.parametrize(
    ("dark", "sharp", "scheme"),
    [
        (False, False, LIGHT),
        (True, False, DARK),
        (False, True, CONTRAST_LIGHT),
        (True, True, CONTRAST_DARK),
    ],
)
def test_the_system_is_followed(dark: bool, sharp: bool, scheme: Scheme) -> None:
    class Hints:
        """What a platform says that has such settings; the offscreen one has none."""

        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light

        def accessibility(self) -> Hints:
            return self

        def contrastPreference(self) -> Qt.ContrastPreference:
            preference = Qt.ContrastPreference
            return preference.HighContrast if sharp else preference.NoPreference

    assert system_scheme(Hints()) is scheme


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


@pytest.mark.parametrize("scheme", SCHEMES)
def test_style_sheet_names_no_unknown_token(qapp: QApplication, scheme: Scheme) -> None:
    assert "$" not in style_sheet(scheme)


def test_style_sheet_is_understood(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    """Qt only warns on a sheet that it cannot parse; pytest-qt would show it, so ask a widget."""
    label = QLabel("x")
    label.setProperty("look", "muted")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.muted


@pytest.mark.parametrize("look", ["", "primary", "flat", "hold"])
def test_a_button_reached_by_tab_has_one_ring_and_nothing_around_its_words(
    theme: Theme, qtbot: QtBot, look: str
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    button = Button("Choose a file", look)
    QHBoxLayout(page).addWidget(button)
    page.show()
    qtbot.waitExposed(page)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as Qt does once Tab is pressed
    drawn = button.grab().toImage()
    scale = drawn.devicePixelRatio()
    inside = range(round(4 * scale), drawn.width() - round(4 * scale))
    above_words = round(5 * scale)
    assert len({drawn.pixelColor(x, above_words).name() for x in inside}) == 1
