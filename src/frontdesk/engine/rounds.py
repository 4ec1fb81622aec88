"""Who takes a visit: filling roles with different resources, by the service's round robin.

The resources that are free at a start are a bit mask over the candidates: what is asked at
thousands of starts is answered by a few operations on integers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from frontdesk.engine.values import RoundRobin

Roles = tuple[tuple[str, ...], ...]
"""The candidates of each role, in the role's own order of preference."""

Assignments = tuple[tuple[str, ...], ...]
"""Ways to fill the roles, each with its resources in role order."""


_NO_TEAMS: Mapping[int, tuple[int, ...]] = MappingProxyType({})


class Chooser:
    """Picks the resources of a visit among those that are free at its start."""

    def __init__(
        self,
        roles: Roles,
        must_include: Sequence[str],
        method: RoundRobin,
        visits: Mapping[str, int],
        last_made: Mapping[str, int],
        generator: random.Random,
    ) -> None:
        """Choose for ``roles``, each time with every resource of ``must_include`` among them.

        ``visits`` counts live appointments for ``balanced``; ``last_made`` holds the moment at
        which each resource's last live appointment was made, for ``rotation``.
        """
        self.candidates = tuple(dict.fromkeys(name for role in roles for name in role))
        self.bit = {name: 1 << i for i, name in enumerate(self.candidates)}
        self._name = {bit: name for name, bit in self.bit.items()}
        self._must = tuple(self.bit[name] for name in must_include)
        self._method = method
        self._generator = generator
        # Each role in the order in which the method prefers its candidates; sorting is stable,
        # so ties go by the role's own order.
        rank = _ranking(method, visits, last_made)
        self._roles = tuple(
            tuple(self.bit[name] for name in sorted(role, key=rank)) for role in roles
        )
        self._masks = tuple(sum(role) for role in self._roles)
        # Roles without a candidate in common need no matching: each takes its best free one.
        self._apart = (
            len(roles) > 1
            and not must_include
            and method not in (RoundRobin.NONE, RoundRobin.RANDOM)
            and len(self.candidates) == sum(map(len, roles))
        )
        self._known: dict[int, Assignments] = {}

    def fill(
        self, starts: Mapping[str, Sequence[int]], teams: Mapping[int, tuple[int, ...]] = _NO_TEAMS
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each start with each assignment offered there, sorted by start and then by order.

        ``starts`` holds those at which each candidate by itself is free, sorted; ``teams`` those
        at which a class can be joined, with the masks of those who give it.
        """
        if self._apart and not teams:
            return self._fill_apart(starts)
        if len(self._roles) > 1 or self._method is RoundRobin.RANDOM:
            masks = self.free_masks(starts)
            return (
                (at, chosen)
                for at in sorted(masks.keys() | teams.keys())
                for chosen in self.choices(masks.get(at, 0), teams.get(at, ()))
            )
        alone = [(self._name[bit], (self._name[bit],)) for role in self._roles for bit in role]
        if self._method is RoundRobin.NONE:
            every = [(start, chosen) for name, chosen in alone for start in starts[name]]
            return iter(sorted(every, key=itemgetter(0)))  # stable: the role's order within a start
        picked: dict[int, tuple[str, ...]] = {}
        for name, chosen in reversed(alone):
            picked.update(dict.fromkeys(starts[name], chosen))  # the best one comes last
        return iter(sorted(picked.items()))

    def _fill_apart(
        self, starts: Mapping[str, Sequence[int]]
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """As ``fill``, where whoever one role takes is nobody that another could have had."""
        picks: list[dict[int, str]] = []
        for role in self._roles:
            picked: dict[int, str] = {}
            for bit in reversed(role):
                name = self._name[bit]
                picked.update(dict.fromkeys(starts[name], name))  # the best one comes last
            picks.append(picked)
        shared = sorted(set(picks[0]).intersection(*picks[1:]))
        columns = [map(picked.__getitem__, shared) for picked in picks]
        return zip(shared, zip(*columns, strict=True), strict=True)

    def free_masks(self, starts: Mapping[str, Sequence[int]]) -> dict[int, int]:
        """For each start the mask of the candidates that are free then."""
        masks: dict[int, int] = {}
        for name, own in starts.items():
            bit = self.bit[name]
            for start in own:
                masks[start] = masks.get(start, 0) | bit
        return masks

    def choices(self, free: int, teams: tuple[int, ...] = ()) -> Assignments:
        """The assignments to offer when the resources of the mask ``free`` are free.

        One, in role order, for a method that picks; for ``none`` every possible one; nothing
        where no assignment exists. A random pick is drawn anew at each call. Each mask of
        ``teams`` may fill the roles too, but only as it is: all of it and nobody else.
        """
        if teams:
            return self._with_teams(free, teams)
        if self._method is RoundRobin.RANDOM:
            return self._work_out(free)
        known = self._known.get(free)
        if known is None:
            known = self._known[free] = self._work_out(free)
        return known

    def possible(self, free: int) -> bool:
        """Whether each role can be given a different free resource."""
        return self._fillable(0, self._must, free)

    def includable(self, free: int) -> int:
        """The mask of the free resources that some assignment has in one of its roles."""
        if not self.possible(free):
            return 0
        if not self._must:
            # In any assignment, whoever is left out can take the place of one in a role of theirs.
            return free
        return sum(
            bit
            for bit in self._name
            if free & bit and self._fillable(0, (*_without(self._must, bit), bit), free)
        )

    def _work_out(self, free: int) -> Assignments:
        if self._method is RoundRobin.NONE:
            found = self._every(0, self._must, free)
        else:
            found = self._picked(free)
        name = self._name
        return tuple(tuple([name[bit] for bit in chosen]) for chosen in found)

    def _with_teams(self, free: int, teams: tuple[int, ...]) -> Assignments:
        """As ``_work_out``, over the ways of those who are free and of each whole team."""
        ways = [*self._every(0, self._must, free)] if self.possible(free) else []
        for team in teams:
            members = tuple(bit for bit in self._name if team & bit)
            if all(team & bit for bit in self._must) and self._fillable(0, members, team):
                ways += self._every(0, members, team)
        if self._method is RoundRobin.RANDOM:
            ways = self._drawn(ways)
        elif ways:
            # The preference of each role in turn: what picking role by role comes to.
            ways.sort(key=lambda way: [self._roles[i].index(bit) for i, bit in enumerate(way)])
            ways = ways if self._method is RoundRobin.NONE else ways[:1]
        return tuple(tuple([self._name[bit] for bit in way]) for way in ways)

    def _drawn(self, ways: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """One of the ways, each role drawn with equal chance among those that can fill it."""
        for position in range(len(self._roles)):
            fitting = sorted({way[position] for way in ways})
            if fitting:
                pick = self._generator.choice(fitting)
                ways = [way for way in ways if way[position] == pick]
        return ways

    def _picked(self, free: int) -> Iterator[tuple[int, ...]]:
        """Fill the roles in order, each by the method's pick that leaves the rest fillable."""
        chosen: list[int] = []
        must = self._must
        for position in range(len(self._roles)):
            fitting = self._fitting(position, must, free)
            if self._method is RoundRobin.RANDOM:
                drawn_from = list(fitting)
                pick = self._generator.choice(drawn_from) if drawn_from else None
            else:
                pick = next(fitting, None)
            if pick is None:
                return
            chosen.append(pick)
            must = _without(must, pick)
            free &= ~pick
        yield tuple(chosen)

    def _fitting(self, position: int, must: tuple[int, ...], free: int) -> Iterator[int]:
        """The free resources of a role that leave the roles after it fillable, best first."""
        for bit in self._roles[position]:
            if free & bit and self._fillable(position + 1, _without(must, bit), free & ~bit):
                yield bit

    def _every(self, position: int, must: tuple[int, ...], free: int) -> Iterator[tuple[int, ...]]:
        if position == len(self._roles):
            yield ()
            return
        for bit in self._fitting(position, must, free):
            for others in self._every(position + 1, _without(must, bit), free & ~bit):
                yield (bit, *others)

    def _fillable(self, position: int, must: tuple[int, ...], free: int) -> bool:
        """Whether each role from ``position`` on gets a different free resource, ``must`` included.

        In a bipartite graph, a matching that covers all roles and one that covers all of ``must``
        imply one that covers both (Mendelsohn and Dulmage), so each side is matched by itself.
        """
        if not must and self._plenty(position, free):
            return True
        if any(not free & bit for bit in must):
            return False
        roles = self._roles[position:]
        by_role = [[bit for bit in role if free & bit] for role in roles]
        by_must = [[i for i, role in enumerate(roles) if bit in role] for bit in must]
        return _saturates(by_role) and _saturates(by_must)

    def _plenty(self, position: int, free: int) -> bool:
        """Whether each role from ``position`` on has as many free candidates as there are roles.

        Then whoever the others take, one is left for it: no need to look for a matching.
        """
        masks = self._masks[position:]
        count = len(masks)
        return all((free & mask).bit_count() >= count for mask in masks)


def _without(bits: tuple[int, ...], taken: int) -> tuple[int, ...]:
    return tuple(bit for bit in bits if bit != taken) if taken in bits else bits


def _ranking(
    method: RoundRobin, visits: Mapping[str, int], last_made: Mapping[str, int]
) -> Callable[[str], float]:
    """What a method prefers a resource by, the least first."""
    if method is RoundRobin.BALANCED:
        return lambda name: visits.get(name, 0)
    if method is RoundRobin.ROTATION:
        return lambda name: last_made.get(name, float("-inf"))
    return lambda name: 0


def _saturates(options: Sequence[Sequence[int]]) -> bool:
    """Whether each entry can take a different one of its options (augmenting paths)."""
    taken_by: dict[int, int] = {}

    def place(entry: int, seen: set[int]) -> bool:
        for option in options[entry]:
            if option in seen:
                continue
            seen.add(option)
            if option not in taken_by or place(taken_by[option], seen):
                taken_by[option] = entry
                return True
        return False

    return all(place(entry, set()) for entry in range(len(options)))
