"""Starting the program: what cannot be opened is one clear sentence, and the tour takes itself."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage


def start(tmp_path, *words: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    return subprocess.run(
        [sys.executable, "-m", "frontdesk", *words],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def assert_one_sentence(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert all(part in done.stderr for part in parts)
    assert done.stdout == ""


@pytest.mark.slow
def test_a_file_that_is_no_book_is_one_sentence_and_stays_as_it_was(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear Ruth, thank you for your visit. " * 100)
    before = path.read_bytes()
    assert_one_sentence(start(tmp_path, "--db", str(path)), "letter.txt", "not a Frontdesk book")
    assert path.read_bytes() == before


@pytest.mark.slow
def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    assert_one_sentence(start(tmp_path, "--db", str(tmp_path / "no" / "book.db")), "book.db")


@pytest.mark.slow
def test_a_book_of_a_newer_program_is_left_alone(tmp_path):
    path = tmp_path / "book.db"
    assert start(tmp_path, "--db", str(path), "demo").returncode == 0
    with sqlite3.connect(path) as book:
        book.execute("UPDATE alembic_version SET version_num = 'ffff'")
        (number,) = book.execute("PRAGMA user_version").fetchone()
        book.execute(f"PRAGMA user_version = {number + 1000}")
    book.close()
    assert_one_sentence(start(tmp_path, "--db", str(path)), "newer version of Frontdesk")


@pytest.mark.slow
def test_the_tour_leaves_a_picture_of_every_step(tmp_path):
    folder = tmp_path / "tour pictures"
    done = start(tmp_path, "tour", str(folder), timeout=180)
    assert done.returncode == 0, done.stderr
    pictures = done.stdout.splitlines()
    assert sorted(str(path) for path in folder.iterdir()) == pictures
    steps = [name.rpartition("/")[2] for name in pictures]
    for number, step in enumerate(steps, start=1):
        assert step.startswith(f"{number:02d}-")
    told = " ".join(steps)
    for step in ("empty-book", "find", "hold", "warning", "last-call", "booked", "taken"):
        assert step in told
    assert all(QImage(name).width() >= 1366 for name in pictures)


@pytest.mark.slow
def test_a_tour_into_a_place_that_cannot_be_is_one_sentence(tmp_path):
    place = tmp_path / "file"
    place.write_text("not a folder")
    assert_one_sentence(start(tmp_path, "tour", str(place)), "file")
