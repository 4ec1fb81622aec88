"""The business as it is configured: read whole, replaced whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from frontdesk.engine.values import Business
from frontdesk.store import journal, rows, translate
from frontdesk.store.prepared import Prepared
from frontdesk.store.translate import Columns


def business_version(connection: Connection) -> int:
    """How often the configuration has changed; cheap enough to ask before every read."""
    ((version,),) = _VERSION.rows(connection, {})
    return int(version)


def last_change(connection: Connection) -> int:
    """The number of the journal's last line: grows with configuration and policy; 0 for none."""
    ((number,),) = _LAST_CHANGE.rows(connection, {})
    return int(number or 0)


def read_business(connection: Connection) -> Business:
    """The whole configuration, retired entries included, in the manager's order."""
    company = connection.execute(select(rows.company)).one()
    locations = _all(connection, rows.location)
    location_ids = {row.pk: row.id for row in locations}
    return Business.of(
        company.name,
        [translate.location_of(row) for row in locations],
        [translate.resource_of(row, location_ids) for row in _all(connection, rows.resource)],
        [translate.group_of(row) for row in _all(connection, rows.resource_group)],
        [translate.service_of(row, location_ids) for row in _all(connection, rows.service)],
        company.version,
    )


def replace_business(
    connection: Connection, business: Business, *, at: int, who: str = "", desk: str = ""
) -> bool:
    """Make the configuration equal ``business``; says whether anything changed.

    Entries are matched by id and keep their history; those that ``business`` does not name are
    retired, behind all others. ``business.version`` is ignored: a change counts the stored one
    up and is journaled with ``at`` (a moment), ``who`` and ``desk``.
    """
    changes = _Changes()
    company = connection.execute(select(rows.company)).one()
    if company.name != business.name:
        connection.execute(update(rows.company).values(name=business.name))
        changes.note("company", "name", company.name, business.name)
    _replace(
        connection,
        rows.location,
        [translate.location_columns(value) for value in business.locations.values()],
        changes,
    )
    keys = {row.id: row.pk for row in connection.execute(_LOCATION_KEYS)}
    for table, wanted in (
        (
            rows.resource,
            [translate.resource_columns(value, keys) for value in business.resources.values()],
        ),
        (rows.resource_group, [translate.group_columns(v) for v in business.groups.values()]),
        (
            rows.service,
            [translate.service_columns(value, keys) for value in business.services.values()],
        ),
    ):
        _replace(connection, table, wanted, changes)
    if not changes.after:
        return False
    connection.execute(update(rows.company).values(version=rows.company.c.version + 1))
    journal.append_setting_change(
        connection, journal.SettingChange(at, who, desk, changes.before, changes.after)
    )
    return True


class _Changes:
    """Collects what changed, for the journal: table, entry, then its columns."""

    def __init__(self) -> None:
        self.before: dict[str, dict[str, Any]] = {}
        self.after: dict[str, dict[str, Any]] = {}

    def note(self, table: str, entry: str, before: Any, after: Any) -> None:
        self.before.setdefault(table, {})[entry] = before
        self.after.setdefault(table, {})[entry] = after


def _replace(
    connection: Connection, table: Table, wanted: Iterable[Columns], changes: _Changes
) -> None:
    stored = {row.id: row for row in _all(connection, table)}
    entries = [*wanted]
    named = {entry["id"] for entry in entries}
    entries += [{"id": id_, "retired": True} for id_ in stored if id_ not in named]
    for position, entry in enumerate(entries):
        entry["position"] = position
        row = stored.get(entry["id"])
        if row is None:
            connection.execute(insert(table).values(entry))
            changes.note(table.name, entry["id"], None, entry)
            continue
        differing = {name: new for name, new in entry.items() if getattr(row, name) != new}
        if differing:
            connection.execute(update(table).where(table.c.pk == row.pk).values(differing))
            before = {name: getattr(row, name) for name in differing}
            changes.note(table.name, entry["id"], before, differing)


def _all(connection: Connection, table: Table) -> list[Row[Any]]:
    return list(connection.execute(select(table).order_by(table.c.position)).all())


_VERSION = Prepared(select(rows.company.c.version))
_LAST_CHANGE = Prepared(select(func.max(rows.setting_change.c.id)))
_LOCATION_KEYS = select(rows.location.c.id, rows.location.c.pk)
