"""SQLAlchemy's engines on a book's file, with SQLite set up as a book needs it."""

from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from frontdesk.store.prepared import raw_of

log = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's lock before the fault "locked"."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # a booked visit survives the plug being pulled
    "PRAGMA secure_delete = ON",  # what is erased on request is overwritten, not just let go
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",  # KiB: a few months of a busy practice
)


def engine_for(path: Path, *, writes: bool, foreign_keys: bool = True) -> Engine:
    """An engine whose transactions begin as SQLite means them, not as sqlite3 guesses.

    sqlite3's own transaction control is switched off (``isolation_level`` None): it starts a
    transaction only at the first change, so that two sessions can both check and both commit.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None
        _turn_on_wal(raw)
        for pragma in _PRAGMAS:
            raw.execute(pragma)
        if not foreign_keys:
            raw.execute("PRAGMA foreign_keys = OFF")
        if not writes:
            raw.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw = raw_of(connection)
        if not raw.in_transaction:  # else SQLAlchemy comes into one that was begun without it
            raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _turn_on_wal(raw: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait here for others that do the same."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            (mode,) = raw.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
            continue
        if mode != "wal":
            log.warning("no write-ahead log here (%s): readers wait for writers", mode)
        return
