"""A believable business with weeks of visits, for trying and for training.

The visits go through the engine's availability and the store's guards like real ones; only their
past is made up, since nobody can book yesterday.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from frontdesk import paths
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.demo_people import NOTES, people
from frontdesk.desk.setup_file import read_setup, write_setup
from frontdesk.desk.taken import class_mate, load_taken
from frontdesk.desk.translatable import Translatable
from frontdesk.desk.undo_log import remember
from frontdesk.desk.undo_visits import Made
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.availability import Available, Taken, available_times
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import datetime_of_instant
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.plan import Plan, Request, make_plan
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.engine.span import Span
from frontdesk.engine.values import Business, Status
from frontdesk.engine.zones import dates, instant_of_minute, local_date
from frontdesk.store import appointments, configuration, customers, desk_rows, journal, sample_rows
from frontdesk.store.appointments import NewAppointment
from frontdesk.store.desk_rows import Command

WEEKS_BACK, WEEKS_AHEAD = 3, 4
_SEED = 20261124
_ELSEWHERE = "America/New_York"

_MIX = {
    # service id: the share of a day's available starts that are taken, in the order of booking
    "first-visit": 0.16,
    "scan": 0.2,
    "pilates": 1.0,
    "follow-up": 0.3,
    "phone": 0.05,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What the book was filled with."""

    name: str
    visits: int


def fill(desk: Desk, timezone: str | None = None) -> Done[Filled] | Refused:
    """Fill an empty book; refused (``invalid-setup``) where a business is configured already.

    ``timezone`` is where the business lies, by default where this computer stands. The same
    moment gives the same visits. Undoable, as long as nothing was written beside it.
    """

    def verb(unit: Unit) -> tuple[Filled, Changes]:
        unit.require(Right.CONFIGURE)
        if any(not entry.retired for entry in unit.business.locations.values()):
            raise refuse(
                Code.INVALID_SETUP,
                problem=Translatable(
                    "This book is not empty; sample data only goes into an empty one."
                ),
            )
        business = _business(timezone or _zone_of_computer())
        configuration.replace_business(
            unit.connection, business, at=unit.moment, who=unit.who, desk=unit.desk_name
        )
        filled = replace(unit, hours=OpenHours(business))
        count = _Filling(filled, business).run()
        remember(filled, "fill", [{"verb": "take-sample"}], {"name": business.name})
        return Filled(business.name, count), Changes(everything=True)

    return desk.attempt(verb)


def _business(timezone: str) -> Business:
    read = read_setup(paths.resource("demo/business.json").read_bytes())
    assert read.business is not None, read.faults
    places = [replace(location, timezone=timezone) for location in read.business.locations.values()]
    return replace(read.business, locations={place.id: place for place in places})


def _zone_of_computer() -> str:
    """The IANA zone this computer is set to, where it can be told and is a place."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        parts = Path("/etc/localtime").resolve().parts
        name = "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else ""
    return name if "/" in name and not name.startswith("Etc/") else _ELSEWHERE


class _Filling:
    """Books day after day, from the past into the future, with a generator of its own."""

    def __init__(self, unit: Unit, business: Business) -> None:
        self._unit = unit
        self._business = business
        self._generator = random.Random(_SEED)
        self._customers = [
            customers.add(
                unit.connection,
                person.name,
                person.email,
                person.phone,
                created_at=unit.moment - self._generator.randrange(400) * 86400,
            )
            for person in people(self._generator)
        ]
        self._count = 0

    def run(self) -> int:
        """Fill every location; how many visits were made."""
        for location in self._business.locations.values():
            today = local_date(self._unit.moment // 60, location.timezone)
            first = today - timedelta(weeks=WEEKS_BACK)
            for day in dates(first, today + timedelta(weeks=WEEKS_AHEAD)):
                for service_id, share in _MIX.items():
                    service = self._business.services[service_id]
                    if service.scope == "company" or service.location_id == location.id:
                        self._book_some(location.id, service_id, day, self._busy(day, today, share))
        return self._count

    def _busy(self, day: date, today: date, share: float) -> float:
        """The book thins out towards the future, as books do."""
        weeks = max(0, (day - today).days) / 7
        return share * max(0.25, 1 - weeks * 0.2)

    def _book_some(self, location_id: str, service_id: str, day: date, share: float) -> None:
        plan = make_plan(self._business, Request(service_id, day, day, location_id))
        found = self._times(plan, day)
        starts = sorted({entry.start for entry in found})
        wanted = [start for start in starts if self._generator.random() < share]
        for start in wanted:
            is_class = plan.service.capacity > 1
            seats = self._generator.randint(2, plan.service.capacity) if is_class else 1
            for customer_id in self._generator.sample(self._customers, seats):
                free = [entry for entry in self._times(plan, day) if entry.start == start]
                if free:
                    self._book(plan, self._generator.choice(free), customer_id)

    def _times(self, plan: Plan, day: date) -> list[Available]:
        # Seen from the evening before, or every time of the past would be over.
        eve = instant_of_minute(day - timedelta(days=1), 0, plan.location.timezone)
        taken: Taken = load_taken(self._unit, plan)
        seen_from = datetime_of_instant(eve)
        return available_times(plan, self._unit.hours, taken, seen_from, self._generator)

    def _book(self, plan: Plan, entry: Available, customer_id: int) -> None:
        now = self._unit.moment
        made_at = min(now, entry.start * 60) - self._generator.randrange(1, 20 * 86400)
        new = NewAppointment(
            status=Status.BOOKED,
            location_id=plan.location.id,
            service_id=plan.service.id,
            resource_ids=entry.resource_ids,
            start=entry.start,
            duration=plan.duration,
            buffer_before=plan.service.buffer_before,
            buffer_after=plan.service.buffer_after,
            created_at=made_at,
            customer_id=customer_id,
            notes=self._generator.choice(NOTES) if self._generator.random() < 0.2 else "",
            desk=self._unit.desk_name,
        )
        made = appointments.insert(
            self._unit.connection, new, shares_session_of=class_mate(self._unit, new)
        )
        self._unit.record(made, None, Status.BOOKED, {"start": new.start, "demo": True})
        self._count += 1
        self._live_through(made, Span(new.start, new.start + new.duration), now // 60)

    def _live_through(self, appointment_id: int, visit: Span, now: int) -> None:
        """What has happened to a visit by now: it took place, or nobody came."""
        connection = self._unit.connection
        if visit.end <= now and self._generator.random() < 0.05:
            appointments.update_status(connection, appointment_id, Status.NO_SHOW)
            self._unit.record(appointment_id, Status.BOOKED, Status.NO_SHOW, {"demo": True})
            return
        if visit.start <= now + 10:
            appointments.set_fact(connection, appointment_id, "arrived_at", visit.start * 60 - 240)
        if visit.end <= now:
            appointments.set_fact(connection, appointment_id, "completed_at", visit.end * 60)


def is_sample(desk: Desk) -> bool:
    """Whether the business in force is the one that ``fill`` makes, unchanged."""
    with desk.look() as unit:
        return _is_sample(unit.business)


def remove(desk: Desk) -> Done[None] | Refused:
    """Empty a book that holds the sample business and nothing else.

    Refused with ``invalid-setup`` where the business is another or was changed, or where a visit
    or a customer was written or changed by hand. Undone, every row is back as it was; that is
    refused (``book-not-empty``) once the book holds anything else.
    """

    def verb(unit: Unit) -> tuple[None, Changes]:
        unit.require(Right.CONFIGURE)
        facts = {"name": unit.business.name}
        back = _take_out(unit)
        # By the clock of a book without a location, as whoever looks for the step reads it.
        emptied = replace(unit, hours=OpenHours(Business.of("")))
        remember(emptied, "clear", [back], facts)
        return None, Changes(everything=True)

    return desk.attempt(verb)


def _take_out(unit: Unit) -> Command:
    """Empty the book; the command that fills it again with the very same rows."""
    problem = _in_the_way(unit)
    if problem:
        raise refuse(Code.INVALID_SETUP, problem=problem)
    setup = write_setup(unit.business)
    configuration.replace_business(
        unit.connection, Business.of(""), at=unit.moment, who=unit.who, desk=unit.desk_name
    )
    rows = sample_rows.take_out(unit.connection)
    _journal(unit, rows, {})
    gone = [
        entry.id
        for entry in desk_rows.all_entries(unit.connection)
        if any(command["verb"] not in _LASTING for command in entry.commands)
    ]
    desk_rows.forget(unit.connection, gone)
    return {"verb": "put-sample", "setup": setup, "rows": rows}


def _run_taking(unit: Unit, _command: Command) -> Made:
    unit.require(Right.CONFIGURE)
    return Made(Changes(everything=True), (_take_out(unit),))


def _run_putting(unit: Unit, command: Command) -> Made:
    unit.require(Right.CONFIGURE)
    if not sample_rows.is_empty(unit.connection):
        raise refuse(Code.WRONG_STATUS, because="book-not-empty")
    business = read_setup(command["setup"]).business
    assert business is not None
    sample_rows.put_back(unit.connection, command["rows"])
    configuration.replace_business(
        unit.connection, business, at=unit.moment, who=unit.who, desk=unit.desk_name
    )
    _journal(unit, {}, command["rows"])
    return Made(Changes(everything=True), ({"verb": "take-sample"},))


def _journal(unit: Unit, before: sample_rows.Rows, after: sample_rows.Rows) -> None:
    """Say how much went out or came in; what it was is made up, and in the undo log for a day."""
    counts = [
        {"sample": {name: len(rows[name]) for name in ("customer", "appointment") if name in rows}}
        for rows in (before, after)
    ]
    line = journal.SettingChange(unit.moment, unit.who, unit.desk_name, *counts)
    journal.append_setting_change(unit.connection, line)


def _in_the_way(unit: Unit) -> str:
    if not _is_sample(unit.business):
        return Translatable(
            "This is not the sample business, or its setup was changed. Nothing was removed."
        )
    written = sample_rows.written(unit.connection)
    if written.visits or written.customers or written.waiting:
        return Translatable(
            "Besides the sample, this book holds what somebody made or changed: "
            "visits: {visits}, customers: {customers}, waiting: {waiting}. So nothing was removed. "
            "Undo those first, or begin another book.",
            visits=written.visits,
            customers=written.customers,
            waiting=written.waiting,
        )
    return ""


def _is_sample(business: Business) -> bool:
    zones = {place.timezone for place in business.locations.values()}
    if len(zones) != 1:
        return False
    return write_setup(business) == write_setup(_business(*zones))


RUN: Mapping[str, Callable[[Unit, Command], Made]] = {
    "take-sample": _run_taking,
    "put-sample": _run_putting,
}
"""What each command of the undo log does."""
_LASTING = frozenset({*RUN, "policy", "user", "secret"})
"""Commands about what is no part of a sample, and so are good for a book without one."""
