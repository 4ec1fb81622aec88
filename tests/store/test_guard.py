"""The triggers: what the database refuses although the code above it asks for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.store import appointments, footprints, journal
from frontdesk.store.database import Database

ADD = 'INSERT INTO footprint (resource, start, "end", appointment_id, made_at, overbooked)'


@pytest.fixture
def raw(book, hold):
    """A bare connection to a book with ten released-to-be holds to own footprint rows."""
    with book.write() as connection:
        for number in range(10):
            made = appointments.insert(connection, hold(10_000 + 100 * number))
            footprints.vacate(connection, made)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def take(raw, resource, start, end, owner=1, overbooked=0):
    raw.execute(f"{ADD} VALUES (?, ?, ?, ?, 0, ?)", (resource, start, end, owner, overbooked))


@pytest.mark.parametrize(
    ("start", "end"),
    [(100, 160), (90, 101), (159, 200), (120, 130), (50, 300), (100, 101), (159, 160)],
)
def test_any_shared_minute_is_refused(raw, start, end):
    take(raw, 1, 100, 160)
    with pytest.raises(sqlite3.IntegrityError, match="footprint overlap"):
        take(raw, 1, start, end, owner=2)


@pytest.mark.parametrize(("start", "end"), [(160, 200), (40, 100), (400, 460)])
def test_spans_that_only_touch_are_allowed(raw, start, end):
    take(raw, 1, 100, 160)
    take(raw, 1, start, end, owner=2)
    assert raw.execute("SELECT count(*) FROM footprint").fetchone() == (2,)


def test_another_resource_is_another_matter(raw):
    take(raw, 1, 100, 160)
    take(raw, 2, 100, 160)


def test_an_empty_or_backward_span_is_refused(raw):
    for end in (100, 99):
        with pytest.raises(sqlite3.IntegrityError, match="not_empty"):
            take(raw, 1, 100, end)


def test_only_rows_marked_overbooked_escape(raw):
    take(raw, 1, 100, 160)
    take(raw, 1, 100, 160, owner=2, overbooked=1)
    take(raw, 1, 130, 190, owner=3, overbooked=1)
    with pytest.raises(sqlite3.IntegrityError, match="footprint overlap"):
        take(raw, 1, 150, 155, owner=4)  # behind the overbooked row stands a plain one
    take(raw, 1, 160, 200, owner=4)
    with pytest.raises(sqlite3.IntegrityError, match="footprint overlap"):
        raw.execute("UPDATE footprint SET overbooked = 0 WHERE appointment_id = 2")


@pytest.mark.parametrize(
    "change",
    ["start = 250", '"end" = 301', 'start = 350, "end" = 370', "resource = 2"],
)
def test_a_moved_row_is_guarded_too(raw, change):
    take(raw, 1, 200, 240)
    take(raw, 1, 300, 400, owner=2)
    take(raw, 2, 200, 240, owner=3)
    statement = f"UPDATE footprint SET {change} WHERE appointment_id = 1"
    if change == "start = 250":
        statement = statement.replace("start = 250", 'start = 250, "end" = 310')
    with pytest.raises(sqlite3.IntegrityError, match="footprint overlap"):
        raw.execute(statement)


def test_a_row_may_move_over_its_own_old_place(raw):
    take(raw, 1, 200, 240)
    raw.execute('UPDATE footprint SET start = 220, "end" = 260')
    raw.execute("UPDATE footprint SET start = 190")
    assert raw.execute('SELECT start, "end" FROM footprint').fetchall() == [(190, 260)]


SPANS = st.tuples(
    st.integers(1, 2), st.integers(0, 30), st.integers(1, 12), st.sampled_from([0, 0, 0, 1])
)


@given(st.lists(SPANS, max_size=25), st.data())
def test_the_guard_agrees_with_comparing_every_pair(tmp_path_factory, wanted, data):
    path = tmp_path_factory.getbasetemp() / "guarded.db"
    if not path.exists():
        Database.open(path).close()
    kept: dict[int, tuple[int, int, int, int]] = {}

    def collides(resource, start, end, overbooked, but=None):
        return not overbooked and any(
            other[0] == resource and not other[3] and start < other[2] and other[1] < end
            for number, other in kept.items()
            if number != but
        )

    # Foreign keys stay off: only the guard is of interest, and rolled back at the end.
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN")
        for number, (resource, start, length, overbooked) in enumerate(wanted):
            moved = kept and data.draw(st.booleans(), label="move one")
            owner = data.draw(st.sampled_from(sorted(kept))) if moved else number
            row = (resource, start, start + length, overbooked)
            refused = collides(*row, but=owner if moved else None)
            try:
                if moved:
                    raw.execute(
                        'UPDATE footprint SET resource = ?, start = ?, "end" = ?, overbooked = ?'
                        " WHERE appointment_id = ?",
                        (*row, owner),
                    )
                else:
                    take(raw, *row[:3], owner=number, overbooked=overbooked)
            except sqlite3.IntegrityError as error:
                answer = str(error)
            else:
                answer = ""
                kept[owner] = row
            assert answer == ("footprint overlap" if refused else "")
        raw.execute("ROLLBACK")


def test_a_booked_visit_cannot_lose_its_time(book, visit):
    with book.write() as connection:
        appointments.insert(connection, visit(500))
    with closing(sqlite3.connect(book.path)) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="keeps its time"):
            raw.execute("DELETE FROM footprint")
        with pytest.raises(sqlite3.IntegrityError, match="only a hold"):
            raw.execute("DELETE FROM appointment")


@pytest.mark.parametrize("table", ["audit", "setting_change"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET who = 'nobody'", "DELETE FROM {}"])
def test_the_trails_cannot_be_rewritten(book, table, verb):
    with book.write() as connection:
        journal.append(connection, journal.AuditEntry(1, "ann", "desk 1", 7, None, None, {}))
    with (
        closing(sqlite3.connect(book.path)) as raw,
        pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"),
    ):
        raw.execute(verb.format(table))


@pytest.mark.parametrize(
    "change",
    [
        "hold_expires_at = NULL",
        "status = 'BK'",
        "status = 'XX', hold_expires_at = NULL",
        "duration = 0",
        "buffer_after = -1",
        "service = 99",
        "customer_id = 99",
    ],
)
def test_contradictions_are_refused(book, hold, change):
    with book.write() as connection:
        appointments.insert(connection, hold(500))
    with closing(sqlite3.connect(book.path)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"UPDATE appointment SET {change}")
