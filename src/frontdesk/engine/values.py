"""What a manager configures, as frozen values: the business, its places, people and services.

Wall-clock values are naive; the zone that turns them into instants is named at each field.
Identifiers are the setup file's own. The rules that a value must satisfy are checked where it is
made (``frontdesk.desk.setup_file``); here it is taken to be valid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Window = tuple[int, int]
"""Wall minutes of a day, (from, to). ``to <= from`` means that it ends on the next day."""

WeekHours = Mapping[int, tuple[Window, ...]]
"""Opening windows by weekday, Monday is 0. A weekday that is missing is closed."""


class Status(StrEnum):
    """The status of an appointment; the codes are part of the JSON answer and the database."""

    INITIAL = "IN"
    RESERVED = "RS"
    BOOKED = "BK"
    CANCELLED = "CN"
    RESCHEDULED = "RE"
    NO_SHOW = "NS"


class RoundRobin(StrEnum):
    """How a service picks among the resources that are free at a time."""

    NONE = "none"
    ORDERED = "ordered"
    BALANCED = "balanced"
    ROTATION = "rotation"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a location is closed, both included, in the location's zone."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """Public holidays of a country that close a location, but for those named in ``open``."""

    country: str
    subdivision: str | None = None
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Time taken without an appointment; wall-clock in its resource's or location's zone.

    ``rrule`` is an RFC 5545 RRULE value; occurrences keep their wall-clock time.
    """

    start: datetime
    end: datetime
    reason: str = ""
    rrule: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place with its own zone, hours, closures and settings.

    ``customer_word`` and ``required_fields`` take the place of the business's (``Policy``) here;
    None is "as the business", and no required fields at all is an empty tuple.
    """

    id: str
    name: str
    timezone: str
    primary: bool = False
    booking_timer_minutes: int = 10
    hours: WeekHours = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    holidays: HolidayRule | None = None
    blocks: tuple[Block, ...] = ()
    customer_word: str | None = None
    required_fields: tuple[str, ...] | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """A person, room or piece of equipment of one location.

    ``hours`` is None for "as the location", and an empty mapping for "only by date overrides".
    ``timezone`` is None for the location's zone.
    """

    id: str
    name: str
    location_id: str
    kind: Literal["staff", "room", "equipment"] = "staff"
    color: str = "#1D5DB8"
    timezone: str | None = None
    hours: WeekHours | None = None
    ignore_location_hours: bool = False
    overrides: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ResourceGroup:
    """A named set of resources; ``resource_ids`` keeps the manager's order."""

    id: str
    name: str
    resource_ids: tuple[str, ...]
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """One part that a service needs filled: by one of the named resources, or of a group."""

    name: str
    resource_ids: tuple[str, ...] | None = None
    group_id: str | None = None


@dataclass(frozen=True, slots=True)
class DurationRule:
    """Minutes: the default, and those that may be asked for, ``minimum + k*step <= maximum``."""

    default: int
    minimum: int
    maximum: int
    step: int

    def allows(self, minutes: int) -> bool:
        """Whether a visit of ``minutes`` may be asked for."""
        return self.minimum <= minutes <= self.maximum and (minutes - self.minimum) % self.step == 0


@dataclass(frozen=True, slots=True)
class Service:
    """What is booked. All lengths in minutes.

    ``resource_ids`` is None for every resource of the location. ``requires`` takes its place
    when the service needs several roles filled at once.
    """

    id: str
    name: str
    duration: DurationRule
    scope: Literal["company", "location"] = "company"
    location_id: str | None = None
    start_interval: int = 15
    start_grid: Literal["clock", "opening"] = "clock"
    start_times: tuple[int, ...] | None = None
    fill_gaps: bool = False
    buffer_before: int = 0
    buffer_after: int = 0
    notice: int = 0
    horizon_days: int | None = None
    daily_limit: int | None = None
    capacity: int = 1
    round_robin: RoundRobin = RoundRobin.NONE
    resource_ids: tuple[str, ...] | None = None
    requires: tuple[Role, ...] | None = None
    hours: WeekHours | None = None
    price: str | None = None
    currency: str | None = None
    color: str = "#1D5DB8"
    retired: bool = False


@dataclass(frozen=True)
class Business:
    """The whole configuration at one moment, in the manager's order, looked up by id.

    Retired entries stay in the look-ups, so that history keeps its names; the rules offer only
    what is not retired. ``version`` counts the changes of the configuration in the database.
    """

    name: str
    locations: Mapping[str, Location]
    resources: Mapping[str, Resource]
    groups: Mapping[str, ResourceGroup]
    services: Mapping[str, Service]
    version: int = 0

    @staticmethod
    def of(
        name: str,
        locations: Iterable[Location] = (),
        resources: Iterable[Resource] = (),
        groups: Iterable[ResourceGroup] = (),
        services: Iterable[Service] = (),
        version: int = 0,
    ) -> Business:
        """Build the look-ups from the entries in the manager's order."""
        return Business(
            name,
            {entry.id: entry for entry in locations},
            {entry.id: entry for entry in resources},
            {entry.id: entry for entry in groups},
            {entry.id: entry for entry in services},
            version,
        )

    @property
    def primary(self) -> Location | None:
        """The location that is meant wherever none is named; None in an empty book."""
        for location in self.locations.values():
            if location.primary and not location.retired:
                return location
        return None

    def zone_of(self, resource: Resource) -> str:
        """The IANA zone of a resource's own hours, overrides and blocks."""
        return resource.timezone or self.locations[resource.location_id].timezone

    def resources_at(self, location_id: str) -> list[Resource]:
        """The resources of a location that are not retired, in the manager's order."""
        return [
            resource
            for resource in self.resources.values()
            if resource.location_id == location_id and not resource.retired
        ]
