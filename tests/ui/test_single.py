"""A second start finds the first window, also across processes, and never a dead one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from frontdesk.ui.single import SingleWindow

SECOND = (
    "import sys; from PySide6.QtCore import QCoreApplication;"
    "from frontdesk.ui.single import SingleWindow;"
    "a = QCoreApplication([]); sys.exit(7 if SingleWindow(sys.argv[1]).raise_other() else 3)"
)


def start_second(book: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND, book])


def test_a_second_process_rings_at_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(str(tmp_path / "book.db"))
    first.listen()
    with qtbot.waitSignal(first.rung, timeout=10_000):
        second = start_second(str(tmp_path / "book.db"))
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 7


def test_another_book_has_its_own_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(str(tmp_path / "one.db"))
    first.listen()
    other = SingleWindow(str(tmp_path / "two.db"))
    assert not other.raise_other()


def test_the_place_is_free_again_after_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    book = str(tmp_path / "book.db")
    first = SingleWindow(book)
    first.listen()
    first.deleteLater()
    with qtbot.waitSignal(first.destroyed):
        pass
    assert not SingleWindow(book).raise_other()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows go with their process")
def test_what_a_crash_left_is_cleared_away(qtbot: QtBot, tmp_path: Path) -> None:
    book = str(tmp_path / "book.db")
    crash = SECOND.replace(
        "sys.exit(", "import os; s = SingleWindow(sys.argv[1]); s.listen(); os._exit(9) or ("
    )
    assert subprocess.run([sys.executable, "-c", crash, book], check=False).returncode == 9
    first = SingleWindow(book)
    assert not first.raise_other()
    first.listen()
    with qtbot.waitSignal(first.rung, timeout=10_000):
        second = start_second(book)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 7
