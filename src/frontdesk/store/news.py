"""How much has changed in the book that other desks show.

A trail tells of almost everything, and its lines are numbered, so that the numbers are the count
and a hold writes no page more for it. What no trail tells of is counted by itself, and so is what
is nobody else's business, such as a form that is kept while somebody types: a file that was
written to without either count growing was written to by another program.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select, update

from frontdesk.store.customer_rows import customer_audit, quiet_changes, unrecorded_changes
from frontdesk.store.prepared import Prepared
from frontdesk.store.rows import audit, setting_change


def counts(connection: Connection) -> tuple[int, int]:
    """Two numbers that grow, by whichever desk: with what concerns all, and with what does not."""
    ((told, quiet),) = _COUNTS.rows(connection, {})
    return int(told), int(quiet)


def add(connection: Connection) -> None:
    """Count a change that concerns all and that no trail tells of."""
    _ADD.run(connection, {})


def add_quiet(connection: Connection) -> None:
    """Count a change that concerns no other desk."""
    _ADD_QUIET.run(connection, {})


_AUDIT, _CUSTOMER_AUDIT, _SETTING_CHANGE = (
    func.coalesce(select(func.max(trail.c.id)).scalar_subquery(), 0)
    for trail in (audit, customer_audit, setting_change)
)
_COUNTS = Prepared(
    select(
        _AUDIT
        + _CUSTOMER_AUDIT
        + _SETTING_CHANGE
        + select(unrecorded_changes.c.count).scalar_subquery(),
        select(quiet_changes.c.count).scalar_subquery(),
    )
)
_ADD = Prepared(update(unrecorded_changes).values(count=unrecorded_changes.c.count + 1))
_ADD_QUIET = Prepared(update(quiet_changes).values(count=quiet_changes.c.count + 1))
