"""The first schema: configuration, customers, visits with the time they take, and two trails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TRIGGERS = (
    """CREATE TRIGGER footprint_inserted BEFORE INSERT ON footprint
WHEN NEW.overbooked = 0
BEGIN
  SELECT RAISE(ABORT, 'footprint overlap') WHERE NEW.start < (
    SELECT "end" FROM footprint
    WHERE resource = NEW.resource AND start < NEW."end" AND overbooked = 0
    ORDER BY start DESC LIMIT 1);
END""",
    """CREATE TRIGGER footprint_moved
BEFORE UPDATE OF resource, start, "end", overbooked ON footprint
WHEN NEW.overbooked = 0
BEGIN
  SELECT RAISE(ABORT, 'footprint overlap') WHERE NEW.start < (
    SELECT "end" FROM footprint
    WHERE resource = NEW.resource AND start < NEW."end" AND overbooked = 0
    AND NOT (resource = OLD.resource AND start = OLD.start
             AND appointment_id = OLD.appointment_id)
    ORDER BY start DESC LIMIT 1);
END""",
    """CREATE TRIGGER footprint_kept BEFORE DELETE ON footprint
WHEN (SELECT status FROM appointment WHERE id = OLD.appointment_id) IN ('RS', 'BK')
BEGIN
  SELECT RAISE(ABORT, 'a booked visit keeps its time');
END""",
    """CREATE TRIGGER appointment_kept BEFORE DELETE ON appointment
WHEN OLD.status <> 'IN'
BEGIN
  SELECT RAISE(ABORT, 'only a hold is ever deleted');
END""",
    """CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END""",
    """CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END""",
    """CREATE TRIGGER setting_change_update BEFORE UPDATE ON setting_change
BEGIN
  SELECT RAISE(ABORT, 'setting_change is append-only');
END""",
    """CREATE TRIGGER setting_change_delete BEFORE DELETE ON setting_change
BEGIN
  SELECT RAISE(ABORT, 'setting_change is append-only');
END""",
)


def upgrade() -> None:
    """Make every table, index and guard, and the rows of which there is always exactly one."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.String(length=2), nullable=True),
        sa.Column("to_status", sa.String(length=2), nullable=True),
        sa.Column("change", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_appointment_id"), "audit", ["appointment_id"], unique=False)
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_company_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("phone_digits", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_customer_email_key"), "customer", ["email_key"], unique=False)
    op.create_index(op.f("ix_customer_name_key"), "customer", ["name_key"], unique=False)
    op.create_index(op.f("ix_customer_phone_digits"), "customer", ["phone_digits"], unique=False)
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
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_location")),
        sa.UniqueConstraint("id", name=op.f("uq_location_id")),
    )
    op.create_table(
        "longest_footprint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_longest_footprint_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_longest_footprint")),
    )
    op.create_table(
        "resource_group",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("resource_ids", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_resource_group")),
        sa.UniqueConstraint("id", name=op.f("uq_resource_group_id")),
    )
    op.create_table(
        "setting_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_change")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "resource",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("location", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("hours", sa.JSON(), nullable=True),
        sa.Column("ignore_location_hours", sa.Boolean(), nullable=False),
        sa.Column("overrides", sa.JSON(), nullable=True),
        sa.Column("blocks", sa.JSON(), nullable=True),
        sa.UniqueConstraint("id", name=op.f("uq_resource_id")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_resource")),
        sa.ForeignKeyConstraint(
            ["location"], ["location.pk"], name=op.f("fk_resource_location_location")
        ),
    )
    op.create_table(
        "service",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("location", sa.Integer(), nullable=True),
        sa.Column("duration_default", sa.Integer(), nullable=False),
        sa.Column("duration_min", sa.Integer(), nullable=False),
        sa.Column("duration_max", sa.Integer(), nullable=False),
        sa.Column("duration_step", sa.Integer(), nullable=False),
        sa.Column("start_interval", sa.Integer(), nullable=False),
        sa.Column("start_grid", sa.Text(), nullable=False),
        sa.Column("start_times", sa.JSON(), nullable=True),
        sa.Column("fill_gaps", sa.Boolean(), nullable=False),
        sa.Column("buffer_before", sa.Integer(), nullable=False),
        sa.Column("buffer_after", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.Column("horizon_days", sa.Integer(), nullable=True),
        sa.Column("daily_limit", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("round_robin", sa.Text(), nullable=False),
        sa.Column("resource_ids", sa.JSON(), nullable=True),
        sa.Column("requires", sa.JSON(), nullable=True),
        sa.Column("hours", sa.JSON(), nullable=True),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("color", sa.Text(), nullable=False),
        sa.UniqueConstraint("id", name=op.f("uq_service_id")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_service")),
        sa.ForeignKeyConstraint(
            ["location"], ["location.pk"], name=op.f("fk_service_location_location")
        ),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=2), nullable=False),
        sa.Column("location", sa.Integer(), nullable=False),
        sa.Column("service", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("duration", sa.Integer(), nullable=False),
        sa.Column("buffer_before", sa.Integer(), nullable=False),
        sa.Column("buffer_after", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("hold_expires_at", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("rescheduled_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.Integer(), nullable=True),
        sa.Column("arrived_at", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.Integer(), nullable=True),
        sa.Column("completed_at", sa.Integer(), nullable=True),
        sa.Column("overbooked", sa.Boolean(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('IN', 'RS', 'BK', 'CN', 'RE', 'NS')", name=op.f("ck_appointment_status")
        ),
        sa.CheckConstraint("duration > 0", name=op.f("ck_appointment_duration")),
        sa.CheckConstraint(
            "buffer_before >= 0 AND buffer_after >= 0", name=op.f("ck_appointment_buffers")
        ),
        sa.CheckConstraint(
            "(status = 'IN') = (hold_expires_at IS NOT NULL)",
            name=op.f("ck_appointment_timer_of_holds_only"),
        ),
        sa.ForeignKeyConstraint(
            ["location"], ["location.pk"], name=op.f("fk_appointment_location_location")
        ),
        sa.ForeignKeyConstraint(
            ["service"], ["service.pk"], name=op.f("fk_appointment_service_service")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_appointment_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["rescheduled_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_rescheduled_id_appointment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("request_key", name=op.f("uq_appointment_request_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_appointment_customer_id"), "appointment", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_appointment_holds",
        "appointment",
        ["hold_expires_at"],
        unique=False,
        sqlite_where=sa.text("hold_expires_at IS NOT NULL"),
        postgresql_where=sa.text("hold_expires_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_appointment_location_start"), "appointment", ["location", "start"], unique=False
    )
    op.create_index(
        "ix_appointment_rescheduled",
        "appointment",
        ["rescheduled_id"],
        unique=False,
        sqlite_where=sa.text("rescheduled_id IS NOT NULL"),
        postgresql_where=sa.text("rescheduled_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_appointment_service_start"), "appointment", ["service", "start"], unique=False
    )
    op.create_index(
        "ix_appointment_session",
        "appointment",
        ["session"],
        unique=False,
        sqlite_where=sa.text("session IS NOT NULL"),
        postgresql_where=sa.text("session IS NOT NULL"),
    )
    op.create_table(
        "appointment_resource",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("resource", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_resource_appointment_id_appointment"),
        ),
        sa.ForeignKeyConstraint(
            ["resource"], ["resource.pk"], name=op.f("fk_appointment_resource_resource_resource")
        ),
        sa.PrimaryKeyConstraint("appointment_id", "position", name=op.f("pk_appointment_resource")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "footprint",
        sa.Column("resource", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("hold_expires_at", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.Integer(), nullable=False),
        sa.Column("overbooked", sa.Boolean(), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_footprint_not_empty")),
        sa.ForeignKeyConstraint(
            ["resource"], ["resource.pk"], name=op.f("fk_footprint_resource_resource")
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_footprint_appointment_id_appointment"),
        ),
        sa.PrimaryKeyConstraint("resource", "start", "appointment_id", name=op.f("pk_footprint")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_footprint_appointment_id"), "footprint", ["appointment_id"], unique=False
    )
    op.create_index(
        op.f("ix_footprint_resource_made_at"), "footprint", ["resource", "made_at"], unique=False
    )
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(trigger)
    op.execute("INSERT INTO company (id, name, version) VALUES (1, '', 0)")
    op.execute("INSERT INTO longest_footprint (id, minutes) VALUES (1, 0)")
