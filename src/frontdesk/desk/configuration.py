"""The business as the manager configured it: read, exported, and replaced by a setup file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from frontdesk.desk import setup_edit
from frontdesk.desk.answers import Done
from frontdesk.desk.effects import StrandedVisit, newly_stranded
from frontdesk.desk.privacy import seen_business
from frontdesk.desk.setup_file import Fault, read_setup, write_setup
from frontdesk.desk.unit import Desk, Unit
from frontdesk.engine.changes import Changes
from frontdesk.engine.rights import Right
from frontdesk.engine.values import Business, Location, Resource, Service
from frontdesk.store import configuration, visits
from frontdesk.store import policy as stored_policy


@dataclass(frozen=True, slots=True)
class Stranded:
    """A retired entry with live visits ahead; they stay."""

    kind: str
    id: str
    name: str
    visits: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a setup file brought. With faults nothing was changed.

    ``stranded`` are retired entries with visits ahead, ``lost`` the visits ahead that lost their
    time otherwise, by other hours for instance. All of them stay in the book.
    """

    faults: tuple[Fault, ...] = ()
    business: Business | None = None
    changed: bool = False
    stranded: tuple[Stranded, ...] = ()
    lost: tuple[StrandedVisit, ...] = ()


def business(desk: Desk) -> Business:
    """The configuration in force, retired entries included; prices only with the right to them."""
    with desk.look() as unit:
        return seen_business(unit)


def load_setup(desk: Desk, text: str | bytes) -> Done[LoadReport]:
    """Make the configuration equal a setup file, all or nothing.

    What the file no longer names is retired; its live visits ahead stay and are reported. Undoable.
    Only the policy about customers and holds stays where the company says nothing of it, part by
    part (``SetupResult.policy_over``).

    Raises:
        RefusalError: ``no-permission`` without the right to configure.
    """
    read = read_setup(text)
    if read.business is None:
        return Done(LoadReport(faults=read.faults), Changes())
    wanted = read.business
    with desk.unit() as unit:
        unit.require(Right.CONFIGURE)
        before, policy = unit.business, read.policy_over(unit.policy)
        lost = tuple(
            visit
            for visit in newly_stranded(unit, wanted)
            if visit.reason.facts.get("because") not in ("location", "service", "resource")
        )
        changed = configuration.replace_business(
            unit.connection, wanted, at=unit.moment, who=unit.who, desk=unit.desk_name
        )
        changed |= stored_policy.replace(
            unit.connection, policy, at=unit.moment, who=unit.who, desk=unit.desk_name
        )
        if changed:
            setup_edit.remember_change(unit, (before, unit.policy), (wanted, policy))
        report = LoadReport((), wanted, changed, _stranded(unit), lost)
    step = unit.steps[-1] if unit.steps else None
    return Done(report, Changes(configuration=changed), step)


def check_setup(text: str | bytes) -> tuple[Fault, ...]:
    """Every fault of a setup file, each with its path; the book is not touched."""
    return read_setup(text).faults


def dump_setup(desk: Desk) -> str:
    """The configuration in force as a setup file; retired entries are left out.

    Raises:
        RefusalError: ``no-permission`` without the rights to export and to see prices.
    """
    with desk.look() as unit:
        unit.require(Right.EXPORT)
        unit.require(Right.SEE_PRICES)
        return write_setup(unit.business, unit.policy)


def _stranded(unit: Unit) -> tuple[Stranded, ...]:
    """What is retired although live visits ahead need it, with their number."""
    current = configuration.read_business(unit.connection)
    counts: Counter[tuple[str, str, str]] = Counter()
    for visit in visits.ahead_of_retired(unit.connection, unit.moment):
        entries: list[tuple[str, Location | Service | Resource]] = [
            ("location", current.locations[visit.location_id]),
            ("service", current.services[visit.service_id]),
            *(("resource", current.resources[name]) for name in visit.resource_ids),
        ]
        counts.update((kind, entry.id, entry.name) for kind, entry in entries if entry.retired)
    return tuple(Stranded(*key, visits=count) for key, count in counts.items())
