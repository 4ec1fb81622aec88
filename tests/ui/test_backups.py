"""The window keeps backups by itself, tells when it can't, and makes them by hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from frontdesk.desk import backups as kept_backups
from frontdesk.desk import booking, safekeeping, users
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.rights import Role, User
from frontdesk.ui.athome import AtHome
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.single import SingleWindow
from frontdesk.ui.theme.apply import Theme
from tests.books import Books
from tests.desk.conftest import RIVERSIDE
from tests.desk.words import at, done

pytestmark = pytest.mark.slow


@pytest.fixture
def book(books: Books, tmp_path: Path) -> Path:
    return books.lay(tmp_path / "book.db", RIVERSIDE.read_text(encoding="utf-8"))


@pytest.fixture
def desk(book: Path, clock: HandClock) -> Iterator[Desk]:
    desk = Desk.open(book, clock, name="Desk 1")
    yield desk
    desk.close()


@pytest.fixture
def session(desk: Desk, tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = Session(desk, Theme(qapp, "light"), Preferences(settings), tmp_path)
    made.start(ticking=False)
    yield made
    made.dispose()


def pass_time(session: Session, clock: HandClock, **time: int) -> None:
    clock.advance(timedelta(**time))
    session.ticker.tick()


def told(session: Session) -> str:
    notice = session.window.notice
    return notice.text if notice.isVisible() else ""


def test_each_day_has_a_backup_made_beside_the_work(
    session: Session, clock: HandClock, tmp_path: Path, qtbot: QtBot, monkeypatch
) -> None:
    threads = []
    keep = kept_backups.keep

    def noted(*words):
        threads.append(threading.current_thread().name)
        return keep(*words)

    monkeypatch.setattr(kept_backups, "keep", noted)
    folder = tmp_path / "backups"
    session.backups.keep_in(folder)
    session.backups.look()
    qtbot.waitUntil(lambda: (folder / "book-2026-11-23.frontdesk").exists())
    pass_time(session, clock, days=1)
    session.backups.look()
    qtbot.waitUntil(lambda: (folder / "book-2026-11-24.frontdesk").exists())
    assert threads == ["backup", "backup"]
    assert told(session) == ""


def test_that_there_is_no_backup_is_told_once_a_day(
    session: Session, clock: HandClock, tmp_path: Path, qtbot: QtBot
) -> None:
    session.backups.keep_in(tmp_path / "gone" / "book")
    session.backups.look()
    qtbot.waitUntil(lambda: "could not be made" in told(session))
    assert "gone" in told(session)
    assert "Create the folder" in told(session)
    session.window.notice.hide()
    looks = []
    session.backups._ended.connect(looks.append)
    session.backups.look()
    qtbot.waitUntil(lambda: len(looks) == 1)
    qtbot.wait(20)
    assert told(session) == ""
    pass_time(session, clock, days=1)
    session.backups.look()
    qtbot.waitUntil(lambda: "could not be made" in told(session))


def test_a_bug_is_told_as_one_and_stands_in_the_log(
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(kept_backups, "keep", lambda *_words: 1 / 0)
    session.backups.keep_in(tmp_path)
    session.backups.look()
    qtbot.waitUntil(lambda: "Something went wrong in Frontdesk itself" in told(session))
    assert "ZeroDivisionError" in caplog.text


def test_a_backup_by_hand_goes_where_it_is_wanted(
    session: Session, desk: Desk, clock: HandClock, tmp_path: Path, qtbot: QtBot
) -> None:
    done(booking.hold(desk, booking.HoldRequest("phone", at("2026-11-24 09:00"))))
    session.window.menu.back_up.trigger()
    qtbot.waitUntil(lambda: session.window.findChild(QFileDialog) is not None)
    dialog = session.window.findChild(QFileDialog)
    assert dialog.defaultSuffix() == "frontdesk"
    target = tmp_path / "für Anna.frontdesk"
    dialog.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: "was backed up" in told(session))
    copied = Desk.open(target, clock)
    assert booking.show(copied, 1).appointment.service_id == "phone"
    copied.close()
    dialog.close()


def test_a_place_that_cannot_be_written_is_said_with_a_next_step(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.backups.back_up(str(tmp_path / "no such folder" / "mine.frontdesk"))
    qtbot.waitUntil(lambda: "its folder does not exist" in told(session))


def test_whoever_may_not_export_reads_why_in_the_menu(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    users.add(desk, User(0, "Mia", Role.ADMINISTRATOR), "24682468")
    users.add(desk, User(0, "Tom", Role.FRONT_DESK), "13571357")
    users.sign_in(desk, "13571357")
    session.wiring.people.access.refresh()
    menu = session.window.menu
    qtbot.waitUntil(lambda: not menu.back_up.isEnabled())
    assert "right" in menu.back_up.toolTip()
    assert not menu.restore.isEnabled()


def test_closing_waits_for_the_copy_under_way(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    copy = kept_backups.copy

    def slow(book: Path, target: Path) -> None:
        begun.set()
        assert go_on.wait(5)
        copy(book, target)

    monkeypatch.setattr(kept_backups, "copy", slow)
    target = tmp_path / "late.frontdesk"
    session.backups.back_up(str(target))
    assert begun.wait(5)
    threading.Timer(0.05, go_on.set).start()
    session.close()
    assert target.exists()


def test_a_chosen_backup_closes_the_window_first(
    session: Session, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = QSettings(str(tmp_path / "home.ini"), QSettings.Format.IniFormat)
    home = AtHome(session, Preferences(settings), SingleWindow(str(tmp_path / "book.db")))
    monday = tmp_path / "monday.frontdesk"
    safekeeping.back_up(desk, monday)
    session.window.menu.restore.trigger()
    qtbot.waitUntil(lambda: session.window.findChild(QFileDialog) is not None)
    session.window.findChild(QFileDialog).fileSelected.emit(str(monday))
    assert home.backup_to_restore == monday
    assert not session.window.isVisible()
    home.stop()
