"""The tables of people who sign in, and of tries that failed."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, PrimaryKeyConstraint, Table, Text

from frontdesk.store.rows import metadata

user_account = Table(
    "user_account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("granted", JSON(none_as_null=True), nullable=False),  # names of rights
    Column("withheld", JSON(none_as_null=True), nullable=False),
    Column("secret_hash", Text),  # argon2id, with its salt and its costs
    Column("retired", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

failed_sign_in = Table(
    "failed_sign_in",
    metadata,
    Column("desk", Text, nullable=False),
    Column("count", Integer, nullable=False),  # in a row
    Column("last_at", Integer, nullable=False),  # a moment
    PrimaryKeyConstraint("desk"),
)
