"""Backups that are kept by themselves: one a day, and which of the older ones stay.

Each is a whole book in a file of its own, ``NAME-2026-11-28.frontdesk``, made and checked while
others go on using the book. Nothing here asks for a right: it is the program that keeps them, and
``safekeeping`` says who may have a copy of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from frontdesk.store import backup
from frontdesk.store.faults import faults_told

SUFFIX = ".frontdesk"
"""How the name of a backup ends; a double click on such a file asks whether to restore it."""
DAYS, WEEKS, MONTHS = 7, 5, 12
"""The last backups that are kept: so many, and the last of so many weeks and months besides."""

_KEPT = r"{stem}-(\d{{4}}-\d{{2}}-\d{{2}}){suffix}"
_UNFINISHED = r"\." + _KEPT + r"\.[0-9a-f]+\.part"


def name_of(book: Path, day: date) -> str:
    """What the backup of ``book`` of one day is called."""
    return f"{book.stem}-{day.isoformat()}{SUFFIX}"


def keep(book: Path, folder: Path, today: date) -> Path | None:
    """Back ``book`` up into ``folder`` unless that was done today; the new file, or None.

    Makes the folder, but not the one that it lies in: a disk that is not there must be heard of.
    Older backups of this book that ``worth_keeping`` leaves out are cleared away once the new
    one is whole. Raises ``EnvironmentFault``; nothing is cleared then.
    """
    target = folder / name_of(book, today)
    with faults_told(folder):
        if target.exists():
            return None
        folder.mkdir(exist_ok=True)
        backup.backup(book, target)
        kept = _files(book, folder, _KEPT)
        for day in kept.keys() - worth_keeping(kept):
            kept[day].unlink(missing_ok=True)
        unfinished = _files(book, folder, _UNFINISHED)
        for day in unfinished.keys() - {today}:  # a copy that was cut short on another day
            unfinished[day].unlink(missing_ok=True)
    return target


def copy(book: Path, target: Path) -> None:
    """Write a checked copy of ``book`` to ``target``, all of it or nothing; EnvironmentFault."""
    backup.backup(book, target)


def worth_keeping(days: Iterable[date]) -> set[date]:
    """Which backups stay: the last seven, and the last one of each of five weeks and twelve months.

    Counted by the backups that there are, not by the calendar: a business that was closed for a
    month keeps as many.
    """
    newest_first = sorted(days, reverse=True)
    return {
        *newest_first[:DAYS],
        *_last_of_each(newest_first, lambda day: day.isocalendar()[:2], WEEKS),
        *_last_of_each(newest_first, lambda day: (day.year, day.month), MONTHS),
    }


def _last_of_each(
    newest_first: Iterable[date], period_of: Callable[[date], tuple[int, ...]], count: int
) -> list[date]:
    found: dict[tuple[int, ...], date] = {}
    for day in newest_first:
        found.setdefault(period_of(day), day)
    return list(found.values())[:count]


def _files(book: Path, folder: Path, pattern: str) -> dict[date, Path]:
    """The backups of ``book`` by day; files of any other name are not ours to touch."""
    name = re.compile(pattern.format(stem=re.escape(book.stem), suffix=re.escape(SUFFIX)))
    found = {}
    for file in folder.iterdir():
        if match := name.fullmatch(file.name):
            with suppress(ValueError):  # 2026-13-45 is no day, so the name is somebody else's
                found[date.fromisoformat(match[1])] = file
    return found
