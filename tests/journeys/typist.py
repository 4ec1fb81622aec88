"""The real program with somebody at it who types; killed by the test, or asked what it shows.

Run as a program: ``typist.py BOOK STORY``, the story being one of those at the end.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from frontdesk import app
from frontdesk.ui.customers.card import CardPane
from frontdesk.ui.tour.driver import Driver, Story, turns
from frontdesk.ui.widgets.form import TextField
from frontdesk.ui.window import MainWindow

from PySide6.QtCore import QPoint, Qt  # isort: skip
from PySide6.QtGui import QTextCursor
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


def card_in(window: MainWindow) -> CardPane | None:
    """The card on the page of customers, once it is seen."""
    card = window.findChild(CardPane)
    return card if card is not None and card.isVisible() else None


def typing_a_card() -> Story:
    """Type on the card of the one customer; then wait to be killed."""
    yield lambda: the_window() is not None
    window = the_window()
    assert window is not None
    window.menu.customers.trigger()
    yield turns()
    QTest.keyClicks(QApplication.focusWidget(), "dana")
    yield turns(20)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    yield lambda: card_in(window) is not None
    yield turns(20)
    card = card_in(window)
    assert card is not None
    notes = card.form.fields["notes"]
    assert isinstance(notes, TextField)
    notes.editor.moveCursor(QTextCursor.MoveOperation.End)
    for letter in " <b>Call</b> first":
        QTest.keyClicks(notes.editor, letter)
        yield turns(1)
    print(json.dumps(notes.value()), flush=True)
    yield lambda: False


def reading_a_card() -> Story:
    """Open what the notice of the next start offers, and say what is on it."""
    yield lambda: the_window() is not None
    window = the_window()
    assert window is not None
    yield lambda: "card" in window.notice.text
    notice = window.notice.text
    window.notice.actionChosen.emit("unsaved-card")
    yield lambda: card_in(window) is not None
    yield turns()
    card = card_in(window)
    assert card is not None
    told = {"notice": notice, "notes": card.form.fields["notes"].value()}
    print(json.dumps(told | {"unsaved": card.save.isEnabled()}), flush=True)
    window.close()


STORIES = {
    "type": typing,
    "read": reading,
    "type-card": typing_a_card,
    "read-card": reading_a_card,
}


def end(error: Exception | None) -> None:
    """Leave, also where the story is stuck, and say why on standard error."""
    if error is not None:
        print(repr(error), file=sys.stderr)
        QApplication.quit()


if __name__ == "__main__":
    QApplication(["frontdesk", "-platform", "offscreen"]).setApplicationName("Frontdesk")
    driver = Driver(STORIES[sys.argv[2]]())
    driver.finished.connect(end)
    driver.start()
    sys.exit(app.run_window(sys.argv[1], NOW, new_window=True))
