"""The kinds of trouble that a setup can have although no check finds a fault in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from frontdesk.engine.refusals import Fact


class Trouble(StrEnum):
    """What can be wrong with a setup that has no fault a check would find."""

    NO_LOCATION = "no-location"
    NO_SERVICE = "no-service"
    NO_RESOURCE = "no-resource"  # nobody at the location can fill a role
    NO_DAY = "no-day"  # the location has no hours on any day, or is closed on all of them
    TOO_FEW = "too-few"  # whoever fills one role is missing in another one
    NEVER_THERE = "never-there"  # no candidate's hours meet the location's
    NEVER_OPEN = "never-open"  # some do, but never within the service's own hours
    ALWAYS_BLOCKED = "always-blocked"  # blocks cover all of the open time
    TOO_SHORT = "too-short"  # no free window is as long as the visit
    OUT_OF_REACH = "out-of-reach"  # the notice is longer than the horizon leaves
    OFF_GRID = "off-grid"  # no legal start leaves room for the visit
    NEVER_TOGETHER = "never-together"  # each role has times, all of them at once have none
    UNUSED = "unused"  # a resource that no service takes
    NO_CALENDAR = "no-calendar"  # this edition of the library does not know the country
    NO_HOLIDAY = "no-holiday"  # a holiday to be open on, which there is none of that name


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble; ``facts`` are those of its sentence, ids of what it concerns among them."""

    trouble: Trouble
    facts: Mapping[str, Fact] = field(default_factory=dict)
