"""An open window clears old holds away by itself, on the database thread."""

from __future__ import annotations

import threading
from datetime import timedelta

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from frontdesk.desk import booking, configuration, tidying
from frontdesk.desk.answers import Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.unit import Desk
from frontdesk.store import visits
from frontdesk.ui import session as session_module
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.theme.apply import Theme

from ..desk.conftest import RIVERSIDE
from ..desk.words import at


def test_a_window_that_is_open_for_a_while_clears_old_holds_away(
    qtbot, tmp_path, clock, monkeypatch
):
    threads = []

    def tidy(desk):
        threads.append(threading.current_thread().name)
        return tidying.tidy(desk)

    monkeypatch.setattr(session_module, "_TIDY_AFTER", 0)
    monkeypatch.setattr(session_module, "tidy", tidy)
    desk = Desk.open(tmp_path / "book.db", clock)
    configuration.load_setup(desk, RIVERSIDE.read_text(encoding="utf-8"))
    held = booking.hold(desk, HoldRequest("phone", at("2026-11-24 10:00"), ("chloe",)))
    assert isinstance(held, Done)
    number = held.value.appointment.id
    clock.advance(timedelta(days=2))
    preferences = Preferences(QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat))
    theme = Theme(QApplication.instance(), "light")
    session = Session(desk, theme, preferences, tmp_path)
    session.start(ticking=False)
    qtbot.waitUntil(lambda: threads != [] and not session.runner.is_busy, timeout=5000)
    session.dispose()
    with desk.look() as unit:
        assert visits.get(unit.connection, number) is None
    desk.close()
    assert threads == ["database"]
