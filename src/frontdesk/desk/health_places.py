"""What is wrong with a location for all of its services: no open day, holidays nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from frontdesk.desk import holiday_calendar
from frontdesk.desk.health_troubles import Problem, Trouble
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.refusals import Fact
from frontdesk.engine.values import Location
from frontdesk.engine.zones import dates

YEARS = 5
"""Years in which a holiday must fall, some of them only now and then, to be known by its name."""


def has_a_day(hours: OpenHours, place: Location, first: date, last: date) -> bool:
    """Whether anything can be open at ``place`` on a day of ``first..last``.

    Its own weekly hours count only as long as everybody there keeps to them.
    """
    free = any(r.ignore_location_hours for r in hours.business.resources_at(place.id))
    return any(
        (free or place.hours.get(day.weekday()))
        and hours.closure(place, day) is None
        and hours.holiday(place, day) is None
        for day in dates(first, last)
    )


def holiday_problems(place: Location, today: date) -> Iterator[Problem]:
    """A rule of holidays that the library knows nothing of."""
    rule = place.holidays
    if rule is None:
        return
    facts: dict[str, Fact] = {"location": place.name, "location_id": place.id}
    facts["country"] = "-".join(filter(None, (rule.country, rule.subdivision)))  # as ISO 3166-2
    parts = holiday_calendar.subdivisions(rule.country)
    if parts is None or (rule.subdivision and rule.subdivision not in parts):
        yield Problem(Trouble.NO_CALENDAR, facts)
        return
    for name in holiday_calendar.unknown(rule, today.year, today.year + YEARS - 1):
        yield Problem(Trouble.NO_HOLIDAY, {**facts, "holiday": name, "years": YEARS})
