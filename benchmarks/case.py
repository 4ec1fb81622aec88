"""A practice in memory and the questions put to it, with the answers of a naive scan."""

from __future__ import annotations

import random
from collections.abc import Mapping

from benchmarks.practice import (
    NOW,
    ROLES,
    naive_starts,
    plain_starts,
    practice,
    question,
    taken_days,
)
from frontdesk.engine.availability import Available, Taken, available_times, starts_by_resource
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import make_plan
from frontdesk.engine.span import Span
from frontdesk.engine.values import Business, RoundRobin


class Case:
    """So many resources and days, every resource-day with its visits."""

    def __init__(self, resources: int, days: int) -> None:
        """Make the practice and its visits; the same ones each time."""
        self.resources, self.days = resources, days
        self.business: Business = practice(resources)
        self.hours = OpenHours(self.business)
        names = list(self.business.resources)
        self.spans: Mapping[str, list[Span]] = taken_days(names, days, random.Random(3))
        visits = {name: len(own) for name, own in self.spans.items()}
        made = {name: n for n, name in enumerate(names)}
        self.taken = Taken(self.spans, visits=visits, last_made=made)

    def starts(self) -> dict[str, list[int]]:
        """Every start of every resource."""
        plan = make_plan(self.business, question(RoundRobin.NONE, self.days))
        return starts_by_resource(plan, self.hours, self.taken, NOW)

    def times(self, service: str) -> list[Available]:
        """The available times of a service, with who would take them."""
        plan = make_plan(self.business, question(service, self.days))
        return available_times(plan, self.hours, self.taken, NOW, random.Random(4))

    def starts_after_a_change(self) -> dict[str, list[int]]:
        """Every start, as for the first time since the configuration changed."""
        plan = make_plan(self.business, question(RoundRobin.NONE, self.days))
        return starts_by_resource(plan, OpenHours(self.business), self.taken, NOW)

    def naive(self) -> dict[str, list[int]]:
        """Every start, by trying each slot against the visits of its day."""
        return {name: naive_starts(own, self.days) for name, own in self.spans.items()}

    def plain(self) -> dict[str, list[int]]:
        """Every start, by trying each slot against all visits of its resource."""
        return {name: plain_starts(own, self.days) for name, own in self.spans.items()}

    def check(self) -> int:
        """How many starts there are; AssertionError where the naive scan finds others."""
        expected = self.naive()
        assert self.plain() == expected
        assert self.starts() == expected
        assert self.starts_after_a_change() == expected
        return sum(map(len, expected.values()))

    def check_times(self) -> None:
        """AssertionError where a service's times are not those that the naive scan leads to."""
        naive = self.naive()
        anyone = sorted({start for own in naive.values() for start in own})
        for method in RoundRobin:
            times = self.times(method)
            if method is RoundRobin.NONE:
                assert len(times) == sum(map(len, naive.values()))
            else:
                assert [entry.start for entry in times] == anyone
            assert all(entry.start in naive[entry.resource_ids[0]] for entry in times[::50])
        kinds = [
            {start for name in group.resource_ids for start in naive[name]}
            for group in self.business.groups.values()
        ]
        assert [entry.start for entry in self.times(ROLES)] == sorted(set.intersection(*kinds))
