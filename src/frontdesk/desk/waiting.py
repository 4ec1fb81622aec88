"""The waiting list: who would come if a time were free.

An entry belongs to a customer on record. It ends when it is removed, when its dates are over, or
when the customer is booked for what they wait for; taking that booking back on the same day puts
them on the list again (``waiting_matches``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.first_available import Part
from frontdesk.desk.privacy import contact
from frontdesk.desk.records import editable
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_visits import Made
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.plan import Request, check_range, find_location, make_plan
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.zones import local_date
from frontdesk.store import customers
from frontdesk.store import waiting as stored
from frontdesk.store.desk_rows import Command

MOST = 200
"""More than these are not listed, and not asked whether a time suits them."""
_WAITS = Changes(customers=True)
_TOLD = (
    "customer_id",
    "location_id",
    "service_id",
    "resource_ids",
    "first",
    "last",
    "part",
    "weekdays",
    "notes",
)
"""What the trail tells of an entry."""


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


def everyone(desk: Desk, location_id: str | None) -> tuple[WaitingEntry, ...]:
    """Who waits at a location, longest first; those whose dates are over are left out."""
    with desk.look() as unit:
        return entries_in(unit, location_id)


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
        record(unit, stored.get(unit.connection, number))
        return entry_in(unit, number), _WAITS

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
            record(unit, stored.get(unit.connection, entry_id), before)
        return entry_in(unit, entry_id), _WAITS if changed else Changes()

    return desk.attempt(verb)


def remove(desk: Desk, entry_id: int) -> Done[WaitingEntry] | Refused:
    """Take somebody off the list. Undoable; refused with ``unknown-id`` when they are."""

    def verb(unit: Unit) -> tuple[WaitingEntry, Changes]:
        unit.require(Right.BOOK)
        before = _open(unit, entry_id)
        entry = entry_in(unit, entry_id)
        stored.change(unit.connection, entry_id, {"closed_at": unit.moment})
        _remember(unit, "wait-remove", entry_id, entry.wish, {"closed_at": None})
        record(unit, None, before)
        return entry, _WAITS

    return desk.attempt(verb)


def run_command(unit: Unit, command: Command) -> Made:
    """Undo or redo a step: the columns as they were, refused where they are others by now."""
    unit.require(Right.BOOK)
    number, columns = int(command["entry"]), dict(command["columns"])
    found = stored.get(unit.connection, number)
    expected = dict(command["expected"])
    if found is None or any(_differs(name, found[name], expected[name]) for name in expected):
        raise refuse(Code.WRONG_STATUS, because="waiting-changed")
    stored.change(unit.connection, number, columns)
    back = {**command, "columns": expected, "expected": columns}
    after = stored.get(unit.connection, number)
    was_open, is_open = (row and row["closed_at"] is None for row in (found, after))
    record(unit, after if is_open else None, found if was_open else None)
    return Made(_WAITS, (back,))


def record(
    unit: Unit, after: Mapping[Any, Any] | None, before: Mapping[Any, Any] | None = None
) -> None:
    """Write into the trail of a customer that they wait, for something else, or no more.

    Both are rows of an entry; None where it is not on the list.
    """
    row = after if after is not None else before
    if row is None:
        return
    verb = "waits" if before is None else "waits no more" if after is None else "waits otherwise"
    unit.record_customer(
        row["customer_id"],
        verb,
        before=_told(before),
        after=_told(after),
        service=row["service_id"],
    )


def _told(row: Mapping[Any, Any] | None) -> dict[str, Any]:
    return {} if row is None else {name: row[name] for name in _TOLD}


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
    make_plan(unit.business, request_of(wanted, wanted.first))


def request_of(wish: Waiting, day: date) -> Request:
    """What to ask the engine about one day of a wish."""
    return Request(wish.service_id, day, day, wish.location_id, wish.resource_ids)


def _open(unit: Unit, entry_id: int) -> dict[str, Any]:
    found = stored.get(unit.connection, entry_id)
    if found is None or found["closed_at"] is not None:
        raise refuse(Code.UNKNOWN_ID, because="not-waiting")
    return found


def entries_in(unit: Unit, location_id: str | None) -> tuple[WaitingEntry, ...]:
    """Who waits at a location, as ``everyone`` answers."""
    location = find_location(unit.business, location_id)
    today = local_date(unit.moment // 60, location.timezone).isoformat()
    rows = stored.waiting(unit.connection, location.id, today, MOST)
    return tuple(_entry_of(unit, row._mapping) for row in rows)


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


def wish_of(unit: Unit, row: Mapping[Any, Any]) -> Waiting:
    """The wish in a row; of whom the customer was merged into, where they were."""
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


def entry_in(unit: Unit, entry_id: int) -> WaitingEntry:
    """An entry that exists."""
    found = stored.get(unit.connection, entry_id)
    assert found is not None
    return _entry_of(unit, found)


def _entry_of(unit: Unit, row: Mapping[Any, Any]) -> WaitingEntry:
    wish = wish_of(unit, row)
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
