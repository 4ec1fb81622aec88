"""When a visit was paid for, and whether the business notes that at all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both columns: nothing was noted so far, and nothing is until a manager wants it."""
    op.add_column("appointment", sa.Column("paid_at", sa.Integer(), nullable=True))
    op.add_column(
        "policy",
        sa.Column("payments_noted", sa.Boolean(), nullable=False, server_default=sa.text("0")),
    )
