"""The triggers of SQLite: the last guard, whatever the code above it does.

``footprint`` rows that are not marked overbooked never overlap on one resource. Among such rows
only the one with the greatest start before the new end can collide, so the guard is one step in
the clustered key. It cannot read a clock: expired holds are retired by the code before.
"""

from __future__ import annotations

OVERLAP = "footprint overlap"
"""What the guard says; the code knows it by these words."""

_COLLIDES = """
  SELECT RAISE(ABORT, 'footprint overlap') WHERE NEW.start < (
    SELECT "end" FROM footprint
    WHERE resource = NEW.resource AND start < NEW."end" AND overbooked = 0{but_itself}
    ORDER BY start DESC LIMIT 1);"""

TRIGGERS = (
    f"""CREATE TRIGGER footprint_inserted BEFORE INSERT ON footprint
WHEN NEW.overbooked = 0
BEGIN{_COLLIDES.format(but_itself="")}
END""",
    f"""CREATE TRIGGER footprint_moved
BEFORE UPDATE OF resource, start, "end", overbooked ON footprint
WHEN NEW.overbooked = 0
BEGIN{
        _COLLIDES.format(
            but_itself='''
    AND NOT (resource = OLD.resource AND start = OLD.start
             AND appointment_id = OLD.appointment_id)'''
        )
    }
END""",
    """CREATE TRIGGER footprint_kept BEFORE DELETE ON footprint
WHEN (SELECT status FROM appointment WHERE id = OLD.appointment_id) IN ('RS', 'BK')
BEGIN
  SELECT RAISE(ABORT, 'a booked visit keeps its time');
END""",
    """CREATE TRIGGER appointment_kept BEFORE DELETE ON appointment
WHEN OLD.status <> 'IN'
BEGIN
  SELECT RAISE(ABORT, 'only a hold is ever deleted');
END""",
    *(
        f"""CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table}
BEGIN
  SELECT RAISE(ABORT, '{table} is append-only');
END"""
        for table in ("audit", "setting_change", "customer_audit")
        for verb in ("UPDATE", "DELETE")
    ),
)
