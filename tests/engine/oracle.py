"""A second opinion on availability: every minute tried by itself, every combination spelled out.

Written from the meaning of the rules alone, without the engine's sweep: sets of minutes for open
and blocked time, a plain loop over the book for each minute, ``itertools`` for roles. Slow and
simple on purpose. It shares only the engine's values with the code under test.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from frontdesk.engine.booking import Appointment
from frontdesk.engine.plan import Request
from frontdesk.engine.values import (
    Block,
    Business,
    Location,
    Resource,
    RoundRobin,
    Service,
    Status,
    WeekHours,
    Window,
)

DAY = timedelta(days=1)
REASONS = (
    "past",
    "notice",
    "horizon",
    "not-offered",
    "closed",
    "holiday",
    "outside-hours",
    "blocked",
    "booked",
    "held",
    "buffer",
    "daily-limit",
    "off-grid",
)

Entry = tuple[int, tuple[str, ...], int]
"""(start, resource ids in role order, seats) of one available time."""


def minute_of(moment: datetime) -> int:
    """The whole minute since the epoch of an aware datetime."""
    return int(moment.timestamp() // 60)


def minute_of_wall(wall: datetime, zone: str) -> int:
    """RFC 5545: the first of two occurrences; a skipped time with the offset before the change."""
    return minute_of(wall.replace(tzinfo=ZoneInfo(zone), fold=0))


@lru_cache(maxsize=200_000)
def local(minute: int, zone: str) -> datetime:
    """What the clocks in a zone show at a minute since the epoch."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(zone))


def days_between(first: date, last: date) -> list[date]:
    """Every date, both ends included."""
    return [first + n * DAY for n in range((last - first).days + 1)]


def window_minutes(day: date, window: Window, zone: str) -> range:
    """The minutes of a wall-clock window of a day, over midnight where it says so."""
    opens, closes = window
    midnight = datetime.combine(day, time())
    if closes <= opens:
        closes += 1440
    return range(
        minute_of_wall(midnight + timedelta(minutes=opens), zone),
        minute_of_wall(midnight + timedelta(minutes=closes), zone),
    )


def is_live(visit: Appointment, now: datetime) -> bool:
    """Whether a visit takes its time; a hold until the very instant at which it expires."""
    if visit.status is Status.INITIAL:
        assert visit.hold_expires_at is not None
        return now.timestamp() < visit.hold_expires_at
    return visit.status in (Status.RESERVED, Status.BOOKED)


def block_minutes(block: Block, zone: str, until: datetime) -> set[int]:
    """The minutes of every occurrence of a block that starts before a wall time."""
    minutes: set[int] = set()
    for start in block_starts(block, zone, until):
        end = start + (block.end - block.start)
        minutes.update(range(minute_of_wall(start, zone), minute_of_wall(end, zone)))
    return minutes


def block_starts(block: Block, zone: str, until: datetime) -> Iterator[datetime]:
    """Walk the rule from its first day; an UNTIL in UTC and a mere date are judged by hand."""
    if block.rrule is None:
        yield block.start
        return
    rule, limit = _cut_until(block.rrule)
    for start in rrulestr(rule, dtstart=block.start):
        if start > until or not _within(start, limit, zone):
            return
        yield start


def _cut_until(rule: str) -> tuple[str, str | None]:
    found = re.search(r"UNTIL=([0-9TZ]+)", rule)
    if found is None:
        return rule, None
    return rule.replace(found.group(0), "").replace(";;", ";").strip(";"), found.group(1)


def _within(start: datetime, limit: str | None, zone: str) -> bool:
    if limit is None:
        return True
    if len(limit) == 8:
        return start.strftime("%Y%m%d") <= limit
    if limit.endswith("Z"):
        utc = datetime.strptime(limit, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return minute_of_wall(start, zone) <= minute_of(utc)
    return start <= datetime.strptime(limit, "%Y%m%dT%H%M%S")


@dataclass
class Oracle:
    """The answer to one request, from the configuration and the whole list of appointments."""

    business: Business
    visits: Sequence[Appointment]
    request: Request
    now: datetime
    holidays: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.service: Service = self.business.services[self.request.service_id]
        wanted = self.request.location_id
        self.location: Location = next(
            place
            for place in self.business.locations.values()
            if (place.id == wanted if wanted else place.primary)
        )
        self.zone = self.location.timezone
        self.duration = self.request.duration or self.service.duration.default
        self.live = [visit for visit in self.visits if is_live(visit, self.now)]
        # A window that began more than a week ago no longer tells where the starts are counted
        # from, so nothing further back can matter.
        back = 11 if self.service.start_grid == "opening" else 3
        self.days = days_between(self.request.first - back * DAY, self.request.last + 3 * DAY)
        self._open: dict[str, set[int]] = {}
        self._blocked: dict[str, set[int]] = {}

    # Open time

    def closed_on(self, day: date) -> bool:
        """Whether the location has a closure or a closing public holiday on its local date."""
        return self.closure_on(day) or self.holiday_on(day)

    def closure_on(self, day: date) -> bool:
        return any(closure.first <= day <= closure.last for closure in self.location.closures)

    def holiday_on(self, day: date) -> bool:
        rule = self.location.holidays
        return rule is not None and day in self.holidays and self.holidays[day] not in rule.open

    def open_minutes(self, resource: Resource) -> set[int]:
        """Every minute at which the resource is open for the service."""
        if resource.id not in self._open:
            layers = []
            if not resource.ignore_location_hours:
                layers.append(self._location_layer())
            own = self._own_layer(resource)
            if own is not None:
                layers.append(own)
            if self.service.hours is not None:
                layers.append(self._week(self.service.hours, self.zone))
            self._open[resource.id] = set.intersection(*layers)
        return self._open[resource.id]

    def _location_layer(self) -> set[int]:
        minutes: set[int] = set()
        for day in self.days:
            if not self.closed_on(day):
                for window in self.location.hours.get(day.weekday(), ()):
                    minutes.update(window_minutes(day, window, self.zone))
        return minutes

    def _week(self, hours: WeekHours, zone: str) -> set[int]:
        minutes: set[int] = set()
        for day in self.days:
            for window in hours.get(day.weekday(), ()):
                minutes.update(window_minutes(day, window, zone))
        return minutes

    def _own_layer(self, resource: Resource) -> set[int] | None:
        if resource.hours is None and not resource.overrides and not resource.ignore_location_hours:
            return None
        own_zone = resource.timezone or self.zone
        minutes: set[int] = set()
        for day in self.days:
            if day in resource.overrides:
                windows, zone = resource.overrides[day], own_zone
            elif resource.hours is None:
                windows, zone = self.location.hours.get(day.weekday(), ()), self.zone
            else:
                windows, zone = resource.hours.get(day.weekday(), ()), own_zone
            for window in windows:
                span = window_minutes(day, window, zone)
                if not span:
                    continue
                starts_on = local(span.start, self.zone).date()
                if not (resource.ignore_location_hours and self.closed_on(starts_on)):
                    minutes.update(span)
        return minutes

    def blocked_minutes(self, resource: Resource) -> set[int]:
        """Every minute that a block of the resource or of its location takes."""
        if resource.id not in self._blocked:
            until = datetime.combine(self.days[-1], time())
            minutes: set[int] = set()
            for block in resource.blocks:
                minutes |= block_minutes(block, resource.timezone or self.zone, until)
            for block in self.location.blocks:
                minutes |= block_minutes(block, self.zone, until)
            self._blocked[resource.id] = minutes
        return self._blocked[resource.id]

    # The book

    def visits_of(self, resource_id: str) -> list[Appointment]:
        return [visit for visit in self.live if resource_id in visit.resource_ids]

    def session(self, resource_id: str, start: int) -> list[Appointment]:
        """The live visits of a class of this service at a start, on one resource."""
        if self.service.capacity <= 1:
            return []
        return [
            visit
            for visit in self.visits_of(resource_id)
            if visit.service_id == self.service.id
            and visit.start == start
            and visit.duration == self.duration
        ]

    def seats(self, resource_id: str, start: int) -> int:
        return self.service.capacity - len(self.session(resource_id, start))

    def joinable(self, resource_id: str, start: int, alone: bool) -> list[Appointment]:
        """The visits of a class with a seat left; ``alone``: that this resource gives by itself."""
        own = self.session(resource_id, start)
        full = len(own) >= self.service.capacity
        shared = any(set(visit.resource_ids) != {resource_id} for visit in own)
        return [] if full or (alone and shared) else own

    def others(self, resource_id: str, start: int, alone: bool = False) -> list[Appointment]:
        """Whose footprints are in the way; a class with a seat left isn't in its own way."""
        own = self.joinable(resource_id, start, alone)
        return [visit for visit in self.visits_of(resource_id) if visit not in own]

    # The six rules

    def on_grid(self, resource: Resource, start: int) -> bool:
        """Rule 1, with the resource's own windows and footprints."""
        service = self.service
        if service.fill_gaps and any(
            visit.end + visit.buffer_after + service.buffer_before == start
            for visit in self.visits_of(resource.id)
        ):
            return True
        if service.start_times is not None:
            return start in self._listed
        if service.start_grid == "clock":
            shown = local(start, self.zone)
            return (shown.hour * 60 + shown.minute) % service.start_interval == 0
        return (start - self._opening(resource, start)) % service.start_interval == 0

    @cached_property
    def _listed(self) -> set[int]:
        return {
            minute_of_wall(datetime.combine(day, time()) + timedelta(minutes=listed), self.zone)
            for day in self.days
            for listed in self.service.start_times or ()
        }

    def _opening(self, resource: Resource, start: int) -> int:
        """Where the window that holds a start opened; its midnight when that is a week ago."""
        minutes = self.open_minutes(resource)
        day = local(start, self.zone).date()
        midnight = minute_of_wall(datetime.combine(day, time()), self.zone)
        opening = start
        while opening - 1 in minutes:
            opening -= 1
            if midnight - opening > 7 * 1440:
                return midnight
        return opening

    def is_open(self, resource: Resource, start: int) -> bool:
        """Rule 2: every minute of the visit is open; windows that touch are one."""
        minutes = self.open_minutes(resource)
        return all(minute in minutes for minute in range(start, start + self.duration))

    def is_free(self, resource: Resource, start: int, alone: bool = False) -> bool:
        """Rule 3, half-open on both sides; who joins a class shares the footprint it has."""
        begin = start - self.service.buffer_before
        end = start + self.duration + self.service.buffer_after
        joined = self.joinable(resource.id, start, alone)
        if joined:
            begin = start - joined[0].buffer_before
            end = joined[0].end + joined[0].buffer_after
        blocked = self.blocked_minutes(resource)
        if any(minute in blocked for minute in range(begin, end)):
            return False
        return not any(
            visit.start - visit.buffer_before < end and begin < visit.end + visit.buffer_after
            for visit in self.others(resource.id, start, alone)
        )

    def in_reach(self, start: int) -> bool:
        """Rule 4."""
        moment = datetime.fromtimestamp(start * 60, UTC)
        if moment < self.now + timedelta(minutes=self.service.notice):
            return False
        return not self._beyond_horizon(start)

    def _beyond_horizon(self, start: int) -> bool:
        if self.service.horizon_days is None:
            return False
        today = self.now.astimezone(ZoneInfo(self.zone)).date()
        return local(start, self.zone).date() > today + self.service.horizon_days * DAY

    def within_limit(self, start: int) -> bool:
        """Rule 5."""
        if self.service.daily_limit is None:
            return True
        return self._started_on[local(start, self.zone).date()] < self.service.daily_limit

    @cached_property
    def _started_on(self) -> dict[date, int]:
        count = dict.fromkeys(self.days, 0)
        for visit in self.live:
            if (visit.service_id, visit.location_id) == (self.service.id, self.location.id):
                day = local(visit.start, self.zone).date()
                count[day] = count.get(day, 0) + 1
        return count

    def allows(self, resource_id: str, start: int) -> bool:
        """Whether one resource by itself could take a visit at a start: rules 1 to 3."""
        resource = self.business.resources[resource_id]
        return (
            self.is_open(resource, start)
            and self.on_grid(resource, start)
            and self.is_free(resource, start)
        )

    # Who

    @cached_property
    def roles(self) -> list[list[str]]:
        """The candidates of each role; one role each for resources that are named."""
        here = [
            resource.id
            for resource in self.business.resources.values()
            if resource.location_id == self.location.id and not resource.retired
        ]
        if self.service.requires is None:
            if self.request.resource_ids:
                return [[name] for name in dict.fromkeys(self.request.resource_ids)]
            wanted = here if self.service.resource_ids is None else self.service.resource_ids
            return [[name for name in wanted if name in here]]
        roles = []
        for role in self.service.requires:
            names = role.resource_ids
            if names is None:
                names = self.business.groups[str(role.group_id)].resource_ids
            roles.append([name for name in names if name in here])
        return roles

    @cached_property
    def candidates(self) -> list[str]:
        """Every resource that could take part."""
        return sorted({name for role in self.roles for name in role})

    def assignments(self, free: set[str], start: int) -> list[tuple[str, ...]]:
        """Every way to give each role a different free resource, all named ones included.

        Whoever joins a class joins all of it: the same resources, no fewer and no others.
        """
        named = set(self.request.resource_ids)
        return [
            names
            for names in itertools.product(*self.roles)
            if len(set(names)) == len(names)
            and free.issuperset(names)
            and named.issubset(names)
            and all(
                set(mate.resource_ids) == set(names)
                for name in names
                for mate in self.session(name, start)
            )
        ]

    def offered(self, assignments: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The entries of a start: all for ``none`` (and ``random``), else the method's pick.

        Where every role's resource is named, nothing is left to a round robin: the first way.
        """
        if len(set(self.request.resource_ids)) >= len(self.roles):
            return assignments[:1]
        if self.service.round_robin in (RoundRobin.NONE, RoundRobin.RANDOM):
            return assignments
        left = assignments
        for place, role in enumerate(self.roles):
            if not left:
                return []
            best = min((names[place] for names in left), key=lambda name: self._rank(name, role))
            left = [names for names in left if names[place] == best]
        return left

    def _rank(self, name: str, role: list[str]) -> tuple[int, int]:
        own = self.visits_of(name)
        if self.service.round_robin is RoundRobin.BALANCED:
            first, last = self.request.first, self.request.last
            count = sum(first <= local(visit.start, self.zone).date() <= last for visit in own)
            return count, role.index(name)
        if self.service.round_robin is RoundRobin.ROTATION:
            return max((visit.created_at for visit in own), default=-1), role.index(name)
        return 0, role.index(name)

    # The answers

    @cached_property
    def starts_in_range(self) -> list[int]:
        """Rule 6: every minute whose local date lies in the range."""
        zone = self.zone
        low = minute_of_wall(datetime.combine(self.request.first - DAY, time()), zone)
        high = minute_of_wall(datetime.combine(self.request.last + 2 * DAY, time()), zone)
        return [
            minute
            for minute in range(low, high)
            if self.request.first <= local(minute, zone).date() <= self.request.last
        ]

    def free_at(self, start: int) -> set[str]:
        """The candidates that could each take a visit at a start."""
        if not self.in_reach(start) or not self.within_limit(start):
            return set()
        return {name for name in self.candidates if self.allows(name, start)}

    @cached_property
    def ways(self) -> dict[int, list[tuple[str, ...]]]:
        """Every way to fill the roles, at each start in the range that has one."""
        found = {}
        for start in self.starts_in_range:
            free = self.free_at(start)
            if free:
                found[start] = self.assignments(free, start)
        return found

    def times(self) -> list[Entry]:
        """Every entry, sorted; for ``random`` every entry that might have been drawn."""
        return [
            (start, names, min(self.seats(name, start) for name in names))
            for start, ways in self.ways.items()
            for names in self.offered(ways)
        ]

    def first_reason(self, resource_id: str, start: int) -> str | None:
        """Why a resource by itself cannot take a visit: the first of ``REASONS`` that applies."""
        resource = self.business.resources[resource_id]
        moment = datetime.fromtimestamp(start * 60, UTC)
        if moment < self.now:
            return "past"
        if moment < self.now + timedelta(minutes=self.service.notice):
            return "notice"
        if self._beyond_horizon(start):
            return "horizon"
        if not self.is_open(resource, start):
            return self._why_shut(resource, start)
        if not self.is_free(resource, start, alone=True):
            return self._why_taken(resource, start)
        if not self.within_limit(start):
            return "daily-limit"
        return None if self.on_grid(resource, start) else "off-grid"

    def _why_shut(self, resource: Resource, start: int) -> str:
        day = local(start, self.zone).date()
        if self.closure_on(day):
            return "closed"
        if self.holiday_on(day):
            return "holiday"
        opens = any(local(m, self.zone).date() == day for m in self.open_minutes(resource))
        return "outside-hours" if opens else "closed"

    def _why_taken(self, resource: Resource, start: int) -> str:
        """A block or a visit in the way of the visit itself; otherwise only buffers collide."""
        visit = range(start, start + self.duration)
        blocked = self.blocked_minutes(resource)
        if any(minute in blocked for minute in visit):
            return "blocked"
        met = [
            other
            for other in self.others(resource.id, start, alone=True)
            if other.start < visit.stop and visit.start < other.end
        ]
        if any(other.status is not Status.INITIAL for other in met):
            return "booked"
        return "held" if met else "buffer"
