"""The part of the self-test that needs Qt: resources load, and a day is drawn."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtNetwork import QSslSocket
from PySide6.QtWidgets import QApplication

from frontdesk import paths
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.language import catalogue, speaking
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.printing.printer import print_support
from frontdesk.ui.session import Session
from frontdesk.ui.theme import icons
from frontdesk.ui.theme.apply import Theme, current_scheme

_SIZE = QSize(1366, 768)
_LONGEST = 20.0
"""Seconds that the day may take to be painted; a second is usual."""
_STEP = 10
"""Milliseconds between two looks at whether it is."""
_FEWEST_COLORS = 12


class DrawingError(Exception):
    """Something did not load or was not drawn; the message says what."""


def draw(book: Path, clock: HandClock, day: date, folder: Path) -> str:
    """Open the window on ``book`` without a screen and draw ``day``; what was found.

    Raises:
        DrawingError: an icon, the fonts or a translation did not load, or the page stayed blank.
    """
    application = QApplication.instance() or QApplication(["frontdesk"])
    assert isinstance(application, QApplication)
    theme = Theme(application, "light")
    found = f"{_icons()} icons, {_fonts()} fonts, {translations()} translations"
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    with closing(Desk.open(book, clock)) as desk:
        session = Session(desk, theme, Preferences(settings), book.parent)
        try:
            seconds = _show(session, day)
            picture, paper = folder / "day.png", folder / "day.pdf"
            session.window.grab().save(str(picture))
            printed = _print(session, paper)
        finally:
            session.window.close()
            session.close()
    colors = _colors(picture)
    if colors < _FEWEST_COLORS:
        raise DrawingError(f"the picture of the day has {colors} colours only")
    found += f", {QSslSocket.sslLibraryVersionString() or 'no TLS to ask for newer versions'}"
    return f"{found}; the day drawn in {seconds:.1f} s, with {colors} colours; {printed}"


def _show(session: Session, day: date) -> float:
    """Show ``day`` and wait until it is painted; the seconds that took."""
    began = time.monotonic()
    calendar = session.window.calendar
    session.window.resize(_SIZE)
    session.start(ticking=False)
    session.wiring.day.set_date(day)
    if not _wait(lambda: not session.runner.is_busy and calendar.scene is not None):
        raise DrawingError(f"no day was painted in {_LONGEST:.0f} s")
    return time.monotonic() - began


def _print(session: Session, file: Path) -> str:
    """Make the day sheet and save it as a PDF, as Ctrl+P does; what can print it."""
    printing = session.wiring.printing.controller
    printing.show()
    if not _wait(lambda: printing.document is not None):
        raise DrawingError("the pages of the day were not made")
    printing.save(str(file))
    if not _wait(lambda: file.exists() and not session.runner.is_busy):
        raise DrawingError("the PDF of the day was not written")
    content = file.read_bytes()
    if not content.startswith(b"%PDF-") or b"/Font" not in content:
        raise DrawingError("the PDF of the day has no text, or is none")
    printer = "the viewer of PDFs prints" if print_support() is None else "Qt prints"
    return f"a PDF of {len(content) // 1024} KiB, {printer}"


def _wait(is_done: Callable[[], bool]) -> bool:
    """Let the window work until that holds; False where it took too long."""
    end = time.monotonic() + _LONGEST
    loop = QEventLoop()
    while not is_done() and time.monotonic() < end:
        QTimer.singleShot(_STEP, loop.quit)
        loop.exec()
    return is_done()


def _icons() -> int:
    names = [file.stem for file in sorted(paths.resource("icons").glob("*.svg"))]
    if not names:
        raise DrawingError("there are no icons")
    for name in names:
        image = icons.pixmap(name, current_scheme().accent).toImage()
        if not any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)):
            raise DrawingError(f"the icon {name} is blank")
    return len(names)


def _fonts() -> int:
    families = QFontDatabase.families()
    if not families:
        raise DrawingError("there is no font on this system, so that no text can be read")
    return len(families)


def translations() -> int:
    """How many languages load beside English.

    Raises:
        DrawingError: one that ships does not, or Qt's own texts in it are missing.
    """
    found = speaking.catalogues()
    for code, file in found.items():
        try:
            catalogue.translations(file)
        except (catalogue.CatalogueError, OSError) as error:
            raise DrawingError(f"the translation {code} does not load: {error}") from None
        qts = speaking.qt_translations() / f"qtbase_{code}.qm"
        if not QTranslator().load(str(qts)):
            raise DrawingError(f"Qt's own translation {qts.name} does not load")
    return len(found)


def _colors(file: Path) -> int:
    image = QImage(str(file))
    width, height = image.width(), image.height()
    return len({image.pixel(x, y) for x in range(0, width, 7) for y in range(0, height, 7)})
