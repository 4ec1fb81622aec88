"""Each thing that the environment does to a book gets its name; a bug gets none."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from frontdesk.store import faults
from frontdesk.store.faults import Cause, EnvironmentFault

HERE = Path(__file__)


def sqlite_error(name: str, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    error = kind("as sqlite says it")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("SQLITE_NOTADB", Cause.NOT_A_DATABASE),
        ("SQLITE_CANTOPEN", Cause.NO_PERMISSION),
        ("SQLITE_CANTOPEN_ISDIR", Cause.NOT_A_DATABASE),
        ("SQLITE_READONLY", Cause.READ_ONLY),
        ("SQLITE_READONLY_DIRECTORY", Cause.NO_PERMISSION),
        ("SQLITE_READONLY_DBMOVED", Cause.UNREACHABLE),
        ("SQLITE_FULL", Cause.DISK_FULL),
        ("SQLITE_BUSY", Cause.LOCKED),
        ("SQLITE_BUSY_SNAPSHOT", Cause.LOCKED),
        ("SQLITE_CORRUPT", Cause.CORRUPT),
        ("SQLITE_CORRUPT_INDEX", Cause.CORRUPT),
        ("SQLITE_IOERR_FSYNC", Cause.UNREACHABLE),
        ("SQLITE_IOERR_CORRUPTFS", Cause.CORRUPT),
        ("SQLITE_ERROR", None),
        ("SQLITE_CONSTRAINT_TRIGGER", None),
        ("SQLITE_MISUSE", None),
    ],
)
def test_what_sqlite_says(name, cause):
    fault = faults.fault_of(sqlite_error(name), HERE)
    assert (fault and fault.cause) == cause
    if fault:
        assert fault.where == str(HERE)
        assert name in fault.detail


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.EACCES, Cause.NO_PERMISSION),
        (errno.ENOENT, Cause.NO_FOLDER),
        (errno.ENOSPC, Cause.DISK_FULL),
        (errno.EROFS, Cause.READ_ONLY),
        (errno.EBADF, None),
    ],
)
def test_what_the_system_says(number, cause):
    fault = faults.fault_of(OSError(number, "as the system says it"), HERE)
    assert (fault and fault.cause) == cause


def test_a_folder_that_is_missing_is_not_called_a_matter_of_permission(tmp_path):
    fault = faults.fault_of(sqlite_error("SQLITE_CANTOPEN"), tmp_path / "gone" / "book.db")
    assert fault.cause is Cause.NO_FOLDER


def test_permission_to_make_a_folder_is_a_matter_of_permission(tmp_path):
    refused = PermissionError(errno.EACCES, "as the system says it")
    fault = faults.fault_of(refused, tmp_path / "gone" / "book.db")
    assert fault.cause is Cause.NO_PERMISSION


def test_an_error_that_is_none_of_these_goes_on_as_it_is():
    for bug in (ValueError("bug"), sqlite3.InterfaceError("no code"), OSError("no number")):
        with pytest.raises(type(bug)) as caught, faults.faults_told(HERE):
            raise bug
        assert caught.value is bug


def test_a_full_disk_is_told_and_what_was_written_before_stays(book):
    with book.write() as connection:
        connection.execute(text("UPDATE company SET name = 'kept'"))
    with book.write() as connection:  # SQLite's own limit stands in for the disk's
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentFault) as caught, book.write() as connection:
        connection.execute(text("UPDATE company SET name = 'x' || hex(zeroblob(99000))"))
    assert caught.value.cause is Cause.DISK_FULL
    with book.write() as connection:
        assert connection.execute(text("SELECT name FROM company")).scalar_one() == "kept"


def test_a_book_that_may_only_be_read_says_so_when_written(book):
    """Root may write anywhere, so SQLite itself is told to refuse."""
    with book.write() as connection:
        raw = connection.connection.driver_connection
    raw.execute("PRAGMA query_only = ON")
    with pytest.raises(EnvironmentFault) as caught, book.write() as connection:
        connection.execute(text("UPDATE company SET name = 'x'"))
    assert caught.value.cause is Cause.READ_ONLY


def test_the_text_of_a_fault_serves_a_log():
    fault = EnvironmentFault(Cause.DISK_FULL, "/data/book.db", "SQLITE_FULL: full")
    assert str(fault) == "disk-full: /data/book.db (SQLITE_FULL: full)"
