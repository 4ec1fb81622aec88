"""What a change of the setup does to booked visits that keep their time all the same.

A visit is an instant: where the zone of its location changes, it stays at that instant, and its
time of day becomes another one than its customer was told. And a class that is given fewer places
keeps everybody who is booked already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from frontdesk.desk.unit import Unit
from frontdesk.engine.refusals import Fact
from frontdesk.engine.values import Business
from frontdesk.engine.zones import local_date, wall_minute
from frontdesk.store import visits


class Remarkable(StrEnum):
    """What can be worth a word although nobody loses a time."""

    OTHER_CLOCK = "other-clock"  # the visits of a location get another time of day
    OVERFULL = "overfull"  # a session has more booked than its service would have places


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know before saving; ``facts`` are those of its sentence.

    ``start`` among them is the instant of the first visit concerned, ``zone`` that of its
    location now, and ``other_zone`` what it would be.
    """

    kind: Remarkable
    facts: Mapping[str, Fact] = field(default_factory=dict)


def remarks(unit: Unit, wanted: Business) -> tuple[Remark, ...]:
    """All of them for ``wanted`` in place of the configuration in force."""
    return (*_other_clocks(unit, wanted), *_overfull(unit, wanted))


def _other_clocks(unit: Unit, wanted: Business) -> Iterator[Remark]:
    for place in unit.business.locations.values():
        after = wanted.locations.get(place.id)
        if after is None or after.timezone == place.timezone:
            continue
        starts = [
            visit.start
            for visit, _ in visits.ahead(unit.connection, unit.moment, (place.id,), (), ())
            if _clock(visit.start, place.timezone) != _clock(visit.start, after.timezone)
        ]
        if starts:
            facts: dict[str, Fact] = {"location": place.name, "count": len(starts)}
            zones: dict[str, Fact] = {"zone": place.timezone, "other_zone": after.timezone}
            yield Remark(Remarkable.OTHER_CLOCK, {**facts, **zones, "start": starts[0]})


def _overfull(unit: Unit, wanted: Business) -> Iterator[Remark]:
    for service in unit.business.services.values():
        after = wanted.services.get(service.id)
        if after is None or after.capacity >= service.capacity:
            continue
        taken = Counter(
            (visit.start, visit.end, visit.location_id, visit.resource_ids)
            for visit, _ in visits.ahead(unit.connection, unit.moment, (), (service.id,), ())
        )
        full = sorted(session for session, count in taken.items() if count > after.capacity)
        if full:
            start, _, location_id, _ = full[0]
            facts: dict[str, Fact] = {"service": service.name, "count": len(full)}
            facts |= {"taken": taken[full[0]], "places": after.capacity, "start": start}
            zone = unit.business.locations[location_id].timezone
            yield Remark(Remarkable.OVERFULL, {**facts, "zone": zone, "other_zone": zone})


def _clock(instant: int, zone: str) -> tuple[date, int]:
    """The date and the time of day that people in ``zone`` call an instant."""
    return local_date(instant, zone), wall_minute(instant, zone)
