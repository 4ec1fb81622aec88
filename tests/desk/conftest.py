"""A desk at a real book with the sample clinic in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from tests.books import Books

from .visit_rows import Row, Written, write

RIVERSIDE = Path(__file__).parents[1] / "data" / "riverside.json"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Where the book of a test lies."""
    return tmp_path / "book.db"


@pytest.fixture
def desk(books: Books, book: Path, clock: HandClock) -> Iterator[Desk]:
    """The first desk of the sample clinic, on Monday 2026-11-23 at 9:00 in New York."""
    desk = Desk.open(books.lay(book, RIVERSIDE.read_text(encoding="utf-8")), clock, name="Desk 1")
    yield desk
    desk.close()


@pytest.fixture
def second_desk(desk: Desk, book: Path, clock: HandClock) -> Iterator[Desk]:
    """Another desk on the same file."""
    other = Desk.open(book, clock, name="Desk 2")
    yield other
    other.close()


@pytest.fixture
def written(desk: Desk, book: Path, clock: HandClock) -> Iterator[Written]:
    """Makes a desk at a new book of the clinic with these visits."""
    desk.close()
    desks: list[Desk] = []

    def make(rows: Iterable[Row]) -> Desk:
        for old in desks:
            old.close()
        place = book.with_name("random.db")
        for file in book.parent.glob("random.db*"):
            file.unlink()
        shutil.copy(book, place)
        desks[:] = [Desk.open(place, clock)]
        write(desks[0], rows)
        return desks[0]

    yield make
    for last in desks:
        last.close()
