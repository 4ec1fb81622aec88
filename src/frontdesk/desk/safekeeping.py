"""Copies of the book, and whether it is whole."""

from __future__ import annotations

from pathlib import Path

from frontdesk.desk.unit import Desk
from frontdesk.engine.rights import Right
from frontdesk.store import backup as stored_backup
from frontdesk.store import check as stored_check
from frontdesk.store.database import path_of
from frontdesk.store.faults import faults_told


def back_up(desk: Desk, target: Path) -> None:
    """Write a checked copy of the book while others go on using it; EnvironmentFault.

    Raises ``RefusalError`` where ``permit_backup`` does.
    """
    permit_backup(desk)
    stored_backup.backup(desk.database.path, target)


def book_of(desk: Desk) -> Path:
    """The file of the book that ``desk`` sits at."""
    return desk.database.path


def permit_backup(desk: Desk) -> None:
    """Refuse (``no-permission``) whoever may not carry away all that is in the book."""
    with desk.look() as unit:
        for right in (Right.EXPORT, Right.SEE_CONTACTS, Right.SEE_PRICES):
            unit.require(right)


def permit_restore(desk: Desk) -> None:
    """Refuse (``no-permission``) whoever may not put another book in the place of this one.

    It brings its own users along, so it takes the right to manage them, too.
    """
    with desk.look() as unit:
        for right in (Right.USERS, Right.CONFIGURE):
            unit.require(right)


def restore(source: Path, book: str | Path, *, make_folder: bool = False) -> Path | None:
    """Put a backup in the place of the book; where the old one was kept, if there was one.

    Raises EnvironmentFault, and changes nothing, where the source is no whole book or where
    anybody has the book open. ``make_folder`` creates missing parent folders of the book.
    """
    if make_folder:
        with faults_told(path_of(book)):
            path_of(book).parent.mkdir(parents=True, exist_ok=True)
    return stored_backup.restore(source, path_of(book))


def damage(book: str | Path) -> list[str]:
    """What is wrong inside the book, a sentence each; empty for a whole one."""
    return stored_check.check(path_of(book))
