"""Reads services: what is booked, how long, where, and by whom."""

from __future__ import annotations

from typing import Literal

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.faults import InvalidValueError, quoted
from frontdesk.desk.setup_file.fields import Fields, Node, Parser, each, nullable, plain
from frontdesk.desk.setup_file.places import Known, default_color, reference, references
from frontdesk.desk.setup_file.schedules import read_week
from frontdesk.engine.values import DurationRule, Role, RoundRobin, Service

LONGEST_VISIT = 7 * 1440
"""Minutes."""
FURTHEST_HORIZON = 3660
"""Days."""
Scope = Literal["company", "location"]
SCOPES: tuple[Scope, ...] = ("company", "location")
GRIDS: tuple[Literal["clock", "opening"], ...] = ("clock", "opening")

_number = checks.whole_number
_minutes_of_a_day = plain(_number(0, 1440))


def read_service(node: Node, known: Known) -> Service:
    """One service; the location, resources and groups that it names must be known."""
    with Fields(node) as fields:
        service_id = fields.need("id", plain(checks.identifier), "")
        name = fields.need("name", plain(checks.name), "")
        scope: Scope = fields.take("scope", plain(checks.one_of(SCOPES)), "company")
        location_id = fields.take(
            "location", nullable(reference("location", known.locations)), None
        )
        _check_pairing(fields, scope, location_id, known)
        at = location_id if scope == "location" and fields.sound("scope", "location") else None
        if fields.given("resources") and fields.given("requires"):
            fields.report("requires", "must not stand beside resources; leave one of them out")
        return Service(
            id=service_id,
            name=name,
            scope=scope,
            location_id=location_id if scope == "location" else None,
            duration=fields.need("duration", read_duration, DurationRule(1, 1, 1, 1)),
            start_interval=fields.take("startInterval", plain(_number(1, 1440)), 15),
            start_grid=fields.take("startGrid", plain(checks.one_of(GRIDS)), "clock"),
            start_times=fields.take("startTimes", nullable(read_start_times), None),
            fill_gaps=fields.take("fillGaps", plain(checks.flag), False),
            buffer_before=fields.take("bufferBefore", _minutes_of_a_day, 0),
            buffer_after=fields.take("bufferAfter", _minutes_of_a_day, 0),
            notice=fields.take("notice", plain(_number(0)), 0),
            horizon_days=fields.take(
                "horizonDays", nullable(plain(_number(0, FURTHEST_HORIZON))), None
            ),
            daily_limit=fields.take("dailyLimit", nullable(plain(_number(1))), None),
            capacity=fields.take("capacity", plain(_number(1)), 1),
            round_robin=fields.take(
                "roundRobin", plain(checks.one_of(tuple(RoundRobin))), RoundRobin.NONE
            ),
            resource_ids=fields.take("resources", _offered_by(known, at), None),
            requires=fields.take("requires", nullable(_roles(known, at)), None),
            hours=fields.take("hours", nullable(read_week), None),
            price=fields.take("price", nullable(plain(checks.price)), None),
            currency=fields.take("currency", nullable(plain(checks.currency)), None),
            color=fields.take("color", plain(checks.color), default_color(node)),
        )


def _check_pairing(fields: Fields, scope: str, location_id: str | None, known: Known) -> None:
    """Scope company goes with the primary location, scope location with the one it names."""
    if not fields.sound("scope", "location"):
        return
    primary_id = known.primary_id
    if scope == "location" and location_id is None:
        fields.report("location", "must name the one location that offers this service")
    elif scope == "company" and location_id is not None and primary_id not in (None, location_id):
        fields.report(
            "location",
            f"must be null or the primary location {quoted(primary_id or '')} in scope 'company'; "
            "write scope 'location' for a service of one location",
        )


def read_duration(node: Node) -> DurationRule:
    """The default length in minutes and those that may be asked for."""
    positive = plain(_number(1, LONGEST_VISIT))
    with Fields(node) as fields:
        default = fields.need("default", positive, 1)
        minimum = fields.take("min", positive, default)
        maximum = fields.take("max", positive, default)
        step = fields.take("step", positive, 15)
        if fields.sound("default", "min") and minimum > default:
            fields.report("min", f"must not be more than the default of {default} minutes")
        elif fields.sound("default", "min", "step") and (default - minimum) % step:
            fields.report(
                "default", f"must be the min of {minimum} minutes plus whole steps of {step}"
            )
        if fields.sound("default", "max") and maximum < default:
            fields.report("max", f"must not be less than the default of {default} minutes")
    return DurationRule(default, minimum, maximum, step)


def read_start_times(node: Node) -> tuple[int, ...]:
    """Times of day that replace the grid, as sorted wall minutes."""
    seen: set[int] = set()

    def once(item: Node) -> int:
        minute = checks.start_minute(item.value)
        if minute in seen:
            raise InvalidValueError(f"{quoted(str(item.value))} is listed twice")
        seen.add(minute)
        return minute

    if node.value == []:
        raise InvalidValueError("must hold at least one time, or be null for the grid")
    return tuple(sorted(each(once)(node)))


def _offered_by(known: Known, at: str | None) -> Parser[tuple[str, ...] | None]:
    """A list of resources; ``"all"`` and null are None. ``at`` is the sole location, if any."""

    def parse(node: Node) -> tuple[str, ...] | None:
        if node.value is None or node.value == "all":
            return None
        if not isinstance(node.value, list):
            raise InvalidValueError('must be a list of resources or "all"')
        return _local_resources(node, known, at)

    return parse


def _local_resources(node: Node, known: Known, at: str | None) -> tuple[str, ...]:
    named = references("resource", known.resources)(node)
    for item in node.items():
        if at is not None and item.value in named:
            home = known.resources[str(item.value)].location_id
            if home not in ("", at):
                item.report(
                    f"{quoted(str(item.value))} belongs to location {quoted(home)}, "
                    f"but the service to {quoted(at)}"
                )
    return named


def _roles(known: Known, at: str | None) -> Parser[tuple[Role, ...]]:
    """The parser of the roles that a service needs filled, each named once."""

    def parse(node: Node) -> tuple[Role, ...]:
        if node.value == []:
            raise InvalidValueError("must hold at least one role, or be null")
        seen: set[str] = set()

        def once(item: Node) -> Role:
            role = _read_role(item, known, at)
            if role.name and role.name in seen:
                item.log.report((*item.path, "role"), f"{quoted(role.name)} is used twice")
            seen.add(role.name)
            return role

        return each(once)(node)

    return parse


def _read_role(node: Node, known: Known, at: str | None) -> Role:
    def local(item: Node) -> tuple[str, ...]:
        if item.value == []:
            raise InvalidValueError("must name at least one resource")
        return _local_resources(item, known, at)

    with Fields(node) as fields:
        role = Role(
            fields.need("role", plain(checks.name), ""),
            fields.take("resources", nullable(local), None),
            fields.take("group", nullable(_staffed_group(known, at)), None),
        )
        if fields.given("resources") == fields.given("group"):
            node.report("must have either resources or a group")
    return role


def _staffed_group(known: Known, at: str | None) -> Parser[str]:
    """A known group; one that fills a role at a single location has a member there."""
    parse_reference = reference("group", known.groups)

    def parse(node: Node) -> str:
        group_id = parse_reference(node)
        members = [known.resources[member] for member in known.groups[group_id].resource_ids]
        if group_id in known.uncertain_groups or at is None:
            return group_id
        if all(member.location_id not in ("", at) for member in members):
            raise InvalidValueError(f"group {quoted(group_id)} has nobody at location {quoted(at)}")
        return group_id

    return parse
