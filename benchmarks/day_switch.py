"""The next day: read from the book, laid out, painted; and the parts of that by themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.measure import Aim, Call, Table, timings
from benchmarks.practice import FIRST, MORNING
from frontdesk.desk import calendar
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import DaysView
from frontdesk.engine.clock import HandClock
from frontdesk.ui.day_reader import REST
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.theme.apply import Theme

SIZE = (1920, 1080)
DAYS = 5
"""Weekdays that are paged through; the first of the month is a Tuesday."""


def run(path: Path, title: str) -> None:
    """Print the figures of one book."""
    application = QApplication.instance() or QApplication(["frontdesk", "-platform", "offscreen"])
    assert isinstance(application, QApplication)
    desk = Desk.open(path, HandClock(MORNING))
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        preferences = Preferences(settings)
        session = Session(desk, Theme(application, "light"), preferences, Path(folder))
        try:
            _measure(session, desk, title)
        finally:
            session.window.close()
            session.close()
            desk.close()


def _measure(session: Session, desk: Desk, title: str) -> None:
    window = session.window
    window.resize(*SIZE)
    _wait(session, lambda: session.start(ticking=False))
    day, view = session.wiring.day, window.calendar.viewport()
    days = [FIRST + timedelta(days=n) for n in range(DAYS) if (FIRST.weekday() + n) % 7 < 5]
    views = [calendar.days_view(desk, day.location_id, date, 1) for date in days]
    visits = max(sum(len(column.visits) for column in own.columns) for own in views)
    assert visits > 0
    shown, asked, read = cycle(views), cycle(days[1:] + days[:1]), cycle(days)
    empty = QMainWindow()
    empty.resize(*SIZE)
    empty.show()

    settled = Settled(session)

    def switch() -> None:
        settled.is_stirred = True
        day.forget()  # else the days beside the last one are at hand
        _wait(session, lambda: day.set_date(next(asked)))
        view.repaint()
        scene = window.calendar.scene
        assert scene is not None
        assert scene.blocks

    calls: dict[str, Call] = {
        "empty": empty.repaint,
        "paint": view.repaint,
        "memory": lambda: _show(session, next(shown)),
        "book": switch,
        "read": lambda: calendar.days_view(desk, day.location_id, next(read), 1),
    }
    found = timings(calls, seconds=12, most=200, settle=settled)
    empty.close()
    table = Table(f"In the window at {SIZE[0]} × {SIZE[1]}, {title} ({visits} visits a day)")
    against = ("an empty window", found["empty"].median)
    table.add("an empty Qt window repainted", found["empty"])
    table.add("the whole calendar repainted", found["paint"], against, Aim(10))
    table.add("next day from memory: laid out, painted", found["memory"], aim=Aim(16))
    table.add("next day from the book: read, laid out, painted", found["book"], aim=Aim(50))
    table.add("  of which reading, on the other thread", found["read"])
    table.show()


def _show(session: Session, view: DaysView) -> None:
    session.wiring.calendar.show_days(view)
    session.window.calendar.viewport().repaint()


class Settled:
    """Lets the rest of what the last day asked for arrive, so that it slows no other call."""

    def __init__(self, session: Session) -> None:
        """Watch ``session``."""
        self._session = session
        self.is_stirred = False
        """Whether a day was asked for, whose neighbours are read a moment later."""

    def __call__(self) -> None:
        """Wait for all of it."""
        if self.is_stirred:
            self.is_stirred = False
            loop = QEventLoop()
            QTimer.singleShot(REST + 30, loop.quit)
            loop.exec()
        if self._session.runner.is_busy:
            loop = QEventLoop()
            self._session.runner.idle.connect(loop.quit)
            loop.exec()
            self._session.runner.idle.disconnect(loop.quit)
        QCoreApplication.processEvents()


def _wait(session: Session, begin: Callable[[], None]) -> None:
    """Begin something that has to be read, and let events pass until it has been."""
    loop = QEventLoop()
    session.wiring.day.daysRead.connect(loop.quit)
    begin()
    loop.exec()
    session.wiring.day.daysRead.disconnect(loop.quit)
