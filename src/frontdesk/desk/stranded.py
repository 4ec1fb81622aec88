"""What can become of visits that lost their time: where else they could go, or that they stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, product

from frontdesk.desk import effects
from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.decisions import Decision, settle_alone
from frontdesk.desk.moves import (
    Move,
    MoveOpenings,
    movable,
    move_openings,
    openings_in,
    stand_elsewhere,
)
from frontdesk.desk.standing import changes_of, find, visit_of
from frontdesk.desk.undo_log import remember, visit_facts
from frontdesk.desk.undo_visits import led_back
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.zones import local_date

_DAYS = 14
_MOST_TEAMS = 200


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A place that a visit could move to as it is. ``start`` is an instant.

    ``resource_ids`` is the whole team, for ``moves.Move``; ``new_names`` are those in it who do
    not have the visit now.
    """

    start: int
    resource_ids: tuple[str, ...]
    new_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherPlaces:
    """Who else is free at the same time, and the nearest other times, of one visit.

    ``version`` is that of the visit when it was looked at, for ``moves.Move``.
    """

    appointment_id: int
    version: int
    same_time: tuple[OtherPlace, ...] = ()
    other_times: tuple[OtherPlace, ...] = ()


def other_places(desk: Desk, appointment_id: int, count: int = 3) -> OtherPlaces:
    """Up to ``count`` places of either kind, within two weeks before and after, from now on.

    At the same time those come first who leave most of the team as it is; other times come by
    their distance. There are none where the service is not given there any more.

    Raises:
        RefusalError: ``unknown-id``.
    """
    with desk.look() as unit:
        visit = find(unit, appointment_id)
        zone = unit.business.locations[visit.location_id].timezone
        names = {key: entry.name for key, entry in unit.business.resources.items()}
        day, today = local_date(visit.start, zone), local_date(unit.moment // 60, zone)
    first = max(today, day - timedelta(days=_DAYS))
    try:
        openings = move_openings(desk, appointment_id, first, day + timedelta(days=_DAYS))
    except RefusalError:
        return OtherPlaces(appointment_id, visit.version)
    found = [
        OtherPlace(start, team, tuple(names[n] for n in team if n not in visit.resource_ids))
        for team in _teams(openings)
        for start in _starts(openings, team)
        if (start, team) != (visit.start, visit.resource_ids)
    ]
    same = [place for place in found if place.start == visit.start]
    nearest: dict[int, OtherPlace] = {}
    for place in sorted(found, key=lambda p: (abs(p.start - visit.start), len(p.new_names))):
        if place.start != visit.start:
            nearest.setdefault(place.start, place)
    return OtherPlaces(
        appointment_id,
        openings.version,
        tuple(sorted(same, key=lambda place: len(place.new_names))[:count]),
        tuple(islice(nearest.values(), count)),
    )


def decide(desk: Desk, appointment_id: int, decision: Decision) -> Done[None] | Refused:
    """Decide about a visit that does not stand on the setup in force, as ``setup_edit.save`` does.

    Undoable. Refused with ``no-permission``, and with ``wrong-status`` (``not-stranded``) where
    the visit stands by now.
    """

    def verb(unit: Unit) -> tuple[None, Changes]:
        unit.require(Right.CONFIGURE)
        every = effects.stranded_now(unit)
        entry = next((entry for entry in every if entry.visit.id == appointment_id), None)
        if entry is None:
            raise refuse(Code.WRONG_STATUS, because="not-stranded")
        settle_alone(unit, entry, decision)
        return None, Changes(frozenset({appointment_id}), frozenset({entry.visit.location_id}))

    return desk.attempt(verb)


def hand_over(desk: Desk, appointment_ids: Iterable[int]) -> Done[tuple[Visit, ...]] | Refused:
    """Give each visit to whoever is free at its time by then, all of them as one step.

    Answers those that went to somebody else. What nobody can take stays where it is, and so does
    what has been cancelled or moved meanwhile.
    """

    def verb(unit: Unit) -> tuple[tuple[Visit, ...], Changes]:
        given: list[tuple[Appointment, Appointment]] = []
        ways = []
        for number in appointment_ids:
            old = _to_hand_over(unit, number)
            team = None if old is None else _free_team(unit, old)
            if old is None or team is None:
                continue
            new, back = stand_elsewhere(unit, old, Move(number, old.start, None, team))
            given.append((old, new))
            ways.append(led_back(unit, old, new, back))
        if len(given) == 1:
            remember(unit, "move", ways, visit_facts(unit, given[0][1]))
        elif given:
            remember(unit, "hand-over", ways[::-1], {"count": len(given)})
        touched = changes_of(*(visit for pair in given for visit in pair))
        return tuple(visit_of(unit, new) for _old, new in given), touched

    return desk.attempt(verb)


def _to_hand_over(unit: Unit, number: int) -> Appointment | None:
    """The visit, where it may still be moved."""
    try:
        return movable(unit, Move(number, 0))
    except RefusalError:
        return None


def _free_team(unit: Unit, visit: Appointment) -> tuple[str, ...] | None:
    """Who could take a visit at its time, as much of its own team as possible among them."""
    day = local_date(visit.start, unit.business.locations[visit.location_id].timezone)
    try:
        openings = openings_in(unit, visit, day, day)
    except RefusalError:  # not offered there any more
        return None
    free = (
        team
        for team in _teams(openings)
        if team != visit.resource_ids and visit.start in _starts(openings, team)
    )
    return min(free, key=lambda team: len(set(team) - set(visit.resource_ids)), default=None)


def _teams(openings: MoveOpenings) -> Iterator[tuple[str, ...]]:
    """Every way to fill the roles; the first ones share the most with the team of now."""
    now = openings.resource_ids
    roles = [sorted(role, key=lambda name: name not in now) for role in openings.roles]
    full = (team for team in product(*roles) if len(set(team)) == len(team))
    return islice(full, _MOST_TEAMS)


def _starts(openings: MoveOpenings, team: tuple[str, ...]) -> list[int]:
    first, *others = (set(openings.alone.get(name, ())) for name in team)
    return sorted(first.intersection(*others))
