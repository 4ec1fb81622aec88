"""What the book says about the time a plan reaches: one query per table, for all resources."""

from __future__ import annotations

from frontdesk.desk.unit import Unit
from frontdesk.engine.availability import Session, Taken
from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import Occupant, Occupants
from frontdesk.engine.plan import Plan
from frontdesk.engine.span import Span
from frontdesk.engine.values import RoundRobin
from frontdesk.store import occupancy
from frontdesk.store.appointments import NewAppointment


def load_taken(unit: Unit, plan: Plan) -> Taken:
    """Everything ``available_times`` needs for ``plan``; live appointments only."""
    connection, names, now = unit.connection, plan.candidates, unit.moment
    reach, window, service = plan.reach, plan.window, plan.service
    method = service.round_robin
    return Taken(
        spans=occupancy.live_spans(connection, names, reach.start, reach.end, now),
        sessions=_sessions(unit, plan) if service.capacity > 1 else {},
        service_starts=(
            occupancy.starts_of_service(
                connection, service.id, plan.location.id, window.start, window.end, now
            )
            if service.daily_limit is not None
            else ()
        ),
        visits=(
            occupancy.visits_per_resource(connection, names, window.start, window.end, now)
            if method is RoundRobin.BALANCED
            else {}
        ),
        last_made=(
            occupancy.last_made(connection, names, now) if method is RoundRobin.ROTATION else {}
        ),
    )


def load_occupants(unit: Unit, resource_ids: tuple[str, ...], around: Span) -> Occupants:
    """The live appointments whose footprints touch ``around``, by resource."""
    return {
        name: tuple(
            Occupant(
                row.appointment_id,
                Span(row.start, row.end),
                row.footprint,
                row.status,
                row.service_id,
                row.customer_name,
                row.desk,
                row.hold_expires_at,
            )
            for row in occupancy.occupants(
                unit.connection, name, around.start, around.end, unit.moment
            )
        )
        for name in resource_ids
    }


def class_mate(unit: Unit, visit: Appointment | NewAppointment) -> int | None:
    """A live visit of the same class session to share the footprint with; None where none is."""
    if unit.business.services[visit.service_id].capacity == 1:
        return None
    rows = occupancy.sessions(
        unit.connection,
        visit.service_id,
        visit.resource_ids,
        visit.start,
        visit.start + 1,
        unit.moment,
    )
    mate = rows.get((visit.resource_ids[0], visit.start, visit.duration))
    own = visit.id if isinstance(visit, Appointment) else None
    return None if mate is None or mate.appointment_id == own else mate.appointment_id


def _sessions(unit: Unit, plan: Plan) -> dict[tuple[str, int, int], Session]:
    rows = occupancy.sessions(
        unit.connection,
        plan.service.id,
        plan.candidates,
        plan.reach.start,
        plan.reach.end,
        unit.moment,
    )
    return {key: Session(row.count, row.footprint) for key, row in rows.items()}
