"""Writing down what a desk did, as commands that lead back. Running them is ``desk.undo``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from frontdesk.desk.exceptions import allowance_of
from frontdesk.desk.unit import Unit
from frontdesk.engine.booking import Appointment
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date
from frontdesk.store import appointments, desk_rows
from frontdesk.store.appointments import Fact
from frontdesk.store.desk_rows import Command

Snapshot = Mapping[str, Any]
"""A visit as it stood, as JSON."""

FACTS: tuple[Fact, ...] = (
    "confirmed_at",
    "arrived_at",
    "started_at",
    "completed_at",
    "paid_at",
)


def remember(
    unit: Unit,
    kind: str,
    commands: Sequence[Command],
    facts: Mapping[str, Any],
    appointment_id: int | None = None,
) -> None:
    """Write down a step of this desk, in the transaction that takes it."""
    step = desk_rows.remember(
        unit.connection,
        unit.desk_name,
        today(unit).isoformat(),
        unit.moment,
        kind,
        appointment_id,
        facts,
        commands,
    )
    unit.steps.append(step)


def remember_visit(unit: Unit, kind: str, visit: Appointment) -> None:
    """Write down that a visit was held, released, or booked (or reserved) by this desk."""
    command = hold_command(unit, visit) if kind == "release" else way_back(unit, visit)
    remember(unit, kind, [command], visit_facts(unit, visit), visit.id)


def way_back(unit: Unit, visit: Appointment) -> Command:
    """The command that frees the time of a visit as it stands now."""
    if visit.status is Status.INITIAL:
        return {"verb": "release", "appointment": visit.id}
    version = appointments.version_of(unit.connection, visit.id)
    return {"verb": "cancel", "appointment": visit.id, "version": version}


def hold_command(unit: Unit, visit: Appointment) -> Command:
    """The command that takes the time of a visit again, up to the status it has.

    ``was`` is the version in which the steps before it know the visit; a hold's ask for none.
    """
    was = None if visit.status is Status.INITIAL else visit.version
    return {"verb": "hold", **snapshot(unit, visit), "was": was}


def snapshot(unit: Unit, visit: Appointment) -> Snapshot:
    """What it takes to make the visit again as it stands, and whom it was put over."""
    allowed = allowance_of(unit, visit.id)
    return {
        "of": visit.id,
        "service": visit.service_id,
        "start": visit.start,
        "resources": list(visit.resource_ids),
        "duration": visit.duration,
        "before": visit.buffer_before,
        "after": visit.buffer_after,
        "location": visit.location_id,
        "customer": visit.customer_id,
        "complete": None if visit.status is Status.INITIAL else visit.status.value,
        "notes": visit.notes,
        "facts": {fact: getattr(visit, fact) for fact in FACTS},
        "allowed": None if allowed is None else allowed.change(),
    }


def visit_facts(unit: Unit, visit: Appointment) -> Mapping[str, Any]:
    """What the sentence about a step on a visit says; the customer by number only."""
    return {
        "start": visit.start,
        "timezone": unit.business.locations[visit.location_id].timezone,
        "service": unit.business.services[visit.service_id].name,
        "customer": visit.customer_id,
    }


def today(unit: Unit) -> date:
    """The local date at the primary location; a book without one goes by UTC."""
    primary = unit.business.primary
    return local_date(unit.moment // 60, primary.timezone if primary is not None else "UTC")
