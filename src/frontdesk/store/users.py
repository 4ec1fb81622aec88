"""People who sign in: read together, written one by one with a line in the journal."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from frontdesk.engine.rights import Right, Role, User
from frontdesk.store import journal
from frontdesk.store.prepared import Prepared
from frontdesk.store.user_rows import failed_sign_in, user_account


class Author(NamedTuple):
    """Who changes a user, for the journal: when (a moment), by name, and at which desk."""

    at: int
    who: str
    desk: str


def everyone(connection: Connection) -> tuple[User, ...]:
    """All users, retired ones included, in the order in which they were added."""
    return tuple(
        User(
            row.id,
            row.name,
            Role(row.role),
            frozenset(map(Right, row.granted)),
            frozenset(map(Right, row.withheld)),
            row.secret_hash is not None,
            row.retired,
        )
        for row in connection.execute(select(user_account).order_by(user_account.c.id))
    )


def secrets(connection: Connection, *, with_retired: bool = False) -> dict[int, str]:
    """The hashes of those who can sign in, by user; ``with_retired`` also of those who could."""
    chosen = select(user_account.c.id, user_account.c.secret_hash).where(
        user_account.c.secret_hash.is_not(None)
    )
    if not with_retired:
        chosen = chosen.where(user_account.c.retired.is_(False))
    return {row.id: row.secret_hash for row in connection.execute(chosen)}


def write(connection: Connection, wanted: User, by: Author) -> int:
    """Store a user: a new one where ``wanted.id`` is 0. The number; a change is journaled."""
    after = _columns(wanted)
    if not wanted.id:
        number = connection.execute(insert(user_account).values(after)).inserted_primary_key
        assert number is not None
        user_id = int(number[0])
        before: dict[str, Any] | None = None
    else:
        user_id = wanted.id
        row = (
            connection.execute(select(user_account).where(user_account.c.id == user_id))
            .mappings()
            .one()
        )
        before = {name: row[name] for name in after if row[name] != after[name]}
        after = {name: after[name] for name in before}
        if not after:
            return user_id
        connection.execute(update(user_account).where(user_account.c.id == user_id).values(after))
    _journal(connection, user_id, before, after, by)
    return user_id


def set_secret(connection: Connection, user_id: int, secret_hash: str, by: Author) -> None:
    """Give a user another secret; the journal says that it changed, and no more."""
    connection.execute(
        update(user_account).where(user_account.c.id == user_id).values(secret_hash=secret_hash)
    )
    _journal(connection, user_id, {"secret": "…"}, {"secret": "changed"}, by)


def failures(connection: Connection, desk: str) -> tuple[int, int]:
    """How many tries in a row failed at a desk, and the moment of the last one."""
    rows = _FAILURES.rows(connection, {"desk": desk})
    return (int(rows[0][0]), int(rows[0][1])) if rows else (0, 0)


def note_failure(connection: Connection, desk: str, count: int, at: int) -> None:
    """Say that a try failed again."""
    forgive(connection, desk)
    connection.execute(insert(failed_sign_in).values(desk=desk, count=count, last_at=at))


def forgive(connection: Connection, desk: str) -> None:
    """Forget the failed tries of a desk: one succeeded."""
    connection.execute(delete(failed_sign_in).where(failed_sign_in.c.desk == desk))


def _columns(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "role": user.role.value,
        "granted": sorted(right.value for right in user.granted),
        "withheld": sorted(right.value for right in user.withheld),
        "retired": user.retired,
    }


def _journal(
    connection: Connection,
    user_id: int,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    by: Author,
) -> None:
    key = str(user_id)
    change = journal.SettingChange(*by, {"user": {key: before}}, {"user": {key: after}})
    journal.append_setting_change(connection, change)


_FAILURES = Prepared(
    select(failed_sign_in.c.count, failed_sign_in.c.last_at).where(
        failed_sign_in.c.desk == bindparam("desk")
    )
)
