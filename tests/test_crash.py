"""Crash reports: kept here, without a single value, and not without end."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from frontdesk import crash

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def failing(name: str) -> Exception:
    """An error as it comes out of a program that was busy with a customer."""
    try:
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(f"no customer {name}") from error
    except ValueError as error:
        return error


def test_a_report_tells_where_and_which_versions_but_no_names(tmp_path: Path) -> None:
    file = crash.write_report(tmp_path / "log", failing("Dana Fox"), NOON)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert "Dana Fox" not in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py:" in text
    assert "in failing" in text
    for name in ("Frontdesk", "Qt", "SQLite", "SQLAlchemy"):
        assert f"{name} " in text


def test_the_oldest_reports_go_first(tmp_path: Path) -> None:
    for minute in range(crash.MOST + 3):
        crash.write_report(tmp_path, failing("x"), NOON + timedelta(minutes=minute))
    kept = sorted(file.name for file in tmp_path.iterdir())
    assert len(kept) == crash.MOST
    assert kept[0].startswith("crash-20261124-120300")


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in the way", encoding="utf-8")
    assert crash.write_report(tmp_path / "log", failing("x")) is None
    crash.Watch(tmp_path / "log").close()


def test_a_logged_error_leaves_a_report(tmp_path: Path) -> None:
    log = logging.Logger("a window")
    log.addHandler(crash.ReportHandler(tmp_path))
    log.warning("no report for this", exc_info=failing("x"))
    log.error("nor for this")
    assert list(tmp_path.iterdir()) == []
    log.error("but for this", exc_info=failing("x"))
    assert len(list(tmp_path.iterdir())) == 1


def test_the_next_start_finds_what_the_system_ended(tmp_path: Path) -> None:
    program = (
        "import ctypes, sys; from pathlib import Path; from frontdesk import crash;"
        "watch = crash.Watch(Path(sys.argv[1])); ctypes.string_at(0)"
    )
    ended = subprocess.run([sys.executable, "-c", program, tmp_path], check=False)
    assert ended.returncode != 0
    (found,) = crash.found_reports(tmp_path)
    text = found.read_text(encoding="utf-8")
    assert "Frontdesk " in text
    assert "string_at" in text
    assert crash.found_reports(tmp_path) == []


def test_an_orderly_end_and_a_running_program_are_no_crash(tmp_path: Path) -> None:
    crash.Watch(tmp_path).close()
    watch = crash.Watch(tmp_path)
    assert crash.found_reports(tmp_path) == []
    watch.close()
    (tmp_path / "running-999999999.txt").touch()  # switched off, not crashed
    assert crash.found_reports(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
