"""Who takes a visit: a true matching of roles, and the five methods."""

from __future__ import annotations

import itertools
import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.rounds import Chooser, Roles
from frontdesk.engine.values import RoundRobin

NAMES = "abcdef"
roles = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(tuple), min_size=1, max_size=4
).map(tuple)


def chooser(
    filled: Roles,
    method: RoundRobin,
    *,
    must: tuple[str, ...] = (),
    visits: dict[str, int] | None = None,
    last_made: dict[str, int] | None = None,
    seed: int = 1,
) -> Chooser:
    return Chooser(filled, must, method, visits or {}, last_made or {}, random.Random(seed))


def mask(choose: Chooser, free: set[str]) -> int:
    return sum(bit for name, bit in choose.bit.items() if name in free)


def brute(filled: Roles, free: set[str], must: set[str]) -> list[tuple[str, ...]]:
    return [
        names
        for names in itertools.product(*filled)
        if len(set(names)) == len(names) and free.issuperset(names) and must.issubset(names)
    ]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Roles, set[str], tuple[str, ...]]:
    filled = draw(roles)
    some = st.sampled_from(sorted({name for role in filled for name in role}))
    free = draw(st.sets(st.sampled_from(NAMES)))
    must = tuple(draw(st.lists(some, max_size=2, unique=True)))
    return filled, free, must


@given(questions(), st.sampled_from(RoundRobin))
def test_a_combination_is_found_whenever_there_is_one(
    question: tuple[Roles, set[str], tuple[str, ...]], method: RoundRobin
) -> None:
    filled, free, must = question
    choose = chooser(filled, method, must=must)
    every = brute(filled, free, set(must))
    found = choose.choices(mask(choose, free))
    assert choose.possible(mask(choose, free)) is bool(every)
    if method is RoundRobin.NONE:
        assert list(found) == every
    else:
        assert len(found) == (1 if every else 0)
        assert set(found) <= set(every)


@given(questions())
def test_who_can_be_included_is_who_is_in_some_combination(
    question: tuple[Roles, set[str], tuple[str, ...]],
) -> None:
    filled, free, must = question
    choose = chooser(filled, RoundRobin.NONE, must=must)
    included = choose.includable(mask(choose, free & set(choose.candidates)))
    expected = {name for names in brute(filled, free, set(must)) for name in names}
    assert {name for name, bit in choose.bit.items() if bit & included} == expected


@given(
    questions(),
    st.sampled_from((RoundRobin.ORDERED, RoundRobin.BALANCED, RoundRobin.ROTATION)),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2)),
)
def test_each_role_in_turn_gets_the_best_that_leaves_the_rest_fillable(
    question: tuple[Roles, set[str], tuple[str, ...]],
    method: RoundRobin,
    figures: dict[str, int],
) -> None:
    filled, free, must = question
    choose = chooser(filled, method, must=must, visits=figures, last_made=figures)
    left = brute(filled, free, set(must))
    for place, role in enumerate(filled):
        if not left:
            break
        key = {
            RoundRobin.ORDERED: lambda name, role=role: role.index(name),
            RoundRobin.BALANCED: lambda name, role=role: (figures.get(name, 0), role.index(name)),
            RoundRobin.ROTATION: lambda name, role=role: (figures.get(name, -1), role.index(name)),
        }[method]
        best = min((names[place] for names in left), key=key)
        left = [names for names in left if names[place] == best]
    assert list(choose.choices(mask(choose, free))) == left


@given(questions(), st.sampled_from(RoundRobin), st.lists(st.sets(st.sampled_from(NAMES))))
def test_filling_many_starts_at_once_is_choosing_at_each(
    question: tuple[Roles, set[str], tuple[str, ...]],
    method: RoundRobin,
    free_at: list[set[str]],
) -> None:
    filled, _free, _must = question
    starts = {
        name: [at for at, free in enumerate(free_at) if name in free]
        for name in chooser(filled, method).candidates
    }
    each = chooser(filled, method, visits={"b": 1, "c": 2}, last_made={"a": 5})
    many = chooser(filled, method, visits={"b": 1, "c": 2}, last_made={"a": 5})
    expected = [
        (at, names) for at, free in enumerate(free_at) for names in each.choices(mask(each, free))
    ]
    assert list(many.fill(starts)) == expected


def test_the_pick_never_takes_the_only_one_who_can_fill_another_role() -> None:
    doctor_first = (("ann", "bob"), ("ann",))
    choose = chooser(doctor_first, RoundRobin.ORDERED)
    assert choose.choices(mask(choose, {"ann", "bob"})) == (("bob", "ann"),)


def test_ties_go_by_the_roles_own_order_not_by_who_was_named_before() -> None:
    choose = chooser((("a", "b"), ("c", "b", "a")), RoundRobin.BALANCED)
    assert choose.choices(mask(choose, {"a", "b", "c"})) == (("a", "c"),)
    assert choose.choices(mask(choose, {"a", "b"})) == (("a", "b"),)


def test_rotation_prefers_who_never_had_a_visit() -> None:
    choose = chooser((("a", "b", "c"),), RoundRobin.ROTATION, last_made={"a": 5, "b": 3})
    assert choose.choices(mask(choose, {"a", "b", "c"})) == (("c",),)
    assert choose.choices(mask(choose, {"a", "b"})) == (("b",),)


def test_random_gives_everyone_an_equal_chance() -> None:
    choose = chooser((("a", "b", "c"), ("d",)), RoundRobin.RANDOM, seed=20261123)
    free = mask(choose, {"a", "b", "c", "d"})
    drawn = Counter(choose.choices(free)[0][0] for _ in range(3000))
    assert drawn.keys() == {"a", "b", "c"}
    assert all(900 < count < 1100 for count in drawn.values())  # four standard deviations


def test_random_is_repeated_by_its_seed() -> None:
    starts = {name: list(range(50)) for name in "abc"}
    first = list(chooser((("a", "b", "c"),), RoundRobin.RANDOM, seed=3).fill(starts))
    again = list(chooser((("a", "b", "c"),), RoundRobin.RANDOM, seed=3).fill(starts))
    other = list(chooser((("a", "b", "c"),), RoundRobin.RANDOM, seed=4).fill(starts))
    assert first == again != other
