"""Older files climb to the newest schema, after a backup beside them."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from frontdesk.store import backup, schema
from frontdesk.store.engines import engine_for

log = logging.getLogger(__name__)


def climb(path: Path) -> None:
    """Bring an older Frontdesk file to the newest schema; all of it or nothing.

    First copies it to ``NAME.before-REV.bak`` beside it, REV being the revision it leaves.
    Raises the errors of ``sqlite3``, SQLAlchemy and the system as they come.
    """
    left = schema.revision_name(schema.schema_number(path))
    kept = path.with_name(f"{path.name}.before-{left}.bak")
    backup.copy(path, kept)
    log.info("migrating %s from schema %s; backup at %s", path, left, kept)
    # Foreign keys cannot be switched inside a transaction, and rebuilding a table that others
    # refer to needs them off; they are checked before the commit instead.
    engine = engine_for(path, writes=True, foreign_keys=False)
    try:
        with engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version != schema.SCHEMA:  # else another process climbed meanwhile
                upgrade(connection)
                schema.mark(connection, schema.SCHEMA)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"the migration broke {len(broken)} references")
    finally:
        engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` inside the transaction of ``connection``."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def configuration() -> Config:
    """Alembic's configuration, made here because an installed program has no ``alembic.ini``."""
    config = Config()
    config.set_main_option("script_location", "frontdesk.store:migrations")
    return config
