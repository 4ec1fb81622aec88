"""A book that a group shares: whoever may write to its folder may write to all that lies there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.store import backup, configuration
from frontdesk.store.database import Database

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")


@pytest.fixture
def for_the_group() -> Iterator[None]:
    """New files may be written by the group, and by nobody else be read."""
    before = os.umask(0o007)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("for_the_group")
def test_a_new_book_and_its_logs_may_be_written_by_the_group(path: Path, business: object) -> None:
    database = Database.open(path)
    with database.write() as connection:
        configuration.replace_business(connection, business, at=0)
    files = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
    assert len(files) > 1  # the log and its index lie beside it while it is open
    assert {rights(file) for file in files} == {0o660}
    database.close()


@pytest.mark.usefixtures("for_the_group")
def test_what_is_restored_keeps_the_rights_of_the_book_in_whose_place_it_comes(
    path: Path, tmp_path: Path
) -> None:
    Database.open(path).close()
    saved = tmp_path / "saved.frontdesk"
    backup.backup(path, saved)
    os.umask(0o077)  # somebody whose files are for nobody else restores it
    kept = backup.restore(saved, path)
    assert rights(path) == 0o660
    assert kept is not None
    assert rights(saved) == 0o660


def test_without_such_a_wish_others_only_read(path: Path) -> None:
    before = os.umask(0o022)
    Database.open(path).close()
    os.umask(before)
    assert rights(path) == 0o644
