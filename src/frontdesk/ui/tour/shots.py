"""``frontdesk shots DIR``: every screen in both schemes, two sizes and two scales."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from frontdesk.ui.language.speaking import speak
from frontdesk.ui.theme.apply import Choice, Theme
from frontdesk.ui.tour.tour import play

_SIZES = (QSize(1366, 768), QSize(1920, 1080))
_SCHEMES: tuple[Choice, ...] = ("light", "dark")
_SCALES = ("1", "1.5")


def run(folder: Path, language: str) -> int:
    """Draw all of it; each scale in a process of its own, since Qt reads it once."""
    folder.mkdir(parents=True, exist_ok=True)
    status = 0
    for scale in _SCALES:
        surroundings = {**os.environ, "QT_SCALE_FACTOR": scale}
        command = [sys.executable, "-m", __name__, str(folder), scale, language]
        status = subprocess.run(command, env=surroundings, check=False).returncode or status
    return status


def draw(folder: Path, scale: str, language: str) -> int:
    """Draw every screen at the scale of this process."""
    application = QApplication(["frontdesk", "-platform", "offscreen"])
    speak(application, language)
    theme = Theme(application, "light")
    for size in _SIZES:
        for scheme in _SCHEMES:
            name_of = _namer(folder, f"{scheme}-{size.width()}x{size.height()}-{scale}")
            if play(application, theme, scheme, size, name_of):
                return 1
    return 0


def _namer(folder: Path, kind: str) -> Callable[[str], Path]:
    place = folder / kind
    place.mkdir(exist_ok=True)
    names: list[str] = []

    def name_of(step: str) -> Path:
        names.append(step)
        return place / f"{len(names):02d}-{step}.png"

    return name_of


if __name__ == "__main__":
    sys.exit(draw(Path(sys.argv[1]), *sys.argv[2:]))
