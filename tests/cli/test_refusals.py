"""Bad input: one clear sentence, the right code and exit status, and nothing changed."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import RIVERSIDE, Frontdesk

TIMES = ("availability", "--service", "follow-up", "--json")
TUESDAY = ("--from", "2026-11-24", "--to", "2026-11-24")
HOLD = ("hold", "--service", "follow-up", "--json")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*TIMES, "--from", "2026-11-25", "--to", "2026-11-24"), "bad-range"),
        ((*TIMES, "--from", "2026-11-24", "--to", "2027-11-26"), "bad-range"),
        ((*TIMES, "--from", "2026-02-30", "--to", "2026-03-01"), "bad-range"),
        ((*TIMES, "--from", "tomorrow", "--to", "2026-03-01"), "bad-range"),
        (
            (*TIMES, *TUESDAY, "--duration", "40"),
            "bad-duration",
        ),
        ((*TIMES, *TUESDAY, "--duration", "0"), "bad-duration"),
        ((*TIMES, *TUESDAY, "--resource", "zoe"), "unknown-id"),
        (
            (*TIMES, *TUESDAY, "--location", "moon"),
            "unknown-id",
        ),
        (
            (*TIMES, *TUESDAY, "--location", "harbour"),
            "not-offered-here",
        ),
        (
            (*TIMES, *TUESDAY, "--timezone", "Mars/Olympus"),
            "bad-time",
        ),
        (
            (
                *TIMES,
                "--from",
                "2026-11-24",
                "--to",
                "2026-11-24",
                "--timezone",
                "../../etc/passwd",
            ),
            "bad-time",
        ),
        ((*TIMES, *TUESDAY, "--tz-offset", "9999"), "bad-time"),
        ((*HOLD, "--start", "ten o'clock"), "bad-time"),
        ((*HOLD, "--start", "2026-11-24T10:00:30"), "bad-time"),
        ((*HOLD, "--start", "2026-11-24T07:00", "--resource", "ana"), "not-available"),
        ((*HOLD, "--start", "2026-11-24T10:00", "--customer", "4711"), "unknown-id"),
        (
            (*HOLD, "--start", "2026-11-24T10:00", "--customer-name", "D", "--email", "half@"),
            "bad-customer",
        ),
        (
            (*HOLD, "--start", "2026-11-24T10:00", "--customer-name", "D", "--phone", "call me"),
            "bad-customer",
        ),
        (("book", "4711", "--json"), "unknown-id"),
        (("show", "'; DROP TABLE appointment; --", "--json"), "unknown-id"),
        (("show", "9" * 40, "--json"), "unknown-id"),
        (("setup", "load", "no-such-file.json", "--json"), "invalid-setup"),
    ],
)
def test_refused_with_status_1_and_one_line(
    clinic: Frontdesk, words: tuple[str, ...], code: str
) -> None:
    outcome = clinic(*words)
    assert outcome.code == code
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("frontdesk: ")
    listed = clinic("list", "--from", "2026-11-01", "--to", "2026-12-31", "--json").document
    assert listed["appointments"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("hold",),
        ("list", "--from", "2026-11-24"),
        ("hold", "--service", "x", "--start", "2026-11-24T10:00", "--duration", "long"),
        ("hold", "--service", "x", "--start", "2026-11-24T10:00", "--complete", "CN"),
        ("setup",),
        ("dance",),
    ],
)
def test_wrong_usage_is_status_2(clinic: Frontdesk, words: tuple[str, ...]) -> None:
    outcome = clinic(*words)
    assert outcome.status == 2
    assert outcome.out == ""
    assert "usage" in outcome.err


def test_a_clock_that_is_no_time_is_wrong_usage(clinic: Frontdesk) -> None:
    assert clinic("list", "--from", "2026-11-24", "--to", "2026-11-24", now="soon").status == 2


def test_a_broken_setup_names_every_fault_and_changes_nothing(
    clinic: Frontdesk, tmp_path: Path
) -> None:
    setup = json.loads(RIVERSIDE.read_text("utf-8"))
    setup["services"][2]["duration"]["step"] = 0
    setup["resources"][0]["location"] = "moon"
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(setup), encoding="utf-8")
    before = clinic("setup", "dump").out
    for action in ("load", "check"):
        outcome = clinic("setup", action, str(broken), "--json")
        assert outcome.code == "invalid-setup"
        paths = {fault["path"] for fault in outcome.document["error"]["faults"]}
        assert paths == {"resources[0].location", "services[2].duration.step"}
        assert "services[2].duration.step: must be positive" in outcome.err
    assert clinic("setup", "dump").out == before


@pytest.mark.parametrize("content", [b"Dear diary", b"\x00" * 5000, b"SQLite format 3\x00junk"])
def test_a_file_that_is_no_book_is_left_alone(
    frontdesk: Frontdesk, tmp_path: Path, content: bytes
) -> None:
    stranger = tmp_path / "diary.db"
    stranger.write_bytes(content)
    outcome = frontdesk("setup", "dump", "--json", db=stranger)
    assert outcome.code == "database"
    assert "diary.db" in outcome.err
    assert stranger.read_bytes() == content


def test_another_programs_database_is_left_alone(frontdesk: Frontdesk, tmp_path: Path) -> None:
    stranger = tmp_path / "photos.db"
    with sqlite3.connect(stranger) as other:
        other.execute("CREATE TABLE photo (id INTEGER)")
    other.close()
    before = stranger.read_bytes()
    assert frontdesk("demo", "--json", db=stranger).code == "database"
    assert stranger.read_bytes() == before


def test_a_newer_book_is_refused_politely(clinic: Frontdesk, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "b.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        raw.execute(f"PRAGMA user_version = {version + 1000}")
    raw.close()
    outcome = clinic("setup", "dump", "--json")
    assert outcome.code == "schema-too-new"
    assert "newer version" in outcome.err


def test_a_folder_that_does_not_exist(frontdesk: Frontdesk, tmp_path: Path) -> None:
    outcome = frontdesk("demo", "--json", db=tmp_path / "nowhere" / "b.db")
    assert outcome.code == "database"
    assert "folder does not exist" in outcome.err


def test_an_empty_book_answers_without_a_traceback(frontdesk: Frontdesk) -> None:
    words = ("--from", "2026-11-24", "--to", "2026-11-24", "--json")
    listed = frontdesk("list", *words)
    assert listed.code == "unknown-id"
    assert "This book has no location yet" in listed.err
    assert frontdesk("availability", "--service", "x", *words).code == "unknown-id"
    # What an empty book exports is not yet a business, and says so instead of pretending.
    assert json.loads(frontdesk("setup", "dump").out)["locations"] == []


@pytest.mark.slow
def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "frontdesk", "--db", str(tmp_path / "b.db")]
    subprocess.run([*program, "setup", "load", str(RIVERSIDE)], check=True, capture_output=True)
    words = ["availability", "--service", "phone", "--from", "2027-01-01", "--to", "2027-12-31"]
    with subprocess.Popen(
        [*program, *words, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
