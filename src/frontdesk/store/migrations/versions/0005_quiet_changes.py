"""A count of the changes that concern one desk alone, such as the form it keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and its one row."""
    op.create_table(
        "quiet_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_changes")),
        sa.CheckConstraint("id = 1", name=op.f("ck_quiet_changes_only_one")),
    )
    op.execute("INSERT INTO quiet_changes (id, count) VALUES (1, 0)")
