"""Books as older programs left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.store import migrate, schema
from frontdesk.store.engines import engine_for


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a book could be: a folder as people name them."""
    folder = tmp_path / "Müllers Praxis 100% # neu?"
    folder.mkdir()
    return folder / "Termine ä.db"


@pytest.fixture
def oldest(path: Path) -> Path:
    """A book from before the first revision: marked as ours, and nothing in it yet."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        raw.execute(
            "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n"
            "\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
        )
        raw.commit()
    return path


@pytest.fixture
def first(oldest: Path) -> Path:
    """A book of schema 1 with customers and a visit, as the program of that time wrote them."""
    _climb_to(oldest, 1, _CONTENT)
    return oldest


@pytest.fixture
def second(oldest: Path) -> Path:
    """A book of schema 2 with steps of two desks that can be undone."""
    _climb_to(oldest, 2, _STEPS)
    return oldest


@pytest.fixture
def seventh(oldest: Path) -> Path:
    """A book of schema 7 with a visit that is done, and a policy of its own."""
    visit = (
        "INSERT INTO appointment VALUES (1, 'BK', 1, 1, 1000, 60, 0, 0, 500, NULL, NULL, 'n',"
        " 'Desk 1', NULL, NULL, 60000, 60060, 63600, 0, NULL, NULL, 5)"
    )
    policy = "UPDATE policy SET customer_word = 'patient', typing_renews = 0, holds_per_desk = 3"
    _climb_to(oldest, 7, (*_SETUP, visit, *_TIME, policy))
    return oldest


def _climb_to(path: Path, number: int, content: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TABLE alembic_version")
        raw.commit()
    engine = engine_for(path, writes=True)
    with engine.begin() as connection:
        migrate.upgrade(connection, schema.revision_name(number))
        schema.mark(connection, number)
        for statement in content:
            connection.exec_driver_sql(statement)
    engine.dispose()


_STEPS = (
    "INSERT INTO undo_entry VALUES (4, 'Desk 1', '2026-11-22', 1700000000, 'hold', 7,"
    """ '{"start": 600}', '[{"verb": "release", "appointment": 7}]', NULL)""",
    "INSERT INTO undo_entry VALUES (5, 'Desk 2', '2026-11-22', 1700000001, 'edit', NULL,"
    " '{}', '[]', 1700000002)",
    "INSERT INTO undo_entry VALUES (8, 'Desk 2', '2026-11-22', 1700000003, 'edit', NULL,"
    " '{}', '[]', NULL)",
    "DELETE FROM undo_entry WHERE id = 8",
)
_TIME = (
    "INSERT INTO appointment_resource VALUES (1, 0, 1)",
    "INSERT INTO footprint VALUES (1, 1000, 1060, 1, NULL, 500, 0)",
)
_SETUP = (
    "INSERT INTO location VALUES (1, 'main', 0, 0, 'Main', 'UTC', 1, 10, '{}', '[]', NULL, '[]')",
    "INSERT INTO resource VALUES"
    " (1, 'ana', 0, 0, 'Ana', 1, 'staff', '#1D5DB8', NULL, NULL, 0, '{}', '[]')",
    "INSERT INTO service VALUES (1, 'cut', 0, 0, 'Haircut', 'company', NULL, 60, 60, 60, 15, 15,"
    " 'clock', NULL, 0, 0, 0, 0, NULL, NULL, 1, 'none', NULL, NULL, NULL, NULL, NULL, '#1D5DB8')",
)
_CONTENT = (
    *_SETUP,
    "INSERT INTO customer VALUES (3, 'Øyvind O''Brien-Strauß', 'O.B@example.org', '0170 123 x45',"
    " 'Knee', 'øyvind o''brien-strauss', 'o.b@example.org', '017012345', 1700000000)",
    "INSERT INTO customer VALUES (5, '🙂', '', '', '', '🙂', '', '', 1700000001)",
    "INSERT INTO customer VALUES (6, 'Gone', '', '', '', 'gone', '', '', 1700000002)",
    "DELETE FROM customer WHERE id = 6",
    "INSERT INTO appointment VALUES (1, 'BK', 1, 1, 1000, 60, 0, 0, 500, NULL, 3, 'n', 'Desk 1',"
    " NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 1)",
    *_TIME,
)
