"""Visits that are written into a book row by row, and told again in plain Python.

By the wall clock of ``datetime`` and never by the code under test.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from frontdesk.desk import reports
from frontdesk.desk.reports import Figure, Period
from frontdesk.desk.unit import Desk
from frontdesk.store.rows import (
    appointment,
    appointment_resource,
    audit,
    customer,
    footprint,
    longest_footprint,
)

ZONES = {"riverside": ZoneInfo("America/New_York"), "harbour": ZoneInfo("America/Los_Angeles")}
LOCATIONS = {"riverside": 1, "harbour": 2}
RESOURCES = ("ana", "ben", "chloe", "room1", "room2", "gym", "ultrasound", "dev", "harbour-room")
SERVICES = ("first-visit", "follow-up", "scan", "pilates", "phone")
HERE = {"riverside": RESOURCES[:7], "harbour": RESOURCES[7:]}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EVERY = 10_000
# Around both clock changes of 2026 in the United States, and a year end.
DAYS = [date(2026, 3, 7), date(2026, 10, 31), date(2025, 12, 30)]


Written = Callable[[Iterable["Row"]], Desk]
"""Makes a desk at a new book with these visits."""


@dataclass(frozen=True)
class Row:
    """One visit of a random book."""

    number: int
    location: str
    service: str
    resources: tuple[str, ...]
    start: int
    duration: int
    after: int
    status: str
    customer: int | None
    made: int
    left: int | None

    @property
    def wall(self) -> datetime:
        """The start by the clock of its location."""
        return (EPOCH + timedelta(minutes=self.start)).astimezone(ZONES[self.location])

    @property
    def is_late(self) -> bool:
        """Whether it was cancelled within a day of its start."""
        return self.status == "CN" and self.left is not None and self.start * 60 - self.left < 86400


def rows_of(seed: int, count: int) -> list[Row]:
    """So many visits around some days, the same ones for the same seed."""
    generator = random.Random(seed)
    rows = []
    for number in range(1, count + 1):
        place = generator.choice(("riverside", "riverside", "harbour"))
        day = generator.choice(DAYS) + timedelta(days=generator.randrange(4))
        wall = datetime(day.year, day.month, day.day, tzinfo=UTC)
        start = int((wall - EPOCH) / timedelta(minutes=1)) + generator.randrange(1440)
        status = generator.choice(("BK", "BK", "BK", "RS", "CN", "CN", "NS", "RE"))
        resources = tuple(generator.sample(HERE[place], generator.randint(1, 2)))
        made = start * 60 - generator.choice((-300, 0, 600, 3600, 86400, 86399, 700_000, 9_000_000))
        left = start * 60 - generator.choice((-60, 0, 86399, 86400, 90_000, 500_000))
        rows.append(
            Row(
                number,
                place,
                generator.choice(SERVICES),
                resources,
                start,
                generator.choice((15, 30, 75, 200)),
                generator.choice((0, 10)),
                status,
                generator.choice((None, 1, 2, 3))
                if status != "BK"
                else generator.choice((1, 2, 3)),
                made,
                left if status == "CN" else None,
            )
        )
    return rows


def write(desk: Desk, rows: Iterable[Row]) -> None:
    """Make ``rows`` the visits of the book."""
    keys = {name: number for number, name in enumerate(RESOURCES, 1)}
    with desk.unit() as unit:
        connection = unit.connection
        connection.execute(longest_footprint.update().values(minutes=210))
        blank = dict.fromkeys(("email", "phone", "notes", "birth_date", "address", "language"), "")
        for number, name in enumerate(("Dana Fox", "Ruth Klein", "Ari Old"), 1):
            connection.execute(
                insert(customer).values(
                    id=number,
                    name=name,
                    name_key=name.lower(),
                    email_key="",
                    phone_digits="",
                    created_at=0,
                    tags=[],
                    alerts="",
                    version=1,
                    **blank,
                )
            )
        for row in rows:
            _write(connection.execute, row, keys)


def _write(execute: Callable[[Any], object], row: Row, keys: dict[str, int]) -> None:
    service = SERVICES.index(row.service) + 1
    execute(
        insert(appointment).values(
            id=row.number,
            status=row.status,
            location=LOCATIONS[row.location],
            service=service,
            start=row.start,
            duration=row.duration,
            buffer_before=0,
            buffer_after=row.after,
            created_at=row.made,
            customer_id=row.customer,
            notes="",
            desk="",
            overbooked=True,
            version=1,
        )
    )
    for place, name in enumerate(row.resources):
        execute(
            insert(appointment_resource).values(
                appointment_id=row.number, position=place, resource=keys[name]
            )
        )
        if row.status in ("BK", "RS"):
            execute(
                insert(footprint).values(
                    resource=keys[name],
                    start=row.start,
                    end=row.start + row.duration + row.after,
                    appointment_id=row.number,
                    made_at=row.made,
                    overbooked=True,
                )
            )
    if row.left is not None:
        execute(
            insert(audit).values(
                at=row.left,
                who="",
                desk="",
                appointment_id=row.number,
                from_status="BK",
                to_status="CN",
                change={},
            )
        )


def inside(rows: Iterable[Row], period: Period) -> list[Row]:
    """The visits that start in a period, but for those that were moved."""
    return [
        row
        for row in rows
        if row.status != "RE"
        and period.first <= row.wall.date() <= period.last
        and period.location_id in (None, row.location)
    ]


def went(rows: Iterable[Row]) -> dict[str, list[int]]:
    """The numbers of visits by how they went."""
    rows = list(rows)
    return {
        "booked": sorted(row.number for row in rows),
        "kept": sorted(row.number for row in rows if row.status in ("BK", "RS")),
        "cancelled": sorted(row.number for row in rows if row.status == "CN"),
        "late": sorted(row.number for row in rows if row.is_late),
        "missed": sorted(row.number for row in rows if row.status == "NS"),
    }


def touched(row: Row, period: Period) -> set[tuple[int, int]]:
    """The (weekday, hour) of every minute of a visit, buffer and all, inside a period."""
    walls = (
        (EPOCH + timedelta(minutes=minute)).astimezone(ZONES[row.location])
        for minute in range(row.start, row.start + row.duration + row.after)
    )
    return {
        (wall.weekday(), wall.hour) for wall in walls if period.first <= wall.date() <= period.last
    }


def minutes(row: Row, period: Period) -> dict[tuple[int, int], int]:
    """How many minutes of a visit are in each (weekday, hour)."""
    found: dict[tuple[int, int], int] = {}
    for minute in range(row.start, row.start + row.duration + row.after):
        wall = (EPOCH + timedelta(minutes=minute)).astimezone(ZONES[row.location])
        if period.first <= wall.date() <= period.last:
            cell = (wall.weekday(), wall.hour)
            found[cell] = found.get(cell, 0) + 1
    return found


def numbers_behind(desk: Desk, figure: Figure) -> list[int]:
    """The numbers of the visits to which a figure opens."""
    return sorted(visit.id for visit in reports.visits_behind(desk, figure.behind, EVERY).visits)
