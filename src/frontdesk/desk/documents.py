"""The JSON answers: camel case, instants in ISO 8601 with an offset."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from frontdesk.desk.answers import Opening, Visit
from frontdesk.engine.availability import Available
from frontdesk.engine.clock import datetime_of_instant, datetime_of_moment, instant_of
from frontdesk.engine.plan import Plan
from frontdesk.engine.zones import zone_of

Document = dict[str, object]


def answer_zone(plan: Plan, offset: int | None, zone: str | None) -> tuple[tzinfo, str, int]:
    """The zone an answer is written in: its tzinfo, its name, and ``tzRequested``.

    ``offset`` (minutes east of UTC) or ``zone`` (IANA) if asked for, else the location's zone.
    For a zone by name, the offset is the one in force when the first day begins there.
    """
    if offset is not None:
        sign, size = ("-" if offset < 0 else "+"), abs(offset)
        name = f"UTC{sign}{size // 60:02}:{size % 60:02}"
        return timezone(timedelta(minutes=offset), name), name, offset
    name = zone or plan.location.timezone
    first = plan.request.first
    midnight = datetime(first.year, first.month, first.day, tzinfo=zone_of(name))
    return zone_of(name), name, instant_of(midnight.replace(tzinfo=UTC)) - instant_of(midnight)


def availability_document(
    plan: Plan,
    times: Iterable[Available],
    offset: int | None = None,
    zone: str | None = None,
) -> Document:
    """The answer to an availability question, written in the zone asked for."""
    tz, name, requested = answer_zone(plan, offset, zone)
    return {
        "locationId": plan.location.id,
        "serviceId": plan.service.id,
        "startDate": plan.request.first.isoformat(),
        "endDate": plan.request.last.isoformat(),
        "resourceId": plan.request.resource_ids[0] if plan.request.resource_ids else "",
        "resourceIds": ",".join(plan.request.resource_ids),
        "tzRequested": requested,
        "timezone": name,
        "availableTimes": [
            time_document(entry.start, plan.duration, entry.resource_ids, entry.seats, tz)
            for entry in times
        ],
    }


def time_document(
    start: int, duration: int, resource_ids: tuple[str, ...], seats: int, tz: tzinfo
) -> Document:
    """One available time; ``time`` is the hour and minute as one number, 9:05 is 905."""
    begins = datetime_of_instant(start, tz)
    return {
        "startDateTime": begins.isoformat(),
        "endDateTime": datetime_of_instant(start + duration, tz).isoformat(),
        "date": begins.date().isoformat(),
        "time": begins.hour * 100 + begins.minute,
        "displayTime": _twelve_hours(begins),
        "duration": duration,
        "resourceId": resource_ids[0],
        "resourceIds": ",".join(resource_ids),
        "availableSeats": seats,
    }


def opening_document(opening: Opening, tz: tzinfo) -> Document:
    """One available time that a refusal offers."""
    return time_document(opening.start, opening.duration, opening.resource_ids, opening.seats, tz)


def visit_document(visit: Visit) -> Document:
    """An appointment with its customer, written in the zone of its location."""
    entry, tz = visit.appointment, zone_of(visit.timezone)
    customer = visit.customer
    return {
        "id": str(entry.id),
        "status": entry.status.value,
        "locationId": entry.location_id,
        "serviceId": entry.service_id,
        "resourceId": entry.resource_ids[0],
        "resourceIds": ",".join(entry.resource_ids),
        "startDateTime": datetime_of_instant(entry.start, tz).isoformat(),
        "endDateTime": datetime_of_instant(entry.end, tz).isoformat(),
        "duration": entry.duration,
        "customer": None
        if customer is None
        else {
            "id": str(customer.id),
            "name": customer.name,
            "email": customer.email,
            "phone": customer.phone,
        },
        "holdExpiresAt": _moment(entry.hold_expires_at, tz),
        "notes": entry.notes,
        "createdAt": _moment(entry.created_at, tz),
        "rescheduledId": None if entry.rescheduled_id is None else str(entry.rescheduled_id),
        "confirmed": entry.confirmed_at is not None,
        "arrivedAt": _moment(entry.arrived_at, tz),
        "startedAt": _moment(entry.started_at, tz),
        "completedAt": _moment(entry.completed_at, tz),
    }


def _moment(moment: int | None, tz: tzinfo) -> str | None:
    return None if moment is None else datetime_of_moment(moment, tz).isoformat()


def _twelve_hours(time: datetime) -> str:
    """Such as 9:05 AM; written out here, since the C library's words follow the locale."""
    half = "AM" if time.hour < 12 else "PM"
    return f"{(time.hour - 1) % 12 + 1}:{time:%M} {half}"
