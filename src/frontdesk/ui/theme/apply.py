"""Puts the tokens on the application: Fusion style, palette, style sheet and font."""

from __future__ import annotations

import string
from dataclasses import fields
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QPalette,
    QStyleHints,
)
from PySide6.QtWidgets import QApplication

from frontdesk import paths
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.high_contrast import CONTRAST_DARK, CONTRAST_LIGHT
from frontdesk.ui.theme.tokens import DARK, LIGHT, Scheme

Choice = Literal["system", "light", "dark", "contrast-light", "contrast-dark"]

_FORCED = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}
SCHEMES = tuple(_FORCED.values())

_PREFERRED_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Open Sans")
# The size in pixels that each platform's interface font has at a text scaling of 100 %. A
# platform that is missing here has no such setting.
_PLATFORM_PIXELS = {"windows": 12.0, "cocoa": 13.0, "xcb": 14.67, "wayland": 14.67}
_LARGEST_SCALE = 2.0


def current_scheme() -> Scheme:
    """The scheme that the application shows now, for widgets that paint themselves.

    Such a widget repaints by itself when the scheme changes: Qt sends it a ``PaletteChange``.
    """
    palette = QGuiApplication.palette()
    window = palette.color(QPalette.ColorRole.Window)
    text = palette.color(QPalette.ColorRole.WindowText).name().upper()
    usual, sharp = (LIGHT, CONTRAST_LIGHT) if window.lightnessF() > 0.5 else (DARK, CONTRAST_DARK)
    ours = window.name().upper() == sharp.base and text == sharp.text
    return sharp if ours and text != usual.text else usual


def text_scale() -> float:
    """How much larger than 13 px the base font is, 1.0 to 2.0, as the system's setting asks."""
    return max(1.0, QGuiApplication.font().pixelSize() / tokens.FONT_BASE)


def font(size: int = tokens.FONT_BASE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface font at ``size`` (a ``FONT_…`` token; the text scaling is applied here)."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(round(size * text_scale()))
    made.setWeight(weight)
    return made


class Theme(QObject):
    """The looks of the whole application; follows the system or is forced by the user.

    Make one right after the QApplication and keep it as long as the window lives.
    """

    changed = Signal()
    """The scheme is another one now; the palette and the style sheet are already in place."""

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        """Take hold of ``application``: style, font, palette and style sheet at once."""
        super().__init__(application)
        self._application = application
        self._choice: Choice = choice
        self._scheme: Scheme | None = None
        application.setStyle("Fusion")
        application.setFont(_base_font())
        self.set_choice(choice)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def choice(self) -> Choice:
        """What the user asked for."""
        return self._choice

    @property
    def scheme(self) -> Scheme:
        """The scheme in force."""
        return current_scheme()

    def set_choice(self, choice: Choice) -> None:
        """Follow the system, or force one of the four schemes."""
        self._choice = choice
        scheme, platform = _FORCED.get(choice), Qt.ColorScheme.Unknown
        if scheme is not None:
            platform = Qt.ColorScheme.Dark if scheme.name == "dark" else Qt.ColorScheme.Light
        # Tells the platform as well, so that native menus and dialogs look alike.
        self._application.styleHints().setColorScheme(platform)
        self._follow()

    def _follow(self) -> None:
        scheme = _FORCED.get(self._choice) or system_scheme(self._application.styleHints())
        if scheme is self._scheme:
            return
        self._scheme = scheme
        self._application.setPalette(palette(scheme))
        self._application.setStyleSheet(style_sheet(scheme))
        self.changed.emit()


def system_scheme(hints: QStyleHints) -> Scheme:
    """What the system asks for: light or dark, and whether with high contrast."""
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    sharp = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    if sharp:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def palette(scheme: Scheme) -> QPalette:
    """The palette of ``scheme``, for everything that the style sheet does not name."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, color in {
        role.Window: scheme.base,
        role.WindowText: scheme.text,
        role.Base: scheme.base,
        role.AlternateBase: scheme.surface,
        role.Text: scheme.text,
        role.Button: scheme.base,
        role.ButtonText: scheme.text,
        role.BrightText: scheme.last_call_ink,
        role.ToolTipBase: scheme.bubble,
        role.ToolTipText: scheme.on_bubble,
        role.PlaceholderText: scheme.muted,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Link: scheme.accent,
        role.Accent: scheme.accent,
        role.Light: scheme.surface,
        role.Midlight: scheme.divider,
        role.Mid: scheme.hour_line,
        role.Dark: scheme.border,
        role.Shadow: scheme.shadow,
    }.items():
        made.setColor(where, QColor(color))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(scheme.muted))
    return made


def style_sheet(scheme: Scheme) -> str:
    """The style sheet of the standard controls with the colours and sizes of ``scheme``."""
    scale = text_scale()
    names: dict[str, object] = {
        entry.name: getattr(scheme, entry.name) for entry in fields(scheme) if entry.type == "str"
    }
    for hue in scheme.hues.values():
        names[f"{hue.name}_fill"], names[f"{hue.name}_bar"] = hue.fill, hue.bar
    names |= {
        "scheme": scheme.name,
        "icons": paths.resource("icons").as_posix(),
        "small": round(tokens.FONT_SMALL * scale),
        "smallest": round(tokens.FONT_SMALLEST * scale),
        "large": round(tokens.FONT_LARGE * scale),
        "title": round(tokens.FONT_TITLE * scale),
        "radius": tokens.RADIUS,
        "pill": round(8 * scale) - (scale > 1),  # larger than half its height, it would be square
        "control": round(tokens.CONTROL_HEIGHT * scale) - 2,  # a style sheet adds its borders
    }
    template = paths.resource("style.qss").read_text(encoding="utf-8")
    return string.Template(template).substitute(names)


def _base_font() -> QFont:
    """The system's interface font at 13 px times its text scaling, with tabular figures."""
    base = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    usual = _PLATFORM_PIXELS.get(QGuiApplication.platformName())
    scale = 1.0
    if usual is not None:
        scale = min(max(QFontInfo(base).pixelSize() / usual, 1.0), _LARGEST_SCALE)
    if QFontInfo(base).family().startswith("DejaVu"):  # what is left where nothing was chosen
        installed = set(QFontDatabase.families())
        better = next((name for name in _PREFERRED_FAMILIES if name in installed), None)
        if better is not None:
            base.setFamilies([better])
    base.setPixelSize(round(tokens.FONT_BASE * scale))
    base.setFeature(QFont.Tag("tnum"), 1)
    return base
