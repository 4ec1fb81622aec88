"""What stood in the fields that a line of the customers' trail names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; of changes until now nobody knows what stood there."""
    op.create_table(
        "customer_content",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id"],
            ["customer_audit.id"],
            name=op.f("fk_customer_content_audit_id_customer_audit"),
        ),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_customer_content")),
    )
    op.create_index(
        op.f("ix_customer_content_customer_id"), "customer_content", ["customer_id"], unique=False
    )
