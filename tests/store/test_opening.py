"""Opening a book: new files, files that are none, and what is left behind."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.store import appointments, backup, check, configuration, schema, visits
from frontdesk.store.database import Database
from frontdesk.store.faults import Cause, EnvironmentFault


def assert_refused(path: Path, cause: Cause, beside) -> EnvironmentFault:
    before = path.read_bytes() if path.is_file() else None
    names = beside(path)
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(path)
    assert caught.value.cause is cause
    assert caught.value.where == str(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert beside(path) == names
    return caught.value


def test_a_new_file_keeps_what_is_written_and_leaves_one_file(path, business, opened, beside):
    with opened(path) as database, database.write() as connection:
        configuration.replace_business(connection, business, at=0)
    assert beside(path) == {path.name}
    with opened(path) as database, database.read() as connection:
        assert configuration.read_business(connection).name == "Test"


def test_a_url_names_the_same_file(tmp_path, business, opened):
    path = tmp_path / "book.db"
    with opened(path) as database, database.write() as connection:
        configuration.replace_business(connection, business, at=0)
    with opened(f"sqlite:///{path}") as database, database.read() as connection:
        assert configuration.read_business(connection).name == "Test"


def test_an_existing_empty_file_becomes_a_book(path, opened):
    path.touch()
    with opened(path) as database, database.read() as connection:
        assert configuration.business_version(connection) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary\n",
        random.Random(1).randbytes(70_000),
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + b"\x07" * 5000,
        b"\x00" * 8192,
    ],
    ids=["text", "random", "short header", "broken header", "zeros"],
)
def test_a_file_that_is_no_database_is_refused_untouched(path, content, beside):
    path.write_bytes(content)
    assert_refused(path, Cause.NOT_A_DATABASE, beside)


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_refused_untouched(path, mode, beside):
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
        other.commit()
    assert_refused(path, Cause.NOT_A_DATABASE, beside)


def test_another_programs_open_database_is_refused_and_not_checkpointed(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
        other.commit()
        before = path.read_bytes()
        with pytest.raises(EnvironmentFault) as caught:
            Database.open(path)
        assert caught.value.cause is Cause.NOT_A_DATABASE
        assert path.read_bytes() == before


def test_another_programs_marked_but_empty_database_is_refused(path, beside):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 252006674")
    assert_refused(path, Cause.NOT_A_DATABASE, beside)


def test_a_newer_schema_is_refused_untouched(path, opened, beside):
    with opened(path):
        pass
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    assert_refused(path, Cause.SCHEMA_TOO_NEW, beside)


def test_a_folder_in_place_of_the_file_is_refused(path, beside):
    path.mkdir()
    assert_refused(path, Cause.NOT_A_DATABASE, beside)


def test_a_missing_folder_is_named_as_the_cause_and_not_made(tmp_path):
    path = tmp_path / "nowhere" / "book.db"
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(path)
    assert caught.value.cause is Cause.NO_FOLDER
    assert not path.parent.exists()


def test_the_default_folder_is_made(tmp_path, opened):
    path = tmp_path / "share" / "Frontdesk" / "book.db"
    with opened(path, make_folder=True):
        assert path.exists()


def test_a_file_where_a_folder_should_be_is_told_apart_from_a_bug(tmp_path):
    (tmp_path / "share").write_text("a file")
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(tmp_path / "share" / "book.db", make_folder=True)
    assert caught.value.cause is Cause.NO_FOLDER


@pytest.mark.parametrize(
    "url", ["postgresql://desk@server/book", "sqlite://", "sqlite:///:memory:", "mysql://x/y"]
)
def test_other_databases_are_refused_and_no_password_is_shown(url):
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(url.replace("desk@", "desk:secret@"))
    assert caught.value.cause is Cause.NOT_A_FILE
    assert "secret" not in str(caught.value)


def test_a_damaged_book_is_a_fault_and_no_bug(book, beside):
    book.close()
    content = bytearray(book.path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    book.path.write_bytes(content)
    assert_refused(book.path, Cause.CORRUPT, beside)


def test_a_book_whose_checkpoint_was_cut_short_opens_with_all_that_was_committed(
    book, child, visit, tmp_path, opened
):
    """As a full disk or a power cut leaves it: the new first page, and the rest in the log."""
    with book.write() as connection:
        for start in range(0, 6000, 60):
            appointments.insert(connection, visit(start, notes="long " * 400))
    whole = tmp_path / "whole.db"
    backup.backup(book.path, whole)
    torn = tmp_path / "torn.db"
    # In another process: reading the open book's file here would drop the locks on it.
    copier = child(
        """
        import shutil, sys
        for ending in ("", "-wal"):
            shutil.copy(sys.argv[1] + ending, sys.argv[2] + ending)
        print("copied", flush=True)
        """,
        book.path,
        torn,
    )
    assert copier.hear() == "copied"
    first_page = bytearray(whole.read_bytes()[:4096])
    first_page[18:20] = b"\x02\x02"  # the header's mark of a file with a write-ahead log
    with torn.open("r+b") as file:
        file.write(first_page)
    assert torn.stat().st_size < whole.stat().st_size
    with opened(torn) as database, database.read() as connection:
        assert len(visits.in_window(connection, "main", 0, 6000)) == 100
    assert check.check(torn) == []


CREATE = """
    import sys
    from frontdesk.store.database import Database
    from frontdesk.store import configuration
    print("ready", flush=True)
    sys.stdin.readline()
    database = Database.open(sys.argv[1])
    with database.write() as connection:
        print("version", configuration.business_version(connection), flush=True)
    sys.stdin.readline()
    database.close()
    print("closed", flush=True)
"""


@pytest.mark.slow
def test_processes_that_create_the_same_book_at_once_all_succeed(path, child, beside):
    children = [child(CREATE, path) for _ in range(4)]
    for one in children:
        assert one.hear() == "ready"
    for one in children:
        one.tell()
    assert [one.hear() for one in children] == ["version 0"] * 4
    for one in children:
        one.tell()
        assert one.hear() == "closed"
    assert beside(path) == {path.name}


def test_opening_a_current_book_is_quick_and_needs_no_alembic(path, opened, child):
    with opened(path):
        pass
    process = child(
        """
        import sys, time
        from frontdesk.store.database import Database
        Database.open(sys.argv[1]).close()
        print("alembic" in sys.modules)
        """,
        path,
    )
    assert process.hear() == "False"
    started = time.monotonic()
    with opened(path):
        assert time.monotonic() - started < 0.5
