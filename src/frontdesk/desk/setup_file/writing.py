"""Writes a business as a setup file: everything said, in one order, so that files compare well."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from frontdesk.desk.setup_file.customers import (
    COUNTRY,
    FIELD_KEYS,
    HOLDS,
    PAYMENTS,
    POLICY_KEYS,
    REQUIRED,
    TYPING,
    WORD,
)
from frontdesk.desk.setup_file.reading import FORMAT
from frontdesk.desk.setup_file.schedules import WEEKDAYS, clock_text
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import (
    Block,
    Business,
    Closure,
    HolidayRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
    Service,
    WeekHours,
    Window,
)

WIDTH = 100
"""Characters; what fits on one line is written on one."""

NEW_BOOK = Policy()

Json = str | int | None | list["Json"] | dict[str, "Json"]


def write_setup(business: Business, policy: Policy = NEW_BOOK) -> str:
    """The setup file of a business, in UTF-8 text that ends with a line break.

    Reading it gives an equal business (but for ``version``, which the file does not hold), and
    writing that one gives the same text. Retired entries are left out, wherever they are named.
    The policy of a new book is not mentioned; any other one is, with all its parts, so that it
    is the same wherever the file is loaded.
    """
    return _rendered(_business(business, policy), "", 0) + "\n"


def policy_members(policy: Policy, said: Collection[str] = POLICY_KEYS) -> dict[str, Json]:
    """The members of the company that say a policy: every part of it, or those ``said``."""
    members: dict[str, Json] = {
        WORD: policy.customer_word,
        REQUIRED: _field_keys(policy.required_fields),
        TYPING: policy.typing_renews,
        HOLDS: policy.holds_per_desk,
        COUNTRY: policy.phone_country or None,
        PAYMENTS: policy.payments_noted,
    }
    return {key: members[key] for name, key in POLICY_KEYS.items() if name in said}


def _business(business: Business, policy: Policy) -> Json:
    locations = {key: entry for key, entry in business.locations.items() if not entry.retired}
    resources = {
        key: entry
        for key, entry in business.resources.items()
        if not entry.retired and entry.location_id in locations
    }
    groups = [entry for entry in business.groups.values() if not entry.retired]
    services = [
        entry
        for entry in business.services.values()
        if not entry.retired and (entry.scope == "company" or entry.location_id in locations)
    ]
    company: dict[str, Json] = {"name": business.name}
    if policy != NEW_BOOK:
        company |= policy_members(policy)
    return {
        "format": FORMAT,
        "company": company,
        "locations": [_location(entry) for entry in locations.values()],
        "resources": [_resource(entry) for entry in resources.values()],
        "resourceGroups": [_group(entry, resources) for entry in groups],
        "services": [_service(entry, resources) for entry in services],
    }


def _location(location: Location) -> Json:
    own: dict[str, Json] = {}
    if location.customer_word is not None:
        own[WORD] = location.customer_word
    if location.required_fields is not None:
        own[REQUIRED] = _field_keys(location.required_fields)
    return {
        "id": location.id,
        "name": location.name,
        "primary": location.primary,
        "timezone": location.timezone,
        "bookingTimerMinutes": location.booking_timer_minutes,
        "hours": _week(location.hours),
        "closures": [_closure(closure) for closure in location.closures],
        "holidays": None if location.holidays is None else _holidays(location.holidays),
        "blocks": [_block(block) for block in location.blocks],
        **own,
    }


def _resource(resource: Resource) -> Json:
    return {
        "id": resource.id,
        "name": resource.name,
        "location": resource.location_id,
        "kind": resource.kind,
        "color": resource.color,
        "timezone": resource.timezone,
        "hours": None if resource.hours is None else _week(resource.hours),
        "ignoreLocationHours": resource.ignore_location_hours,
        "overrides": [
            {"date": day.isoformat(), "hours": _windows(windows)}
            for day, windows in resource.overrides.items()
        ],
        "blocks": [_block(block) for block in resource.blocks],
    }


def _group(group: ResourceGroup, offered: Mapping[str, Resource]) -> Json:
    return {
        "id": group.id,
        "name": group.name,
        "resources": _named(group.resource_ids, offered),
    }


def _service(service: Service, offered: Mapping[str, Resource]) -> Json:
    duration = service.duration
    return {
        "id": service.id,
        "name": service.name,
        "scope": service.scope,
        "location": service.location_id if service.scope == "location" else None,
        "duration": {
            "default": duration.default,
            "min": duration.minimum,
            "max": duration.maximum,
            "step": duration.step,
        },
        "startInterval": service.start_interval,
        "startGrid": service.start_grid,
        "startTimes": (
            None
            if service.start_times is None
            else [clock_text(t) for t in sorted(service.start_times)]
        ),
        "fillGaps": service.fill_gaps,
        "bufferBefore": service.buffer_before,
        "bufferAfter": service.buffer_after,
        "notice": service.notice,
        "horizonDays": service.horizon_days,
        "dailyLimit": service.daily_limit,
        "capacity": service.capacity,
        "roundRobin": service.round_robin.value,
        "resources": _offered_by(service, offered),
        "requires": (
            None
            if service.requires is None
            else [_role(role, offered) for role in service.requires]
        ),
        "hours": None if service.hours is None else _week(service.hours),
        "price": service.price,
        "currency": service.currency,
        "color": service.color,
    }


def _offered_by(service: Service, offered: Mapping[str, Resource]) -> Json:
    if service.requires is not None:
        return None
    return "all" if service.resource_ids is None else _named(service.resource_ids, offered)


def _role(role: Role, offered: Mapping[str, Resource]) -> Json:
    if role.resource_ids is not None:
        return {"role": role.name, "resources": _named(role.resource_ids, offered)}
    return {"role": role.name, "group": role.group_id}


def _named(identifiers: Iterable[str], offered: Mapping[str, Resource]) -> list[Json]:
    return [identifier for identifier in identifiers if identifier in offered]


def _field_keys(names: Iterable[str]) -> list[Json]:
    return [FIELD_KEYS[name] for name in names]


def _week(week: WeekHours) -> Json:
    return {WEEKDAYS[weekday]: _windows(week[weekday]) for weekday in sorted(week)}


def _windows(windows: Iterable[Window]) -> list[Json]:
    return [[clock_text(start), clock_text(end)] for start, end in sorted(windows)]


def _closure(closure: Closure) -> Json:
    return {
        "from": closure.first.isoformat(),
        "to": closure.last.isoformat(),
        "name": closure.name,
    }


def _holidays(rule: HolidayRule) -> Json:
    return {"country": rule.country, "subdivision": rule.subdivision, "open": list(rule.open)}


def _block(block: Block) -> Json:
    return {
        "start": _wall_clock(block.start),
        "end": _wall_clock(block.end),
        "reason": block.reason,
        "rrule": block.rrule,
    }


def _wall_clock(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _rendered(value: Json, indent: str, before: int) -> str:
    """JSON in which a list or object stands on one line when it fits.

    ``before`` is the number of characters that stand before the value on its line.
    """
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, list | dict) or not value or before + len(line) < WIDTH:
        return line
    inner = indent + "  "
    if isinstance(value, list):
        parts = [_rendered(item, inner, len(inner)) for item in value]
    else:
        keys = {key: f"{json.dumps(key)}: " for key in value}
        parts = [
            keys[key] + _rendered(item, inner, len(inner) + len(keys[key]))
            for key, item in value.items()
        ]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    body = ",\n".join(inner + part for part in parts)
    return f"{opening}\n{body}\n{indent}{closing}"
