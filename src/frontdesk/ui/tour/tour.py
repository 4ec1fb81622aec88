"""``frontdesk tour DIR``: the story once, one numbered picture a step."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from frontdesk.ui.theme.apply import Choice, Theme
from frontdesk.ui.tour.driver import Driver
from frontdesk.ui.tour.stage import Stage
from frontdesk.ui.tour.story import morning

_SIZE = QSize(1920, 1080)
_ZONE = "America/New_York"


def run(application: QApplication, folder: Path) -> int:
    """Take the tour; each picture's path goes to standard output. 1 where it got stuck."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"frontdesk: {folder} can't be used: {error.strerror}.", file=sys.stderr)
        return 1
    theme = Theme(application, "light")
    names: list[str] = []

    def name_of(step: str) -> Path:
        names.append(step)
        return folder / f"{len(names):02d}-{step}.png"

    return play(application, theme, "light", _SIZE, name_of)


def play(
    application: QApplication,
    theme: Theme,
    scheme: Choice,
    size: QSize,
    name_of: Callable[[str], Path],
) -> int:
    """Tell the story in one scheme and size; ``name_of`` gives the path of a step's picture."""
    os.environ["TZ"] = _ZONE  # where the sample business lies: the same day everywhere
    theme.set_choice(scheme)
    errors: list[object] = []

    def over(error: object) -> None:
        errors.append(error)
        application.quit()

    with tempfile.TemporaryDirectory(prefix="frontdesk-tour-") as temporary:
        stage = Stage(Path(temporary), theme, size)

        def picture(step: str) -> None:
            path = name_of(step)
            if not stage.window.grab().save(str(path)):
                raise OSError(f"{path} can't be written")
            print(path, flush=True)

        driver = Driver(morning(stage, picture))
        driver.finished.connect(over)
        driver.start()
        application.exec()
        stage.close()
    if errors and errors[0] is not None:
        print(f"frontdesk: the tour got stuck: {errors[0]!r}", file=sys.stderr)
        return 1
    return 0
