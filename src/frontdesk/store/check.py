"""Is the book whole? Sentences about whatever is not, for the person who asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from frontdesk.store import schema
from frontdesk.store.faults import faults_told

_MOST = 20  # sentences about one kind of damage; more would help nobody

_OVERLAPS = """
SELECT resource.name, this.appointment_id, this.before FROM (
  SELECT resource, start, appointment_id,
         lag("end") OVER by_start AS before_ends, lag(appointment_id) OVER by_start AS before
  FROM footprint WHERE overbooked = 0
  WINDOW by_start AS (PARTITION BY resource ORDER BY start)) AS this
JOIN resource ON resource.pk = this.resource
WHERE this.start < this.before_ends"""

# A visit takes its time through a row of its own or of its session.
_WITHOUT_TIME = """
SELECT visit.id FROM appointment AS visit JOIN appointment_resource AS part
  ON part.appointment_id = visit.id
WHERE visit.status IN ('RS', 'BK')
  AND NOT EXISTS (SELECT 1 FROM footprint
    WHERE appointment_id = visit.id AND resource = part.resource)
  AND NOT EXISTS (SELECT 1 FROM appointment AS other JOIN footprint
      ON footprint.appointment_id = other.id
    WHERE other.session = visit.session AND footprint.resource = part.resource)"""

_WITHOUT_VISIT = """
SELECT resource.name, footprint.appointment_id FROM footprint
JOIN resource ON resource.pk = footprint.resource
JOIN appointment ON appointment.id = footprint.appointment_id
WHERE appointment.status NOT IN ('IN', 'RS', 'BK')"""


def check(path: Path) -> list[str]:
    """What is wrong with the book at ``path``, one sentence each; empty when all is well.

    Reads the whole file, one snapshot of it, and changes nothing. Raises ``EnvironmentFault``
    for a file that is no book of this program's schema.
    """
    with faults_told(path):
        standing = schema.standing_of_book(path)
        uri = schema.uri_of(path, "mode=rw")
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            damage = damage_of(connection)
            if damage or standing is schema.Standing.OLDER:
                return damage
            return _contradictions(connection)


def damage_of(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file and its references."""
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    damage = [] if found == ["ok"] else [f"The file is damaged: {line}." for line in found]
    broken = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
    return damage + [
        f"An entry in {table} refers to an entry in {parent} that does not exist."
        for table, _, parent, _ in broken
    ]


def _contradictions(connection: sqlite3.Connection) -> list[str]:
    return [
        *(
            f"Appointments {before} and {after} take the same time of {name}."
            for name, after, before in connection.execute(_OVERLAPS).fetchmany(_MOST)
        ),
        *(
            f"Appointment {visit} is booked but does not hold its time."
            for (visit,) in connection.execute(_WITHOUT_TIME).fetchmany(_MOST)
        ),
        *(
            f"Appointment {visit} has ended but still takes time of {name}."
            for name, visit in connection.execute(_WITHOUT_VISIT).fetchmany(_MOST)
        ),
    ]
