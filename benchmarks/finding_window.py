"""The search box of the window: from a key to the painted list, over the whole book."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measure import Aim, Table, Timing
from benchmarks.practice import MORNING
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.theme.apply import Theme

AIM = Aim(milliseconds=50)
SIZE = (1920, 1080)
PEOPLE = 60
"""Customers who are looked for, by name, by phone, by e-mail, and by both parts of the name."""
FIRST, NAME, DIGIT, EMAIL = "the first letter", "a letter of a name", "a digit", "of an e-mail"


def run(path: Path) -> None:
    """Print the figures of one book."""
    application = QApplication.instance() or QApplication(["frontdesk", "-platform", "offscreen"])
    assert isinstance(application, QApplication)
    desk = Desk.open(path, HandClock(MORNING))
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        session = Session(desk, Theme(application, "light"), Preferences(settings), Path(folder))
        session.window.resize(*SIZE)
        session.start(ticking=False)
        try:
            _settle(session)
            _measure(session, path)
        finally:
            session.dispose()
            desk.close()


def _measure(session: Session, path: Path) -> None:
    samples: dict[str, list[float]] = {FIRST: [], NAME: [], DIGIT: [], EMAIL: []}
    for kind, words in _typed(path):
        box = session.window.top_bar.search
        box.clear()
        session.wiring.find.finder.ask("")
        box.start()
        _settle(session)
        for at, letter in enumerate(words):
            if not letter.isspace():  # a space alone asks for the same again
                taken = _key_to_picture(session, letter)
                samples[FIRST if at == 0 and kind == NAME else kind].append(taken)
            else:
                _press(box, letter)
                _settle(session)
    table = Table("In the window: from a key in the search box to the first results, painted")
    for kind, found in samples.items():
        table.add(f"{kind} ({len(found)} keys)", Timing(tuple(found)), None, AIM, by_p99=True)
    every = tuple(taken for found in samples.values() for taken in found)
    table.add(f"every key ({len(every)})", Timing(every), None, AIM, by_p99=True)
    table.show()


def _typed(path: Path) -> Sequence[tuple[str, str]]:
    """What is typed: the people by lot, and every letter that a name begins with."""
    with closing(sqlite3.connect(path)) as raw:
        (count,) = raw.execute("SELECT max(id) FROM customer").fetchone()
        chosen = random.Random(5).sample(range(1, count + 1), PEOPLE)
        marks = ", ".join("?" * PEOPLE)
        rows = raw.execute(
            f"SELECT name, phone, email FROM customer WHERE id IN ({marks})", chosen
        ).fetchall()
        letters = raw.execute(
            "SELECT DISTINCT substr(key, 1, 1) FROM customer_key WHERE kind = 'n'"
        ).fetchall()
    typed = [(NAME, letter) for (letter,) in letters]
    for at, (name, phone, email) in enumerate(rows):
        parts = name.casefold().split()
        typed.append((NAME, " ".join(reversed(parts) if at % 2 else parts)))
        typed.append((DIGIT, "".join(sign for sign in phone if sign.isdigit())[-4:]))
        typed.append((EMAIL, email[:8]))
    return typed


def _key_to_picture(session: Session, letter: str) -> float:
    find, box = session.wiring.find, session.window.top_bar.search
    loop = QEventLoop()
    find.finder.found.connect(loop.quit)
    started = time.perf_counter()
    _press(box, letter)
    loop.exec()
    assert find.popup.isVisible()
    find.popup.repaint()
    taken = time.perf_counter() - started
    find.finder.found.disconnect(loop.quit)
    _settle(session)
    return taken


def _press(box: QWidget, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(box, letter)
    else:  # as an input method sends it; QTest knows no such key
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(box, event)


def _settle(session: Session) -> None:
    """Let everything that was asked for arrive and be painted."""
    for _ in range(2):
        QCoreApplication.processEvents()
        if session.runner.is_busy:
            loop = QEventLoop()
            session.runner.idle.connect(loop.quit)
            loop.exec()
            session.runner.idle.disconnect(loop.quit)
