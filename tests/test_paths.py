"""Shipped files are found wherever the program was put."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from frontdesk import paths


def test_resources_of_the_source_tree() -> None:
    assert paths.resource("icons/plus.svg").read_text("utf-8").startswith("<svg")


def test_resources_of_a_frozen_bundle_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "frontdesk" / "_resources" / "icons"
    shipped.mkdir(parents=True)
    (shipped / "plus.svg").write_text("bundled")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons/plus.svg").read_text() == "bundled"


def test_what_was_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-file"):
        paths.resource("no-such-file")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such variable")
def test_the_book_lies_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.default_database() == tmp_path / "frontdesk" / "frontdesk.db"
    assert not paths.user_data_dir().exists()
