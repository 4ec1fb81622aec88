"""The window at home: raised by others, told of crashes, releases and upgrades beneath it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk import paths
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.athome import AtHome
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.single import SingleWindow
from frontdesk.ui.theme.apply import Theme
from frontdesk.updates import Release

pytestmark = pytest.mark.slow


@pytest.fixture
def home(
    tmp_path: Path, clock: HandClock, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtHome]:
    """A window on a new book that was started as a person starts it."""
    monkeypatch.setattr(paths, "user_log_dir", lambda: tmp_path / "log")
    desk = Desk.open(tmp_path / "book.db", clock)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    preferences = Preferences(settings)
    session = Session(desk, Theme(qapp, "light"), preferences, tmp_path)
    made = AtHome(session, preferences, SingleWindow(str(tmp_path / "book.db")))
    session.start(ticking=False)
    yield made
    made.stop()
    session.dispose()
    desk.close()


def told(home: AtHome) -> str:
    """What the notice of the window says; empty where it says nothing."""
    notice = home.parent().window.notice  # type: ignore[union-attr]
    return notice.text if notice.isVisible() else ""


def test_a_minimized_window_comes_forward(home: AtHome, qtbot: QtBot) -> None:
    window = home.parent().window  # type: ignore[union-attr]
    window.showMinimized()
    home.come_forward()
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_crash_of_the_last_time_is_told_with_its_place(home: AtHome, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "running-999999999.txt").write_text("Fatal Python error", "utf-8")
    home.start()
    assert str(tmp_path / "log") in told(home)
    assert list((tmp_path / "log").glob("crash-*.txt"))


def test_nothing_is_told_on_a_usual_start(home: AtHome) -> None:
    home.start()
    assert told(home) == ""


def test_a_release_is_told_with_its_page(home: AtHome) -> None:
    home.updates.found.emit(Release("99.0", "https://frontdesk.example/99.0"))
    assert "99.0" in told(home)
    assert "https://frontdesk.example/99.0" in told(home)


def test_an_upgrade_beneath_the_window_is_told_once(home: AtHome, tmp_path: Path) -> None:
    program = tmp_path / "launch"
    program.write_text("old", encoding="utf-8")
    home.watch_program(program)
    home.look_at_program()
    assert told(home) == ""
    newer = tmp_path / "launch.new"
    newer.write_text("new", encoding="utf-8")
    os.replace(newer, program)
    home.look_at_program()
    assert "was updated" in told(home)


def test_a_backup_that_was_double_clicked_opens_in_a_program_of_its_own(
    home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        QProcess, "startDetached", lambda program, words: started.append((program, words))
    )
    home.open_backup("/b/Montag.frontdesk")
    assert started == []  # from the source there is no program to start
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    home.open_backup("/b/Montag.frontdesk")
    assert started == [(sys.executable, ["--open-backup", "/b/Montag.frontdesk"])]
