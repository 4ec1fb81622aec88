"""Copies of a book that are whole: made by SQLite while others go on writing, then checked.

Never copy the file itself: what was committed last may still be in its write-ahead log.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import uuid
from contextlib import closing, suppress
from pathlib import Path

from frontdesk.store import schema
from frontdesk.store.check import damage_of
from frontdesk.store.faults import Cause, EnvironmentFault, faults_told


def backup(book: Path, target: Path) -> None:
    """Write a checked copy of ``book``, open or not, to ``target``, replacing a file of that name.

    ``target`` appears complete or not at all. Raises ``EnvironmentFault``; with ``locked`` when
    ``target`` is a book that is in use, this one above all, and with ``not-a-database`` when it
    is a file of another kind, which is left alone.
    """
    with faults_told(target):
        schema.standing_of(target)
        copy(book, target)


def restore(source: Path, target: Path) -> Path | None:
    """Put a backup in the place of the book at ``target``, which need not exist.

    What was there is kept beside it as ``NAME.before-restore.bak``, and that path is returned.
    Raises ``EnvironmentFault`` and changes nothing when the source is no book, is newer than
    this program or is damaged, or (``locked``) when any program has the target open.
    """
    with faults_told(source):
        schema.standing_of_book(source)
    with faults_told(target):
        kept = None
        if target.exists():
            _settle(target)
            kept = target.with_name(f"{target.name}.before-restore.bak")
            try:
                copy(target, kept)
            except (sqlite3.DatabaseError, EnvironmentFault):
                shutil.copyfile(target, kept)  # damaged: keep it as it is
        copy(source, target)
        return kept


def copy(source: Path, target: Path) -> None:
    """Copy a book by the online backup API to a file beside ``target``, check it, then rename.

    Raises ``EnvironmentFault`` (corrupt: the copy fails its check; locked: the target is in
    use), and the errors of ``sqlite3`` and the system as they come.
    """
    if target.exists():
        _settle(target)
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        schema.lay_down(draft)
        if os.name == "posix" and target.exists():  # whoever might write to it still may
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        with closing(_open(source)) as origin, closing(sqlite3.connect(draft)) as sink:
            origin.backup(sink)
            # One file, without a log beside it, is what a copy is expected to be.
            sink.execute("PRAGMA journal_mode = DELETE")
            if damage := damage_of(sink):
                raise EnvironmentFault(Cause.CORRUPT, str(source), "; ".join(damage))
        _flush(draft)
        os.replace(draft, target)
        _flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _settle(target: Path) -> None:
    """Empty the log of a file that is about to be replaced, and refuse when it is in use.

    The last program to close a database removes its log. If it is still there after we came
    and went, somebody else has the file open, and would go on writing to what was replaced.
    """
    log = target.with_name(target.name + "-wal")
    with suppress(sqlite3.DatabaseError), closing(_open(target)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if log.exists():
        raise EnvironmentFault(Cause.LOCKED, str(target), "in use by another program")


def _open(path: Path) -> sqlite3.Connection:
    """A connection to a file that exists; sqlite3 would otherwise make an empty one."""
    return sqlite3.connect(schema.uri_of(path, "mode=rw"), uri=True)


def _flush(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system can (Windows cannot)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
