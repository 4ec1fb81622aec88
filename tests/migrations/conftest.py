"""Books as older programs left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.store import schema


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
