"""What a change of the setup would do, seen before it is made.

Three things matter to a manager: whom the change would strand, what else it does to booked visits,
and how next week's available times come out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from frontdesk.desk.effects_remarks import Remark, remarks
from frontdesk.desk.holiday_calendar import holiday_names
from frontdesk.desk.privacy import seen_customer
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import bookable_starts
from frontdesk.engine.booking import Appointment, Customer
from frontdesk.engine.footing import Footing
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Request, make_plan
from frontdesk.engine.refusals import Reason, RefusalError
from frontdesk.engine.values import Business
from frontdesk.engine.zones import local_date
from frontdesk.store import visits

WEEK = 7
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StrandedVisit:
    """A live visit ahead that does not stand on the configuration, and why.

    ``resource_names`` and ``service_name`` are as they were when it was made or before the
    change: what is retired keeps its name. ``timezone`` is the location's before the change, in
    which the customer was told the time; ``reason_timezone`` the one in which it is judged.
    """

    visit: Appointment
    customer: Customer | None
    timezone: str
    service_name: str
    resource_names: tuple[str, ...]
    reason: Reason
    reason_timezone: str


@dataclass(frozen=True, slots=True)
class DayTimes:
    """How many available times a local day has before and after the change.

    A start counts once for each person, room or device that could take part in it.
    """

    date: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """The available times of a service at a location, day by day."""

    service_id: str
    service_name: str
    location_id: str
    location_name: str
    days: tuple[DayTimes, ...]

    @property
    def differs(self) -> bool:
        """Whether the change adds or takes any."""
        return any(day.before != day.after for day in self.days)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change would do. ``times`` holds services with any available time in the week."""

    stranded: tuple[StrandedVisit, ...]
    times: tuple[ServiceTimes, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything that somebody should see before it is done."""
        return bool(self.stranded or self.remarks or any(row.differs for row in self.times))


def effects(desk: Desk, wanted: Business, first: date | None = None) -> Effects:
    """What happens when ``wanted`` becomes the configuration; nothing is written.

    The times are those of seven days from ``first``; without it, of the next calendar week
    (Monday to Sunday) at the primary location.
    """
    with desk.look() as unit:
        return Effects(
            newly_stranded(unit, wanted), _times(unit, wanted, first), remarks(unit, wanted)
        )


def newly_stranded(unit: Unit, wanted: Business) -> tuple[StrandedVisit, ...]:
    """Live visits ahead that stand now and would not on ``wanted``, or would not for another
    reason than now; in order of start."""
    before = unit.business
    rows = visits.ahead(
        unit.connection,
        unit.moment,
        _differing(before.locations, wanted.locations),
        _services_touched(before, wanted),
        _differing(before.resources, wanted.resources),
    )
    now, then = Footing(unit.hours), Footing(OpenHours(wanted, holiday_names))
    found = []
    for visit, customer in rows:
        reason = then.why_stranded(visit)
        if reason is None:
            continue
        known = now.why_stranded(visit)
        if known is None or known.why is not reason.why:
            place = wanted.locations.get(visit.location_id, before.locations[visit.location_id])
            entry = _stranded(before, visit, seen_customer(unit, customer), reason, place.timezone)
            found.append(entry)
    return tuple(found)


def stranded_now(unit: Unit) -> tuple[StrandedVisit, ...]:
    """All live visits ahead that do not stand on the configuration in force."""
    business = unit.business
    footing = Footing(unit.hours)
    rows = visits.ahead(unit.connection, unit.moment, business.locations.keys(), (), ())
    return tuple(
        _stranded(
            business,
            visit,
            seen_customer(unit, customer),
            reason,
            business.locations[visit.location_id].timezone,
        )
        for visit, customer in rows
        if (reason := footing.why_stranded(visit)) is not None
    )


def _stranded(
    business: Business,
    visit: Appointment,
    customer: Customer | None,
    reason: Reason,
    judged_in: str,
) -> StrandedVisit:
    return StrandedVisit(
        visit,
        customer,
        business.locations[visit.location_id].timezone,
        business.services[visit.service_id].name,
        tuple(business.resources[name].name for name in visit.resource_ids),
        reason,
        judged_in,
    )


def _differing(before: Mapping[str, T], after: Mapping[str, T]) -> set[str]:
    """The ids whose entries are gone or others; new ones have no visits yet."""
    return {name for name, entry in before.items() if after.get(name) != entry}


def _services_touched(before: Business, after: Business) -> set[str]:
    """Services that changed themselves, or by a group that one of their roles names."""
    groups = _differing(before.groups, after.groups)
    return _differing(before.services, after.services) | {
        service.id
        for service in before.services.values()
        if any(role.group_id in groups for role in service.requires or ())
    }


def _times(unit: Unit, wanted: Business, first: date | None) -> tuple[ServiceTimes, ...]:
    start = next_week(unit) if first is None else first
    days = [start + timedelta(days=n) for n in range(WEEK)]
    after_hours = OpenHours(wanted, holiday_names)
    found = []
    for service_id, location_id in _offers(unit.business, wanted):
        before = _starts(unit, unit.hours, service_id, location_id, days)
        after = _starts(unit, after_hours, service_id, location_id, days)
        if before or after:
            names = wanted if service_id in wanted.services else unit.business
            places = wanted if location_id in wanted.locations else unit.business
            found.append(
                ServiceTimes(
                    service_id,
                    names.services[service_id].name,
                    location_id,
                    places.locations[location_id].name,
                    tuple(DayTimes(day, before[day], after[day]) for day in days),
                )
            )
    return tuple(found)


def next_week(unit: Unit) -> date:
    """The Monday after today's local date at the primary location."""
    primary = unit.business.primary
    today = local_date(unit.moment // 60, primary.timezone if primary is not None else "UTC")
    return today + timedelta(days=WEEK - today.weekday())


def _offers(before: Business, after: Business) -> Iterator[tuple[str, str]]:
    """Every service with every location where it is offered, in one of the configurations."""
    pairs: dict[tuple[str, str], None] = {}
    for business in (after, before):
        for service in business.services.values():
            places: Iterable[str] = business.locations
            if service.scope == "location":
                places = [service.location_id or ""]
            pairs.update(((service.id, place), None) for place in places)
    return iter(pairs)


def _starts(
    unit: Unit, hours: OpenHours, service_id: str, location_id: str, days: list[date]
) -> Counter[date]:
    try:
        plan = make_plan(hours.business, Request(service_id, days[0], days[-1], location_id))
    except RefusalError:
        return Counter()  # one of the two configurations does not have it
    starts = bookable_starts(plan, hours, load_taken(unit, plan), unit.now)
    zone = plan.location.timezone
    return Counter(local_date(start, zone) for own in starts.values() for start in own)
