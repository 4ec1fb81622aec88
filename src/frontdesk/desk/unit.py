"""The desk and its units of work: one transaction, one present moment, one configuration."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
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
from frontdesk.engine.refusals import Code, Refusal, RefusalError, refuse
from frontdesk.engine.rights import EVERY_RIGHT, Right, User
from frontdesk.engine.values import Business, Status
from frontdesk.store import configuration, journal, news, users
from frontdesk.store import policy as stored_policy
from frontdesk.store.database import Database

T = TypeVar("T")
NO_RIGHTS: frozenset[Right] = frozenset()


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
    rights: frozenset[Right] = EVERY_RIGHT
    """What whoever sits at this desk may do."""
    user_id: int | None = None
    """Who that is; None for nobody, or where nobody signs in."""
    leave: frozenset[Right] = NO_RIGHTS
    """Those of the rights that somebody else gave for this one act."""
    used: list[Right] = field(default_factory=list)
    """Those of them that were needed."""
    steps: list[int] = field(default_factory=list)
    """The steps of the undo log that this transaction wrote."""
    recorded: list[int] = field(default_factory=list)
    """The visits and customers of whose change it wrote a row into a trail."""
    moment: int = field(init=False)
    """``now`` in whole seconds since the epoch."""

    def __post_init__(self) -> None:
        """Work out the moment once, as every row that is written carries it."""
        object.__setattr__(self, "moment", moment_of(self.now))

    def require(self, right: Right) -> None:
        """Refuse (``no-permission``) unless whoever sits here has ``right``."""
        if right not in self.rights:
            raise refuse(Code.NO_PERMISSION, right=right.value)
        if right in self.leave and right not in self.used:
            self.used.append(right)

    def note_leave(self) -> None:
        """Journal what somebody else allowed."""
        for right in self.used:
            journal.append_leave(
                self.connection, self.moment, self.who, self.desk_name, right.value
            )

    @property
    def business(self) -> Business:
        """The configuration as this transaction sees it."""
        return self.hours.business

    def record_customer(
        self,
        customer_id: int,
        verb: str,
        *,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
        **change: object,
    ) -> None:
        """Write one row of the customers' trail: ``change`` names fields, never contents.

        What stood in them ``before`` and ``after`` is kept beside it, until the person is erased.
        """
        self._record((customer_id,), verb, change, before or {}, after or {})

    def record_customers(self, ids: Iterable[int], verb: str, **change: object) -> None:
        """Write the same row for each of many customers."""
        self._record(ids, verb, change, {}, {})

    def _record(
        self,
        ids: Iterable[int],
        verb: str,
        change: Mapping[str, object],
        before: Mapping[str, object],
        after: Mapping[str, object],
    ) -> None:
        """Every change of a customer comes by here, so here is where it takes the right to."""
        self.require(Right.BOOK)
        entry = journal.CustomerEntry(
            self.moment, self.who, self.desk_name, 0, verb, change, before, after
        )
        entries = [replace(entry, customer_id=number) for number in ids]
        journal.append_customer(self.connection, *entries)
        self.recorded.extend(entry.customer_id for entry in entries)

    def record(
        self,
        appointment_id: int,
        before: Status | None,
        after: Status | None,
        change: dict[str, object],
    ) -> None:
        """Write one row of the audit trail. ``change`` holds ids and times, never names."""
        self.require(Right.BOOK)
        journal.append(
            self.connection,
            journal.AuditEntry(
                self.moment, self.who, self.desk_name, appointment_id, before, after, change
            ),
        )
        self.recorded.append(appointment_id)

    def tell_others(self) -> None:
        """Let other desks know that the book changed, unless the rows of a trail do."""
        if not self.recorded:
            news.add(self.connection)


@dataclass(frozen=True, slots=True)
class _Known:
    """What changes seldom, as of a line of the journal."""

    last_change: int
    hours: OpenHours
    policy: Policy
    users: Mapping[int, User]


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
        trusted: bool = False,
    ) -> None:
        """Sit at ``database``. ``seed`` makes the picks of the round robin ``random`` repeat.

        ``trusted`` is for whoever has the book in hand anyway (the command line): every right,
        whoever else signs in.
        """
        self.database = database
        self.clock = clock
        self.name = name
        self.who = who
        self.user_id: int | None = None
        """Who is signed in here; see ``desk.users``."""
        self._trusted = trusted
        self._allowed_by: User | None = None
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
        trusted: bool = False,
    ) -> Desk:
        """Open or create the book; EnvironmentFault when the surroundings do not let us."""
        database = Database.open(path_or_url, make_folder=make_folder)
        return cls(database, clock, name=name, who=who, seed=seed, trusted=trusted)

    def allowed_by(self, user: User) -> Desk:
        """The same desk, for one act that ``user`` allows with their rights.

        The trails name both. It shares the book with this one, so only this one is closed.
        """
        allowed = copy(self)
        allowed._allowed_by = user
        return allowed

    def close(self) -> None:
        """Leave the book; nothing may be under way."""
        self.database.close()

    def data_version(self) -> int:
        """A number that changes when another connection has changed what every desk shows."""
        return self.database.data_version()

    @contextmanager
    def look(self) -> Iterator[Unit]:
        """A reading unit: one snapshot of the book, no lock."""
        try:
            with self.database.read() as connection:
                unit = self._unit(connection)
                yield unit
        except RefusalError as error:
            self._note(error.refusal)
            raise
        if unit.used:
            with self.database.write() as connection:
                replace(self._unit(connection), used=unit.used).note_leave()

    @contextmanager
    def unit(self, *, quiet: bool = False) -> Iterator[Unit]:
        """A writing unit: alone with the book; rolls back unless it ends well.

        ``quiet``: nothing of what it writes is shown by other desks, so that they need not look.
        """
        try:
            with self.database.write() as connection:
                unit = self._unit(connection)
                yield unit
                unit.note_leave()
                if quiet:
                    news.add_quiet(connection)
                else:
                    unit.tell_others()
        except RefusalError as error:
            self._note(error.refusal)
            raise

    def attempt(self, verb: Callable[[Unit], tuple[T, Changes]]) -> Done[T] | Refused:
        """Run a verb in a writing unit of its own; a refusal leaves the book untouched."""
        try:
            with self.database.write() as connection:
                unit = self._unit(connection)
                value, changes = verb(unit)
                unit.note_leave()
                unit.tell_others()
        except RefusalError as error:
            self._note(error.refusal, verb.__qualname__.partition(".")[0].lstrip("_"))
            return Refused(error.refusal)
        return Done(value, changes, unit.steps[-1] if unit.steps else None)

    def _note(self, refusal: Refusal, act: str = "") -> None:
        """Journal that a right was missing, now that what was tried has been taken back."""
        right = refusal.facts.get("right")
        if refusal.code is not Code.NO_PERMISSION or right is None:
            return
        with self.database.write() as connection:
            unit = self._unit(connection)
            told = {"right": right, "act": act}
            journal.append_refusal(connection, unit.moment, unit.who, self.name, told)

    def _unit(self, connection: Connection) -> Unit:
        # Read only now, when the lock is ours: a wait for it must not confirm a dead hold.
        now = self.database.now_of_server(connection) or self.clock.now()
        known = self._known_at(connection)
        who, rights, leave = self._seated(known.users)
        return Unit(
            connection,
            now,
            known.hours,
            known.policy,
            self.name,
            who,
            self._generator,
            rights | leave,
            self.user_id,
            leave,
        )

    def _seated(self, known: Mapping[int, User]) -> tuple[str, frozenset[Right], frozenset[Right]]:
        """Who acts, for the trails, what they may do, and what else for this one act."""
        if self._trusted or all(user.retired for user in known.values()):
            return self.who, EVERY_RIGHT, NO_RIGHTS
        user = None if self.user_id is None else known.get(self.user_id)
        who, rights = (self.who, NO_RIGHTS) if user is None else (user.name, user.rights)
        if self._allowed_by is not None:
            allowed_by = self._allowed_by
            return f"{who} ({allowed_by.name})", rights, allowed_by.rights - rights
        return who, rights, NO_RIGHTS

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
                everyone = {user.id: user for user in users.everyone(connection)}
                known = _Known(last_change, hours, stored_policy.read(connection), everyone)
                self._known = known
            return known
