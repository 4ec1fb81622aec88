"""A book that this process has open keeps its locks, whatever else looks at the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.store import backup, check, schema
from frontdesk.store.database import Database

pytestmark = pytest.mark.slow

OPEN_AND_CLOSE = (
    "import sys; from frontdesk.store.database import Database; Database.open(sys.argv[1]).close()"
)


@pytest.mark.parametrize("look", ["standing", "check", "open twice", "backup"])
def test_looking_at_an_open_book_does_not_drop_its_locks(tmp_path: Path, look: str) -> None:
    """Without them the next program to close the book takes itself for the last one.

    It would then remove the write-ahead log under our feet, and what we write is lost or worse:
    SIGKILL of another desk was once enough to damage the book.
    """
    path = tmp_path / "book.db"
    database = Database.open(path)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE company SET name = 'Corner Studio'")
    log = tmp_path / "book.db-wal"
    number = log.stat().st_ino

    if look == "standing":
        schema.standing_of(path)
    elif look == "check":
        assert check.check(path) == []
    elif look == "open twice":
        Database.open(path).close()
    else:
        backup.backup(database.path, tmp_path / "copy.db")

    subprocess.run([sys.executable, "-c", OPEN_AND_CLOSE, str(path)], check=True)
    assert log.exists()
    assert log.stat().st_ino == number
    database.close()
    assert not log.exists()
