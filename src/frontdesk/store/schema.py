"""Which schema a file has, told without Alembic, and the making of a new one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, insert

from frontdesk.store import (
    guards,
    user_rows,  # noqa: F401  its tables are part of the schema
    waiting_rows,  # noqa: F401  so is this one
)
from frontdesk.store.customer_rows import policy, quiet_changes, unrecorded_changes
from frontdesk.store.faults import Cause, EnvironmentFault
from frontdesk.store.policy import NEW_BOOK, columns
from frontdesk.store.rows import alembic_version, company, longest_footprint, metadata

APPLICATION_ID = 0x4644736B  # "FDsk": marks an SQLite file as a book of ours
SCHEMA = 9
"""The newest revision, as a number; kept in the file as ``user_version``."""


class Standing(Enum):
    """How a file stands to this program's schema."""

    NEW = "new"
    OLDER = "older"
    CURRENT = "current"


def revision_name(number: int) -> str:
    """The name of a migration, ``0001`` for schema 1."""
    return f"{number:04d}"


def standing_of(path: Path) -> Standing:
    """How the file at ``path`` stands, found without changing a byte of it.

    Raises ``EnvironmentFault``: no-folder, not-a-database (also another program's SQLite file)
    or schema-too-new; ``OSError`` and ``sqlite3.Error`` as they come.
    """
    if not path.parent.is_dir():
        raise EnvironmentFault(Cause.NO_FOLDER, str(path), "the folder does not exist")
    if path.is_dir():
        raise EnvironmentFault(Cause.NOT_A_DATABASE, str(path), "a folder")
    if _size_of(path) == 0:
        return Standing.NEW
    application_id, version, tables = _pragmas(path)
    if application_id != APPLICATION_ID:
        if application_id or tables:
            raise EnvironmentFault(Cause.NOT_A_DATABASE, str(path), "another program's database")
        return Standing.NEW
    if version > SCHEMA:
        detail = f"schema {version}, this program knows {SCHEMA}"
        raise EnvironmentFault(Cause.SCHEMA_TOO_NEW, str(path), detail)
    return Standing.CURRENT if version == SCHEMA else Standing.OLDER


def standing_of_book(path: Path) -> Standing:
    """How the book at ``path`` stands, which must be one already.

    Raises what ``standing_of`` does, no-file for one that is not there, and not-a-database for an
    empty file.
    """
    standing = standing_of(path)
    if standing is Standing.NEW:
        is_there = path.exists()
        cause = Cause.NOT_A_DATABASE if is_there else Cause.NO_FILE
        raise EnvironmentFault(cause, str(path), "empty" if is_there else "not there")
    return standing


def lay_down(path: Path) -> None:
    """Make an empty file with the rights that the user's umask leaves; one that is there stays.

    SQLite by itself lets nobody but the owner write, whatever the umask says: a group that shares
    a folder could not share a book.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))


def schema_number(path: Path) -> int:
    """The schema number that the Frontdesk file at ``path`` carries."""
    return _pragmas(path)[1]


def uri_of(path: Path, mode: str) -> str:
    """The URI that opens a file that exists, whatever characters its path holds."""
    return f"file:{quote(os.fsencode(path.absolute()))}?{mode}"


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _pragmas(path: Path) -> tuple[int, int, int]:
    """The application id, the user version and the number of things in the schema.

    The file is read through SQLite alone. POSIX drops all locks that a process has on a file as
    soon as it closes any handle of it: had we opened the book ourselves to look at its header, a
    connection that this process has on it would lose its locks, and the book its integrity.
    """
    log = path.with_name(path.name + "-wal")
    if not log.exists():
        # Leaves no files beside one that is not ours, and waits for nobody.
        try:
            answers = _ask(path, "mode=ro&immutable=1")
        except sqlite3.DatabaseError:
            if not log.exists():
                raise
        else:
            if not log.exists():
                return answers
    # Somebody writes, or was interrupted: the truth is file and log together, and the file alone
    # may be half way between two states. Through them both, and still without writing.
    return _ask(path, "mode=ro")


def _ask(path: Path, mode: str) -> tuple[int, int, int]:
    uri = uri_of(path, mode)
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        ours, version, tables = (
            connection.execute(question).fetchone()[0]
            for question in (
                "PRAGMA application_id",
                "PRAGMA user_version",
                "SELECT count(*) FROM sqlite_master",
            )
        )
    return ours, version, tables


def create(connection: Connection) -> None:
    """Make the newest schema in one write transaction, unless another process just did."""
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        return
    metadata.create_all(connection, checkfirst=False)
    for trigger in guards.TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.execute(insert(company).values(id=1, name="", version=0))
    connection.execute(insert(longest_footprint).values(id=1, minutes=0))
    connection.execute(insert(policy).values(id=1, **columns(NEW_BOOK)))
    connection.execute(insert(unrecorded_changes).values(id=1, count=0))
    connection.execute(insert(quiet_changes).values(id=1, count=0))
    connection.execute(insert(alembic_version).values(version_num=revision_name(SCHEMA)))
    mark(connection, SCHEMA)


def mark(connection: Connection, number: int) -> None:
    """Say in the file's header whose it is and which schema it has; part of the transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
