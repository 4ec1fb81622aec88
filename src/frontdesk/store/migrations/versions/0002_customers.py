"""Customers in full, with search keys, links, merges and imports; drafts, undo log and policy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TRIGGERS = (
    """CREATE TRIGGER customer_audit_update BEFORE UPDATE ON customer_audit
BEGIN
  SELECT RAISE(ABORT, 'customer_audit is append-only');
END""",
    """CREATE TRIGGER customer_audit_delete BEFORE DELETE ON customer_audit
BEGIN
  SELECT RAISE(ABORT, 'customer_audit is append-only');
END""",
)
# Search keys as they were made when this revision was written; frozen like the tables.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ß": "ss",
    }
)  # fmt: skip
_EXTENSION = re.compile(r"\s*(?:x|ext\.?|#)\s*\d+\s*$", re.IGNORECASE)


def upgrade() -> None:
    """Rebuild the customers, whose new columns no ALTER TABLE would put in their place."""
    _create_tables()
    _rebuild_customers()
    op.drop_index(op.f("ix_appointment_customer_id"), "appointment")
    op.create_index(
        op.f("ix_appointment_customer_id_start"),
        "appointment",
        ["customer_id", "start"],
        unique=False,
    )
    op.create_index(
        "ix_appointment_no_shows",
        "appointment",
        ["customer_id"],
        unique=False,
        sqlite_where=sa.text("status = 'NS'"),
        postgresql_where=sa.text("status = 'NS'"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(trigger)
    op.execute(
        "INSERT INTO policy (id, customer_word, required_fields, typing_renews, holds_per_desk,"
        " phone_country) VALUES (1, 'customer', '[]', 1, NULL, '')"
    )


def _rebuild_customers() -> None:
    bind = op.get_bind()
    op.execute("CREATE TEMPORARY TABLE customer_0001 AS SELECT * FROM customer")
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'customer'")
    highest = bind.execute(query).scalar()
    op.drop_table("customer")
    _create_customer()
    op.execute(
        "INSERT INTO customer (id, name, email, phone, notes, name_key, email_key, phone_digits,"
        " created_at, birth_date, address, language, tags, alerts, version)"
        " SELECT id, name, email, phone, notes, name_key, email_key, phone_digits, created_at,"
        " '', '', '', '[]', '', 1 FROM customer_0001"
    )
    op.execute("DROP TABLE customer_0001")
    bind.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'customer'"))
    if highest is not None:  # no number is ever given out twice
        bind.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('customer', :highest)"),
            {"highest": highest},
        )
    everyone = bind.execute(sa.text("SELECT id, name, email_key, phone FROM customer")).all()
    new_name = sa.text("UPDATE customer SET name_key = :key WHERE id = :id")
    new_key = sa.text(
        'INSERT INTO customer_key (kind, "key", customer_id) VALUES (:kind, :key, :id)'
    )
    for start in range(0, len(everyone), 5000):
        some = everyone[start : start + 5000]
        bind.execute(
            new_name, [{"id": row.id, "key": " ".join(_bare(row.name).split())} for row in some]
        )
        keys = [
            {"kind": kind, "key": key, "id": row.id}
            for row in some
            for kind, key in sorted({*_keys(row.name, row.email_key, row.phone)})
        ]
        if keys:
            bind.execute(new_key, keys)


def _keys(name: str, email_key: str, phone: str) -> Iterator[tuple[str, str]]:
    for token in _bare(name).split():
        spaced = (char if unicodedata.category(char)[0] in "LNM" else " " for char in token)
        parts = "".join(spaced).split()
        yield from (("n", part) for part in parts or [token])
        yield "n", "".join(parts) or token
    if email_key:
        yield "e", email_key
    for number in (phone, _EXTENSION.sub("", phone)):
        digits = "".join(str(unicodedata.digit(char)) for char in number if char.isdigit())[::-1]
        yield from (("p", key) for key in (digits, digits.rstrip("0")) if len(key) >= 3)


def _bare(text: str) -> str:
    return _without_marks(_without_marks(text).casefold()).translate(_LETTERS)


def _without_marks(text: str) -> str:
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )


def _create_customer() -> None:
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
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=True),
        sa.Column("alerts", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("erased_at", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["customer.id"], name=op.f("fk_customer_merged_into_customer")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["customer_import.id"],
            name=op.f("fk_customer_import_id_customer_import"),
        ),
        sqlite_autoincrement=True,
    )
    for column in ("email_key", "name_key", "phone_digits"):
        op.create_index(op.f(f"ix_customer_{column}"), "customer", [column], unique=False)
    for name, column in (("merged", "merged_into"), ("import", "import_id")):
        op.create_index(
            f"ix_customer_{name}",
            "customer",
            [column],
            unique=False,
            sqlite_where=sa.text(f"{column} IS NOT NULL"),
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )


def _create_tables() -> None:
    op.create_table(
        "customer_key",
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "customer_id", name=op.f("pk_customer_key")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_customer_key_customer_id_customer")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_customer_key_customer_id_kind_key"),
        "customer_key",
        ["customer_id", "kind", "key"],
        unique=False,
    )
    op.create_table(
        "customer_link",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", "other_id", "kind", name=op.f("pk_customer_link")),
        sa.CheckConstraint("kind IN ('family', 'payer')", name=op.f("ck_customer_link_kind")),
        sa.CheckConstraint("customer_id <> other_id", name=op.f("ck_customer_link_two_people")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_customer_link_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["customer.id"], name=op.f("fk_customer_link_other_id_customer")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_customer_link_other_id"), "customer_link", ["other_id"], unique=False)
    op.create_table(
        "customer_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_merge")),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["customer.id"], name=op.f("fk_customer_merge_kept_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["customer.id"], name=op.f("fk_customer_merge_merged_id_customer")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("kept_id", "merged_id"):
        op.create_index(
            op.f(f"ix_customer_merge_{column}"), "customer_merge", [column], unique=False
        )
    op.create_table(
        "customer_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_import")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "customer_audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_customer_audit_customer_id"), "customer_audit", ["customer_id"], unique=False
    )
    op.create_table(
        "draft",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("desk", name=op.f("pk_draft")),
    )
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
        sa.UniqueConstraint(
            "desk", "appointment_id", name=op.f("uq_undo_entry_desk_appointment_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_word", sa.Text(), nullable=False),
        sa.Column("required_fields", sa.JSON(), nullable=False),
        sa.Column("typing_renews", sa.Boolean(), nullable=False),
        sa.Column("holds_per_desk", sa.Integer(), nullable=True),
        sa.Column("phone_country", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.CheckConstraint("id = 1", name=op.f("ck_policy_only_one")),
    )
