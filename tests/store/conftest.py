"""A small book in a real file, and short ways to put visits into it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.engine.values import (
    Business,
    DurationRule,
    Location,
    Resource,
    ResourceGroup,
    Service,
    Status,
)
from frontdesk.store import configuration
from frontdesk.store.appointments import NewAppointment
from frontdesk.store.database import Database

HOUR = DurationRule(60, 15, 240, 15)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a book could be: a folder as people name them."""
    folder = tmp_path / "Müllers Praxis 100% # neu?"
    folder.mkdir()
    return folder / "Termine ä.db"


@pytest.fixture(scope="session")
def business() -> Business:
    """One place with three resources, a haircut for one client and a class for three."""
    return Business.of(
        "Test",
        [Location("main", "Main", "UTC", primary=True), Location("other", "Other", "UTC")],
        [
            Resource("ana", "Ana", "main"),
            Resource("ben", "Ben", "main"),
            Resource("room", "Room", "main", "room"),
            Resource("far", "Far", "other"),
        ],
        [ResourceGroup("people", "People", ("ana", "ben"))],
        [
            Service("cut", "Haircut", HOUR),
            Service("wash", "Wash", HOUR),
            Service("yoga", "Yoga", HOUR, capacity=3),
        ],
    )


@pytest.fixture
def book(path: Path, business: Business) -> Iterator[Database]:
    """A book with that business and no visits."""
    database = Database.open(path)
    with database.write() as connection:
        configuration.replace_business(connection, business, at=0)
    yield database
    database.close()


@pytest.fixture
def hold() -> Callable[..., NewAppointment]:
    """Makes a hold of an hour on Ana from minute ``start``, made at 100 and expiring at 700."""

    def make(start: int, *resource_ids: str, **changes: object) -> NewAppointment:
        made = NewAppointment(
            Status.INITIAL,
            "main",
            "cut",
            resource_ids or ("ana",),
            start,
            duration=60,
            buffer_before=0,
            buffer_after=0,
            created_at=100,
            hold_expires_at=700,
        )
        return replace(made, **changes)

    return make


@pytest.fixture
def visit(hold: Callable[..., NewAppointment]) -> Callable[..., NewAppointment]:
    """Makes the same, booked."""

    def make(start: int, *resource_ids: str, **changes: object) -> NewAppointment:
        booked = {"status": Status.BOOKED, "hold_expires_at": None}
        return hold(start, *resource_ids, **{**booked, **changes})

    return make


class Child:
    """Another process that talks in lines."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def hear(self) -> str:
        """The next line it says, without its end."""
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"it ended: {self.process.stderr.read()}")
        return line.strip()

    def tell(self, line: str = "go") -> None:
        """Say one line to it."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()


@pytest.fixture
def child() -> Iterator[Callable[..., Child]]:
    """Starts Python processes; ends those that a test leaves behind."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: object) -> Child:
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return Child(process)

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def beside() -> Callable[[Path], set[str]]:
    """The names of all files in the folder of a path."""

    def names(path: Path) -> set[str]:
        return {entry.name for entry in path.parent.iterdir()}

    return names


@pytest.fixture
def opened() -> Callable[..., object]:
    """Opens a book for a ``with`` block."""

    @contextmanager
    def opening(*arguments: object, **options: object) -> Iterator[Database]:
        database = Database.open(*arguments, **options)
        try:
            yield database
        finally:
            database.close()

    return opening
