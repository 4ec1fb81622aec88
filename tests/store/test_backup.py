"""A backup is whole whatever happens around it, and a restore never loses what was there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from frontdesk.store import appointments, backup, check, configuration, schema, visits
from frontdesk.store.faults import Cause, EnvironmentFault


def starts_in(path, opened):
    with opened(path) as database, database.read() as connection:
        return [visit.start for visit, _ in visits.in_window(connection, "main", -1000, 10_000)]


@pytest.fixture
def safe(path):
    """Where the backup goes."""
    return path.parent / "Sicherung 1.db"


def test_a_backup_holds_what_is_still_in_the_log_and_is_one_file(book, visit, safe, opened, beside):
    with book.write() as connection:
        appointments.insert(connection, visit(600))
    # The positive control: copying the file loses what was just committed.
    copied = shutil.copy(book.path, safe.with_name("copied.db"))
    assert starts_in(copied, opened) == []
    backup.backup(book.path, safe)
    with closing(sqlite3.connect(safe)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert {name for name in beside(safe) if name.startswith(("Sich", "."))} == {safe.name}
    assert starts_in(safe, opened) == [600]
    assert check.check(safe) == []


def test_a_backup_replaces_an_older_one_and_never_disturbs_open_work(book, visit, safe, opened):
    backup.backup(book.path, safe)
    with book.write() as connection:
        appointments.insert(connection, visit(600))
        backup.backup(book.path, safe)  # what is not committed yet is not in it
    assert starts_in(safe, opened) == []
    backup.backup(book.path, safe)
    assert starts_in(safe, opened) == [600]


def test_a_book_in_use_is_never_overwritten_by_a_backup(book, visit, safe, opened):
    with pytest.raises(EnvironmentFault) as caught:
        backup.backup(book.path, book.path)
    assert caught.value.cause is Cause.LOCKED
    with book.write() as connection:
        appointments.insert(connection, visit(600))
    book.close()
    assert starts_in(book.path, opened) == [600]


def test_a_file_of_another_kind_is_never_overwritten_by_a_backup(book, safe):
    safe.write_text("tax return")
    with pytest.raises(EnvironmentFault) as caught:
        backup.backup(book.path, safe)
    assert caught.value.cause is Cause.NOT_A_DATABASE
    assert safe.read_text() == "tax return"


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(book, tmp_path, beside):
    with pytest.raises(EnvironmentFault) as caught:
        backup.backup(book.path, tmp_path / "no such folder" / "safe.db")
    assert caught.value.cause is Cause.NO_FOLDER
    (book.path.parent / "folder.db").mkdir()
    names = beside(book.path)
    with pytest.raises(EnvironmentFault):
        backup.backup(book.path, book.path.parent / "folder.db")
    assert beside(book.path) == names


def test_a_restore_brings_back_the_old_and_keeps_the_new_beside(book, visit, safe, opened):
    with book.write() as connection:
        appointments.insert(connection, visit(600))
    backup.backup(book.path, safe)
    with book.write() as connection:
        appointments.insert(connection, visit(900))
    book.close()
    kept = backup.restore(safe, book.path)
    assert starts_in(book.path, opened) == [600]
    assert kept == book.path.with_name(book.path.name + ".before-restore.bak")
    assert starts_in(kept, opened) == [600, 900]


def test_a_restore_into_an_empty_place(book, safe, tmp_path, opened):
    backup.backup(book.path, safe)
    target = tmp_path / "fresh.db"
    assert backup.restore(safe, target) is None
    with opened(target) as database, database.read() as connection:
        assert configuration.read_business(connection).name == "Test"


def test_a_restore_over_a_damaged_book_keeps_the_damaged_one(book, safe, opened):
    backup.backup(book.path, safe)
    book.close()
    book.path.write_bytes(b"scrambled" * 900)
    kept = backup.restore(safe, book.path)
    assert kept.read_bytes() == b"scrambled" * 900
    assert starts_in(book.path, opened) == []


def test_a_book_in_use_is_not_restored_over(book, visit, safe, opened):
    backup.backup(book.path, safe)
    with book.write() as connection:
        appointments.insert(connection, visit(600))
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(safe, book.path)
    assert caught.value.cause is Cause.LOCKED
    book.close()
    assert starts_in(book.path, opened) == [600]


@pytest.mark.parametrize("kind", ["missing", "empty", "text", "newer", "foreign", "damaged"])
def test_a_source_that_is_no_good_changes_nothing(book, safe, kind, beside):
    backup.backup(book.path, safe)
    book.close()
    before = book.path.read_bytes()
    cause = Cause.NOT_A_DATABASE
    if kind == "missing":
        safe.unlink()
        cause = Cause.NO_FILE
    elif kind == "empty":
        safe.write_bytes(b"")
    elif kind == "text":
        safe.write_text("Dear diary")
    elif kind == "foreign":
        safe.unlink()
        with closing(sqlite3.connect(safe)) as raw:
            raw.execute("CREATE TABLE t (x)")
    elif kind == "newer":
        cause = Cause.SCHEMA_TOO_NEW
        with closing(sqlite3.connect(safe)) as raw:
            raw.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    else:
        cause = Cause.CORRUPT
        content = bytearray(safe.read_bytes())
        content[-8192:] = b"\x55" * 8192
        safe.write_bytes(content)
    with pytest.raises(EnvironmentFault) as caught:
        backup.restore(safe, book.path)
    assert caught.value.cause is cause
    assert book.path.read_bytes() == before
    assert not any(name.endswith(".part") for name in beside(safe))


def break_in(book, *statements):
    """Change the file behind the program's back, guards and references off."""
    with closing(sqlite3.connect(book.path)) as raw:
        for name in ("footprint_inserted", "footprint_moved", "footprint_kept"):
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def test_a_whole_book_has_nothing_to_report(book, visit, hold):
    with book.write() as connection:
        first = appointments.insert(connection, visit(0, "ana", "room", service_id="yoga"))
        appointments.insert(
            connection,
            visit(0, "ana", "room", service_id="yoga"),
            shares_session_of=first,
        )
        appointments.insert(connection, hold(60))
        appointments.insert(connection, visit(30, overbooked=True))
    assert check.check(book.path) == []


def test_two_visits_at_one_time_are_reported(book, visit):
    with book.write() as connection:
        one = appointments.insert(connection, visit(0))
        two = appointments.insert(connection, visit(60))
    break_in(book, "UPDATE footprint SET start = 59 WHERE start = 60")
    assert check.check(book.path) == [f"Appointments {one} and {two} take the same time of Ana."]


def test_a_booked_visit_without_its_time_is_reported(book, visit):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0, "ana", "room"))
    break_in(book, "DELETE FROM footprint WHERE resource = 3")
    assert check.check(book.path) == [f"Appointment {number} is booked but does not hold its time."]


def test_a_cancelled_visit_that_still_takes_time_is_reported(book, visit):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0))
    break_in(book, "UPDATE appointment SET status = 'CN'")
    assert check.check(book.path) == [
        f"Appointment {number} has ended but still takes time of Ana."
    ]


def test_a_broken_reference_is_reported(book, visit):
    with book.write() as connection:
        appointments.insert(connection, visit(0))
    break_in(book, "UPDATE appointment SET service = 99")
    assert check.check(book.path) == [
        "An entry in appointment refers to an entry in service that does not exist."
    ]


def test_a_file_that_is_no_book_cannot_be_checked(path, tmp_path):
    path.write_text("Dear diary")
    missing = tmp_path / "missing.db"
    for target, cause in ((path, Cause.NOT_A_DATABASE), (missing, Cause.NO_FILE)):
        with pytest.raises(EnvironmentFault) as caught:
            check.check(target)
        assert caught.value.cause is cause
    assert not (tmp_path / "missing.db").exists()


def test_damage_inside_the_file_is_reported(book, visit):
    with book.write() as connection:
        for start in range(0, 60 * 200, 60):
            appointments.insert(connection, visit(start))
        root = connection.execute(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_appointment_service_start'")
        ).scalar_one()
    book.close()
    content = bytearray(book.path.read_bytes())
    page = slice((root - 1) * 4096 + 100, (root - 1) * 4096 + 4000)
    content[page] = bytes(reversed(content[page]))
    book.path.write_bytes(content)
    found = check.check(book.path)
    assert found
    assert all(sentence.startswith("The file is damaged") for sentence in found)
