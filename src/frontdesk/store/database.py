"""The book's file: opening it, transactions on it, and seeing what other processes wrote.

SQLite allows one writer at a time. A write takes the lock before it reads (``BEGIN IMMEDIATE``),
so nobody can slip in between its check and its change; a read sees one snapshot throughout.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, make_url

from frontdesk.store import news, schema
from frontdesk.store.engines import BUSY_SECONDS, engine_for
from frontdesk.store.faults import Cause, EnvironmentFault, fault_of, faults_told
from frontdesk.store.prepared import execute, raw_of

_ANOTHER_THREAD = "another thread is writing"


class Database:
    """One book. Usable from several threads; make one with ``Database.open``."""

    def __init__(self, path: Path) -> None:
        """Connect to a file whose schema is known to be current."""
        self.path = path
        self._readers = engine_for(path, writes=False)
        self._engine = engine_for(path, writes=True)
        # All writes of this process go through one kept connection, so that its data version
        # moves only when somebody else commits.
        self._writer = self._engine.connect()
        self._turn = threading.RLock()
        self._identity = _identity_of(path)
        self._seen = (0, 0, 0)  # the data version and the counts of news at the last look
        self._changes_of_others = 0

    @classmethod
    def open(cls, path_or_url: str | Path, *, make_folder: bool = False) -> Database:
        """Open the book, after creating or migrating its file where needed.

        Takes a path or a ``sqlite:///`` URL. ``make_folder`` creates missing parent folders.
        An older schema is backed up beside the file (``NAME.before-REV.bak``), then migrated.
        Raises ``EnvironmentFault``; a file that is refused is left as it was.
        """
        path = path_of(path_or_url)
        with faults_told(path):
            if make_folder:
                path.parent.mkdir(parents=True, exist_ok=True)
            standing = schema.standing_of(path)
            if standing is schema.Standing.NEW:
                _create(path)
                standing = schema.standing_of(path)  # another process may have been first
            if standing is schema.Standing.OLDER:
                from frontdesk.store.migrate import climb  # costs 60 ms and is seldom needed

                climb(path)
            return cls(path)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot of the book; a statement that writes fails in it."""
        with self._readers.connect() as connection:
            try:
                with connection.begin():
                    self._refuse_newer(connection)
                    yield connection
            except Exception as error:
                fault = fault_of(error, self.path)
                if fault is None or fault.cause is Cause.READ_ONLY:
                    raise  # a write inside a read is a bug of ours
                raise fault from error

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that holds the write lock from its start to its end.

        Commits when the block ends well and rolls back on any exception. The present moment is
        to be read inside the block: the wait for the lock is over by then. Raises
        ``EnvironmentFault``: ``locked`` after ``BUSY_SECONDS``, ``unreachable`` when the file was
        deleted, moved or replaced meanwhile: SQLite would go on writing to what nobody can find;
        ``schema-too-new`` when a newer program has migrated it meanwhile.
        """
        return _Write(self)

    def _begin_write(self) -> Connection:
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise EnvironmentFault(Cause.LOCKED, str(self.path), _ANOTHER_THREAD)
        raw = raw_of(self._writer)
        if raw.in_transaction:
            self._turn.release()
            raise RuntimeError("a write inside a write")
        try:
            raw.execute("BEGIN IMMEDIATE")
            self._refuse_lost()
            self._refuse_newer(self._writer)
        except BaseException as error:
            self._end_write(error)
            raise
        return self._writer

    def _end_write(self, error: BaseException | None) -> None:
        """Keep what was written, or nothing of it; raises the fault that an error means."""
        try:
            if error is None:
                try:
                    self._commit()
                except Exception as refused:
                    self._roll_back()
                    self._tell(refused)
                    raise
            else:
                self._roll_back()
                self._tell(error)
        finally:
            self._turn.release()

    def _tell(self, error: BaseException) -> None:
        fault = fault_of(error, self.path) if isinstance(error, Exception) else None
        if fault is not None:
            raise fault from error

    def _commit(self) -> None:
        if self._writer.in_transaction():
            self._writer.commit()
        else:  # SQLAlchemy was not asked for anything
            raw_of(self._writer).commit()

    def _roll_back(self) -> None:
        self._writer.rollback()
        raw = raw_of(self._writer)
        if raw.in_transaction:
            raw.rollback()

    def data_version(self) -> int:
        """A number that changes when another process (never this object) has changed what all show.

        What ``news`` counts as quiet, such as a form that another desk keeps, leaves it as it is.
        ``unreachable`` as in ``write``: whoever watches the book hears of its loss before writing.
        """
        with self._my_turn(), faults_told(self.path):
            self._refuse_lost()
            raw = raw_of(self._writer)
            # Both of one snapshot: between them nobody's change may be taken for our own.
            raw.execute("BEGIN")
            try:
                told, quiet = news.counts(self._writer)
                (version,) = raw.execute("PRAGMA data_version").fetchone()
            finally:
                raw.rollback()
            before, self._seen = self._seen, (version, told, quiet)
            is_news = told != before[1] or quiet == before[2]
            if version != before[0] and is_news:
                self._changes_of_others += 1
            return self._changes_of_others

    def settle(self) -> None:
        """Write the log into the book and empty it, as far as nobody is reading."""
        with self._my_turn(), faults_told(self.path):
            raw_of(self._writer).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def now_of_server(self, connection: Connection) -> datetime | None:
        """The clock that decides, where the database has one; None: the caller's clock decides."""
        return None

    def close(self) -> None:
        """Let go of the file; the last one to close leaves no ``-wal`` file behind."""
        self._readers.dispose()
        self._writer.close()
        self._engine.dispose()

    def _refuse_newer(self, connection: Connection) -> None:
        """Keep off a book that a newer program has migrated while this one had it open."""
        version = execute(connection, "PRAGMA user_version").fetchone()[0]
        if version > schema.SCHEMA:
            detail = f"schema {version} since it was opened, this program knows {schema.SCHEMA}"
            raise EnvironmentFault(Cause.SCHEMA_TOO_NEW, str(self.path), detail)

    def _refuse_lost(self) -> None:
        if _identity_of(self.path) != self._identity:
            detail = "deleted, moved or replaced while open"
            raise EnvironmentFault(Cause.UNREACHABLE, str(self.path), detail)

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise EnvironmentFault(Cause.LOCKED, str(self.path), _ANOTHER_THREAD)
        try:
            yield
        finally:
            self._turn.release()


class _Write:
    """What ``Database.write`` gives: a class, as a generator costs three times as much."""

    __slots__ = ("_book",)

    def __init__(self, book: Database) -> None:
        self._book = book

    def __enter__(self) -> Connection:
        return self._book._begin_write()

    def __exit__(
        self, kind: object, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book._end_write(error)


def _identity_of(path: Path) -> tuple[int, int] | None:
    """Which file stands at ``path`` now; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def path_of(path_or_url: str | Path) -> Path:
    """The file that a path or a ``sqlite:///`` URL names, absolute.

    Raises ``EnvironmentFault`` (not-a-file) for the URL of any other database.
    """
    if isinstance(path_or_url, Path) or "://" not in path_or_url:
        return Path(path_or_url).expanduser().absolute()
    scheme = path_or_url.partition("://")[0]
    database = make_url(path_or_url).database if scheme.startswith("sqlite") else None
    if not database or database == ":memory:":
        detail = f"{scheme}: only files can hold a book so far"
        raise EnvironmentFault(Cause.NOT_A_FILE, f"{scheme}://…", detail)
    return Path(database).absolute()


def _create(path: Path) -> None:
    schema.lay_down(path)
    engine = engine_for(path, writes=True)
    try:
        with engine.begin() as connection:
            schema.create(connection)
    finally:
        engine.dispose()
