"""Backups that can be trusted, and a check that finds what is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from frontdesk import paths
from frontdesk.__main__ import main

from .conftest import Frontdesk

HOLD = ("hold", "--service", "follow-up", "--start", "2026-11-24T10:00", "--resource", "ana")
BOOKED = ("--complete", "BK", "--customer-name", "Dana Fox", "--phone", "5550100", "--json")


def test_a_backup_brings_everything_back(clinic: Frontdesk, tmp_path: Path) -> None:
    number = clinic(*HOLD, *BOOKED).document["id"]
    copy = tmp_path / "Sicherung vom Montag.bak"
    assert clinic("backup", str(copy), "--json").document == {"backup": str(copy)}
    assert clinic("cancel", number).status == 0
    restored = clinic("restore", str(copy), "--json").document
    assert clinic("show", number, "--json").document["status"] == "BK"
    assert Path(restored["kept"]).exists()
    assert clinic("check").out == "The book is whole.\n"


def test_a_backup_is_restored_on_a_computer_that_has_had_no_book_yet(
    clinic: Frontdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = clinic(*HOLD, *BOOKED).document["id"]
    copy = tmp_path / "monday.frontdesk"
    clinic("backup", str(copy))
    book = tmp_path / "new computer" / "frontdesk" / "frontdesk.db"
    monkeypatch.setattr(paths, "default_book", lambda: str(book))
    assert main(["restore", str(copy)]) == 0
    assert clinic("show", number, "--json", db=book).document["status"] == "BK"
    # A folder that somebody named, and perhaps mistyped, is not made.
    elsewhere = tmp_path / "nowhere" / "b.db"
    assert clinic("restore", str(copy), "--json", db=elsewhere).code == "database"
    assert not elsewhere.parent.exists()


def test_what_is_no_backup_is_not_restored(clinic: Frontdesk, tmp_path: Path) -> None:
    number = clinic(*HOLD, *BOOKED).document["id"]
    diary = tmp_path / "diary.bak"
    diary.write_text("Dear diary", encoding="utf-8")
    for source in (diary, tmp_path / "missing.bak"):
        assert clinic("restore", str(source), "--json").code == "database"
    assert clinic("show", number, "--json").document["status"] == "BK"


def test_check_names_two_visits_in_one_place(clinic: Frontdesk, tmp_path: Path) -> None:
    clinic(*HOLD, *BOOKED)
    with sqlite3.connect(tmp_path / "b.db") as raw:
        raw.execute("DROP TRIGGER footprint_inserted")
        raw.execute(
            'INSERT INTO footprint SELECT resource, start + 5, "end" + 5, appointment_id, '
            "hold_expires_at, made_at, overbooked FROM footprint LIMIT 1"
        )
    raw.close()
    outcome = clinic("check", "--json")
    assert outcome.code == "database"
    assert outcome.document["error"]["damage"]
