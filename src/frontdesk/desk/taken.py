"""What the book says about the time a plan reaches: one query per table, for all resources."""

from __future__ import annotations

from frontdesk.desk.unit import Unit
from frontdesk.engine.availability import Session, SessionKey, Taken
from frontdesk.engine.booking import Appointment
from frontdesk.engine.explain import Occupant, Occupants
from frontdesk.engine.plan import Plan
from frontdesk.engine.span import Span
from frontdesk.engine.values import RoundRobin
from frontdesk.store import occupancy, visits
from frontdesk.store.appointments import NewAppointment


def load_taken(
    unit: Unit,
    plan: Plan,
    moving: Appointment | None = None,
    *,
    only_start: int | None = None,
) -> Taken:
    """Everything ``available_times`` needs for ``plan``; live appointments only.

    ``moving`` is a visit whose own time is no obstacle, since it is about to leave it.
    ``only_start`` is the one start that will be asked about.
    """
    connection, names, now = unit.connection, plan.candidates, unit.moment
    reach, window, service = plan.reach, plan.window, plan.service
    if only_start is not None and service.capacity == 1:
        # As ``plan.reach``. A class is looked at as a whole, with whatever stands in its way.
        reach = Span(
            only_start - service.buffer_before - 1,
            only_start + plan.duration + service.buffer_after,
        )
    method = service.round_robin
    return Taken(
        spans=occupancy.live_spans(
            connection,
            names,
            reach.start,
            reach.end,
            now,
            ignoring=None if moving is None else moving.id,
        ),
        sessions=_sessions(unit, plan) if service.capacity > 1 else {},
        service_starts=(
            _without(
                occupancy.starts_of_service(
                    connection, service.id, plan.location.id, window.start, window.end, now
                ),
                moving,
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
    rows = occupancy.occupants(unit.connection, resource_ids, around.start, around.end, unit.moment)
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
            for row in found
        )
        for name, found in rows.items()
    }


def class_mate(unit: Unit, visit: Appointment | NewAppointment) -> int | None:
    """A live visit of the same class session to share the footprint with; None where none is.

    The same session is the same service, start and duration with the same resources.
    """
    if unit.business.services[visit.service_id].capacity == 1:
        return None
    names = visit.resource_ids
    rows = occupancy.sessions(
        unit.connection, visit.service_id, names, visit.start, visit.start + 1, unit.moment
    )
    found = rows.get((names[0], visit.start, visit.duration))
    mate = None if found is None else visits.get(unit.connection, found.appointment_id)
    if mate is None or set(mate.resource_ids) != set(names):
        return None
    return None if isinstance(visit, Appointment) and mate.id == visit.id else mate.id


def _without(starts: list[int], moving: Appointment | None) -> list[int]:
    """The starts of a service's visits without the one that moves."""
    if moving is not None and moving.start in starts:
        starts.remove(moving.start)
    return starts


def _sessions(unit: Unit, plan: Plan) -> dict[SessionKey, Session]:
    # Of the whole location, since a class that a candidate gives may take others besides.
    here = [
        resource.id
        for resource in unit.business.resources.values()
        if resource.location_id == plan.location.id
    ]
    rows = occupancy.sessions(
        unit.connection, plan.service.id, here, plan.reach.start, plan.reach.end, unit.moment
    )
    teams: dict[int, set[str]] = {}
    for (name, _start, _duration), row in rows.items():
        teams.setdefault(row.appointment_id, set()).add(name)
    return {
        key: Session(row.count, row.footprint, frozenset(teams[row.appointment_id]))
        for key, row in rows.items()
        if key[0] in plan.candidates
    }
