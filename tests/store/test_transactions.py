"""Transactions: one writer at a time from its first read on, one snapshot for each reader."""

from __future__ import annotations

import sqlite3
import sys
import threading
from contextlib import closing

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.exc import OperationalError

from frontdesk.store import configuration, engines, news
from frontdesk.store.database import Database
from frontdesk.store.faults import Cause, EnvironmentFault

COUNT = text("SELECT count(*) FROM slot")
TAKE = text("INSERT INTO slot VALUES (:who)")


def make_slots(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE slot (who TEXT)")
        raw.commit()


def takers(path):
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT who FROM slot ORDER BY who")]


def test_stock_engines_let_two_sessions_check_and_both_commit(path):
    """The positive control: this is what ``engine_for`` exists to prevent."""
    make_slots(path)
    first, second = (create_engine(URL.create("sqlite", database=str(path))) for _ in range(2))
    with first.connect() as one, second.connect() as two:
        assert one.execute(COUNT).scalar_one() == 0
        assert two.execute(COUNT).scalar_one() == 0
        one.execute(TAKE, {"who": "one"})
        one.commit()
        two.execute(TAKE, {"who": "two"})
        two.commit()
    first.dispose()
    second.dispose()
    assert takers(path) == ["one", "two"]


def test_our_writers_check_only_after_the_one_before_has_committed(path):
    make_slots(path)
    first, second = (engines.engine_for(path, writes=True) for _ in range(2))
    seen = []
    at_the_door = threading.Event()

    def come_second():
        with second.connect() as two:
            at_the_door.set()
            with two.begin():
                seen.append(two.execute(COUNT).scalar_one())

    with first.begin() as one:
        assert one.execute(COUNT).scalar_one() == 0
        other = threading.Thread(target=come_second)
        other.start()
        at_the_door.wait()
        one.execute(TAKE, {"who": "one"})
        assert seen == []
    other.join()
    first.dispose()
    second.dispose()
    assert seen == [1]


def rename(connection, name):
    connection.execute(text("UPDATE company SET name = :name"), {"name": name})


def name_in(connection):
    return connection.execute(text("SELECT name FROM company")).scalar_one()


def rename_and_raise(book, error):
    with book.write() as connection:
        rename(connection, "half done")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_any_exception_rolls_back(book, error):
    with pytest.raises(error):
        rename_and_raise(book, error())
    with book.read() as connection:
        assert name_in(connection) == "Test"
    with book.write() as connection:  # and the lock is free again
        rename(connection, "done")
    with book.read() as connection:
        assert name_in(connection) == "done"


def test_a_read_sees_one_snapshot_while_others_commit(book):
    with book.read() as reader:
        assert name_in(reader) == "Test"
        with book.write() as writer:
            rename(writer, "new")
        assert name_in(reader) == "Test"
    with book.read() as reader:
        assert name_in(reader) == "new"


def test_a_write_inside_a_read_is_a_bug_and_loud(book):
    with pytest.raises(OperationalError, match="readonly"), book.read() as connection:
        rename(connection, "sneaky")


def test_a_write_inside_a_write_is_a_bug_and_loud(book):
    with book.write(), pytest.raises(RuntimeError, match="inside"), book.write():
        pytest.fail("it was let in")


def test_bugs_are_not_dressed_up_as_faults(book):
    with pytest.raises(OperationalError, match="no such table"), book.write() as connection:
        connection.execute(text("SELECT * FROM no_such"))


def test_every_connection_is_durable_and_checks_references(book):
    for session in (book.read, book.write):
        with session() as connection:

            def pragma(name, connection=connection):
                return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

            assert pragma("journal_mode") == "wal"
            assert pragma("synchronous") == 2  # FULL
            assert pragma("foreign_keys") == 1
            assert pragma("busy_timeout") == 5000


def test_a_lock_that_is_not_given_up_becomes_a_fault(path, monkeypatch, opened):
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    with opened(path) as one, opened(path) as two, one.write():
        with pytest.raises(EnvironmentFault) as caught, two.write():
            pytest.fail("it was let in")
        assert caught.value.cause is Cause.LOCKED
    with opened(path) as one, one.write():
        pass


def test_a_thread_waits_for_the_other_and_then_sees_its_work(book):
    inside, seen = threading.Event(), []

    def second():
        inside.wait()
        with book.write() as connection:
            seen.append(name_in(connection))

    other = threading.Thread(target=second)
    other.start()
    with book.write() as connection:
        inside.set()
        rename(connection, "first")
    other.join()
    assert seen == ["first"]


def test_many_threads_read_at_once(book):
    names, barrier = [], threading.Barrier(8)

    def read():
        with book.read() as connection:
            barrier.wait()
            names.append(name_in(connection))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names == ["Test"] * 8


def test_the_data_version_moves_with_others_news_only(book, opened):
    before = book.data_version()
    with book.write() as connection:
        rename(connection, "mine")
        news.add(connection)
    assert book.data_version() == before
    with opened(book.path) as other:
        with other.write() as connection:
            rename(connection, "what nobody is told of")
            news.add_quiet(connection)
        assert book.data_version() == before
        with other.write() as connection:
            rename(connection, "theirs")
            news.add(connection)
        changed = book.data_version()
        assert changed != before
        assert book.data_version() == changed
        with pytest.raises(ValueError, match="undone"):
            rename_and_raise(other, ValueError("undone"))
        assert book.data_version() == changed


def test_what_another_program_writes_moves_the_data_version_too(book):
    before = book.data_version()
    with closing(sqlite3.connect(book.path)) as stranger:
        stranger.execute("CREATE TABLE scratch (a)")
    assert book.data_version() != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files in place")
@pytest.mark.parametrize("fate", ["deleted", "moved", "replaced"])
def test_nothing_is_written_to_a_book_that_is_no_longer_there(book, fate):
    """SQLite itself would go on, and every booking would be lost with the last handle."""
    elsewhere = book.path.with_name("elsewhere.db")
    if fate == "deleted":
        book.path.unlink()
    else:
        book.path.rename(elsewhere)
    if fate == "replaced":
        book.path.write_bytes(b"another file")
    with pytest.raises(EnvironmentFault) as caught, book.write():
        pytest.fail("it was let in")
    assert caught.value.cause is Cause.UNREACHABLE


def test_sqlite_leaves_the_clock_to_the_caller(book):
    with book.write() as connection:
        assert book.now_of_server(connection) is None


def test_the_last_to_close_leaves_one_file(book, beside):
    other = Database.open(book.path)
    with other.write() as connection:
        rename(connection, "kept")
    book.close()
    assert f"{book.path.name}-wal" in beside(book.path)
    other.close()
    assert beside(book.path) == {book.path.name}
    again = Database.open(book.path)
    with again.read() as connection:
        assert configuration.read_business(connection).name == "kept"
    again.close()
