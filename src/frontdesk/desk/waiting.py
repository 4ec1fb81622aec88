"""The waiting list: who would come if a time were free, and whom a time that came free suits.

An entry belongs to a customer on record. It ends when it is removed, when its dates are over, or
when the customer is booked for what they wait for; taking that booking back on the same day puts
them on the list again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.first_available import MINUTES, Part
from frontdesk.desk.privacy import contact
from frontdesk.desk.records import editable
from frontdesk.desk.taken import load_taken
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_visits import Made
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import available_times
from frontdesk.engine.booking import Appointment
from frontdesk.engine.changes import Changes
from frontdesk.engine.plan import Request, check_range, find_location, make_plan
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date, wall_minute
from frontdesk.store import customers, visits
from frontdesk.store import waiting as stored
from frontdesk.store.desk_rows import Command

MOST = 200
"""More than these are not listed, and not asked whether a time suits them."""
_LIVE = frozenset({Status.BOOKED, Status.RESERVED})
_FREED = frozenset({Status.CANCELLED, Status.RESCHEDULED})
_SAME_DAY = 24 * 3600
_WAITS = Changes(customers=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody waits for, on the local days ``first..last``, both included.

    ``resource_ids`` must take part; none means with anyone. ``weekdays`` (Monday is 0) and
    ``part`` narrow the days and hours; empty and None leave them open.
    """

    customer_id: int
    service_id: str
    location_id: str
    first: date
    last: date
    resource_ids: tuple[str, ...] = ()
    part: Part | None = None
    weekdays: frozenset[int] = frozenset()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """One line of the list. ``made_at`` is a moment (seconds); ``desk`` made it."""

    id: int
    wish: Waiting
    customer_name: str
    phone: str
    service_name: str
    resource_names: tuple[str, ...]
    made_at: int
    desk: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What changed visits mean for the list.

    ``met`` got what they waited for; ``back`` wait again; ``suited`` wait for the time that came
    free, longest first.
    """

    met: tuple[WaitingEntry, ...] = ()
    back: tuple[WaitingEntry, ...] = ()
    suited: tuple[WaitingEntry, ...] = ()


def everyone(desk: Desk, location_id: str | None) -> tuple[WaitingEntry, ...]:
    """Who waits at a location, longest first; those whose dates are over are left out."""
    with desk.look() as unit:
        return _everyone(unit, location_id)


def add(desk: Desk, wanted: Waiting) -> Done[WaitingEntry] | Refused:
    """Put somebody on the list. Undoable.

    Refused with ``unknown-id``, ``bad-range``, ``not-offered-here`` and, for a customer who was
    merged or erased, ``wrong-status``.
    """

    def verb(unit: Unit) -> tuple[WaitingEntry, Changes]:
        unit.require(Right.BOOK)
        _check(unit, wanted)
        columns = _columns(wanted) | {"made_at": unit.moment, "desk": unit.desk_name}
        number = stored.add(unit.connection, columns)
        _remember(unit, "wait", number, wanted, {"closed_at": unit.moment})
        _record(unit, wanted.customer_id, wanted.service_id)
        return _entry(unit, number), _WAITS

    return desk.attempt(verb)


def edit(desk: Desk, entry_id: int, wanted: Waiting) -> Done[WaitingEntry] | Refused:
    """Change what somebody waits for; the customer stays. Undoable, refused as ``add`` is."""

    def verb(unit: Unit) -> tuple[WaitingEntry, Changes]:
        unit.require(Right.BOOK)
        before = _open(unit, entry_id)
        _check(unit, wanted)
        after = _columns(wanted)
        del after["customer_id"]
        changed = {name: before[name] for name in after if before[name] != after[name]}
        if changed:
            stored.change(unit.connection, entry_id, after)
            _remember(unit, "wait-edit", entry_id, wanted, changed)
            _record(unit, before["customer_id"], wanted.service_id)
        return _entry(unit, entry_id), _WAITS if changed else Changes()

    return desk.attempt(verb)


def remove(desk: Desk, entry_id: int) -> Done[WaitingEntry] | Refused:
    """Take somebody off the list. Undoable; refused with ``unknown-id`` when they are."""

    def verb(unit: Unit) -> tuple[WaitingEntry, Changes]:
        unit.require(Right.BOOK)
        _open(unit, entry_id)
        entry = _entry(unit, entry_id)
        stored.change(unit.connection, entry_id, {"closed_at": unit.moment})
        _remember(unit, "wait-remove", entry_id, entry.wish, {"closed_at": None})
        _record(unit, entry.wish.customer_id, entry.wish.service_id, waits=False)
        return entry, _WAITS

    return desk.attempt(verb)


def settle(desk: Desk, appointment_ids: Collection[int]) -> Done[Settled] | Refused:
    """Bring the list in step with visits that were just written; writes only where it must.

    Whoever was booked for what they wait for waits no more; whose booking of today was taken
    back waits again. Answers also whom the time of cancelled and moved visits suits.
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
            entry = _entry(unit, entry_id)
            waits = columns["closed_at"] is None
            (back if waits else met).append(entry)
            _record(unit, entry.wish.customer_id, entry.wish.service_id, waits=waits)
        return Settled(tuple(met), tuple(back), suited), _WAITS

    return desk.attempt(verb)


def run_command(unit: Unit, command: Command) -> Made:
    """Undo or redo a step: the columns as they were, refused where they are others by now."""
    unit.require(Right.BOOK)
    number, columns = int(command["entry"]), dict(command["columns"])
    found = stored.get(unit.connection, number)
    expected = dict(command["expected"])
    if found is None or any(_differs(name, found[name], expected[name]) for name in expected):
        raise refuse(Code.WRONG_STATUS, because="changed-since")
    stored.change(unit.connection, number, columns)
    back = {**command, "columns": expected, "expected": columns}
    closed = columns.get("closed_at", found["closed_at"]) is not None
    _record(unit, found["customer_id"], found["service_id"], waits=not closed)
    return Made(_WAITS, (back,))


def _record(unit: Unit, customer_id: int, service_id: str, *, waits: bool = True) -> None:
    unit.record_customer(customer_id, "waits" if waits else "waits no more", service=service_id)


def _differs(name: str, found: Any, expected: Any) -> bool:
    if name == "closed_at":  # when it was closed does not matter, only that it is
        return (found is None) != (expected is None)
    return bool(found != expected)


def _remember(unit: Unit, kind: str, number: int, wish: Waiting, before: Mapping[str, Any]) -> None:
    found = stored.get(unit.connection, number)
    assert found is not None
    command = {
        "verb": "waiting",
        "entry": number,
        "customer": wish.customer_id,
        "columns": dict(before),
        "expected": {name: found[name] for name in before},
    }
    service = unit.business.services[wish.service_id].name
    remember(unit, kind, [command], {"customer": wish.customer_id, "service": service})


def _check(unit: Unit, wanted: Waiting) -> None:
    editable(unit, wanted.customer_id)
    check_range(wanted.first, wanted.last)
    make_plan(unit.business, _request(wanted, wanted.first))


def _request(wish: Waiting, day: date) -> Request:
    return Request(wish.service_id, day, day, wish.location_id, wish.resource_ids)


def _open(unit: Unit, entry_id: int) -> dict[str, Any]:
    found = stored.get(unit.connection, entry_id)
    if found is None or found["closed_at"] is not None:
        raise refuse(Code.UNKNOWN_ID, because="not-waiting")
    return found


def _everyone(unit: Unit, location_id: str | None) -> tuple[WaitingEntry, ...]:
    location = find_location(unit.business, location_id)
    today = local_date(unit.moment // 60, location.timezone).isoformat()
    rows = stored.waiting(unit.connection, location.id, today, MOST)
    return tuple(_entry_of(unit, row._mapping) for row in rows)


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
        wish = _wish_of(unit, row._mapping)
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
    waiting = [entry for place in sorted(places) for entry in _everyone(unit, place)]
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
        plan = make_plan(unit.business, _request(wish, day))
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


def _columns(wish: Waiting) -> dict[str, Any]:
    return {
        "customer_id": wish.customer_id,
        "location_id": wish.location_id,
        "service_id": wish.service_id,
        "resource_ids": list(wish.resource_ids),
        "first": wish.first.isoformat(),
        "last": wish.last.isoformat(),
        "part": None if wish.part is None else wish.part.value,
        "weekdays": sorted(wish.weekdays),
        "notes": wish.notes,
    }


def _wish_of(unit: Unit, row: Mapping[Any, Any]) -> Waiting:
    return Waiting(
        customers.kept_id(unit.connection, row["customer_id"]),
        row["service_id"],
        row["location_id"],
        date.fromisoformat(row["first"]),
        date.fromisoformat(row["last"]),
        tuple(row["resource_ids"]),
        None if row["part"] is None else Part(row["part"]),
        frozenset(row["weekdays"]),
        row["notes"],
    )


def _entry(unit: Unit, entry_id: int) -> WaitingEntry:
    found = stored.get(unit.connection, entry_id)
    assert found is not None
    return _entry_of(unit, found)


def _entry_of(unit: Unit, row: Mapping[Any, Any]) -> WaitingEntry:
    wish = _wish_of(unit, row)
    record = customers.record(unit.connection, wish.customer_id)
    business = unit.business
    service = business.services.get(wish.service_id)
    return WaitingEntry(
        row["id"],
        wish,
        "" if record is None else record.fields.name,
        "" if record is None else contact(unit, record.fields.phone),
        wish.service_id if service is None else service.name,
        tuple(business.resources[name].name for name in wish.resource_ids),
        row["made_at"],
        row["desk"],
    )
