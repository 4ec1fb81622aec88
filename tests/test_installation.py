"""The administrator's file: what it lays down, and that a bad one is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk import __main__, installation, paths
from frontdesk.installation import Installation, InstallationError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of this computer, as far as the program can see."""
    file = tmp_path / "frontdesk.ini"
    monkeypatch.setattr(installation, "settings_file", lambda: file)
    return file


def test_without_a_file_everything_is_as_usual(file: Path) -> None:
    assert installation.installation() == Installation()


def test_the_folder_of_the_book_is_laid_down(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_OWNER", "Müller & Söhne")
    file.write_text(f"[frontdesk]\ndatadir = {tmp_path}/$DESK_OWNER ; each\n", encoding="utf-8")
    assert paths.default_book() == str(tmp_path / "Müller & Söhne" / "frontdesk.db")


def test_a_named_book_goes_before_the_folder(file: Path) -> None:
    file.write_text("[frontdesk]\ndatadir = /srv\ndburl = postgresql://h/b\n", encoding="utf-8")
    assert paths.default_book() == "postgresql://h/b"


def test_what_an_installer_of_windows_writes_is_read(file: Path) -> None:
    file.write_bytes("[frontdesk]\r\nupdates=off\r\n".encode("utf-8-sig"))
    assert not installation.installation().allows_updates


def test_backups_lie_beside_the_book_where_the_administrator_says_or_nowhere(
    file: Path, tmp_path: Path
) -> None:
    book = Path("/home/mia/My books/main.db")
    assert paths.backup_dir(book) == Path("/home/mia/My books/backups")
    file.write_text(f"[frontdesk]\nbackups = {tmp_path}/safe\n", encoding="utf-8")
    assert paths.backup_dir(book) == tmp_path / "safe" / "home-mia-My-books-main"
    file.write_text("[frontdesk]\nbackups = Off\n", encoding="utf-8")
    assert paths.backup_dir(book) is None


def test_the_folder_may_be_written_in_letters_of_any_language(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Bücher 本"
    file.write_bytes(f"[frontdesk]\r\ndatadir={folder}\r\n".encode("utf-16"))
    assert installation.installation().data_folder == folder


def test_a_file_in_an_old_code_page_is_told_how_to_be_saved(file: Path) -> None:
    file.write_bytes("[frontdesk]\r\ndatadir=/srv/Bücher\r\n".encode("cp1252"))
    with pytest.raises(InstallationError, match="saved as UTF-8"):
        installation.installation()


def test_names_are_filled_in_in_the_book_too(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_OWNER", "ana")
    file.write_text(f"[frontdesk]\ndburl = {tmp_path}/$DESK_OWNER.db\n", encoding="utf-8")
    assert paths.default_book() == str(tmp_path / "ana.db")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[frontdesk]\ndburl = books/main.db\n", "dburl must be a whole path"),
        ("[frontdesk]\ndatadirs = /srv\n", "“datadirs”"),
        ("[frontdesk]\ndatadir = srv\n", "whole path"),
        ("[frontdesk]\nbackups = safe\n", "backups must be a whole path"),
        ("[frontdesk]\nupdates = perhaps\n", "“on” or “off”"),
        ("datadir = /srv\n", "can't be read"),
        ("[desk]\n", "can't be read"),
    ],
)
def test_what_is_not_understood_stops_the_program(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InstallationError, match=said):
        installation.installation()
    assert __main__.main(["check"]) == 1
    shown = capsys.readouterr().err
    assert said in shown
    assert shown.count("\n") == 1
