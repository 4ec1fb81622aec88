"""Opening a backup file asks first, restores whole or not at all, and says what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from frontdesk import app
from frontdesk.desk import configuration, safekeeping
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.backup_question import BackupQuestion

pytestmark = pytest.mark.slow

RIVERSIDE = Path(__file__).parents[1] / "data" / "riverside.json"


@pytest.fixture
def backup(tmp_path: Path, clock: HandClock) -> Path:
    """A backup of a configured book."""
    with closing(Desk.open(tmp_path / "other.db", clock)) as desk:
        configuration.load_setup(desk, RIVERSIDE.read_bytes())
        safekeeping.back_up(desk, tmp_path / "monday.frontdesk")
    return tmp_path / "monday.frontdesk"


@pytest.fixture
def answer(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path, Path, str], tuple[list[str | None], str]]:
    """Open a backup, press a button of the question; the books that opened and what was said."""

    def give(file: Path, book: Path, button: str) -> tuple[list[str | None], str]:
        opened: list[str | None] = []
        said: list[str] = []

        def open_window(database: str | None) -> int:
            opened.append(database)
            return 0

        def press() -> None:
            try:
                (question,) = (
                    widget
                    for widget in qapp.topLevelWidgets()
                    if isinstance(widget, BackupQuestion) and widget.isVisible()
                )
                getattr(question, button).click()
                said.append(question.trouble.text())
                question.close()
            finally:
                qapp.quit()  # whatever other tests have left open

        monkeypatch.setattr(app, "run_window", open_window)
        QTimer.singleShot(0, press)
        assert app.run_backup(str(file), str(book)) == 0
        # The window that closed has asked to quit as well. Left in the queue, that would end every
        # event loop of the tests to come before it began.
        QCoreApplication.removePostedEvents(qapp, QEvent.Type.Quit.value)
        return opened, said[0]

    return give


def test_restored_it_is_the_book_that_opens(
    backup: Path, tmp_path: Path, clock: HandClock, answer
) -> None:
    book = tmp_path / "Empfang ä.db"
    assert answer(backup, book, "restore") == ([str(book)], "")
    with closing(Desk.open(book, clock)) as desk:
        assert configuration.business(desk).locations


def test_closed_nothing_is_done(backup: Path, tmp_path: Path, answer) -> None:
    book = tmp_path / "book.db"
    assert answer(backup, book, "leave") == ([], "")
    assert not book.exists()


def test_a_book_that_is_open_stays_as_it_is(
    backup: Path, tmp_path: Path, clock: HandClock, answer
) -> None:
    book = tmp_path / "book.db"
    with closing(Desk.open(book, clock)) as desk:
        opened, said = answer(backup, book, "restore")
        assert opened == []
        assert "locked" in said
        assert not configuration.business(desk).locations


def test_a_file_that_is_no_backup_is_said(tmp_path: Path, answer) -> None:
    file = tmp_path / "letter.frontdesk"
    file.write_text("Dear all", encoding="utf-8")
    opened, said = answer(file, tmp_path / "book.db", "restore")
    assert opened == []
    assert "is not a Frontdesk book" in said
    assert not (tmp_path / "book.db").exists()
