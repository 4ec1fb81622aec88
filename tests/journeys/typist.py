"""The real program with somebody at it who types; killed by the test, or asked what it shows.

Run as a program: ``typist.py BOOK type`` or ``typist.py BOOK read``.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from frontdesk import app
from frontdesk.ui.tour.driver import Driver, Story, turns
from frontdesk.ui.window import MainWindow

from PySide6.QtCore import QPoint, Qt  # isort: skip
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
TYPED = ("Ruth O'Brien; DROP <b>", "ruth@exam", "(212) 555-01", "Knee,  week 6  \t")
TEN = 29924100
"""10:00 in New York on that Monday."""


def the_window() -> MainWindow | None:
    """The main window once it shows the day."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return next((w for w in shown if w.shows_book and w.calendar.scene is not None), None)


def typing() -> Story:
    """Choose the service, take a time and type; then wait to be killed."""
    yield lambda: the_window() is not None
    window = the_window()
    assert window is not None
    window.resize(1600, 900)
    yield turns()
    QTest.mouseClick(window.navigator.services.row("cut"), Qt.MouseButton.LeftButton)
    yield lambda: bool(window.calendar.scene.openings)
    scene, view = window.calendar.scene, window.calendar
    assert scene is not None
    view.scroll_to(TEN - 120)
    column = scene.column_of("ana", TEN)
    assert column is not None
    at = QPoint(column.x + column.width // 2, column.time.line(TEN) + 4) - view.offset()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    form = window.panel.form
    yield lambda: form.isVisible() and form.name.line.hasFocus()
    for field, words in zip((form.name, form.email, form.phone, form.notes), TYPED, strict=True):
        field.control.setFocus()
        for letter in words:
            if letter == "\t":  # Tab would move on: it comes as pasted text does
                form.notes.editor.insertPlainText(letter)
            else:
                QTest.keyClicks(field.control, letter)
            yield turns(1)
    print(json.dumps(TYPED), flush=True)
    yield lambda: False


def reading() -> Story:
    """Say what the window shows by itself at its start."""
    yield lambda: the_window() is not None
    window = the_window()
    assert window is not None
    form = window.panel.form
    yield lambda: form.isVisible() and "here again" in window.notice.text
    shown = [field.value() for field in (form.name, form.email, form.phone, form.notes)]
    told = {"form": shown, "head": window.panel.head.texts.title, "notice": window.notice.text}
    print(json.dumps(told), flush=True)
    window.close()


if __name__ == "__main__":
    QApplication(["frontdesk", "-platform", "offscreen"]).setApplicationName("Frontdesk")
    driver = Driver(typing() if sys.argv[2] == "type" else reading())
    driver.start()
    sys.exit(app.run_window(sys.argv[1], NOW, new_window=True))
