"""The tables around customers: their search keys, links, merges, imports and trail; and what each
desk keeps for itself (its draft, its undo log) beside the policy of the whole business. Last, how
often the book changed without a line in any trail, and how often without news for other desks.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from frontdesk.store.rows import metadata

customer_key = Table(
    "customer_key",
    metadata,
    # n: a word of the name; e: the e-mail address; p: the digits of the phone, last one first.
    Column("kind", String(1), nullable=False),
    Column("key", Text, nullable=False),
    Column("customer_id", ForeignKey("customer.id"), nullable=False),
    PrimaryKeyConstraint("kind", "key", "customer_id"),
    Index(None, "customer_id", "kind", "key"),
    sqlite_with_rowid=False,  # clustered: whatever begins alike lies side by side
)

customer_link = Table(
    "customer_link",
    metadata,
    Column("customer_id", ForeignKey("customer.id"), nullable=False),
    Column("other_id", ForeignKey("customer.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    PrimaryKeyConstraint("customer_id", "other_id", "kind"),
    CheckConstraint("kind IN ('family', 'payer')", name="kind"),
    CheckConstraint("customer_id <> other_id", name="two_people"),
    sqlite_with_rowid=False,
)

customer_merge = Table(
    "customer_merge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("kept_id", ForeignKey("customer.id"), nullable=False, index=True),
    Column("merged_id", ForeignKey("customer.id"), nullable=False, index=True),
    Column("moved", JSON(none_as_null=True), nullable=False),  # the appointments, by id
    Column("filled", JSON(none_as_null=True), nullable=False),  # field -> [before, after]
    Column("undone_at", Integer),
    sqlite_autoincrement=True,
)

customer_import = Table(
    "customer_import",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("desk", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("undone_at", Integer),
    sqlite_autoincrement=True,
)

customer_audit = Table(
    "customer_audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("desk", Text, nullable=False),
    # No foreign key: the trail outlives a customer whose import was undone.
    Column("customer_id", Integer, nullable=False, index=True),
    Column("verb", Text, nullable=False),
    Column("change", JSON(none_as_null=True), nullable=False),
    sqlite_autoincrement=True,
)

customer_content = Table(
    "customer_content",
    metadata,
    # What stood in the fields that a line of the trail names. Beside the trail, which keeps every
    # line for good, since this goes when the person is erased.
    Column("audit_id", ForeignKey("customer_audit.id"), primary_key=True),
    Column("customer_id", Integer, nullable=False, index=True),
    Column("before", JSON(none_as_null=True), nullable=False),
    Column("after", JSON(none_as_null=True), nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("desk", Text, nullable=False),
    Column("form", JSON(none_as_null=True), nullable=False),
    Column("appointment_id", Integer),  # no foreign key: it outlives the hold
    Column("saved_at", Integer, nullable=False),
    PrimaryKeyConstraint("desk"),
)

undo_entry = Table(
    "undo_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("desk", Text, nullable=False),
    Column("day", Text, nullable=False),  # the local date, ISO 8601
    Column("at", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    # Of a desk's steps on one visit only the latest counts; NULL where steps add up.
    Column("appointment_id", Integer),
    Column("facts", JSON(none_as_null=True), nullable=False),
    Column("commands", JSON(none_as_null=True), nullable=False),
    Column("undone_at", Integer),
    Index(
        "ix_undo_entry_undone",
        "desk",
        sqlite_where=text("undone_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

unrecorded_changes = Table(
    "unrecorded_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),  # of those that no trail tells of
    CheckConstraint("id = 1", name="only_one"),
)

quiet_changes = Table(
    "quiet_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),  # of those that concern one desk alone
    CheckConstraint("id = 1", name="only_one"),
)

policy = Table(
    "policy",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("customer_word", Text, nullable=False),
    Column("required_fields", JSON(none_as_null=True), nullable=False),
    Column("typing_renews", Boolean, nullable=False),
    Column("holds_per_desk", Integer),
    Column("phone_country", Text, nullable=False),
    Column("payments_noted", Boolean, nullable=False, server_default=text("0")),
    CheckConstraint("id = 1", name="only_one"),
)
