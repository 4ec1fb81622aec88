"""The policy of the business: one row, whose changes are journaled like the configuration's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select, update

from frontdesk.engine.policy import Policy
from frontdesk.store import journal
from frontdesk.store.customer_rows import policy
from frontdesk.store.prepared import Prepared

NEW_BOOK = Policy()
"""What a book begins with."""


def read(connection: Connection) -> Policy:
    """The policy in force."""
    ((word, required_fields, *others),) = _READ.rows(connection, {})
    return Policy(word, tuple(required_fields), *others)


def replace(connection: Connection, wanted: Policy, *, at: int, who: str, desk: str) -> bool:
    """Make ``wanted`` the policy in force; says whether anything changed."""
    before, after = columns(read(connection)), columns(wanted)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return False
    connection.execute(update(policy).values({name: after[name] for name in changed}))
    journal.append_setting_change(
        connection,
        journal.SettingChange(
            at,
            who,
            desk,
            {"policy": {name: before[name] for name in changed}},
            {"policy": {name: after[name] for name in changed}},
        ),
    )
    return True


def columns(value: Policy) -> dict[str, Any]:
    """The row of a policy, without its ``id``."""
    return asdict(value) | {"required_fields": list(value.required_fields)}


_READ = Prepared(
    select(
        policy.c.customer_word,
        policy.c.required_fields,
        policy.c.typing_renews,
        policy.c.holds_per_desk,
        policy.c.phone_country,
        policy.c.payments_noted,
    )
)
