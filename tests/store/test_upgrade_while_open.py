"""A newer program migrates a book that this one has open: neither reads nor writes go on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.store import configuration, schema
from frontdesk.store.database import Database
from frontdesk.store.faults import Cause, EnvironmentFault


@pytest.fixture
def migrated(path: Path, business, opened):
    """An open book that meanwhile belongs to the next schema."""
    with opened(path) as database:
        with database.write() as connection:
            configuration.replace_business(connection, business, at=0)
        with closing(sqlite3.connect(path)) as newer:
            newer.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
        yield database


def test_it_is_not_written_any_more(migrated: Database) -> None:
    def write() -> None:
        with migrated.write() as connection:
            connection.exec_driver_sql("DELETE FROM resource")

    with pytest.raises(EnvironmentFault) as caught:
        write()
    assert caught.value.cause is Cause.SCHEMA_TOO_NEW
    with closing(sqlite3.connect(migrated.path)) as raw:
        assert raw.execute("SELECT count(*) FROM resource").fetchone()[0] > 0


def test_it_is_not_read_any_more(migrated: Database) -> None:
    with pytest.raises(EnvironmentFault) as caught, migrated.read():
        pass
    assert caught.value.cause is Cause.SCHEMA_TOO_NEW
