"""Older books climb to the newest schema and are then like new ones."""

from __future__ import annotations

import importlib.resources
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

import frontdesk
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import Location, Status
from frontdesk.store import (
    appointments,
    check,
    configuration,
    customers,
    desk_rows,
    migrate,
    policy,
    schema,
    visits,
)
from frontdesk.store.database import Database
from frontdesk.store.desk_rows import Entry
from frontdesk.store.faults import Cause, EnvironmentFault


def picture(path: Path) -> tuple[list[tuple[str, ...]], dict[str, object]]:
    """The schema without regard to white space, and what every new book holds."""
    with closing(sqlite3.connect(path)) as raw:
        entries = [
            (kind, name, table, " ".join((sql or "").split()))
            for kind, name, table, sql in raw.execute(
                "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
            )
        ]
        content = {
            table: raw.execute(f"SELECT * FROM {table}").fetchall()
            for kind, table, *_ in entries
            if kind == "table"
        }
        for pragma in ("application_id", "user_version", "journal_mode"):
            content[pragma] = raw.execute(f"PRAGMA {pragma}").fetchone()
    return entries, content


def test_a_book_that_climbed_equals_a_new_one(oldest, tmp_path):
    fresh = tmp_path / "fresh.db"
    Database.open(fresh).close()
    Database.open(oldest).close()
    assert picture(oldest) == picture(fresh)
    assert check.check(oldest) == []


def test_a_first_book_climbs_with_everything_in_it(first, tmp_path):
    fresh = tmp_path / "fresh.db"
    Database.open(fresh).close()
    database = Database.open(first)
    with database.read() as connection:
        record = customers.record(connection, 3)
        assert record.fields == CustomerFields(
            "Øyvind O'Brien-Strauß", "O.B@example.org", "0170 123 x45", notes="Knee"
        )
        assert (record.created_at, record.version, record.erased_at) == (1700000000, 1, None)
        visit = visits.get(connection, 1)
        assert (visit.customer_id, visit.status, visit.notes) == (3, Status.BOOKED, "n")
        climbed = keys(connection)
        (place,) = configuration.read_business(connection).locations.values()
        assert place == Location("main", "Main", "UTC", primary=True)
    # A number that was given out once is not given out again.
    with database.write() as connection:
        assert customers.add(connection, "Next", created_at=1) == 7
    database.close()
    assert picture(first)[0] == picture(fresh)[0]
    assert check.check(first) == []
    assert climbed == keys_as_written(tmp_path / "again.db")


def test_a_second_book_climbs_with_the_steps_that_can_be_undone(second, tmp_path):
    fresh = tmp_path / "fresh.db"
    Database.open(fresh).close()
    database = Database.open(second)
    with database.write() as connection:
        assert desk_rows.latest(connection, "Desk 1", "2026-11-22", undone=False) == Entry(
            4,
            "Desk 1",
            "2026-11-22",
            1700000000,
            "hold",
            7,
            {"start": 600},
            ({"verb": "release", "appointment": 7},),
            None,
        )
        undone = desk_rows.latest(connection, "Desk 2", "2026-11-22", undone=True)
        assert undone is not None
        assert (undone.id, undone.undone_at) == (5, 1700000002)
        # A notice on the screen may still name the step 8.
        assert desk_rows.remember(connection, "Desk 1", "2026-11-22", 0, "edit", None, {}, []) == 9
    database.close()
    assert picture(second)[0] == picture(fresh)[0]
    assert check.check(second) == []


def test_a_seventh_book_climbs_with_nothing_paid_and_no_payments_noted(seventh, tmp_path):
    fresh = tmp_path / "fresh.db"
    Database.open(fresh).close()
    database = Database.open(seventh)
    with database.read() as connection:
        visit = visits.get(connection, 1)
        facts = (visit.arrived_at, visit.started_at, visit.completed_at, visit.paid_at)
        assert (*facts, visit.version) == (60000, 60060, 63600, None, 5)
        assert policy.read(connection) == Policy("patient", (), False, 3, "", payments_noted=False)
    with database.write() as connection:
        appointments.set_fact(connection, 1, "paid_at", 63700)
        assert visits.get(connection, 1).paid_at == 63700
    database.close()
    assert picture(seventh)[0] == picture(fresh)[0]
    assert check.check(seventh) == []


def keys(connection):
    """Every search key, and the key of each name."""
    statement = "SELECT customer_id, kind, key FROM customer_key ORDER BY 1, 2, 3"
    names = "SELECT id, name_key, version FROM customer ORDER BY id"
    return [tuple(row) for text in (statement, names) for row in connection.exec_driver_sql(text)]


def keys_as_written(path):
    """The same customers in a new book, with the keys that it writes today."""
    database = Database.open(path)
    with database.write() as connection:
        names = CustomerFields("Øyvind O'Brien-Strauß", "O.B@example.org", "0170 123 x45")
        customers.add_fields(connection, names, 1, customer_id=3)
        customers.add_fields(connection, CustomerFields("🙂"), 1, customer_id=5)
        found = keys(connection)
    database.close()
    return found


def test_before_it_climbs_a_copy_is_kept_beside_it(oldest):
    before = picture(oldest)[0]
    Database.open(oldest).close()
    kept = oldest.with_name(oldest.name + ".before-0000.bak")
    assert picture(kept)[0] == before
    assert {entry.name for entry in oldest.parent.iterdir()} == {oldest.name, kept.name}


def test_opening_again_does_not_climb_again(oldest):
    Database.open(oldest).close()
    kept = oldest.with_name(oldest.name + ".before-0000.bak")
    kept.unlink()
    Database.open(oldest).close()
    assert not kept.exists()


def test_a_climb_that_fails_leaves_the_book_as_it_was(oldest, monkeypatch):
    before = picture(oldest)

    def fail(connection, number):
        raise RuntimeError("half way")

    monkeypatch.setattr(schema, "mark", fail)
    with pytest.raises(RuntimeError, match="half way"):
        Database.open(oldest)
    after = picture(oldest)
    assert after[0] == before[0]
    assert after[1]["user_version"] == (0,)
    monkeypatch.undo()
    Database.open(oldest).close()


def test_a_newer_book_is_refused_and_not_touched(oldest):
    Database.open(oldest).close()
    with closing(sqlite3.connect(oldest)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    before = oldest.read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(oldest)
    assert caught.value.cause is Cause.SCHEMA_TOO_NEW
    assert oldest.read_bytes() == before


def test_the_newest_revision_is_the_schema_that_the_program_knows():
    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert scripts.get_heads() == [schema.revision_name(schema.SCHEMA)]
    assert len([*scripts.walk_revisions()]) == schema.SCHEMA


def test_the_scripts_travel_with_the_package(oldest, tmp_path):
    """The package is moved elsewhere, as an installation does, and migrates from there."""
    site = tmp_path / "site 100%"
    source = importlib.resources.files(frontdesk)
    ignored = shutil.ignore_patterns("__pycache__", "ui", "desk")
    shutil.copytree(str(source), site / "frontdesk", ignore=ignored)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import frontdesk.store.database as d;"
        "assert d.__file__.startswith(sys.argv[1]), d.__file__;"
        "d.Database.open(sys.argv[2]).close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(site), str(oldest)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert check.check(oldest) == []


def test_the_scripts_are_plain_files_that_a_wheel_takes_along():
    folder = importlib.resources.files("frontdesk.store") / "migrations"
    names = {entry.name for entry in (folder / "versions").iterdir()}
    assert {"0001_first_schema.py", "0002_customers.py", "0003_fewer_pages.py"} <= names
    assert (folder / "env.py").is_file()
