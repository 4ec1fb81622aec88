"""Who takes a visit: filling roles with different resources, by the service's round robin.

The resources that are free at a start are a bit mask over the candidates, since the same masks
come up at thousands of starts and each needs to be thought through once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from frontdesk.engine.values import RoundRobin

Roles = tuple[tuple[str, ...], ...]
"""The candidates of each role, in the role's own order of preference."""


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
        self._roles = tuple(tuple(self.bit[name] for name in role) for role in roles)
        self._must = tuple(self.bit[name] for name in must_include)
        self._name = {bit: name for name, bit in self.bit.items()}
        self._method = method
        self._generator = generator
        self._rank = self._ranking(visits, last_made)
        self._choices = lru_cache(maxsize=None)(self._work_out)

    def choices(self, free: int) -> tuple[tuple[str, ...], ...]:
        """The assignments to offer when the resources of the mask ``free`` are free.

        One, in role order, for a method that picks; for ``none`` every possible one; nothing
        where no assignment exists. A random pick is drawn anew at each call.
        """
        if self._method is not RoundRobin.RANDOM:
            return self._choices(free)
        return self._work_out(free) if self.possible(free) else ()

    def possible(self, free: int) -> bool:
        """Whether each role can be given a different free resource."""
        return _fillable(self._roles, self._must, free)

    def can_include(self, free: int, resource_id: str) -> bool:
        """Whether some assignment has the resource in one of its roles."""
        return _fillable(self._roles, (*self._must, self.bit[resource_id]), free)

    def _work_out(self, free: int) -> tuple[tuple[str, ...], ...]:
        if not self.possible(free):
            return ()
        if self._method is RoundRobin.NONE:
            found = self._every(self._roles, self._must, free)
        else:
            found = iter([self._picked(free)])
        return tuple(tuple(self._name[bit] for bit in chosen) for chosen in found)

    def _picked(self, free: int) -> tuple[int, ...]:
        """Fill the roles in order, each by the method's pick that leaves the rest fillable."""
        chosen: list[int] = []
        for position in range(len(self._roles)):
            fitting = list(self._fitting(self._roles[position:], self._pending(chosen), free))
            pick = self._pick(fitting)
            chosen.append(pick)
            free &= ~pick
        return tuple(chosen)

    def _pending(self, chosen: Sequence[int]) -> tuple[int, ...]:
        return tuple(bit for bit in self._must if bit not in chosen)

    def _fitting(
        self, roles: tuple[tuple[int, ...], ...], must: tuple[int, ...], free: int
    ) -> Iterator[int]:
        """The free resources of the first role that leave the remaining roles fillable."""
        for bit in roles[0]:
            rest = tuple(other for other in must if other != bit)
            if free & bit and _fillable(roles[1:], rest, free & ~bit):
                yield bit

    def _every(
        self, roles: tuple[tuple[int, ...], ...], must: tuple[int, ...], free: int
    ) -> Iterator[tuple[int, ...]]:
        if not roles:
            yield ()
            return
        for bit in self._fitting(roles, must, free):
            rest = tuple(other for other in must if other != bit)
            for others in self._every(roles[1:], rest, free & ~bit):
                yield (bit, *others)

    def _pick(self, fitting: Sequence[int]) -> int:
        if self._method is RoundRobin.RANDOM:
            return self._generator.choice(fitting)
        # min() keeps the first of equals: ties go by the service's order.
        return min(fitting, key=self._rank)

    def _ranking(
        self, visits: Mapping[str, int], last_made: Mapping[str, int]
    ) -> Callable[[int], float]:
        if self._method is RoundRobin.BALANCED:
            return lambda bit: visits.get(self._name[bit], 0)
        if self._method is RoundRobin.ROTATION:
            return lambda bit: last_made.get(self._name[bit], float("-inf"))
        return lambda bit: 0


@lru_cache(maxsize=65536)
def _fillable(roles: tuple[tuple[int, ...], ...], must: tuple[int, ...], free: int) -> bool:
    """Whether every role gets a different free resource, with all of ``must`` among them.

    In a bipartite graph, a matching that covers all roles and one that covers all of ``must``
    imply one that covers both (Mendelsohn and Dulmage), so each side is matched by itself.
    """
    if any(not free & bit for bit in must):
        return False
    by_role = [[bit for bit in role if free & bit] for role in roles]
    by_must = [[i for i, role in enumerate(roles) if bit in role] for bit in must]
    return _saturates(by_role) and _saturates(by_must)


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
