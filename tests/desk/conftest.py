"""A desk at a real book with the sample clinic in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from tests.books import Books

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
