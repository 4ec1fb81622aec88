"""Locations with a word for their customers and required fields of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEPT = (
    "pk, id, position, retired, name, timezone, is_primary, booking_timer_minutes, hours,"
    " closures, holidays, blocks"
)


def upgrade() -> None:
    """Rebuild the locations, whose new columns no ALTER TABLE would put in their place.

    Both are NULL, "as the business", so that nothing changes for anybody.
    """
    op.execute("CREATE TEMPORARY TABLE location_0008 AS SELECT * FROM location")
    op.drop_table("location")
    op.create_table(
        "location",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("booking_timer_minutes", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=True),
        sa.Column("closures", sa.JSON(), nullable=True),
        sa.Column("holidays", sa.JSON(), nullable=True),
        sa.Column("blocks", sa.JSON(), nullable=True),
        sa.Column("customer_word", sa.Text(), nullable=True),
        sa.Column("required_fields", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_location")),
        sa.UniqueConstraint("id", name=op.f("uq_location_id")),
    )
    op.execute(f"INSERT INTO location ({_KEPT}) SELECT {_KEPT} FROM location_0008")
    op.execute("DROP TABLE location_0008")
