"""The table of those who wait for a time."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, text

from frontdesk.store.rows import metadata

waiting_entry = Table(
    "waiting_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_id", ForeignKey("customer.id"), nullable=False, index=True),
    Column("location_id", Text, nullable=False),
    Column("service_id", Text, nullable=False),
    Column("resource_ids", JSON(none_as_null=True), nullable=False),
    Column("first", Text, nullable=False),  # local dates, both included
    Column("last", Text, nullable=False),
    Column("part", Text),  # of the day; NULL is any
    Column("weekdays", JSON(none_as_null=True), nullable=False),  # Monday is 0; empty is any
    Column("notes", Text, nullable=False),
    Column("made_at", Integer, nullable=False),  # a moment
    Column("desk", Text, nullable=False),
    Column("closed_at", Integer),  # a moment; NULL while they wait
    Column("appointment_id", Integer),  # what they waited for; no foreign key, it may go
    # Those who wait are few among those who ever did.
    Index("ix_waiting_entry_open", "location_id", "last", sqlite_where=text("closed_at IS NULL")),
    sqlite_autoincrement=True,
)
