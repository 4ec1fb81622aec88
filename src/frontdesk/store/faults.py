"""What the environment can do to a book, told apart from our own bugs.

Only what is listed here becomes an ``EnvironmentFault``, with a cause that has a sentence and a
next step. Every other error of the database is a bug of ours and goes on as it is, loudly.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import DBAPIError


class Cause(StrEnum):
    """Why the book cannot be used; each has a sentence with a next step in window and CLI."""

    NOT_A_DATABASE = "not-a-database"
    NO_PERMISSION = "no-permission"
    NO_FOLDER = "no-folder"
    NO_FILE = "no-file"
    DISK_FULL = "disk-full"
    LOCKED = "locked"
    SCHEMA_TOO_NEW = "schema-too-new"
    CORRUPT = "corrupt"
    UNREACHABLE = "unreachable"
    NOT_A_FILE = "not-a-file"
    READ_ONLY = "read-only"


class EnvironmentFault(Exception):  # noqa: N818 - a fault of the surroundings, not an error of ours
    """The book cannot be read or written for a reason outside the program.

    ``where`` is the path to show, ``detail`` the technical words for the log.
    """

    def __init__(self, cause: Cause, where: str, detail: str = "") -> None:
        """Keep the cause and where it was met."""
        super().__init__(f"{cause.value}: {where}" + (f" ({detail})" if detail else ""))
        self.cause = cause
        self.where = where
        self.detail = detail


# By the name that SQLite gives its result code; an extended code falls back on its family.
_CAUSES = {
    "SQLITE_NOTADB": Cause.NOT_A_DATABASE,
    "SQLITE_CANTOPEN_ISDIR": Cause.NOT_A_DATABASE,
    "SQLITE_CANTOPEN": Cause.NO_PERMISSION,
    "SQLITE_PERM": Cause.NO_PERMISSION,
    "SQLITE_AUTH": Cause.NO_PERMISSION,
    "SQLITE_READONLY_DIRECTORY": Cause.NO_PERMISSION,
    "SQLITE_READONLY_DBMOVED": Cause.UNREACHABLE,
    "SQLITE_READONLY": Cause.READ_ONLY,
    "SQLITE_FULL": Cause.DISK_FULL,
    "SQLITE_BUSY": Cause.LOCKED,
    "SQLITE_LOCKED": Cause.LOCKED,
    "SQLITE_PROTOCOL": Cause.LOCKED,
    "SQLITE_CORRUPT": Cause.CORRUPT,
    "SQLITE_IOERR_CORRUPTFS": Cause.CORRUPT,
    "SQLITE_IOERR": Cause.UNREACHABLE,
}

_OS_CAUSES = {
    errno.EACCES: Cause.NO_PERMISSION,
    errno.EPERM: Cause.NO_PERMISSION,
    errno.ENOENT: Cause.NO_FOLDER,
    errno.ENOTDIR: Cause.NO_FOLDER,
    errno.EEXIST: Cause.NO_FOLDER,  # a file stands where a folder was to be made
    errno.EISDIR: Cause.NOT_A_DATABASE,
    errno.ENOSPC: Cause.DISK_FULL,
    errno.EDQUOT: Cause.DISK_FULL,
    errno.EROFS: Cause.READ_ONLY,
    errno.EIO: Cause.UNREACHABLE,
}


def fault_of(error: Exception, where: Path) -> EnvironmentFault | None:
    """The fault that an error of sqlite3, SQLAlchemy or the system means; None for a bug."""
    origin: BaseException = error
    if isinstance(error, DBAPIError) and error.orig is not None:
        origin = error.orig
    cause = _cause_of(origin)
    if cause is None:
        return None
    name = getattr(origin, "sqlite_errorname", type(origin).__name__)
    if name == "SQLITE_CANTOPEN" and not where.parent.is_dir():
        cause = Cause.NO_FOLDER  # SQLite has one word for both
    return EnvironmentFault(cause, str(where), f"{name}: {origin}")


def _cause_of(origin: BaseException) -> Cause | None:
    if isinstance(origin, OSError) and origin.errno is not None:
        return _OS_CAUSES.get(origin.errno)
    name = getattr(origin, "sqlite_errorname", None)
    if not isinstance(name, str):
        return None
    family = "_".join(name.split("_")[:2])
    return _CAUSES.get(name, _CAUSES.get(family))


@contextmanager
def faults_told(where: Path) -> Iterator[None]:
    """Turn the environment's errors inside the block into ``EnvironmentFault``; leave bugs be."""
    try:
        yield
    except EnvironmentFault:
        raise
    except Exception as error:
        fault = fault_of(error, where)
        if fault is None:
            raise
        raise fault from error
