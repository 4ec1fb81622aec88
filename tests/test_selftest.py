"""The self-test: passes here, and notices what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk import paths, selftest


@pytest.mark.slow
def test_it_passes_on_its_own_and_needs_nothing_of_the_environment(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "frontdesk", "--selftest"],
        cwd=tmp_path,
        env={"TMPDIR": str(tmp_path)}
        | ({"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The self-test passed." in done.stdout
    assert "Traceback" not in done.stderr
    for step in (
        "time zones", "new book", "older book", "availability", "hold and book", "backup",
        "phones and holidays", "people", "signatures", "licences", "window",
    ):  # fmt: skip
        assert f"ok      {step}: " in done.stdout
    for name in ("Frontdesk", "Qt", "SQLite", "SQLAlchemy", "Python"):
        assert f"\n{name} " in f"\n{done.stdout}"
    assert list(tmp_path.iterdir()) == []  # it tidies up


def test_what_is_missing_fails_its_step_and_the_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(selftest, "_FEWEST_ZONES", 100_000)

    def broken(name: str) -> Path:
        if name.startswith("demo/"):
            raise FileNotFoundError(name)
        return Path(name)

    monkeypatch.setattr(paths, "resource", broken)
    assert selftest.run() == 1
    said = capsys.readouterr().out
    assert "FAILED  time zones" in said
    assert "FAILED  new book" in said
    assert "ok      older book" in said
    assert "The self-test failed." in said
