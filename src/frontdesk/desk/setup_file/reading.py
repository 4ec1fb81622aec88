"""Reads a whole setup file: all or nothing, with every fault."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.faults import Fault, FaultLog, InvalidValueError
from frontdesk.desk.setup_file.fields import Fields, Node, attempt, kind_of, plain
from frontdesk.desk.setup_file.places import (
    Known,
    entries,
    read_group,
    read_locations,
    read_resource,
)
from frontdesk.desk.setup_file.services import read_service
from frontdesk.desk.setup_file.syntax import parse_json, report_repeated_keys
from frontdesk.engine.values import Business

FORMAT = "frontdesk-setup/1"


@dataclass(frozen=True, slots=True)
class SetupResult:
    """A business, or the faults in file order that kept it from being read; never both."""

    business: Business | None
    faults: tuple[Fault, ...] = ()


def read_setup(text: str | bytes) -> SetupResult:
    """The business that a setup file describes, or everything that is wrong with it.

    Takes any text or bytes and never raises. ``Business.version`` is 0: the file has none.
    """
    try:
        tree = parse_json(text)
    except InvalidValueError as error:
        return SetupResult(None, (Fault("", str(error)),))
    if not isinstance(tree, dict):
        message = f"the file must hold one object, in braces, not {kind_of(tree)}"
        return SetupResult(None, (Fault("", message),))
    log = FaultLog()
    report_repeated_keys(tree, log)
    business = attempt(Node(tree, (), log), _read_business, None)
    return SetupResult(None, log.in_file_order(tree)) if len(log) else SetupResult(business)


def _read_business(node: Node) -> Business:
    known = Known()
    with Fields(node) as fields:
        fields.need("format", plain(_check_format), None)
        name = fields.need("company", _read_company, "")
        known.locations = fields.need("locations", read_locations, {})
        known.resources = fields.take(
            "resources", entries(lambda item: read_resource(item, known)), {}
        )
        known.groups = fields.take(
            "resourceGroups", entries(lambda item: read_group(item, known)), {}
        )
        services = fields.take("services", entries(lambda item: read_service(item, known)), {})
    return Business(name, known.locations, known.resources, known.groups, services)


def _check_format(value: object) -> None:
    if value != FORMAT:
        raise InvalidValueError(f"must be '{FORMAT}', the only format this program reads")


def _read_company(node: Node) -> str:
    with Fields(node) as fields:
        return fields.need("name", plain(checks.name), "")
