"""A small business for named cases: one location, open 9:00 to 17:00 every day, unless told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk.engine.booking import Appointment
from frontdesk.engine.plan import Request
from frontdesk.engine.values import (
    Business,
    DurationRule,
    Location,
    Resource,
    ResourceGroup,
    Service,
    Status,
)

DAY = date(2026, 11, 23)
"""A Monday without a clock change anywhere."""

NINE_TO_FIVE = dict.fromkeys(range(7), ((540, 1020),))
ALWAYS = dict.fromkeys(range(7), ((0, 1440),))


def at(wall: str, zone: str = "UTC", fold: int = 0) -> int:
    """The instant of ``HH:MM`` on the usual day, or of an ISO wall-clock time, in a zone."""
    text = f"{DAY.isoformat()}T{wall}" if len(wall) == 5 else wall
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return int(moment.timestamp()) // 60


def walls(starts: Iterable[int], zone: str = "UTC") -> list[str]:
    """What clocks in a zone show at instants, as ``HH:MM``."""
    return [f"{datetime.fromtimestamp(s * 60, ZoneInfo(zone)):%H:%M}" for s in starts]


def service(service_id: str = "cut", minutes: int = 60, **more: Any) -> Service:
    """A service of one length, with a start every hour unless told."""
    return Service(
        service_id,
        service_id.title(),
        DurationRule(minutes, minutes, minutes, 15),
        **{"start_interval": 60, **more},
    )


def shop(
    offered: Service,
    resources: Iterable[Resource | str] = ("ann",),
    groups: Iterable[ResourceGroup] = (),
    **place: Any,
) -> Business:
    """A business that offers one service at one location, in UTC unless told."""
    location = Location(
        "here", "Here", **{"timezone": "UTC", "primary": True, "hours": NINE_TO_FIVE, **place}
    )
    people = [
        Resource(entry, entry.title(), "here") if isinstance(entry, str) else entry
        for entry in resources
    ]
    return Business.of("Shop", [location], people, groups, [offered])


def on(day: date = DAY, *named: str, until: date | None = None) -> Request:
    """A request for the service ``cut`` on a day, or from that day to another."""
    return Request("cut", day, until or day, None, named)


def visit(
    start: int, *resource_ids: str, minutes: int = 60, service_id: str = "other", **more: Any
) -> Appointment:
    """A booked visit of another service, on ``ann`` unless told."""
    return Appointment(
        **{
            "id": 1,
            "status": Status.BOOKED,
            "location_id": "here",
            "service_id": service_id,
            "resource_ids": resource_ids or ("ann",),
            "start": start,
            "duration": minutes,
            "buffer_before": 0,
            "buffer_after": 0,
            "created_at": 0,
            **more,
        }
    )
