"""Fewer pages to write for each hold, and a count of the changes that no trail tells of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Leave holds out of the index of makings, and the visits out of the undo log's."""
    op.drop_index(op.f("ix_footprint_resource_made_at"), "footprint")
    op.create_index(
        "ix_footprint_kept_made_at",
        "footprint",
        ["resource", "made_at"],
        unique=False,
        sqlite_where=sa.text("hold_expires_at IS NULL"),
        postgresql_where=sa.text("hold_expires_at IS NULL"),
    )
    _rebuild_undo_log()
    op.create_table(
        "unrecorded_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unrecorded_changes")),
        sa.CheckConstraint("id = 1", name=op.f("ck_unrecorded_changes_only_one")),
    )
    op.execute("INSERT INTO unrecorded_changes (id, count) VALUES (1, 0)")


def _rebuild_undo_log() -> None:
    """Without its constraint, which no ALTER TABLE takes away; a day's steps at most."""
    bind = op.get_bind()
    op.execute("CREATE TEMPORARY TABLE undo_entry_0002 AS SELECT * FROM undo_entry")
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'undo_entry'")
    highest = bind.execute(query).scalar()
    op.drop_table("undo_entry")
    op.create_table(
        "undo_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("commands", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_undo_entry_undone",
        "undo_entry",
        ["desk"],
        unique=False,
        sqlite_where=sa.text("undone_at IS NOT NULL"),
        postgresql_where=sa.text("undone_at IS NOT NULL"),
    )
    op.execute("INSERT INTO undo_entry SELECT * FROM undo_entry_0002")
    op.execute("DROP TABLE undo_entry_0002")
    bind.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'undo_entry'"))
    if highest is not None:  # no number is ever given out twice
        bind.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('undo_entry', :highest)"),
            {"highest": highest},
        )
