"""Lists of visits."""

from __future__ import annotations

from datetime import date

from frontdesk.desk.answers import Visit
from frontdesk.desk.payments import payment_of
from frontdesk.desk.privacy import hides_contacts, seen_customer
from frontdesk.desk.unit import Desk
from frontdesk.engine.booking import is_expired
from frontdesk.engine.plan import check_range, find_location, find_resource
from frontdesk.engine.values import Location, Status
from frontdesk.engine.zones import days_span
from frontdesk.store import visits as stored_visits


def list_visits(
    desk: Desk,
    first: date,
    last: date,
    location_id: str | None = None,
    resource_ids: tuple[str, ...] = (),
    status: Status | None = None,
) -> tuple[Location, tuple[Visit, ...]]:
    """The visits that start on the local days ``first..last`` of a location, by start.

    With resources named, only those that take all of them. Expired holds are left out: they take
    no time and are nobody's visit.

    Raises:
        RefusalError: ``unknown-id``, ``bad-range``.
    """
    check_range(first, last)
    with desk.look() as unit:
        location = find_location(unit.business, location_id)
        for name in resource_ids:
            find_resource(unit.business, name)
        window = days_span(first, last, location.timezone)
        rows = stored_visits.in_window(unit.connection, location.id, window.start, window.end)
        found = tuple(
            Visit(
                appointment,
                seen_customer(unit, customer),
                location.timezone,
                contacts_hidden=hides_contacts(unit),
                payment=payment_of(unit, appointment),
            )
            for appointment, customer in rows
            if window.start <= appointment.start < window.end
            and not is_expired(appointment, unit.now)
            and set(resource_ids) <= set(appointment.resource_ids)
            and (status is None or appointment.status is status)
        )
        return location, found
