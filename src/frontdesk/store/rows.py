"""The tables. Instants are minutes since the epoch, ``..._at`` columns are moments in seconds.

Configuration rows carry the setup file's ``id`` and an internal ``pk`` that never changes; every
other table refers to the ``pk``. Nested configuration is JSON, described in ``translate``.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    or_,
    text,
)
from sqlalchemy.sql.expression import BindParameter

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _json(name: str) -> Column[object]:
    # Python's None is SQL's NULL; an empty mapping is an empty JSON object.
    return Column(name, JSON(none_as_null=True))


company = Table(
    "company",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),  # counts changes of the configuration
    CheckConstraint("id = 1", name="only_one"),
)

location = Table(
    "location",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("is_primary", Boolean, nullable=False),
    Column("booking_timer_minutes", Integer, nullable=False),
    _json("hours"),
    _json("closures"),
    _json("holidays"),
    _json("blocks"),
    Column("customer_word", Text),  # NULL here and in the next: as the business
    _json("required_fields"),
)

resource = Table(
    "resource",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("location", ForeignKey("location.pk"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("color", Text, nullable=False),
    Column("timezone", Text),
    _json("hours"),
    Column("ignore_location_hours", Boolean, nullable=False),
    _json("overrides"),
    _json("blocks"),
)

resource_group = Table(
    "resource_group",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    _json("resource_ids"),
)

service = Table(
    "service",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("location", ForeignKey("location.pk")),
    Column("duration_default", Integer, nullable=False),
    Column("duration_min", Integer, nullable=False),
    Column("duration_max", Integer, nullable=False),
    Column("duration_step", Integer, nullable=False),
    Column("start_interval", Integer, nullable=False),
    Column("start_grid", Text, nullable=False),
    _json("start_times"),
    Column("fill_gaps", Boolean, nullable=False),
    Column("buffer_before", Integer, nullable=False),
    Column("buffer_after", Integer, nullable=False),
    Column("notice", Integer, nullable=False),
    Column("horizon_days", Integer),
    Column("daily_limit", Integer),
    Column("capacity", Integer, nullable=False),
    Column("round_robin", Text, nullable=False),
    _json("resource_ids"),
    _json("requires"),
    _json("hours"),
    Column("price", Text),
    Column("currency", Text),
    Column("color", Text, nullable=False),
)

customer = Table(
    "customer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("email_key", Text, nullable=False, index=True),
    Column("phone_digits", Text, nullable=False, index=True),
    Column("created_at", Integer, nullable=False),
    Column("birth_date", Text, nullable=False),  # ISO 8601, or empty
    Column("address", Text, nullable=False),
    Column("language", Text, nullable=False),
    _json("tags"),
    Column("alerts", Text, nullable=False),  # shown whenever a visit is booked
    Column("version", Integer, nullable=False),  # counts the changes of this record
    Column("erased_at", Integer),  # nothing personal is left from then on
    Column("merged_into", ForeignKey("customer.id")),
    Column("import_id", ForeignKey("customer_import.id")),
    Index(
        "ix_customer_merged",
        "merged_into",
        sqlite_where=text("merged_into IS NOT NULL"),
    ),
    Index(
        "ix_customer_import",
        "import_id",
        sqlite_where=text("import_id IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("status", String(2), nullable=False),
    Column("location", ForeignKey("location.pk"), nullable=False),
    Column("service", ForeignKey("service.pk"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("duration", Integer, nullable=False),
    Column("buffer_before", Integer, nullable=False),
    Column("buffer_after", Integer, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("hold_expires_at", Integer),
    Column("customer_id", ForeignKey("customer.id")),
    Column("notes", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("rescheduled_id", ForeignKey("appointment.id")),
    Column("confirmed_at", Integer),
    Column("arrived_at", Integer),
    Column("started_at", Integer),
    Column("completed_at", Integer),
    Column("overbooked", Boolean, nullable=False),
    # Attendees of one class session carry the number of its first booking, and share one
    # footprint row on each resource. NULL: nobody else is in it.
    Column("session", Integer),
    Column("request_key", Text, unique=True),
    Column("version", Integer, nullable=False),
    Column("paid_at", Integer),
    CheckConstraint("status IN ('IN', 'RS', 'BK', 'CN', 'RE', 'NS')", name="status"),
    CheckConstraint("duration > 0", name="duration"),
    CheckConstraint("buffer_before >= 0 AND buffer_after >= 0", name="buffers"),
    CheckConstraint("(status = 'IN') = (hold_expires_at IS NOT NULL)", name="timer_of_holds_only"),
    Index(None, "location", "start"),
    Index(None, "service", "start"),
    Index(None, "customer_id", "start"),
    Index(
        "ix_appointment_no_shows",
        "customer_id",
        sqlite_where=text("status = 'NS'"),
    ),
    Index(
        "ix_appointment_holds",
        "hold_expires_at",
        sqlite_where=text("hold_expires_at IS NOT NULL"),
    ),
    Index(
        "ix_appointment_session",
        "session",
        sqlite_where=text("session IS NOT NULL"),
    ),
    # A release deletes a row: without this index the foreign key would read the whole table.
    Index(
        "ix_appointment_rescheduled",
        "rescheduled_id",
        sqlite_where=text("rescheduled_id IS NOT NULL"),
    ),
    sqlite_autoincrement=True,  # the number of a released hold is never given out again
)

appointment_resource = Table(
    "appointment_resource",
    metadata,
    Column("appointment_id", ForeignKey("appointment.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("resource", ForeignKey("resource.pk"), nullable=False),
    PrimaryKeyConstraint("appointment_id", "position"),
    sqlite_with_rowid=False,
)

footprint = Table(
    "footprint",
    metadata,
    Column("resource", ForeignKey("resource.pk"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("appointment_id", ForeignKey("appointment.id"), nullable=False, index=True),
    Column("hold_expires_at", Integer),
    Column("made_at", Integer, nullable=False),
    Column("overbooked", Boolean, nullable=False),
    PrimaryKeyConstraint("resource", "start", "appointment_id"),
    CheckConstraint('"end" > start', name="not_empty"),
    # Without the holds: they are few, come and go, and are found by their timers.
    Index(
        "ix_footprint_kept_made_at",
        "resource",
        "made_at",
        sqlite_where=text("hold_expires_at IS NULL"),
    ),
    sqlite_with_rowid=False,  # clustered: a resource's month lies side by side on disk
)

longest_footprint = Table(
    "longest_footprint",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("minutes", Integer, nullable=False),  # only ever grows
    CheckConstraint("id = 1", name="only_one"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("desk", Text, nullable=False),
    # No foreign key: the trail outlives a released hold.
    Column("appointment_id", Integer, nullable=False, index=True),
    Column("from_status", String(2)),
    Column("to_status", String(2)),
    _json("change"),
    sqlite_autoincrement=True,
)

setting_change = Table(
    "setting_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("desk", Text, nullable=False),
    _json("before"),
    _json("after"),
    sqlite_autoincrement=True,
)

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it, so that a new file equals one that climbed to the same revision."""

TAKING = ("IN", "RS", "BK")
"""The statuses that take time; IN only while ``is_live``."""


def is_live(
    hold_expires_at: ColumnElement[int | None], now: int | BindParameter[int]
) -> ColumnElement[bool]:
    """The one SQL form of "not expired": a hold is gone at the very second its timer names.

    Said once more in ``frontdesk.engine.booking.takes_time``; one test table serves both.
    """
    return or_(hold_expires_at.is_(None), hold_expires_at > now)
