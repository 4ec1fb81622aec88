"""Days full of made-up visits as the calendar is given them, without any book."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.practice import FIRST, GRID, OPENS, VISIT, ZONE, strewn
from frontdesk.desk.views import ColumnView, DaysView, DayView, OpeningsView, VisitView
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.engine.zones import day_span

_FIRST_NAMES = ("Dana", "Ruth", "Søren", "Chloé", "Ivan", "Mei", "Amara", "Tom", "Zoë", "Omar")
_LAST_NAMES = ("Fox", "Okafor", "Lindqvist", "Martin", "Petrov", "Wang", "Diallo", "Nguyen")
_SERVICES = (
    ("Follow-up", "#1D5DB8"),
    ("First visit", "#0F766E"),
    ("Massage, 30 minutes", "#A8431A"),
    ("Consultation", "#6441B5"),
)


def full_days(columns: int, visits: int, count: int = 5, holds: int = 4) -> list[DaysView]:
    """``count`` days that follow one another, each resource with so many visits.

    ``holds`` of each day's visits are live holds, whose countdowns run.
    """
    generator = random.Random(7)
    days = [FIRST + timedelta(days=n) for n in range(count)]
    return [DaysView((_day(day, columns, visits, holds, generator),)) for day in days]


def openings_of(days: DaysView) -> OpeningsView:
    """Every quarter of an hour between ten and two as an available time of every resource."""
    view = days.days[0]
    first = view.day.start + 10 * 60
    starts = tuple(range(first, first + 4 * 60, GRID))
    names = [column.resource_id for column in view.columns]
    return OpeningsView("first", VISIT, 0, 5, view.date, view.date, dict.fromkeys(names, starts))


def _day(day: date, columns: int, visits: int, holds: int, generator: random.Random) -> DayView:
    span = day_span(day, ZONE)
    opened = span.start + OPENS
    numbers = iter(range(1, columns * visits + 1))
    made = []
    for place in range(columns):
        name = f"r{place}"
        own = [
            _visit(next(numbers), name, opened + minute, generator)
            for minute in (strewn(generator, visits) if visits <= 12 else _dense(visits))
        ]
        made.append(
            ColumnView(
                name,
                f"Resource {place + 1}",
                "staff",
                "#1D5DB8",
                day,
                span,
                (Span(opened, opened + 10 * 60),),
                (),
                tuple(own),
                load=len(own) * VISIT / 600,
            )
        )
    return _with_holds(DayView("place0", ZONE, day, span, tuple(made), 0), holds)


def _dense(visits: int) -> list[int]:
    """So many visits in ten hours that they overlap."""
    return [n * 600 // visits for n in range(visits)]


def _visit(number: int, resource: str, start: int, generator: random.Random) -> VisitView:
    service, color = generator.choice(_SERVICES)
    return VisitView(
        id=number,
        resource_id=resource,
        start=start,
        end=start + VISIT,
        footprint=Span(start, start + VISIT + generator.choice((0, 0, 5))),
        status=Status.BOOKED,
        service_id=service,
        service_name=service,
        color=color,
        customer_name=f"{generator.choice(_FIRST_NAMES)} {generator.choice(_LAST_NAMES)} {number}",
        phone=f"555-{number:04d}",
        notes=generator.choice(("", "", "Prefers the morning")),
        arrived=generator.random() < 0.2,
    )


def _with_holds(day: DayView, holds: int) -> DayView:
    """The first visits of the first columns as holds with a quarter of an hour left."""
    expires = (day.day.start + 12 * 60) * 60
    columns = []
    for place, column in enumerate(day.columns):
        visits = column.visits
        if place < holds and visits:
            hold = replace(
                visits[0], status=Status.INITIAL, hold_expires_at=expires + place, desk="Desk 1"
            )
            visits = (hold, *visits[1:])
        columns.append(replace(column, visits=visits))
    return replace(day, columns=tuple(columns))


def noon_of(days: DaysView) -> int:
    """The moment a quarter of an hour before the holds expire, in seconds."""
    return (days.days[0].day.start + 11 * 60 + 45) * 60
