"""Reads locations, resources and groups, in this order: each may name the ones before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeVar

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.customers import REQUIRED, WORD, read_required, read_word
from frontdesk.desk.setup_file.faults import InvalidValueError, quoted
from frontdesk.desk.setup_file.fields import Fields, Node, Parser, attempt, each, nullable, plain
from frontdesk.desk.setup_file.schedules import (
    read_block,
    read_closure,
    read_holidays,
    read_overrides,
    read_week,
)
from frontdesk.engine.values import Location, Resource, ResourceGroup

PALETTE = (
    "#1D5DB8",
    "#0F766E",
    "#A8295F",
    "#6441B5",
    "#A8431A",
    "#6B6A12",
    "#4A5A6E",
)
"""Colours for entries that name none, by position, so that neighbours differ."""

_NO_GROUPS = "; a group holds resources, not other groups"

KINDS: tuple[Literal["staff", "room", "equipment"], ...] = ("staff", "room", "equipment")


class Identified(Protocol):
    """An entry that the file refers to by its id."""

    @property
    def id(self) -> str:
        """The file's own id; empty where it is at fault."""
        ...


E = TypeVar("E", bound=Identified)


@dataclass(slots=True)
class Known:
    """The entries read so far, faulty ones too, so that one fault does not cause others."""

    locations: Mapping[str, Location] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    groups: Mapping[str, ResourceGroup] = field(default_factory=dict)
    uncertain_groups: set[str] = field(default_factory=set)
    """Groups some of whose members could not be read."""

    @property
    def primary_id(self) -> str | None:
        """The id of the primary location, if there is one."""
        return next((entry.id for entry in self.locations.values() if entry.primary), None)


def entries(read: Callable[[Node], E]) -> Parser[dict[str, E]]:
    """The parser of a list of entries, by id; a second use of an id is a fault."""

    def parse(node: Node) -> dict[str, E]:
        found: dict[str, E] = {}
        first_use: dict[str, int] = {}
        for position, item in enumerate(node.items()):
            entry = attempt(item, read, None)
            if entry is None or not entry.id:
                continue
            if entry.id in found:
                taken = f"{node.path[-1]}[{first_use[entry.id]}]"
                item.log.report((*item.path, "id"), f"{quoted(entry.id)} is the id of {taken} too")
            else:
                found[entry.id] = entry
                first_use[entry.id] = position
        return found

    return parse


def reference(kind: str, known: Mapping[str, object], hint: str = "") -> Parser[str]:
    """The parser of an id that must be among the ``known`` entries of a kind.

    ``hint`` goes on after what is said of any other id.
    """

    def parse(node: Node) -> str:
        identifier = checks.identifier(node.value)
        if identifier not in known:
            raise InvalidValueError(f"unknown {kind} {quoted(identifier)}{hint}")
        return identifier

    return parse


def references(kind: str, known: Mapping[str, object], hint: str = "") -> Parser[tuple[str, ...]]:
    """The parser of a list of ids, each known and named once."""
    parse_one = reference(kind, known, hint)

    def parse(node: Node) -> tuple[str, ...]:
        seen: set[str] = set()

        def once(item: Node) -> str:
            identifier = parse_one(item)
            if identifier in seen:
                raise InvalidValueError(f"{quoted(identifier)} is named twice")
            seen.add(identifier)
            return identifier

        return each(once)(node)

    return parse


def default_color(node: Node) -> str:
    """The colour of an entry that names none."""
    position = node.path[-1]
    return PALETTE[position % len(PALETTE)] if isinstance(position, int) else PALETTE[0]


def read_locations(node: Node) -> dict[str, Location]:
    """All locations; a sole one is primary without saying so, of several exactly one says it."""
    marks = [
        item.value.get("primary") if isinstance(item.value, dict) else None for item in node.items()
    ]
    if not marks:
        raise InvalidValueError("must hold at least one location")
    found = entries(read_location)(node)
    if marks == [None]:
        return {key: replace(location, primary=True) for key, location in found.items()}
    _check_one_primary(node, marks)
    return found


def _check_one_primary(node: Node, marks: Sequence[object]) -> None:
    """``marks`` are the values of ``primary`` as they stand in the file, None where missing."""
    primaries = [position for position, mark in enumerate(marks) if mark is True]
    for position in primaries[1:]:
        node.log.report(
            (*node.path, position, "primary"),
            f"must be false, because locations[{primaries[0]}] is primary already",
        )
    # A mark that is neither true nor false is a fault of its own and may have been meant.
    if not primaries and all(mark is None or mark is False for mark in marks):
        node.report('must hold one location with "primary": true')


def read_location(node: Node) -> Location:
    """One location."""
    with Fields(node) as fields:
        return Location(
            id=fields.need("id", plain(checks.identifier), ""),
            name=fields.need("name", plain(checks.name), ""),
            timezone=fields.need("timezone", plain(checks.timezone), "UTC"),
            primary=fields.take("primary", plain(checks.flag), False),
            booking_timer_minutes=fields.take(
                "bookingTimerMinutes", plain(checks.whole_number(1, 1440)), 10
            ),
            hours=fields.take("hours", read_week, {}),
            closures=fields.take("closures", each(read_closure), ()),
            holidays=fields.take("holidays", nullable(read_holidays), None),
            blocks=fields.take("blocks", each(read_block), ()),
            customer_word=fields.take(WORD, nullable(read_word), None),
            required_fields=fields.take(REQUIRED, nullable(read_required), None),
        )


def read_resource(node: Node, known: Known) -> Resource:
    """One resource; its location must be known."""
    with Fields(node) as fields:
        return Resource(
            id=fields.need("id", plain(checks.identifier), ""),
            name=fields.need("name", plain(checks.name), ""),
            location_id=fields.need("location", reference("location", known.locations), ""),
            kind=fields.take("kind", plain(checks.one_of(KINDS)), "staff"),
            color=fields.take("color", plain(checks.color), default_color(node)),
            timezone=fields.take("timezone", nullable(plain(checks.timezone)), None),
            hours=fields.take("hours", nullable(read_week), None),
            ignore_location_hours=fields.take("ignoreLocationHours", plain(checks.flag), False),
            overrides=fields.take("overrides", read_overrides, {}),
            blocks=fields.take("blocks", each(read_block), ()),
        )


def read_group(node: Node, known: Known) -> ResourceGroup:
    """One group; its members must be known."""
    with Fields(node) as fields:
        group = ResourceGroup(
            id=fields.need("id", plain(checks.identifier), ""),
            name=fields.need("name", plain(checks.name), ""),
            resource_ids=fields.need(
                "resources", references("resource", known.resources, _NO_GROUPS), ()
            ),
        )
        if not fields.sound("resources"):
            known.uncertain_groups.add(group.id)
    return group
