"""The desk and its units of work: one transaction, one present moment, one configuration."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.holiday_calendar import holiday_names
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import Clock, moment_of
from frontdesk.engine.hours import OpenHours
from frontdesk.engine.policy import Policy
from frontdesk.engine.refusals import Code, RefusalError, refuse
from frontdesk.engine.rights import EVERY_RIGHT, Right
from frontdesk.engine.values import Business, Status
from frontdesk.store import configuration, journal
from frontdesk.store import policy as stored_policy
from frontdesk.store.database import Database

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """One transaction on the book. ``now`` was read when it began, after any wait for the lock."""

    connection: Connection
    now: datetime
    hours: OpenHours
    policy: Policy
    desk_name: str
    who: str
    generator: random.Random
    steps: list[int] = field(default_factory=list)
    """The steps of the undo log that this transaction wrote."""
    rights: frozenset[Right] = EVERY_RIGHT
    """What whoever sits at this desk may do."""

    def require(self, right: Right) -> None:
        """Refuse (``no-permission``) unless whoever sits here has ``right``."""
        if right not in self.rights:
            raise refuse(Code.NO_PERMISSION, right=right.value)

    @property
    def business(self) -> Business:
        """The configuration as this transaction sees it."""
        return self.hours.business

    @property
    def moment(self) -> int:
        """``now`` in whole seconds since the epoch."""
        return moment_of(self.now)

    def record_customer(self, customer_id: int, verb: str, **change: object) -> None:
        """Write one row of the customers' trail: ``change`` names fields, never contents."""
        self.record_customers((customer_id,), verb, **change)

    def record_customers(self, ids: Iterable[int], verb: str, **change: object) -> None:
        """Write the same row for each of many customers."""
        entry = journal.CustomerEntry(self.moment, self.who, self.desk_name, 0, verb, change)
        journal.append_customer(
            self.connection, *(replace(entry, customer_id=number) for number in ids)
        )

    def record(
        self,
        appointment_id: int,
        before: Status | None,
        after: Status | None,
        change: dict[str, object],
    ) -> None:
        """Write one row of the audit trail. ``change`` holds ids and times, never names."""
        journal.append(
            self.connection,
            journal.AuditEntry(
                self.moment, self.who, self.desk_name, appointment_id, before, after, change
            ),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What changes seldom, as of a line of the journal."""

    last_change: int
    hours: OpenHours
    policy: Policy


class Desk:
    """One workstation at a book. Its verbs are the functions of this package's modules.

    May be used from several threads; each call opens and closes its own transaction.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        name: str = "Desk 1",
        who: str = "",
        seed: int | None = None,
    ) -> None:
        """Sit at ``database``. ``seed`` makes the picks of the round robin ``random`` repeat."""
        self.database = database
        self.clock = clock
        self.name = name
        self.who = who
        self._generator = random.Random(seed)
        self._known: _Known | None = None
        self._known_lock = threading.Lock()

    @classmethod
    def open(
        cls,
        path_or_url: str | Path,
        clock: Clock,
        *,
        name: str = "Desk 1",
        who: str = "",
        make_folder: bool = False,
        seed: int | None = None,
    ) -> Desk:
        """Open or create the book; EnvironmentFault when the surroundings do not let us."""
        database = Database.open(path_or_url, make_folder=make_folder)
        return cls(database, clock, name=name, who=who, seed=seed)

    def close(self) -> None:
        """Leave the book; nothing may be under way."""
        self.database.close()

    def data_version(self) -> int:
        """A number that changes when another connection has written to the book."""
        return self.database.data_version()

    @contextmanager
    def look(self) -> Iterator[Unit]:
        """A reading unit: one snapshot of the book, no lock."""
        with self.database.read() as connection:
            yield self._unit(connection)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """A writing unit: alone with the book; rolls back unless it ends well."""
        with self.database.write() as connection:
            yield self._unit(connection)

    def attempt(self, verb: Callable[[Unit], tuple[T, Changes]]) -> Done[T] | Refused:
        """Run a verb in a writing unit of its own; a refusal leaves the book untouched."""
        try:
            with self.unit() as unit:
                value, changes = verb(unit)
        except RefusalError as error:
            return Refused(error.refusal)
        return Done(value, changes, unit.steps[-1] if unit.steps else None)

    def _unit(self, connection: Connection) -> Unit:
        # Read only now, when the lock is ours: a wait for it must not confirm a dead hold.
        now = self.database.now_of_server(connection) or self.clock.now()
        known = self._known_at(connection)
        return Unit(
            connection, now, known.hours, known.policy, self.name, self.who, self._generator
        )

    def _known_at(self, connection: Connection) -> _Known:
        """The configuration and the policy in force, kept until the journal tells of a change."""
        last_change = configuration.last_change(connection)
        with self._known_lock:
            known = self._known
            if known is None or known.last_change != last_change:
                hours = None if known is None else known.hours
                version = configuration.business_version(connection)
                if hours is None or hours.business.version != version:
                    hours = OpenHours(configuration.read_business(connection), holiday_names)
                known = _Known(last_change, hours, stored_policy.read(connection))
                self._known = known
            return known
