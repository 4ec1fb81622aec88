"""Backups that are kept by themselves: whole, one a day, and never all of them gone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk import backups, booking, safekeeping, users
from frontdesk.desk.answers import Cause, EnvironmentFault
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.engine.refusals import RefusalError
from frontdesk.engine.rights import Right, Role, User

from .words import at, done

FRIDAY = date(2026, 11, 27)
SATURDAY = date(2026, 11, 28)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def days_before(count: int) -> set[date]:
    return {SATURDAY - timedelta(days=n) for n in range(count)}


def test_a_backup_is_a_whole_book_and_is_made_once_a_day(
    desk: Desk, book: Path, folder: Path, clock: HandClock
) -> None:
    done(booking.hold(desk, booking.HoldRequest("phone", at("2026-11-24 09:00"))))
    made = backups.keep(book, folder, SATURDAY)
    assert made == folder / "book-2026-11-28.frontdesk"
    copied = Desk.open(made, clock)
    assert booking.show(copied, 1).appointment.service_id == "phone"
    copied.close()
    assert backups.keep(book, folder, SATURDAY) is None
    assert backups.keep(book, folder, SATURDAY + timedelta(days=1)) is not None


def test_of_two_years_the_last_days_weeks_and_months_stay(desk: Desk, book: Path, folder: Path):
    folder.mkdir()
    for day in days_before(730) - {SATURDAY}:
        (folder / backups.name_of(book, day)).touch()
    backups.keep(book, folder, SATURDAY)
    assert sorted(file.name[5:15] for file in folder.iterdir()) == [
        "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31",
        "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30",
        "2026-10-31",  # the last of October; the Sundays of the last weeks follow
        "2026-11-01", "2026-11-08", "2026-11-15",
        "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27",
        "2026-11-28",
    ]  # fmt: skip


def test_a_business_that_was_closed_for_a_month_keeps_as_many() -> None:
    long_ago = {SATURDAY - timedelta(days=40 + n) for n in range(7)}
    assert backups.worth_keeping(long_ago) == long_ago


@given(st.sets(st.dates(date(2020, 1, 1), date(2027, 1, 1)), max_size=400))
def test_what_is_kept_is_little_has_the_newest_and_is_stable(days: set[date]) -> None:
    kept = backups.worth_keeping(days)
    assert kept <= days
    assert len(kept) <= backups.DAYS + backups.WEEKS + backups.MONTHS
    assert set(sorted(days)[-7:]) <= kept
    assert backups.worth_keeping(kept) == kept
    if days:
        first = min(days)
        assert len(kept) >= min(len({(day.year, day.month) for day in days}), backups.MONTHS)
        assert first in kept or len(kept) >= backups.MONTHS or len(days) > backups.DAYS


def test_nothing_else_in_the_folder_is_touched(desk: Desk, book: Path, folder: Path) -> None:
    folder.mkdir()
    others = [
        "book-2019-13-45.frontdesk", "book-2019-01-01.frontdesk.bak", "other-2019-01-01.frontdesk",
        "book-2019-01-01-mine.frontdesk", "notes.txt", ".other-2019-01-01.frontdesk.0a.part",
    ]  # fmt: skip
    for name in others:
        (folder / name).touch()
    for day in days_before(60):
        (folder / backups.name_of(book, day - timedelta(days=365))).touch()
    backups.keep(book, folder, SATURDAY)
    assert {file.name for file in folder.iterdir()} >= set(others)


def test_a_copy_that_was_cut_short_is_cleared_away_on_another_day(
    desk: Desk, book: Path, folder: Path
) -> None:
    folder.mkdir()
    yesterdays = folder / ".book-2026-11-27.frontdesk.0123abcd.part"
    todays = folder / ".book-2026-11-28.frontdesk.0123abcd.part"  # another window is at it
    for file in (yesterdays, todays):
        file.touch()
    backups.keep(book, folder, SATURDAY)
    assert not yesterdays.exists()
    assert todays.exists()


def test_a_disk_that_is_not_there_is_heard_of_and_not_made(
    desk: Desk, book: Path, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        backups.keep(book, tmp_path / "mnt" / "book", SATURDAY)
    assert caught.value.cause is Cause.NO_FOLDER
    assert not (tmp_path / "mnt").exists()


def test_while_no_backup_can_be_made_none_is_cleared_away(
    desk: Desk, book: Path, folder: Path
) -> None:
    folder.mkdir()
    for day in days_before(100) - {SATURDAY}:
        (folder / backups.name_of(book, day)).touch()
    desk.close()
    book.write_bytes(b"\x55" * 4096)  # the disk went bad
    with pytest.raises(EnvironmentFault):
        backups.keep(book, folder, SATURDAY)
    assert len(list(folder.iterdir())) == 99


@pytest.mark.parametrize(
    ("role", "may_back_up", "may_restore"),
    [
        (Role.VIEW_ONLY, False, False),
        (Role.FRONT_DESK, False, False),
        (Role.MANAGER, True, False),  # it would bring other users
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_a_copy_of_ones_own_takes_the_rights_to_all_that_is_in_it(
    desk: Desk, tmp_path: Path, role: Role, may_back_up: bool, may_restore: bool
) -> None:
    users.add(desk, User(0, "Mia", Role.ADMINISTRATOR), "24682468")
    users.add(desk, User(0, "Tom", role), "13571357")
    users.sign_in(desk, "13571357")
    target = tmp_path / "mine.frontdesk"
    for verb, may in (
        (lambda: safekeeping.back_up(desk, target), may_back_up),
        (lambda: safekeeping.permit_restore(desk), may_restore),
    ):
        if may:
            verb()
        else:
            with pytest.raises(RefusalError):
                verb()
    assert target.exists() is may_back_up


def test_whoever_may_not_see_telephone_numbers_may_not_carry_them_away(
    desk: Desk, tmp_path: Path
) -> None:
    users.add(desk, User(0, "Mia", Role.ADMINISTRATOR), "24682468")
    blind = User(0, "Ida", Role.MANAGER, withheld=frozenset({Right.SEE_CONTACTS}))
    users.add(desk, blind, "13571357")
    users.sign_in(desk, "13571357")
    with pytest.raises(RefusalError):
        safekeeping.back_up(desk, tmp_path / "mine.frontdesk")
    assert list(tmp_path.glob("*mine*")) == []
