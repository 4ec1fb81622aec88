"""What visits that were written mean for the waiting list: who got a time, and whom one suits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.first_available import MINUTES
from frontdesk.desk.taken import load_taken
from frontdesk.desk.unit import Desk, Unit
from frontdesk.desk.waiting import (
    Waiting,
    WaitingEntry,
    entries_in,
    entry_in,
    record,
    request_of,
    wish_of,
)
from frontdesk.engine.availability import available_times
from frontdesk.engine.booking import Appointment
from frontdesk.engine.changes import Changes
from frontdesk.engine.plan import make_plan
from frontdesk.engine.refusals import RefusalError
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date, wall_minute
from frontdesk.store import customers, visits
from frontdesk.store import waiting as stored

_LIVE = frozenset({Status.BOOKED, Status.RESERVED})
_FREED = frozenset({Status.CANCELLED, Status.RESCHEDULED})
_SAME_DAY = 24 * 3600
"""Seconds in which a booking that is taken back puts its customer on the list again."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What changed visits mean for the list.

    ``met`` got what they waited for; ``back`` wait again; ``suited`` wait for the time that came
    free, longest first.
    """

    met: tuple[WaitingEntry, ...] = ()
    back: tuple[WaitingEntry, ...] = ()
    suited: tuple[WaitingEntry, ...] = ()


def settle(desk: Desk, appointment_ids: Collection[int]) -> Done[Settled] | Refused:
    """Bring the list in step with visits that were just written; writes only where it must.

    Whoever was booked for what they wait for waits no more; whose booking of today was taken
    back waits again. Answers also whom the time of cancelled and moved visits suits. It follows
    from what was done, maybe with somebody else's leave, and so takes no right of its own.
    """
    with desk.look() as unit:
        changed = list(visits.get_many(unit.connection, appointment_ids).values())
        due = _due(unit, changed)
        suited = _suited(unit, changed)
    if not due:
        return Done(Settled(suited=suited), Changes())

    def verb(unit: Unit) -> tuple[Settled, Changes]:
        met: list[WaitingEntry] = []
        back: list[WaitingEntry] = []
        for entry_id, columns in _due(unit, changed).items():
            stored.change(unit.connection, entry_id, columns)
            entry, row = entry_in(unit, entry_id), stored.get(unit.connection, entry_id)
            waits = columns["closed_at"] is None
            (back if waits else met).append(entry)
            follows = replace(unit, rights=unit.rights | {Right.BOOK})
            record(follows, row if waits else None, None if waits else row)
        return Settled(tuple(met), tuple(back), suited), Changes(customers=True)

    return desk.attempt(verb)


def _due(unit: Unit, changed: list[Appointment]) -> dict[int, Mapping[str, Any]]:
    """The columns to change of each entry that visits as they are now open or close."""
    live = [visit for visit in changed if visit.status in _LIVE]
    kept = {visit.customer_id for visit in changed if visit.customer_id is not None}
    people = {number for one in kept for number in customers.cluster(unit.connection, one)}
    over = [visit.id for visit in changed if visit.status not in _LIVE]
    since = unit.moment - _SAME_DAY
    due: dict[int, Mapping[str, Any]] = {}
    for row in stored.concerned(unit.connection, people, over, since):
        if row.closed_at is not None:
            due[row.id] = {"closed_at": None, "appointment_id": None}
            continue
        wish = wish_of(unit, row._mapping)
        met = next((visit for visit in live if _meets(unit, wish, visit)), None)
        if met is not None:
            due[row.id] = {"closed_at": unit.moment, "appointment_id": met.id}
    return due


def _meets(unit: Unit, wish: Waiting, visit: Appointment) -> bool:
    """Whether a visit is what its customer waits for: any time of that service within the days."""
    zone = unit.business.locations[visit.location_id].timezone
    return (
        visit.customer_id == wish.customer_id
        and visit.service_id == wish.service_id
        and wish.first <= local_date(visit.start, zone) <= wish.last
    )


def _suited(unit: Unit, changed: list[Appointment]) -> tuple[WaitingEntry, ...]:
    freed = [
        visit
        for visit in changed
        if visit.status in _FREED and visit.start + visit.duration > unit.moment // 60
    ]
    if not freed:
        return ()
    places = {visit.location_id for visit in freed}
    waiting = [entry for place in sorted(places) for entry in entries_in(unit, place)]
    return tuple(
        entry for entry in waiting if any(_suits(unit, entry.wish, visit) for visit in freed)
    )


def _suits(unit: Unit, wish: Waiting, freed: Appointment) -> bool:
    """Whether a visit as wished could begin or go on in the time that came free."""
    zone = unit.business.locations[freed.location_id].timezone
    day = local_date(freed.start, zone)
    in_days = wish.first <= day <= wish.last and freed.location_id == wish.location_id
    if not in_days or (wish.weekdays and day.weekday() not in wish.weekdays):
        return False
    try:
        plan = make_plan(unit.business, request_of(wish, day))
    except RefusalError:
        return False  # the service is offered no more
    if not set(plan.candidates) & set(freed.resource_ids):
        return False
    low, high = MINUTES[wish.part] if wish.part is not None else (0, 24 * 60)
    taken = load_taken(unit, plan)
    end = freed.start + freed.duration
    return any(
        found.start < end
        and freed.start < found.start + plan.duration
        and low <= wall_minute(found.start, zone) < high
        for found in available_times(plan, unit.hours, taken, unit.now)
    )
