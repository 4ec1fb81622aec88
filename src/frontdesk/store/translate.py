"""Rows to engine values and back, without loss.

JSON columns hold: *windows* ``[[from, to], ...]`` in wall minutes; *hours* an object from the
weekday ``"0"`` (Monday) … ``"6"`` to windows, NULL for "none of its own"; *overrides* an object
from an ISO date to windows; *closures* ``[[first, last, name], ...]`` with ISO dates; *holidays*
``{"country", "subdivision", "open"}``; *blocks* ``[[start, end, reason, rrule], ...]`` with naive
ISO datetimes; *start_times* wall minutes; *requires* ``[[name, resource ids, group id], ...]``;
*resource_ids* and *required_fields* the ids and names themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from frontdesk.engine.booking import Appointment, Customer
from frontdesk.engine.values import (
    Block,
    Closure,
    DurationRule,
    HolidayRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
    RoundRobin,
    Service,
    Status,
    WeekHours,
    Window,
)

Columns = dict[str, Any]
"""Column values of one row, by name."""


def location_columns(value: Location) -> Columns:
    """The row of a location, without ``pk`` and ``position``."""
    return {
        "id": value.id,
        "retired": value.retired,
        "name": value.name,
        "timezone": value.timezone,
        "is_primary": value.primary,
        "booking_timer_minutes": value.booking_timer_minutes,
        "hours": _hours_json(value.hours),
        "closures": [[c.first.isoformat(), c.last.isoformat(), c.name] for c in value.closures],
        "holidays": None
        if value.holidays is None
        else {
            "country": value.holidays.country,
            "subdivision": value.holidays.subdivision,
            "open": list(value.holidays.open),
        },
        "blocks": _blocks_json(value.blocks),
        "customer_word": value.customer_word,
        "required_fields": None if value.required_fields is None else list(value.required_fields),
    }


def location_of(row: Row[Any]) -> Location:
    """The location of a row."""
    holidays = row.holidays
    return Location(
        id=row.id,
        name=row.name,
        timezone=row.timezone,
        primary=row.is_primary,
        booking_timer_minutes=row.booking_timer_minutes,
        hours=_hours(row.hours) or {},
        closures=tuple(
            Closure(date.fromisoformat(first), date.fromisoformat(last), name)
            for first, last, name in row.closures
        ),
        holidays=None
        if holidays is None
        else HolidayRule(holidays["country"], holidays["subdivision"], tuple(holidays["open"])),
        blocks=_blocks(row.blocks),
        customer_word=row.customer_word,
        required_fields=_maybe_tuple(row.required_fields),
        retired=row.retired,
    )


def resource_columns(value: Resource, location_keys: Mapping[str, int]) -> Columns:
    """The row of a resource, without ``pk`` and ``position``."""
    return {
        "id": value.id,
        "retired": value.retired,
        "name": value.name,
        "location": location_keys[value.location_id],
        "kind": value.kind,
        "color": value.color,
        "timezone": value.timezone,
        "hours": _hours_json(value.hours),
        "ignore_location_hours": value.ignore_location_hours,
        "overrides": {
            day.isoformat(): _windows_json(windows) for day, windows in value.overrides.items()
        },
        "blocks": _blocks_json(value.blocks),
    }


def resource_of(row: Row[Any], location_ids: Mapping[int, str]) -> Resource:
    """The resource of a row."""
    return Resource(
        id=row.id,
        name=row.name,
        location_id=location_ids[row.location],
        kind=row.kind,
        color=row.color,
        timezone=row.timezone,
        hours=_hours(row.hours),
        ignore_location_hours=row.ignore_location_hours,
        overrides={
            date.fromisoformat(day): _windows(windows) for day, windows in row.overrides.items()
        },
        blocks=_blocks(row.blocks),
        retired=row.retired,
    )


def group_columns(value: ResourceGroup) -> Columns:
    """The row of a resource group, without ``pk`` and ``position``."""
    return {
        "id": value.id,
        "retired": value.retired,
        "name": value.name,
        "resource_ids": list(value.resource_ids),
    }


def group_of(row: Row[Any]) -> ResourceGroup:
    """The resource group of a row."""
    return ResourceGroup(row.id, row.name, tuple(row.resource_ids), row.retired)


_SERVICE_SCALARS = (
    "id",
    "retired",
    "name",
    "scope",
    "start_interval",
    "start_grid",
    "fill_gaps",
    "buffer_before",
    "buffer_after",
    "notice",
    "horizon_days",
    "daily_limit",
    "capacity",
    "price",
    "currency",
    "color",
)


def service_columns(value: Service, location_keys: Mapping[str, int]) -> Columns:
    """The row of a service, without ``pk`` and ``position``."""
    return {name: getattr(value, name) for name in _SERVICE_SCALARS} | {
        "location": None if value.location_id is None else location_keys[value.location_id],
        "duration_default": value.duration.default,
        "duration_min": value.duration.minimum,
        "duration_max": value.duration.maximum,
        "duration_step": value.duration.step,
        "start_times": None if value.start_times is None else list(value.start_times),
        "round_robin": value.round_robin.value,
        "resource_ids": None if value.resource_ids is None else list(value.resource_ids),
        "requires": None
        if value.requires is None
        else [
            [
                role.name,
                None if role.resource_ids is None else list(role.resource_ids),
                role.group_id,
            ]
            for role in value.requires
        ],
        "hours": _hours_json(value.hours),
    }


def service_of(row: Row[Any], location_ids: Mapping[int, str]) -> Service:
    """The service of a row."""
    return Service(
        **{name: getattr(row, name) for name in _SERVICE_SCALARS},
        location_id=None if row.location is None else location_ids[row.location],
        duration=DurationRule(
            row.duration_default, row.duration_min, row.duration_max, row.duration_step
        ),
        start_times=_maybe_tuple(row.start_times),
        round_robin=RoundRobin(row.round_robin),
        resource_ids=_maybe_tuple(row.resource_ids),
        requires=None
        if row.requires is None
        else tuple(Role(name, _maybe_tuple(ids), group) for name, ids, group in row.requires),
        hours=_hours(row.hours),
    )


def appointment_of(row: Row[Any], resource_ids: tuple[str, ...]) -> Appointment:
    """The appointment of a row that carries ``location_id`` and ``service_id`` as text."""
    return Appointment(
        id=row.id,
        status=Status(row.status),
        location_id=row.location_id,
        service_id=row.service_id,
        resource_ids=resource_ids,
        start=row.start,
        duration=row.duration,
        buffer_before=row.buffer_before,
        buffer_after=row.buffer_after,
        created_at=row.created_at,
        hold_expires_at=row.hold_expires_at,
        customer_id=row.customer_id,
        notes=row.notes,
        desk=row.desk,
        rescheduled_id=row.rescheduled_id,
        confirmed_at=row.confirmed_at,
        arrived_at=row.arrived_at,
        started_at=row.started_at,
        completed_at=row.completed_at,
        paid_at=row.paid_at,
        overbooked=row.overbooked,
        version=row.version,
    )


def customer_of(row: Row[Any]) -> Customer:
    """The customer of a row."""
    return Customer(row.id, row.name, row.email, row.phone)


def _windows_json(windows: Iterable[Window]) -> list[list[int]]:
    return [list(window) for window in windows]


def _windows(stored: list[list[int]]) -> tuple[Window, ...]:
    return tuple((start, end) for start, end in stored)


def _hours_json(hours: WeekHours | None) -> dict[str, list[list[int]]] | None:
    if hours is None:
        return None
    return {str(day): _windows_json(windows) for day, windows in sorted(hours.items())}


def _hours(stored: dict[str, list[list[int]]] | None) -> WeekHours | None:
    if stored is None:
        return None
    return {int(day): _windows(windows) for day, windows in stored.items()}


def _blocks_json(blocks: Iterable[Block]) -> list[list[str | None]]:
    return [[b.start.isoformat(), b.end.isoformat(), b.reason, b.rrule] for b in blocks]


def _blocks(stored: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(
        Block(datetime.fromisoformat(start), datetime.fromisoformat(end), reason, rrule)
        for start, end, reason, rrule in stored
    )


def _maybe_tuple(stored: list[Any] | None) -> tuple[Any, ...] | None:
    return None if stored is None else tuple(stored)
