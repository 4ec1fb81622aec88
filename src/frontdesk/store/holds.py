"""Whether any desk is in the middle of a booking."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, bindparam, select

from frontdesk.store.rows import appointment

_LIVE = (
    select(appointment.c.id)
    .where(
        appointment.c.status == "IN",
        appointment.c.hold_expires_at > bindparam("moment", type_=Integer),
    )
    .limit(1)
)


def has_live_hold(connection: Connection, moment: int) -> bool:
    """Whether a hold of any desk takes its time at ``moment``, in seconds."""
    return connection.execute(_LIVE, {"moment": moment}).first() is not None
